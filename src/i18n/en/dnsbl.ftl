# Blocklists

BL001-rule = No address of the domain is in a blocklist that receivers refuse by
BL001-title = { $subject } is listed by { $list }: { dnsbl-meaning } ({ $answers })
BL001-why = Many receivers look this list up in { $zone } and refuse what comes from a listed address before they read it.
BL001-advice = Find and end what { $subject } is listed for, else it comes back. { dnsbl-removal }

BL002-rule = No address of the domain is in a blocklist that receivers count among other signs
BL002-title = { $subject } is listed by { $list }: { dnsbl-meaning } ({ $answers })
BL002-why = Few receivers refuse by { $zone } alone, but filters count it, and some of the mail goes to the junk folder.
BL002-advice = Find out what { $subject } is listed for. { dnsbl-removal }

BL003-rule = No domain of the mail is in a blocklist
BL003-title = { $subject } is listed by { $list }: { dnsbl-meaning } ({ $answers })
BL003-why = Receivers look up the domains of a message in { $zone }, in its links too, and refuse it or put it into the junk folder, whatever server it comes from.
BL003-advice = Find and end what { $subject } is listed for. { dnsbl-removal }

BL004-rule = No domain of the mail is listed as broken into
BL004-title = { $subject } is listed by { $list }: { dnsbl-meaning } ({ $answers })
BL004-why = The list { $zone } takes the domain for legitimate, and its site or its accounts for misused by others. Receivers refuse the mail all the same.
BL004-advice = Remove what intruders left behind { $subject }, change the passwords and close the way they came. { dnsbl-removal }

BL005-rule = The blocklists answer the resolver in use
BL005-title = { $list } does not answer: { dnsbl-refused }
BL005-why = Whether { $zone } lists the domain or its addresses is not known. It is neither good nor bad news about them.
BL005-advice = { $keyed ->
    [yes] Ask through a resolver of your own (--resolver), or with a key of the list in preflight.toml; else leave it out with --blocklists.
   *[no] Ask through a resolver of your own (--resolver), registered with the list where it wants that; else leave it out with --blocklists.
  }

BL007-rule = No address of a provider's pool is listed
BL007-title = { $subject }, an address that a provider shares among its customers, is listed by { $list }: { dnsbl-meaning } ({ $answers })
BL007-why = The entry in { $zone } may come from any customer of the provider. Part of the mail can be refused as long as it stands.
BL007-advice = Report it to the provider: nobody else can have { $subject } removed. { dnsbl-removal }

BL008-rule = The domains of mail exchanges and name servers are in no blocklist
BL008-title = { $subject }, the domain of { $part ->
    [ns] a name server
   *[mx] a mail exchange
  } of { $domain }, is listed by { $list }: { dnsbl-meaning } ({ $answers })
BL008-why = Some receivers look up in { $zone } what a domain hangs on, and trust it less for such company.
BL008-advice = Ask the operator of { $subject } about it, or move to another one.

BL009-rule = No domain of the mail is new
BL009-title = { $subject } is in the list { $list }: { dnsbl-meaning } ({ $answers })
BL009-why = Spammers use domains in their first days, so filters that ask { $zone } count youth against a sender.
BL009-advice = Wait with campaigns from { $subject }; begin with few messages to people who expect them, and add a little each day.

BL010-rule = No IPv6 address of the domain is in a blocklist
BL010-title = { $subject } is listed by { $list }: { dnsbl-meaning } ({ $answers })
BL010-why = Entries for IPv6 in { $zone } cover whole networks, so this one may be about a neighbour. Receivers refuse or distrust the address all the same.
BL010-advice = Find out what the network of { $subject } is listed for, or send over IPv4 meanwhile. { dnsbl-removal }

BL011-rule = No list of good senders knows an address of the domain
BL011-title = { $subject } is in the list { $list }: { dnsbl-meaning } ({ $answers })
BL011-why = Filters that ask { $zone } count this in favour of the sender.
BL011-advice = Nothing to do: keep { $subject } in good standing.

# What an answer means; the ids are those of src/dnsbl/zones.toml.
dnsbl-meaning = { $meaning ->
    [spam-source] spam source
    [snowshoe] spam spread over many addresses
    [exploited] infected or misused machine
    [hijacked-network] network in the hands of criminals
    [policy-range] range from which no mail server should send
    [botnet-controller] controller of infected machines
    [dynamic-range] dynamic range
    [no-reverse-name] address without reverse name
    [spam-domain] domain of spam
    [phishing] phishing
    [malware] malware
    [abused-spam] hijacked site, used for spam
    [abused-redirector] hijacked redirector
    [abused-phishing] hijacked site, used for phishing
    [abused-malware] hijacked site, used for malware
    [abused-botnet] hijacked site, used to control infected machines
    [cracked-site] hijacked site
    [disposable-mail] disposable addresses
    [click-tracker] click tracker seen in spam
    [grey-domain] bulk mail that not everybody asked for
    [watched-domain] domain under watch
    [first-seen-today] domain first seen within a day
    [registered-15-days] domain registered within fifteen days
    [password-guessing] source of guessed passwords
    [attacks] source of attacks
    [low-score] low reputation
    [bad-neighbourhood] network with other spammers
    [bad-provider] provider with other spammers
    [reputation-worst] worst reputation
    [reputation-very-bad] very bad reputation
    [reputation-bad] bad reputation
    [reputation-neutral] neutral reputation
    [reputation-fair] fair reputation
    [reputation-good] good reputation
    [reputation-very-good] very good reputation
    [reputation-excellent] excellent reputation
    [trust-none] known sender, not vouched for
    [trust-low] low trust
    [trust-medium] medium trust
    [trust-high] high trust
   *[other] listed
  }
dnsbl-removal = { $removal ->
    [none] { $expires ->
        [none] The list names no page for removals.
       *[known] { dnsbl-expires }
      }
   *[page] { $expires ->
        [none] Then ask for the removal at { $removal }.
       *[known] Then ask for the removal at { $removal }. { dnsbl-expires }
      }
  }
dnsbl-expires = { $expires ->
    [a-day] The entry goes away by itself about a day after the last complaint.
    [two-days] The entry goes away by itself two days after the last attack.
    [seven-days] The entry goes away by itself seven days after the last spam.
   *[by-itself] The entry goes away by itself.
  }

# Why a list says nothing.
dnsbl-refused = { $refusal ->
    [zone-name] it says that its name is spelt wrong
    [public-resolver] it refuses public resolvers, and those without a name of their own
    [excessive] too many questions came from the resolver
    [blocked] it blocks the resolver
    [address] it takes no questions about addresses
    [server] its name server, or the resolver, refuses the question
   *[other] it refuses the question
  }
dnsbl-state-refused = the list does not answer: { dnsbl-refused }
dnsbl-state-unusable = { $fault ->
    [outside] the answer { $answer } is outside 127.0.0.0/8 and comes from somebody else, such as a resolver that redirects
    [lists-all] the list holds everything, its entry that must never be there included
    [test-missing] the test entry of the list is missing: it is empty, or hides from a resolver that is not registered
   *[undocumented] the list does not explain its answer { $answer }
  }
dnsbl-state-not-asked = { $reason ->
    [public-resolver] the list refuses public resolvers, and this run asks one; a resolver of your own gets answers
   *[nothing] there is nothing to ask the list about
  }
silent-list = { $list }: { $why }
dnsbl-left-out = { $count ->
    [one] one address or domain too many was not looked up
   *[other] { $count } addresses and domains too many were not looked up
  }

# Lists that are no more.
dnsbl-dead = { $why ->
    [closed] it was closed
    [emptied] it was emptied
    [lists-all] it listed the whole world
    [merged] it became a part of another list
    [offline] it answers no more
   *[doubtful] nobody vouches for its answers
  }
