# rdns

RDNS001-rule = Every sending address has a reverse name
RDNS001-title = { $address } has no PTR record
RDNS001-why = Gmail, Orange and others refuse mail from an address without a reverse name, whatever else is in order.
RDNS001-advice = Ask whoever provides the address to set its reverse name to the name of the mail server; that name must have the address in turn.

RDNS002-rule = The reverse name of every sending address leads back to it
RDNS002-title = { $leads ->
    [elsewhere] The reverse name of { $address }, { $names }, has the address { $found } instead
    [nowhere] The reverse name of { $address }, { $names }, has no { $kind } record
   *[several] None of the reverse names of { $address } leads back to it: { $names }
  }
RDNS002-why = A reverse name counts only when it leads back. Gmail, Orange and others refuse mail from the address as if it had none.
RDNS002-advice = { $leads ->
    [elsewhere] Add the address to { $names }, or have the reverse name set to a name that leads to { $address }.
    [nowhere] Publish a { $kind } record with the address at { $names }, or have the reverse name set to a name that leads there.
   *[several] Publish a { $kind } record with the address at one of these names, and have the others removed.
  }

RDNS003-rule = Every sending address has one reverse name
RDNS003-title = { $address } has { $count } PTR records: { $names }
RDNS003-why = A receiver takes one of them, today this one, tomorrow that one. When it takes the wrong one, the mail is refused or filtered for no visible reason.
RDNS003-advice = Keep the name of the mail server, and have the others removed.

RDNS004-rule = The reverse names of sending addresses were chosen for mail
RDNS004-title = { $sign ->
    [address] The reverse name of { $address }, { $names }, is a default one: it holds the address
    [suffix] The reverse name of { $address }, { $names }, is a default one of { $part }
   *[word] The reverse name of { $address }, { $names }, is a default one: it says { $part }
  }
RDNS004-why = Such names look like home connections or rented machines that nobody looks after: GMX and Web.de mostly refuse their mail, others filter it.
RDNS004-advice = Have the reverse name set to a name of the sender’s own domain, such as mail1 below it, and give that name the address.

RDNS005-rule = PTR records hold names of hosts
RDNS005-title = { $fault ->
    [underscore] The PTR record of { $address } holds { $name }, which has an underscore
    [character] The PTR record of { $address } holds { $name }, which is no name of a host
    [numeric] The PTR record of { $address } holds { $name }, which reads as an address
    [no-dot] The PTR record of { $address } holds { $name }, which has no domain
    [reverse-zone] The PTR record of { $address } holds { $name }: its final dot is missing
   *[alias] The PTR record of { $address } holds { $name }, which is an alias
  }
RDNS005-why = Many filters take such a name for none, and treat the mail as that of an address without a reverse name.
RDNS005-advice = { $fault ->
    [reverse-zone] Write the name with a dot at its end in the reverse zone.
    [alias] Put the proper name of the server there, one that has an address of its own.
   *[other] Put the full name of the server there: letters, digits and hyphens, with its domain.
  }

RDNS006-rule = Servers greet with a full name that has an address
RDNS006-title = { $form ->
    [fqdn] The HELO name { $helo } has no address
    [single-label] The HELO name { $helo } is not a full name
    [localhost] The HELO name is { $helo }
    [address] The HELO name { $helo } is an address, not a name
    [literal] The HELO name is an address in brackets, { $helo }
   *[invalid] The HELO name { $helo } is no name of a host
  }
RDNS006-why = Orange refuses mail from servers that greet so, and many filters know it as the mark of an infected machine.
RDNS006-advice = { $form ->
    [fqdn] Publish an address record for { $helo }, or have the mail server greet with a name that has one.
   *[other] Have the mail server greet with its full name, one that has an address record (myhostname in Postfix, primary_hostname in Exim).
  }

RDNS007-rule = The HELO name leads to the sending address
RDNS007-title = The HELO name { $helo } does not lead to { $addresses }
RDNS007-why = Receivers that compare them take the greeting for a false one. None may refuse mail for that alone, but filters count it.
RDNS007-advice = Give { $helo } the address that mail comes from, or have the server greet with its own name.

RDNS008-rule = Servers greet with their reverse name
RDNS008-title = The server at { $address } greets as { $helo }, but its reverse name is { $names }
RDNS008-why = One name in both places shows a well-kept server. Two are allowed, but some filters count it.
RDNS008-advice = Have the reverse name set to { $helo }, or the server greet with its reverse name.

RDNS009-rule = Every sending IPv6 address has a reverse name
RDNS009-title = { $address } has no PTR record
RDNS009-why = Over IPv6, Gmail and Microsoft 365 refuse mail from an address without a reverse name.
RDNS009-advice = Ask whoever provides the address to set its reverse name, or have the server send over IPv4 only.

RDNS010-rule = Sending IPv6 addresses are chosen, in a network of their own
RDNS010-title = { $address } was made from the machine’s hardware address, in the shared network { $prefix }
RDNS010-why = Receivers count the reputation of IPv6 by networks of this size: what the neighbours send counts too, and with a new network card the address changes.
RDNS010-advice = Give the mail server a fixed address, in a /64 where no stranger sends mail.

RDNS011-rule = The reverse names of sending addresses belong to the sender
RDNS011-title = The reverse name of { $address }, { $names }, does not belong to { $domain }
RDNS011-why = Apple asks senders to publish reverse DNS with their own domain. Behind a provider’s name, the reputation is shared with its other customers.
RDNS011-advice = On an address of one’s own, have the reverse name set to a name below { $domain }; on a provider’s shared address there is nothing to do.
