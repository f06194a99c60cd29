//! What may lie behind a bounce: a closed list of reasons, and under each the causes that ask for
//! different steps (`causes.toml`).

use super::tables;

/// Why mail was refused or held back: the closed list of reasons of the JSON report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Neither SPF nor DKIM passes, or not as much of both as the receiver wants.
    Unauthenticated,
    /// SPF.
    AuthenticationSpf,
    /// DKIM.
    AuthenticationDkim,
    /// DMARC, alignment included.
    AuthenticationDmarc,
    /// The reverse name of the sending address.
    Rdns,
    /// The EHLO name.
    Helo,
    /// The sender's address or its domain.
    BadSenderAddress,
    /// The sending address stands on a blocklist.
    BlocklistIp,
    /// A domain stands on a blocklist.
    BlocklistDomain,
    /// What the receiver thinks of the sender.
    Reputation,
    /// Too much, too fast.
    RateLimit,
    /// An unknown sender is asked to come back.
    Greylist,
    /// The content looks like spam.
    ContentSpam,
    /// The content is dangerous.
    Virus,
    /// A rule of the receiver, not named further.
    Policy,
    /// The mailbox does not exist.
    MailboxUnknown,
    /// The mailbox exists and takes no mail.
    MailboxDisabled,
    /// The mailbox is full.
    MailboxFull,
    /// The message is too large.
    MessageTooLarge,
    /// The server does not relay for this sender.
    RelayDenied,
    /// The sender must log in, or could not.
    AuthRequired,
    /// The connection must be encrypted, or could not be.
    TlsRequired,
    /// A command, an address or the message is malformed.
    Syntax,
    /// The receiving system has trouble of its own.
    System,
    /// The receiving system could not be reached.
    Network,
    /// Something else, or nothing that the reply would tell.
    Other,
}

impl Reason {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 26] = [
        Self::Unauthenticated,
        Self::AuthenticationSpf,
        Self::AuthenticationDkim,
        Self::AuthenticationDmarc,
        Self::Rdns,
        Self::Helo,
        Self::BadSenderAddress,
        Self::BlocklistIp,
        Self::BlocklistDomain,
        Self::Reputation,
        Self::RateLimit,
        Self::Greylist,
        Self::ContentSpam,
        Self::Virus,
        Self::Policy,
        Self::MailboxUnknown,
        Self::MailboxDisabled,
        Self::MailboxFull,
        Self::MessageTooLarge,
        Self::RelayDenied,
        Self::AuthRequired,
        Self::TlsRequired,
        Self::Syntax,
        Self::System,
        Self::Network,
        Self::Other,
    ];

    /// The word of the JSON report.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unauthenticated => "unauthenticated",
            Self::AuthenticationSpf => "authentication_spf",
            Self::AuthenticationDkim => "authentication_dkim",
            Self::AuthenticationDmarc => "authentication_dmarc",
            Self::Rdns => "rdns",
            Self::Helo => "helo",
            Self::BadSenderAddress => "bad_sender_address",
            Self::BlocklistIp => "blocklist_ip",
            Self::BlocklistDomain => "blocklist_domain",
            Self::Reputation => "reputation",
            Self::RateLimit => "rate_limit",
            Self::Greylist => "greylist",
            Self::ContentSpam => "content_spam",
            Self::Virus => "virus",
            Self::Policy => "policy",
            Self::MailboxUnknown => "mailbox_unknown",
            Self::MailboxDisabled => "mailbox_disabled",
            Self::MailboxFull => "mailbox_full",
            Self::MessageTooLarge => "message_too_large",
            Self::RelayDenied => "relay_denied",
            Self::AuthRequired => "auth_required",
            Self::TlsRequired => "tls_required",
            Self::Syntax => "syntax",
            Self::System => "system",
            Self::Network => "network",
            Self::Other => "other",
        }
    }

    /// Whether it says that the sender, its address or its domain is not trusted: what may never be
    /// taken for a fault of the mailbox.
    pub fn is_about_trust(self) -> bool {
        match self {
            Self::Unauthenticated
            | Self::AuthenticationSpf
            | Self::AuthenticationDkim
            | Self::AuthenticationDmarc
            | Self::BlocklistIp
            | Self::BlocklistDomain => true,
            Self::Rdns
            | Self::Helo
            | Self::BadSenderAddress
            | Self::Reputation
            | Self::RateLimit
            | Self::Greylist
            | Self::ContentSpam
            | Self::Virus
            | Self::Policy
            | Self::MailboxUnknown
            | Self::MailboxDisabled
            | Self::MailboxFull
            | Self::MessageTooLarge
            | Self::RelayDenied
            | Self::AuthRequired
            | Self::TlsRequired
            | Self::Syntax
            | Self::System
            | Self::Network
            | Self::Other => false,
        }
    }

    /// Whether it is about the recipient's mailbox.
    pub fn is_about_mailbox(self) -> bool {
        matches!(self, Self::MailboxUnknown | Self::MailboxDisabled | Self::MailboxFull)
    }
}

/// Who can do something about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// Who sends.
    Sender,
    /// Who receives.
    Recipient,
    /// Either, or both together.
    Both,
    /// Nobody needs to: time does it.
    Wait,
}

impl Side {
    /// The word of the JSON report.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sender => "sender",
            Self::Recipient => "recipient",
            Self::Both => "both",
            Self::Wait => "wait",
        }
    }
}

/// A family of rules whose findings may show a cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// SPF.
    Spf,
    /// DKIM.
    Dkim,
    /// DMARC.
    Dmarc,
    /// Alignment.
    Aln,
    /// Mail exchanges.
    Mx,
    /// Reverse names and greetings.
    Rdns,
    /// Blocklists.
    Bl,
}

impl Family {
    /// The letters with which the ids of its rules begin.
    pub fn letters(self) -> &'static str {
        match self {
            Self::Spf => "SPF",
            Self::Dkim => "DKIM",
            Self::Dmarc => "DMARC",
            Self::Aln => "ALN",
            Self::Mx => "MX",
            Self::Rdns => "RDNS",
            Self::Bl => "BL",
        }
    }
}

/// One cause, with the steps that help.
#[derive(Debug, PartialEq, Eq)]
pub struct Cause {
    /// Its id, under which its sentences stand.
    pub id: &'static str,
    /// The reason it belongs to.
    pub reason: Reason,
    /// Who can do something about it.
    pub side: Side,
    /// Whether records of the sender's domain or of its addresses usually clear it.
    pub dns: bool,
    /// Whether those records have a part in it, and do not decide.
    pub partly: bool,
    /// The cause that it is, by its id, when the mail is only held back.
    pub temporary: Option<&'static str>,
    /// The steps in order, by the id of their sentence.
    pub actions: &'static [&'static str],
    /// The rules whose findings show it.
    pub rules: &'static [Family],
}

impl Cause {
    /// What DNS can do about it, as the texts have it: `yes`, `partly`, `no` or `unknown`.
    pub fn dns_word(&self) -> &'static str {
        match (self.dns, self.partly) {
            _ if self.id == UNKNOWN => "unknown",
            (true, _) => "yes",
            (false, true) => "partly",
            (false, false) => "no",
        }
    }
}

/// The id of the cause that is none: the reply does not say why.
pub const UNKNOWN: &str = "other";

/// All causes, in the order of their file.
pub fn all() -> &'static [Cause] {
    &tables::CAUSES
}

/// The id of the cause that the sender's address is refused, when nothing more is said.
pub const SENDER: &str = "sender-address";

/// The id of the cause that a rule of the receiver refuses, when nothing more is said.
pub const POLICY: &str = "policy";

/// The cause of this id.
pub fn named(id: &str) -> Option<&'static Cause> {
    all().iter().find(|cause| cause.id == id)
}
