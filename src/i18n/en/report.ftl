# The report for people.

verdict-rejected = { $domain }: do not send yet. { $count ->
    [one] One receiver
   *[other] { $count } receivers
  } would refuse this mail.
verdict-at-risk = { $domain }: at risk. { $errors ->
    [0] Nothing is certainly refused, but some mail may be.
    [one] There is one error to mend before sending.
   *[other] There are { $errors } errors to mend before sending.
  }
verdict-depends = { $domain }: at risk, as far as it is known how the mail is sent. Say it with --ip, --selector and --volume for a firm answer.
verdict-no-domain = { $domain }: this domain does not exist in DNS. Is it spelt right?
verdict-undetermined = { $domain }: not determined. Some questions got no answer, so nothing can be promised.
verdict-not-sending = { $domain }: this domain does not send mail, and says so.
verdict-clear = { $domain }: clear. Nothing that DNS shows would have this mail refused.
verdict-no-resolver = { $domain }: no resolver answered. Nothing could be checked.

no-resolver-hint = Is there a network? Try `preflight demo`, which needs none; `--zone FILE --offline` to check a zone file; or `--resolver` with another address.

heading-predictions = What the receivers would answer
heading-wrong = What is wrong
heading-todo = What to do
heading-undetermined = Not determined
heading-cannot-show = What DNS cannot show
heading-evidence = Evidence
heading-rules = Rules
heading-dns = DNS answers

heading-recipients = Recipients
recipients-total = { $count ->
    [one] One recipient in the list
   *[other] { $count } recipients in the list
  }
recipients-other = others
recipients-refused = { $count ->
    [one] One would be refused, whoever sends:
   *[other] { $count } would be refused, whoever sends:
  }
recipients-line = line { $line }: { $reason ->
    [syntax] no address
    [no_such_domain] { $domain } does not exist
    [no_mail_host] { $domain } has neither an MX record nor an address
   *[null_mx] { $domain } says that it takes no mail
  } ({ $code } { $status }){ $meant ->
    [nothing] {""}
   *[other] ; was { $meant } meant?
  }
recipients-more = { $count ->
    [one] and one more (-v shows up to 1,000; the JSON report has them, too)
   *[other] and { $count } more (-v shows up to 1,000; the JSON report has them, too)
  }
recipients-undetermined = { $count ->
    [one] Of one recipient the domain could not be looked up:
   *[other] Of { $count } recipients the domain could not be looked up:
  }
recipients-left-out = { $count ->
    [one] One recipient was not looked at: the list has too many different domains.
   *[other] { $count } recipients were not looked at: the list has too many different domains.
  }

cannot-show = Whether the server really signs and uses TLS, how much is really sent, and what recipients do with it.
cannot-show-refused = These receivers also refuse mail for reasons of their own: { $reasons }.

stream-declared = declared
stream-inferred = { $kind ->
    [provider] inferred from { $evidence }
    [own] inferred from the domain’s own addresses in its SPF record
   *[nothing] DNS does not show how the mail is sent: { $evidence } itself is judged
  }
stream-came-to = SPF { $spf ->
    [open] not known
    [hanging] not determined
   *[result] { $spf }
  }{ $decided ->
    [yes] {" "}by { $term } of { $domain }
   *[no] {""}
  }, DKIM { $dkim ->
    [pass] key valid
    [fail] key not usable
    [hanging] not determined
   *[open] not known
  }, DMARC { $dmarc ->
    [differs] not the same under both RFCs
    [undetermined] not known
    [none] no policy
   *[result] { $dmarc }
  }
stream-label = Stream { $name }

cell-reject = { $code ->
    [none] rejects
   *[other] { $code }
  }
cell-defer = { $code ->
    [none] defers
   *[other] { $code }
  }
cell-junk = junk
cell-none = no refusal seen
cell-no-rule = no published rule
cell-undetermined = not determined
column-receiver = receiver
table-legend = A question mark: possible, not certain; -v shows by which rule.

prediction-reject = { $receiver } rejects{ $reply }
prediction-may-reject = { $receiver } may reject{ $reply }
prediction-defer = { $receiver } defers{ $reply }
prediction-may-defer = { $receiver } may defer{ $reply }
prediction-junk = { $receiver } files it as junk
prediction-may-junk = { $receiver } may file it as junk
prediction-score = { $receiver } raises the spam score
prediction-none = { $receiver }: no refusal that DNS shows
prediction-no-rule = { $receiver } publishes no rule; nothing can be predicted
prediction-undetermined = { $receiver }: not determined, a question got no answer
prediction-reply = { " " }with { $code }
prediction-no-text = (the source has no reply text)
prediction-source = { $confidence ->
    [documented] documented
    [observed] observed
   *[inferred] inferred
  }, read { $date }{ $stale ->
    [yes] , more than a year ago
   *[no] {""}
  }: { $source }
prediction-because = because of { $rules }
prediction-text = “{ $text }”
prediction-possible-reject = May refuse: { $receivers }
prediction-possible-defer = May defer: { $receivers }
prediction-possible-junk = May file as junk: { $receivers }
prediction-option = only with this setting: { $option }
finding-fixed = cleared by { $fixes }
finding-behind = behind the answers of: { $receivers }
prediction-assumes = taking for granted: { $assumes }
prediction-needs = { $ask } would tell more:
answer-spf-pass = if SPF passes
answer-spf-not = if SPF does not pass
answer-signed = if the mail is signed with DKIM for { $from }
answer-not-signed = if it is not signed
answer-aligned = if it is aligned
answer-not-aligned = if it is not aligned
answer-named = if the address has a PTR
answer-not-named = if the address has no PTR
answer-confirmed = if its PTR leads back to it
answer-not-confirmed = if its PTR does not lead back to it
answer-helo-full = if the server greets with a full name
answer-helo-not = if it greets with anything else
answer-ipv4 = if it sends over IPv4
answer-ipv6 = if it sends over IPv6
answer-volume-low = with few messages a day
answer-volume = with { $messages } messages a day
prediction-branch = { $answer }: { $outcome }
branch-reject = rejects{ $reply }
branch-may-reject = may reject{ $reply }
branch-defer = defers{ $reply }
branch-may-defer = may defer{ $reply }
branch-junk = files as junk
branch-may-junk = may file as junk
branch-none = no refusal seen
branch-undetermined = not determined
prediction-earlier = may come first: { $rules }
prediction-then = follows once that is mended: { $rules }
assumes-dkim = the sender signs correctly with selector { $of }
assumes-signs = the provider signs with { $of }
assumes-include = the provider sends from the addresses of { $of }
assumes-mail-from = the MAIL FROM lies below { $of }, where SPF passes
assumes-address = the servers of { $of } have reverse names and greet with them
assumes-sample = the other addresses of { $of } are like the first
assumes-greeting = the server greets with a full name that leads to it
assumes-helo = the server greets as { $of }

severity-error = error
severity-warning = warning
severity-info = info
severity-undetermined = open

undetermined-title = Not checked: { $rule }
undetermined-why = { $question }: { $reason ->
    [servfail] the server answered SERVFAIL
    [refused] the server refused to answer
    [formerr] the server did not understand the question
    [timeout] no answer in time
    [deadline] the time for this domain was over
    [truncated] the answer was cut off, and TCP brought no whole one
    [bogus] DNSSEC validation failed
    [cname_loop] its CNAMEs lead in a circle
    [network] the server could not be reached
    [malformed] the answer could not be read
    [limit] this domain needs more questions than preflight asks
   *[out_of_zone] the files at hand do not say
  }{ $server ->
    [none] {""}
   *[other] {" "}({ $server })
  }
undetermined-advice = Ask again, or ask another server with --resolver. Until then this is neither good nor bad.
undetermined-offline = Without --offline this would be asked. What is known to stand there can be given with --set, and that nothing does with --unset. Until then this is neither good nor bad.

reference = { $sources }

evidence-spf-found = SPF: { $lookups ->
    [one] { $lookups } lookup
   *[other] { $lookups } lookups
  }; the limit is 10
evidence-spf-none = SPF: no record
evidence-spf-multiple = SPF: several records
evidence-spf-undetermined = SPF: not determined
evidence-dkim-none = DKIM: none of { $probed } probed selectors has a key (selectors cannot be listed, so this proves nothing)
evidence-dkim-stopped = DKIM: nothing exists below _domainkey, so no selector has a key
evidence-dkim-wildcard = DKIM: any selector gets an answer (wildcard), so probing says nothing
evidence-dkim-key = DKIM: { $selector }: { $state ->
    [valid] { $type } key of { $bits } bits
    [revoked] revoked
    [invalid] not usable
    [missing] no key
   *[undetermined] not determined
  }
evidence-dmarc = DMARC ({ $generation }): { $state ->
    [found] policy { $policy }, from _dmarc.{ $at }
    [none] no record
   *[undetermined] not determined
  }
evidence-mx = MX: { $exchange }: { $state ->
    [ok] { $addresses }
    [null] null MX, this domain receives no mail
    [no_address] no address
    [nxdomain] does not exist
    [address_literal] an address where a name must stand
   *[undetermined] not determined
  }
evidence-mx-none = MX: none
evidence-mx-implicit = MX: none; the domain's own address receives its mail (RFC 5321 section 5.1)
evidence-mx-undetermined = MX: not determined
evidence-via = via { $chain }

rules-pass = { $count ->
    [one] { $count } rule holds
   *[other] { $count } rules hold
  }: { $rules }
rules-not-applicable = { $count ->
    [one] { $count } rule has
   *[other] { $count } rules have
  } nothing to judge: { $rules }

more-findings = { $count ->
    [one] One more finding
   *[other] { $count } more findings
  }{ $errors ->
    [0] {""}
    [one] , one of them an error,
   *[other] , { $errors } of them errors,
  } shown with -v
summary-errors = { $count ->
    [0] no errors
    [one] { $count } error
   *[other] { $count } errors
  }
summary-warnings = { $count ->
    [0] no warnings
    [one] { $count } warning
   *[other] { $count } warnings
  }
summary-undetermined = { $count ->
    [0] nothing open
    [one] { $count } open question
   *[other] { $count } open questions
  }

spf-pass = pass: { $ip } may send for { $domain }
spf-fail = fail: { $domain } says that { $ip } may not send for it
spf-softfail = softfail: { $domain } says that { $ip } probably may not send for it
spf-neutral = neutral: { $domain } says nothing about { $ip }
spf-none = none: there is no SPF record to judge { $ip } by
spf-permerror = permerror: the SPF records of { $domain } cannot be evaluated
spf-undetermined = not determined: a question got no answer (a receiver with the same trouble says temperror)
spf-matched = decided by { $term } in the record of { $domain }
spf-explanation = explanation of the domain: { $explanation }
spf-counts = { $lookups ->
    [one] { $lookups } lookup
   *[other] { $lookups } lookups
  } of 10, { $voids ->
    [one] { $voids } void lookup
   *[other] { $voids } void lookups
  } of 2
spf-steps = Lookups so far, then each term and what came of it:
spf-step-match = match
spf-step-no-match = no match
spf-step-redirected = → { $result }
spf-step-error = { $result }
spf-cause = { $reason ->
    [bad-domain] "{ $detail }" is no domain that could have a record
    [no-record] { $domain } has no SPF record
    [multiple] { $domain } has { $detail } SPF records; there may be one
    [syntax] the record of { $domain } has a syntax error ({ $detail })
    [lookups] more than 10 DNS lookups, reached in the record of { $domain }
    [voids] more than 2 lookups that find nothing, reached in the record of { $domain }
    [exchanges] mx leads to { $detail } hosts; 10 are allowed
    [include] `include:`{ $detail } leads to a name without SPF record
   *[redirect] redirect={ $detail } leads to a name without SPF record
  }
list-separator = ;{" "}
rule-basis = Source: { $sources }
rule-since = In force since { $date }
rule-allow = To accept it knowingly, write in preflight.toml, with the reason:
record-good = This { $kind } record is good.
record-valid = This { $kind } record can be used, with reservations:
record-invalid = This { $kind } record cannot be used:
