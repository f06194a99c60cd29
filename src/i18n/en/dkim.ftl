# dkim
