# Bounces explained: causes, steps, codes.

# Reasons, in a few words.
explain-reason-unauthenticated = missing authentication
explain-reason-authentication-spf = SPF
explain-reason-authentication-dkim = DKIM
explain-reason-authentication-dmarc = DMARC
explain-reason-rdns = reverse DNS
explain-reason-helo = EHLO name
explain-reason-bad-sender-address = sender address
explain-reason-blocklist-ip = address on a blocklist
explain-reason-blocklist-domain = domain on a blocklist
explain-reason-reputation = reputation
explain-reason-rate-limit = too much at once
explain-reason-greylist = greylisting
explain-reason-content-spam = content
explain-reason-virus = virus
explain-reason-policy = rule of the receiver
explain-reason-mailbox-unknown = no such mailbox
explain-reason-mailbox-disabled = mailbox out of service
explain-reason-mailbox-full = mailbox full
explain-reason-message-too-large = message too large
explain-reason-relay-denied = relaying refused
explain-reason-auth-required = login
explain-reason-tls-required = encryption
explain-reason-syntax = syntax
explain-reason-system = trouble at the receiver
explain-reason-network = connection
explain-reason-other = unknown

# Causes: what it is, what it means for the sender.
explain-cause-unauthenticated = Neither SPF nor DKIM vouches for the message
explain-means-unauthenticated = The receiver could not tell that the sender’s domain sent this message: the sending IP address is not covered by SPF, and there is no valid DKIM signature. One of the two must pass.
explain-cause-authentication-level = The domain does not reach the authentication the receiver asks of large senders
explain-means-authentication-level = Outlook.com asks large senders for all at once: SPF passes, DKIM passes, a DMARC record exists, and one of the two is aligned with the domain of the From address.
explain-cause-ipv6-unauthenticated = Mail over IPv6 needs a reverse name, and SPF or DKIM
explain-means-ipv6-unauthenticated = The message came from an IPv6 address. The receiver accepts that only from addresses with a reverse name, for messages that pass SPF or DKIM.
explain-cause-spf-fail = The sending IP address is not allowed by the SPF record
explain-means-spf-fail = The domain’s SPF record lists who may send for it, and the IP address that sent this message is not among them.
explain-cause-spf-required = SPF must pass, and did not
explain-means-spf-required = The receiver asks large senders for a passing SPF check. The record is missing, does not cover the sending IP address, or ends without a clear answer.
explain-cause-spf-error = The SPF record cannot be evaluated
explain-means-spf-error = The record has a mistake, stands twice, or needs more than ten DNS lookups. Receivers then treat it as broken.
explain-cause-spf-temporary = The SPF record could not be read for lack of an answer from DNS
explain-means-spf-temporary = The receiver asked the name servers of the domain, or of a domain that its SPF record includes, and got no answer in time. The record itself may be right.
explain-cause-spf-suspicious = The SPF record lets too many senders pass
explain-means-spf-suspicious = Something in the record makes the receiver distrust it: `+all`, very wide networks or dead includes are the usual causes. The receiver does not say which.
explain-cause-dkim-missing = The message has no DKIM signature that passes
explain-means-dkim-missing = The receiver requires a DKIM signature. The message was not signed, or the public key was not found in DNS.
explain-cause-dkim-invalid = The DKIM signature does not pass
explain-means-dkim-invalid = The signature cannot be verified: the key in DNS is missing, revoked or another one, or the message was changed after it was signed.
explain-cause-dkim-unacceptable = The DKIM signature passes and is not accepted
explain-means-dkim-unacceptable = The receiver asks for more than a valid signature: a longer key, a current algorithm, or the domain of the From address as signing domain.
explain-cause-dmarc-policy = The DMARC policy of the sender’s own domain refuses the message
explain-means-dmarc-policy = The domain of the From address asks receivers to refuse mail that is not authenticated in its name. This message passed neither SPF nor DKIM for that domain.
explain-cause-dmarc-missing = The domain has no DMARC record
explain-means-dmarc-missing = The receiver asks large senders for a DMARC record at the domain of the From address. A policy of `none` is enough.
explain-cause-dmarc-unaligned = The From address does not belong to the authenticated domain
explain-means-dmarc-unaligned = SPF or DKIM passed, but for another domain than the one that readers see in the From address.
explain-cause-dns-temporary = The receiver got no answer from the domain’s name servers
explain-means-dns-temporary = The policy could not be checked because DNS did not answer in time.
explain-cause-ptr-missing = The sending IP address has no valid reverse name
explain-means-ptr-missing = Receivers expect the sending IP address to have a name in DNS (PTR), and that name to lead back to the address. This is set by whoever provides the address.
explain-cause-ptr-generic = The reverse name looks like that of a home connection
explain-means-ptr-generic = The sending IP address has a default name of its network. Receivers take such addresses for home connections or rented machines that nobody set up for mail.
explain-cause-helo = The sending server introduces itself with a wrong name
explain-means-helo = The name in EHLO must be a full host name that exists in DNS, not `localhost`, a bare address or an internal name.
explain-cause-sender-domain = The domain of the sender address does not exist or takes no mail
explain-means-sender-domain = The receiver looked up the domain of the sender address and found neither a mail server nor an address, so no reply could ever reach it.
explain-cause-sender-null-mx = The sender’s domain says that it takes no mail
explain-means-sender-null-mx = The domain publishes a null MX (`MX 0 .`), which means that it has no mailboxes. Receivers refuse mail from such a domain.
explain-cause-sender-address = The sender address is refused
explain-means-sender-address = The receiver does not accept this address as sender: it is malformed, cannot receive replies, or is not wanted there.
explain-cause-sender-forbidden = This account may not send as this address
explain-means-sender-forbidden = The sending service checks that the From address belongs to the account, and here it does not.
explain-cause-blocklist-ip = The sending IP address is on a blocklist
explain-means-blocklist-ip = The IP address that sent the message is on a list of sources of unwanted mail, and the receiver refuses what comes from there. DNS records of the domain do not change that.
explain-cause-blocklist-own = The receiver itself blocks the sending IP address
explain-means-blocklist-own = The receiver keeps a list of its own and the sending IP address, or its network, is on it. Only the receiver can take it off.
explain-cause-blocklist-dynamic = The sending IP address is listed as a home or dynamic connection
explain-means-blocklist-dynamic = Mail came directly from an address that its network declares as not meant for mail servers. It has to go through a mail server with a fixed address.
explain-cause-blocklist-domain = A domain of the message is on a blocklist
explain-means-blocklist-domain = The sender’s domain, or a domain linked in the message, is on a list of domains seen in unwanted mail.
explain-cause-reputation = The receiver does not trust the sender enough
explain-means-reputation = Earlier mail from this address or domain drew complaints, or behaved badly. Trust comes back with time, wanted mail and authentication.
explain-cause-reputation-unknown = The receiver does not know the sending IP address yet
explain-means-reputation-unknown = This receiver accepts new senders only once their operator has introduced itself, with a host name that leads to a page saying who runs it.
explain-cause-rate-limit = Too many messages in too short a time
explain-means-rate-limit = { $outcome ->
    [temporary] The receiver slows the sender down. The messages are not lost as long as the sending server tries again, more slowly.
   *[other] The receiver takes only so much from one sender at a time, and turned the rest away.
  }
explain-cause-connections = Too many connections at once
explain-means-connections = The sending server opened more connections than the receiver allows.
explain-cause-sending-quota = The sending account has used up its quota
explain-means-sending-quota = The limit is that of the service that sends, not of the recipient. It is reset after some hours, or with another plan.
explain-cause-sender-account-blocked = The sending account or organisation is blocked for spam
explain-means-sender-account-blocked = The service that sends found too much spam or suspicious mail in what came from this account or organisation, or does not trust it yet, and lets nothing out. Mostly somebody else got hold of an account. It stays blocked until the service lifts it.
explain-cause-recipient-blocked-by-sender = The sender’s own organisation blocks this recipient
explain-means-recipient-blocked-by-sender = An administrator on the sender’s side has blocked the recipient’s address or domain, in both directions. The message was held back for all its recipients.
explain-cause-forwarding-blocked = The organisation does not let mail be forwarded to the outside
explain-means-forwarding-blocked = A rule or a setting of a mailbox forwards its mail to an address outside, and the administrator of its organisation has turned that off (with Microsoft 365 it is off by default).
explain-cause-ipv4-only = The recipient takes no mail over IPv6
explain-means-ipv4-only = The message came from an IPv6 address, and the recipient’s domain takes mail over IPv4 only.
explain-cause-recipient-rate = The mailbox is receiving too much at the moment
explain-means-recipient-rate = Too many messages reach this mailbox at once. The address is good; the same message is taken later.
explain-cause-too-many-recipients = Too many recipients in one message
explain-means-too-many-recipients = The receiver takes fewer recipients at a time than the message had.
explain-cause-greylist = The receiver asks an unknown sender to come back
explain-means-greylist = Greylisting: the first try from a new sender is put off, the next one some minutes later is taken.
explain-cause-content-spam = The content looks like unwanted mail
explain-means-content-spam = A filter judged the text, the links or the form of the message. Authentication in good order helps, and does not decide.
explain-cause-virus = The message is said to carry malware
explain-means-virus = A scanner found something dangerous in the message or an attachment. The sending machine may be infected.
explain-cause-attachment = A kind of attachment that the receiver does not take
explain-means-attachment = The message was refused for its attachment: programs, scripts and locked archives are often not accepted.
explain-cause-policy = The receiver refuses the message by a rule it does not name
explain-means-policy = The reply says that a rule was broken, and not which. Authentication, reputation, content and rules of the recipient are all possible.
explain-cause-recipient-rule = The recipient, or their organisation, does not take this mail
explain-means-recipient-rule = A rule set by the recipient or their administrator refuses this sender. Nothing on the sender’s side is broken.
explain-cause-spoofed = The message looks forged
explain-means-spoofed = The sender address pretends to be inside the recipient’s organisation, or the envelope and the From address contradict each other.
explain-cause-mailbox-unknown = The mailbox does not exist
explain-means-mailbox-unknown = { $outcome ->
    [temporary] The receiver does not know this address, for now: it may be mistyped or closed, or the directory of addresses may be out of reach.
    [given_up] The receiver did not know this address: it is mistyped or closed, or the directory of addresses was out of reach.
   *[other] There is no such address at this receiver: it is mistyped, or was closed.
  }
explain-cause-mailbox-moved = The recipient has moved
explain-means-mailbox-moved = The mailbox is no longer there; the reply may name the new address.
explain-cause-recipient-domain = The domain of the recipient’s address does not exist or has no mail server
explain-means-recipient-domain = What stands behind the @ is mistyped, has expired, or is not set up for mail.
explain-cause-recipient-null-mx = The recipient’s domain takes no mail
explain-means-recipient-null-mx = The domain says in DNS that it has no mailboxes (null MX). The address is probably mistyped.
explain-cause-mailbox-disabled = The mailbox exists and is out of service
explain-means-mailbox-disabled = { $outcome ->
    [temporary] The account is suspended or locked, for now at least.
    [given_up] The account was suspended or locked, for a time at least.
   *[other] The account was suspended, closed or abandoned.
  }
explain-cause-mailbox-unavailable = The mailbox takes no mail for the moment
explain-means-mailbox-unavailable = It is busy, locked, or blocked by a rule for now. The address may well be good.
explain-cause-mailbox-full = The mailbox is full
explain-means-mailbox-full = There is no room for another message. The recipient has to make some.
explain-cause-message-too-large = The message is too large
explain-means-message-too-large = With its attachments, which grow by a third on the way, the message exceeds what the receiver takes.
explain-cause-relay-denied = The server does not take mail for this domain
explain-means-relay-denied = The server that was asked is not responsible for the recipient’s domain, and relays only for its own users once they are logged in.
explain-cause-relay-account = The relay does not know this sender
explain-means-relay-account = The sending relay takes mail only from domains and IP addresses that are registered with it.
explain-cause-log-in = The server wants a login before it sends
explain-means-log-in = The program that sends did not log in to its outgoing mail server.
explain-cause-log-in-failed = The login failed
explain-means-log-in-failed = The outgoing mail server did not accept the name, the password or the way of logging in.
explain-cause-tls-required = The connection must be encrypted
explain-means-tls-required = The receiver takes this mail only over TLS, and the sending server did not use it.
explain-cause-smtp-auth-disabled = This account may not log in to send by SMTP
explain-means-smtp-auth-disabled = The administrator has turned off authenticated SMTP for the mailbox or the whole organisation (with Microsoft 365 that is the default of new organisations). Name and password may be right.
explain-cause-tls-not-offered = The receiver’s server offers no encryption
explain-means-tls-not-offered = The sending server delivers to this domain over TLS alone, by its own settings or by DANE or MTA-STS of the recipient’s domain, and the server it reached did not offer STARTTLS.
explain-cause-tls-broken = Encryption could not be agreed on
explain-means-tls-broken = Both sides wanted TLS and failed: an expired or wrong certificate, DANE or MTA-STS of the recipient’s domain, or an old version.
explain-cause-command = The servers did not understand each other
explain-means-command = One of the commands was malformed, out of order, or not known to the other side. This concerns the mail software.
explain-cause-address-syntax = An address is malformed
explain-means-address-syntax = The address cannot be one: a space, a missing part or a forbidden character.
explain-cause-message-format = The message does not follow the format
explain-means-message-format = A header is missing, stands twice or is malformed, or lines are too long.
explain-cause-international = An address or header with letters beyond ASCII
explain-means-international = One of the servers on the way does not support international addresses.
explain-cause-system = The receiver’s system has trouble
explain-means-system = Overload, a full disk, maintenance or an internal error. This is on the receiver’s side and mostly passes.
explain-cause-busy-or-restricted = The receiver is busy, or restricts the sender for now
explain-means-busy-or-restricted = The reply speaks of a busy server. Microsoft’s own list of codes calls it a temporary restriction of senders whose activity looks suspicious, lifted once the mail proves to be in order.
explain-cause-loop = The message runs in circles
explain-means-loop = Forwarding rules or mail servers send it to each other.
explain-cause-misconfigured = The receiver’s system is set up wrong
explain-means-misconfigured = A list or a server on the receiver’s side cannot do what it should.
explain-cause-not-accepting = The server takes no mail
explain-means-not-accepting = The host answers and says that it is not a mail server for anyone, or not for the moment.
explain-cause-network = The receiver’s server could not be reached
explain-means-network = No connection, a broken one, or no answer from DNS about where to deliver.
explain-cause-expired = The sending server gave up after many tries
explain-means-expired = The message waited in the queue until its time was over. What kept it back stands in the earlier replies.
explain-cause-priority = The message has too low a priority
explain-means-priority = The receiver takes only mail of higher priority for the moment. But articles print this code by mistake for 5.7.515, a refusal by Outlook.com for missing authentication.
explain-cause-rrvs = The mailbox now belongs to someone else
explain-means-rrvs = The sender asked for delivery to the earlier owner only, and the mailbox or the domain has changed hands.
explain-cause-arc = The chain of forwarders could not be verified
explain-means-arc = The message was forwarded, and the seals (ARC) with which forwarders vouch for it are broken.
explain-cause-other = The reply does not say why
explain-means-other = Neither the wording nor the code of the reply is known to mean one thing.
explain-cause-from-header = The From address of the message is missing or not one valid address
explain-means-from-header = Readers see the sender in the From field. Here it is missing, stands twice, or holds no address or several.

# Steps.
explain-do-publish-spf = Publish an SPF record at the MAIL FROM domain that covers every sending IP address, or complete the one that is there.
explain-do-sign-dkim = Turn on DKIM signing with the sending service, with the domain of the From address, and publish the key it gives.
explain-do-check-domain = Check the domain with `preflight DOMAIN` until no error is left.
explain-do-send-again = { $outcome ->
    [temporary] The sending server tries again by itself; once this is done, nothing needs to be sent twice.
    [given_up] Send the message again once this is done; the sending server tries no more.
   *[other] Send the message again once this is done; a refused message is not tried again by itself.
  }
explain-do-spf-must-pass = Make SPF pass for the MAIL FROM domain: every sending IP address covered, one record only, ten lookups at most.
explain-do-publish-dmarc = Publish a DMARC record at `_dmarc` of the domain, for a start `v=DMARC1; p=none` with an address for reports.
explain-do-align = Align: sign DKIM with the domain of the From address, or use a MAIL FROM below that domain.
explain-do-ipv6-in-spf = Add the IPv6 addresses of the sending server to the SPF record.
explain-do-set-ptr = Have the provider of the address set a reverse name (PTR) in the sender’s own domain.
explain-do-prefer-ipv4 = Until then, send over IPv4.
explain-do-find-sending-ip = Find the IP address that sent the message: the reply or the log of the sending server names it.
explain-do-add-to-spf = If it is the domain’s own server or service, add it to the SPF record; if not, find out who sends in the domain’s name.
explain-do-own-return-path = With a sending service, set up its custom return path, so that SPF is checked for the domain itself.
explain-do-repair-spf = Repair the record: one only, no unknown terms, ten lookups and two void lookups at most.
explain-do-tighten-spf = Remove `+all`, wide networks and includes that no longer exist.
explain-do-repair-dkim-key = Compare the key at `selector._domainkey` with the one of the sending service, and publish it whole.
explain-do-keep-signed-message = Make sure that nothing changes the message after signing: footers, gateways, virus scanners.
explain-do-strong-dkim-key = Use an RSA key of 2048 bits with `rsa-sha256`.
explain-do-sign-own-domain = Sign with the domain of the From address (`d=`).
explain-do-find-stream = Find out which service sent the message: DMARC aggregate reports name the addresses.
explain-do-mind-forwarding = If the message was forwarded or went through a list, only DKIM can survive that: sign with DKIM.
explain-do-lower-dmarc = While repairing, the owner of the domain may lower the policy to `p=none` for a short time.
explain-do-check-name-servers = Check that all name servers of the domain answer, also over IPv6, and that DNSSEC is in order.
explain-do-wait-retry = { $outcome ->
    [temporary] Let the sending server try again; most do so by themselves for some days.
    [given_up] Send the message again some hours later; the sending server tries no more.
    [permanent] Send the message again some hours later; a refused message is not tried again by itself.
   *[unknown] Mail that is held back is tried again by the sending server itself; after a refusal, send it again some hours later.
  }
explain-do-confirm-forward = Publish an A or AAAA record for that name that leads back to the address.
explain-do-set-own-ptr = Have the provider replace the default name by one in the sender’s own domain, such as `mail.example.com`.
explain-do-use-relay = Send through the outgoing server of the provider or of a sending service.
explain-do-or-use-relay = Or send through the outgoing server of the provider or of a sending service.
explain-do-set-helo = Set the EHLO name of the sending server to its full host name, the same as its reverse name.
explain-do-publish-helo-address = Publish an A or AAAA record for that name.
explain-do-publish-sender-mx = Publish an MX record, or an address, for the domain of the MAIL FROM and From addresses.
explain-do-check-sender-spelling = Check the spelling of the sender address in the program that sends.
explain-do-remove-null-mx = Remove `MX 0 .` from the domain if it sends, or send from another domain.
explain-do-sender-must-receive = Make sure that the sender address exists and can receive mail.
explain-do-use-own-address = Use a From address of your own domain, registered with the sending service.
explain-do-stop-cause = Stop the cause first: a hacked account or site, old or bought address lists, complaints. A delisting without that does not last.
explain-do-look-up-lists = Look the address up at the list that the reply names, or with `preflight DOMAIN --ip ADDRESS`.
explain-do-ask-removal = Ask the list for removal by its own form; serious lists take no money for it.
explain-do-ask-receiver-removal = Ask the receiver for removal with the form or address that its reply names.
explain-do-static-address = For a server of your own: use a fixed address with a reverse name, and have it taken off the list of dynamic addresses.
explain-do-find-listed-domain = Find the domain that is listed: the sender’s, the EHLO name’s, or one linked in the message.
explain-do-slow-down = Send more slowly, to people who expect the mail, and raise the volume step by step.
explain-do-authenticate-all = Put SPF, DKIM, DMARC and reverse DNS in order: `preflight DOMAIN` shows what is missing.
explain-do-ask-receiver = If it goes on, write to the receiver’s postmaster with the whole reply, its date and the sending IP address.
explain-do-show-operator = Give the server a host name in your own domain whose website says who operates it.
explain-do-clean-list = Remove addresses that bounced and people who never open.
explain-do-fewer-connections = Lower the number of parallel connections and of messages per connection to this receiver.
explain-do-wait-quota = Wait until the quota is reset, usually within a day.
explain-do-split-campaign = Spread the campaign over several days.
explain-do-ask-provider = Ask the sending service, with the whole reply.
explain-do-secure-account = Secure the account first: change its password, end its sessions, remove unknown forwarding rules, connectors and programs, and find what sent the mail.
explain-do-ask-unblock = Have the administrator of the sending service lift the block; where that does not help, the support of the service can, once it is told what was repaired.
explain-do-ask-unlist-recipient = Ask the administrator of your own organisation to take the recipient’s address or domain off the block list (with Microsoft 365 the Tenant Allow/Block List).
explain-do-ask-allow-forwarding = Ask the administrator of that organisation to allow forwarding for this mailbox (with Microsoft 365 in the outbound spam policy), or have the forwarding removed.
explain-do-leave-out-recipient = Until then, leave this recipient out: one that is blocked keeps the message from all the others.
explain-do-send-over-ipv4 = Set the sending server to use IPv4, for this recipient at least.
explain-do-ask-accept-ipv6 = Or ask the administrator of the recipient’s domain to take mail over IPv6.
explain-do-fewer-recipients = Send in smaller lots, or one message for each recipient.
explain-do-wait-greylist = { $outcome ->
    [temporary] Wait: the sending server tries again by itself, usually within 5 to 30 minutes.
    [given_up] Send the message again, from a server that tries for several hours: greylisting takes the next try, usually after 5 to 30 minutes.
    [permanent] Send the message again after half an hour; a refused message is not tried again by itself.
   *[unknown] Wait: the next try is taken, usually after 5 to 30 minutes.
  }
explain-do-keep-address = Make sure that the next try comes from the same address; a pool that changes address each time starts anew.
explain-do-review-content = Review subject, text and ratio of pictures; leave out shortened links and attachments.
explain-do-check-links = Check that no linked domain is on a blocklist.
explain-do-scan-sender = Scan the sending computer and change the password of the account.
explain-do-no-attachment = Send without the attachment, or as a link to a file.
explain-do-read-reply = Read the text behind the code: it often names a page or a list.
explain-do-other-channel = Reach the recipient in another way.
explain-do-ask-allow = Ask the recipient, or their administrator, to allow the sender.
explain-do-check-address = Check the address letter by letter, on both sides of the @.
explain-do-remove-address = { $outcome ->
    [temporary] Keep the address for now: the sending server tries again. Remove it when it is refused for good.
    [given_up] Check the address before writing again, and remove it when it is refused for good.
   *[other] Remove the address from the list; writing to dead addresses harms the sender.
  }
explain-do-find-new-address = Ask for the new address, which the reply may name.
explain-do-check-recipient-domain = Check that the recipient’s domain exists and has a mail server.
explain-do-wait-mailbox = { $outcome ->
    [temporary] Let the sending server try again; a mailbox that stays full for several weeks counts as dead.
   *[other] Send again in some days; after several weeks treat the address as dead.
  }
explain-do-smaller-message = Send a smaller message.
explain-do-share-link = Put large files on a share and send the link.
explain-do-log-in = Turn on authentication for the outgoing server in the mail program, with the full address as user name.
explain-do-submission-port = Use port 587 or 465 with encryption.
explain-do-check-recipient-mx = Check the MX records of the recipient’s domain; if they are wrong, only its administrator can repair them.
explain-do-register-relay = Register the domain and the sending IP address with the relay.
explain-do-check-password = Check user name and password by logging in on the web.
explain-do-app-password = If the account has two-step login, use an application password or OAuth.
explain-do-allow-smtp-auth = Have the administrator allow authenticated SMTP for this mailbox alone; programs that can should log in with OAuth.
explain-do-ask-offer-tls = Tell the administrator of the recipient’s domain that their server has to offer STARTTLS.
explain-do-allow-plain = If the requirement is the sender’s own and the content allows it, let the sending server deliver to this domain without TLS until then.
explain-do-turn-on-tls = Turn on STARTTLS for outgoing mail on the sending server.
explain-do-modern-tls = Use TLS 1.2 or newer and current certificates.
explain-do-check-recipient-tls = If only this recipient fails, its administrator has to repair certificate, DANE or MTA-STS.
explain-do-check-software = Check the program that sends: its version, its settings, and what a firewall in between changes.
explain-do-repair-headers = Repair the message: one From, one Date, one Message-ID, lines below 998 characters.
explain-do-plain-address = Use an address without accents, if the recipient has one.
explain-do-check-forwarding = Look for forwarding rules and MX records that lead back to the same server.
explain-do-check-own-network = If other recipients fail too, check your own network and that port 25 is open.
explain-do-read-earlier = Look for the earlier replies in the log of the sending server and explain those.
explain-do-raise-priority = { $outcome ->
    [temporary] Let the sending server try again, or send with a higher priority.
   *[other] Send again later, or with a higher priority.
  }
explain-do-compare-code = Compare with the original reply: if it says 5.7.515, explain that code instead.
explain-do-ask-person = Ask the person for their present address.
explain-do-one-from = Send with one From field that holds one address of your own domain.

# Basic codes.
explain-code-211 = System status, or an answer to HELP
explain-code-214 = Help text for people
explain-code-220 = The server is ready (also to start TLS)
explain-code-221 = The server closes the connection after QUIT; it says nothing about delivery
explain-code-235 = Login accepted
explain-code-250 = Command done; after the message: taken in charge, not yet delivered
explain-code-251 = The user is not local; the server will forward
explain-code-252 = The server cannot verify the user, and will try to deliver
explain-code-253 = Pending messages will be sent (ETRN)
explain-code-334 = Challenge during login
explain-code-354 = The server waits for the message; no error
explain-code-421 = Service not available, the connection is closed: shutdown, overload, or a deferral by policy
explain-code-422 = Registered only beside X.7.12 (password change needed); a few servers mean a full mailbox
explain-code-430 = Registered only beside X.5.1 (invalid command)
explain-code-432 = A password change is needed before login
explain-code-450 = Not done for now: the mailbox is busy or blocked for policy; common for greylisting and for sender names that do not resolve
explain-code-451 = Aborted for now: local error; common for DNS trouble and greylisting
explain-code-452 = Not enough storage for now, or too many recipients
explain-code-453 = No mail waiting (ATRN)
explain-code-454 = TLS, or login, not available for now
explain-code-455 = The server cannot use the parameters for now
explain-code-458 = Messages cannot be queued for the node (ETRN)
explain-code-459 = The node is not allowed (ETRN)
explain-code-500 = Syntax error: command not recognised, or line too long
explain-code-501 = Syntax error in the arguments: an address, or the EHLO name
explain-code-502 = Command not implemented
explain-code-503 = Commands out of order, often because the login is missing
explain-code-504 = Parameter not implemented; with Postfix, an EHLO name that is not a full host name. It is no timeout
explain-code-521 = The host takes no mail
explain-code-523 = Encryption needed
explain-code-524 = Encryption needed for this way of logging in
explain-code-525 = The user’s account is disabled
explain-code-530 = Login required, or STARTTLS first
explain-code-534 = The way of logging in is too weak
explain-code-535 = User name or password not accepted
explain-code-538 = Encryption needed for the requested way of logging in
explain-code-550 = Not done: mailbox not found, no access, or refused by policy
explain-code-551 = The user is not local: try the address given in the reply
explain-code-552 = Aborted: storage exceeded, or message too large
explain-code-553 = Mailbox name not allowed: the form of an address; some receivers use it for refusals by policy
explain-code-554 = Transaction failed; at the start of a connection: no mail service for this sender
explain-code-555 = Parameters of MAIL FROM or RCPT TO not known
explain-code-556 = The domain takes no mail (null MX)
explain-code-111 = No SMTP reply: the error number of Linux for a refused connection, which some logs print
explain-code-120 = No SMTP reply: SMTP has no codes below 200
explain-code-130 = No SMTP reply: SMTP has no codes below 200
explain-code-426 = No code of SMTP; sent by some programs for a lost connection
explain-code-442 = No code of SMTP; sent by some programs for a connection lost on the way
explain-code-471 = No code of SMTP; sent by some filters for an error of their own
explain-code-498 = No code of SMTP; the text behind it decides
explain-code-510 = No code of SMTP; mostly 5.1.0 without its dots: a bad address
explain-code-511 = No code of SMTP; mostly 5.1.1 without its dots: no such mailbox
explain-code-512 = No code of SMTP; mostly 5.1.2 without its dots: no such domain
explain-code-522 = No code of SMTP; mostly 5.2.2 without its dots: mailbox full
explain-code-540 = No code of SMTP; sent by some filters
explain-code-541 = No code of SMTP; sent by Zoho and others for a refusal by a filter or a rule of the recipient
explain-code-571 = No code of SMTP; sent by Sendmail and La Poste for a refusal by policy
explain-code-581 = No code of SMTP; the text behind it decides
explain-code-585 = No code of SMTP; the text behind it decides
explain-code-591 = No code of SMTP; the text behind it decides
explain-code-606 = No code of SMTP; a code of Mailgun’s own log

# Enhanced status codes, whatever their class.
explain-status-0-0 = Undefined; only the class is known
explain-status-1-0 = Something about an address
explain-status-1-1 = The mailbox does not exist
explain-status-1-2 = The domain of the recipient does not exist or takes no mail
explain-status-1-3 = The recipient’s address is malformed
explain-status-1-4 = The recipient’s address is ambiguous
explain-status-1-5 = The recipient’s address is valid
explain-status-1-6 = The mailbox has moved, the new address is not known
explain-status-1-7 = The sender’s address is malformed
explain-status-1-8 = The sender’s domain does not exist or cannot be used
explain-status-1-9 = Relayed to a server that gives no notifications
explain-status-1-10 = The recipient’s domain takes no mail (null MX)
explain-status-2-0 = Something about the mailbox
explain-status-2-1 = The mailbox is disabled
explain-status-2-2 = The mailbox is full
explain-status-2-3 = The message is longer than the administrator allows
explain-status-2-4 = The mailing list could not be expanded
explain-status-3-0 = Something about the mail system
explain-status-3-1 = The mail system is full
explain-status-3-2 = The system takes no mail for now
explain-status-3-3 = The system lacks a feature that was asked for
explain-status-3-4 = The message is too big for the system
explain-status-3-5 = The system is set up wrong
explain-status-3-6 = The priority was changed
explain-status-4-0 = Something about network or routing
explain-status-4-1 = The host does not answer
explain-status-4-2 = The connection broke
explain-status-4-3 = A directory or DNS server failed
explain-status-4-4 = No route to the recipient
explain-status-4-5 = The mail system is congested
explain-status-4-6 = Routing loop
explain-status-4-7 = The delivery time is over
explain-status-4-8 = Try again over IPv4
explain-status-5-0 = Something about the protocol
explain-status-5-1 = Invalid command
explain-status-5-2 = Syntax error
explain-status-5-3 = Too many recipients
explain-status-5-4 = Invalid arguments of a command
explain-status-5-5 = Wrong version of the protocol
explain-status-5-6 = Line too long during login
explain-status-6-0 = Something about the content
explain-status-6-1 = The kind of content is not supported
explain-status-6-2 = Conversion needed and forbidden
explain-status-6-3 = Conversion needed and not supported
explain-status-6-4 = Converted, with losses
explain-status-6-5 = Conversion failed
explain-status-6-6 = The content is not available
explain-status-6-7 = International addresses are not allowed here
explain-status-6-8 = An international reply would be needed, and the client does not take it
explain-status-6-9 = A message with international headers cannot be passed on
explain-status-6-10 = The same as X.6.8, no longer used
explain-status-7-0 = Something about security or policy
explain-status-7-1 = Refused by policy; the most overloaded code in use
explain-status-7-2 = Sending to this list is not allowed
explain-status-7-3 = Security conversion needed and not possible
explain-status-7-4 = A security feature is not supported
explain-status-7-5 = Cryptographic failure
explain-status-7-6 = The algorithm is not supported
explain-status-7-7 = The message was changed on the way
explain-status-7-8 = User name or password not accepted
explain-status-7-9 = The way of logging in is too weak
explain-status-7-10 = Encryption needed
explain-status-7-11 = Encryption needed for this way of logging in
explain-status-7-12 = A password change is needed
explain-status-7-13 = The user’s account is disabled
explain-status-7-14 = A trust relationship is required
explain-status-7-15 = The priority is too low; often a misprint of 5.7.515
explain-status-7-16 = The message is too big for its priority
explain-status-7-17 = The mailbox has a new owner
explain-status-7-18 = The domain has a new owner
explain-status-7-19 = Whether the owner has changed could not be checked
explain-status-7-20 = No DKIM signature passes
explain-status-7-21 = No DKIM signature is good enough
explain-status-7-22 = No DKIM signature of the author’s domain
explain-status-7-23 = SPF: the sending IP address is not allowed
explain-status-7-24 = SPF: the record could not be evaluated
explain-status-7-25 = The reverse DNS check failed
explain-status-7-26 = Several authentication checks failed; it is not a DNS error
explain-status-7-27 = The sender’s domain takes no mail (null MX)
explain-status-7-28 = Flood of mail detected
explain-status-7-29 = The ARC check failed
explain-status-7-30 = The next server does not support REQUIRETLS

# The report.
explain-outcome = { $outcome ->
    [accepted] accepted
    [continues] no failure: the server waits for more
    [temporary] temporary: the sending server tries again
    [given_up] given up: the sending server tries no more
    [permanent] permanent: another try would be refused, too
   *[unknown] whether it is for good is not said
  }
explain-stage = { $stage ->
    [connect] at the connection
    [helo] at EHLO
    [mail_from] at MAIL FROM
    [rcpt_to] at RCPT TO
    [end_of_data] after the message
   *[post_accept] after it was accepted
  }
explain-side = { $side ->
    [sender] the sender’s side
    [recipient] the recipient’s side
    [both] either side
   *[wait] nobody: time does it
  }
explain-dns = { $dns ->
    [yes] Can be fixed in DNS.
    [partly] DNS has a part in it and may not be enough.
    [no] DNS does not fix this.
   *[unknown] Whether DNS can fix it is not known.
  }
explain-known = { $by ->
    [receiver_wording] known by the receiver’s own wording
    [receiver_code] known by what the receiver means by this code
    [wording] known by a common wording
    [code] known by the registered meaning of the code alone
    [code_in_use] known by the usual use of the code alone
   *[nothing] unknown wording
  }
explain-no-failure = This reply is no failure.
explain-unknown = Neither wording nor code is known.
explain-label-steps = What to do:
explain-cut = The message is longer than what is read of one; the rest was not looked at.
explain-summary = { $bounces ->
    [one] { $bounces } recipient not reached
   *[other] { $bounces } recipients not reached
  } in { $messages ->
    [one] { $messages } message
   *[other] { $messages } messages
  }
explain-summary-waiting = For { $count } of them the mail is only held back.
explain-summary-dns = { $count ->
    [0] None of them can be fixed in DNS.
    [one] { $count } of them can be fixed in DNS ({ $share } %).
   *[other] { $count } of them can be fixed in DNS ({ $share } %).
  }
explain-summary-others = { $count ->
    [one] { $count } message is no notification.
   *[other] { $count } messages are no notifications.
  }
explain-summary-delivered = { $count ->
    [one] For { $count } recipient the message was delivered or passed on.
   *[other] For { $count } recipients the message was delivered or passed on.
  }
explain-summary-cut = { $count ->
    [one] { $count } message was read in part.
   *[other] { $count } messages were read in part.
  }
explain-summary-receiver-unknown = receiver unknown
explain-summary-fixable = Can be fixed in DNS
explain-summary-partly = DNS has a part in it
explain-summary-rest = Not a matter of DNS
explain-means-code = { $by ->
    [registry] { $meaning } By the registry, { $code } means: { $sentence }.
   *[use] { $meaning } { $code }: { $sentence }.
  }
explain-who = { $dns } Who can act: { $side }.
explain-elsewhere = From { $receiver } it would mean: { $title }
explain-code-line = { $code }: { $sentence }
explain-code-otherwise = { $by ->
    [receiver] { $sentence }, by the registry; { $receiver } uses it otherwise
   *[text] { $sentence }, by the registry; the text of the reply says otherwise
  }
explain-short = { $place }: { $title } ({ $head })
explain-place-line = line { $line }
explain-place-recipient = recipient { $number }
explain-cause-places = { $title } ({ $places })
explain-places-lines = { $count ->
    [one] line { $places }
   *[other] lines { $places }
  }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
  }
explain-places-recipients = { $count ->
    [one] recipient { $places }
   *[other] recipients { $places }
  }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
  }
explain-evidence = { $shown ->
    [causes] What would cause this now, in the DNS of { $domain }:
    [contributes] What may have a part in this, in the DNS of { $domain }:
    [open] Not every question about { $domain } got an answer; nothing that was answered would cause this:
    [clear] The DNS of { $domain } shows nothing that would cause this now. If it was repaired since the bounce, send again; else follow the steps that are not about DNS.
   *[elsewhere] The DNS of { $domain } has no part in this cause.
  }
explain-predicted = { $certainty ->
    [certain] { $receiver } is expected to give this very reply today.
   *[possible] { $receiver } may give this very reply today.
  }
