//! From a recipient's domain to the receiver that takes its mail.

use crate::facts::mx::MxFacts;
use crate::pattern;
use crate::predict::rules::Receiver;

/// The receiver whose hosts take the mail of a domain first: those of the lowest preference count, for
/// a filter before a mailbox provider is what refuses.
pub fn receiver_of<'r>(mx: &MxFacts, receivers: &'r [Receiver]) -> Option<&'r Receiver> {
    let lowest = mx.hosts.iter().map(|host| host.exchange.preference).min()?;
    let mut first = mx.hosts.iter().map(|host| &host.exchange).filter(|exchange| exchange.preference == lowest);
    first.find_map(|exchange| {
        receivers.iter().find(|receiver| receiver.mx.iter().any(|form| pattern::matches(form, &exchange.host)))
    })
}
