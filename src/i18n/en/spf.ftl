# spf

SPF027-rule = Every domain that the SPF record leads to is registered
SPF027-title = { $term } in the SPF record of { $holder } leads to { $unregistered }, a domain that does not exist
SPF027-why = Whoever registers { $unregistered } decides who passes SPF by this term, and can then send in the name of the domain. Until then { $target } authorises nobody, and an include of it makes all of SPF fail with permerror.
SPF027-advice = Remove { $term } now; if the record of { $holder } belongs to a provider, tell them and take out their include until it is gone.

SPF030-rule = Every macro of the SPF record can be read
SPF030-title = { $what ->
    [percent] { $part } in the SPF record of { $domain } begins no macro
    [unclosed] The macro { $part } in the SPF record of { $domain } is never closed
    [explanation] The macro { $part } in the SPF record of { $domain } is allowed in explanations only
    [zero] The macro { $part } in the SPF record of { $domain } keeps zero parts
   *[macro] There is no macro { $part } as the SPF record of { $domain } has it
  }
SPF030-why = One macro that cannot be read makes the whole record a permerror, also for senders that another term authorises: none of them passes SPF.
SPF030-advice = Write { $term } anew: a macro is a percent sign, a brace, one of the letters s, l, o, d, i, p, v or h, then the closing brace; a percent sign alone is written twice.

SPF033-rule = Every address and prefix length of the SPF record is valid
SPF033-title = { $what ->
    [family] { $part } is an address of the other IP version in { $term }, SPF record of { $domain }
    [prefix] { $part } is no valid prefix length in { $term }, SPF record of { $domain }
   *[address] { $part } is no valid IP address in { $term }, SPF record of { $domain }
  }
SPF033-why = Receivers give up on the whole record (permerror): no sender of { $domain } passes SPF, not even those in the other terms.
SPF033-advice = { $what ->
    [family] Write ip4: before an IPv4 address and ip6: before an IPv6 address.
    [prefix] Write a length from 0 to 32 for IPv4 or from 0 to 128 for IPv6, without leading zeros, and only behind ip4, ip6, a or mx.
   *[address] Write the address in full, IPv4 with four numbers from 0 to 255 without leading zeros, and nothing else in the term.
  }

SPF034-rule = A domain stands wherever the SPF record needs one
SPF034-title = { $what ->
    [address] { $term } in the SPF record of { $domain } has an IP address where a domain belongs
    [word] { $part } is not a full domain in { $term }, SPF record of { $domain }
   *[end] The domain in { $term }, SPF record of { $domain }, ends as no domain can
  }
SPF034-why = Receivers give up on the whole record (permerror): no sender of { $domain } passes SPF, not even those in the other terms.
SPF034-advice = { $what ->
    [address] Authorise an address with ip4: or ip6: instead.
    [word] Write the full domain, down to its top-level domain.
   *[end] Write the full domain; its last label has a letter in it and neither begins nor ends with a hyphen.
  }

SPF037-rule = The SPF record authorises no more addresses than a sender can need
SPF037-title = { $what ->
    [whole] The SPF record of { $domain } authorises { $addresses } IPv4 addresses in all
   *[term] { $term } in the SPF of { $domain } authorises a whole /{ $prefix }
  }
SPF037-why = Everybody who gets hold of one of these addresses passes SPF as { $domain }, and DMARC with it. Gmail refuses mail for suspicious entries in the SPF record (5.7.24); ranges this large are a usual reading of that.
SPF037-advice = Authorise the addresses that send, or the provider’s own include, and leave out services that no longer do.

SPF039-rule = No include of the SPF record lets everybody pass
SPF039-title = { $term } in the SPF record of { $holder } lets everybody pass: { $open } authorises every address
SPF039-why = Any machine in the world passes SPF for the domain, and DMARC with it where the domains align: forged mail looks genuine. Gmail refuses mail for suspicious entries in the SPF record (5.7.24).
SPF039-advice = Remove { $term }, and ask those who run { $open } for a record that names their senders.

SPF041-rule = No two terms of the SPF record run together where its strings are joined
SPF041-title = Two strings of the SPF record of { $domain } are joined without a space: { $term }
SPF041-why = Receivers join the strings of a record with nothing between them. The two terms become one that nobody meant: the record fails with permerror, or a sender is not authorised.
SPF041-advice = Put the missing space inside one of the strings, at its end or at its beginning.

SPF042-rule = No string of the SPF records in the zone file is longer than 255 octets
SPF042-title = A string of the TXT record at { $owner } has { $octets } octets; the limit is 255
SPF042-why = DNS cannot carry a longer string. A name server refuses the zone file, and what was published before goes stale, or it cuts the text.
SPF042-advice = Split the text into several quoted strings of at most 255 octets each in the same record, and keep the spaces inside the quotes.

SPF043-rule = The answer with the SPF record fits in a plain UDP packet
SPF043-title = The answer with the SPF record of { $domain } takes { $octets } octets, over { $records ->
    [one] { $records } TXT record
   *[other] { $records } TXT records
  }; 512 is the limit of plain UDP
SPF043-why = A larger answer needs EDNS or TCP. Where a firewall stops them the receiver gets no answer, and SPF ends in temperror: mail waits, or is judged without SPF.
SPF043-advice = Remove verification texts that have served, shorten the record, or move part of it behind an include on a name of its own.

SPF045-rule = No record of the discontinued type SPF is published
SPF045-title = { $txt ->
    [missing] { $domain } publishes SPF as type SPF only, not as TXT
    [other] The record of type SPF at { $domain } says something else than TXT
   *[equal] { $domain } still publishes its SPF as type SPF besides TXT
  }
SPF045-why = { $txt ->
    [missing] Receivers ask for TXT only: for them { $domain } has no SPF at all.
   *[other] Type SPF was given up in 2014 and receivers ask for TXT only. A second copy is forgotten at the next change and then misleads whoever looks.
  }
SPF045-advice = { $txt ->
    [missing] Publish the text as a TXT record and delete the record of type SPF.
   *[other] Delete the record of type SPF; keep the TXT record.
  }

SPF047-rule = Every text meant as SPF begins with v=spf1 and a space
SPF047-title = { $what ->
    [case] The SPF record of { $domain } begins with { $part } instead of v=spf1
   *[begin] { $domain } has a TXT record that looks like SPF and is none: { $term }
  }
SPF047-why = { $what ->
    [case] The case of the letters should not matter, but some software compares them exactly and then finds no SPF record.
    [beside] Receivers take only a text that begins with exactly v=spf1 and then a space. They go by the other record, and whoever this one alone names does not pass SPF.
   *[begin] Receivers take only a text that begins with exactly v=spf1 and then a space. This one does not exist for them, and nobody it names passes SPF.
  }
SPF047-advice = { $what ->
    [beside] Move what it should say into the other record, and delete it; a second SPF record would make both useless.
   *[begin] Begin the text with v=spf1 in lower case, without quotes or spaces before it, and put one space behind it.
  }

SPF048-rule = The SPF record is printable US-ASCII throughout
SPF048-title = The SPF text of { $domain } holds { $part }, which is not US-ASCII, in { $term }
SPF048-why = Receivers do not select the text, or give up on it with permerror: no sender of { $domain } passes SPF. Such characters come from copying out of a web page or a word processor.
SPF048-advice = Type the text anew with plain hyphens and spaces, without quotes, and write a domain with accents as its A-label (xn--…).

SPF049-rule = Single spaces, and nothing else, separate the terms of the SPF record
SPF049-title = { $what ->
    [separator] { $part } stands where a space belongs in { $term }, SPF record of { $domain }
    [inside] A space cuts a term of the SPF record of { $domain } in two: { $term }
   *[white] { $part } stands where a space belongs in the SPF text of { $domain }
  }
SPF049-why = Only a space ends a term, and it always does. Receivers find a term that does not exist and give up on the record (permerror), or do not take the text for SPF at all: no sender of { $domain } passes.
SPF049-advice = Separate the terms by one space each, without tabs, line breaks, commas or semicolons, and leave no space inside a term.

SPF052-rule = The SPF record stands at the very domain that sends
SPF052-title = The SPF record of { $domain } stands at { $name }, where no receiver looks for it
SPF052-why = Receivers ask for the TXT records of { $domain } itself and find no SPF: its mail passes nothing, and Gmail, Yahoo and Outlook.com refuse bulk mail for that.
SPF052-advice = Publish the record at { $domain }; in a zone file, end full names with a dot and write @ for the domain itself.

SPF064-rule = No CNAME stands beside the SPF record
SPF064-title = { $seen ->
    [dns] { $owner } is a CNAME to { $target }, although other records must stand at a registered domain
   *[file] { $owner } has a CNAME and a record of type { $type }, which may not stand together
  }
SPF064-why = { $seen ->
    [dns] Resolvers differ in what they make of it. Some follow the CNAME for every question: then the MX and TXT records of { $owner } are those of the target.
   *[file] A name server refuses the zone file or drops one of the two. Where both are served, the answer depends on the resolver, and SPF and mail with it.
  }
SPF064-advice = { $seen ->
    [dns] Replace the CNAME by the records it stands for, or by what the provider calls ALIAS or flattening.
   *[file] Remove the CNAME and publish the records of its target here, or move the other records to another name.
  }
