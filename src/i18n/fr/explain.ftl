# Retours expliqués : causes, démarches, codes.

# Raisons, en quelques mots.
explain-reason-unauthenticated = authentification absente
explain-reason-authentication-spf = SPF
explain-reason-authentication-dkim = DKIM
explain-reason-authentication-dmarc = DMARC
explain-reason-rdns = DNS inverse
explain-reason-helo = nom EHLO
explain-reason-bad-sender-address = adresse d’expédition
explain-reason-blocklist-ip = adresse IP sur une liste de blocage
explain-reason-blocklist-domain = domaine sur une liste de blocage
explain-reason-reputation = réputation
explain-reason-rate-limit = trop d’envois à la fois
explain-reason-greylist = liste grise
explain-reason-content-spam = contenu
explain-reason-virus = virus
explain-reason-policy = règle de la messagerie destinataire
explain-reason-mailbox-unknown = boîte inexistante
explain-reason-mailbox-disabled = boîte hors service
explain-reason-mailbox-full = boîte pleine
explain-reason-message-too-large = message trop lourd
explain-reason-relay-denied = relais refusé
explain-reason-auth-required = identification
explain-reason-tls-required = chiffrement
explain-reason-syntax = syntaxe
explain-reason-system = panne chez le destinataire
explain-reason-network = connexion
explain-reason-other = inconnue

# Causes : ce que c’est, ce que cela signifie pour l’expéditeur.
explain-cause-unauthenticated = Ni SPF ni DKIM ne garantissent le message
explain-means-unauthenticated = La messagerie destinataire n’a pas pu vérifier que le message vient du domaine de l’expéditeur : l’adresse IP d’envoi n’est pas couverte par SPF et aucune signature DKIM n’est valide. L’un des deux doit réussir.
explain-cause-authentication-level = Le domaine n’atteint pas le niveau d’authentification demandé aux gros expéditeurs
explain-means-authentication-level = Outlook.com demande tout à la fois aux gros expéditeurs : SPF réussi, DKIM réussi, un enregistrement DMARC publié, et l’un des deux aligné avec le domaine de l’adresse From.
explain-cause-ipv6-unauthenticated = L’envoi en IPv6 exige un DNS inverse, et SPF ou DKIM
explain-means-ipv6-unauthenticated = Le message est parti d’une adresse IPv6. La messagerie destinataire ne l’accepte que d’adresses munies d’un nom inverse, pour des messages qui réussissent SPF ou DKIM.
explain-cause-spf-fail = L’adresse IP d’envoi n’est pas autorisée par l’enregistrement SPF
explain-means-spf-fail = L’enregistrement SPF du domaine liste les serveurs autorisés à envoyer pour lui, et l’adresse IP qui a envoyé ce message n’en fait pas partie.
explain-cause-spf-required = SPF doit réussir, et n’a pas réussi
explain-means-spf-required = La messagerie destinataire exige des gros expéditeurs un SPF réussi. L’enregistrement manque, ne couvre pas l’adresse IP d’envoi, ou ne conclut pas.
explain-cause-spf-error = L’enregistrement SPF ne peut pas être évalué
explain-means-spf-error = L’enregistrement contient une erreur, est publié en double, ou demande plus de dix requêtes DNS. Il est alors traité comme invalide.
explain-cause-spf-temporary = L’enregistrement SPF n’a pas pu être lu, faute de réponse du DNS
explain-means-spf-temporary = La messagerie destinataire a interrogé les serveurs de noms du domaine, ou d’un domaine que son enregistrement SPF inclut, et n’a pas eu de réponse à temps. L’enregistrement lui-même peut être correct.
explain-cause-spf-suspicious = L’enregistrement SPF autorise trop largement
explain-means-spf-suspicious = Un élément de l’enregistrement éveille la méfiance : `+all`, des réseaux très larges ou des `include` morts sont les causes habituelles. La messagerie ne dit pas lequel.
explain-cause-dkim-missing = Le message n’a pas de signature DKIM valide
explain-means-dkim-missing = La messagerie destinataire exige une signature DKIM. Le message n’était pas signé, ou la clé publique est introuvable dans le DNS.
explain-cause-dkim-invalid = La signature DKIM échoue
explain-means-dkim-invalid = La signature n’est pas vérifiable : la clé publiée dans le DNS manque, est révoquée ou n’est pas la bonne, ou le message a été modifié après signature.
explain-cause-dkim-unacceptable = La signature DKIM est valide mais n’est pas acceptée
explain-means-dkim-unacceptable = La messagerie destinataire demande plus qu’une signature valide : une clé plus longue, un algorithme récent, ou le domaine de l’adresse From comme domaine signataire.
explain-cause-dmarc-policy = La politique DMARC du domaine expéditeur refuse le message
explain-means-dmarc-policy = Le domaine de l’adresse From demande de refuser les messages non authentifiés en son nom. Ce message n’a réussi ni SPF ni DKIM pour ce domaine.
explain-cause-dmarc-missing = Le domaine n’a pas d’enregistrement DMARC
explain-means-dmarc-missing = La messagerie destinataire demande aux gros expéditeurs un enregistrement DMARC sur le domaine de l’adresse From. Une politique `none` suffit.
explain-cause-dmarc-unaligned = L’adresse From n’appartient pas au domaine authentifié
explain-means-dmarc-unaligned = SPF ou DKIM ont réussi, mais pour un autre domaine que celui que le lecteur voit dans l’adresse From.
explain-cause-dns-temporary = Les serveurs de noms du domaine n’ont pas répondu
explain-means-dns-temporary = La politique n’a pas pu être vérifiée, faute de réponse du DNS à temps.
explain-cause-ptr-missing = L’adresse IP d’envoi n’a pas de DNS inverse valide
explain-means-ptr-missing = Les messageries attendent que l’adresse IP d’envoi porte un nom dans le DNS (PTR), et que ce nom ramène à l’adresse. Le réglage se fait chez le fournisseur de l’adresse IP.
explain-cause-ptr-generic = Le DNS inverse ressemble à celui d’un accès domestique
explain-means-ptr-generic = L’adresse IP d’envoi porte un nom par défaut de son réseau. Les messageries y voient un accès domestique ou une machine louée que personne n’a préparée pour l’envoi.
explain-cause-helo = Le serveur d’envoi se présente sous un mauvais nom
explain-means-helo = Le nom annoncé en EHLO doit être un nom d’hôte complet qui existe dans le DNS, et non `localhost`, une adresse IP seule ou un nom interne.
explain-cause-sender-domain = Le domaine de l’adresse d’expédition n’existe pas ou ne reçoit pas de courrier
explain-means-sender-domain = La messagerie destinataire n’a trouvé pour ce domaine ni serveur de messagerie ni adresse IP : aucune réponse ne pourrait lui parvenir.
explain-cause-sender-null-mx = Le domaine expéditeur déclare ne pas recevoir de courrier
explain-means-sender-null-mx = Le domaine publie un MX nul (`MX 0 .`), qui signifie qu’il n’a pas de boîtes. Les messageries refusent les envois d’un tel domaine.
explain-cause-sender-address = L’adresse d’expédition est refusée
explain-means-sender-address = La messagerie destinataire n’accepte pas cette adresse comme expéditeur : elle est mal formée, ne peut pas recevoir de réponse, ou n’y est pas la bienvenue.
explain-cause-sender-forbidden = Ce compte ne peut pas envoyer avec cette adresse
explain-means-sender-forbidden = Le service d’envoi vérifie que l’adresse From appartient au compte, et ce n’est pas le cas ici.
explain-cause-blocklist-ip = L’adresse IP d’envoi figure sur une liste de blocage
explain-means-blocklist-ip = L’adresse IP d’envoi figure sur une liste de sources de courrier indésirable, et la messagerie destinataire refuse ce qui en vient. Les enregistrements DNS du domaine n’y changent rien.
explain-cause-blocklist-own = La messagerie destinataire bloque elle-même l’adresse IP d’envoi
explain-means-blocklist-own = La messagerie destinataire tient sa propre liste, où figure l’adresse IP d’envoi ou son réseau. Elle seule peut l’en retirer.
explain-cause-blocklist-dynamic = L’adresse IP d’envoi est répertoriée comme accès domestique ou dynamique
explain-means-blocklist-dynamic = Le message est parti directement d’une adresse IP que son réseau déclare non destinée à l’envoi. Il faut passer par un serveur d’envoi à adresse fixe.
explain-cause-blocklist-domain = Un domaine du message figure sur une liste de blocage
explain-means-blocklist-domain = Le domaine de l’expéditeur, ou un domaine cité dans un lien du message, figure sur une liste de domaines vus dans du courrier indésirable.
explain-cause-reputation = La messagerie destinataire ne fait pas assez confiance à l’expéditeur
explain-means-reputation = Des envois précédents de cette adresse IP ou de ce domaine ont provoqué des plaintes, ou se sont mal comportés. La confiance revient avec le temps, des messages attendus et l’authentification.
explain-cause-reputation-unknown = La messagerie destinataire ne connaît pas encore l’adresse IP d’envoi
explain-means-reputation-unknown = Cette messagerie n’accepte un nouvel expéditeur qu’une fois son exploitant présenté, avec un nom d’hôte qui mène à une page disant qui l’exploite.
explain-cause-rate-limit = Trop de messages en trop peu de temps
explain-means-rate-limit = { $outcome ->
    [temporary] La messagerie destinataire ralentit l’expéditeur. Les messages ne sont pas perdus tant que le serveur d’envoi réessaie, plus lentement.
   *[other] La messagerie destinataire n’accepte d’un expéditeur qu’un certain volume à la fois, et a écarté le reste.
  }
explain-cause-connections = Trop de connexions à la fois
explain-means-connections = Le serveur d’envoi a ouvert plus de connexions que la messagerie destinataire n’en permet.
explain-cause-sending-quota = Le compte d’envoi a épuisé son quota
explain-means-sending-quota = La limite est celle du service d’envoi, pas du destinataire. Elle est remise à zéro après quelques heures, ou avec une autre formule.
explain-cause-sender-account-blocked = Le compte ou l’organisation d’envoi est bloqué pour courrier indésirable
explain-means-sender-account-blocked = Le service d’envoi a vu partir de ce compte ou de cette organisation trop de courrier indésirable ou suspect, ou ne lui fait pas encore confiance, et ne laisse plus rien sortir. Le plus souvent, un compte a été détourné. Le blocage dure jusqu’à ce que le service le lève.
explain-cause-recipient-blocked-by-sender = L’organisation de l’expéditeur bloque elle-même ce destinataire
explain-means-recipient-blocked-by-sender = Un administrateur du côté de l’expéditeur a bloqué l’adresse ou le domaine du destinataire, dans les deux sens. Le message a été retenu pour tous ses destinataires.
explain-cause-forwarding-blocked = L’organisation n’autorise pas le transfert de courrier vers l’extérieur
explain-means-forwarding-blocked = Une règle ou un réglage d’une boîte transfère son courrier vers une adresse extérieure, et l’administrateur de son organisation l’interdit (avec Microsoft 365, c’est le réglage par défaut).
explain-cause-ipv4-only = Le destinataire n’accepte pas de courrier en IPv6
explain-means-ipv4-only = Le message est parti d’une adresse IPv6, et le domaine du destinataire n’accepte de courrier qu’en IPv4.
explain-cause-recipient-rate = La boîte reçoit trop de messages en ce moment
explain-means-recipient-rate = Trop de messages arrivent à la fois dans cette boîte. L’adresse est bonne ; le même message passera plus tard.
explain-cause-too-many-recipients = Trop de destinataires dans un même message
explain-means-too-many-recipients = La messagerie destinataire accepte moins de destinataires à la fois que n’en avait le message.
explain-cause-greylist = La messagerie destinataire demande à un expéditeur inconnu de revenir
explain-means-greylist = Liste grise : le premier essai d’un nouvel expéditeur est différé, le suivant, quelques minutes plus tard, est accepté.
explain-cause-content-spam = Le contenu ressemble à du courrier indésirable
explain-means-content-spam = Un filtre a jugé le texte, les liens ou la forme du message. Une authentification en ordre aide, sans être décisive.
explain-cause-virus = Le message est jugé porteur d’un programme malveillant
explain-means-virus = Un antivirus a trouvé quelque chose de dangereux dans le message ou une pièce jointe. La machine d’envoi est peut-être infectée.
explain-cause-attachment = Un type de pièce jointe refusé
explain-means-attachment = Le message a été refusé pour sa pièce jointe : programmes, scripts et archives verrouillées sont souvent refusés.
explain-cause-policy = La messagerie destinataire refuse le message selon une règle qu’elle ne nomme pas
explain-means-policy = La réponse dit qu’une règle n’est pas respectée, sans dire laquelle. Authentification, réputation, contenu et règles du destinataire sont tous possibles.
explain-cause-recipient-rule = Le destinataire, ou son organisation, refuse ce courrier
explain-means-recipient-rule = Une règle posée par le destinataire ou son administrateur refuse cet expéditeur. Rien n’est en panne du côté de l’expéditeur.
explain-cause-spoofed = Le message ressemble à une usurpation
explain-means-spoofed = L’adresse d’expédition prétend appartenir à l’organisation du destinataire, ou l’enveloppe et l’adresse From se contredisent.
explain-cause-mailbox-unknown = La boîte n’existe pas
explain-means-mailbox-unknown = { $outcome ->
    [temporary] La messagerie destinataire ne connaît pas cette adresse, pour l’instant : elle est peut-être mal écrite ou fermée, ou l’annuaire des adresses est injoignable.
    [given_up] La messagerie destinataire ne connaissait pas cette adresse : elle est mal écrite ou fermée, ou l’annuaire des adresses était injoignable.
   *[other] Cette adresse n’existe pas chez ce destinataire : elle est mal écrite, ou a été fermée.
  }
explain-cause-mailbox-moved = Le destinataire a changé d’adresse
explain-means-mailbox-moved = La boîte n’est plus là ; la réponse donne parfois la nouvelle adresse.
explain-cause-recipient-domain = Le domaine du destinataire n’existe pas ou n’a pas de serveur de messagerie
explain-means-recipient-domain = Ce qui suit le @ est mal écrit, a expiré, ou n’est pas configuré pour le courrier.
explain-cause-recipient-null-mx = Le domaine du destinataire ne reçoit pas de courrier
explain-means-recipient-null-mx = Le domaine déclare dans le DNS qu’il n’a pas de boîtes (MX nul). L’adresse est sans doute mal écrite.
explain-cause-mailbox-disabled = La boîte existe mais est hors service
explain-means-mailbox-disabled = { $outcome ->
    [temporary] Le compte est suspendu ou verrouillé, au moins pour l’instant.
    [given_up] Le compte était suspendu ou verrouillé, au moins pour un temps.
   *[other] Le compte est suspendu, fermé ou abandonné.
  }
explain-cause-mailbox-unavailable = La boîte ne reçoit pas de courrier pour l’instant
explain-means-mailbox-unavailable = Elle est occupée, verrouillée, ou bloquée un moment selon une règle. L’adresse peut très bien être bonne.
explain-cause-mailbox-full = La boîte est pleine
explain-means-mailbox-full = Il n’y a plus de place pour un message. C’est au destinataire d’en faire.
explain-cause-message-too-large = Le message est trop lourd
explain-means-message-too-large = Avec ses pièces jointes, qui grossissent d’un tiers en route, le message dépasse ce que la messagerie destinataire accepte.
explain-cause-relay-denied = Le serveur ne prend pas le courrier de ce domaine
explain-means-relay-denied = Le serveur interrogé n’est pas responsable du domaine du destinataire, et ne relaie que pour ses propres utilisateurs identifiés.
explain-cause-relay-account = Le relais d’envoi ne connaît pas cet expéditeur
explain-means-relay-account = Le relais d’envoi n’accepte que les domaines et les adresses IP déclarés chez lui.
explain-cause-log-in = Le serveur demande une identification avant l’envoi
explain-means-log-in = Le logiciel d’envoi ne s’est pas identifié auprès de son serveur sortant.
explain-cause-log-in-failed = L’identification a échoué
explain-means-log-in-failed = Le serveur sortant n’a pas accepté le nom, le mot de passe ou le mode d’identification.
explain-cause-tls-required = La connexion doit être chiffrée
explain-means-tls-required = La messagerie destinataire n’accepte ce courrier qu’en TLS, et le serveur d’envoi ne l’a pas utilisé.
explain-cause-smtp-auth-disabled = Ce compte n’a pas le droit de s’identifier pour envoyer en SMTP
explain-means-smtp-auth-disabled = L’administrateur a désactivé l’envoi SMTP authentifié pour la boîte ou pour toute l’organisation (avec Microsoft 365, c’est le réglage par défaut des nouvelles organisations). L’identifiant et le mot de passe peuvent être bons.
explain-cause-tls-not-offered = Le serveur du destinataire ne propose pas de chiffrement
explain-means-tls-not-offered = Le serveur d’envoi ne remet à ce domaine qu’en TLS, par ses propres réglages ou selon DANE ou MTA-STS du domaine destinataire, et le serveur joint n’a pas proposé STARTTLS.
explain-cause-tls-broken = Le chiffrement n’a pas pu être négocié
explain-means-tls-broken = Les deux côtés voulaient TLS sans y parvenir : certificat expiré ou inadapté, DANE ou MTA-STS du domaine destinataire, ou version trop ancienne.
explain-cause-command = Les serveurs ne se sont pas compris
explain-means-command = Une commande était mal formée, hors séquence ou inconnue de l’autre côté. Cela concerne le logiciel de messagerie.
explain-cause-address-syntax = Une adresse est mal formée
explain-means-address-syntax = L’adresse n’en est pas une : espace, partie manquante ou caractère interdit.
explain-cause-message-format = Le message ne respecte pas le format
explain-means-message-format = Un en-tête manque, est en double ou mal formé, ou des lignes sont trop longues.
explain-cause-international = Une adresse ou un en-tête avec des lettres hors ASCII
explain-means-international = Un des serveurs du trajet ne gère pas les adresses internationales.
explain-cause-system = Le système du destinataire a un problème
explain-means-system = Surcharge, disque plein, maintenance ou erreur interne. Le problème est du côté du destinataire et passe le plus souvent.
explain-cause-busy-or-restricted = La messagerie destinataire est occupée, ou restreint l’expéditeur pour un temps
explain-means-busy-or-restricted = La réponse parle d’un serveur occupé. La liste des codes de Microsoft y voit une restriction temporaire d’expéditeurs à l’activité suspecte, levée une fois les envois jugés en règle.
explain-cause-loop = Le message tourne en rond
explain-means-loop = Des redirections ou des serveurs se renvoient le message.
explain-cause-misconfigured = Le système du destinataire est mal configuré
explain-means-misconfigured = Une liste ou un serveur du destinataire ne peut pas faire ce qu’il devrait.
explain-cause-not-accepting = Le serveur n’accepte aucun courrier
explain-means-not-accepting = L’hôte répond qu’il ne reçoit de courrier pour personne, ou pas en ce moment.
explain-cause-network = Le serveur du destinataire n’a pas pu être joint
explain-means-network = Pas de connexion, une connexion coupée, ou pas de réponse du DNS sur le lieu de remise.
explain-cause-expired = Le serveur d’envoi a renoncé après de nombreux essais
explain-means-expired = Le message a attendu en file jusqu’à expiration. La raison se trouve dans les réponses précédentes.
explain-cause-priority = Le message a une priorité trop basse
explain-means-priority = La messagerie destinataire n’accepte pour l’instant que des messages plus prioritaires. Mais des articles écrivent ce code par erreur pour 5.7.515, un refus d’Outlook.com faute d’authentification.
explain-cause-rrvs = La boîte appartient désormais à quelqu’un d’autre
explain-means-rrvs = L’expéditeur demandait une remise au seul ancien titulaire, et la boîte ou le domaine ont changé de mains.
explain-cause-arc = La chaîne des intermédiaires n’a pas pu être vérifiée
explain-means-arc = Le message a été transféré, et les sceaux (ARC) par lesquels les intermédiaires le garantissent sont rompus.
explain-cause-other = La réponse ne dit pas pourquoi
explain-means-other = Ni le texte ni le code de la réponse n’ont de sens connu et unique.
explain-cause-from-header = L’adresse From du message manque ou n’est pas une adresse valide et unique
explain-means-from-header = Le lecteur voit l’expéditeur dans le champ From. Ici, il manque, est en double, ou ne contient pas exactement une adresse.

# Démarches.
explain-do-publish-spf = Publier sur le domaine MAIL FROM un enregistrement SPF qui couvre toutes les adresses IP d’envoi, ou compléter celui qui existe.
explain-do-sign-dkim = Activer la signature DKIM chez le service d’envoi, avec le domaine de l’adresse From, et publier la clé qu’il donne.
explain-do-check-domain = Contrôler le domaine avec `preflight DOMAINE` jusqu’à ce qu’il ne reste aucune erreur.
explain-do-send-again = { $outcome ->
    [temporary] Le serveur d’envoi réessaie de lui-même ; une fois la correction faite, rien n’est à renvoyer.
    [given_up] Renvoyer le message une fois la correction faite ; le serveur d’envoi n’essaie plus.
   *[other] Renvoyer le message une fois la correction faite ; un message refusé n’est pas réessayé de lui-même.
  }
explain-do-spf-must-pass = Faire réussir SPF pour le domaine MAIL FROM : toutes les adresses IP d’envoi couvertes, un seul enregistrement, dix requêtes DNS au plus.
explain-do-publish-dmarc = Publier un enregistrement DMARC sur `_dmarc` du domaine, pour commencer `v=DMARC1; p=none` avec une adresse pour les rapports.
explain-do-align = Aligner : signer DKIM avec le domaine de l’adresse From, ou utiliser un MAIL FROM sous ce domaine.
explain-do-ipv6-in-spf = Ajouter les adresses IPv6 du serveur d’envoi à l’enregistrement SPF.
explain-do-set-ptr = Faire définir par le fournisseur de l’adresse IP un nom inverse (PTR) dans le domaine de l’expéditeur.
explain-do-prefer-ipv4 = En attendant, envoyer en IPv4.
explain-do-find-sending-ip = Relever l’adresse IP qui a envoyé le message : la réponse ou le journal du serveur d’envoi la nomme.
explain-do-add-to-spf = S’il s’agit d’un serveur ou service du domaine, l’ajouter à l’enregistrement SPF ; sinon, chercher qui envoie au nom du domaine.
explain-do-own-return-path = Avec un service d’envoi, configurer son adresse de retour personnalisée, pour que SPF porte sur le domaine lui-même.
explain-do-repair-spf = Réparer l’enregistrement : un seul, sans terme inconnu, dix requêtes DNS et deux requêtes sans résultat au plus.
explain-do-tighten-spf = Retirer `+all`, les réseaux trop larges et les `include` qui n’existent plus.
explain-do-repair-dkim-key = Comparer la clé publiée sur `sélecteur._domainkey` à celle du service d’envoi, et la publier en entier.
explain-do-keep-signed-message = Vérifier que rien ne modifie le message après signature : pieds de page, passerelles, antivirus.
explain-do-strong-dkim-key = Utiliser une clé RSA de 2048 bits avec `rsa-sha256`.
explain-do-sign-own-domain = Signer avec le domaine de l’adresse From (`d=`).
explain-do-find-stream = Trouver quel service a envoyé le message : les rapports agrégés DMARC nomment les adresses IP.
explain-do-mind-forwarding = Si le message a été transféré ou est passé par une liste, seul DKIM peut y survivre : signer avec DKIM.
explain-do-lower-dmarc = Pendant la réparation, le titulaire du domaine peut abaisser la politique à `p=none` pour peu de temps.
explain-do-check-name-servers = Vérifier que tous les serveurs de noms du domaine répondent, aussi en IPv6, et que DNSSEC est en ordre.
explain-do-wait-retry = { $outcome ->
    [temporary] Laisser le serveur d’envoi réessayer ; la plupart le font d’eux-mêmes pendant quelques jours.
    [given_up] Renvoyer le message quelques heures plus tard ; le serveur d’envoi n’essaie plus.
    [permanent] Renvoyer le message quelques heures plus tard ; un message refusé n’est pas réessayé de lui-même.
   *[unknown] Un message différé est réessayé par le serveur d’envoi lui-même ; après un refus, le renvoyer quelques heures plus tard.
  }
explain-do-confirm-forward = Publier pour ce nom un enregistrement A ou AAAA qui ramène à l’adresse IP.
explain-do-set-own-ptr = Faire remplacer par le fournisseur le nom par défaut par un nom du domaine de l’expéditeur, tel que `mail.example.com`.
explain-do-use-relay = Envoyer par le serveur sortant du fournisseur ou d’un service d’envoi.
explain-do-or-use-relay = Ou envoyer par le serveur sortant du fournisseur ou d’un service d’envoi.
explain-do-set-helo = Régler le nom EHLO du serveur d’envoi sur son nom d’hôte complet, le même que son nom inverse.
explain-do-publish-helo-address = Publier un enregistrement A ou AAAA pour ce nom.
explain-do-publish-sender-mx = Publier un enregistrement MX, ou une adresse IP, pour le domaine des adresses MAIL FROM et From.
explain-do-check-sender-spelling = Vérifier l’orthographe de l’adresse d’expédition dans le logiciel d’envoi.
explain-do-remove-null-mx = Retirer `MX 0 .` du domaine s’il envoie, ou envoyer depuis un autre domaine.
explain-do-sender-must-receive = Vérifier que l’adresse d’expédition existe et peut recevoir du courrier.
explain-do-use-own-address = Utiliser une adresse From de son propre domaine, déclarée auprès du service d’envoi.
explain-do-stop-cause = Faire cesser la cause d’abord : compte ou site piraté, listes d’adresses anciennes ou achetées, plaintes. Sans cela, un retrait des listes de blocage ne dure pas.
explain-do-look-up-lists = Chercher l’adresse IP sur la liste que la réponse nomme, ou avec `preflight DOMAINE --ip ADRESSE`.
explain-do-ask-removal = Demander le retrait par le formulaire de la liste ; les listes sérieuses ne font pas payer.
explain-do-ask-receiver-removal = Demander le retrait à la messagerie destinataire par le formulaire ou l’adresse que sa réponse nomme.
explain-do-static-address = Pour un serveur à soi : utiliser une adresse IP fixe avec nom inverse, et la faire retirer de la liste des adresses dynamiques.
explain-do-find-listed-domain = Trouver le domaine listé : celui de l’expéditeur, celui du nom EHLO, ou celui d’un lien du message.
explain-do-slow-down = Envoyer plus lentement, à des personnes qui attendent le message, et augmenter le volume par étapes.
explain-do-authenticate-all = Mettre en ordre SPF, DKIM, DMARC et le DNS inverse : `preflight DOMAINE` montre ce qui manque.
explain-do-ask-receiver = Si cela continue, écrire au postmaster de la messagerie destinataire avec la réponse entière, sa date et l’adresse IP d’envoi.
explain-do-show-operator = Donner au serveur un nom d’hôte de son domaine dont le site dit qui l’exploite.
explain-do-clean-list = Retirer les adresses en erreur et les personnes qui n’ouvrent jamais.
explain-do-fewer-connections = Réduire le nombre de connexions parallèles et de messages par connexion vers cette messagerie.
explain-do-wait-quota = Attendre la remise à zéro du quota, en général sous un jour.
explain-do-split-campaign = Étaler la campagne sur plusieurs jours.
explain-do-ask-provider = Interroger le service d’envoi, avec la réponse entière.
explain-do-secure-account = Sécuriser d’abord le compte : changer son mot de passe, fermer ses sessions, retirer redirections, connecteurs et programmes inconnus, et trouver ce qui a envoyé le courrier.
explain-do-ask-unblock = Faire lever le blocage par l’administrateur du service d’envoi ; si cela ne suffit pas, le support du service le peut, une fois informé de ce qui a été réparé.
explain-do-ask-unlist-recipient = Demander à l’administrateur de sa propre organisation de retirer l’adresse ou le domaine du destinataire de la liste de blocage (avec Microsoft 365, la liste d’autorisation et de blocage du locataire).
explain-do-ask-allow-forwarding = Demander à l’administrateur de cette organisation d’autoriser le transfert pour cette boîte (avec Microsoft 365, dans la stratégie anti-courrier indésirable sortant), ou faire supprimer le transfert.
explain-do-leave-out-recipient = D’ici là, envoyer sans ce destinataire : un seul destinataire bloqué retient le message pour tous les autres.
explain-do-send-over-ipv4 = Régler le serveur d’envoi sur IPv4, au moins pour ce destinataire.
explain-do-ask-accept-ipv6 = Ou demander à l’administrateur du domaine destinataire d’accepter le courrier en IPv6.
explain-do-fewer-recipients = Envoyer par lots plus petits, ou un message par destinataire.
explain-do-wait-greylist = { $outcome ->
    [temporary] Attendre : le serveur d’envoi réessaie de lui-même, en général sous 5 à 30 minutes.
    [given_up] Renvoyer le message, depuis un serveur qui insiste pendant plusieurs heures : la liste grise accepte l’essai suivant, en général après 5 à 30 minutes.
    [permanent] Renvoyer le message après une demi-heure ; un message refusé n’est pas réessayé de lui-même.
   *[unknown] Attendre : l’essai suivant est accepté, en général après 5 à 30 minutes.
  }
explain-do-keep-address = Vérifier que l’essai suivant part de la même adresse IP ; un groupe d’adresses qui change à chaque fois recommence à zéro.
explain-do-review-content = Revoir l’objet, le texte et la part d’images ; éviter les liens raccourcis et les pièces jointes.
explain-do-check-links = Vérifier qu’aucun domaine cité dans un lien ne figure sur une liste de blocage.
explain-do-scan-sender = Analyser l’ordinateur d’envoi et changer le mot de passe du compte.
explain-do-no-attachment = Envoyer sans la pièce jointe, ou avec un lien vers le fichier.
explain-do-read-reply = Lire le texte qui suit le code : il nomme souvent une page ou une liste.
explain-do-other-channel = Joindre le destinataire par un autre moyen.
explain-do-ask-allow = Demander au destinataire, ou à son administrateur, d’autoriser l’expéditeur.
explain-do-check-address = Vérifier l’adresse lettre par lettre, des deux côtés du @.
explain-do-remove-address = { $outcome ->
    [temporary] Garder l’adresse pour l’instant : le serveur d’envoi réessaie. La retirer quand elle est refusée définitivement.
    [given_up] Vérifier l’adresse avant d’y écrire à nouveau, et la retirer quand elle est refusée définitivement.
   *[other] Retirer l’adresse de la liste ; écrire à des adresses mortes nuit à l’expéditeur.
  }
explain-do-find-new-address = Demander la nouvelle adresse, que la réponse donne parfois.
explain-do-check-recipient-domain = Vérifier que le domaine du destinataire existe et possède un serveur de messagerie.
explain-do-wait-mailbox = { $outcome ->
    [temporary] Laisser le serveur d’envoi réessayer ; une boîte qui reste pleine plusieurs semaines est à considérer comme morte.
   *[other] Renvoyer dans quelques jours ; après plusieurs semaines, considérer l’adresse comme morte.
  }
explain-do-smaller-message = Envoyer un message plus léger.
explain-do-share-link = Déposer les gros fichiers sur un partage et envoyer le lien.
explain-do-log-in = Activer l’authentification du serveur sortant dans le logiciel, avec l’adresse complète comme identifiant.
explain-do-submission-port = Utiliser le port 587 ou 465 avec chiffrement.
explain-do-check-recipient-mx = Vérifier les enregistrements MX du domaine du destinataire ; s’ils sont faux, seul son administrateur peut les corriger.
explain-do-register-relay = Déclarer le domaine et l’adresse IP d’envoi auprès du relais.
explain-do-check-password = Vérifier l’identifiant et le mot de passe en se connectant au webmail.
explain-do-app-password = Si le compte exige une double authentification, utiliser un mot de passe d’application ou OAuth.
explain-do-allow-smtp-auth = Faire autoriser par l’administrateur l’envoi SMTP authentifié pour cette seule boîte ; les programmes qui le peuvent devraient s’identifier par OAuth.
explain-do-ask-offer-tls = Signaler à l’administrateur du domaine destinataire que son serveur doit proposer STARTTLS.
explain-do-allow-plain = Si l’exigence vient du côté de l’expéditeur et que le contenu le permet, laisser le serveur d’envoi remettre sans TLS à ce domaine en attendant.
explain-do-turn-on-tls = Activer STARTTLS pour les envois sur le serveur d’envoi.
explain-do-modern-tls = Utiliser TLS 1.2 ou plus récent et des certificats à jour.
explain-do-check-recipient-tls = Si seul ce destinataire échoue, c’est à son administrateur de réparer certificat, DANE ou MTA-STS.
explain-do-check-software = Vérifier le logiciel d’envoi : version, réglages, et ce qu’un pare-feu intermédiaire modifie.
explain-do-repair-headers = Réparer le message : un seul From, une Date, un Message-ID, des lignes de moins de 998 caractères.
explain-do-plain-address = Utiliser une adresse sans accents, si le destinataire en a une.
explain-do-check-forwarding = Chercher les redirections et les enregistrements MX qui ramènent au même serveur.
explain-do-check-own-network = Si d’autres destinataires échouent aussi, vérifier son propre réseau et l’ouverture du port 25.
explain-do-read-earlier = Chercher les réponses précédentes dans le journal du serveur d’envoi et expliquer celles-là.
explain-do-raise-priority = { $outcome ->
    [temporary] Laisser le serveur d’envoi réessayer, ou envoyer avec une priorité plus haute.
   *[other] Renvoyer plus tard, ou avec une priorité plus haute.
  }
explain-do-compare-code = Comparer avec la réponse d’origine : si elle dit 5.7.515, expliquer plutôt ce code.
explain-do-ask-person = Demander à la personne son adresse actuelle.
explain-do-one-from = Envoyer avec un seul champ From, contenant une seule adresse de son propre domaine.

# Codes de base.
explain-code-211 = État du système, ou réponse à HELP
explain-code-214 = Texte d’aide pour les humains
explain-code-220 = Le serveur est prêt (aussi à démarrer TLS)
explain-code-221 = Le serveur ferme la connexion après QUIT ; cela ne dit rien de la remise
explain-code-235 = Identification acceptée
explain-code-250 = Commande exécutée ; après le message : pris en charge, pas encore remis
explain-code-251 = Utilisateur non local ; le serveur transférera
explain-code-252 = Le serveur ne peut pas vérifier l’utilisateur, et tentera la remise
explain-code-253 = Les messages en attente vont être envoyés (ETRN)
explain-code-334 = Défi pendant l’identification
explain-code-354 = Le serveur attend le message ; pas une erreur
explain-code-421 = Service non disponible, connexion fermée : arrêt, surcharge, ou report selon une règle
explain-code-422 = Enregistré seulement avec X.7.12 (changement de mot de passe) ; quelques serveurs veulent dire boîte pleine
explain-code-430 = Enregistré seulement avec X.5.1 (commande invalide)
explain-code-432 = Changement de mot de passe nécessaire avant identification
explain-code-450 = Non exécuté pour l’instant : boîte occupée ou bloquée selon une règle ; courant pour la liste grise et les noms d’expéditeur introuvables
explain-code-451 = Interrompu pour l’instant : erreur locale ; courant pour les pannes DNS et la liste grise
explain-code-452 = Espace insuffisant pour l’instant, ou trop de destinataires
explain-code-453 = Pas de courrier en attente (ATRN)
explain-code-454 = TLS, ou l’identification, indisponible pour l’instant
explain-code-455 = Le serveur ne peut pas utiliser les paramètres pour l’instant
explain-code-458 = Messages impossibles à mettre en file pour ce nœud (ETRN)
explain-code-459 = Nœud non autorisé (ETRN)
explain-code-500 = Erreur de syntaxe : commande non reconnue, ou ligne trop longue
explain-code-501 = Erreur de syntaxe dans les arguments : une adresse, ou le nom EHLO
explain-code-502 = Commande non prise en charge
explain-code-503 = Commandes hors séquence, souvent faute d’identification
explain-code-504 = Paramètre non pris en charge ; avec Postfix, un nom EHLO incomplet. Ce n’est pas un délai dépassé
explain-code-521 = L’hôte n’accepte aucun courrier
explain-code-523 = Chiffrement nécessaire
explain-code-524 = Chiffrement nécessaire pour ce mode d’identification
explain-code-525 = Le compte de l’utilisateur est désactivé
explain-code-530 = Identification requise, ou STARTTLS d’abord
explain-code-534 = Mode d’identification trop faible
explain-code-535 = Identifiant ou mot de passe refusé
explain-code-538 = Chiffrement nécessaire pour le mode d’identification demandé
explain-code-550 = Non exécuté : boîte introuvable, accès interdit, ou refus selon une règle
explain-code-551 = Utilisateur non local : essayer l’adresse donnée dans la réponse
explain-code-552 = Interrompu : espace dépassé, ou message trop lourd
explain-code-553 = Nom de boîte non autorisé : forme d’une adresse ; certaines messageries l’emploient pour des refus selon une règle
explain-code-554 = Transaction échouée ; en début de connexion : pas de service pour cet expéditeur
explain-code-555 = Paramètres de MAIL FROM ou RCPT TO inconnus
explain-code-556 = Le domaine n’accepte pas de courrier (MX nul)
explain-code-111 = Pas une réponse SMTP : le numéro d’erreur Linux d’une connexion refusée, que certains journaux affichent
explain-code-120 = Pas une réponse SMTP : SMTP n’a aucun code inférieur à 200
explain-code-130 = Pas une réponse SMTP : SMTP n’a aucun code inférieur à 200
explain-code-426 = Pas un code SMTP ; envoyé par certains logiciels pour une connexion perdue
explain-code-442 = Pas un code SMTP ; envoyé par certains logiciels pour une connexion perdue en route
explain-code-471 = Pas un code SMTP ; envoyé par certains filtres pour une erreur interne
explain-code-498 = Pas un code SMTP ; le texte qui suit décide
explain-code-510 = Pas un code SMTP ; le plus souvent 5.1.0 sans ses points : adresse incorrecte
explain-code-511 = Pas un code SMTP ; le plus souvent 5.1.1 sans ses points : boîte inexistante
explain-code-512 = Pas un code SMTP ; le plus souvent 5.1.2 sans ses points : domaine inexistant
explain-code-522 = Pas un code SMTP ; le plus souvent 5.2.2 sans ses points : boîte pleine
explain-code-540 = Pas un code SMTP ; envoyé par certains filtres
explain-code-541 = Pas un code SMTP ; envoyé par Zoho et d’autres pour un refus par un filtre ou une règle du destinataire
explain-code-571 = Pas un code SMTP ; envoyé par Sendmail et La Poste pour un refus selon une règle
explain-code-581 = Pas un code SMTP ; le texte qui suit décide
explain-code-585 = Pas un code SMTP ; le texte qui suit décide
explain-code-591 = Pas un code SMTP ; le texte qui suit décide
explain-code-606 = Pas un code SMTP ; un code interne du journal de Mailgun

# Codes d’état étendus, quelle que soit la classe.
explain-status-0-0 = Indéfini ; seule la classe est connue
explain-status-1-0 = Quelque chose à propos d’une adresse
explain-status-1-1 = La boîte n’existe pas
explain-status-1-2 = Le domaine du destinataire n’existe pas ou n’accepte pas de courrier
explain-status-1-3 = L’adresse du destinataire est mal formée
explain-status-1-4 = L’adresse du destinataire est ambiguë
explain-status-1-5 = L’adresse du destinataire est valide
explain-status-1-6 = La boîte a déménagé, nouvelle adresse inconnue
explain-status-1-7 = L’adresse de l’expéditeur est mal formée
explain-status-1-8 = Le domaine de l’expéditeur n’existe pas ou est inutilisable
explain-status-1-9 = Transmis à un serveur qui n’envoie pas d’avis
explain-status-1-10 = Le domaine du destinataire n’accepte pas de courrier (MX nul)
explain-status-2-0 = Quelque chose à propos de la boîte
explain-status-2-1 = La boîte est désactivée
explain-status-2-2 = La boîte est pleine
explain-status-2-3 = Le message dépasse la taille autorisée par l’administrateur
explain-status-2-4 = La liste de diffusion n’a pas pu être développée
explain-status-3-0 = Quelque chose à propos du système de messagerie
explain-status-3-1 = Le système de messagerie est plein
explain-status-3-2 = Le système n’accepte pas de courrier pour l’instant
explain-status-3-3 = Le système n’a pas une fonction demandée
explain-status-3-4 = Le message est trop gros pour le système
explain-status-3-5 = Le système est mal configuré
explain-status-3-6 = La priorité a été changée
explain-status-4-0 = Quelque chose à propos du réseau ou du routage
explain-status-4-1 = L’hôte ne répond pas
explain-status-4-2 = La connexion s’est rompue
explain-status-4-3 = Un annuaire ou un serveur DNS a échoué
explain-status-4-4 = Pas de route vers le destinataire
explain-status-4-5 = Le système de messagerie est saturé
explain-status-4-6 = Boucle de routage
explain-status-4-7 = Le délai de remise est dépassé
explain-status-4-8 = Réessayer en IPv4
explain-status-5-0 = Quelque chose à propos du protocole
explain-status-5-1 = Commande invalide
explain-status-5-2 = Erreur de syntaxe
explain-status-5-3 = Trop de destinataires
explain-status-5-4 = Arguments de commande invalides
explain-status-5-5 = Mauvaise version du protocole
explain-status-5-6 = Ligne trop longue pendant l’identification
explain-status-6-0 = Quelque chose à propos du contenu
explain-status-6-1 = Type de contenu non pris en charge
explain-status-6-2 = Conversion nécessaire et interdite
explain-status-6-3 = Conversion nécessaire et non prise en charge
explain-status-6-4 = Converti, avec pertes
explain-status-6-5 = Échec de la conversion
explain-status-6-6 = Contenu non disponible
explain-status-6-7 = Adresses internationales non permises ici
explain-status-6-8 = Une réponse internationale serait nécessaire, et le client ne l’accepte pas
explain-status-6-9 = Un message à en-têtes internationaux ne peut pas être transmis
explain-status-6-10 = Comme X.6.8, abandonné
explain-status-7-0 = Quelque chose à propos de la sécurité ou d’une règle
explain-status-7-1 = Refusé selon une règle ; le code le plus surchargé de tous
explain-status-7-2 = Envoi à cette liste non permis
explain-status-7-3 = Conversion de sécurité nécessaire et impossible
explain-status-7-4 = Fonction de sécurité non prise en charge
explain-status-7-5 = Échec cryptographique
explain-status-7-6 = Algorithme non pris en charge
explain-status-7-7 = Le message a été modifié en route
explain-status-7-8 = Identifiant ou mot de passe refusé
explain-status-7-9 = Mode d’identification trop faible
explain-status-7-10 = Chiffrement nécessaire
explain-status-7-11 = Chiffrement nécessaire pour ce mode d’identification
explain-status-7-12 = Changement de mot de passe nécessaire
explain-status-7-13 = Le compte de l’utilisateur est désactivé
explain-status-7-14 = Relation de confiance requise
explain-status-7-15 = Priorité trop basse ; souvent une coquille pour 5.7.515
explain-status-7-16 = Le message est trop gros pour sa priorité
explain-status-7-17 = La boîte a un nouveau titulaire
explain-status-7-18 = Le domaine a un nouveau titulaire
explain-status-7-19 = Le changement de titulaire n’a pas pu être vérifié
explain-status-7-20 = Aucune signature DKIM valide
explain-status-7-21 = Aucune signature DKIM acceptable
explain-status-7-22 = Aucune signature DKIM du domaine de l’auteur
explain-status-7-23 = SPF : adresse IP d’envoi non autorisée
explain-status-7-24 = SPF : enregistrement impossible à évaluer
explain-status-7-25 = Échec du contrôle du DNS inverse
explain-status-7-26 = Plusieurs contrôles d’authentification ont échoué ; ce n’est pas une erreur DNS
explain-status-7-27 = Le domaine de l’expéditeur n’accepte pas de courrier (MX nul)
explain-status-7-28 = Afflux de courrier détecté
explain-status-7-29 = Échec du contrôle ARC
explain-status-7-30 = Le serveur suivant ne gère pas REQUIRETLS

# Le rapport.
explain-outcome = { $outcome ->
    [accepted] accepté
    [continues] pas un échec : le serveur attend la suite
    [temporary] temporaire : le serveur d’envoi réessaie
    [given_up] abandonné : le serveur d’envoi n’essaie plus
    [permanent] définitif : un nouvel essai serait aussi refusé
   *[unknown] la réponse ne dit pas si c’est définitif
  }
explain-stage = { $stage ->
    [connect] à la connexion
    [helo] au EHLO
    [mail_from] au MAIL FROM
    [rcpt_to] au RCPT TO
    [end_of_data] après le message
   *[post_accept] après acceptation
  }
explain-side = { $side ->
    [sender] du côté de l’expéditeur
    [recipient] du côté du destinataire
    [both] de l’un ou de l’autre côté
   *[wait] personne : le temps suffit
  }
explain-dns = { $dns ->
    [yes] Se corrige dans le DNS.
    [partly] Le DNS y a sa part et peut ne pas suffire.
    [no] Ne se corrige pas dans le DNS.
   *[unknown] On ne sait pas si le DNS peut le corriger.
  }
explain-known = { $by ->
    [receiver_wording] reconnu au texte propre à cette messagerie
    [receiver_code] reconnu au sens que cette messagerie donne à ce code
    [wording] reconnu à un texte courant
    [code] d’après le seul sens officiel du code
    [code_in_use] d’après le seul usage courant du code
   *[nothing] texte inconnu
  }
explain-no-failure = Cette réponse n’est pas un échec.
explain-unknown = Ni le texte ni le code ne sont connus.
explain-label-steps = À faire :
explain-cut = Le message dépasse ce qui est lu d’un message ; la suite n’a pas été examinée.
explain-summary = { $bounces ->
    [one] { $bounces } destinataire non atteint
   *[other] { $bounces } destinataires non atteints
  } dans { $messages ->
    [one] { $messages } message
   *[other] { $messages } messages
  }
explain-summary-waiting = Pour { $count } d’entre eux, le courrier est seulement retenu.
explain-summary-dns = { $count ->
    [0] Aucun ne se corrige dans le DNS.
    [one] { $count } se corrige dans le DNS ({ $share } %).
   *[other] { $count } se corrigent dans le DNS ({ $share } %).
  }
explain-summary-others = { $count ->
    [one] { $count } message n’est pas un avis de non-remise.
   *[other] { $count } messages ne sont pas des avis de non-remise.
  }
explain-summary-delivered = { $count ->
    [one] Pour { $count } destinataire, le message a été remis ou transmis.
   *[other] Pour { $count } destinataires, le message a été remis ou transmis.
  }
explain-summary-cut = { $count ->
    [one] { $count } message a été lu en partie.
   *[other] { $count } messages ont été lus en partie.
  }
explain-summary-receiver-unknown = messagerie inconnue
explain-summary-fixable = Se corrige dans le DNS
explain-summary-partly = Le DNS y joue un rôle
explain-summary-rest = Hors DNS
explain-means-code = { $by ->
    [registry] { $meaning } Selon le registre, { $code } signifie : { $sentence }.
   *[use] { $meaning } { $code } : { $sentence }.
  }
explain-who = { $dns } Qui peut agir : { $side }.
explain-elsewhere = De la part de { $receiver }, le sens serait : { $title }
explain-code-line = { $code } : { $sentence }
explain-code-otherwise = { $by ->
    [receiver] { $sentence }, selon le registre ; { $receiver } l’emploie autrement
   *[text] { $sentence }, selon le registre ; le texte de la réponse dit autre chose
  }
explain-short = { $place } : { $title } ({ $head })
explain-place-line = ligne { $line }
explain-place-recipient = destinataire { $number }
explain-cause-places = { $title } ({ $places })
explain-places-lines = { $count ->
    [one] ligne { $places }
   *[other] lignes { $places }
  }{ $more ->
    [0] {""}
    [one] {" "}et { $more } autre
   *[other] {" "}et { $more } autres
  }
explain-places-recipients = { $count ->
    [one] destinataire { $places }
   *[other] destinataires { $places }
  }{ $more ->
    [0] {""}
    [one] {" "}et { $more } autre
   *[other] {" "}et { $more } autres
  }
explain-evidence = { $shown ->
    [causes] Ce qui provoquerait ce refus aujourd’hui, dans le DNS du domaine { $domain } :
    [contributes] Ce qui peut y contribuer, dans le DNS du domaine { $domain } :
    [open] Toutes les questions sur { $domain } n’ont pas eu de réponse ; rien de ce qui a été répondu ne provoquerait ce refus :
    [clear] Le DNS du domaine { $domain } ne montre rien qui provoquerait ce refus aujourd’hui. S’il a été corrigé depuis, renvoyer ; sinon, suivre les démarches qui ne concernent pas le DNS.
   *[elsewhere] Le DNS du domaine { $domain } n’a pas de part dans cette cause.
  }
explain-predicted = { $certainty ->
    [certain] { $receiver } devrait donner exactement cette réponse aujourd’hui.
   *[possible] { $receiver } peut donner exactement cette réponse aujourd’hui.
  }
