# Receivers and their rules: `preflight receivers`.

receivers-line = { $name } ({ $kind ->
    [mailbox] mailboxes
    [gateway] filter
   *[software] software, when named
  }): { $rules ->
    [0] no published rule
    [one] { $rules } rule
   *[other] { $rules } rules
  }{ $unseen ->
    [0] {""}
   *[other] , { $unseen } beyond DNS
  }{ $read ->
    [none] {""}
   *[other] , oldest read { $read }
  }
receivers-stale = { $rules ->
    [one] { $rules } rule
   *[other] { $rules } rules
  } not read again for a year: look at the source before relying on it
receivers-hint = `preflight receivers ID` shows the rules of one, with their sources. Software and filters are predicted only when named with --for.
receiver-kind = { $kind ->
    [mailbox] mailboxes
    [gateway] filter before others’ mailboxes
   *[software] software, in its default configuration
  }
receiver-dmarc = DMARC as in { $generation ->
    [rfc7489] RFC 7489 (Public Suffix List, pct)
    [rfc9989] RFC 9989 (tree walk)
   *[unknown] one of RFC 7489 and RFC 9989, not known which: only what both say is certain
  }
receiver-mx = Recognised by the MX { $patterns }
receiver-rules = Rules that DNS decides
receiver-no-rules = This receiver publishes no rule that DNS decides. That is no promise to accept mail.
receiver-unseen = What it also refuses, and DNS does not show
receiver-notes = It also says
receiver-claims = Only others say so (never predicted)
receiver-action = { $may ->
    [yes] { $action ->
        [reject] may reject
        [defer] may defer
        [junk] may file as junk
       *[score] may count it against the message
      }
   *[no] { $action ->
        [reject] rejects
        [defer] defers
        [junk] files as junk
       *[score] counts { $points ->
            [none] it against the message
           *[other] { $points } points
          }
      }
  }{ $code ->
    [none] {""}
   *[other] {" "}with { $code }
  }, { $stage ->
    [connect] at the connection
    [helo] at EHLO
    [mail_from] at MAIL FROM
    [rcpt_to] at RCPT TO
    [end_of_data] at the end of the message
   *[post_accept] after accepting the message
  }
receiver-when = when { $when }
receiver-about = because of { $about }
scope-above = from { $messages } messages a day
scope-unpublished = bulk senders, from a volume that is not published
scope-personal = personal mailboxes only
scope-hosted = companies’ mailboxes only
scope-option = only with this setting: { $option }
unseen-content = content
unseen-headers = headers
unseen-rate = volume and rate
unseen-reputation = reputation
unseen-own-list = lists the receiver keeps to itself
unseen-complaints = complaints
unseen-recipients = recipients
unseen-tls = TLS
unseen-greylisting = greylisting
unseen-policy = rules of the receiver or its customer
unseen-protocol = how the server speaks SMTP
unseen-account = the sender’s own account there
unseen-callout = whether the sender’s address takes mail
unseen-dns-failure = DNS that fails the receiver
unseen-zone-cut = where a zone begins
