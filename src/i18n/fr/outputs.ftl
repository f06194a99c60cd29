# Les commentaires de ce que `preflight fix` écrit pour d’autres outils.

output-changes-only = Seul ce qui change figure ici ; tout le reste demeure tel quel.
output-removed = À supprimer :
output-unwritable = Cet outil ne sait pas écrire ces enregistrements ; les modifier chez l’hébergeur DNS :
output-octodns-semicolon = Les points-virgules sont échappés, comme YamlProvider les lit avec `escaped_semicolons: true`.
output-dnscontrol-removed = À supprimer du D() de ce domaine avant de coller ce qui suit :
output-terraform-zone = L’identifiant de la zone est attendu dans { $variable }.
output-terraform-exists = L’enregistrement existe : modifier sa ressource, ou l’importer sous ce nom :
output-terraform-removed = À supprimer, avec sa ressource :
output-terraform-unchanged = Sans changement :
