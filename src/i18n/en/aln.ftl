# aln

ALN001-rule = Something that the stream authenticates is aligned with its From domain
ALN001-title = Nothing that the stream { $stream } authenticates is aligned with { $from }: MAIL FROM { $mail_from }, DKIM { $signing }
ALN001-why = { $policy ->
    [yes] Its mail fails DMARC at every receiver, whatever SPF and DKIM say, and the policy of { $from } applies to it.
   *[no] Receivers that want bulk mail to be aligned refuse it, whatever SPF and DKIM say; with a DMARC record it would fail DMARC.
  }
ALN001-advice = Sign with { $from } as the signing domain, or use a MAIL FROM below { $from }; the sending provider calls this domain authentication or a custom return path.

ALN002-rule = Both SPF and DKIM are aligned
ALN002-title = { $path ->
    [spf] Only SPF is aligned for the stream { $stream }: it signs with { $signing }, not with { $from }
   *[dkim] Only DKIM is aligned for the stream { $stream }: its MAIL FROM domain { $mail_from } is not
  }
ALN002-why = { $path ->
    [spf] SPF does not survive forwarding: what is passed on fails DMARC.
   *[dkim] That suffices, as long as no list changes the messages and the key stays in place; nothing else takes over then.
  }
ALN002-advice = { $path ->
    [spf] Sign with { $from } as the signing domain.
   *[dkim] Use a MAIL FROM below { $from } if the sending provider allows one (a custom return path).
  }

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

ALN006-rule = From is a domain of the sender
ALN006-title = The stream { $stream } sends in the name of { $from }, where { $provider } has its mailboxes
ALN006-why = Only { $provider } can authenticate { $from }. Receivers take such mail from anybody else for forged.
ALN006-advice = Send from a domain of your own, and put the mailbox into Reply-To.

ALN008-rule = The domains in From and MAIL FROM exist and take mail
ALN008-title = { $fault ->
    [nxdomain] The stream { $stream } uses { $domain } in { $role ->
        [from] From
       *[mail-from] MAIL FROM
      }, which does not exist
   *[nothing] The stream { $stream } uses { $domain } in { $role ->
        [from] From
       *[mail-from] MAIL FROM
      }, which has neither an MX record nor an address
  }
ALN008-why = Receivers that could not answer the sender refuse its mail, or make it wait until it is given up.
ALN008-advice = { $fault ->
    [nxdomain] Correct the name, or publish it with an MX record.
   *[nothing] Publish an MX record for { $domain } with a host that takes its mail.
  }

ALN009-rule = The domains in From and MAIL FROM take mail
ALN009-title = The stream { $stream } uses { $domain } in { $role ->
    [from] From
   *[mail-from] MAIL FROM
  }, which says with a null MX that it takes no mail
ALN009-why = Nobody could answer, and bounces have nowhere to go: receivers refuse such mail.
ALN009-advice = Publish an MX record with a host that takes the mail of { $domain }, or use another domain.
