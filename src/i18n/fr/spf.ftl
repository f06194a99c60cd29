# spf

SPF001-rule = Le domaine publie un enregistrement SPF
SPF001-title = { $domain } n’a pas d’enregistrement SPF
SPF001-why = { $use ->
    [other] Aucun courrier ne semble partir avec { $domain } comme MAIL FROM, mais n’importe qui peut s’en servir : rien ne dit qu’un tel message est falsifié.
   *[mail_from] Les messageries destinataires ne peuvent pas savoir quels serveurs ont le droit d’envoyer pour { $domain }. Gmail rejette le courrier qui ne passe ni SPF ni DKIM (550 5.7.26), et les envois en nombre ont besoin de SPF chez Gmail, Yahoo, Outlook.com et Orange.
  }
SPF001-advice = { $use ->
    [other] Si aucun courrier ne part avec { $domain }, le dire avec `v=spf1 -all` ; sinon énumérer les serveurs qui envoient pour lui et terminer par `~all`.
   *[mail_from] Publier à { $domain } un seul enregistrement TXT : `v=spf1`, puis les serveurs et les prestataires qui envoient pour lui, puis `~all`.
  }

SPF002-rule = Le domaine publie un seul enregistrement SPF
SPF002-title = { $domain } a { $count } enregistrements SPF au lieu d’un
SPF002-why = Les messageries n’en retiennent aucun : avec plus d’un enregistrement, SPF se termine en permerror et aucun expéditeur de { $domain } ne passe.
SPF002-advice = { $merge ->
    [clear] Les supprimer tous et publier à leur place l’enregistrement fusionné.
   *[unclear] Réunir tous les expéditeurs dans un seul enregistrement, terminé par un seul `all`, puis supprimer les autres. Comme ils se contredisent ou contiennent des modificateurs ou des erreurs, c’est à quelqu’un de trancher.
  }

SPF003-rule = Chaque terme de l’enregistrement SPF est bien formé
SPF003-title = { $what ->
    [missing_argument] Il manque un argument au terme SPF { $term }
    [empty_domain] Le terme SPF { $term } ne nomme aucun domaine
    [unexpected_argument] Le terme SPF { $term } a un argument, alors que `all` n’en prend pas
    [qualified_modifier] Le modificateur SPF { $term } porte un qualificateur
   *[other] Le terme SPF { $term } n’est ni un mécanisme ni un modificateur
  }
SPF003-why = Une seule erreur de syntaxe annule tout l’enregistrement de { $domain } : les messageries concluent permerror avant de regarder le moindre terme, et aucun expéditeur ne passe SPF.
SPF003-advice = { $what ->
    [missing_argument] Compléter { $term }, ou le retirer.
    [empty_domain] Écrire dans { $term } le domaine voulu, ou retirer le terme.
    [unexpected_argument] Écrire `all` avec son qualificateur et rien derrière.
    [qualified_modifier] Retirer le qualificateur placé devant : les modificateurs n’en prennent pas.
   *[other] Corriger { $term }, ou le retirer.
  }

SPF004-rule = Chaque mécanisme de l’enregistrement SPF existe
SPF004-title = Le terme SPF { $term } nomme un mécanisme qui n’existe pas
SPF004-why = Un seul mécanisme inconnu annule tout l’enregistrement de { $domain } : les messageries concluent permerror avant de regarder le moindre terme, et aucun expéditeur ne passe SPF.
SPF004-advice = Remplacer { $part } par l’un des huit mécanismes (`all`, `include`, `a`, `mx`, `ptr`, `ip4`, `ip6`, `exists`) ou par `redirect=`, ou retirer { $term }.

SPF005-rule = Aucun mécanisme de l’enregistrement SPF n’est écrit comme un modificateur
SPF005-title = Le terme SPF { $term } est ignoré : un mécanisme s’écrit avec `:` et non avec `=`
SPF005-why = Avec `=`, il a la forme d’un modificateur inconnu, que les messageries sautent sans rien dire : les expéditeurs qu’il devait autoriser ne passent pas grâce à lui.
SPF005-advice = Écrire { $corrected } au lieu de { $term }.

SPF007-rule = L’enregistrement SPF a au plus un redirect et un exp
SPF007-title = L’enregistrement SPF de { $domain } répète un modificateur : { $term }
SPF007-why = Un second `redirect` ou `exp` est une erreur de syntaxe, qui annule tout l’enregistrement : les messageries concluent permerror et aucun expéditeur de { $domain } ne passe SPF.
SPF007-advice = Garder celui qui est voulu : retirer { $term } ou le précédent.

SPF008-rule = L’enregistrement SPF ne laisse pas passer n’importe quel serveur
SPF008-title = Le terme SPF { $term } de l’enregistrement de { $holder } laisse passer tous les serveurs
SPF008-why = { $before ->
    [forbidden] Tout ce que les termes précédents n’interdisent pas passe SPF : le courrier falsifié aussi, et dès que les domaines sont alignés il passe DMARC.
   *[nothing] N’importe qui peut envoyer au nom du domaine et passer SPF, et par là DMARC. Gmail annonce un rejet pour des « entrées suspectes » (550 5.7.24), sans dire lesquelles.
  }
SPF008-advice = { $before ->
    [forbidden] Si les serveurs qui envoient sont connus, les énumérer et terminer l’enregistrement par `~all` ; ne garder { $term } que s’il s’agit vraiment de laisser passer tous les autres.
   *[nothing] Énumérer les serveurs et les prestataires qui envoient, puis remplacer { $term } par `~all`.
  }

SPF009-rule = L’enregistrement SPF ne se termine pas par `?all`
SPF009-title = L’enregistrement SPF de { $holder } se termine par { $term }, qui ne dit rien des autres serveurs
SPF009-why = Les messageries traitent tout serveur absent de la liste comme s’il n’y avait pas d’enregistrement SPF : le courrier falsifié n’est pas plus mal reçu que celui de serveurs inconnus.
SPF009-advice = Remplacer { $term } par `~all` une fois tous les expéditeurs énumérés ; cela marque les autres et ne fait refuser personne par SPF seul.

SPF010-rule = L’enregistrement SPF dit ce qui vaut pour tous les autres serveurs
SPF010-title = L’enregistrement SPF de { $holder } se termine sans `all` ni `redirect`
SPF010-why = Les messageries font alors comme si `?all` y figurait : tout serveur absent de la liste est traité comme s’il n’y avait pas d’enregistrement SPF.
SPF010-advice = Terminer l’enregistrement par `~all` une fois tous les expéditeurs énumérés ; cela marque les autres et ne fait refuser personne par SPF seul.

SPF016-rule = L’enregistrement SPF demande au plus dix requêtes DNS
SPF016-title = L’enregistrement SPF de { $domain } demande { $lookups } requêtes DNS ; la limite est { $limit }
SPF016-why = { $safe ->
    [0] Les messageries s’arrêtent en permerror à la onzième requête, et elle tombe dès le premier terme, { $over } : le courrier ne passe que s’il y est reconnu assez tôt.
   *[other] { $reach ->
        [part] Les messageries s’arrêtent en permerror à la onzième requête. Le courrier reconnu par un terme jusqu’à { $last } passe ; la limite est atteinte dans { $over }, et celui que seul un terme suivant reconnaît ne passe pas.
       *[none] Les messageries s’arrêtent en permerror à la onzième requête. Le courrier reconnu par un terme jusqu’à { $last } passe ; celui que seul { $over } ou un terme suivant reconnaît ne passe pas.
      }
  }
SPF016-advice = Retirer ce qui n’envoie plus, en commençant par le plus coûteux : { $costliest }. Placer devant les expéditeurs qui comptent le plus, et faire partir les envois en nombre d’un sous-domaine qui a son propre enregistrement SPF.

SPF019-rule = Une requête DNS de l’enregistrement SPF au plus ne trouve rien
SPF019-title = { $count } requêtes DNS de l’enregistrement SPF de { $domain } ne trouvent rien ; la limite est { $limit }
SPF019-why = { $degree ->
    [over] Les messageries peuvent s’arrêter en permerror à la troisième : le courrier qu’aucun terme précédent ne reconnaît ne passe pas SPF.
   *[at] Qu’un nom de plus disparaisse, et les messageries peuvent s’arrêter en permerror : personne ne prévient quand une machine ou un prestataire est débranché.
  }
SPF019-advice = Retirer ou réparer ces termes : { $terms }. Quand une machine n’a d’adresse que dans une famille, `ip4` ou `ip6` à la place de son nom ne demande rien au DNS.

SPF021-rule = Aucun mx de l’enregistrement SPF ne mène à plus de dix serveurs de courrier
SPF021-title = Le terme SPF { $term } mène à { $count } serveurs de courrier de { $name } ; la limite est { $limit }
SPF021-why = Les messageries s’arrêtent en permerror à ce terme : le courrier qu’aucun terme précédent ne reconnaît ne passe pas SPF, de quelque serveur qu’il vienne.
SPF021-advice = { $party ->
    [own] Remplacer { $term } par les réseaux des serveurs qui envoient (`ip4`, `ip6`) : ceux qui ne font que recevoir n’ont pas à y figurer.
   *[other] L’enregistrement appartient à { $holder } et on y arrive par { $via } : prévenir son exploitant et, tant que rien n’est réparé, retirer { $via } si aucun courrier n’en dépend.
  }

SPF022-rule = Chaque a, mx et exists de l’enregistrement SPF mène quelque part
SPF022-title = { $problem ->
    [no_name] Le terme SPF { $term } mène à { $name }, qui n’existe pas
    [no_mx] Le terme SPF { $term } mène à { $name }, qui n’a pas d’enregistrement MX
    [no_host] Le terme SPF { $term } mène à des serveurs de courrier de { $name } qui n’ont pas d’adresse
   *[no_address] Le terme SPF { $term } mène à { $name }, qui n’a pas d’adresse
  }
SPF022-why = Il ne reconnaît personne, mais il coûte une des dix requêtes DNS, et c’est une des deux qui peuvent ne rien trouver avant que les messageries ne concluent permerror.
SPF022-advice = { $party ->
    [own] Retirer { $term }, ou corriger le nom si un serveur envoie sous un autre.
   *[other] L’enregistrement appartient à { $holder } et on y arrive par { $via } : prévenir son exploitant.
  }

SPF023-rule = Chaque include de l’enregistrement SPF mène à un enregistrement SPF
SPF023-title = Le terme SPF { $term } mène à { $target }, qui n’a pas d’enregistrement SPF
SPF023-why = Un include sans enregistrement fait de toute l’évaluation un permerror : le courrier qu’aucun terme précédent ne reconnaît ne passe pas SPF.
SPF023-advice = { $party ->
    [own] Comparer { $target } au nom que le prestataire donne aujourd’hui, puis corriger ou retirer { $term } dans l’enregistrement de { $holder }.
   *[other] L’enregistrement appartient à { $holder } et on y arrive par { $via } : prévenir son exploitant et, tant que rien n’est réparé, retirer { $via } si aucun courrier n’en dépend.
  }

SPF024-rule = Chaque enregistrement auquel mène l’enregistrement SPF peut être évalué
SPF024-title = { $problem ->
    [several] { $holder }, où l’enregistrement SPF mène par { $via }, a plus d’un enregistrement SPF
   *[syntax] L’enregistrement SPF de { $holder }, où mène { $via }, a une erreur de syntaxe dans { $term }
  }
SPF024-why = Ce qui est permerror là-bas l’est pour le tout : le courrier qu’aucun terme avant { $via } ne reconnaît ne passe pas SPF.
SPF024-advice = { $party ->
    [own] { $problem ->
        [several] Ne publier qu’un seul enregistrement SPF à { $holder }.
       *[syntax] Corriger { $term } dans l’enregistrement de { $holder }.
      }
   *[other] L’enregistrement appartient à { $holder } : prévenir son exploitant et, tant que rien n’est réparé, retirer { $via } si aucun courrier n’en dépend.
  }

SPF025-rule = Chaque redirect de l’enregistrement SPF mène à un enregistrement SPF
SPF025-title = Le terme SPF { $term } mène à { $target }, qui n’a pas d’enregistrement SPF
SPF025-why = Un redirect sans enregistrement est un permerror pour tout le courrier qu’aucun terme précédent ne reconnaît : rien n’y distingue plus le courrier falsifié.
SPF025-advice = { $party ->
    [own] Publier un enregistrement à { $target }, corriger le nom, ou terminer l’enregistrement de { $holder } par `~all` à la place de { $term }.
   *[other] L’enregistrement appartient à { $holder } et on y arrive par { $via } : prévenir son exploitant et, tant que rien n’est réparé, retirer { $via } si aucun courrier n’en dépend.
  }

SPF026-rule = Aucun include ni redirect de l’enregistrement SPF ne revient sur lui-même
SPF026-title = Le terme SPF { $term } tourne en rond : { $ring }
SPF026-why = L’évaluation tourne jusqu’à ce que la limite de dix requêtes DNS l’arrête en permerror : le courrier qu’aucun terme avant la boucle ne reconnaît ne passe pas SPF.
SPF026-advice = { $party ->
    [own] Retirer { $term } de l’enregistrement de { $holder }, ou un autre terme de la boucle si c’est celui-là qui est voulu.
   *[other] L’enregistrement qui ferme la boucle appartient à { $holder } et on y arrive par { $via } : prévenir son exploitant, ou rompre la boucle dans un enregistrement à soi.
  }

SPF027-rule = Chaque domaine auquel mène l’enregistrement SPF est enregistré
SPF027-title = { $term }, dans l’enregistrement SPF de { $holder }, mène à { $unregistered }, un domaine qui n’existe pas
SPF027-why = Qui enregistre { $unregistered } décide de qui passe SPF par ce terme, et peut alors écrire au nom du domaine. D’ici là, { $target } n’autorise personne, et un include de ce nom fait échouer SPF tout entier (permerror).
SPF027-advice = Retirer { $term } sans attendre ; si l’enregistrement de { $holder } est celui d’un prestataire, le prévenir et ôter son include jusqu’à la correction.

SPF028-rule = Aucun ptr dans l’enregistrement SPF
SPF028-title = L’enregistrement SPF de { $domain } s’appuie sur le DNS inverse : { $term }
SPF028-why = Les messageries destinataires ne devraient pas avoir à l’interroger : c’est lent, et certaines passent ce terme, si bien que le courrier qu’il devait couvrir n’y obtient pas « pass ».
SPF028-advice = Le remplacer par des termes ip4 et ip6 avec les adresses de ces serveurs, ou par un terme a avec leurs noms.

SPF030-rule = Chaque macro de l’enregistrement SPF est lisible
SPF030-title = { $what ->
    [percent] { $part }, dans l’enregistrement SPF de { $domain }, ne commence aucune macro
    [unclosed] La macro { $part } de l’enregistrement SPF de { $domain } n’est jamais refermée
    [explanation] La macro { $part } de l’enregistrement SPF de { $domain } n’est admise que dans une explication
    [zero] La macro { $part } de l’enregistrement SPF de { $domain } ne garde aucune partie
   *[macro] La macro { $part } de l’enregistrement SPF de { $domain } n’existe pas sous cette forme
  }
SPF030-why = Une seule macro illisible rend l’enregistrement entier inutilisable (permerror), même pour les expéditeurs qu’un autre terme autorise : aucun ne passe SPF.
SPF030-advice = Réécrire { $term } : une macro s’écrit avec un signe pour cent, une accolade, l’une des lettres s, l, o, d, i, p, v ou h, puis l’accolade fermante ; un signe pour cent seul s’écrit deux fois.

SPF033-rule = Chaque adresse et chaque longueur de préfixe de l’enregistrement SPF est valide
SPF033-title = { $what ->
    [family] { $part } est une adresse de l’autre version d’IP dans { $term }, enregistrement SPF de { $domain }
    [prefix] { $part } n’est pas une longueur de préfixe valide dans { $term }, enregistrement SPF de { $domain }
   *[address] { $part } n’est pas une adresse IP valide dans { $term }, enregistrement SPF de { $domain }
  }
SPF033-why = Les messageries destinataires renoncent à tout l’enregistrement (permerror) : aucun expéditeur de { $domain } ne passe SPF, pas même ceux des autres termes.
SPF033-advice = { $what ->
    [family] Écrire `ip4:` devant une adresse IPv4 et `ip6:` devant une adresse IPv6.
    [prefix] Écrire une longueur de 0 à 32 en IPv4 ou de 0 à 128 en IPv6, sans zéro en tête, et seulement derrière ip4, ip6, a ou mx.
   *[address] Écrire l’adresse en entier, en IPv4 quatre nombres de 0 à 255 sans zéro en tête, et rien d’autre dans le terme.
  }

SPF034-rule = Un domaine figure partout où l’enregistrement SPF en attend un
SPF034-title = { $what ->
    [address] { $term }, dans l’enregistrement SPF de { $domain }, contient une adresse IP à la place d’un domaine
    [word] { $part } n’est pas un domaine complet dans { $term }, enregistrement SPF de { $domain }
   *[end] Le domaine de { $term }, enregistrement SPF de { $domain }, se termine comme aucun domaine ne le peut
  }
SPF034-why = Les messageries destinataires renoncent à tout l’enregistrement (permerror) : aucun expéditeur de { $domain } ne passe SPF, pas même ceux des autres termes.
SPF034-advice = { $what ->
    [address] Autoriser une adresse avec `ip4:` ou `ip6:`.
    [word] Écrire le domaine complet, jusqu’au domaine de premier niveau.
   *[end] Écrire le domaine complet ; son dernier élément contient une lettre et ne commence ni ne finit par un trait d’union.
  }

SPF035-rule = L’enregistrement SPF ne dit rien deux fois
SPF035-title = { $term } répète, dans l’enregistrement SPF de { $holder }, ce que dit un autre terme
SPF035-why = Personne ne passe par lui qui ne passait déjà{ $lookups ->
    [0] {""} ; il ne fait qu’allonger l’enregistrement.
    [one] , et il coûte une fois de plus une des dix requêtes DNS.
   *[other] , et il coûte une fois de plus { $lookups } des dix requêtes DNS.
  }
SPF035-advice = Retirer { $term } ; la même chose est dite dans l’enregistrement de { $first }.

SPF037-rule = L’enregistrement SPF n’autorise pas plus d’adresses qu’un expéditeur ne peut en utiliser
SPF037-title = { $what ->
    [whole] L’enregistrement SPF de { $domain } autorise { $addresses } adresses IPv4 en tout
   *[term] { $term }, dans le SPF de { $domain }, autorise un /{ $prefix } entier
  }
SPF037-why = Qui dispose de l’une de ces adresses passe SPF au nom de { $domain }, et DMARC avec. Gmail annonce un rejet pour des « entrées suspectes » (5.7.24) ; des plages de cette taille passent d’ordinaire pour telles.
SPF037-advice = N’autoriser que les adresses qui envoient, ou l’include du prestataire, et retirer les services qui ne servent plus.

SPF039-rule = Aucun include de l’enregistrement SPF ne laisse passer tout le monde
SPF039-title = { $term }, dans l’enregistrement SPF de { $holder }, laisse passer tout le monde : { $open } autorise toutes les adresses
SPF039-why = N’importe quelle machine passe SPF au nom du domaine, et DMARC avec dès que les domaines sont alignés : un faux paraît authentique. Gmail annonce un rejet pour des « entrées suspectes » (5.7.24), sans dire lesquelles.
SPF039-advice = Retirer { $term }, et demander au responsable de { $open } un enregistrement qui nomme ses expéditeurs.

SPF041-rule = Les chaînes de l’enregistrement SPF se rejoignent sans coller deux termes
SPF041-title = Deux chaînes de l’enregistrement SPF de { $domain } se rejoignent sans espace : { $term }
SPF041-why = Les messageries destinataires mettent les chaînes bout à bout, sans rien entre elles. Les deux termes n’en font plus qu’un, que personne n’a voulu : l’enregistrement est en erreur (permerror), ou un expéditeur n’est pas autorisé.
SPF041-advice = Mettre l’espace manquante dans l’une des chaînes, à sa fin ou à son début.

SPF042-rule = Aucune chaîne des enregistrements SPF du fichier de zone ne dépasse 255 octets
SPF042-title = Une chaîne de l’enregistrement TXT de { $owner } compte { $octets } octets ; la limite est 255
SPF042-why = Le DNS ne peut pas transporter une chaîne plus longue. Le serveur refuse le fichier de zone, et l’ancienne version vieillit en ligne, ou il coupe le texte.
SPF042-advice = Découper le texte en plusieurs chaînes entre guillemets d’au plus 255 octets chacune, dans le même enregistrement, les espaces restant à l’intérieur des guillemets.

SPF043-rule = La réponse avec l’enregistrement SPF tient dans un simple paquet UDP
SPF043-title = La réponse avec l’enregistrement SPF de { $domain } occupe { $octets } octets, pour { $records ->
    [one] { $records } enregistrement TXT
   *[other] { $records } enregistrements TXT
  } ; la limite d’UDP seul est 512
SPF043-why = Une réponse plus grande demande EDNS ou TCP. Là où un pare-feu les bloque, la messagerie destinataire n’a pas de réponse et SPF finit en temperror : le courrier attend, ou se juge sans SPF.
SPF043-advice = Retirer les textes de vérification qui ont servi, raccourcir l’enregistrement, ou en déplacer une partie derrière un include, sous un nom à part.

SPF045-rule = Aucun enregistrement du type SPF, abandonné, n’est publié
SPF045-title = { $txt ->
    [missing] { $domain } publie SPF sous le type SPF seulement, et non en TXT
    [other] L’enregistrement de type SPF de { $domain } ne dit pas la même chose que le TXT
   *[equal] { $domain } publie encore son SPF sous le type SPF en plus du TXT
  }
SPF045-why = { $txt ->
    [missing] Les messageries destinataires ne demandent que le TXT : pour elles, { $domain } n’a pas de SPF.
   *[other] Le type SPF a été abandonné en 2014 et les messageries destinataires ne demandent que le TXT. La copie s’oublie au changement suivant et trompe ensuite qui la lit.
  }
SPF045-advice = { $txt ->
    [missing] Publier le texte en enregistrement TXT et supprimer l’enregistrement de type SPF.
   *[other] Supprimer l’enregistrement de type SPF et garder le TXT.
  }

SPF047-rule = Chaque texte destiné à SPF commence par v=spf1 et une espace
SPF047-title = { $what ->
    [case] L’enregistrement SPF de { $domain } commence par { $part } au lieu de v=spf1
   *[begin] { $domain } a un enregistrement TXT qui ressemble à SPF et n’en est pas : { $term }
  }
SPF047-why = { $what ->
    [case] La casse des lettres ne devrait rien changer, mais certains logiciels comparent à la lettre et ne trouvent alors aucun enregistrement SPF.
    [beside] Les messageries destinataires ne retiennent qu’un texte qui commence exactement par v=spf1, suivi d’une espace. Elles s’en tiennent à l’autre enregistrement, et qui n’est nommé qu’ici ne passe pas SPF.
   *[begin] Les messageries destinataires ne retiennent qu’un texte qui commence exactement par v=spf1, suivi d’une espace. Celui-ci n’existe pas pour elles, et rien de ce qu’il nomme ne passe SPF.
  }
SPF047-advice = { $what ->
    [beside] Reporter dans l’autre enregistrement ce qu’il devait dire, puis le supprimer ; un second enregistrement SPF rendrait les deux inutilisables.
   *[begin] Commencer le texte par v=spf1 en minuscules, sans guillemets ni espaces devant, et le faire suivre d’une espace.
  }

SPF048-rule = L’enregistrement SPF est entièrement en US-ASCII imprimable
SPF048-title = Le texte SPF de { $domain } contient { $part }, hors de l’US-ASCII imprimable, dans { $term }
SPF048-why = Les messageries destinataires ne retiennent pas le texte, ou y renoncent (permerror) : aucun expéditeur de { $domain } ne passe SPF. Ces caractères viennent d’une copie depuis une page web ou un traitement de texte.
SPF048-advice = Ressaisir le texte avec des traits d’union et des espaces ordinaires, sans guillemets, et écrire un domaine accentué sous sa forme xn--….

SPF049-rule = Des espaces, et rien d’autre, séparent les termes de l’enregistrement SPF
SPF049-title = { $what ->
    [separator] { $part } figure à la place d’une espace dans { $term }, enregistrement SPF de { $domain }
    [inside] Une espace coupe en deux un terme de l’enregistrement SPF de { $domain } : { $term }
   *[white] { $part } figure à la place d’une espace dans le texte SPF de { $domain }
  }
SPF049-why = Seule une espace termine un terme, et elle le termine toujours. Les messageries destinataires lisent un terme qui n’existe pas et renoncent à l’enregistrement (permerror), ou ne prennent pas le texte pour du SPF : aucun expéditeur de { $domain } ne passe.
SPF049-advice = Séparer les termes par une espace chacun, sans tabulation, saut de ligne, virgule ni point-virgule, et n’en laisser aucune à l’intérieur d’un terme.

SPF052-rule = L’enregistrement SPF se trouve au domaine même qui envoie
SPF052-title = L’enregistrement SPF de { $domain } se trouve à { $name }, où aucune messagerie destinataire ne le cherche
SPF052-why = Les messageries destinataires demandent les enregistrements TXT de { $domain } lui-même et n’y trouvent pas de SPF : son courrier ne passe pas SPF, et Gmail, Yahoo et Outlook.com rejettent pour cela les envois en nombre.
SPF052-advice = Publier l’enregistrement à { $domain } ; dans un fichier de zone, terminer les noms complets par un point et écrire @ pour le domaine lui-même.

SPF057-rule = Les adresses déclarées obtiennent « pass » en SPF
SPF057-title = { $decided ->
    [term] { $address } n’obtient pas « pass » au SPF de { $domain } : { $term } donne { $result }
    [cause] { $address } n’obtient pas « pass » au SPF de { $domain } : l’enregistrement donne { $result }
   *[end] { $address } n’obtient pas « pass » au SPF de { $domain } : aucun terme ne correspond, ce qui donne { $result }
  }
SPF057-why = Le courrier que le flux { $stream } envoie de là n’est pas authentifié par SPF. Les messageries destinataires qui exigent SPF, ou que DKIM ne rassure pas, le rejettent ou le mettent de côté.
SPF057-advice = { $decided ->
    [term] Ajouter l’adresse à l’enregistrement de { $domain }, devant le terme qui décide ({ $term }, dans l’enregistrement de { $holder }) ; ou envoyer depuis une adresse qui y figure.
    [cause] Réparer ou publier l’enregistrement SPF de { $holder }, avec cette adresse.
   *[end] Ajouter l’adresse à l’enregistrement de { $holder }, ou envoyer depuis une adresse qui y figure.
  }

SPF064-rule = Aucun CNAME ne côtoie l’enregistrement SPF
SPF064-title = { $seen ->
    [dns] { $owner } est un CNAME vers { $target }, alors qu’un domaine enregistré porte forcément d’autres enregistrements
   *[file] { $owner } porte un CNAME et un enregistrement de type { $type }, qui ne peuvent pas se côtoyer
  }
SPF064-why = { $seen ->
    [dns] Tous les résolveurs n’en font pas la même chose. Certains suivent le CNAME pour toute question : les enregistrements MX et TXT de { $owner } sont alors ceux de la cible.
   *[file] Le serveur refuse le fichier de zone ou écarte l’un des deux. Là où les deux sont servis, la réponse dépend du résolveur, et avec elle SPF et le courrier.
  }
SPF064-advice = { $seen ->
    [dns] Remplacer le CNAME par les enregistrements qu’il représente, ou par ce que l’hébergeur nomme ALIAS ou flattening.
   *[file] Retirer le CNAME et publier ici les enregistrements de sa cible, ou déplacer les autres enregistrements sous un autre nom.
  }
