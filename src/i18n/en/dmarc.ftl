# dmarc

DMARC001-rule = A DMARC policy applies to the domain
DMARC001-title = No DMARC policy applies to { $domain }
DMARC001-why = Gmail, Yahoo, Outlook.com and Orange ask senders of bulk mail for a DMARC record, and refuse or slow down mail without one. Anybody can write in the name of { $domain }.
DMARC001-advice = Publish a policy that only watches, read the reports for some weeks, then tighten it.
