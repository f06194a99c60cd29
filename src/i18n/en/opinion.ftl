# preflight record --second-opinion: how other engines read the same record

opinion-accepts = { $reader } { $version }: accepts it
opinion-refuses = { $reader } { $version }: refuses it
opinion-differs = { $reader } { $version }: reads it differently
opinion-unnamed = It reads this record otherwise than we do, for a reason that is not known.

# SPF, mail-auth
opinion-spf-unknown-word = It takes a word that is no mechanism for an unknown modifier and skips it; other receivers answer permerror (RFC 7208 section 4.6.1).
opinion-spf-qualified-modifier = It lets a modifier bear a qualifier (RFC 7208 section 4.6.1 does not).
opinion-spf-not-ascii = It takes characters outside US-ASCII (RFC 7208 section 3.1 allows none).
opinion-spf-white-space = It lets tabs and line breaks separate terms; only the space does (RFC 7208 section 12).
opinion-spf-leading-space = It skips white space in front of the version; others do not see an SPF record then (RFC 7208 section 4.5).
opinion-spf-top-label = It does not check the last label of a domain (RFC 7208 section 7.1).
opinion-spf-lone-qualifier = It lets a qualifier stand alone (RFC 7208 section 4.6.1).
opinion-spf-short-ip6 = It takes an IPv6 address that lacks groups (RFC 7208 section 5.6).
opinion-spf-slash-in-domain = It refuses a slash inside a domain, which RFC 7208 section 7.1 allows.
opinion-spf-mechanism-as-modifier = It refuses a modifier with the name of a mechanism; others ignore it as an unknown modifier (RFC 7208 section 6).
opinion-spf-prefix = It makes a prefix length that is out of range fit (RFC 7208 section 5.6 makes it an error).
opinion-spf-ip4-octet = It takes an IPv4 address with a number above 255 or a leading zero (RFC 7208 section 5.6).
opinion-spf-macro = It takes a macro that is not well-formed (RFC 7208 section 7.1).
opinion-spf-modifier-name = It takes any name for a modifier; a name begins with a letter (RFC 7208 section 6).
opinion-spf-empty-modifier = It refuses an unknown modifier without a value, which RFC 7208 section 6 allows.

# SPF, decon-spf
opinion-spf-length = It refuses more than 512 characters; RFC 7208 section 3.4 only advises to stay below.
opinion-spf-capitals = It refuses capitals in the version or in a name; case does not matter there (RFC 7208 section 4.6.1).
opinion-spf-unknown-modifier = It refuses exp and unknown modifiers, which RFC 7208 section 6 allows.
opinion-spf-domain-characters = It refuses an underscore in front of a domain of a or mx, or a hyphen in that of ptr (RFC 7208 section 7.1 allows both).
opinion-spf-version-glued = It asks for no space behind the version; others do not see an SPF record then (RFC 7208 section 4.5).
opinion-spf-unicode-space = It lets any Unicode white space separate terms; only the space does (RFC 7208 section 12).
opinion-spf-decon-top-label = It does not check the last label of a domain (RFC 7208 section 7.1).
opinion-spf-mechanism-in-word = It finds a mechanism in the middle of a word (RFC 7208 section 4.6.1).
opinion-spf-second-version = It skips a word that holds a second version (RFC 7208 section 4.6.1).
opinion-spf-decon-prefix = It does not check the prefix length of a host (RFC 7208 section 5.6).
opinion-spf-macro-unread = It does not read macros, wrong ones included (RFC 7208 section 7).
opinion-spf-decon-qualified-modifier = It lets redirect bear a qualifier, and a mechanism an equals sign (RFC 7208 section 4.6.1).
opinion-spf-word-beginning = It takes a word that only begins like a, mx or ptr (RFC 7208 section 4.6.1).
opinion-spf-ip6-prefix-alone = It refuses an IPv6 prefix length without an IPv4 one, which RFC 7208 section 5.3 allows.

# DMARC, mail-auth
opinion-dmarc-version-case = It takes the version in any case; others do not see a DMARC record unless it is in capitals (RFC 9989 section 4.7).
opinion-dmarc-leading-semicolon = It skips semicolons in front of the version; others do not see a DMARC record then (RFC 9989 section 4.8).
opinion-dmarc-white-space = It skips white space everywhere, inside words too (RFC 9989 section 4.8 does not).
opinion-dmarc-mode-refused = It refuses the whole record for a wrong alignment mode; others use the default, relaxed (RFC 9989 section 4.8).
opinion-dmarc-policy-refused = It refuses the whole record for a wrong or empty policy; RFC 9989 section 4.10.1 is milder where a report address is valid.
opinion-dmarc-failure-options-refused = It refuses the whole record for a wrong value of fo; others use the default (RFC 9989 section 4.8).
opinion-dmarc-address-refused = It refuses the whole record for a wrong percent or exclamation mark in a report address; others lose that address only (RFC 9989 section 4.8).
opinion-dmarc-only-mailto = It counts only mailto addresses as a place for reports, and applies no DMARC without one when the policy is missing (RFC 9989 section 4.10.1 asks for any valid address).
opinion-dmarc-tag-swallowed = It loses the tag behind a piece without an equals sign; others lose that piece only (RFC 9989 section 4.8).
opinion-dmarc-last-duplicate = Of a tag that is written twice it takes the last; we take the first, and other receivers choose for themselves.
opinion-dmarc-address-unchecked = It hardly checks report addresses: it mends or drops wrong ones in its own way (RFC 9989 section 4.6).
opinion-dmarc-address-query = It takes what stands behind the question mark for a part of the report address (RFC 6068 section 2).
opinion-dmarc-failure-options-merged = Of several values of fo it keeps only some (RFC 9989 section 4.7).
opinion-dmarc-percentage-ignored = It ignores pct, as RFC 9989 asks: the policy applies to all mail. Receivers that follow RFC 7489 still honour pct.

# DKIM, mail-auth
opinion-dkim-last-duplicate = It takes a record with a repeated tag, and the last one counts; RFC 6376 section 3.2 makes the record invalid.
opinion-dkim-name-case = It knows tag names in capitals or with white space inside; others ignore such a tag (RFC 6376 section 3.2).
opinion-dkim-not-a-tag = It passes over what is no tag; RFC 6376 section 3.2 makes the record invalid.
opinion-dkim-version-case = It takes the version in any case; others discard the record (RFC 6376 section 3.6.1).
opinion-dkim-version-not-first = It takes the version in any place; it must come first (RFC 6376 section 3.6.1).
opinion-dkim-loose-type = It takes an empty key type for rsa, and skips white space inside one (RFC 6376 section 3.6.1).
opinion-dkim-hashes-ignored = It does not look at h: the key verifies mail although it does not allow sha256 (RFC 6376 section 3.6.1).
opinion-dkim-services-ignored = It does not look at s: the key verifies mail although it is for another service (RFC 6376 section 3.6.1).
opinion-dkim-base64-unchecked = It takes base64 whose length, padding or capitals are wrong (RFC 4648 section 4).
opinion-dkim-key-unchecked = It keeps the key unread: that it is no usable key of its type shows only when a signature fails.
opinion-dkim-short-key = It takes a key of fewer than 1024 bits; every signature with it fails all the same (RFC 8301 section 3.2).
