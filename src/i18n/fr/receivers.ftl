# Messageries destinataires et leurs règles : `preflight receivers`.

receivers-line = { $name } ({ $kind ->
    [mailbox] boîtes
    [gateway] filtre
   *[software] logiciel, sur demande
  }) : { $rules ->
    [0] aucune règle publiée
    [one] { $rules } règle
   *[other] { $rules } règles
  }{ $unseen ->
    [0] {""}
   *[other] , { $unseen } hors DNS
  }{ $read ->
    [none] {""}
   *[other] , plus ancienne lecture { $read }
  }
receivers-stale = { $rules ->
    [one] { $rules } règle non relue
   *[other] { $rules } règles non relues
  } depuis un an : consulter la source avant de s’y fier
receivers-hint = `preflight receivers ID` montre les règles d’une messagerie et leurs sources. Logiciels et filtres ne sont prédits que nommés avec --for.
receiver-kind = { $kind ->
    [mailbox] boîtes aux lettres
    [gateway] filtre placé devant les boîtes d’autrui
   *[software] logiciel, configuration par défaut
  }
receiver-dmarc = DMARC selon { $generation ->
    [rfc7489] la RFC 7489 (Public Suffix List, pct)
    [rfc9989] la RFC 9989 (tree walk)
   *[unknown] la RFC 7489 ou la RFC 9989, sans qu’on sache laquelle : seul est certain ce que disent les deux
  }
receiver-mx = Reconnue au MX { $patterns }
receiver-rules = Règles que le DNS tranche
receiver-no-rules = Cette messagerie ne publie aucune règle que le DNS tranche. Ce n’est pas une promesse d’accepter le courrier.
receiver-unseen = Ce qu’elle rejette aussi, et que le DNS ne montre pas
receiver-notes = Elle dit aussi
receiver-claims = Seuls des tiers le disent (jamais prédit)
receiver-action = { $may ->
    [yes] { $action ->
        [reject] peut rejeter
        [defer] peut différer
        [junk] peut classer en indésirable
       *[score] peut compter contre le message
      }
   *[no] { $action ->
        [reject] rejette
        [defer] diffère
        [junk] classe en indésirable
       *[score] compte { $points ->
            [none] contre le message
           *[other] { $points } points
          }
      }
  }{ $code ->
    [none] {""}
   *[other] {" "}avec { $code }
  }, { $stage ->
    [connect] à la connexion
    [helo] à EHLO
    [mail_from] à MAIL FROM
    [rcpt_to] à RCPT TO
    [end_of_data] à la fin du message
   *[post_accept] après l’acceptation
  }
receiver-when = quand { $when }
receiver-about = motif : { $about }
scope-above = à partir de { $messages } messages par jour
scope-unpublished = envois en masse, à partir d’un volume non publié
scope-personal = boîtes personnelles seulement
scope-hosted = boîtes d’entreprise seulement
scope-option = seulement avec ce réglage : { $option }
unseen-content = contenu
unseen-headers = en-têtes
unseen-rate = volume et débit
unseen-reputation = réputation
unseen-own-list = listes propres à la messagerie
unseen-complaints = plaintes
unseen-recipients = destinataires
unseen-tls = TLS
unseen-greylisting = liste grise
unseen-policy = règles de la messagerie ou de son client
unseen-protocol = façon dont le serveur parle SMTP
unseen-account = compte de l’expéditeur chez elle
unseen-callout = adresse d’expéditeur qui reçoit ou non
unseen-dns-failure = DNS qui fait défaut à la messagerie
unseen-zone-cut = début d’une zone
