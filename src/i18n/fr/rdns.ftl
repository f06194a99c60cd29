# rdns

RDNS001-rule = Chaque adresse d’envoi a un nom inverse
RDNS001-title = { $address } n’a pas d’enregistrement PTR
RDNS001-why = Gmail, Orange et d’autres rejettent le courrier d’une adresse sans nom inverse, même si tout le reste est en règle.
RDNS001-advice = Demander au fournisseur de l’adresse d’y associer le nom du serveur de messagerie ; ce nom doit à son tour mener à l’adresse.

RDNS002-rule = Le nom inverse de chaque adresse d’envoi ramène à celle-ci
RDNS002-title = { $leads ->
    [elsewhere] Le nom inverse de { $address }, { $names }, mène à { $found }
    [nowhere] Le nom inverse de { $address }, { $names }, n’a pas d’enregistrement { $kind }
   *[several] Aucun des noms inverses de { $address } n’y ramène : { $names }
  }
RDNS002-why = Un nom inverse ne compte que s’il ramène à l’adresse. Gmail, Orange et d’autres rejettent ce courrier comme s’il n’y avait pas de nom.
RDNS002-advice = { $leads ->
    [elsewhere] Ajouter l’adresse à { $names }, ou faire remplacer le nom inverse par un nom qui mène à { $address }.
    [nowhere] Publier pour { $names } un enregistrement { $kind } avec l’adresse, ou faire remplacer le nom inverse par un nom qui y mène.
   *[several] Publier pour l’un de ces noms un enregistrement { $kind } avec l’adresse, et faire retirer les autres.
  }

RDNS003-rule = Chaque adresse d’envoi a un seul nom inverse
RDNS003-title = { $address } a { $count } enregistrements PTR : { $names }
RDNS003-why = Une messagerie destinataire en retient un, pas toujours le même. Le jour où c’est le mauvais, le courrier est rejeté ou filtré sans raison apparente.
RDNS003-advice = Garder le nom du serveur de messagerie, et faire retirer les autres.

RDNS004-rule = Le nom inverse des adresses d’envoi a été choisi pour le courrier
RDNS004-title = { $sign ->
    [address] Le nom inverse de { $address }, { $names }, est un nom par défaut : il contient l’adresse
    [suffix] Le nom inverse de { $address }, { $names }, est un nom par défaut de { $part }
   *[word] Le nom inverse de { $address }, { $names }, est un nom par défaut : on y lit { $part }
  }
RDNS004-why = Un tel nom évoque une connexion privée ou une machine louée dont personne ne s’occupe : GMX et Web.de rejettent le plus souvent ce courrier, d’autres le filtrent.
RDNS004-advice = Faire associer à l’adresse un nom du domaine de l’expéditeur, par exemple mail1 sous celui-ci, et lui donner cette adresse.

RDNS005-rule = Les enregistrements PTR contiennent des noms d’hôtes
RDNS005-title = { $fault ->
    [underscore] L’enregistrement PTR de { $address } contient { $name }, qui a un tiret bas
    [character] L’enregistrement PTR de { $address } contient { $name }, qui n’est pas un nom d’hôte
    [numeric] L’enregistrement PTR de { $address } contient { $name }, qui se lit comme une adresse
    [no-dot] L’enregistrement PTR de { $address } contient { $name }, qui n’a pas de domaine
    [reverse-zone] L’enregistrement PTR de { $address } contient { $name } : le point final manque
   *[alias] L’enregistrement PTR de { $address } contient { $name }, qui est un alias
  }
RDNS005-why = Beaucoup de filtres ne tiennent pas compte d’un tel nom, et traitent le courrier comme celui d’une adresse sans nom inverse.
RDNS005-advice = { $fault ->
    [reverse-zone] Écrire le nom avec un point final dans la zone inverse.
    [alias] Y mettre le vrai nom du serveur, qui possède lui-même une adresse.
   *[other] Y mettre le nom complet du serveur : des lettres, des chiffres et des tirets, avec son domaine.
  }

RDNS006-rule = Les serveurs se présentent sous un nom complet qui a une adresse
RDNS006-title = { $form ->
    [fqdn] Le nom HELO { $helo } n’a pas d’adresse
    [single-label] Le nom HELO { $helo } n’est pas un nom complet
    [localhost] Le nom HELO est { $helo }
    [address] Le nom HELO { $helo } est une adresse, pas un nom
    [literal] Le nom HELO est une adresse entre crochets, { $helo }
   *[invalid] Le nom HELO { $helo } n’est pas un nom d’hôte
  }
RDNS006-why = Orange rejette le courrier d’un serveur qui se présente ainsi, et beaucoup de filtres y voient la marque d’une machine infectée.
RDNS006-advice = { $form ->
    [fqdn] Publier un enregistrement d’adresse pour { $helo }, ou faire annoncer par le serveur un nom qui en a un.
   *[other] Faire annoncer par le serveur son nom complet, qui a un enregistrement d’adresse (myhostname dans Postfix, primary_hostname dans Exim).
  }

RDNS007-rule = Le nom HELO mène à l’adresse d’envoi
RDNS007-title = Le nom HELO { $helo } ne mène pas à { $addresses }
RDNS007-why = Une messagerie destinataire qui compare les deux tient ce nom pour faux. Aucune ne doit rejeter le courrier pour cela seul, mais les filtres en tiennent compte.
RDNS007-advice = Donner à { $helo } l’adresse d’où part le courrier, ou faire annoncer par le serveur son propre nom.

RDNS008-rule = Les serveurs se présentent sous leur nom inverse
RDNS008-title = Le serveur { $address } se présente comme { $helo }, mais son nom inverse est { $names }
RDNS008-why = Le même nom aux deux endroits montre un serveur bien tenu. Deux noms sont permis, mais certains filtres en tiennent compte.
RDNS008-advice = Faire remplacer le nom inverse par { $helo }, ou faire annoncer par le serveur son nom inverse.

RDNS009-rule = Chaque adresse d’envoi IPv6 a un nom inverse
RDNS009-title = { $address } n’a pas d’enregistrement PTR
RDNS009-why = En IPv6, Gmail et Microsoft 365 rejettent le courrier d’une adresse sans nom inverse.
RDNS009-advice = Demander au fournisseur de l’adresse d’y associer un nom inverse, ou n’envoyer qu’en IPv4.

RDNS010-rule = Les adresses d’envoi IPv6 sont choisies, dans un réseau à part
RDNS010-title = { $address } est tirée de l’adresse matérielle de la machine, dans le réseau partagé { $prefix }
RDNS010-why = En IPv6, la réputation se compte par réseau de cette taille : ce qu’envoient les voisins compte aussi, et l’adresse change avec la carte réseau.
RDNS010-advice = Donner au serveur de messagerie une adresse fixe, dans un /64 où aucun inconnu n’envoie de courrier.

RDNS011-rule = Le nom inverse des adresses d’envoi appartient à l’expéditeur
RDNS011-title = Le nom inverse de { $address }, { $names }, n’appartient pas à { $domain }
RDNS011-why = Apple demande aux expéditeurs un DNS inverse à leur propre domaine. Derrière le nom d’un prestataire, la réputation est partagée avec ses autres clients.
RDNS011-advice = Pour une adresse à soi, faire associer un nom sous { $domain } ; pour l’adresse partagée d’un prestataire, il n’y a rien à faire.
