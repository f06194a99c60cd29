# Le rapport destiné aux personnes.

verdict-rejected = { $domain } : ne pas envoyer pour l’instant. { $count ->
    [one] Une messagerie destinataire rejetterait
   *[other] { $count } messageries destinataires rejetteraient
  } ce courrier.
verdict-at-risk = { $domain } : à risque. { $errors ->
    [0] Aucun rejet n’est certain, mais une partie du courrier peut être rejetée.
    [one] Une erreur est à corriger avant l’envoi.
   *[other] { $errors } erreurs sont à corriger avant l’envoi.
  }
verdict-depends = { $domain } : à risque, tant que la façon d’envoyer n’est pas connue. La préciser avec --ip, --selector et --volume pour une réponse ferme.
verdict-no-domain = { $domain } : ce domaine n’existe pas dans le DNS. Son orthographe est-elle juste ?
verdict-undetermined = { $domain } : indéterminé. Des questions sont restées sans réponse ; rien ne peut être promis.
verdict-not-sending = { $domain } : ce domaine n’envoie pas de courrier, et il l’annonce.
verdict-clear = { $domain } : rien à signaler. Rien de ce que montre le DNS ne ferait rejeter ce courrier.
verdict-no-resolver = { $domain } : aucun résolveur n’a répondu. Rien n’a pu être vérifié.

no-resolver-hint = Le réseau est-il accessible ? Essayer `preflight demo`, qui s’en passe ; `--zone FICHIER --offline` pour vérifier un fichier de zone ; ou `--resolver` avec une autre adresse.

heading-predictions = Réponses prévues des messageries destinataires
heading-wrong = Ce qui ne va pas
heading-todo = À faire
heading-undetermined = Indéterminé
heading-cannot-show = Ce que le DNS ne montre pas
heading-evidence = Preuves
heading-rules = Règles
heading-dns = Réponses DNS

heading-recipients = Destinataires
recipients-total = { $count ->
    [one] { $count } destinataire dans la liste
   *[other] { $count } destinataires dans la liste
  }
recipients-other = autres
recipients-refused = { $count ->
    [one] { $count } serait rejeté, quel que soit l’expéditeur :
   *[other] { $count } seraient rejetés, quel que soit l’expéditeur :
  }
recipients-line = ligne { $line } : { $reason ->
    [syntax] pas une adresse
    [no_such_domain] { $domain } n’existe pas
    [no_mail_host] { $domain } n’a ni enregistrement MX ni adresse
   *[null_mx] { $domain } annonce ne pas recevoir de courrier
  } ({ $code } { $status }){ $meant ->
    [nothing] {""}
   *[other] ; s’agit-il de { $meant } ?
  }
recipients-more = { $count ->
    [one] et { $count } autre (-v en montre jusqu’à 1 000 ; le rapport JSON aussi)
   *[other] et { $count } autres (-v en montre jusqu’à 1 000 ; le rapport JSON aussi)
  }
recipients-undetermined = { $count ->
    [one] Pour { $count } destinataire, le domaine n’a pas pu être consulté :
   *[other] Pour { $count } destinataires, le domaine n’a pas pu être consulté :
  }
recipients-left-out = { $count ->
    [one] { $count } destinataire n’a pas été examiné : la liste a trop de domaines différents.
   *[other] { $count } destinataires n’ont pas été examinés : la liste a trop de domaines différents.
  }

cannot-show = Si le serveur signe vraiment et emploie TLS, combien part vraiment, et ce qu’en font les destinataires.
cannot-show-refused = Ces messageries rejettent aussi pour des raisons à elles : { $reasons }.

stream-declared = déclaré
stream-inferred = { $kind ->
    [provider] déduit de { $evidence }
    [own] déduit des adresses propres au domaine dans son enregistrement SPF
   *[nothing] le DNS ne montre pas comment le courrier part : { $evidence } lui-même est jugé
  }
stream-came-to = SPF { $spf ->
    [open] inconnu
    [hanging] indéterminé
   *[result] { $spf }
  }{ $decided ->
    [yes] {" "}par { $term } de { $domain }
   *[no] {""}
  }, DKIM { $dkim ->
    [pass] clé valide
    [fail] clé inutilisable
    [hanging] indéterminé
   *[open] inconnu
  }, DMARC { $dmarc ->
    [differs] différent selon les deux RFC
    [undetermined] inconnu
    [none] aucune politique
   *[result] { $dmarc }
  }
stream-label = Flux { $name }

cell-reject = { $code ->
    [none] rejette
   *[other] { $code }
  }
cell-defer = { $code ->
    [none] diffère
   *[other] { $code }
  }
cell-junk = indésirable
cell-none = aucun rejet prévu
cell-no-rule = aucune règle publiée
cell-undetermined = indéterminé
column-receiver = messagerie
table-legend = Un point d’interrogation : possible, non certain ; règle visible avec -v.

prediction-reject = { $receiver } rejette{ $reply }
prediction-may-reject = { $receiver } peut rejeter{ $reply }
prediction-defer = { $receiver } diffère{ $reply }
prediction-may-defer = { $receiver } peut différer{ $reply }
prediction-junk = { $receiver } classe le courrier comme indésirable
prediction-may-junk = { $receiver } peut classer le courrier comme indésirable
prediction-score = { $receiver } augmente le score d’indésirable
prediction-none = { $receiver } : aucun rejet visible dans le DNS
prediction-no-rule = { $receiver } ne publie aucune règle ; rien ne peut être prédit
prediction-undetermined = { $receiver } : indéterminé, une question est restée sans réponse
prediction-reply = { " " }avec { $code }
prediction-no-text = (la source ne donne pas de texte de réponse)
prediction-source = { $confidence ->
    [documented] documenté
    [observed] observé
   *[inferred] déduit
  }, lu le { $date }{ $stale ->
    [yes] , il y a plus d’un an
   *[no] {""}
  } : { $source }
prediction-because = à cause de { $rules }
prediction-text = « { $text } »
prediction-possible-reject = Rejet possible : { $receivers }
prediction-possible-defer = Report possible : { $receivers }
prediction-possible-junk = Classement possible comme indésirable : { $receivers }
prediction-option = seulement avec ce réglage : { $option }
finding-fixed = corrigé par { $fixes }
finding-behind = en cause dans les réponses de : { $receivers }
prediction-assumes = en supposant { $assumes }
prediction-needs = { $ask } en dirait davantage :
answer-spf-pass = si SPF passe
answer-spf-not = si SPF ne passe pas
answer-signed = si le courrier est signé avec DKIM pour { $from }
answer-not-signed = s’il n’est pas signé
answer-aligned = s’il est aligné
answer-not-aligned = s’il n’est pas aligné
answer-named = si l’adresse a un PTR
answer-not-named = si l’adresse n’a pas de PTR
answer-confirmed = si son PTR ramène à elle
answer-not-confirmed = si son PTR ne ramène pas à elle
answer-helo-full = si le serveur se présente sous un nom complet
answer-helo-not = s’il se présente autrement
answer-ipv4 = si l’envoi passe par IPv4
answer-ipv6 = si l’envoi passe par IPv6
answer-volume-low = avec peu de messages par jour
answer-volume = avec { $messages } messages par jour
prediction-branch = { $answer } : { $outcome }
branch-reject = rejet{ $reply }
branch-may-reject = rejet possible{ $reply }
branch-defer = report{ $reply }
branch-may-defer = report possible{ $reply }
branch-junk = classement comme indésirable
branch-may-junk = classement possible comme indésirable
branch-none = aucun rejet prévu
branch-undetermined = indéterminé
prediction-earlier = peut survenir avant : { $rules }
prediction-then = suivra une fois cela corrigé : { $rules }
assumes-dkim = que l’expéditeur signe correctement avec le sélecteur { $of }
assumes-signs = que le prestataire signe avec { $of }
assumes-include = que le prestataire envoie depuis les adresses de { $of }
assumes-mail-from = que le MAIL FROM est sous { $of }, où SPF passe
assumes-address = que les serveurs de { $of } ont un nom inverse et se présentent sous ce nom
assumes-sample = que les autres adresses de { $of } sont comme la première
assumes-greeting = que le serveur se présente sous un nom complet qui mène à lui
assumes-helo = que le serveur se présente sous le nom de { $of }

severity-error = erreur
severity-warning = alerte
severity-info = info
severity-undetermined = inconnu

undetermined-title = Non vérifié : { $rule }
undetermined-why = { $question } : { $reason ->
    [servfail] le serveur a répondu SERVFAIL
    [refused] le serveur a refusé de répondre
    [formerr] le serveur n’a pas compris la question
    [timeout] aucune réponse à temps
    [deadline] le temps accordé à ce domaine est écoulé
    [truncated] la réponse est tronquée, et TCP n’en a pas apporté d’entière
    [bogus] la validation DNSSEC a échoué
    [cname_loop] ses CNAME tournent en rond
    [network] le serveur est injoignable
    [malformed] la réponse est illisible
    [limit] ce domaine demande plus de questions que preflight n’en pose
   *[out_of_zone] les fichiers fournis ne le disent pas
  }{ $server ->
    [none] {""}
   *[other] {" "}({ $server })
  }
undetermined-advice = Reposer la question, ou la poser à un autre serveur avec --resolver. D’ici là, ce n’est ni bon ni mauvais.
undetermined-offline = Sans --offline, ces questions seraient posées. Ce qui s’y trouve peut être donné par --set, et que rien ne s’y trouve, par --unset. D’ici là, ce n’est ni bon ni mauvais.

reference = { $sources }

evidence-spf-found = SPF : { $lookups ->
    [one] { $lookups } requête DNS
   *[other] { $lookups } requêtes DNS
  } ; la limite est 10
evidence-spf-none = SPF : aucun enregistrement
evidence-spf-multiple = SPF : plusieurs enregistrements
evidence-spf-undetermined = SPF : indéterminé
evidence-dkim-none = DKIM : aucun des { $probed } sélecteurs essayés n’a de clé (les sélecteurs ne peuvent pas être listés : cela ne prouve rien)
evidence-dkim-stopped = DKIM : rien n’existe sous _domainkey, donc aucun sélecteur n’a de clé
evidence-dkim-wildcard = DKIM : n’importe quel sélecteur reçoit une réponse (joker), essayer des sélecteurs ne dit donc rien
evidence-dkim-key = DKIM : { $selector } : { $state ->
    [valid] clé { $type } de { $bits } bits
    [revoked] révoquée
    [invalid] inutilisable
    [missing] aucune clé
   *[undetermined] indéterminé
  }
evidence-dmarc = DMARC ({ $generation }) : { $state ->
    [found] politique { $policy }, lue en _dmarc.{ $at }
    [none] aucun enregistrement
   *[undetermined] indéterminé
  }
evidence-mx = MX : { $exchange } : { $state ->
    [ok] { $addresses }
    [null] MX nul, ce domaine ne reçoit pas de courrier
    [no_address] aucune adresse
    [nxdomain] n’existe pas
    [address_literal] une adresse là où il faut un nom
   *[undetermined] indéterminé
  }
evidence-mx-none = MX : aucun
evidence-mx-implicit = MX : aucun ; l’adresse du domaine lui-même reçoit son courrier (RFC 5321 section 5.1)
evidence-mx-undetermined = MX : indéterminé
evidence-via = via { $chain }

rules-pass = { $count ->
    [one] { $count } règle respectée
   *[other] { $count } règles respectées
  } : { $rules }
rules-not-applicable = { $count ->
    [one] { $count } règle
   *[other] { $count } règles
  } sans objet : { $rules }

more-findings = -v affiche { $count ->
    [one] un autre constat
   *[other] { $count } autres constats
  }{ $errors ->
    [0] {""}
    [one] , dont une erreur
   *[other] , dont { $errors } erreurs
  }
summary-errors = { $count ->
    [0] aucune erreur
    [one] { $count } erreur
   *[other] { $count } erreurs
  }
summary-warnings = { $count ->
    [0] aucune alerte
    [one] { $count } alerte
   *[other] { $count } alertes
  }
summary-undetermined = { $count ->
    [0] rien en suspens
    [one] { $count } question sans réponse
   *[other] { $count } questions sans réponse
  }

spf-pass = pass : { $ip } peut envoyer pour { $domain }
spf-fail = fail : { $domain } déclare que { $ip } ne peut pas envoyer en son nom
spf-softfail = softfail : { $domain } déclare que { $ip } ne devrait pas envoyer en son nom
spf-neutral = neutral : { $domain } ne dit rien de { $ip }
spf-none = none : aucun enregistrement SPF ne permet de juger { $ip }
spf-permerror = permerror : les enregistrements SPF de { $domain } ne peuvent pas être évalués
spf-undetermined = indéterminé : une question est restée sans réponse (une messagerie dans la même situation conclut temperror)
spf-matched = tranché par { $term } dans l’enregistrement de { $domain }
spf-explanation = explication du domaine : { $explanation }
spf-counts = { $lookups ->
    [one] { $lookups } requête DNS
   *[other] { $lookups } requêtes DNS
  } sur 10, { $voids ->
    [one] { $voids } sans résultat
   *[other] { $voids } sans résultat
  } sur 2
spf-steps = Requêtes DNS cumulées, puis chaque terme et son résultat :
spf-step-match = correspond
spf-step-no-match = ne correspond pas
spf-step-redirected = → { $result }
spf-step-error = { $result }
spf-cause = { $reason ->
    [bad-domain] « { $detail } » n’est pas un domaine qui puisse avoir un enregistrement
    [no-record] { $domain } n’a pas d’enregistrement SPF
    [multiple] { $domain } a { $detail } enregistrements SPF ; un seul est permis
    [syntax] l’enregistrement de { $domain } contient une erreur de syntaxe ({ $detail })
    [lookups] plus de 10 requêtes DNS, dépassées dans l’enregistrement de { $domain }
    [voids] plus de 2 requêtes sans résultat, dépassées dans l’enregistrement de { $domain }
    [exchanges] mx mène à { $detail } hôtes ; 10 sont permis
    [include] `include:`{ $detail } mène à un nom sans enregistrement SPF
   *[redirect] redirect={ $detail } mène à un nom sans enregistrement SPF
  }
list-separator =  ;{" "}
rule-basis = Source : { $sources }
rule-since = En vigueur depuis le { $date }
rule-allow = Pour l’accepter en connaissance de cause, écrire dans preflight.toml, avec la raison :
record-good = Cet enregistrement { $kind } est bon.
record-valid = Cet enregistrement { $kind } est utilisable, avec des réserves :
record-invalid = Cet enregistrement { $kind } est inutilisable :
