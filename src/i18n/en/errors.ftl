# Why something could not be read, written or used: the end of a sentence that says what.

error-verbatim = { $text }

name-error = { $reason ->
    [empty] the name is empty
    [empty-label] two dots in a row, or a dot at the start
    [label-too-long] the part "{ $label }" is longer than 63 characters
    [too-long] the name is longer than 253 characters
    [character] the character "{ $character }" stands in no domain name
    [idna] the letters do not form an internationalized name
   *[escape] a backslash without what it escapes
  }
error-name = "{ $text }" is not a domain name: { $error }
error-type = "{ $text }" is not a record type

error-io-not-found = no such file or folder
error-io-permission = permission denied
error-io-folder = it is a folder, not a file
error-io-not-folder = a part of the path is a file, not a folder
error-io-data = its content is not readable text
error-io-full = the disk is full
error-io-read-only = the disk can only be read

error-file-irregular = it is not a regular file
error-file-size = it is larger than { $limit } MiB
error-file-outside = it lies outside the folder of the zone file
error-file-refused = files are not included here

error-data-missing = { $wanted ->
    [one] the { $kind } data needs one field
   *[other] the { $kind } data needs { $wanted } fields
  }
error-data-extra = something is left over behind the { $kind } data
error-data-address = "{ $text }" is not an address of this family
error-data-number = "{ $text }" is not a number that fits here
error-data-string = a string of { $octets } octets, and one string holds 255 at most; cut it into several strings in quotes
error-data-unterminated = a quote or an escape does not end
error-data-generic = unknown data is written \#, its length, then as many octets in hexadecimal that fit the type

error-edit-missing = write `{ $expected }`; { $missing ->
    [name] the name is missing
    [type] the type is missing
   *[data] the data is missing
  }
error-edit-data = the { $kind } data of { $name }: { $error }
error-edit-extra = `NAME TYPE` takes away every record of a type; "{ $text }" is left over

error-fault-open-quote = the quote does not end on its line; write several strings in parentheses instead
error-fault-open-parenthesis = the parenthesis is never closed
error-fault-close-parenthesis = a parenthesis closes here that was never opened
error-fault-escape = an escape is \ and a character, or \ and three digits up to 255

error-generate-range = a range is start-stop or start-stop/step, start being no larger than stop
error-generate-limit = the zone would have more than { $limit } generated records
error-generate-modifier = a modifier is `${"{"}offset,width,base{"}"}`, base being one of d, o, x, X, n and N, and width 255 at most
error-generate-negative = the offset makes the number negative

error-zone-no-owner = the owner is omitted, and there is no record before it whose owner could be meant
error-zone-not-ascii = "{ $text }" is not ASCII; write the A-label (xn--…)
error-zone-no-origin = "{ $text }" is relative, and no $ORIGIN says to what; write the whole name with its final dot
error-zone-no-zone = nothing says which zone this is: no SOA, no $ORIGIN, and no name that all owners share
error-zone-outside = { $owner } is outside the zone { $origin }
error-zone-class = the class "{ $text }" is not IN
error-zone-ttl = "{ $text }" is not a TTL
error-zone-no-type = there is no record type
error-zone-directive = the directive "{ $text }" is not known
error-zone-arguments = { $directive } takes { $form ->
    [origin] one name
    [ttl] one number of seconds
    [include] a file and perhaps an origin
    [generate] a range, an owner, a type and data
   *[other] { $takes }
  }
error-zone-include = "{ $path }" is not included: { $error }
error-zone-include-cycle = "{ $path }" includes itself
error-zone-include-limit = "{ $path }" is not included: the zone has too many files, or too large ones

error-recording-version = this is version { $version } of the format; only version { $known } is known
error-recording-entry = entry { $number } ({ $question }): { $error }
error-entry-duplicate = the question has an answer already
error-entry-data = "{ $text }": { $error }
error-entry-missing = the status "{ $status }" needs "{ $member }"
error-entry-unexpected = "{ $member }" means nothing with the status "{ $status }"
error-entry-chain = the chain has more than { $limit } names

error-resolver-form = "{ $text }" is none of system, an IP address with or without port, tls://… or https://…
error-resolver-scheme = resolvers are not asked over { $scheme }://; use tls:// or https://
error-resolver-port = "{ $port }" is not a port from 1 to 65535
error-resolver-host = "{ $host }" is neither an address nor a host name: { $error }
error-resolver-certificate-name = "{ $name }" is not a name that a certificate can have
error-resolver-https-v6 = https:// with an IPv6 address is not supported; name the host instead of [{ $address }]
error-resolver-path = "{ $path }" is not the path of a URL
error-resolver-system = the resolver configuration of the system cannot be used: { $error }
error-resolver-unresolvable = the host { $host } has no address that the system can find
error-resolver-tls = TLS cannot be set up: { $error }

error-value-seconds = write a number of seconds, above 0 and at most 86400 (a day), such as 5 or 0.5s
error-value-jobs = write a whole number from 1 to 512
error-value-address = write one IP address, such as 192.0.2.1 or 2001:db8::1

error-json = this is not JSON: { $text }
error-json-place = line { $line }, column { $column }: { $error }
error-json-end = the file ends too early
error-json-value = a JSON value should stand here
error-json-trailing = something follows the end of the document
error-json-comma = a comma with nothing behind it
error-json-key = a key stands in double quotes
error-json-expected = missing here: { $wanted }

error-toml = this is not TOML: { $text }
error-toml-duplicate = this key is there twice
error-toml-value = a value is missing or cannot be read here; a text stands in double quotes
error-toml-text = the text in quotes does not end on its line, or holds an escape that does not exist
error-toml-key = this key cannot be read; write it with letters, digits, - and _, or in double quotes
error-toml-comma = a comma is missing
error-toml-unclosed = a bracket or brace is never closed
error-toml-no-value = this key has no value; write key = value

error-misfit-unknown = the key "{ $name }" is not known; known: { $allowed }
error-misfit-word = "{ $name }" is not possible here; possible: { $allowed }
error-misfit-no-word = this is not a word in double quotes
error-misfit-missing = the key "{ $name }" is missing
error-misfit-duplicate = the key "{ $name }" is there twice
error-misfit-number = { $value } does not fit here; a whole number from 0 on does
error-misfit-volume = this is not a volume; write a number of messages a day, low or bulk
error-misfit-name = this is not a domain name: { $error }
error-misfit-type = { $found ->
    [text] a text
    [boolean] true or false
    [number] a number
    [list] a list
    [table] a table
    [object] an object
    [date] a date
   *[nothing] nothing (null)
  } stands where { $expected ->
    [text] a text in double quotes
    [boolean] true or false
    [number] a whole number
    [list] a list in square brackets
    [table] a table
   *[object] an object in braces
  } belongs

error-patch-included = { $question }: the record to change stands in { $file }, which is included; print the records with --as bind and put them there by hand
error-patch-generated = { $question }: the record to change is made by $GENERATE at { $place }; a generated record cannot be edited alone
error-patch-stale = { $question }: the file holds other records than those that were judged
error-patch-out-of-zone = { $question }: the name is outside the zone { $zone }
error-patch-no-soa = there is no SOA record whose serial could be raised
error-patch-unfaithful = { $question }: the file would not read as planned after the change, so it was not touched
error-write-changed = the file changed meanwhile; it was not touched
error-write-beside = no file can be written beside it: { $error }
error-write-owner = the new file would not belong to the owner of the old one: { $error }
