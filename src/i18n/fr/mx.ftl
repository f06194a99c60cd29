# mx

MX001-rule = Des enregistrements MX indiquent où va le courrier du domaine
MX001-title = { $domain } n’a pas d’enregistrement MX ; son courrier va à sa propre adresse { $address }
MX001-why = { $sends ->
    [yes] Cette adresse est le plus souvent un serveur web : les avis de non-remise et les réponses s’y perdent, et les messageries destinataires peuvent se méfier d’un expéditeur à qui elles ne peuvent pas répondre.
   *[other] Cette adresse est le plus souvent un serveur web : ce qu’on écrit au domaine s’y perd, ou attend des jours dans les files des expéditeurs.
  }
MX001-advice = { $sends ->
    [yes] Publier un enregistrement MX avec l’hôte qui reçoit le courrier.
   *[other] Publier un enregistrement MX avec l’hôte qui reçoit le courrier ou, s’il n’y en a pas, le MX nul `0 .`.
  }

MX002-rule = Le courrier du domaine a une destination
MX002-title = { $exists ->
    [no] { $domain } n’existe pas
   *[yes] { $domain } n’a ni enregistrement MX ni adresse
  }
MX002-why = { $sends ->
    [yes] Les avis de non-remise et les réponses ne peuvent pas arriver, et bien des messageries destinataires rejettent le courrier d’un domaine auquel elles ne pourraient pas répondre.
   *[other] Rien ne peut lui être remis. Si du courrier partait en son nom, bien des messageries destinataires le rejetteraient.
  }
MX002-advice = { $exists ->
    [no] Corriger le nom, ou le publier avec un enregistrement MX.
   *[yes] { $sends ->
        [yes] Publier un enregistrement MX avec un hôte qui reçoit le courrier.
       *[other] Publier un MX nul, qui annonce que le domaine ne reçoit pas de courrier ; ou un enregistrement MX avec un hôte qui en reçoit.
      }
  }

MX004-rule = Un MX nul est seul
MX004-title = { $fault ->
    [preference] Le MX nul de { $domain } a la préférence { $preference } au lieu de 0
   *[mixed] Un MX nul accompagne d’autres enregistrements MX de { $domain }
  }
MX004-why = Un MX nul annonce qu’un domaine ne reçoit pas de courrier. Sous cette forme, rien n’est sûr : certains expéditeurs remettent le courrier, d’autres y renoncent.
MX004-advice = { $fault ->
    [preference] Le publier avec la préférence 0.
   *[mixed] Supprimer le MX nul si { $domain } reçoit du courrier, tous les autres enregistrements MX sinon.
  }

MX005-rule = Un domaine qui envoie reçoit aussi
MX005-title = Le flux { $stream } envoie au nom de { $domain }, qui annonce par un MX nul ne pas recevoir de courrier
MX005-why = Personne ne pourrait répondre, et les avis de non-remise n’ont nulle part où aller : des messageries destinataires rejettent ce courrier.
MX005-advice = Publier un enregistrement MX avec un hôte qui reçoit le courrier de { $domain }, ou envoyer au nom d’un autre domaine.

MX006-rule = Aucun enregistrement MX ne nomme un alias
MX006-title = { $host }, serveur MX de { $domain }, est un CNAME vers { $target }
MX006-why = Les normes n’admettent pas d’alias à cet endroit. Bien des expéditeurs le suivent quand même ; d’autres ne remettent le courrier à personne, ou le font tourner en rond.
MX006-advice = Nommer plutôt dans l’enregistrement MX l’hôte qui a les adresses ; aujourd’hui c’est { $target }. Son certificat, et la politique MTA-STS s’il y en a une, doivent porter ce nom.

MX007-rule = Les enregistrements MX nomment des hôtes, pas des adresses
MX007-title = Un enregistrement MX de { $domain } contient l’adresse { $address } à la place d’un nom d’hôte
MX007-why = Les expéditeurs cherchent un hôte nommé { $host }, n’en trouvent pas, et ne peuvent rien y remettre.
MX007-advice = Donner au serveur un nom qui a l’adresse { $address }, et mettre ce nom dans l’enregistrement MX.

MX008-rule = Les serveurs MX ont des adresses que tout le monde peut joindre
MX008-title = { $host }, serveur MX de { $domain }, a l’adresse { $address }, qui n’y mène pas de l’extérieur
MX008-why = Les expéditeurs ne peuvent pas joindre le serveur : le courrier attend dans leurs files, puis revient.
MX008-advice = Publier l’adresse publique de { $host }, ou retirer cet hôte des enregistrements MX.

MX009-rule = Chaque serveur MX a une adresse
MX009-title = { $reason ->
    [nxdomain] { $host }, serveur MX de { $domain }, n’existe pas
   *[nodata] { $host }, serveur MX de { $domain }, n’a pas d’adresse
  }
MX009-why = Rien ne peut y être remis. Si aucun autre serveur ne prend le relais, le courrier du domaine revient à l’expéditeur.
MX009-advice = Publier une adresse pour { $host }, ou le retirer des enregistrements MX.

MX010-rule = Le domaine de chaque serveur MX est enregistré
MX010-title = { $host }, serveur MX de { $domain }, est dans { $parent }, que personne n’a enregistré
MX010-why = Qui enregistre { $parent } reçoit du courrier destiné à { $domain }, réinitialisations de mots de passe comprises.
MX010-advice = Retirer { $host } des enregistrements MX sans attendre.

MX011-rule = Les noms des serveurs MX sont complets
MX011-title = Il manque à { $host }, serveur MX de { $domain }, son point final : { $meant } est le nom voulu
MX011-why = Sans point final, la zone ajoute son propre nom derrière l’hôte, et les expéditeurs cherchent un serveur qui n’est pas là.
MX011-advice = Écrire { $meant } avec un point à la fin ; dans le formulaire d’un hébergeur, le saisir comme celui-ci le demande.

MX015-rule = Aucun serveur MX n’est localhost
MX015-title = { $host }, serveur MX de { $domain }, désigne la machine de l’expéditeur
MX015-why = Chaque expéditeur se remettrait le courrier à lui-même : il revient ou se perd.
MX015-advice = Nommer l’hôte qui reçoit le courrier ou, si { $domain } n’en reçoit pas, publier le MX nul `0 .` seul.
