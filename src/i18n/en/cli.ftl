# Command-line help and messages.

help-about = Checks e-mail authentication before mail leaves: SPF, DKIM, DMARC, MX, and what each receiver would answer.
help-usage = Usage:
help-examples = Examples:
help-exit-codes = Exit codes: 0 nothing to report; 1 something at or above --fail-on; 2 usage or unreadable input; 3 a question to DNS got no answer and an outcome hangs on it.
help-heading-commands = Commands
help-heading-what = What to check
help-heading-stream = How the mail is sent
help-heading-dns = Where answers come from
help-heading-fix = What becomes of the plan
help-heading-gate = What counts as a failure
help-heading-output = Output
help-value-command = COMMAND
help-help = Show this help
help-version = Show the version

help-command-check = Check domains (the same as without a command)
help-command-fix = Plan the DNS changes of a domain, each proven; for a tool that publishes them, or written to the zone file
help-command-spf = Compute the SPF result of one address, with its trace
help-command-record = Judge one SPF, DKIM or DMARC record before it is published
help-command-explain = Explain a bounce: a reply, a log line, a code or a whole notification
help-command-rules = List the rules, or show the page of one
help-command-receivers = List the receivers and the age of their rules, or show the rules of one
help-command-demo = Run the whole check on an embedded example, without network
help-command-schema = Print the JSON Schema of the report
help-command-completions = Print a completion script for a shell
help-command-man = Print the manual page

help-domains = Domains to check
help-domain = The domain, short for --mail-from postmaster@DOMAIN
help-text = The record, in quotes; - reads it from standard input
help-explain-text = The bounce, in quotes: a reply, a log line, a code such as 5.7.26, or a whole notification; - reads from standard input
help-id = A rule, by id or name
help-receivers-id = A receiver, by id
help-shell = bash, elvish, fish, powershell or zsh
help-input = Read one item a line from a file; - is standard input
help-explain-input = A file of bounces, one a line, or one notification; - is standard input
help-mailbox = A mailbox of notifications (mbox, Maildir, or a folder of .eml files): counts by cause and receiver, what DNS can fix first
help-explain-domain = The sender’s domain: check it, and say what in its DNS would cause this bounce now; without it, the domain that a single bounce names, unless --offline
help-jobs = How many domains to check at once (default 16)
help-kind = The kind of record, when its text does not say: spf, dkim or dmarc
help-ip = An address or network that sends the mail (repeatable)
help-spf-ip = The address that sends the mail
help-mail-from = The MAIL FROM, as an address or a domain; `""` is the null reverse-path
help-helo = The name the server gives at EHLO
help-provider = The provider that sends, such as brevo: fills what the other flags leave out
help-selector = DKIM selectors of the domain, separated by commas
help-dkim = A signing domain and its selector, such as d=example.fr,s=s1 (repeatable)
help-volume = Messages a day to one receiver: a number, low, or bulk (5,000)
help-to = A file of recipients, one address or domain a line, also a table: where they go, and which would be refused; - is standard input
help-for = Receivers to predict, separated by commas (`preflight receivers` lists them)
help-receivers = Add a folder of receiver rules of your own (*.toml)
help-zone = Lay a zone file over DNS: inside it, the file has the last word
help-set = Lay a record over DNS, such as `_dmarc.example.fr TXT "v=DMARC1; p=none"`
help-unset = Take a record set away, such as `example.fr MX`
help-offline = Never open a socket; what the files cannot say is undetermined
help-record = Write every answer to a file that --replay reads
help-replay = Answer from a recorded file, without network
help-resolver = Where questions go: `system`, `IP[:PORT]`, `tls://…` or `https://…`; a second one confirms absences
help-timeout = Seconds that one question may take (default 5)
help-deadline = Seconds that one domain may take (default 20); then a partial report comes out
help-blocklists = Blocklists to ask: default (up to five domains, not with --offline), none, or names such as zen.spamhaus.org
help-fix-domain = The domain to mend
help-as = The tool that publishes the records: diff (of the zone file), bind, nsupdate, octodns, dnscontrol, terraform-cloudflare, terraform-route53 or terraform-ovh
help-safe = Only fixes that need nobody’s decision
help-write = Edit the zone files in place, once the plan is proven
help-serial = The serial of an edited zone file: keep (default) or bump
help-fail-on = Exit with 1 from: rejection, error (default), warning; or never
help-min-certainty = Refusals that count: certain (default) or possible
help-undetermined = What open questions come to: fail (exit 3, default) or pass
help-config = The configuration file; else preflight.toml in this folder or its parents
help-format = terminal (default), json or jsonl
help-output = Write the report to a file
help-lang = en or fr; else from LC_ALL, LC_MESSAGES, LANG
help-verbose = Show the evidence: every record, every lookup, every rule
help-quiet = Show the verdict line only
help-color = auto (default), always or never
help-second-opinion = Show how mail-auth and decon-spf read the same record

usage-unknown-argument = error: there is no option { $arg }
usage-extra-argument = error: { $arg } is one argument too many
usage-unknown-command = error: there is no command { $command }
usage-value = error: { $value } does not fit { $arg }
usage-value-of = error: { $value } does not fit { $arg }; possible values: { $allowed }
usage-value-missing = error: { $arg } needs a value
usage-missing = error: required: { $arg }
usage-conflict = error: { $arg } cannot be used with { $other }
usage-value-why = error: "{ $value }" does not fit { $arg }; { $error }
usage-value-extra = error: { $arg } takes no value; { $value } is too much
usage-value-count = { $wanted ->
    [one] error: { $arg } takes one value, not { $actual }
   *[other] error: { $arg } takes { $wanted } values, not { $actual }
  }
usage-equals = error: { $arg } takes its value behind an equals sign
usage-repeated = error: { $arg } can be given only once
usage-conflict-any = error: { $arg } cannot be used with the other options that were given
usage-command-missing = error: { $command } needs a command; possible: { $allowed }
usage-utf8 = error: an argument is not UTF-8
usage-value-behind-dashes = To give { $arg } as a value, put -- before it.
usage-suggestion = Perhaps { $suggestion }?
usage-help = For more information, try --help.

problem-label = error:
warning-label = warning:
problem-fix-zone = a diff needs the zone file: give it with --zone
problem-fix-format = --as has a format of its own: leave --format away
problem-fix-serial = --serial needs --write or --as diff: nothing else writes a serial
problem-fix-edits = --set and --unset are not in the zone file, and the plan would start from them: write it without them
problem-fix-unread = { $file }: not all of it can be read, and what cannot may be what matters; nothing is written
problem-fix-unproved = the plan is not proven, so no file was touched
problem-patch = { $file } cannot be edited: { $error }
problem-edit-idle = nothing asked for { $name }: --set or --unset of { $name } { $kind } changed nothing. Names are absolute, such as _dmarc.example.fr
problem-null-needs-helo = an empty --mail-from means that SPF checks the EHLO name: give it with --helo
problem-nothing = no domain to check; try `preflight example.fr`, `preflight demo`, or --help
problem-domain = "{ $text }" is not a domain name: { $error }
problem-domain-single-label = "{ $text }" has a single label; a domain that sends mail has two at least, such as { $text }.example
problem-domain-is-address = "{ $text }" is an address, not a domain; use `preflight DOMAIN --ip { $text }`
problem-domain-is-url = "{ $text }" is a web address; use `preflight { $host }`
problem-domain-is-mailbox = "{ $text }" is a mailbox; use `preflight { $host }`, with --mail-from for the envelope sender
problem-network = "{ $text }" is neither an IP address nor a network such as 192.0.2.0/24
problem-mail-from = "{ $text }" is not a MAIL FROM: { $error }
problem-helo = "{ $text }" is not an EHLO name: { $error }
problem-selector = "{ $text }" is not a DKIM selector: { $error }
problem-dkim = "{ $text }" is not a signature; write d=example.fr,s=selector
problem-volume = "{ $text }" is not a volume; write a number of messages a day, low or bulk
problem-command-first = "{ $text }" is a command; a command stands first, before every option: `preflight { $text } …`
problem-receiver = there is no receiver "{ $text }"; known: { $known }
problem-provider = there is no provider "{ $text }"{ $any ->
    [yes] ; close to it: { $near }
   *[no] ; leave it out, and name --ip, --mail-from and --selector
  }
problem-receivers = the receivers of { $folder } cannot be used: { $error }
problem-rule-unknown = there is no rule "{ $text }"; see `preflight rules`
problem-reason-missing = { $rule } has no reason; write why its level changes
problem-blocklist-dead = { $since ->
    [unknown] the blocklist { $text } is dead: { $error }
   *[day] the blocklist { $text } is dead since { $since }: { $error }
  }
problem-blocklist-moved = the blocklist { $text } is dead: { $error }; ask { $instead }
problem-blocklist-unknown = there is no blocklist "{ $text }"; docs/usage.md names all of them
problem-blocklist-near = there is no blocklist "{ $text }"; perhaps { $near }?
problem-blocklist-none = "none" stands alone: no blocklist is asked
problem-blocklist-key = the blocklist { $text } answers only with a key; name it in preflight.toml, under [blocklist."{ $text }"]
problem-blocklist-no-key = the blocklist { $text } takes no key
problem-blocklist-key-missing = { $text }: the variable { $variable }, which should hold its key, is not set
problem-blocklist-key-form = { $text }: its key is not one; a key has letters, digits and hyphens, from 8 to 63 of them
problem-blocklist-key-twice = { $text }: give either key or key_env
problem-config = { $file }: { $error }
problem-file = { $file }: { $error }
problem-file-missing = { $file } does not exist
problem-file-size = { $file } is too large
problem-file-utf8 = { $file } is not UTF-8
problem-line = { $file }, line { $line }: { $problem }
problem-line-long = { $file }, line { $line }: longer than any domain name
problem-list-empty = { $file } names no domain
problem-recipients-none = { $file } names no recipient
problem-standard-input-twice = --input and --to cannot both read standard input
problem-resolver = resolver "{ $text }": { $error }
problem-edit = "{ $text }": { $error }
problem-zone = { $file }: { $error }
problem-zone-error = { $place }: { $error }
problem-replay = { $file }: { $error }
problem-output = { $file } cannot be written: { $error }
problem-output-standard = standard output cannot be written: { $error }
problem-record-kind = the text does not say which kind of record it is; add --kind spf, dkim or dmarc
problem-record-nothing = no record to judge; give it in quotes, or - to read it from standard input
problem-explain-nothing = no bounce to explain; give it in quotes, or - to read it from standard input
problem-bounce-long = { $file }, line { $line }: longer than 16 KiB, passed over
problem-bounce-utf16 = { $file }: the text is UTF-16; save it as UTF-8
problem-explain-empty = { $file } holds no bounce
problem-explain-message = this message is no notification of a failed delivery, or says nothing that could be explained
problem-explain-mailbox = { $file } holds several messages; sum them up with --mailbox { $file }
problem-explain-unchecked = no domain was checked, so the flags about streams and DNS had no effect; name the domain with --domain
problem-output-is-input = { $file } is read, and would be overwritten by --output
problem-mailbox-empty = { $file } holds no message
problem-runtime = the run could not start: { $error }
problem-domain-or-mail-from = give a domain, --mail-from or --helo

progress-checking = checking { $domain }
progress-many = domains checked
