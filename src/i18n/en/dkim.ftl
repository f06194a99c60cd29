# dkim

# Behind the reason of a finding: how the selector was found, where nobody named it.
dkim-found = { $found ->
    [probed] { " " }Nobody named this selector: it was found by trying usual names, and mail may not use it.
   *[other] { "" }
  }

DKIM001-rule = A DKIM key was found
DKIM001-title = { $below ->
    [nothing] No selector was found: nothing exists below { $name }
   *[unknown] { $probed ->
        [one] The one selector that was tried has no key at { $domain }
       *[other] None of the { $probed } selectors that were tried has a key at { $domain }
      }
  }
DKIM001-why = DNS does not list selectors, so a key under another name stays unseen. Without DKIM, most forwarded mail fails DMARC, and Gmail and Yahoo ask it of everybody who sends in bulk.
DKIM001-advice = Name the selector that signs the mail with `--selector`; it is the `s=` of the DKIM-Signature header.

DKIM002-rule = Every selector that was named has a key
DKIM002-title = There is no DKIM key at { $name }
DKIM002-why = Receivers find no key for the signatures of selector { $selector }, so they count as broken, and DMARC has SPF alone to rest on.
DKIM002-advice = Publish the TXT or CNAME record that the sending service shows for selector { $selector }, under exactly this name.

DKIM003-rule = No key in use was revoked
DKIM003-title = The DKIM key at { $name } was revoked
DKIM003-why = An empty `p=` withdraws the key: every signature with selector { $selector } fails.{ dkim-found }
DKIM003-advice = If mail still uses selector { $selector }, publish a new key under a new selector and sign with it. If not, leave the record until the last signed mail is delivered, then delete it.

DKIM004-rule = Every key record has a key
DKIM004-title = The record at { $name } has no `p=`
DKIM004-why = Without `p=` it is no DKIM key: every signature with selector { $selector } fails.{ dkim-found }
DKIM004-advice = Publish the whole record again, from `v=DKIM1` to the end of `p=`.

DKIM005-rule = Every key is valid base64
DKIM005-title = { $flaw ->
    [character] The DKIM key at { $name } holds { $text }, which base64 does not have
    [inside] The DKIM key at { $name } goes on behind a `=`, which ends base64
    [lower] The DKIM key at { $name } was turned into lower case
    [padding] The DKIM key at { $name } ends with the wrong number of `=`
   *[length] The DKIM key at { $name } has one character too many or too few
  }
DKIM005-why = Receivers cannot read the key: every signature with selector { $selector } fails.{ dkim-found }
DKIM005-advice = Copy the key again from the sending service, as plain text and in one piece.

DKIM006-rule = Every key can be loaded
DKIM006-title = { $flaw ->
    [bare] The DKIM key at { $name } lacks the wrapping that verifiers expect
    [loose] The DKIM key at { $name } is not in strict DER
    [algorithm] The key at { $name } is for the algorithm { $algorithm }, which DKIM does not have
   *[none] The `p=` at { $name } holds no public key
  }
DKIM006-why = { $flaw ->
    [bare] Some receivers load only a SubjectPublicKeyInfo: there, signatures with selector { $selector } fail.{ dkim-found }
    [loose] Some receivers refuse such a key: there, signatures with selector { $selector } fail.{ dkim-found }
   *[none] Receivers cannot load the key: every signature with selector { $selector } fails.{ dkim-found }
  }
DKIM006-advice = Publish the public half as OpenSSL writes it with `openssl pkey -in private.pem -pubout -outform DER | openssl base64 -A`.

DKIM007-rule = RSA keys have at least 1024 bits
DKIM007-title = The RSA key at { $name } has only { $bits } bits
DKIM007-why = Receivers take no signature with fewer than 1024 bits for valid, and anybody can compute the private half of such a key.{ dkim-found }
DKIM007-advice = Make a key of 2048 bits, publish it under a new selector and sign with it; then delete this one.

DKIM010-rule = RSA keys have a usual exponent
DKIM010-title = { $size ->
    [small] The RSA key at { $name } has the exponent { $exponent }
   *[huge] The RSA key at { $name } has an exponent of more than 64 bits
  }
DKIM010-why = Keys are made with the exponent 65537. An even one has no private half, 1 lets anybody sign, a small one makes careless receivers take forgeries, and a huge one is refused by some.{ dkim-found }
DKIM010-advice = Make a new key with the exponent 65537, publish it under a new selector and sign with it.

DKIM011-rule = RSA keys cannot be factored
DKIM011-title = { $flaw ->
    [factor] The RSA key at { $name } is divisible by { $factor }
   *[generator] The RSA key at { $name } comes from a faulty generator (CVE-2017-15361)
  }
DKIM011-why = The private half of the key can be computed, or the key was damaged on its way into DNS: then every signature fails.{ dkim-found }
DKIM011-advice = Compare the record with the key of the sending service. If they are the same, make a new key with other software, publish it under a new selector and delete this one.

DKIM012-rule = Ed25519 keys are 32 plain octets
DKIM012-title = { $flaw ->
    [length] { $octets ->
        [one] The Ed25519 key at { $name } has 1 octet, not 32
       *[other] The Ed25519 key at { $name } has { $octets } octets, not 32
      }
    [wrapped] The Ed25519 key at { $name } is wrapped in DER
   *[point] The Ed25519 key at { $name } is a point of small order
  }
DKIM012-why = { $flaw ->
    [point] With this key anybody can make a signature that holds.{ dkim-found }
   *[length] Receivers cannot use the key: every signature with selector { $selector } fails.{ dkim-found }
  }
DKIM012-advice = { $flaw ->
    [wrapped] Publish the last 32 octets alone, in base64: 44 characters.
   *[length] Make a new key and publish its 32 octets in base64: 44 characters.
  }

DKIM014-rule = The key type is known and that of the key
DKIM014-title = { $flaw ->
    [mismatch] The record at { $name } says k={ $declared }, and the key is { $is }
   *[unknown] The record at { $name } has the unknown key type "{ $declared }"
  }
DKIM014-why = Receivers ignore the key or fail to load it: every signature with selector { $selector } fails.{ dkim-found }
DKIM014-advice = Set `k=rsa` for an RSA key (or leave `k=` out), and `k=ed25519` for an Ed25519 key.

DKIM015-rule = The version is DKIM1
DKIM015-title = The record at { $name } has the version "{ $version }", not DKIM1
DKIM015-why = Receivers discard a record with any other version: every signature with selector { $selector } fails.{ dkim-found }
DKIM015-advice = Begin the record with `v=DKIM1;` in capital letters; move a record of another kind to its own name.

DKIM016-rule = The version comes first
DKIM016-title = The record at { $name } begins with { $first }=, not with v=
DKIM016-why = The version must come first. Strict receivers take the record for invalid, and signatures with selector { $selector } fail there.{ dkim-found }
DKIM016-advice = Move `v=DKIM1;` to the beginning of the record.

DKIM018-rule = Keys allow SHA-256
DKIM018-title = The key at { $name } allows the hash "{ $hashes }", not sha256
DKIM018-why = Mail is signed with SHA-256, and receivers no longer take SHA-1: no signature with selector { $selector } counts.{ dkim-found }
DKIM018-advice = Take `h=` out of the record, or set `h=sha256`.

DKIM020-rule = Keys may be used for mail
DKIM020-title = The key at { $name } is for "{ $services }", not for mail
DKIM020-why = Receivers ignore the key for mail: every signature with selector { $selector } fails.{ dkim-found }
DKIM020-advice = Take `s=` out of the record, or set `s=email`.

DKIM025-rule = Every tag stands once
DKIM025-title = The record at { $name } has { $tag }= twice
DKIM025-why = A record with a tag that stands twice is invalid as a whole: every signature with selector { $selector } fails.{ dkim-found }
DKIM025-advice = Keep the { $tag }= that belongs to the key in use, and take the other one out.

DKIM026-rule = Every selector has one record
DKIM026-title = { $name } has { $count ->
    [one] { $count } TXT record
   *[other] { $count } TXT records
  }
DKIM026-why = Receivers take whichever record comes first, and that changes from one answer to the next: signatures with selector { $selector } hold at random.{ dkim-found }
DKIM026-advice = Keep the record of the key that signs the mail, and delete the others.

DKIM027-rule = Keys that were split join again
DKIM027-title = { $flaw ->
    [halves] The two records at { $name } are the halves of one key
    [order] The strings of the record at { $name } stand in the wrong order or twice
   *[space] The key at { $name } has white space where two strings meet
  }
DKIM027-why = { $flaw ->
    [halves] Receivers never join two records, and neither half is a key: every signature with selector { $selector } fails.{ dkim-found }
    [order] Receivers join the strings as they stand, and the result is no key: every signature with selector { $selector } fails.{ dkim-found }
   *[space] White space is allowed inside the key, and some software stumbles over it all the same.{ dkim-found }
  }
DKIM027-advice = Publish the key as one record; where a string ends, the next one goes on without a space.

DKIM028-rule = No record was damaged by quoting
DKIM028-title = { $flaw ->
    [cut] The record at { $name } ends at a `;` outside quotes
   *[pasted] The record at { $name } holds { $text }, left over from quoting
  }
DKIM028-why = { $flaw ->
    [cut] In a zone file such a `;` begins a comment: the rest of the record is not published, and signatures with selector { $selector } fail.{ dkim-found }
   *[pasted] Quotes and backslashes belong to zone files. Inside the record they damage its tags or its key, and signatures with selector { $selector } fail.{ dkim-found }
  }
DKIM028-advice = { $flaw ->
    [cut] Put the whole text in quotes, in strings of at most 255 characters.
   *[pasted] Enter the text without quotes and backslashes; the panel adds what the zone file needs.
  }

DKIM029-rule = Every key is whole
DKIM029-title = The key at { $name } is cut off: { $present } of { $announced } octets are there
DKIM029-why = Receivers cannot load a part of a key: every signature with selector { $selector } fails.{ dkim-found } The record has { $length } characters; some panels cut at 255.
DKIM029-advice = Publish the whole key, split into several strings of at most 255 characters within one record.

DKIM030-rule = The CNAME of every selector leads to a key
DKIM030-title = { $flaw ->
    [loop] The CNAME at { $name } leads in a circle
   *[missing] The CNAME at { $name } leads to { $target }, where there is no key
  }
DKIM030-why = Receivers find no key: every signature with selector { $selector } fails. If the target belongs to an account that was closed, somebody else may get it and sign in the name of the domain.{ dkim-found }
DKIM030-advice = Ask the sending service for the right target. If it is not used any more, delete the CNAME.

DKIM031-rule = Nothing stands beside the CNAME of a selector
DKIM031-title = { $name } has a CNAME to { $target } and a { $kind } record beside it
DKIM031-why = A name with a CNAME has no other records. Name servers refuse the zone or drop one of the two, and then signatures with this key fail.
DKIM031-advice = Keep either the CNAME or the other record: the one that the sending service asks for today.

DKIM032-rule = The CNAME of every selector leads where it should
DKIM032-title = { $flaw ->
    [dot] The CNAME at { $name } leads to { $target }: a final dot is missing
   *[provider] The CNAME at { $name } leads to { $target }, which is no name of { $provider }
  }
DKIM032-why = { $flaw ->
    [dot] Without the dot the name of the zone was appended to { $meant }. Receivers find no key: every signature with selector { $selector } fails.{ dkim-found }
   *[provider] Selector { $selector } is one of { $provider }, and there is no usable key behind this target.{ dkim-found }
  }
DKIM032-advice = { $flaw ->
    [dot] Write the target with a final dot: { $meant }.
   *[provider] Copy the target again from the settings of { $provider }.
  }

DKIM033-rule = Keys stand where verifiers ask for them
DKIM033-title = The DKIM record at { $name } is never asked for
DKIM033-why = Receivers ask for the key at { $right } and nowhere else.
DKIM033-advice = { $there ->
    [key] Delete the record: there is a valid key at { $right }.
   *[nothing] Move the record to { $right }. Most panels append the domain by themselves: enter the name without it.
  }

DKIM034-rule = No wildcard answers for selectors
DKIM034-title = { $what ->
    [text] A wildcard answers for every name below { $below }, with a text that is no key
    [revoked] A wildcard says for every selector below { $below } that its key was revoked
   *[key] A wildcard gives every selector below { $below } the same key
  }
DKIM034-why = { $what ->
    [text] For a selector without a record of its own, receivers get this text in place of a key, and its signatures fail.
    [revoked] On a domain that sends no mail this is a known protection. On one that does, a selector without a record of its own looks revoked.
   *[key] Which selectors are in use cannot be seen from outside, and one key cannot be withdrawn alone.
  }
DKIM034-advice = { $what ->
    [text] Take the wildcard away, or publish a record at each selector in use.
    [revoked] Leave it if the domain sends no mail; else publish a record at each selector in use.
   *[key] Publish each key at its own selector, and take the wildcard away.
  }

DKIM035-rule = The keys stand in the zone of the domain
DKIM035-title = { $name } is delegated to { $servers }
DKIM035-why = The keys stand in another zone, which the zone file does not show; receivers find them there all the same.
DKIM035-advice = Check the keys against live DNS, naming the selectors with `--selector`.

DKIM039-rule = The private half of no key is public
DKIM039-title = The key at { $name } is the example key of { $standard }
DKIM039-why = The private half is printed in { $standard }: anybody can sign in the name of the domain, and DMARC passes.{ dkim-found }
DKIM039-advice = Delete this record at once. Make a key of your own and publish it under a new selector.

DKIM043-rule = Signing domains satisfy strict alignment
DKIM043-title = The stream { $stream } signs with { $signing }, and the policy of { $from } wants a signature of { $from } itself
DKIM043-why = With adkim=s the signature counts for nothing in DMARC: only SPF can still pass, and that ends with the first forwarding.
DKIM043-advice = Sign with { $from } as the signing domain, or publish adkim=r.

DKIM046-rule = Every piece of a DKIM key record is a tag
DKIM046-title = { $kind ->
    [no-equals] “{ $piece }” in the key record at { $name } is no tag: it has no `=`
    [name] “{ $piece }” in the key record at { $name } is no name of a tag
   *[too-long] The key record at { $name } is longer than any that verifiers read
  }
DKIM046-why = The list of tags is broken, so receivers find no key: every signature with selector { $selector } fails.{ dkim-found }
DKIM046-advice = Put a semicolon between the tags, and nothing else: `v=DKIM1; k=rsa; p=…`.
