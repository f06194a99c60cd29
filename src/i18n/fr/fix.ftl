# Corrections : ce qui est fait, et ce dont il faut s’assurer d’abord.

fix-spf-merge = Réunir en un seul les enregistrements SPF de { $name }.
fix-spf-move = Publier l’enregistrement SPF au domaine même, là où les messageries le cherchent.
fix-spf-repair = Corriger l’enregistrement SPF de { $name }.
fix-spf-type99 = Publier SPF en TXT seulement ; le type SPF est abandonné.
fix-spf-dead-terms = Retirer de l’enregistrement SPF de { $name } ce qui ne sert à rien et nuit : { $terms }.
fix-spf-dead-terms-review = S’assurer qu’aucun envoi n’a besoin de { $terms } : ce qui passe par là n’aura plus SPF.
fix-spf-sender = Autoriser par SPF les adresses d’envoi.
fix-spf-park = Dire par SPF que personne n’envoie pour { $name }.
fix-spf-park-review = S’assurer que rien n’est envoyé au nom de { $name } : SPF le refusera désormais.
fix-spf-ptr = { $instead ->
    [nothing] Retirer { $term } de l’enregistrement SPF de { $name }.
   *[other] Écrire { $instead } à la place de { $term } dans l’enregistrement SPF de { $name }.
  }
fix-spf-ptr-review = S’assurer que rien d’autre n’est envoyé par des machines autorisées par leur seul DNS inverse : elles n’auront plus SPF.
fix-spf-publish = Publier un enregistrement SPF pour les expéditeurs connus de { $name } : { $terms }.
fix-spf-publish-review = S’assurer que ce sont tous ceux qui envoient pour le domaine. `~all` marque les autres et ne fait refuser personne par SPF seul.
fix-spf-void-lookups = Écrire les adresses à la place des noms qui ne trouvent rien : { $terms }.
fix-spf-lookups = Économiser { $saved ->
    [one] une requête DNS
   *[other] { $saved } requêtes DNS
  } dans l’enregistrement SPF de { $name }{ $terms ->
    [none] {""}
   *[other] {" "}: { $terms }
  }{ $moved ->
    [none] {""}
   *[other] {" "}; un enregistrement à part pour { $moved }
  }.
fix-spf-lookups-review = Régler l’adresse de retour chez { $providers }, avec les enregistrements MX qu’ils indiquent, avant de retirer l’ancien.
fix-spf-all = Terminer l’enregistrement SPF de { $name } par ~all.
fix-spf-all-review = S’assurer que tous ceux qui envoient pour le domaine y figurent : les autres seront marqués.
