# Corrections : ce qui est fait, et ce dont il faut s’assurer d’abord.

fix-spf-merge = Réunir en un seul les enregistrements SPF de { $name }.
fix-spf-move = Publier l’enregistrement SPF au domaine même, là où les messageries le cherchent.
fix-spf-repair = Corriger l’enregistrement SPF de { $name }.
fix-spf-type99 = Publier SPF en TXT seulement ; le type SPF est abandonné.
fix-spf-dead-terms = Retirer de l’enregistrement SPF de { $name } ce qui ne sert à rien et nuit : { $terms }.
fix-spf-dead-terms-review = S’assurer qu’aucun envoi n’a besoin de { $terms } : ce qui passe par là n’aura plus SPF.
fix-spf-sender = Autoriser par SPF les adresses d’envoi.
fix-spf-publish = Publier un enregistrement SPF pour les expéditeurs connus.
fix-spf-publish-review = S’assurer que ce sont tous ceux qui envoient pour le domaine. `~all` marque les autres et ne fait refuser personne par SPF seul.
fix-spf-void-lookups = Écrire les adresses à la place des noms qui ne trouvent rien : { $terms }.
fix-spf-lookups = Économiser { $saved ->
    [one] une requête DNS
   *[other] { $saved } requêtes DNS
  } dans l’enregistrement SPF de { $name }{ $terms ->
    [none] {""}
   *[other] {" "}: { $terms }
  }{ $moved ->
    [none] {""}
   *[other] {" "}; un enregistrement à part pour { $moved }
  }.
fix-spf-lookups-review = Régler l’adresse de retour chez { $providers }, avec les enregistrements MX qu’ils indiquent, avant de retirer l’ancien.
fix-spf-all = Terminer l’enregistrement SPF de { $name } par ~all.
fix-spf-all-review = S’assurer que tous ceux qui envoient pour le domaine y figurent : les autres seront marqués.

heading-fixes = Corrections, dans l’ordre
heading-outcome = Avec toutes ces corrections
heading-remaining = Ce que ces enregistrements ne peuvent corriger
heading-refused = Non proposé
heading-rollout = Ensuite : vers une politique DMARC qui protège
heading-wait = Combien de temps attendre

fixes-none = Aucun changement dans cette zone n’y corrigerait rien.
fixes-more = { $count ->
    [one] Une autre correction
   *[other] { $count } autres corrections
  } : `preflight fix` montre le plan entier.
fixes-hint = Pour l’outil qui publie : preflight fix { $domain } --as bind (ou diff, nsupdate, octodns, dnscontrol, terraform-cloudflare, terraform-route53, terraform-ovh).
fix-clears = corrige { $rules }, prouvé sur le même DNS
fix-unproved = non prouvé : tout rejugé avec elle, autre chose ne va pas
fix-review = D’abord : { $review }
fix-remove = { $name } { $kind } : à supprimer
fix-stays = reste
fix-accepts = Ne refusent plus : { $receivers }
fix-reveals = N’apparaît qu’alors, sans en venir : { $rules }
fix-wait = Les résolveurs peuvent garder l’ancienne réponse pendant { $time }.
fix-wait-unknown = La zone ne dit pas combien de temps les résolveurs gardent l’ancienne réponse.
wait-why = Un résolveur garde un enregistrement pendant son TTL, et une absence pendant le TTL négatif de la zone, pas davantage. Les 24 à 48 heures dont on parle souvent concernent les serveurs de noms d’un domaine de premier niveau, auxquels aucune correction ne touche ici. Avant un changement prévu, réduire le TTL, d’autant de temps à l’avance qu’il est long.
duration = { $unit ->
    [second] { $count ->
        [one] une seconde
       *[other] { $count } secondes
      }
    [minute] { $count ->
        [one] une minute
       *[other] { $count } minutes
      }
    [hour] { $count ->
        [one] une heure
       *[other] { $count } heures
      }
   *[day] { $count ->
        [one] un jour
       *[other] { $count } jours
      }
  }
plan-proved = Tout a été rejugé sur le même DNS avec ces enregistrements :
plan-unproved = Tout rejugé avec ces enregistrements, il reste à redire :
plan-vanished = N’est plus jugé, aucun enregistrement du domaine ne le montrant plus : { $streams }.

fix-refused = { $rules } : { $why ->
    [unread] ce qui s’y trouve aujourd’hui n’a pas pu être lu
    [alias] le nom est un alias, et rien d’autre ne peut s’y trouver
    [occupied] d’autres enregistrements occupent la place de l’alias
    [gone] ce qu’il fallait remplacer n’y est pas
    [second-spf] un second enregistrement SPF ôterait leur effet aux deux
    [drops-sender] un expéditeur que SPF accepte ne le serait plus
    [raises-policy] DMARC exigerait davantage alors que du courrier n’y satisfait pas à coup sûr
    [removes-key] une clé qui vérifie du courrier disparaîtrait
    [flattens] les adresses d’un prestataire seraient écrites en dur, et personne ne suivrait leurs changements
    [breaks] la correction enfreindrait { $of }
    [worsens] le courrier serait moins bien reçu par { $of }
    [idle] la correction, essayée, n’y remédie pas
   *[untried] la correction n’a pas pu être essayée, faute de place
  } ({ $fix })

remaining-holder = À décider soi-même : le DNS seul ne dit pas quel enregistrement conviendrait.
remaining-other-domain = À demander à qui détient ce nom ; il n’est pas dans cette zone.
remaining-signer = À demander à qui signe le courrier (le prestataire, ou l’administrateur du serveur) : une clé se crée là où l’on signe, et se publie ici.
remaining-provider = À régler chez le prestataire d’envoi.
remaining-address-owner = À demander à qui loue l’adresse : les noms inverses sont dans sa zone.
remaining-mail-server = À régler dans la configuration du serveur de messagerie.
remaining-list-operator = Corriger la cause, puis demander le retrait à l’opérateur de la liste.

rollout-stage = { $condition ->
    [reports_clean] Après { $days } jours de rapports où tout le courrier voulu passe :
    [nothing_lost] Après { $days } jours de plus sans échec de courrier voulu :
   *[not_sending] Tout de suite, puisque le domaine n’envoie rien :
  }

heading-what-if = Ce que changent ces enregistrements
what-if-nothing = Rien : ni constat, ni réponse.
what-if-before = Sans eux : { $verdict }
what-if-cleared = Réglé
what-if-new = Nouveau
what-if-shift = { $receiver } ({ $stream }) : { $before } → { $after }

fix-written = { $file } : écrit
fix-note = { $domain } : { $count ->
    [0] rien à changer
    [one] une correction
   *[other] { $count } corrections
  }{ $proved ->
    [none] .
    [yes] , rejugée sur le même DNS : rien n’échoue qui n’échouait déjà.
   *[no] , non prouvée : rejugé, autre chose ne va pas.
  }
