# spf

SPF001-rule = The domain publishes an SPF record
SPF001-title = { $domain } has no SPF record
SPF001-why = { $use ->
    [other] No mail seems to leave with { $domain } as its MAIL FROM, yet anybody can use it there: nothing says that such mail is forged.
   *[mail_from] Receivers cannot tell which servers may send for { $domain }. Gmail refuses mail that passes neither SPF nor DKIM (550 5.7.26), and bulk mail needs SPF at Gmail, Yahoo, Outlook.com and Orange.
  }
SPF001-advice = { $use ->
    [other] If no mail leaves with { $domain }, say so with `v=spf1 -all`; else list the servers that send for it and end with `~all`.
   *[mail_from] Publish one TXT record at { $domain }: `v=spf1`, then the servers and providers that send for it, then `~all`.
  }

SPF002-rule = The domain publishes one SPF record only
SPF002-title = { $domain } has { $count } SPF records instead of one
SPF002-why = Receivers use none of them: with more than one record SPF ends in permerror, and no sender of { $domain } passes.
SPF002-advice = { $merge ->
    [clear] Delete all of them and publish the merged record instead.
   *[unclear] Write one record with the senders of all of them and one `all` at its end, then delete the others. They contradict each other or hold modifiers or errors, so somebody has to decide what is meant.
  }

SPF003-rule = Every term of the SPF record is well formed
SPF003-title = { $what ->
    [missing_argument] The SPF term { $term } lacks its argument
    [empty_domain] The SPF term { $term } names no domain
    [unexpected_argument] The SPF term { $term } has an argument that `all` does not take
    [qualified_modifier] The SPF modifier { $term } has a qualifier
   *[other] The SPF term { $term } is neither a mechanism nor a modifier
  }
SPF003-why = One syntax error voids the whole record of { $domain }: receivers answer permerror before they look at any term, and no sender passes SPF.
SPF003-advice = { $what ->
    [missing_argument] Complete { $term }, or remove it.
    [empty_domain] Write the domain that was meant in { $term }, or remove the term.
    [unexpected_argument] Write `all` with its qualifier and nothing behind it.
    [qualified_modifier] Remove the qualifier in front of it: modifiers take none.
   *[other] Correct { $term }, or remove it.
  }

SPF004-rule = Every mechanism of the SPF record exists
SPF004-title = The SPF term { $term } names a mechanism that does not exist
SPF004-why = One unknown mechanism voids the whole record of { $domain }: receivers answer permerror before they look at any term, and no sender passes SPF.
SPF004-advice = Replace { $part } by one of the eight mechanisms (`all`, `include`, `a`, `mx`, `ptr`, `ip4`, `ip6`, `exists`) or by `redirect=`, or remove { $term }.

SPF005-rule = No mechanism of the SPF record is written as a modifier
SPF005-title = The SPF term { $term } is ignored: mechanisms take `:` and not `=`
SPF005-why = With `=` it has the form of an unknown modifier, which receivers skip without a word: the senders it was meant to authorise do not pass by it.
SPF005-advice = Write { $corrected } instead of { $term }.

SPF007-rule = The SPF record has one redirect and one exp at most
SPF007-title = The SPF record of { $domain } repeats a modifier: { $term }
SPF007-why = A second `redirect` or `exp` is a syntax error and voids the whole record: receivers answer permerror, and no sender of { $domain } passes SPF.
SPF007-advice = Keep the one that is meant: remove { $term } or the one before it.

SPF008-rule = The SPF record does not let every server pass
SPF008-title = The SPF term { $term } in the record of { $holder } lets every server pass
SPF008-why = { $before ->
    [forbidden] Whoever the terms before it do not forbid passes SPF: forged mail too, and where the domains align it passes DMARC.
   *[nothing] Anybody can send in the name of the domain and pass SPF, and with it DMARC. Gmail documents a refusal over “suspicious entries” (550 5.7.24), without saying which.
  }
SPF008-advice = { $before ->
    [forbidden] Where the servers that send are known, list them and end the record with `~all`; keep { $term } only if passing everybody else is meant.
   *[nothing] List the servers and providers that send, then replace { $term } by `~all`.
  }

SPF009-rule = The SPF record does not end with `?all`
SPF009-title = The SPF record of { $holder } ends with { $term }, which says nothing of all other servers
SPF009-why = Receivers treat every server that is not listed as if there were no SPF record: forged mail fares no worse than mail of unknown servers.
SPF009-advice = Replace { $term } by `~all` once every sender is listed; it marks the others and refuses nobody by SPF alone.

SPF010-rule = The SPF record says what holds for all other servers
SPF010-title = The SPF record of { $holder } ends without `all` or `redirect`
SPF010-why = Receivers then take `?all` as said: every server that is not listed is treated as if there were no SPF record.
SPF010-advice = End the record with `~all` once every sender is listed; it marks the others and refuses nobody by SPF alone.

SPF016-rule = The SPF record needs ten DNS lookups at most
SPF016-title = The SPF record of { $domain } needs { $lookups } DNS lookups; the limit is { $limit }
SPF016-why = { $safe ->
    [0] Receivers stop with permerror at the eleventh lookup, and it lies within the first term, { $over }: mail passes only if it is matched there, and early.
   *[other] { $reach ->
        [part] Receivers stop with permerror at the eleventh lookup. Mail that a term up to { $last } matches passes; the limit is reached within { $over }, and mail that only later terms match does not pass.
       *[none] Receivers stop with permerror at the eleventh lookup. Mail that a term up to { $last } matches passes; mail that only { $over } or a later term matches does not.
      }
  }
SPF016-advice = Remove what no longer sends, beginning with the costliest: { $costliest }. Put the senders that matter most in front, and let a provider of bulk mail send from a subdomain with an SPF record of its own.

SPF019-rule = At most one DNS lookup of the SPF record finds nothing
SPF019-title = { $count } DNS lookups of the SPF record of { $domain } find nothing; the limit is { $limit }
SPF019-why = { $degree ->
    [over] Receivers may stop with permerror at the third one: mail that no term before it matches does not pass SPF.
   *[at] One more name that disappears, and receivers may stop with permerror: nobody is told when a host or a provider is switched off.
  }
SPF019-advice = Remove or repair these terms: { $terms }. Where a host has addresses of one family only, `ip4` or `ip6` in place of its name ask DNS nothing.

SPF021-rule = No mx in the SPF record leads to more than ten mail servers
SPF021-title = The SPF term { $term } leads to { $count } mail servers of { $name }; the limit is { $limit }
SPF021-why = Receivers stop with permerror at this term: mail that no term before it matches does not pass SPF, whichever server it comes from.
SPF021-advice = { $party ->
    [own] Replace { $term } by the networks of the servers that send (`ip4`, `ip6`): servers that only receive need not be listed.
   *[other] The record belongs to { $holder } and is reached through { $via }: tell its operator, and until it is mended remove { $via } if no mail depends on it.
  }

SPF022-rule = Every a, mx and exists of the SPF record leads to something
SPF022-title = { $problem ->
    [no_name] The SPF term { $term } leads to { $name }, which does not exist
    [no_mx] The SPF term { $term } leads to { $name }, which has no MX record
    [no_host] The SPF term { $term } leads to mail servers of { $name } that have no address
   *[no_address] The SPF term { $term } leads to { $name }, which has no address
  }
SPF022-why = It matches nobody, yet it costs one of the ten DNS lookups and is one of the two that may find nothing before receivers answer permerror.
SPF022-advice = { $party ->
    [own] Remove { $term }, or correct the name if a server sends under another one.
   *[other] The record belongs to { $holder } and is reached through { $via }: tell its operator.
  }

SPF023-rule = Every include of the SPF record leads to an SPF record
SPF023-title = The SPF term { $term } leads to { $target }, which has no SPF record
SPF023-why = An include without a record makes the whole evaluation a permerror: mail that no term before it matches does not pass SPF.
SPF023-advice = { $party ->
    [own] Compare { $target } with the name that the provider gives today, and correct or remove { $term } in the record of { $holder }.
   *[other] The record belongs to { $holder } and is reached through { $via }: tell its operator, and until it is mended remove { $via } if no mail depends on it.
  }

SPF024-rule = Every record that the SPF record leads to can be evaluated
SPF024-title = { $problem ->
    [several] { $holder }, which the SPF record leads to through { $via }, has more than one SPF record
   *[syntax] The SPF record of { $holder }, reached through { $via }, has a syntax error in { $term }
  }
SPF024-why = What is a permerror there is a permerror for the whole: mail that no term before { $via } matches does not pass SPF.
SPF024-advice = { $party ->
    [own] { $problem ->
        [several] Publish one SPF record only at { $holder }.
       *[syntax] Correct { $term } in the record of { $holder }.
      }
   *[other] The record belongs to { $holder }: tell its operator, and until it is mended remove { $via } if no mail depends on it.
  }

SPF025-rule = Every redirect of the SPF record leads to an SPF record
SPF025-title = The SPF term { $term } leads to { $target }, which has no SPF record
SPF025-why = A redirect without a record is a permerror for all mail that no term before it matches, so forged mail is not told from the rest.
SPF025-advice = { $party ->
    [own] Publish a record at { $target }, correct the name, or end the record of { $holder } with `~all` in place of { $term }.
   *[other] The record belongs to { $holder } and is reached through { $via }: tell its operator, and until it is mended remove { $via } if no mail depends on it.
  }

SPF026-rule = No include or redirect of the SPF record leads back to itself
SPF026-title = The SPF term { $term } goes round in a circle: { $ring }
SPF026-why = The evaluation goes round until the limit of ten DNS lookups ends it with permerror: mail that no term before the circle matches does not pass SPF.
SPF026-advice = { $party ->
    [own] Remove { $term } from the record of { $holder }, or another term of the circle if that one is meant.
   *[other] The record that closes the circle belongs to { $holder } and is reached through { $via }: tell its operator, or break the circle in a record of your own.
  }

SPF027-rule = Every domain that the SPF record leads to is registered
SPF027-title = { $term } in the SPF record of { $holder } leads to { $unregistered }, a domain that does not exist
SPF027-why = Whoever registers { $unregistered } decides who passes SPF by this term, and can then send in the name of the domain. Until then { $target } authorises nobody, and an include of it makes all of SPF fail with permerror.
SPF027-advice = Remove { $term } now; if the record of { $holder } belongs to a provider, tell them and take out their include until it is gone.

SPF028-rule = No ptr stands in the SPF record
SPF028-title = The SPF record of { $domain } relies on reverse DNS: { $term }
SPF028-why = Receivers should not have to ask for it: it is slow, and some skip it, so that mail it was meant for does not pass there.
SPF028-advice = Replace it by ip4 and ip6 terms with the addresses of those servers, or by an a term with their names.

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

SPF035-rule = The SPF record says nothing twice
SPF035-title = { $term } in the SPF record of { $holder } repeats what another term says
SPF035-why = Nobody passes by it who did not pass before{ $lookups ->
    [0] ; it only makes the record longer.
    [one] , and it costs one of the ten DNS lookups once more.
   *[other] , and it costs { $lookups } of the ten DNS lookups once more.
  }
SPF035-advice = Remove { $term }; the same is said in the record of { $first }.

SPF037-rule = The SPF record authorises no more addresses than a sender can need
SPF037-title = { $what ->
    [whole] The SPF record of { $domain } authorises { $addresses } IPv4 addresses in all
   *[term] { $term } in the SPF of { $domain } authorises a whole /{ $prefix }
  }
SPF037-why = Everybody who gets hold of one of these addresses passes SPF as { $domain }, and DMARC with it. Gmail documents a refusal over “suspicious entries” (5.7.24); ranges this large are a usual reading of that.
SPF037-advice = Authorise the addresses that send, or the provider’s own include, and leave out services that no longer do.

SPF039-rule = No include of the SPF record lets everybody pass
SPF039-title = { $term } in the SPF record of { $holder } lets everybody pass: { $open } authorises every address
SPF039-why = Any machine in the world passes SPF for the domain, and DMARC with it where the domains align: forged mail looks genuine. Gmail documents a refusal over “suspicious entries” (5.7.24), without saying which.
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
SPF048-title = The SPF text of { $domain } holds { $part }, which is not printable US-ASCII, in { $term }
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

SPF057-rule = The declared addresses pass SPF
SPF057-title = { $decided ->
    [term] { $address } does not pass the SPF of { $domain }: { $term } gives { $result }
    [cause] { $address } does not pass the SPF of { $domain }: the record gives { $result }
   *[end] { $address } does not pass the SPF of { $domain }: no term matches, which gives { $result }
  }
SPF057-why = Mail that the stream { $stream } sends from there is not authenticated by SPF. Where receivers want SPF, or DKIM does not help out, they refuse it or put it aside.
SPF057-advice = { $decided ->
    [term] Add the address to the record of { $domain }, in front of the term that decides ({ $term }, in the record of { $holder }); or send from an address that it has.
    [cause] Repair or publish the SPF record of { $holder }, with this address in it.
   *[end] Add the address to the record of { $holder }, or send from one that it has.
  }

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
