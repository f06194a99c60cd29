# Ce qui empêche de lire, d’écrire ou d’utiliser : la fin d’une phrase qui dit quoi.

error-verbatim = { $text }

name-error = { $reason ->
    [empty] le nom est vide
    [empty-label] deux points de suite, ou un point au début
    [label-too-long] la partie « { $label } » dépasse 63 caractères
    [too-long] le nom dépasse 253 caractères
    [character] le caractère « { $character } » n’entre dans aucun nom de domaine
    [idna] les lettres ne forment pas un nom internationalisé
   *[escape] une barre oblique inverse sans suite
  }
error-name = « { $text } » n’est pas un nom de domaine : { $error }
error-type = « { $text } » n’est pas un type d’enregistrement

error-io-not-found = le fichier ou le dossier n’existe pas
error-io-permission = l’accès est refusé
error-io-folder = c’est un dossier, pas un fichier
error-io-not-folder = une partie du chemin est un fichier, pas un dossier
error-io-data = le contenu n’est pas un texte lisible
error-io-full = le disque est plein
error-io-read-only = le disque est en lecture seule

error-file-irregular = ce n’est pas un fichier ordinaire
error-file-size = la taille dépasse { $limit } Mio
error-file-outside = il se trouve hors du dossier du fichier de zone
error-file-refused = aucun fichier ne peut être inclus ici

error-data-missing = { $wanted ->
    [one] les données { $kind } demandent un champ
   *[other] les données { $kind } demandent { $wanted } champs
  }
error-data-extra = il reste du texte après les données { $kind }
error-data-address = « { $text } » n’est pas une adresse de cette famille
error-data-number = « { $text } » n’est pas un nombre qui convient ici
error-data-string = une chaîne de { $octets } octets, alors qu’une chaîne en contient 255 au plus ; la découper en plusieurs chaînes entre guillemets
error-data-unterminated = un guillemet ou un échappement ne se termine pas
error-data-generic = des données inconnues s’écrivent \#, leur longueur, puis autant d’octets en hexadécimal, conformes au type

error-edit-missing = écrire `{ $expected }` ; { $missing ->
    [name] il manque le nom
    [type] il manque le type
   *[data] il manque les données
  }
error-edit-data = données { $kind } de { $name } : { $error }
error-edit-extra = `NAME TYPE` retire tous les enregistrements d’un type ; « { $text } » est en trop

error-fault-open-quote = le guillemet ne se ferme pas sur sa ligne ; écrire plusieurs chaînes entre parenthèses
error-fault-open-parenthesis = la parenthèse ne se ferme jamais
error-fault-close-parenthesis = une parenthèse se ferme ici sans avoir été ouverte
error-fault-escape = un échappement est \ suivi d’un caractère, ou de trois chiffres jusqu’à 255

error-generate-range = un intervalle s’écrit début-fin ou début-fin/pas, le début ne dépassant pas la fin
error-generate-limit = la zone aurait plus de { $limit } enregistrements générés
error-generate-modifier = un modificateur s’écrit `${"{"}offset,width,base{"}"}` (décalage, largeur, base), avec une base parmi d, o, x, X, n et N, et une largeur de 255 au plus
error-generate-negative = le décalage rend le nombre négatif

error-zone-no-owner = le nom est omis, et aucun enregistrement précédent n’en donne un
error-zone-not-ascii = « { $text } » n’est pas en ASCII ; écrire le A-label (xn--…)
error-zone-no-origin = « { $text } » est relatif, et aucun $ORIGIN ne dit à quoi ; écrire le nom entier avec son point final
error-zone-no-zone = rien ne dit de quelle zone il s’agit : ni SOA, ni $ORIGIN, ni nom commun à tous les enregistrements
error-zone-outside = { $owner } est hors de la zone { $origin }
error-zone-class = la classe « { $text } » n’est pas IN
error-zone-ttl = « { $text } » n’est pas un TTL
error-zone-no-type = il manque le type d’enregistrement
error-zone-directive = la directive « { $text } » n’est pas connue
error-zone-arguments = { $directive } attend { $form ->
    [origin] un nom
    [ttl] un nombre de secondes
    [include] un fichier et, au besoin, une origine
    [generate] un intervalle, un nom, un type et des données
   *[other] { $takes }
  }
error-zone-include = « { $path } » n’est pas inclus : { $error }
error-zone-include-cycle = « { $path } » s’inclut lui-même
error-zone-include-limit = « { $path } » n’est pas inclus : la zone compte trop de fichiers, ou de trop gros

error-recording-version = ce fichier est à la version { $version } du format ; seule la version { $known } est connue
error-recording-entry = entrée { $number } ({ $question }) : { $error }
error-entry-duplicate = la question a déjà une réponse
error-entry-data = « { $text } » : { $error }
error-entry-missing = le statut « { $status } » demande « { $member } »
error-entry-unexpected = « { $member } » n’a pas de sens avec le statut « { $status } »
error-entry-chain = la chaîne compte plus de { $limit } noms

error-resolver-form = « { $text } » n’est ni system, ni une adresse IP avec ou sans port, ni `tls://…`, ni `https://…`
error-resolver-scheme = aucune question ne passe par `{ $scheme }://` ; utiliser `tls://` ou `https://`
error-resolver-port = « { $port } » n’est pas un port de 1 à 65535
error-resolver-host = « { $host } » n’est ni une adresse ni un nom d’hôte : { $error }
error-resolver-certificate-name = « { $name } » n’est pas un nom qu’un certificat puisse porter
error-resolver-https-v6 = `https://` n’accepte pas d’adresse IPv6 ; nommer l’hôte au lieu de [{ $address }]
error-resolver-path = « { $path } » n’est pas un chemin d’URL
error-resolver-system = la configuration de résolution du système n’est pas utilisable : { $error }
error-resolver-unresolvable = le système ne trouve aucune adresse pour l’hôte { $host }
error-resolver-tls = TLS ne peut pas être mis en place : { $error }

error-value-seconds = écrire un nombre de secondes, supérieur à 0 et d’au plus 86400 (un jour), par exemple 5 ou 0.5s
error-value-jobs = écrire un nombre entier de 1 à 512
error-value-address = écrire une seule adresse IP, par exemple 192.0.2.1 ou `2001:db8::1`

error-json = ce n’est pas du JSON : { $text }
error-json-place = ligne { $line }, colonne { $column } : { $error }
error-json-end = le fichier s’arrête trop tôt
error-json-value = une valeur JSON est attendue ici
error-json-trailing = il y a du texte après la fin du document
error-json-comma = une virgule sans rien derrière
error-json-key = une clé se met entre guillemets doubles
error-json-expected = il manque ici : { $wanted }

error-toml = ce n’est pas du TOML : { $text }
error-toml-duplicate = cette clé figure deux fois
error-toml-value = une valeur manque ou est illisible ici ; un texte se met entre guillemets doubles
error-toml-text = le texte entre guillemets ne se termine pas sur sa ligne, ou contient un échappement qui n’existe pas
error-toml-key = cette clé est illisible ; l’écrire avec des lettres, des chiffres, - et _, ou entre guillemets doubles
error-toml-comma = il manque une virgule
error-toml-unclosed = un crochet ou une accolade ne se ferme jamais
error-toml-no-value = cette clé n’a pas de valeur ; écrire clé = valeur

error-misfit-unknown = la clé « { $name } » n’est pas connue ; connues : { $allowed }
error-misfit-word = « { $name } » n’est pas possible ici ; possibles : { $allowed }
error-misfit-no-word = ce n’est pas un mot entre guillemets doubles
error-misfit-missing = il manque la clé « { $name } »
error-misfit-duplicate = la clé « { $name } » figure deux fois
error-misfit-number = { $value } ne convient pas ici ; un nombre entier à partir de 0 est attendu
error-misfit-volume = ce n’est pas un volume ; écrire un nombre de messages par jour, low ou bulk
error-misfit-name = ce n’est pas un nom de domaine : { $error }
error-misfit-type = { $found ->
    [text] un texte
    [boolean] true ou false
    [number] un nombre
    [list] une liste
    [table] une table
    [object] un objet
    [date] une date
   *[nothing] rien (null)
  } à la place { $expected ->
    [text] d’un texte entre guillemets doubles
    [boolean] de true ou false
    [number] d’un nombre entier
    [list] d’une liste entre crochets
    [table] d’une table
   *[object] d’un objet entre accolades
  }

error-patch-included = { $question } : l’enregistrement à changer se trouve dans { $file }, qui est inclus ; afficher les enregistrements avec --as bind et les y reporter à la main
error-patch-generated = { $question } : l’enregistrement à changer vient de $GENERATE, { $place } ; un enregistrement produit ainsi ne se modifie pas seul
error-patch-stale = { $question } : le fichier contient d’autres enregistrements que ceux qui ont été jugés
error-patch-out-of-zone = { $question } : le nom est hors de la zone { $zone }
error-patch-no-soa = il n’y a pas d’enregistrement SOA dont augmenter le numéro de série
error-patch-unfaithful = { $question } : le fichier ne se lirait pas comme prévu après le changement ; il n’a pas été touché
error-write-changed = le fichier a changé entre-temps ; il n’a pas été touché
error-write-beside = impossible d’écrire un fichier à côté : { $error }
error-write-owner = le nouveau fichier n’appartiendrait pas au propriétaire de l’ancien : { $error }
