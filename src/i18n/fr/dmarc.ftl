# dmarc

DMARC001-rule = Une politique DMARC s’applique au domaine
DMARC001-title = Aucune politique DMARC ne s’applique à { $domain }
DMARC001-why = Gmail, Yahoo, Outlook.com et Orange demandent un enregistrement DMARC à qui envoie en nombre, et rejettent ou ralentissent le courrier qui n’en a pas. N’importe qui peut écrire au nom de { $domain }.
DMARC001-advice = Publier une politique qui ne fait qu’observer, lire les rapports pendant quelques semaines, puis la durcir.

DMARC002-rule = L’enregistrement DMARC se trouve au nom que les messageries interrogent
DMARC002-title = Un enregistrement DMARC se trouve en { $record }, où personne ne le cherche
DMARC002-why = Les messageries destinataires interrogent { $right }. Cet enregistrement n’y est pas : aucune n’applique sa politique.
DMARC002-advice = Déplacer l’enregistrement en { $right }.{ dmarc-caution }

DMARC003-rule = Un nom n’a qu’un enregistrement DMARC
DMARC003-title = { $count } enregistrements DMARC en { $record }, un seul est permis
DMARC003-why = Aucun ne compte : certaines messageries destinataires n’appliquent alors plus aucune politique DMARC, d’autres en cherchent une plus haut.
DMARC003-advice = Garder un seul enregistrement et supprimer les autres ; réunir toutes les adresses de rapport dans son rua, séparées par des virgules.

DMARC004-rule = Ce qui doit être une politique DMARC commence par v=DMARC1
DMARC004-title = { $reason ->
    [not_first] v=DMARC1 n’est pas la première balise en { $record }
    [case] La version en { $record } n’est pas écrite en majuscules
    [glued] Aucun point-virgule ne suit v=DMARC1 en { $record }
    [space] Un blanc précède v=DMARC1 en { $record }
    [quote] Un guillemet précède v=DMARC1 en { $record }
    [none] v=DMARC1 manque en { $record }
   *[wrong] La version en { $record } n’existe pas
  }
DMARC004-why = Un texte n’est lu comme une politique DMARC que s’il commence par v=DMARC1 suivi d’un point-virgule. Celui-ci est écarté comme s’il n’existait pas.
DMARC004-advice = Commencer le texte par `v=DMARC1;`, écrit exactement ainsi, et mettre les autres balises à la suite.{ dmarc-caution }

DMARC006-rule = Des points-virgules séparent les balises de l’enregistrement DMARC
DMARC006-title = { $found ->
    [space] Un point-virgule manque entre deux balises en { $record }
    [newline] Un saut de ligne sépare deux balises en { $record }
    [comma] Une virgule sépare deux balises en { $record }
    [colon] Un deux-points sépare deux balises en { $record }
    [backslash] Une barre oblique inverse sépare deux balises en { $record }
    [quote] Un guillemet se trouve entre les balises en { $record }
    [cut] Un point-virgule sans guillemets coupe l’enregistrement DMARC en { $record } dans le fichier de zone
   *[character] Un caractère autre que le point-virgule se trouve entre les balises en { $record }
  }
DMARC006-why = { $found ->
    [cut] Dans un fichier de zone, il ouvre un commentaire : ce qui le suit n’est jamais publié, et la politique est perdue avec.
   *[other] Ce qui s’y trouve est lu comme une partie d’une balise. Cette balise est perdue, souvent sa voisine aussi, et avec elles peut-être toute la politique.
  }
DMARC006-advice = { $found ->
    [cut] Mettre l’enregistrement entier entre guillemets.
   *[other] Ne laisser que des points-virgules entre les balises ; { $count ->
        [one] un endroit est à corriger.
       *[other] { $count } endroits sont à corriger.
      }
  }{ dmarc-caution }

DMARC007-rule = L’enregistrement DMARC indique la politique à appliquer
DMARC007-title = L’enregistrement DMARC en { $record } n’a pas de p
DMARC007-why = { $effect ->
    [none] Il est lu comme p=none, parce qu’une adresse de rapport est valide. Gmail peut rejeter des envois en nombre faute de politique dans l’enregistrement.
   *[nothing] Sans p ni adresse de rapport valide, l’enregistrement ne compte pas. Gmail peut rejeter des envois en nombre pour cette raison, et n’importe qui peut écrire au nom du domaine.
  }
DMARC007-advice = Écrire p=none après la version, puis durcir la politique quand les rapports montrent que tout le courrier voulu passe.

DMARC008-rule = p vaut none, quarantine ou reject
DMARC008-title = p={ $value } en { $record } n’est pas une politique DMARC
DMARC008-why = { $effect ->
    [none] Tout l’enregistrement est lu comme p=none : les messageries destinataires rendent compte et ne retiennent rien.
   *[nothing] Aucune politique DMARC ne s’applique, comme si l’enregistrement n’existait pas.
  }
DMARC008-advice = { $meant ->
    [unknown] Écrire none, quarantine ou reject.
   *[other] Écrire p={ $meant }, si telle est l’intention.
  }{ dmarc-caution }

DMARC011-rule = Chaque balise de l’enregistrement DMARC n’est écrite qu’une fois
DMARC011-title = La balise { $tag } figure deux fois en { $record }
DMARC011-why = Certaines messageries destinataires retiennent le premier, d’autres le dernier, d’autres encore écartent tout : la politique dépend de qui la lit.
DMARC011-advice = Garder un seul { $tag } et supprimer l’autre.{ dmarc-caution }

DMARC012-rule = sp et np valent none, quarantine ou reject
DMARC012-title = { $tag }={ $value } en { $record } n’est pas une politique DMARC
DMARC012-why = { $effect ->
    [none] Les sous-domaines ne sont pas seuls touchés : les messageries qui suivent la RFC 9989 lisent tout l’enregistrement, p compris, comme p=none.
   *[nothing] Les sous-domaines ne sont pas seuls touchés : les messageries qui suivent la RFC 9989 écartent tout l’enregistrement, p compris.
  }
DMARC012-advice = { $meant ->
    [unknown] Écrire none, quarantine ou reject, ou retirer { $tag }.
   *[other] Écrire { $tag }={ $meant }, si telle est l’intention.
  }{ dmarc-caution }

DMARC020-rule = La politique vaut pour tout le courrier
DMARC020-title = { $fault ->
    [whole] L’enregistrement { $record } porte pct={ $value }, comme s’il n’y était pas
    [share] L’enregistrement { $record } ne vise qu’une part du courrier : pct={ $value }
   *[invalid] L’enregistrement { $record } a un pct qui n’est pas un pourcentage : { $value }
  }
DMARC020-why = { $enforced ->
    [yes] Les messageries destinataires qui suivent la RFC 9989 ignorent pct et appliquent la politique à tout le courrier en échec : elle est plus forte qu’elle n’en a l’air.
   *[no] Cette balise appartient au passé. Ici elle ne nuit pas, et ne sert pas non plus.
  }
DMARC020-advice = { $enforced ->
    [yes] Retirer pct si la politique vaut pour tout le courrier ; pour l’essayer, publier t=y avec pct=0, que les deux générations de messageries comprennent.
   *[no] Retirer pct.
  }

DMARC023-rule = psd correspond à la place du domaine
DMARC023-title = { $psd ->
    [y] psd=y en { $record } fait de { $domain } un suffixe public, ce qu’il n’est pas
    [n] psd=n en { $record } coupe { $domain } de { $organization }
   *[u] psd=u en { $record } ne dit rien
  }
DMARC023-why = { $psd ->
    [y] Chaque nom sous { $domain } devient une organisation à part. Son courrier n’est plus aligné sur { $domain }, et échoue à DMARC s’il comptait dessus.
    [n] Pour les messageries qui suivent la RFC 9989, le courrier de { $domain } authentifié par { $organization } n’est plus aligné, ni l’inverse.
   *[u] C’est ce que les messageries destinataires supposent sans cette balise.
  }
DMARC023-advice = { $psd ->
    [n] Retirer psd, sauf si { $domain } doit rester à l’écart de { $organization }.
   *[other] Retirer psd.
  }{ dmarc-caution }

DMARC024-rule = Un domaine qui demande le rejet signe son courrier
DMARC024-title = { $known ->
    [declared] { $domain } demande le rejet, et aucun des flux déclarés ne signe pour lui avec une clé utilisable
   *[probed] { $domain } demande le rejet, et aucune clé DKIM n’a été trouvée pour lui
  }
DMARC024-why = Avec SPF seul, tout message transféré échoue à DMARC, et la politique de { $policy_domain } en demande le rejet.
DMARC024-advice = { $known ->
    [declared] Signer avec { $domain } comme domaine signataire et publier la clé ; d’ici là, demander quarantine ou none.
   *[probed] Nommer le sélecteur avec lequel le courrier est signé (--selector), pour que sa clé soit vérifiée. Si le courrier n’est pas signé, mettre DKIM en place avant de demander le rejet.
  }

DMARC027-rule = Des rapports peuvent être envoyés à chaque adresse de rua et de ruf
DMARC027-title = { $reason ->
    [scheme] { $uri } dans { $tag } en { $record } n’est pas une adresse de courrier, or les rapports partent par courrier
    [empty] Une entrée de { $tag } en { $record } est vide
    [no_scheme] Il manque `mailto:` devant { $uri } dans { $tag } en { $record }
    [slashes] { $uri } dans { $tag } en { $record } a des barres obliques après `mailto:`
    [space] { $uri } dans { $tag } en { $record } contient un blanc
    [comma] { $uri } dans { $tag } en { $record } est coupé par une virgule
    [exclamation] { $uri } dans { $tag } en { $record } contient un point d’exclamation
    [ascii] { $uri } dans { $tag } en { $record } n’est pas en ASCII
    [many_at] { $uri } dans { $tag } en { $record } a plus d’un @
    [no_at] { $uri } dans { $tag } en { $record } n’a pas de @
    [no_local] { $uri } dans { $tag } en { $record } n’a rien devant son @
    [domain] { $uri } dans { $tag } en { $record } n’a pas de domaine valide
    [semicolon] Un point-virgule coupe { $uri } de { $tag } en { $record }
   *[character] { $uri } dans { $tag } en { $record } contient un caractère qu’aucune URI n’admet
  }
DMARC027-why = Aucun rapport ne part vers une adresse illisible. Sans rapports, personne ne voit qui écrit au nom du domaine.
DMARC027-advice = { $reason ->
    [comma] Écrire %2C pour une virgule à l’intérieur d’une adresse.
    [exclamation] Écrire %21 pour un point d’exclamation à l’intérieur d’une adresse.
    [ascii] Employer une adresse en ASCII ; un domaine internationalisé s’écrit sous sa forme A-label (xn--…).
   *[other] Écrire `mailto:` puis l’adresse, avec une virgule entre deux adresses.
  }{ dmarc-caution }

DMARC029-rule = Chaque destinataire des rapports a accepté de les recevoir
DMARC029-title = { $reason ->
    [elsewhere] { $host } renvoie les rapports DMARC de { $domain } vers un autre domaine
    [too_long] { $host } ne peut pas accepter les rapports DMARC de { $domain } : le nom qu’il y faudrait est trop long
   *[missing] { $host } n’a pas accepté de recevoir les rapports DMARC de { $domain }
  }
DMARC029-why = Avant d’envoyer des rapports à une autre organisation, les messageries destinataires interrogent { $consent }. Sans réponse utilisable, elles n’en envoient aucun.
DMARC029-advice = { $reason ->
    [elsewhere] Indiquer la destination finale dans l’enregistrement de { $domain }, ou demander à { $host } de retirer rua de son enregistrement en { $consent }.
    [too_long] Employer une adresse de { $domain } même, ou à un nom plus court.
   *[missing] C’est à { $host } de publier l’enregistrement, et non à { $domain } : le lui demander, ou employer une adresse de { $domain } même.
  }

DMARC036-rule = Les chaînes de l’enregistrement DMARC forment un texte juste
DMARC036-title = { $fault ->
    [long] Une chaîne en { $record } compte { $octets } octets, 255 au plus sont permis
   *[joint] Mises bout à bout, les chaînes de l’enregistrement DMARC en { $record } ne donnent pas le texte voulu
  }
DMARC036-why = { $fault ->
    [long] Un serveur de noms refuse une zone qui contient une telle chaîne, et avec elle tous ses enregistrements.
   *[joint] Les chaînes sont assemblées sans rien entre elles. Des balises se collent, ou un blanc reste au milieu d’une valeur, et la politique devient illisible.
  }
DMARC036-advice = { $fault ->
    [long] Découper le texte en chaînes de 255 octets au plus.
   *[joint] Publier le texte en une seule chaîne de 255 octets au plus, ou découper les chaînes de sorte que leur assemblage soit juste.
  }{ dmarc-caution }

DMARC037-rule = L’enregistrement DMARC est publié par le domaine lui-même
DMARC037-title = { $fault ->
    [delegated] { $record } est un CNAME : la politique est celle de { $target }
    [beside] D’autres enregistrements accompagnent le CNAME en { $record }
    [unregistered] { $record } est un CNAME vers { $target }, un domaine que personne n’a enregistré
   *[nothing] { $record } est un CNAME vers { $target }, où il n’y a pas d’enregistrement DMARC
  }
DMARC037-why = { $fault ->
    [delegated] Qui détient { $target } peut changer la politique à tout moment.
    [beside] Le DNS l’interdit : un serveur de noms refuse la zone, ou ne montre qu’une partie de ces enregistrements.
    [unregistered] Qui l’enregistre décide du sort du courrier écrit au nom du domaine.
   *[nothing] Les messageries destinataires ne trouvent aucune politique à ce nom.
  }
DMARC037-advice = { $fault ->
    [delegated] Laisser ainsi si { $target } doit décider ; sinon, publier un enregistrement TXT à la place du CNAME.
    [beside] Garder ou bien le CNAME vers { $target }, ou bien les autres enregistrements.
    [unregistered] Supprimer le CNAME sans attendre et publier un enregistrement TXT à sa place.
   *[nothing] Faire publier un enregistrement en { $target }, ou publier un enregistrement TXT à la place du CNAME.
  }

dmarc-caution = { $raised ->
    [no] {""}
   *[other] {" "}{ $raised } prend alors effet là où ce n’était pas le cas : vérifier d’abord que tout le courrier voulu passe DMARC, ou commencer par none.
  }

DMARC041-rule = Les deux générations de DMARC voient le même alignement
DMARC041-title = { $lost ->
    [rfc9989] { $identifier } n’est pas aligné sur { $from } pour les messageries destinataires qui suivent la RFC 9989
   *[rfc7489] { $identifier } n’est pas aligné sur { $from } pour les messageries destinataires qui suivent la RFC 7489
  }
DMARC041-why = { $only ->
    [yes] Le flux { $stream } n’a rien d’autre d’aligné : son courrier passe DMARC chez les unes et échoue chez les autres.
   *[no] Pour le flux { $stream }, ces messageries cherchent un autre domaine aligné ; les autres n’en ont pas besoin.
  }
DMARC041-advice = { $lost ->
    [rfc9989] Publier un enregistrement DMARC pour { $organization } même, et aucune balise psd en dessous ; ou authentifier { $from }.
   *[rfc7489] Authentifier { $from }, ou un domaine sous le même nom enregistré.
  }
