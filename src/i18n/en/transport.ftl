# transport

RPT002-rule = One TLS-RPT record says where reports go, by mailto or https
RPT002-title = { $reason ->
    [several] { $count } TLS-RPT records at { $record }, where only one may be
    [version] The record at { $record } does not start with `v=TLSRPTv1;`
    [field] `{ $value }` at { $record } is no field of a TLS-RPT record
    [no_rua] The TLS-RPT record at { $record } has no rua
    [no_address] A report address at { $record } is empty
   *[address] The report address `{ $value }` at { $record } is neither mailto nor https
  }
RPT002-why = { $reason ->
    [address] Senders report problems with TLS by mail or over HTTPS only: nothing goes there.
   *[other] Senders that look for it find no record they can read. They report nothing, and problems with TLS on the way to this domain stay unseen.
  }
RPT002-advice = { $reason ->
    [several] Keep one record and remove the others; put all report addresses into its rua, with commas between them.
    [version] Start the text with `v=TLSRPTv1;`, written exactly so, and put rua behind it.
    [field] Leave only rua behind the version, with a semicolon before it.
    [no_rua] Add rua with an address that is read, such as `rua=mailto:tlsrpt@example.com`.
    [no_address] Leave no comma without an address behind it in rua.
   *[address] Write `mailto:` in front of a mail address, or `https:` for an address on the web.
  }

RPT003-rule = The TLS-RPT record stands at the name that senders ask
RPT003-title = A TLS-RPT record stands at { $record }, where nobody looks for it
RPT003-why = Senders ask { $right }. This record is not there, so nobody reports problems with TLS.
RPT003-advice = Move the record to { $right }.

STS002-rule = One MTA-STS record announces the policy, with an id of letters and digits
STS002-title = { $reason ->
    [several] { $count } MTA-STS records at { $record }, where only one may be
    [version] The record at { $record } does not start with `v=STSv1;`
    [field] `{ $value }` at { $record } is no field of an MTA-STS record
    [no_id] The MTA-STS record at { $record } has not exactly one id
   *[id] The id `{ $value }` at { $record } is not 1 to 32 letters and digits
  }
STS002-why = Senders that look for a policy take it that there is none: nothing makes them insist on TLS and on the right server, and mail to this domain can be read or diverted on its way.
STS002-advice = { $reason ->
    [several] Keep one record and remove the others.
    [version] Start the text with `v=STSv1;`, written exactly so, and put the id behind it.
    [field] Leave only the id behind the version, with a semicolon before it.
    [no_id] Write one id, such as the date and the time in digits, and a new one whenever the policy changes.
   *[id] Write the id in letters and digits only, without hyphens or points, and a new one whenever the policy changes.
  }
