# aln

ALN001-rule = Une identité que le flux authentifie est alignée sur son domaine From
ALN001-title = Rien de ce que le flux { $stream } authentifie n’est aligné sur { $from } : MAIL FROM { $mail_from }, DKIM { $signing }
ALN001-why = { $policy ->
    [yes] Son courrier échoue à DMARC partout, quoi que disent SPF et DKIM, et la politique de { $from } s’y applique.
   *[no] Les messageries destinataires qui exigent l’alignement des envois en nombre le rejettent, quoi que disent SPF et DKIM ; avec un enregistrement DMARC, il échouerait à DMARC.
  }
ALN001-advice = Signer avec { $from } comme domaine signataire, ou prendre un MAIL FROM sous { $from } ; le prestataire d’envoi parle d’authentification du domaine ou de domaine de retour personnalisé.

ALN002-rule = SPF et DKIM sont tous deux alignés
ALN002-title = { $path ->
    [spf] Seul SPF est aligné pour le flux { $stream } : il signe avec { $signing }, pas avec { $from }
   *[dkim] Seul DKIM est aligné pour le flux { $stream } : le domaine de son MAIL FROM, { $mail_from }, ne l’est pas
  }
ALN002-why = { $path ->
    [spf] SPF ne survit pas au transfert : ce qui est transmis échoue à DMARC.
   *[dkim] Cela suffit, tant qu’aucune liste ne modifie les messages et que la clé reste en place ; sinon rien ne prend le relais.
  }
ALN002-advice = { $path ->
    [spf] Signer avec { $from } comme domaine signataire.
   *[dkim] Prendre un MAIL FROM sous { $from } si le prestataire d’envoi le permet (domaine de retour personnalisé).
  }

ALN004-rule = Les retours arrivent à un domaine de l’expéditeur
ALN004-title = Les retours du flux { $stream } arrivent à { $domain }, un domaine de { $provider }
ALN004-why = SPF authentifie alors { $domain }, qui n’est pas aligné sur { $from } : DMARC ne repose que sur DKIM.
ALN004-advice = { $custom ->
    [record] Publier le chemin de retour personnalisé de { $provider }, puis l’y activer.
    [free] Configurer un chemin de retour personnalisé chez { $provider }, qui indique l’enregistrement à publier.
   *[none] Signer avec { $from } comme domaine de signature : rien d’autre n’est aligné.
  }

ALN005-rule = Le prestataire signe avec le domaine de l’expéditeur
ALN005-title = { $known ->
    [yes] { $provider } signe le flux { $stream } avec { $domain }, et non avec { $from }
   *[no] { $provider } signe le flux { $stream } avec un domaine à lui, et non avec { $from }
  }
ALN005-why = La signature est valide, mais n’apporte rien à DMARC : elle n’est pas alignée sur { $from }. Les messageries qui exigent l’alignement des envois en nombre les rejettent, à moins que SPF ne soit aligné.
ALN005-advice = Authentifier { $from } chez { $provider } (authentification du domaine), et publier les enregistrements de clé que le prestataire indique.

ALN006-rule = Le domaine From appartient à l’expéditeur
ALN006-title = Le flux { $stream } envoie au nom de { $from }, domaine des boîtes de { $provider }
ALN006-why = Seul { $provider } peut authentifier { $from }. Venu d’ailleurs, ce courrier passe pour une usurpation.
ALN006-advice = Envoyer depuis un domaine à soi, et mettre la boîte dans Reply-To.

ALN008-rule = Les domaines de From et de MAIL FROM existent et reçoivent du courrier
ALN008-title = { $fault ->
    [nxdomain] Le flux { $stream } utilise { $domain } dans { $role ->
        [from] From
       *[mail-from] MAIL FROM
      }, et ce domaine n’existe pas
   *[nothing] Le flux { $stream } utilise { $domain } dans { $role ->
        [from] From
       *[mail-from] MAIL FROM
      }, et ce domaine n’a ni enregistrement MX ni adresse
  }
ALN008-why = Les messageries destinataires qui ne pourraient pas répondre à l’expéditeur rejettent son courrier, ou le font attendre jusqu’à l’abandon.
ALN008-advice = { $fault ->
    [nxdomain] Corriger le nom, ou le publier avec un enregistrement MX.
   *[nothing] Publier pour { $domain } un enregistrement MX avec un hôte qui reçoit son courrier.
  }

ALN009-rule = Les domaines de From et de MAIL FROM reçoivent du courrier
ALN009-title = Le flux { $stream } utilise { $domain } dans { $role ->
    [from] From
   *[mail-from] MAIL FROM
  }, et ce domaine annonce par un MX nul ne pas recevoir de courrier
ALN009-why = Personne ne pourrait répondre, et les avis de non-remise n’ont nulle part où aller : des messageries destinataires rejettent ce courrier.
ALN009-advice = Publier un enregistrement MX avec un hôte qui reçoit le courrier de { $domain }, ou utiliser un autre domaine.
