# Aide et messages de la ligne de commande.

help-about = Vérifie l’authentification du courrier avant l’envoi : SPF, DKIM, DMARC, MX, et la réponse de chaque messagerie destinataire.
help-usage = Usage :
help-examples = Exemples :
help-exit-codes = Codes de sortie : 0 rien à signaler ; 1 un résultat au niveau de --fail-on ou au-dessus ; 2 erreur d’usage ou entrée illisible ; 3 une question posée au DNS reste sans réponse et un résultat en dépend.
help-heading-commands = Commandes
help-heading-what = Ce qui est vérifié
help-heading-stream = La façon d’envoyer
help-heading-dns = L’origine des réponses DNS
help-heading-fix = Ce que devient le plan
help-heading-gate = Ce qui compte comme échec
help-heading-output = Sortie
help-value-command = COMMANDE
help-help = Afficher cette aide
help-version = Afficher la version

help-command-check = Vérifier des domaines (comme sans commande)
help-command-fix = Planifier les changements DNS d’un domaine, chacun prouvé ; pour un outil qui les publie, ou écrits dans le fichier de zone
help-command-spf = Calculer le résultat SPF d’une adresse, avec sa trace
help-command-record = Juger un enregistrement SPF, DKIM ou DMARC avant sa publication
help-command-explain = Expliquer un retour : réponse, ligne de journal, code ou avis de non-remise entier
help-command-rules = Lister les règles, ou afficher la page de l’une d’elles
help-command-receivers = Lister les messageries et l’âge de leurs règles, ou montrer celles de l’une
help-command-demo = Dérouler la vérification entière sur un exemple embarqué, sans réseau
help-command-schema = Afficher le schéma JSON du rapport
help-command-completions = Afficher un script de complétion pour un interpréteur de commandes
help-command-man = Afficher la page de manuel

help-domains = Domaines à vérifier
help-domain = Le domaine, abrégé de --mail-from postmaster@DOMAINE
help-text = L’enregistrement, entre guillemets ; - le lit sur l’entrée standard
help-explain-text = Le retour, entre guillemets : réponse, ligne de journal, code tel que 5.7.26, ou avis de non-remise entier ; - lit l’entrée standard
help-id = Une règle, par identifiant ou par nom
help-receivers-id = Une messagerie, par son identifiant
help-shell = bash, elvish, fish, powershell ou zsh
help-input = Lire un élément par ligne dans un fichier ; - désigne l’entrée standard
help-explain-input = Un fichier de retours, un par ligne, ou un avis de non-remise ; - pour l’entrée standard
help-mailbox = Une boîte d’avis de non-remise (mbox, Maildir, ou dossier de fichiers .eml) : décompte par cause et par messagerie, ce que le DNS corrige en premier
help-explain-domain = Le domaine de l’expéditeur : le vérifier, et dire ce qui dans son DNS provoquerait ce refus aujourd’hui ; sinon, celui que nomme un retour seul, sauf avec --offline
help-jobs = Nombre de domaines vérifiés en même temps (16 par défaut)
help-kind = Le type d’enregistrement, si le texte ne le dit pas : spf, dkim ou dmarc
help-ip = Une adresse ou un réseau qui envoie le courrier (répétable)
help-spf-ip = L’adresse qui envoie le courrier
help-mail-from = Le MAIL FROM, adresse ou domaine ; `""` désigne le chemin de retour vide
help-helo = Le nom donné par le serveur à EHLO
help-provider = Le prestataire qui envoie, par exemple brevo ; complète ce que les autres options ne disent pas
help-selector = Sélecteurs DKIM du domaine, séparés par des virgules
help-dkim = Un domaine de signature et son sélecteur, par exemple d=example.fr,s=s1 (répétable)
help-volume = Messages par jour vers une même messagerie : un nombre, low, ou bulk (5 000)
help-to = Un fichier de destinataires, une adresse ou un domaine par ligne, ou un tableau : où ils mènent, et lesquels seraient rejetés ; - est l’entrée standard
help-for = Messageries destinataires à prédire, séparées par des virgules (`preflight receivers` les liste)
help-receivers = Ajouter un dossier de règles de messageries (*.toml)
help-zone = Poser un fichier de zone sur le DNS : à l’intérieur, le fichier a le dernier mot
help-set = Poser un enregistrement sur le DNS, par exemple `_dmarc.example.fr TXT "v=DMARC1; p=none"`
help-unset = Retirer un jeu d’enregistrements, par exemple `example.fr MX`
help-offline = Ne jamais ouvrir de connexion ; ce que les fichiers ne disent pas reste indéterminé
help-record = Écrire chaque réponse dans un fichier que --replay relit
help-replay = Répondre depuis un fichier enregistré, sans réseau
help-resolver = Destination des questions : `system`, `IP[:PORT]`, `tls://…` ou `https://…` ; un second confirme les absences
help-timeout = Secondes accordées à une question (5 par défaut)
help-deadline = Secondes accordées à un domaine (20 par défaut) ; ensuite sort un rapport partiel
help-blocklists = Listes de blocage à interroger : default (jusqu’à cinq domaines, pas avec --offline), none, ou des noms, par exemple zen.spamhaus.org
help-fix-domain = Le domaine à corriger
help-as = L’outil qui publie les enregistrements : diff (du fichier de zone), bind, nsupdate, octodns, dnscontrol, terraform-cloudflare, terraform-route53 ou terraform-ovh
help-safe = Seulement les corrections qui n’appellent aucune décision
help-write = Modifier les fichiers de zone sur place, une fois le plan prouvé
help-serial = Le numéro de série d’un fichier de zone modifié : keep (inchangé, par défaut) ou bump (augmenté)
help-fail-on = Sortir avec 1 à partir de : rejection, error (par défaut), warning ; ou never
help-min-certainty = Rejets qui comptent : certain (par défaut) ou possible
help-undetermined = Effet des questions sans réponse : fail (code 3, par défaut) ou pass
help-config = Le fichier de configuration ; sinon preflight.toml dans ce dossier ou ses parents
help-format = terminal (par défaut), json ou jsonl
help-output = Écrire le rapport dans un fichier
help-lang = en ou fr ; sinon selon LC_ALL, LC_MESSAGES, LANG
help-verbose = Montrer les preuves : chaque enregistrement, chaque requête DNS, chaque règle
help-quiet = N’afficher que la ligne de verdict
help-color = auto (par défaut), always ou never
help-second-opinion = Montrer comment mail-auth et decon-spf lisent le même enregistrement

usage-unknown-argument = erreur : l’option { $arg } n’existe pas
usage-extra-argument = erreur : { $arg } est de trop
usage-unknown-command = erreur : la commande { $command } n’existe pas
usage-value = erreur : { $value } ne convient pas à { $arg }
usage-value-of = erreur : { $value } ne convient pas à { $arg } ; valeurs possibles : { $allowed }
usage-value-missing = erreur : { $arg } attend une valeur
usage-missing = erreur : il manque { $arg }
usage-conflict = erreur : { $arg } ne va pas avec { $other }
usage-value-why = erreur : « { $value } » ne convient pas à { $arg } ; { $error }
usage-value-extra = erreur : { $arg } n’attend pas de valeur ; { $value } est de trop
usage-value-count = { $wanted ->
    [one] erreur : { $arg } attend une valeur, et non { $actual }
   *[other] erreur : { $arg } attend { $wanted } valeurs, et non { $actual }
  }
usage-equals = erreur : { $arg } attend sa valeur après un signe égal
usage-repeated = erreur : { $arg } ne se donne qu’une fois
usage-conflict-any = erreur : { $arg } ne va pas avec les autres options données
usage-command-missing = erreur : { $command } attend une commande ; possibles : { $allowed }
usage-utf8 = erreur : un argument n’est pas en UTF-8
usage-value-behind-dashes = Pour donner { $arg } comme valeur, mettre -- devant.
usage-suggestion = Peut-être { $suggestion } ?
usage-help = Pour en savoir plus : --help.

problem-label = erreur :
warning-label = alerte :
problem-fix-zone = un diff demande le fichier de zone : le donner avec --zone
problem-fix-format = --as a un format à lui : retirer --format
problem-fix-serial = --serial demande --write ou --as diff : rien d’autre n’écrit de numéro de série
problem-fix-edits = --set et --unset ne sont pas dans le fichier de zone, et le plan partirait de là : l’écrire sans eux
problem-fix-unread = { $file } : il n’est pas entièrement lisible, et ce qui manque peut être ce qui compte ; rien n’est écrit
problem-fix-unproved = le plan n’est pas prouvé ; aucun fichier n’a été touché
problem-patch = { $file } ne peut être modifié : { $error }
problem-edit-idle = rien n’a été demandé pour { $name } : --set ou --unset de { $name } { $kind } n’a rien changé. Les noms sont absolus, par exemple _dmarc.example.fr
problem-null-needs-helo = un --mail-from vide signifie que SPF vérifie le nom EHLO : le donner avec --helo
problem-nothing = aucun domaine à vérifier ; essayer `preflight example.fr`, `preflight demo` ou --help
problem-domain = « { $text } » n’est pas un nom de domaine : { $error }
problem-domain-single-label = « { $text } » n’a qu’un seul label ; un domaine qui envoie du courrier en a deux au moins, par exemple { $text }.example
problem-domain-is-address = « { $text } » est une adresse, pas un domaine ; utiliser `preflight DOMAINE --ip { $text }`
problem-domain-is-url = « { $text } » est une adresse web ; utiliser `preflight { $host }`
problem-domain-is-mailbox = « { $text } » est une boîte aux lettres ; utiliser `preflight { $host }`, avec --mail-from pour l’expéditeur d’enveloppe
problem-network = « { $text } » n’est ni une adresse IP ni un réseau tel que 192.0.2.0/24
problem-mail-from = « { $text } » n’est pas un MAIL FROM : { $error }
problem-helo = « { $text } » n’est pas un nom EHLO : { $error }
problem-selector = « { $text } » n’est pas un sélecteur DKIM : { $error }
problem-dkim = « { $text } » n’est pas une signature ; écrire d=example.fr,s=sélecteur
problem-volume = « { $text } » n’est pas un volume ; écrire un nombre de messages par jour, low ou bulk
problem-command-first = « { $text } » est une commande ; une commande se place avant toute option : `preflight { $text } …`
problem-receiver = la messagerie destinataire « { $text } » n’est pas connue ; connues : { $known }
problem-provider = le prestataire « { $text } » n’est pas connu{ $any ->
    [yes] ; proches : { $near }
   *[no] ; l’omettre, et donner --ip, --mail-from et --selector
  }
problem-receivers = les messageries de { $folder } sont inutilisables : { $error }
problem-rule-unknown = la règle « { $text } » n’existe pas ; voir `preflight rules`
problem-reason-missing = { $rule } n’a pas de raison ; écrire pourquoi son niveau change
problem-blocklist-dead = { $since ->
    [unknown] la liste de blocage { $text } n’existe plus : { $error }
   *[day] la liste de blocage { $text } n’existe plus depuis { $since } : { $error }
  }
problem-blocklist-moved = la liste de blocage { $text } n’existe plus : { $error } ; interroger { $instead }
problem-blocklist-unknown = il n’y a pas de liste de blocage « { $text } » ; docs/usage.md les nomme toutes
problem-blocklist-near = il n’y a pas de liste de blocage « { $text } » ; peut-être { $near } ?
problem-blocklist-none = « none » est seul : aucune liste de blocage n’est interrogée
problem-blocklist-key = la liste de blocage { $text } ne répond qu’avec une clé ; la nommer dans preflight.toml, sous `[blocklist."…"]` au nom de { $text }
problem-blocklist-no-key = la liste de blocage { $text } ne prend pas de clé
problem-blocklist-key-missing = { $text } : la variable { $variable }, qui devrait contenir sa clé, n’est pas définie
problem-blocklist-key-form = { $text } : sa clé n’en est pas une ; une clé a des lettres, des chiffres et des traits d’union, de 8 à 63
problem-blocklist-key-twice = { $text } : donner soit key, soit key_env
problem-config = { $file } : { $error }
problem-file = { $file } : { $error }
problem-file-missing = { $file } n’existe pas
problem-file-size = { $file } est trop volumineux
problem-file-utf8 = { $file } n’est pas en UTF-8
problem-line = { $file }, ligne { $line } : { $problem }
problem-line-long = { $file }, ligne { $line } : plus longue que tout nom de domaine
problem-list-empty = { $file } ne nomme aucun domaine
problem-recipients-none = { $file } ne nomme aucun destinataire
problem-standard-input-twice = --input et --to ne peuvent pas lire tous deux l’entrée standard
problem-resolver = résolveur « { $text } » : { $error }
problem-edit = « { $text } » : { $error }
problem-zone = { $file } : { $error }
problem-zone-error = { $place } : { $error }
problem-replay = { $file } : { $error }
problem-output = { $file } ne peut pas être écrit : { $error }
problem-output-standard = la sortie standard ne peut pas être écrite : { $error }
problem-record-kind = le texte ne dit pas de quel type d’enregistrement il s’agit ; ajouter --kind spf, dkim ou dmarc
problem-record-nothing = aucun enregistrement à juger ; le donner entre guillemets, ou - pour le lire sur l’entrée standard
problem-explain-nothing = aucun retour à expliquer ; le donner entre guillemets, ou - pour lire l’entrée standard
problem-bounce-long = { $file }, ligne { $line } : plus longue que 16 Kio, ignorée
problem-bounce-utf16 = { $file } : le texte est en UTF-16 ; l’enregistrer en UTF-8
problem-explain-empty = { $file } ne contient aucun retour
problem-explain-message = ce message n’est pas un avis de non-remise, ou ne dit rien qui puisse être expliqué
problem-explain-mailbox = { $file } contient plusieurs messages ; les résumer avec --mailbox { $file }
problem-explain-unchecked = aucun domaine n’a été contrôlé : les options sur les flux et le DNS sont restées sans effet ; nommer le domaine avec --domain
problem-output-is-input = { $file } est lu, et --output l’écraserait
problem-mailbox-empty = { $file } ne contient aucun message
problem-runtime = l’exécution n’a pas pu démarrer : { $error }
problem-domain-or-mail-from = donner un domaine, --mail-from ou --helo

progress-checking = vérification de { $domain }
progress-many = domaines vérifiés
