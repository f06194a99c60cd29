# transport

RPT002-rule = Un seul enregistrement TLS-RPT dit où vont les rapports, par mailto ou https
RPT002-title = { $reason ->
    [several] { $count } enregistrements TLS-RPT à { $record }, où un seul est permis
    [version] L’enregistrement à { $record } ne commence pas par `v=TLSRPTv1;`
    [field] `{ $value }` à { $record } n’est pas un champ d’un enregistrement TLS-RPT
    [no_rua] L’enregistrement TLS-RPT à { $record } n’a pas de rua
    [no_address] Une adresse de rapport à { $record } est vide
   *[address] L’adresse de rapport `{ $value }` à { $record } n’est ni mailto ni https
  }
RPT002-why = { $reason ->
    [address] Les expéditeurs ne signalent les problèmes de TLS que par courrier ou par HTTPS : rien n’y arrive.
   *[other] Les expéditeurs qui le cherchent ne trouvent aucun enregistrement lisible. Ils ne signalent rien, et les problèmes de TLS en chemin vers ce domaine passent inaperçus.
  }
RPT002-advice = { $reason ->
    [several] Garder un seul enregistrement et supprimer les autres ; mettre toutes les adresses de rapport dans son rua, séparées par des virgules.
    [version] Commencer le texte par `v=TLSRPTv1;`, écrit exactement ainsi, et mettre rua derrière.
    [field] Ne laisser que rua derrière la version, précédé d’un point-virgule.
    [no_rua] Ajouter rua avec une adresse qui est lue, comme `rua=mailto:tlsrpt@example.com`.
    [no_address] Ne laisser dans rua aucune virgule sans adresse derrière elle.
   *[address] Écrire `mailto:` devant une adresse de courrier, ou `https:` pour une adresse du web.
  }

RPT003-rule = L’enregistrement TLS-RPT est au nom que les expéditeurs interrogent
RPT003-title = Un enregistrement TLS-RPT est à { $record }, où personne ne le cherche
RPT003-why = Les expéditeurs interrogent { $right }. L’enregistrement n’y est pas : personne ne signale les problèmes de TLS.
RPT003-advice = Déplacer l’enregistrement à { $right }.

STS002-rule = Un seul enregistrement MTA-STS annonce la politique, avec un id de lettres et de chiffres
STS002-title = { $reason ->
    [several] { $count } enregistrements MTA-STS à { $record }, où un seul est permis
    [version] L’enregistrement à { $record } ne commence pas par `v=STSv1;`
    [field] `{ $value }` à { $record } n’est pas un champ d’un enregistrement MTA-STS
    [no_id] L’enregistrement MTA-STS à { $record } n’a pas un id et un seul
   *[id] L’id `{ $value }` à { $record } n’est pas fait de 1 à 32 lettres et chiffres
  }
STS002-why = Les expéditeurs qui cherchent une politique concluent qu’il n’y en a pas : rien ne leur fait exiger TLS et le bon serveur, et le courrier vers ce domaine peut être lu ou détourné en chemin.
STS002-advice = { $reason ->
    [several] Garder un seul enregistrement et supprimer les autres.
    [version] Commencer le texte par `v=STSv1;`, écrit exactement ainsi, et mettre l’id derrière.
    [field] Ne laisser que l’id derrière la version, précédé d’un point-virgule.
    [no_id] Écrire un seul id, comme la date et l’heure en chiffres, et un nouveau à chaque changement de la politique.
   *[id] N’écrire l’id qu’en lettres et en chiffres, sans tiret ni point, et un nouveau à chaque changement de la politique.
  }
