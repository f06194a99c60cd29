# aln

ALN004-rule = Bounces go to a domain of the sender
ALN004-title = Bounces of the stream { $stream } go to { $domain }, a domain of { $provider }
ALN004-why = SPF then authenticates { $domain }, which is not aligned with { $from }: DMARC rests on DKIM alone.
ALN004-advice = { $custom ->
    [record] Publish the custom return path of { $provider }, and switch it on there.
    [free] Set up a custom return path at { $provider }; it names the record to publish.
   *[none] Sign with { $from } as the signing domain: nothing else is aligned.
  }

ALN005-rule = The provider signs with the domain of the sender
ALN005-title = { $known ->
    [yes] { $provider } signs the stream { $stream } with { $domain }, not with { $from }
   *[no] { $provider } signs the stream { $stream } with a domain of its own, not with { $from }
  }
ALN005-why = The signature verifies, and does nothing for DMARC: it is not aligned with { $from }. Receivers that want bulk mail to be aligned refuse it unless SPF is.
ALN005-advice = Authenticate { $from } at { $provider } (it calls this domain authentication), and publish the key records that it names.
