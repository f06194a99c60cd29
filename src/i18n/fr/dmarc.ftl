# dmarc

DMARC001-rule = Une politique DMARC s’applique au domaine
DMARC001-title = Aucune politique DMARC ne s’applique à { $domain }
DMARC001-why = Gmail, Yahoo, Outlook.com et Orange demandent un enregistrement DMARC à qui envoie en nombre, et rejettent ou ralentissent le courrier qui n’en a pas. N’importe qui peut écrire au nom de { $domain }.
DMARC001-advice = Publier une politique qui ne fait qu’observer, lire les rapports pendant quelques semaines, puis la durcir.
