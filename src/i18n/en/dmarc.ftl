# dmarc

DMARC001-rule = A DMARC policy applies to the domain
DMARC001-title = No DMARC policy applies to { $domain }
DMARC001-why = Gmail, Yahoo, Outlook.com and Orange ask senders of bulk mail for a DMARC record, and refuse or slow down mail without one. Anybody can write in the name of { $domain }.
DMARC001-advice = Publish a policy that only watches, read the reports for some weeks, then tighten it.

DMARC002-rule = The policy record stands at the name that receivers ask
DMARC002-title = A DMARC record stands at { $record }, where nobody looks for it
DMARC002-why = Receivers ask { $right }. This record is not there, so no receiver applies its policy.
DMARC002-advice = Move the record to { $right }.{ dmarc-caution }

DMARC003-rule = One name has one policy record
DMARC003-title = { $count } DMARC records at { $record }, where only one may be
DMARC003-why = None of them counts: some receivers then apply no DMARC policy at all, others look for one at the names above.
DMARC003-advice = Keep one record and remove the others; put all report addresses into its rua, with commas between them.

DMARC004-rule = What is meant as a DMARC policy starts with v=DMARC1
DMARC004-title = { $reason ->
    [not_first] v=DMARC1 is not the first tag at { $record }
    [case] The version at { $record } is not written in capitals
    [glued] No semicolon follows v=DMARC1 at { $record }
    [space] White space stands in front of v=DMARC1 at { $record }
    [quote] A quotation mark stands in front of v=DMARC1 at { $record }
    [none] v=DMARC1 is missing at { $record }
   *[wrong] The version at { $record } does not exist
  }
DMARC004-why = Receivers take a text for a DMARC policy only if it starts with v=DMARC1 and a semicolon. They discard this one as if it were not there.
DMARC004-advice = Start the text with `v=DMARC1;`, written exactly so, and put the other tags behind it.{ dmarc-caution }

DMARC006-rule = Semicolons separate the tags of the DMARC record
DMARC006-title = { $found ->
    [space] A semicolon is missing between two tags at { $record }
    [newline] A line break stands between two tags at { $record }
    [comma] A comma stands between two tags at { $record }
    [colon] A colon stands between two tags at { $record }
    [backslash] A backslash stands between two tags at { $record }
    [quote] A quotation mark stands between the tags at { $record }
    [cut] A semicolon without quotes cuts off the DMARC record at { $record } in the zone file
   *[character] A character that is no semicolon stands between the tags at { $record }
  }
DMARC006-why = { $found ->
    [cut] In a zone file it starts a comment: what stands behind it is never published, and with it the policy is lost.
   *[other] Receivers read what stands there as part of a tag. That tag is lost, often its neighbour too, and with them perhaps the whole policy.
  }
DMARC006-advice = { $found ->
    [cut] Put the whole record in quotes.
   *[other] Leave only semicolons between the tags; { $count ->
        [one] one place is to be corrected.
       *[other] { $count } places are to be corrected.
      }
  }{ dmarc-caution }

DMARC007-rule = The DMARC record says which policy applies
DMARC007-title = The DMARC record at { $record } has no p
DMARC007-why = { $effect ->
    [none] Receivers read it as p=none because a report address is valid. Gmail may refuse bulk mail for a record without a policy.
   *[nothing] Without p and without a valid report address the record counts for nothing. Gmail may refuse bulk mail for it, and anybody can write in the name of the domain.
  }
DMARC007-advice = Write p=none behind the version, and raise it once the reports show that all wanted mail passes.

DMARC008-rule = p is none, quarantine or reject
DMARC008-title = p={ $value } at { $record } is no DMARC policy
DMARC008-why = { $effect ->
    [none] Receivers read the whole record as p=none: they report, and hold no mail back.
   *[nothing] Receivers apply no DMARC policy at all, as if the record were not there.
  }
DMARC008-advice = { $meant ->
    [unknown] Write none, quarantine or reject.
   *[other] Write p={ $meant }, if that was meant.
  }{ dmarc-caution }

DMARC011-rule = Every tag of the DMARC record is written once
DMARC011-title = The tag { $tag } stands twice at { $record }
DMARC011-why = Some receivers go by the first, some by the last, and some discard the whole record: which policy applies depends on who reads it.
DMARC011-advice = Keep one { $tag } and remove the other.{ dmarc-caution }

DMARC012-rule = sp and np are none, quarantine or reject
DMARC012-title = { $tag }={ $value } at { $record } is no DMARC policy
DMARC012-why = { $effect ->
    [none] Not only subdomains are concerned: receivers that follow RFC 9989 read the whole record, p included, as p=none.
   *[nothing] Not only subdomains are concerned: receivers that follow RFC 9989 discard the whole record, p included.
  }
DMARC012-advice = { $meant ->
    [unknown] Write none, quarantine or reject, or remove { $tag }.
   *[other] Write { $tag }={ $meant }, if that was meant.
  }{ dmarc-caution }

DMARC020-rule = The policy is for all mail
DMARC020-title = { $fault ->
    [whole] The record at { $record } says pct={ $value }, as if it were not there
    [share] The record at { $record } asks for a share of the mail: pct={ $value }
   *[invalid] The record at { $record } has a pct that is no percentage: { $value }
  }
DMARC020-why = { $enforced ->
    [yes] Receivers that follow RFC 9989 ignore pct and treat all failing mail as the policy says: it is stronger than it looks.
   *[no] The tag is historic. It does no harm here, and no good either.
  }
DMARC020-advice = { $enforced ->
    [yes] Remove pct if the policy is meant for all mail; to try it out, publish t=y with pct=0, which both generations of receivers understand.
   *[no] Remove pct.
  }

DMARC023-rule = psd fits the place of the domain
DMARC023-title = { $psd ->
    [y] psd=y at { $record } declares { $domain } a public suffix, which it is not
    [n] psd=n at { $record } cuts { $domain } off from { $organization }
   *[u] psd=u at { $record } says nothing
  }
DMARC023-why = { $psd ->
    [y] Every name below { $domain } becomes an organization of its own. Their mail no longer aligns with that of { $domain }, and fails DMARC where it relied on it.
    [n] For receivers that follow RFC 9989, mail from { $domain } that authenticates as { $organization } is no longer aligned, nor the other way round.
   *[u] It is what receivers assume without the tag.
  }
DMARC023-advice = { $psd ->
    [n] Remove psd, unless { $domain } is meant to stand apart from { $organization }.
   *[other] Remove psd.
  }{ dmarc-caution }

DMARC024-rule = A domain that asks to reject signs its mail
DMARC024-title = { $known ->
    [declared] { $domain } asks to reject, and no declared stream signs for it with a key that works
   *[probed] { $domain } asks to reject, and no DKIM key of it was found
  }
DMARC024-why = With SPF alone every forwarded message fails DMARC, and the policy at { $policy_domain } asks for its rejection.
DMARC024-advice = { $known ->
    [declared] Sign with { $domain } as the signing domain and publish the key; until then ask for quarantine or none.
   *[probed] Name the selector that mail is signed with (--selector), so that its key is checked. If mail is not signed, set up DKIM before asking to reject.
  }

DMARC027-rule = Reports can be mailed to every address of rua and ruf
DMARC027-title = { $reason ->
    [scheme] { $uri } in { $tag } at { $record } is no mail address, and reports are sent by mail
    [empty] An entry of { $tag } at { $record } is empty
    [no_scheme] { $uri } in { $tag } at { $record } lacks its mailto:
    [slashes] { $uri } in { $tag } at { $record } has slashes behind mailto:
    [space] { $uri } in { $tag } at { $record } contains white space
    [comma] { $uri } in { $tag } at { $record } is cut off at a comma
    [exclamation] { $uri } in { $tag } at { $record } contains an exclamation mark
    [ascii] { $uri } in { $tag } at { $record } is not ASCII
    [many_at] { $uri } in { $tag } at { $record } has more than one @
    [no_at] { $uri } in { $tag } at { $record } has no @
    [no_local] { $uri } in { $tag } at { $record } has nothing in front of its @
    [domain] { $uri } in { $tag } at { $record } has no valid domain
    [semicolon] A semicolon cuts { $uri } off from { $tag } at { $record }
   *[character] { $uri } in { $tag } at { $record } contains a character that no URI has
  }
DMARC027-why = No report is sent to an address that cannot be read. Without reports nobody sees who writes in the name of the domain.
DMARC027-advice = { $reason ->
    [comma] Write a comma inside an address as %2C.
    [exclamation] Write an exclamation mark inside an address as %21.
    [ascii] Use an address in ASCII; an internationalized domain is written as its A-label (xn--…).
   *[other] Write mailto: and the address, with a comma between two of them.
  }{ dmarc-caution }

DMARC029-rule = Whoever the reports go to has agreed to get them
DMARC029-title = { $reason ->
    [elsewhere] { $host } sends the DMARC reports of { $domain } on to another domain
    [too_long] { $host } cannot agree to get the DMARC reports of { $domain }: the name for it is too long
   *[missing] { $host } has not agreed to get the DMARC reports of { $domain }
  }
DMARC029-why = Receivers ask { $consent } before they send reports to another organization. Without a usable answer there, they send none.
DMARC029-advice = { $reason ->
    [elsewhere] Name the final destination in the record of { $domain }, or ask { $host } to take rua out of its record at { $consent }.
    [too_long] Use an address of { $domain } itself, or one at a shorter name.
   *[missing] The record is for { $host } to publish, not for { $domain }: ask for it, or use an address of { $domain } itself.
  }

DMARC036-rule = The strings of the DMARC record join to one sound text
DMARC036-title = { $fault ->
    [long] A string at { $record } has { $octets } octets, and 255 is the most
   *[joint] The strings of the DMARC record at { $record } do not join to what was meant
  }
DMARC036-why = { $fault ->
    [long] Name servers refuse a zone with such a string, and with it all its records.
   *[joint] Receivers join the strings with nothing between them. Tags are glued together, or white space stays inside a value, and the policy cannot be read.
  }
DMARC036-advice = { $fault ->
    [long] Cut the text into strings of at most 255 octets.
   *[joint] Publish the text as one string of at most 255 octets, or let each string begin and end so that the joined text is right.
  }{ dmarc-caution }

DMARC037-rule = The DMARC record is published by the domain itself
DMARC037-title = { $fault ->
    [delegated] { $record } is a CNAME: the policy is the one of { $target }
    [beside] Other records stand beside the CNAME at { $record }
    [unregistered] { $record } is a CNAME into { $target }, a domain that nobody has registered
   *[nothing] { $record } is a CNAME to { $target }, where there is no DMARC record
  }
DMARC037-why = { $fault ->
    [delegated] Whoever holds { $target } can change the policy at any time.
    [beside] DNS forbids it: a name server refuses the zone, or only a part of these records can be seen.
    [unregistered] Whoever registers it decides what receivers do with mail in the name of the domain.
   *[nothing] Receivers find no policy at this name.
  }
DMARC037-advice = { $fault ->
    [delegated] Leave it so if { $target } is meant to decide; else publish a TXT record instead of the CNAME.
    [beside] Keep either the CNAME to { $target } or the other records.
    [unregistered] Remove the CNAME at once, and publish a TXT record instead.
   *[nothing] Have a record published at { $target }, or publish a TXT record instead of the CNAME.
  }

dmarc-caution = { $raised ->
    [no] {""}
   *[other] {" "}This puts { $raised } in force where it was not: make sure first that all wanted mail passes DMARC, or start with none.
  }

DMARC041-rule = Both generations of DMARC agree on what is aligned
DMARC041-title = { $lost ->
    [rfc9989] { $identifier } is not aligned with { $from } for receivers that follow RFC 9989
   *[rfc7489] { $identifier } is not aligned with { $from } for receivers that follow RFC 7489
  }
DMARC041-why = { $only ->
    [yes] The stream { $stream } has nothing else that is aligned: its mail passes DMARC at some receivers and fails at the others.
   *[no] For the stream { $stream } these receivers look for something else that is aligned; the others do not need it.
  }
DMARC041-advice = { $lost ->
    [rfc9989] Publish a DMARC record for { $organization } itself, and no psd tag below it; or authenticate { $from }.
   *[rfc7489] Authenticate { $from }, or a domain below the same registered name.
  }
