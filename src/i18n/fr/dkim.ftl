# dkim

# Behind the reason of a finding: how the selector was found, where nobody named it.
dkim-found = { $found ->
    [probed] { " " }Personne n’a indiqué ce sélecteur : il a été trouvé en essayant des noms courants, et aucun message ne l’utilise peut-être.
   *[other] { "" }
  }

DKIM001-rule = Une clé DKIM a été trouvée
DKIM001-title = { $below ->
    [nothing] Aucun sélecteur trouvé : rien n’existe sous { $name }
   *[unknown] { $probed ->
        [one] Le seul sélecteur essayé n’a pas de clé chez { $domain }
       *[other] Aucun des { $probed } sélecteurs essayés n’a de clé chez { $domain }
      }
  }
DKIM001-why = Le DNS ne dresse pas la liste des sélecteurs : une clé sous un autre nom reste invisible. Sans DKIM, le courrier transféré échoue le plus souvent à DMARC, et Gmail et Yahoo l’exigent de qui envoie en nombre.
DKIM001-advice = Indiquer avec `--selector` le sélecteur qui signe le courrier ; c’est le `s=` de l’en-tête DKIM-Signature.

DKIM002-rule = Chaque sélecteur indiqué a une clé
DKIM002-title = Aucune clé DKIM en { $name }
DKIM002-why = Les messageries destinataires ne trouvent pas de clé pour les signatures du sélecteur { $selector } : elles ne comptent pas, et DMARC ne repose plus que sur SPF.
DKIM002-advice = Publier l’enregistrement TXT ou CNAME que le service d’envoi affiche pour le sélecteur { $selector }, exactement sous ce nom.

DKIM003-rule = Aucune clé en service n’est révoquée
DKIM003-title = La clé DKIM en { $name } est révoquée
DKIM003-why = Un `p=` vide retire la clé : toute signature avec le sélecteur { $selector } échoue.{ dkim-found }
DKIM003-advice = Si du courrier utilise encore le sélecteur { $selector }, publier une nouvelle clé sous un nouveau sélecteur et signer avec elle. Sinon, garder l’enregistrement jusqu’à la livraison du dernier message signé, puis le supprimer.

DKIM004-rule = Chaque enregistrement de clé contient une clé
DKIM004-title = L’enregistrement en { $name } n’a pas de `p=`
DKIM004-why = Sans `p=`, ce n’est pas une clé DKIM : toute signature avec le sélecteur { $selector } échoue.{ dkim-found }
DKIM004-advice = Publier de nouveau l’enregistrement entier, de `v=DKIM1` à la fin de `p=`.

DKIM005-rule = Chaque clé est en base64 valide
DKIM005-title = { $flaw ->
    [character] La clé DKIM en { $name } contient { $text }, qui n’existe pas en base64
    [inside] La clé DKIM de { $name } continue derrière un `=`, qui termine le base64
    [lower] La clé DKIM en { $name } a été mise en minuscules
    [padding] La clé DKIM en { $name } se termine par un nombre de `=` incorrect
   *[length] La clé DKIM en { $name } a un caractère de trop ou de moins
  }
DKIM005-why = Les messageries destinataires ne peuvent pas lire la clé : toute signature avec le sélecteur { $selector } échoue.{ dkim-found }
DKIM005-advice = Copier de nouveau la clé depuis le service d’envoi, en texte brut et d’un seul tenant.

DKIM006-rule = Chaque clé peut être chargée
DKIM006-title = { $flaw ->
    [bare] La clé DKIM en { $name } n’a pas l’enveloppe que l’on attend
    [loose] La clé DKIM en { $name } n’est pas en DER strict
    [algorithm] La clé en { $name } est faite pour l’algorithme { $algorithm }, inconnu de DKIM
   *[none] Le `p=` en { $name } ne contient pas de clé publique
  }
DKIM006-why = { $flaw ->
    [bare] Certaines messageries destinataires ne chargent qu’un SubjectPublicKeyInfo : chez elles, les signatures avec le sélecteur { $selector } échouent.{ dkim-found }
    [loose] Certaines messageries destinataires refusent une telle clé : chez elles, les signatures avec le sélecteur { $selector } échouent.{ dkim-found }
   *[none] Les messageries destinataires ne peuvent pas charger la clé : toute signature avec le sélecteur { $selector } échoue.{ dkim-found }
  }
DKIM006-advice = Publier la moitié publique telle qu’OpenSSL l’écrit avec `openssl pkey -in private.pem -pubout -outform DER | openssl base64 -A`.

DKIM007-rule = Les clés RSA ont au moins 1024 bits
DKIM007-title = La clé RSA en { $name } n’a que { $bits } bits
DKIM007-why = Les messageries destinataires n’acceptent aucune signature de moins de 1024 bits, et n’importe qui peut calculer la moitié privée d’une telle clé.{ dkim-found }
DKIM007-advice = Créer une clé de 2048 bits, la publier sous un nouveau sélecteur et signer avec elle, puis supprimer celle-ci.

DKIM010-rule = Les clés RSA ont un exposant courant
DKIM010-title = { $size ->
    [small] La clé RSA en { $name } a pour exposant { $exponent }
   *[huge] La clé RSA en { $name } a un exposant de plus de 64 bits
  }
DKIM010-why = Les clés se font avec l’exposant 65537. Un exposant pair n’a pas de moitié privée, 1 laisse signer n’importe qui, un petit fait accepter des faux aux logiciels peu soigneux, et certains en refusent un très grand.{ dkim-found }
DKIM010-advice = Créer une nouvelle clé avec l’exposant 65537, la publier sous un nouveau sélecteur et signer avec elle.

DKIM011-rule = Les clés RSA résistent à la factorisation
DKIM011-title = { $flaw ->
    [factor] La clé RSA en { $name } est divisible par { $factor }
   *[generator] La clé RSA en { $name } vient d’un générateur défectueux (CVE-2017-15361)
  }
DKIM011-why = La moitié privée de la clé peut être calculée, ou bien la clé a été abîmée avant sa publication : toute signature échoue alors.{ dkim-found }
DKIM011-advice = Comparer l’enregistrement à la clé du service d’envoi. S’ils sont identiques, créer une clé avec un autre logiciel, la publier sous un nouveau sélecteur et supprimer celle-ci.

DKIM012-rule = Les clés Ed25519 sont 32 octets sans enveloppe
DKIM012-title = { $flaw ->
    [length] { $octets ->
        [one] La clé Ed25519 en { $name } a 1 octet au lieu de 32
       *[other] La clé Ed25519 en { $name } a { $octets } octets au lieu de 32
      }
    [wrapped] La clé Ed25519 en { $name } est enveloppée dans du DER
   *[point] La clé Ed25519 en { $name } est un point de petit ordre
  }
DKIM012-why = { $flaw ->
    [point] Avec cette clé, n’importe qui peut fabriquer une signature valable.{ dkim-found }
   *[length] Les messageries destinataires ne peuvent pas utiliser la clé : toute signature avec le sélecteur { $selector } échoue.{ dkim-found }
  }
DKIM012-advice = { $flaw ->
    [wrapped] Publier les 32 derniers octets seuls, en base64 : 44 caractères.
   *[length] Créer une nouvelle clé et publier ses 32 octets en base64 : 44 caractères.
  }

DKIM014-rule = Le type de clé est connu et correspond à la clé
DKIM014-title = { $flaw ->
    [mismatch] L’enregistrement en { $name } annonce k={ $declared }, et la clé est { $is }
   *[unknown] L’enregistrement en { $name } a le type de clé inconnu « { $declared } »
  }
DKIM014-why = Les messageries destinataires ignorent la clé ou ne peuvent pas la charger : toute signature avec le sélecteur { $selector } échoue.{ dkim-found }
DKIM014-advice = Mettre `k=rsa` pour une clé RSA (ou retirer `k=`), et `k=ed25519` pour une clé Ed25519.

DKIM015-rule = La version est DKIM1
DKIM015-title = L’enregistrement en { $name } a la version « { $version } » et non DKIM1
DKIM015-why = Les messageries destinataires écartent un enregistrement d’une autre version : toute signature avec le sélecteur { $selector } échoue.{ dkim-found }
DKIM015-advice = Commencer l’enregistrement par `v=DKIM1;` en majuscules ; déplacer un enregistrement d’une autre sorte sous son propre nom.

DKIM016-rule = La version vient en premier
DKIM016-title = L’enregistrement en { $name } commence par { $first }= et non par v=
DKIM016-why = La version doit venir en premier. Les messageries destinataires strictes tiennent l’enregistrement pour invalide, et les signatures avec le sélecteur { $selector } y échouent.{ dkim-found }
DKIM016-advice = Déplacer `v=DKIM1;` au début de l’enregistrement.

DKIM018-rule = Les clés autorisent SHA-256
DKIM018-title = La clé en { $name } autorise l’empreinte « { $hashes } » et non sha256
DKIM018-why = Le courrier se signe avec SHA-256, et les messageries destinataires n’acceptent plus SHA-1 : aucune signature avec le sélecteur { $selector } ne compte.{ dkim-found }
DKIM018-advice = Retirer `h=` de l’enregistrement, ou mettre `h=sha256`.

DKIM020-rule = Les clés peuvent servir au courrier
DKIM020-title = La clé en { $name } sert à « { $services } » et non au courrier
DKIM020-why = Les messageries destinataires ignorent cette clé pour le courrier : toute signature avec le sélecteur { $selector } échoue.{ dkim-found }
DKIM020-advice = Retirer `s=` de l’enregistrement, ou mettre `s=email`.

DKIM025-rule = Chaque balise figure une seule fois
DKIM025-title = L’enregistrement en { $name } contient deux fois { $tag }=
DKIM025-why = Un enregistrement dont une balise figure deux fois est invalide en entier : toute signature avec le sélecteur { $selector } échoue.{ dkim-found }
DKIM025-advice = Garder le { $tag }= de la clé en service et retirer l’autre.

DKIM026-rule = Chaque sélecteur a un seul enregistrement
DKIM026-title = { $name } a { $count ->
    [one] { $count } enregistrement TXT
   *[other] { $count } enregistrements TXT
  }
DKIM026-why = Les messageries destinataires prennent l’enregistrement qui vient en premier, et il change d’une réponse à l’autre : les signatures avec le sélecteur { $selector } tiennent au hasard.{ dkim-found }
DKIM026-advice = Garder l’enregistrement de la clé qui signe le courrier et supprimer les autres.

DKIM027-rule = Les clés découpées se recollent
DKIM027-title = { $flaw ->
    [halves] Les deux enregistrements en { $name } sont les moitiés d’une même clé
    [order] Les chaînes de l’enregistrement en { $name } sont dans le désordre ou en double
   *[space] La clé en { $name } contient un blanc à la jonction de deux chaînes
  }
DKIM027-why = { $flaw ->
    [halves] Deux enregistrements ne sont jamais recollés, et aucune des moitiés n’est une clé : toute signature avec le sélecteur { $selector } échoue.{ dkim-found }
    [order] Les chaînes sont recollées dans leur ordre, et le résultat n’est pas une clé : toute signature avec le sélecteur { $selector } échoue.{ dkim-found }
   *[space] Un blanc est permis dans la clé, mais certains logiciels trébuchent dessus.{ dkim-found }
  }
DKIM027-advice = Publier la clé en un seul enregistrement ; à la fin d’une chaîne, la suivante reprend sans espace.

DKIM028-rule = Aucun enregistrement n’est abîmé par des guillemets
DKIM028-title = { $flaw ->
    [cut] L’enregistrement en { $name } s’arrête à un `;` hors guillemets
   *[pasted] L’enregistrement en { $name } contient { $text }, reste d’une mise entre guillemets
  }
DKIM028-why = { $flaw ->
    [cut] Dans un fichier de zone, ce `;` ouvre un commentaire : la suite n’est pas publiée, et les signatures avec le sélecteur { $selector } échouent.{ dkim-found }
   *[pasted] Guillemets et barres obliques inverses appartiennent aux fichiers de zone. Dans l’enregistrement, ils abîment ses balises ou sa clé, et les signatures avec le sélecteur { $selector } échouent.{ dkim-found }
  }
DKIM028-advice = { $flaw ->
    [cut] Mettre tout le texte entre guillemets, en chaînes de 255 caractères au plus.
   *[pasted] Saisir le texte sans guillemets ni barres obliques inverses ; l’interface ajoute ce qu’il faut au fichier de zone.
  }

DKIM029-rule = Chaque clé est entière
DKIM029-title = La clé en { $name } est tronquée : { $present } octets sur { $announced }
DKIM029-why = Les messageries destinataires ne peuvent pas charger un morceau de clé : toute signature avec le sélecteur { $selector } échoue.{ dkim-found } L’enregistrement a { $length } caractères ; certaines interfaces coupent à 255.
DKIM029-advice = Publier la clé entière, découpée en plusieurs chaînes de 255 caractères au plus dans un seul enregistrement.

DKIM030-rule = Le CNAME de chaque sélecteur mène à une clé
DKIM030-title = { $flaw ->
    [loop] Le CNAME en { $name } tourne en rond
   *[missing] Le CNAME en { $name } mène à { $target }, où il n’y a pas de clé
  }
DKIM030-why = Les messageries destinataires ne trouvent pas de clé : toute signature avec le sélecteur { $selector } échoue. Si la cible appartient à un compte fermé, quelqu’un d’autre peut l’obtenir et signer au nom du domaine.{ dkim-found }
DKIM030-advice = Demander la bonne cible au service d’envoi. S’il ne sert plus, supprimer le CNAME.

DKIM031-rule = Rien ne figure à côté du CNAME d’un sélecteur
DKIM031-title = { $name } a un CNAME vers { $target } et un enregistrement { $kind } à côté
DKIM031-why = Un nom qui a un CNAME n’a pas d’autre enregistrement. Les serveurs de noms refusent la zone ou perdent l’un des deux, et les signatures avec cette clé échouent alors.
DKIM031-advice = Garder soit le CNAME, soit l’autre enregistrement : celui que le service d’envoi demande aujourd’hui.

DKIM032-rule = Le CNAME de chaque sélecteur mène où il faut
DKIM032-title = { $flaw ->
    [dot] Le CNAME en { $name } mène à { $target } : il manque un point final
   *[provider] Le CNAME en { $name } mène à { $target }, qui n’est pas un nom de { $provider }
  }
DKIM032-why = { $flaw ->
    [dot] Faute de point, le nom de la zone a été ajouté à { $meant }. Les messageries destinataires ne trouvent pas de clé : toute signature avec le sélecteur { $selector } échoue.{ dkim-found }
   *[provider] Le sélecteur { $selector } est de ceux de { $provider }, et cette cible ne mène à aucune clé utilisable.{ dkim-found }
  }
DKIM032-advice = { $flaw ->
    [dot] Écrire la cible avec un point final : { $meant }.
   *[provider] Copier de nouveau la cible depuis les réglages de { $provider }.
  }

DKIM033-rule = Les clés se trouvent là où on les demande
DKIM033-title = L’enregistrement DKIM en { $name } n’est jamais demandé
DKIM033-why = Les messageries destinataires demandent la clé en { $right } et nulle part ailleurs.
DKIM033-advice = { $there ->
    [key] Supprimer l’enregistrement : une clé valide se trouve en { $right }.
   *[nothing] Déplacer l’enregistrement en { $right }. La plupart des interfaces ajoutent le domaine d’elles-mêmes : saisir le nom sans lui.
  }

DKIM034-rule = Aucun nom générique ne répond pour les sélecteurs
DKIM034-title = { $what ->
    [text] Un nom générique répond pour tout nom sous { $below }, avec un texte qui n’est pas une clé
    [revoked] Un nom générique déclare révoquée la clé de tout sélecteur sous { $below }
   *[key] Un nom générique donne la même clé à tout sélecteur sous { $below }
  }
DKIM034-why = { $what ->
    [text] Pour un sélecteur sans enregistrement propre, les messageries destinataires reçoivent ce texte au lieu d’une clé, et ses signatures échouent.
    [revoked] Sur un domaine qui n’envoie rien, c’est une protection connue. Sur un domaine qui envoie, un sélecteur sans enregistrement propre paraît révoqué.
   *[key] De l’extérieur, on ne voit pas quels sélecteurs servent, et aucun ne peut être retiré seul.
  }
DKIM034-advice = { $what ->
    [text] Retirer le nom générique, ou publier un enregistrement pour chaque sélecteur en service.
    [revoked] Le laisser si le domaine n’envoie rien ; sinon, publier un enregistrement pour chaque sélecteur en service.
   *[key] Publier chaque clé sous son propre sélecteur et retirer le nom générique.
  }

DKIM035-rule = Les clés se trouvent dans la zone du domaine
DKIM035-title = { $name } est délégué à { $servers }
DKIM035-why = Les clés se trouvent dans une autre zone, que le fichier ne montre pas ; les messageries destinataires les y trouvent quand même.
DKIM035-advice = Vérifier les clés dans le DNS public, en indiquant les sélecteurs avec `--selector`.

DKIM039-rule = La moitié privée d’aucune clé n’est publique
DKIM039-title = La clé en { $name } est la clé d’exemple de la { $standard }
DKIM039-why = La moitié privée est imprimée dans la { $standard } : n’importe qui peut signer au nom du domaine, et DMARC l’accepte.{ dkim-found }
DKIM039-advice = Supprimer cet enregistrement sans attendre. Créer une clé à soi et la publier sous un nouveau sélecteur.

DKIM043-rule = Les domaines signataires satisfont l’alignement strict
DKIM043-title = Le flux { $stream } signe avec { $signing }, et la politique de { $from } exige une signature de { $from } même
DKIM043-why = Avec adkim=s, la signature ne compte pas pour DMARC : seul SPF peut encore donner « pass », et cela s’arrête au premier transfert.
DKIM043-advice = Signer avec { $from } comme domaine signataire, ou publier adkim=r.

DKIM046-rule = Chaque élément d’un enregistrement de clé DKIM est une balise
DKIM046-title = { $kind ->
    [no-equals] « { $piece } », dans la clé en { $name }, n’est pas une balise : il y manque `=`
    [name] « { $piece } », dans la clé en { $name }, n’est pas un nom de balise
   *[too-long] L’enregistrement de clé en { $name } est plus long que tout ce que les vérificateurs lisent
  }
DKIM046-why = La liste de balises est rompue, donc les messageries destinataires n’y trouvent pas de clé : chaque signature avec le sélecteur { $selector } échoue.{ dkim-found }
DKIM046-advice = Séparer les balises par un point-virgule, et par rien d’autre : `v=DKIM1; k=rsa; p=…`.
