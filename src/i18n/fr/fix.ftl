# Corrections : ce qui est fait, et ce dont il faut s’assurer d’abord.

fix-spf-merge = Réunir en un seul les enregistrements SPF de { $name }.
fix-spf-move = Publier l’enregistrement SPF au domaine même, là où les messageries le cherchent.
fix-spf-repair = Corriger l’enregistrement SPF de { $name }.
fix-spf-type99 = Publier SPF en TXT seulement ; le type SPF est abandonné.
fix-spf-dead-terms = Retirer de l’enregistrement SPF de { $name } ce qui ne sert à rien et nuit : { $terms }.{ $end ->
    [none] {""}
   *[other] {" "}Le terminer par { $end } à la place.
  }
fix-spf-dead-terms-review = { $end ->
    [none] s’assurer qu’aucun envoi n’a besoin de { $terms } : ce qui passe par là n’aura plus SPF.
   *[other] s’assurer que tous ceux qui envoient pour le domaine y figurent, aussi ceux que { $terms } devait nommer : les autres seront marqués.
  }
fix-spf-sender = Autoriser par SPF les adresses d’envoi.
fix-spf-park = Dire par SPF que personne n’envoie pour { $name }.
fix-spf-park-review = s’assurer que rien n’est envoyé au nom de { $name } : SPF le refusera désormais.
fix-spf-ptr = { $instead ->
    [nothing] Retirer { $term } de l’enregistrement SPF de { $name }.
   *[other] Écrire { $instead } à la place de { $term } dans l’enregistrement SPF de { $name }.
  }
fix-spf-ptr-review = s’assurer que rien d’autre n’est envoyé par des machines autorisées par leur seul DNS inverse : elles n’auront plus SPF.
fix-spf-publish = Publier un enregistrement SPF pour les expéditeurs connus de { $name } : { $terms }.
fix-spf-publish-review = s’assurer que ce sont tous ceux qui envoient pour le domaine. `~all` marque les autres et ne fait refuser personne par SPF seul.
fix-spf-void-lookups = { $does ->
    [gone] Retirer de l’enregistrement SPF de { $name } ce qui ne trouve rien : { $terms }.
    [written] Écrire les adresses à la place des hôtes qui n’en ont pas dans l’autre famille : { $terms }.
   *[both] Retirer ce qui ne trouve rien, et écrire les adresses à la place des hôtes qui n’en ont pas dans une des familles : { $terms }.
  }
fix-spf-lookups = Économiser { $saved ->
    [one] une requête DNS
   *[other] { $saved } requêtes DNS
  } dans l’enregistrement SPF de { $name }{ $again ->
    [none] {""}
   *[other] {" "}; dit deux fois : { $again }
  }{ $written ->
    [none] {""}
   *[other] {" "}; les adresses à la place de { $written }
  }{ $moved ->
    [none] {""}
   *[other] {" "}; un enregistrement à part pour { $moved }
  }.
fix-spf-lookups-review = régler l’adresse de retour chez { $providers }, avec les enregistrements MX qu’ils indiquent, avant de retirer l’ancien.
fix-spf-all = Terminer l’enregistrement SPF de { $name } par ~all.
fix-spf-all-review = s’assurer que tous ceux qui envoient pour le domaine y figurent : les autres seront marqués.

fix-dkim-repair = Publier la clé de { $name } sous une forme que les vérificateurs lisent ; la clé reste la même.
fix-dkim-several = Ne laisser à { $name } que la clé utilisable ; { $count ->
    [one] un autre enregistrement disparaît
   *[other] { $count } autres enregistrements disparaissent
  }.
fix-dkim-move = { $there ->
    [key] Retirer la copie de la clé à { $name }, où personne ne la cherche ; elle est à { $right }.
   *[nothing] Déplacer la clé de { $name }, où personne ne la cherche, à { $right }.
  }
fix-dkim-beside-alias = Retirer la clé publiée à côté du CNAME de { $name }, qui mène à la même clé.
fix-dkim-alias-dot = Écrire la cible de { $name } avec son point final.
fix-dkim-alias = Faire mener { $name } à la clé que { $provider } publie à { $target }.
fix-dkim-alias-review = s’assurer que le domaine est configuré chez { $provider }, puis y activer la signature une fois l’enregistrement en place.

fix-dmarc-repair = { $kept ->
    [no] Corriger l’enregistrement DMARC { $name }.
   *[other] Corriger l’enregistrement DMARC { $name } ; sa politique reste { $kept }, comme les messageries la lisent aujourd’hui.
  }
fix-dmarc-repair-review = certaines messageries y lisent aujourd’hui une politique plus forte ; s’assurer que l’affaiblir pour elles est acceptable tant que toutes ne lisent pas la même chose.
fix-dmarc-merge = { $kept ->
    [no] Réunir en un seul les enregistrements DMARC de { $name }.
   *[other] Réunir en un seul les enregistrements DMARC de { $name } ; la politique reste { $kept }, comme les messageries la lisent aujourd’hui.
  }
fix-dmarc-move = { $kept ->
    [no] Déplacer l’enregistrement DMARC de { $wrong }, où personne ne le cherche, à { $name }.
   *[other] Déplacer l’enregistrement DMARC de { $wrong }, où personne ne le cherche, à { $name } ; la politique reste { $kept }, comme les messageries l’appliquent aujourd’hui.
  }
fix-dmarc-pct = { $test ->
    [yes] Faire de la part indiquée dans { $name } un essai que toutes les messageries lisent de même : t=y et pct=0.
   *[no] Retirer pct de { $name } ; cela ne change rien.
  }
fix-dmarc-pct-review = les messageries qui ne lisent pas pct appliquent aujourd’hui toute la politique à tout le courrier, et un niveau de moins ensuite. Si les rapports sont bons, retirer plutôt pct.
fix-dmarc-beside = Retirer de { $name } le texte qu’aucune messagerie ne lit ; l’enregistrement à côté dit la même chose.
fix-dmarc-publish = { $policy ->
    [reject] Publier à { $name } que le courrier de { $domain } est à refuser : rien n’envoie en son nom.
    [blind] Publier un premier enregistrement DMARC à { $name }, avec p=none.
   *[none] Publier un premier enregistrement DMARC à { $name }, avec p=none et des rapports à dmarc@{ $domain }.
  }
fix-dmarc-publish-review = { $policy ->
    [reject] s’assurer que rien n’est envoyé au nom de { $domain }, sous-domaines compris.
    [blind] ajouter rua avec une adresse qui reçoit du courrier : rien n’arrive à { $domain } même, et sans rapports personne ne voit qui envoie.
   *[none] créer la boîte dmarc@{ $domain }, ou en indiquer une autre qui est lue.
  }
fix-dmarc-alias = { $record ->
    [kept] Retirer le CNAME de { $name } et garder l’enregistrement publié à côté.
   *[new] Publier un enregistrement DMARC à { $name } à la place du CNAME, qui n’en atteint aucun.
  }
fix-dmarc-alias-review = { $policy ->
    [kept] s’assurer que l’enregistrement publié à côté du CNAME est celui qui compte.
    [reject] s’assurer que rien n’est envoyé au nom du domaine, sous-domaines compris.
    [blind] ajouter rua avec une adresse qui reçoit du courrier ; demander à qui devait tenir la politique si elle doit rester chez lui.
   *[none] créer la boîte que rua indique ; demander à qui devait tenir la politique si elle doit rester chez lui.
  }
fix-dmarc-generations = Publier un enregistrement DMARC à { $name }, pour que toutes les messageries tiennent le même domaine pour celui de l’organisation.
fix-dmarc-reports = Publier à { $name } que les rapports de { $domain } sont les bienvenus à { $host }.

fix-mx-null = Dire par un MX nul que { $name } ne reçoit pas de courrier.
fix-mx-mixed = Retirer le MX nul de { $name } ; le serveur indiqué à côté reçoit le courrier.
fix-mx-mixed-review = s’assurer que { $name } doit recevoir du courrier ; sinon ne garder que le MX nul.
fix-mx-explicit = Écrire pour { $name } un enregistrement MX qui dit ce qui vaut déjà sans lui.
fix-mx-dead = Retirer { $host } des enregistrements MX de { $name } ; il ne reçoit pas de courrier, d’autres si.
fix-mx-name = { $address ->
    [none] Faire mener l’enregistrement MX de { $name } à { $host }.
   *[other] Faire mener l’enregistrement MX de { $name } à { $host }, un nom pour { $address }.
  }
fix-mx-name-review = s’assurer que le serveur à { $address } reçoit le courrier de { $name }.
fix-mx-alias = Nommer { $host } dans l’enregistrement MX de { $name } à la place de { $alias }, qui en est un alias.
fix-mx-alias-review = s’assurer que le certificat du serveur porte le nom { $host }, et que la politique MTA-STS le nomme, s’il y en a une.

fix-mta-sts = Publier l’enregistrement MTA-STS { $name } sous la forme que lisent les expéditeurs.
fix-mta-sts-review = s’assurer que `https://mta-sts.{ $domain }/.well-known/mta-sts.txt` répond et nomme tous les serveurs MX : les expéditeurs suivront cette politique dès qu’ils pourront lire l’enregistrement. Ce n’est pas du DNS, et preflight ne la regarde pas.

fix-tls-rpt = { $wrong ->
    [none] Corriger l’enregistrement TLS-RPT { $name }.
   *[other] Déplacer l’enregistrement TLS-RPT de { $wrong }, où personne ne le cherche, à { $name }.
  }

fix-forward-name = Donner à { $name } l’adresse { $address }, dont l’enregistrement PTR porte ce nom.

fix-return-path = Faire mener l’adresse de retour { $name } à { $target }, pour que SPF soit aligné.
fix-return-path-review = régler { $name } comme adresse de retour dans le compte chez { $provider } ; d’ici là il garde la sienne.

# Ce qui reste : à qui demander quoi.

remaining-holder = { $record ->
    [none] Décider ce que { $name } doit dire, et le publier.
   *[other] Décider s’il faut publier :
  }
remaining-misplaced = { $record ->
    [none] Décider ce que { $right } doit dire, l’y publier, et retirer ce qui se trouve à { $name }, où personne ne le cherche.
   *[other] Retirer ce qui se trouve à { $name }, où personne ne le cherche, et décider s’il faut publier :
  }
remaining-several-spf = { $record ->
    [none] { $ends ->
        [differ] Les enregistrements se contredisent dans ce qu’ils disent de tous les autres : { $records }.
       *[agree] Les enregistrements ne peuvent être réunis à coup sûr : { $records }.
      } Décider ce qui est voulu, le publier en un seul enregistrement, et supprimer les autres.
   *[other] Décider s’il faut publier, à la place de tous :
  }
remaining-other-domain = { $record ->
    [none] Demander au titulaire de { $name } de corriger ce qui s’y trouve.
   *[other] Demander au titulaire de ce nom de publier :
  }
remaining-signer = Demander à qui signe le courrier, prestataire ou administrateur, quel enregistrement va à { $name }.
remaining-key = Faire créer une nouvelle clé (RSA, 2048 bits) sous un nouveau sélecteur, publier son enregistrement sous { $below } et signer avec elle dès qu’il y est. Retirer l’ancienne de { $name } une semaine après la dernière signature faite avec elle.
remaining-signing-domain = Faire signer le courrier avec { $domain } comme domaine de signature (d=) : dans le compte chez le prestataire ou les réglages du serveur, avec les enregistrements qu’ils indiquent.
remaining-return-path = Régler une adresse de retour sous { $domain } dans le compte chez le prestataire, et publier l’enregistrement qu’il indique.
remaining-provider = S’adresser au prestataire par lequel part le courrier : il partage l’adresse entre ses clients.
remaining-ptr = { $record ->
    [none] Demander à qui a fourni l’adresse, hébergeur ou réseau, un seul enregistrement PTR à { $name } : avec le nom que le serveur donne au HELO, et qui mène à l’adresse.
   *[other] Demander à qui a fourni l’adresse, hébergeur ou réseau, de publier :
  }
remaining-address-owner = S’adresser à qui a fourni l’adresse, hébergeur ou réseau.
remaining-helo = Faire donner au serveur, au HELO, un nom complet qui mène à son adresse, de préférence celui de son enregistrement PTR.
remaining-list-operator = Supprimer d’abord la cause ; demander ensuite à l’opérateur de la liste de retirer l’entrée.
remaining-resolver = Interroger la liste par un résolveur à soi, ou avec une clé de son opérateur.
remaining-age = Attendre, et commencer par peu de courrier : un domaine récent ne gagne la confiance qu’avec le temps.

heading-fixes = Corrections, dans l’ordre
heading-outcome = Avec toutes ces corrections
heading-remaining = Ce que ces enregistrements ne peuvent corriger
heading-refused = Non proposé
heading-rollout = Ensuite : vers une politique DMARC qui protège
heading-wait = Combien de temps attendre

fixes-none = Il n’y a rien à corriger.
fixes-none-proven = Aucune correction prouvée pour cette zone.
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
fix-goes = disparaît
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
plan-appeared = N’est jugé qu’alors, les enregistrements ne le montrant qu’à ce moment : { $streams }.
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

rollout-stage = { $condition ->
    [mailbox_ready] Dès que quelqu’un lit la boîte où vont les rapports :
    [not_sending] Tout de suite, puisque le domaine n’envoie rien :
    [nothing_lost] Après { $days } jours de plus sans échec de courrier voulu :
   *[reports_clean] Après { $days } jours de rapports où tout le courrier voulu passe :
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
    [yes] , { $count ->
        [one] rejugée
       *[other] rejugées
      } sur le même DNS : rien n’échoue qui n’échouait déjà.
   *[no] , { $count ->
        [one] non prouvée
       *[other] non prouvées
      } : rejugé, autre chose ne va pas.
  }
