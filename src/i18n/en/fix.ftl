# Fixes: what is done, and what somebody must make sure of first.

fix-spf-merge = Make one SPF record of the several at { $name }.
fix-spf-move = Publish the SPF record at the domain itself, where receivers ask for it.
fix-spf-repair = Correct the SPF record of { $name }.
fix-spf-type99 = Publish SPF as TXT alone; the type SPF was discontinued.
fix-spf-dead-terms = Take out of the SPF record of { $name } what is of no use and does harm: { $terms }.{ $end ->
    [none] {""}
   *[other] {" "}End it with { $end } in place of that.
  }
fix-spf-dead-terms-review = { $end ->
    [none] make sure that nothing you send needs { $terms }: whoever sends by it has no SPF any more.
   *[other] make sure that everybody who sends for the domain is listed, also those that { $terms } was to name: the others are marked from then on.
  }
fix-spf-sender = Let the sending addresses pass SPF.
fix-spf-park = Say by SPF that nobody sends for { $name }.
fix-spf-park-review = make sure that nothing at all is sent in the name of { $name }: from then on SPF refuses it.
fix-spf-ptr = { $instead ->
    [nothing] Take { $term } out of the SPF record of { $name }.
   *[other] Write { $instead } in place of { $term } in the SPF record of { $name }.
  }
fix-spf-ptr-review = make sure that nothing else is sent from machines whose only right is their reverse name: it has no SPF any more.
fix-spf-publish = Publish an SPF record for the senders of { $name } that are known: { $terms }.
fix-spf-publish-review = make sure that these are all who send for the domain. `~all` marks the others and refuses nobody by SPF alone.
fix-spf-void-lookups = { $does ->
    [gone] Take out of the SPF record of { $name } what finds nothing: { $terms }.
    [written] Write addresses in place of hosts that have none in the other family: { $terms }.
   *[both] Take out what finds nothing, and write addresses in place of hosts that have none in one family: { $terms }.
  }
fix-spf-lookups = Save { $saved ->
    [one] one DNS lookup
   *[other] { $saved } DNS lookups
  } in the SPF record of { $name }{ $again ->
    [none] {""}
   *[other] ; said twice: { $again }
  }{ $written ->
    [none] {""}
   *[other] ; addresses in place of { $written }
  }{ $moved ->
    [none] {""}
   *[other] ; a record of its own for { $moved }
  }.
fix-spf-lookups-review = set the return path at { $providers }, with the MX records that they name, before the old record goes.
fix-spf-all = End the SPF record of { $name } with ~all.
fix-spf-all-review = make sure that everybody who sends for the domain is listed: the others are marked from then on.

fix-dkim-repair = Publish the key at { $name } in a form that verifiers read; the key itself stays.
fix-dkim-several = Leave { $name } the one key that can be used; { $count ->
    [one] one other record goes
   *[other] { $count } other records go
  }.
fix-dkim-move = { $there ->
    [key] Take away the copy of the key at { $name }, where nobody asks; it stands at { $right }.
   *[nothing] Move the key from { $name }, where nobody asks, to { $right }.
  }
fix-dkim-beside-alias = Take away the key beside the CNAME at { $name }, which leads to the same key.
fix-dkim-alias-dot = Write the target of { $name } with its final dot.
fix-dkim-alias = Lead { $name } to the key that { $provider } publishes at { $target }.
fix-dkim-alias-review = make sure that the domain is set up at { $provider }, and have it sign once the record is there.

fix-dmarc-repair = { $kept ->
    [no] Correct the DMARC record { $name }.
   *[other] Correct the DMARC record { $name }; its policy stays { $kept }, as receivers read it today.
  }
fix-dmarc-repair-review = some receivers read a stronger policy in the record today; make sure that weakening it for them is acceptable until all read the same.
fix-dmarc-merge = { $kept ->
    [no] Make one DMARC record of the several at { $name }.
   *[other] Make one DMARC record of the several at { $name }; its policy stays { $kept }, as receivers read it today.
  }
fix-dmarc-move = { $kept ->
    [no] Move the DMARC record from { $wrong }, where nobody asks, to { $name }.
   *[other] Move the DMARC record from { $wrong }, where nobody asks, to { $name }; its policy stays { $kept }, as receivers apply it today.
  }
fix-dmarc-pct = { $test ->
    [yes] Turn the share in { $name } into a test that every receiver reads alike: t=y and pct=0.
   *[no] Take pct out of { $name }; it changes nothing.
  }
fix-dmarc-pct-review = receivers that do not read pct apply the whole policy to all mail today, and one level less from then on. Where the reports are clean, take pct away instead.
fix-dmarc-beside = Take away the text at { $name } that no receiver reads; the record beside it says the same.
fix-dmarc-publish = { $policy ->
    [reject] Publish at { $name } that mail of { $domain } is to be refused: nothing sends in its name.
    [blind] Publish the first DMARC record at { $name }, with p=none.
   *[none] Publish the first DMARC record at { $name }, with p=none and reports to dmarc@{ $domain }.
  }
fix-dmarc-publish-review = { $policy ->
    [reject] make sure that nothing at all is sent in the name of { $domain }, its subdomains included.
    [blind] add rua with an address that receives mail: nothing arrives at { $domain } itself, and without reports nobody sees who sends.
   *[none] set up the mailbox dmarc@{ $domain }, or name another one that is read.
  }
fix-dmarc-alias = { $record ->
    [kept] Take the CNAME at { $name } away, and keep the record beside it.
   *[new] Publish a DMARC record at { $name } in place of the CNAME, which leads to none.
  }
fix-dmarc-alias-review = { $policy ->
    [kept] make sure that the record beside the CNAME is the one that counts.
    [reject] make sure that nothing at all is sent in the name of the domain, its subdomains included.
    [blind] add rua with an address that receives mail; ask whoever was to hold the policy whether it is to stay with them.
   *[none] set up the mailbox that rua names; ask whoever was to hold the policy whether it is to stay with them.
  }
fix-dmarc-generations = Publish a DMARC record at { $name }, so that all receivers take the same domain for the organization’s.
fix-dmarc-reports = Publish at { $name } that the reports of { $domain } are welcome at { $host }.

fix-mx-null = Say with a null MX that { $name } takes no mail.
fix-mx-mixed = Take the null MX of { $name } away; the exchange beside it takes mail.
fix-mx-mixed-review = make sure that { $name } is to receive mail; else keep the null MX alone.
fix-mx-explicit = Write an MX record for { $name } that says what holds without one, too.
fix-mx-dead = Take { $host } out of the MX records of { $name }; it takes no mail, and others do.
fix-mx-name = { $address ->
    [none] Lead the MX record of { $name } to { $host }.
   *[other] Lead the MX record of { $name } to { $host }, a name for { $address }.
  }
fix-mx-name-review = make sure that the server at { $address } takes mail for { $name }.
fix-mx-alias = Name { $host } in the MX record of { $name } in place of { $alias }, which is an alias of it.
fix-mx-alias-review = make sure that the certificate of the server bears the name { $host }, and that the MTA-STS policy names it, if there is one.

fix-mta-sts = Publish the MTA-STS record { $name } in the form that senders read.
fix-mta-sts-review = make sure that `https://mta-sts.{ $domain }/.well-known/mta-sts.txt` answers and names every mail exchange: senders follow that policy as soon as they can read the record. It is not DNS, and preflight does not look at it.

fix-tls-rpt = { $wrong ->
    [none] Correct the TLS-RPT record { $name }.
   *[other] Move the TLS-RPT record from { $wrong }, where nobody asks, to { $name }.
  }

fix-forward-name = Give { $name } the address { $address }, whose PTR record names it.

fix-return-path = Lead the return path { $name } to { $target }, so that SPF is aligned.
fix-return-path-review = set { $name } as the return path in the account at { $provider }; until then it keeps its own.

# What is left: who is asked for what.

remaining-holder = { $record ->
    [none] Decide what { $name } is to say, and publish that.
   *[other] Decide whether to publish:
  }
remaining-misplaced = { $record ->
    [none] Decide what { $right } is to say, publish that there, and take away what stands at { $name }, where nobody asks for it.
   *[other] Take away what stands at { $name }, where nobody asks for it, and decide whether to publish:
  }
remaining-several-spf = { $record ->
    [none] { $ends ->
        [differ] The records contradict each other in what they say of everybody else: { $records }.
       *[agree] The records cannot be made one for certain: { $records }.
      } Decide what is meant, publish it in one record, and delete the others.
   *[other] Decide whether to publish, in place of all of them:
  }
remaining-other-domain = { $record ->
    [none] Ask whoever holds { $name } to correct what stands there.
   *[other] Ask whoever holds that name to publish:
  }
remaining-signer = Ask whoever signs the mail, provider or administrator, which record belongs at { $name }.
remaining-key = Have a new key made (RSA, 2048 bits) under a new selector, publish its record below { $below } and sign with it as soon as it is there. Take the old one at { $name } away a week after the last signature made with it.
remaining-signing-domain = Have the mail signed with { $domain } as its signing domain (d=): in the account at the provider or the settings of the mail server, with the records that they name.
remaining-return-path = Set a return path below { $domain } in the account at the provider, and publish the record that it names.
remaining-provider = Ask the provider through which the mail leaves: it shares the address among its customers.
remaining-ptr = { $record ->
    [none] Ask whoever the address was got from, the host or the network, for one PTR record at { $name }: with the name that the server gives at HELO, and that leads back to the address.
   *[other] Ask whoever the address was got from, the host or the network, to publish:
  }
remaining-address-owner = Ask whoever the address was got from, the host or the network.
remaining-helo = Have the mail server give at HELO a full name that leads to its address, best the one of its PTR record.
remaining-list-operator = Remove the cause first; then ask the operator of the list to take the entry out.
remaining-resolver = Ask the list through a resolver of your own, or with a key from its operator.
remaining-age = Wait, and begin with little mail: a young domain gains trust by time alone.

heading-fixes = Fixes, in order
heading-outcome = With all of them
heading-remaining = What these records cannot mend
heading-refused = Not proposed
heading-rollout = Later: the way to a DMARC policy that protects
heading-wait = How long to wait

fixes-none = There is nothing to mend.
fixes-none-proven = There is no fix for this zone that is proven.
fixes-more = { $count ->
    [one] One more fix
   *[other] { $count } more fixes
  }: `preflight fix` shows the whole plan.
fixes-hint = For the tool that publishes it: preflight fix { $domain } --as bind (or diff, nsupdate, octodns, dnscontrol, terraform-cloudflare, terraform-route53, terraform-ovh).
fix-clears = clears { $rules }, proven on the same DNS
fix-unproved = not proven: judged again with it, something else is wrong
fix-review = First: { $review }
fix-remove = { $name } { $kind }: remove
fix-stays = stays
fix-goes = goes
fix-accepts = No longer refused by: { $receivers }
fix-reveals = Shows only then, and is not of its making: { $rules }
fix-wait = Resolvers may keep the old answer for { $time }.
fix-wait-unknown = How long resolvers keep the old answer, the zone does not say.
wait-why = A resolver keeps a record for its TTL, and an absence for the negative TTL of the zone, no longer. The 24 to 48 hours often heard of are about name servers in a top-level domain, which no fix here touches. Before a planned change, lower the TTL by as much time ahead as it is long.
duration = { $unit ->
    [second] { $count ->
        [one] one second
       *[other] { $count } seconds
      }
    [minute] { $count ->
        [one] one minute
       *[other] { $count } minutes
      }
    [hour] { $count ->
        [one] one hour
       *[other] { $count } hours
      }
   *[day] { $count ->
        [one] one day
       *[other] { $count } days
      }
  }
plan-proved = Everything was judged again on the same DNS with these records:
plan-unproved = Judged again with these records, not all is as it should be:
plan-appeared = Judged only now, as the records show it only then: { $streams }.
plan-vanished = Not judged any more, as no record of the domain shows it then: { $streams }.

fix-refused = { $rules }: { $why ->
    [unread] what stands there today could not be read
    [alias] the name is an alias, and nothing else may stand beside it
    [occupied] other records stand where an alias would have to be
    [gone] what was to be replaced is not there
    [second-spf] a second SPF record would make both of no effect
    [drops-sender] a sender that passes SPF would not pass it any more
    [raises-policy] DMARC would ask for more while mail does not pass it for certain
    [removes-key] a key that verifies mail would go
    [flattens] the addresses of a provider would be written out, and nobody would follow when they change
    [breaks] the correction would break { $of }
    [worsens] mail would fare worse at { $of }
    [idle] the correction was tried and does not clear it
   *[untried] there was no room to try the correction
  } ({ $fix })

rollout-stage = { $condition ->
    [mailbox_ready] Once somebody reads the mailbox that the reports go to:
    [not_sending] At once, as the domain sends nothing:
    [nothing_lost] After { $days } more days without wanted mail that fails:
   *[reports_clean] After { $days } days of reports in which all wanted mail passes:
  }

heading-what-if = What these records change
what-if-nothing = Nothing: neither a finding nor an answer.
what-if-before = Without them: { $verdict }
what-if-cleared = Cleared
what-if-new = New
what-if-shift = { $receiver } ({ $stream }): { $before } → { $after }

fix-written = { $file }: written
fix-note = { $domain }: { $count ->
    [0] nothing to change
    [one] one fix
   *[other] { $count } fixes
  }{ $proved ->
    [none] .
    [yes] , judged again on the same DNS: nothing fails that did not fail before.
   *[no] , not proven: judged again, something else is wrong.
  }
