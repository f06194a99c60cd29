# Fixes: what is done, and what somebody must make sure of first.

fix-spf-merge = Make one SPF record of the several at { $name }.
fix-spf-move = Publish the SPF record at the domain itself, where receivers ask for it.
fix-spf-repair = Correct the SPF record of { $name }.
fix-spf-type99 = Publish SPF as TXT alone; the type SPF was discontinued.
fix-spf-dead-terms = Take out of the SPF record of { $name } what is of no use and does harm: { $terms }.
fix-spf-dead-terms-review = Make sure that nothing you send needs { $terms }: whoever sends by it has no SPF any more.
fix-spf-sender = Let the sending addresses pass SPF.
fix-spf-park = Say by SPF that nobody sends for { $name }.
fix-spf-park-review = Make sure that nothing at all is sent in the name of { $name }: from then on SPF refuses it.
fix-spf-ptr = { $instead ->
    [nothing] Take { $term } out of the SPF record of { $name }.
   *[other] Write { $instead } in place of { $term } in the SPF record of { $name }.
  }
fix-spf-ptr-review = Make sure that nothing else is sent from machines whose only right is their reverse name: it has no SPF any more.
fix-spf-publish = Publish an SPF record for the senders of { $name } that are known: { $terms }.
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
