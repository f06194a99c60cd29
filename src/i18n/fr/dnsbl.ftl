# Listes de blocage

BL001-rule = Aucune adresse du domaine n’est sur une liste de blocage qui suffit à un rejet
BL001-title = { $subject } est sur la liste { $list } : { dnsbl-meaning } ({ $answers })
BL001-why = Bien des messageries destinataires interrogent { $zone } et rejettent ce qui vient d’une adresse listée avant même de le lire.
BL001-advice = Trouver et faire cesser ce qui vaut cette place à { $subject }, sinon elle revient. { dnsbl-removal }

BL002-rule = Aucune adresse du domaine n’est sur une liste de blocage que les messageries destinataires comptent parmi d’autres signes
BL002-title = { $subject } est sur la liste { $list } : { dnsbl-meaning } ({ $answers })
BL002-why = Peu de messageries destinataires rejettent sur la seule foi de { $zone }, mais les filtres en tiennent compte, et une partie du courrier finit en indésirables.
BL002-advice = Chercher ce qui vaut cette place à { $subject }. { dnsbl-removal }

BL003-rule = Aucun domaine du courrier n’est sur une liste de blocage
BL003-title = { $subject } est sur la liste { $list } : { dnsbl-meaning } ({ $answers })
BL003-why = Les messageries destinataires cherchent dans { $zone } les domaines d’un message, ceux de ses liens compris, et le rejettent ou le classent en indésirables, d’où qu’il vienne.
BL003-advice = Trouver et faire cesser ce qui vaut cette place à { $subject }. { dnsbl-removal }

BL004-rule = Aucun domaine du courrier n’est listé comme piraté
BL004-title = { $subject } est sur la liste { $list } : { dnsbl-meaning } ({ $answers })
BL004-why = La liste { $zone } tient le domaine pour légitime, mais son site ou ses comptes pour détournés. Les messageries destinataires rejettent le courrier quand même.
BL004-advice = Supprimer ce que les intrus ont laissé derrière { $subject }, changer les mots de passe et fermer la brèche. { dnsbl-removal }

BL005-rule = Les listes de blocage répondent au résolveur employé
BL005-title = { $list } ne répond pas : { dnsbl-refused }
BL005-why = On ignore si { $zone } liste le domaine ou ses adresses. Ce n’est pour eux ni une bonne ni une mauvaise nouvelle.
BL005-advice = { $keyed ->
    [yes] Interroger la liste par un résolveur à soi (--resolver), ou avec une clé de la liste dans preflight.toml ; sinon l’écarter avec --blocklists.
   *[no] Interroger la liste par un résolveur à soi (--resolver), inscrit auprès d’elle si elle le demande ; sinon l’écarter avec --blocklists.
  }

BL007-rule = Aucune adresse partagée d’un prestataire n’est listée
BL007-title = { $subject }, adresse qu’un prestataire partage entre ses clients, est sur la liste { $list } : { dnsbl-meaning } ({ $answers })
BL007-why = N’importe quel client du prestataire peut être la cause de cette entrée de { $zone }. Tant qu’elle reste, une partie du courrier peut être rejetée.
BL007-advice = Le signaler au prestataire : lui seul peut faire retirer { $subject }. { dnsbl-removal }

BL008-rule = Les domaines des serveurs MX et des serveurs de noms ne sont sur aucune liste de blocage
BL008-title = { $subject }, domaine { $part ->
    [ns] d’un serveur de noms
   *[mx] d’un serveur MX
  } de { $domain }, est sur la liste { $list } : { dnsbl-meaning } ({ $answers })
BL008-why = Certaines messageries destinataires cherchent dans { $zone } ce dont un domaine dépend, et lui font moins confiance en pareille compagnie.
BL008-advice = Interroger l’exploitant de { $subject }, ou en changer.

BL009-rule = Aucun domaine du courrier n’est récent
BL009-title = { $subject } est sur la liste { $list } : { dnsbl-meaning } ({ $answers })
BL009-why = Les spammeurs emploient des domaines dans leurs premiers jours : les filtres qui interrogent { $zone } comptent cette jeunesse contre l’expéditeur.
BL009-advice = Attendre avant une campagne depuis { $subject } ; commencer par quelques messages à des personnes qui les attendent, et augmenter un peu chaque jour.

BL010-rule = Aucune adresse IPv6 du domaine n’est sur une liste de blocage
BL010-title = { $subject } est sur la liste { $list } : { dnsbl-meaning } ({ $answers })
BL010-why = En IPv6, les entrées de { $zone } couvrent des réseaux entiers : celle-ci vise peut-être un voisin. Les messageries destinataires rejettent l’adresse ou s’en méfient quand même.
BL010-advice = Chercher ce qui vaut cette place au réseau de { $subject }, ou envoyer en IPv4 d’ici là. { dnsbl-removal }

BL011-rule = Aucune liste de bons expéditeurs ne connaît d’adresse du domaine
BL011-title = { $subject } est sur la liste { $list } : { dnsbl-meaning } ({ $answers })
BL011-why = Les filtres qui interrogent { $zone } le comptent en faveur de l’expéditeur.
BL011-advice = Rien à faire : conserver la bonne tenue de { $subject }.

# Le sens d’une réponse ; les identifiants sont ceux de src/dnsbl/zones.toml.
dnsbl-meaning = { $meaning ->
    [spam-source] source de spam
    [snowshoe] spam réparti sur de nombreuses adresses
    [exploited] machine infectée ou détournée
    [hijacked-network] réseau aux mains de criminels
    [policy-range] plage d’où aucun serveur de courrier ne devrait envoyer
    [botnet-controller] commande de machines infectées
    [dynamic-range] plage dynamique
    [no-reverse-name] adresse sans DNS inverse
    [spam-domain] domaine de spam
    [phishing] hameçonnage
    [malware] logiciel malveillant
    [abused-spam] site piraté, au service du spam
    [abused-redirector] redirection détournée
    [abused-phishing] site piraté, au service de l’hameçonnage
    [abused-malware] site piraté, au service de logiciels malveillants
    [abused-botnet] site piraté, au service de machines infectées
    [cracked-site] site piraté
    [disposable-mail] adresses jetables
    [click-tracker] suivi de clics vu dans du spam
    [grey-domain] envois en nombre que tous n’ont pas demandés
    [watched-domain] domaine sous surveillance
    [first-seen-today] domaine apparu depuis moins d’un jour
    [registered-15-days] domaine enregistré depuis moins de quinze jours
    [password-guessing] source d’essais de mots de passe
    [attacks] source d’attaques
    [low-score] mauvaise réputation
    [bad-neighbourhood] réseau qui abrite d’autres spammeurs
    [bad-provider] prestataire qui abrite d’autres spammeurs
    [reputation-worst] réputation exécrable
    [reputation-very-bad] très mauvaise réputation
    [reputation-bad] mauvaise réputation
    [reputation-neutral] réputation neutre
    [reputation-fair] réputation correcte
    [reputation-good] bonne réputation
    [reputation-very-good] très bonne réputation
    [reputation-excellent] excellente réputation
    [trust-none] expéditeur connu, sans garantie
    [trust-low] confiance faible
    [trust-medium] confiance moyenne
    [trust-high] confiance élevée
   *[other] entrée de la liste
  }
dnsbl-removal = { $removal ->
    [none] { $expires ->
        [none] La liste n’indique aucune page pour les retraits.
       *[known] { dnsbl-expires }
      }
   *[page] { $expires ->
        [none] Demander ensuite le retrait sur { $removal }.
       *[known] Demander ensuite le retrait sur { $removal }. { dnsbl-expires }
      }
  }
dnsbl-expires = { $expires ->
    [a-day] L’entrée disparaît d’elle-même un jour environ après la dernière plainte.
    [two-days] L’entrée disparaît d’elle-même deux jours après la dernière attaque.
    [seven-days] L’entrée disparaît d’elle-même sept jours après le dernier spam.
   *[by-itself] L’entrée disparaît d’elle-même.
  }

# Pourquoi une liste ne dit rien.
dnsbl-refused = { $refusal ->
    [zone-name] elle signale que son nom est mal écrit
    [public-resolver] elle refuse les résolveurs publics, et ceux qui n’ont pas de nom à eux
    [excessive] trop de questions sont venues du résolveur
    [blocked] elle bloque le résolveur
    [address] elle ne prend pas de questions sur des adresses
    [server] son serveur de noms, ou le résolveur, refuse la question
   *[other] elle refuse la question
  }
dnsbl-state-refused = la liste ne répond pas : { dnsbl-refused }
dnsbl-state-unusable = { $fault ->
    [outside] la réponse { $answer } est hors de 127.0.0.0/8 et vient d’ailleurs, par exemple d’un résolveur qui redirige
    [lists-all] la liste contient tout, même l’entrée qui ne doit jamais y être
    [test-missing] l’entrée d’essai de la liste manque : la liste est vide, ou se cache d’un résolveur qui n’est pas inscrit
   *[undocumented] la liste n’explique pas sa réponse { $answer }
  }
dnsbl-state-not-asked = { $reason ->
    [public-resolver] la liste refuse les résolveurs publics, et c’est un résolveur public qui est employé ; un résolveur à soi obtient des réponses
   *[nothing] il n’y a rien à chercher dans la liste
  }
silent-list = { $list } : { $why }
dnsbl-left-out = { $count ->
    [one] une adresse ou un domaine de trop n’a pas été cherché
   *[other] { $count } adresses et domaines de trop n’ont pas été cherchés
  }

# Les listes disparues.
dnsbl-dead = { $why ->
    [closed] elle a été fermée
    [emptied] elle a été vidée
    [lists-all] elle listait le monde entier
    [merged] elle fait partie d’une autre liste
    [offline] elle ne répond plus
   *[doubtful] personne ne garantit ses réponses
  }
