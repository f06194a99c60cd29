# dmarc
