# mx

MX001-rule = MX records say where the mail of the domain goes
MX001-title = { $domain } has no MX record; its mail goes to its own address { $address }
MX001-why = { $sends ->
    [yes] That address is mostly a web server: bounces and replies get lost there, and receivers may distrust a sender to whom they cannot answer.
   *[other] That address is mostly a web server: what people write to the domain gets lost there, or waits for days in their queues.
  }
MX001-advice = { $sends ->
    [yes] Publish an MX record with the host that takes the mail.
   *[other] Publish an MX record with the host that takes the mail or, if there is none, the null MX `0 .`.
  }

MX002-rule = Mail for the domain has somewhere to go
MX002-title = { $exists ->
    [no] { $domain } does not exist
   *[yes] { $domain } has neither an MX record nor an address
  }
MX002-why = { $sends ->
    [yes] Bounces and replies cannot be delivered, and many receivers refuse mail from a domain that they could not answer.
   *[other] Nothing can be delivered to it. Should mail be sent in its name, many receivers would refuse it.
  }
MX002-advice = { $exists ->
    [no] Correct the name, or publish it with an MX record.
   *[yes] { $sends ->
        [yes] Publish an MX record with a host that takes the mail.
       *[other] Publish a null MX, which says that the domain takes no mail; or an MX record with a host that does.
      }
  }

MX004-rule = A null MX stands alone
MX004-title = { $fault ->
    [preference] The null MX of { $domain } has the preference { $preference } instead of 0
   *[mixed] A null MX stands beside other MX records of { $domain }
  }
MX004-why = A null MX says that a domain takes no mail. In this form it says nothing for certain: some senders deliver, others give up.
MX004-advice = { $fault ->
    [preference] Publish it with preference 0.
   *[mixed] Remove the null MX if { $domain } takes mail, all other MX records if it does not.
  }

MX005-rule = A domain that sends takes mail
MX005-title = The stream { $stream } sends in the name of { $domain }, which says with a null MX that it takes no mail
MX005-why = Nobody could answer, and bounces have nowhere to go: receivers refuse such mail.
MX005-advice = Publish an MX record with a host that takes the mail of { $domain }, or send in the name of another domain.

MX006-rule = No MX record names an alias
MX006-title = { $host }, a mail exchange of { $domain }, is a CNAME to { $target }
MX006-why = The standards do not allow an alias there. Many senders follow it all the same; others hand the mail over to nobody, or deliver in a circle.
MX006-advice = Name the host with the addresses in the MX record instead; today that is { $target }. Its certificate, and the MTA-STS policy if there is one, must bear that name.

MX007-rule = MX records name hosts, not addresses
MX007-title = An MX record of { $domain } holds the address { $address } where a host name belongs
MX007-why = Senders look for a host that is called { $host }, find none, and cannot deliver there.
MX007-advice = Give the server a name that has the address { $address }, and put this name into the MX record.

MX008-rule = Mail exchanges have addresses that everybody can reach
MX008-title = { $host }, a mail exchange of { $domain }, has the address { $address }, which does not lead there from outside
MX008-why = Senders cannot reach the server: mail waits in their queues, then bounces.
MX008-advice = Publish the public address of { $host }, or remove the host from the MX records.

MX009-rule = Every mail exchange has an address
MX009-title = { $reason ->
    [nxdomain] { $host }, a mail exchange of { $domain }, does not exist
   *[nodata] { $host }, a mail exchange of { $domain }, has no address
  }
MX009-why = Nothing can be delivered there. Where no other exchange takes over, mail for the domain bounces.
MX009-advice = Publish an address for { $host }, or remove it from the MX records.

MX010-rule = The domain of every mail exchange is registered
MX010-title = { $host }, a mail exchange of { $domain }, lies in { $parent }, which nobody has registered
MX010-why = Whoever registers { $parent } receives mail for { $domain }, password resets included.
MX010-advice = Remove { $host } from the MX records at once.

MX011-rule = The names of mail exchanges are complete
MX011-title = { $host }, a mail exchange of { $domain }, lacks its final dot: { $meant } was meant
MX011-why = Without the final dot the zone puts its own name behind the host, and senders look for a server that is not there.
MX011-advice = Write { $meant } with a dot at its end; in a form of a provider, type it as that provider asks.

MX015-rule = No mail exchange is localhost
MX015-title = { $host }, a mail exchange of { $domain }, is the sender's own machine
MX015-why = Every sender would deliver to itself: mail for the domain bounces or gets lost.
MX015-advice = Name the host that takes the mail or, if { $domain } takes none, publish the null MX `0 .` alone.
