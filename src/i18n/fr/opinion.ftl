# preflight record --second-opinion: how other engines read the same record

opinion-accepts = { $reader } { $version } : l’accepte
opinion-refuses = { $reader } { $version } : le refuse
opinion-differs = { $reader } { $version } : le lit autrement
opinion-unnamed = Sa lecture diffère de la nôtre, pour une raison inconnue.

# SPF, mail-auth
opinion-spf-unknown-word = Un mot qui n’est pas un mécanisme passe pour un modificateur inconnu, et il est sauté ; les autres concluent permerror (RFC 7208 section 4.6.1).
opinion-spf-qualified-modifier = Un modificateur peut porter un qualificateur (la RFC 7208 section 4.6.1 l’exclut).
opinion-spf-not-ascii = Les caractères hors US-ASCII sont admis (la RFC 7208 section 3.1 n’en permet aucun).
opinion-spf-white-space = Tabulations et fins de ligne séparent les termes ; seule l’espace le fait (RFC 7208 section 12).
opinion-spf-leading-space = Les espaces devant la version sont sautées ; les autres n’y voient pas d’enregistrement SPF (RFC 7208 section 4.5).
opinion-spf-top-label = Le dernier label d’un domaine n’est pas vérifié (RFC 7208 section 7.1).
opinion-spf-lone-qualifier = Un qualificateur peut rester seul (RFC 7208 section 4.6.1).
opinion-spf-short-ip6 = Une adresse IPv6 à laquelle il manque des groupes est admise (RFC 7208 section 5.6).
opinion-spf-slash-in-domain = Une barre oblique dans un domaine est refusée, alors que la RFC 7208 section 7.1 la permet.
opinion-spf-mechanism-as-modifier = Un modificateur qui porte le nom d’un mécanisme est refusé ; les autres l’ignorent comme modificateur inconnu (RFC 7208 section 6).
opinion-spf-prefix = Une longueur de préfixe hors limites est ramenée à la limite (c’est une erreur selon la RFC 7208 section 5.6).
opinion-spf-ip4-octet = Une adresse IPv4 avec un nombre au-delà de 255 ou un zéro en tête est admise (RFC 7208 section 5.6).
opinion-spf-macro = Une macro mal formée est admise (RFC 7208 section 7.1).
opinion-spf-modifier-name = Un modificateur peut porter n’importe quel nom ; un nom commence par une lettre (RFC 7208 section 6).
opinion-spf-empty-modifier = Un modificateur inconnu sans valeur est refusé, alors que la RFC 7208 section 6 le permet.

# SPF, decon-spf
opinion-spf-length = Au-delà de 512 caractères, c’est un refus ; la RFC 7208 section 3.4 conseille seulement de rester en dessous.
opinion-spf-capitals = Les majuscules dans la version ou dans un nom sont refusées ; la casse n’y compte pas (RFC 7208 section 4.6.1).
opinion-spf-unknown-modifier = exp et les modificateurs inconnus sont refusés, alors que la RFC 7208 section 6 les permet.
opinion-spf-domain-characters = Un tiret bas en tête du domaine de a ou de mx, ou un trait d’union dans celui de ptr, est refusé (la RFC 7208 section 7.1 permet les deux).
opinion-spf-version-glued = Aucune espace n’est exigée après la version ; les autres n’y voient pas d’enregistrement SPF (RFC 7208 section 4.5).
opinion-spf-unicode-space = Toute espace Unicode sépare les termes ; seule l’espace simple le fait (RFC 7208 section 12).
opinion-spf-decon-top-label = Le dernier label d’un domaine n’est pas vérifié (RFC 7208 section 7.1).
opinion-spf-mechanism-in-word = Un mécanisme est reconnu au milieu d’un mot (RFC 7208 section 4.6.1).
opinion-spf-second-version = Un mot qui contient une seconde version est sauté (RFC 7208 section 4.6.1).
opinion-spf-decon-prefix = La longueur de préfixe d’un hôte n’est pas vérifiée (RFC 7208 section 5.6).
opinion-spf-macro-unread = Les macros ne sont pas lues, même fausses (RFC 7208 section 7).
opinion-spf-decon-qualified-modifier = redirect peut porter un qualificateur, et un mécanisme un signe égal (RFC 7208 section 4.6.1).
opinion-spf-word-beginning = Un mot qui ne fait que commencer comme a, mx ou ptr est admis (RFC 7208 section 4.6.1).
opinion-spf-ip6-prefix-alone = Une longueur de préfixe IPv6 sans longueur IPv4 est refusée, alors que la RFC 7208 section 5.3 la permet.

# DMARC, mail-auth
opinion-dmarc-version-case = La version est admise dans toute casse ; les autres ne voient un enregistrement DMARC que si elle est en majuscules (RFC 9989 section 4.7).
opinion-dmarc-leading-semicolon = Les points-virgules devant la version sont sautés ; les autres n’y voient pas d’enregistrement DMARC (RFC 9989 section 4.8).
opinion-dmarc-white-space = Les espaces sont sautées partout, même à l’intérieur des mots (la RFC 9989 section 4.8 l’exclut).
opinion-dmarc-mode-refused = Un mode d’alignement faux fait refuser tout l’enregistrement ; les autres prennent la valeur par défaut, relaxed (RFC 9989 section 4.8).
opinion-dmarc-policy-refused = Une politique fausse ou vide fait refuser tout l’enregistrement ; la RFC 9989 section 4.10.1 est plus clémente quand une adresse de rapport est valide.
opinion-dmarc-failure-options-refused = Une valeur fausse de fo fait refuser tout l’enregistrement ; les autres prennent la valeur par défaut (RFC 9989 section 4.8).
opinion-dmarc-address-refused = Un signe pour cent ou un point d’exclamation mal placé dans une adresse de rapport fait refuser tout l’enregistrement ; les autres ne perdent que cette adresse (RFC 9989 section 4.8).
opinion-dmarc-only-mailto = Seules les adresses mailto comptent pour les rapports ; sans elles, et sans politique, DMARC ne s’applique pas (la RFC 9989 section 4.10.1 demande une adresse valide quelconque).
opinion-dmarc-tag-swallowed = La balise qui suit un morceau sans signe égal est perdue ; les autres ne perdent que ce morceau (RFC 9989 section 4.8).
opinion-dmarc-last-duplicate = D’une balise écrite deux fois, la dernière compte ; ici c’est la première, et chaque messagerie destinataire choisit.
opinion-dmarc-address-unchecked = Les adresses de rapport sont à peine vérifiées : celles qui sont fausses sont réparées ou laissées de côté à sa façon (RFC 9989 section 4.6).
opinion-dmarc-address-query = Ce qui suit le point d’interrogation passe pour une partie de l’adresse de rapport (RFC 6068 section 2).
opinion-dmarc-failure-options-merged = De plusieurs valeurs de fo, certaines seulement sont gardées (RFC 9989 section 4.7).
opinion-dmarc-percentage-ignored = pct est ignoré, comme le veut la RFC 9989 : la politique vaut pour tout le courrier. Les messageries destinataires qui suivent la RFC 7489 en tiennent encore compte.

# DKIM, mail-auth
opinion-dkim-last-duplicate = Un enregistrement avec une balise répétée est admis, et la dernière compte ; la RFC 6376 section 3.2 le dit invalide.
opinion-dkim-name-case = Les noms de balises en majuscules ou avec des espaces sont reconnus ; les autres ignorent une telle balise (RFC 6376 section 3.2).
opinion-dkim-not-a-tag = Ce qui n’est pas une balise est sauté ; la RFC 6376 section 3.2 dit l’enregistrement invalide.
opinion-dkim-version-case = La version est admise dans toute casse ; les autres écartent l’enregistrement (RFC 6376 section 3.6.1).
opinion-dkim-version-not-first = La version est admise à toute place ; elle doit venir en tête (RFC 6376 section 3.6.1).
opinion-dkim-loose-type = Un type de clé vide vaut rsa, et les espaces à l’intérieur sont sautées (RFC 6376 section 3.6.1).
opinion-dkim-hashes-ignored = h n’est pas regardé : la clé vérifie le courrier bien qu’elle n’autorise pas sha256 (RFC 6376 section 3.6.1).
opinion-dkim-services-ignored = s n’est pas regardé : la clé vérifie le courrier bien qu’elle serve à un autre service (RFC 6376 section 3.6.1).
opinion-dkim-base64-unchecked = Un base64 dont la longueur, le remplissage ou les majuscules sont faux est admis (RFC 4648 section 4).
opinion-dkim-key-unchecked = La clé est gardée sans être lue : qu’elle soit inutilisable ne se voit que lorsqu’une signature échoue.
opinion-dkim-short-key = Une clé de moins de 1024 bits est admise ; toute signature faite avec elle échoue quand même (RFC 8301 section 3.2).
