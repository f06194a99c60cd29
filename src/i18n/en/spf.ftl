# spf
