# Fixes: what is done, and what somebody must make sure of first.

fix-spf-merge = Make one SPF record of the several at { $name }.
fix-spf-move = Publish the SPF record at the domain itself, where receivers ask for it.
fix-spf-repair = Correct the SPF record of { $name }.
fix-spf-type99 = Publish SPF as TXT alone; the type SPF was discontinued.
fix-spf-dead-terms = Take out of the SPF record of { $name } what is of no use and does harm: { $terms }.
fix-spf-dead-terms-review = Make sure that nothing you send needs { $terms }: whoever sends by it has no SPF any more.
fix-spf-sender = Let the sending addresses pass SPF.
fix-spf-publish = Publish an SPF record for the senders that are known.
fix-spf-publish-review = Make sure that these are all who send for the domain. `~all` marks the others and refuses nobody by SPF alone.
fix-spf-void-lookups = Write addresses in place of names that find nothing: { $terms }.
fix-spf-lookups = Save { $saved ->
    [one] one DNS lookup
   *[other] { $saved } DNS lookups
  } in the SPF record of { $name }{ $terms ->
    [none] {""}
   *[other] : { $terms }
  }{ $moved ->
    [none] {""}
   *[other] ; a record of their own for { $moved }
  }.
fix-spf-lookups-review = Set the return path at { $providers }, with the MX records that they name, before the old record goes.
fix-spf-all = End the SPF record of { $name } with ~all.
fix-spf-all-review = Make sure that everybody who sends for the domain is listed: the others are marked from then on.

heading-fixes = Fixes, in order
heading-outcome = With all of them
heading-remaining = What these records cannot mend
heading-refused = Not proposed
heading-rollout = Later: the way to a DMARC policy that protects
heading-wait = How long to wait

fixes-none = There is nothing that a change in this zone would mend.
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

remaining-holder = For you to decide: no record is certain from DNS alone.
remaining-other-domain = Ask whoever holds that name; it is not in this zone.
remaining-signer = Ask whoever signs the mail (your provider, or the administrator of the mail server): a key is made where mail is signed, and published here.
remaining-provider = To be set at the provider who sends.
remaining-address-owner = Ask whoever the address is rented from: reverse names are in their zone.
remaining-mail-server = To be set in the configuration of the mail server.
remaining-list-operator = Mend the cause, then ask the operator of the list to remove the entry.

rollout-stage = { $condition ->
    [reports_clean] After { $days } days of reports in which all wanted mail passes:
    [nothing_lost] After { $days } more days without wanted mail that fails:
   *[not_sending] At once, as the domain sends nothing:
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
