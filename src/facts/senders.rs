//! The domains that the declared streams send in the name of, beside the one that is checked: whether
//! they exist, and whether they take mail.

use super::Subject;
use super::mx::{self, MxFacts};
use crate::dns::answers::all;
use crate::dns::{Answers, Need};
use crate::name::DomainName;
use crate::stream::Stream;

/// One such domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender {
    /// The first stream that names it.
    pub stream: String,
    /// Where the stream names it.
    pub role: Role,
    /// Where its mail goes; the domain stands in there.
    pub mx: MxFacts,
}

/// Where a stream names a domain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// In From: the Author Domain.
    From,
    /// In MAIL FROM.
    MailFrom,
}

/// Collects what stands at these domains, each once.
///
/// # Errors
/// The [`Need`] for what is missing.
pub fn gather(subject: &Subject, answers: &Answers) -> Result<Vec<Sender>, Need> {
    all(named(subject).into_iter().map(|(domain, stream, role)| {
        let mx = mx::gather(domain, answers)?;
        Ok(Sender { stream: stream.name.clone(), role, mx })
    }))
}

fn named(subject: &Subject) -> Vec<(&DomainName, &Stream, Role)> {
    let mut named: Vec<(&DomainName, &Stream, Role)> = Vec::new();
    for stream in &subject.declared {
        let mail_from = stream.mail_from.domain().map(|domain| (domain, Role::MailFrom));
        for (domain, role) in std::iter::once((&stream.from, Role::From)).chain(mail_from) {
            if *domain != subject.domain && !named.iter().any(|(known, _, _)| *known == domain) {
                named.push((domain, stream, role));
            }
        }
    }
    named
}
