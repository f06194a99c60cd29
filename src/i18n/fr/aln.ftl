# aln

ALN004-rule = Les retours arrivent à un domaine de l’expéditeur
ALN004-title = Les retours du flux { $stream } arrivent à { $domain }, un domaine de { $provider }
ALN004-why = SPF authentifie alors { $domain }, qui n’est pas aligné sur { $from } : DMARC ne repose que sur DKIM.
ALN004-advice = { $custom ->
    [record] Publier le chemin de retour personnalisé de { $provider }, puis l’y activer.
    [free] Configurer un chemin de retour personnalisé chez { $provider }, qui indique l’enregistrement à publier.
   *[none] Signer avec { $from } comme domaine de signature : rien d’autre n’est aligné.
  }

ALN005-rule = Le fournisseur signe avec le domaine de l’expéditeur
ALN005-title = { $known ->
    [yes] { $provider } signe le flux { $stream } avec { $domain }, et non avec { $from }
   *[no] { $provider } signe le flux { $stream } avec un domaine à lui, et non avec { $from }
  }
ALN005-why = La signature est valide, mais n’apporte rien à DMARC : elle n’est pas alignée sur { $from }. Les messageries qui exigent l’alignement des envois en nombre les refusent, à moins que SPF ne soit aligné.
ALN005-advice = Authentifier { $from } chez { $provider } (authentification du domaine), et publier les enregistrements de clé que le fournisseur indique.
