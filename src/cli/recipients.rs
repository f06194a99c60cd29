//! `--to`: the list of recipients, what is found of them, and the receivers that follow.

use std::path::Path;
use std::time::Duration;

use super::domains;
use super::settings::Problem;
use super::sources::Sources;
use crate::predict::receivers::Receivers;
use crate::predict::rules::Receiver;
use crate::recipients::{List, Recipients, lookup};

/// Reads a list; `-` is standard input.
///
/// # Errors
/// A [`Problem`] when it cannot be read, or names nobody.
pub(super) fn read(path: &Path) -> Result<List, Problem> {
    let problem = |key: &'static str| Problem::new(key).with("file", path.display());
    let list = List::read(domains::reader(path)?).map_err(|error| problem("problem-file").because(&error))?;
    match list.total() {
        0 => Err(problem("problem-recipients-none")),
        _ => Ok(list),
    }
}

/// Looks up the domains of a list, among all the receivers that are known.
pub(super) async fn look_up(
    list: &List,
    known: &Receivers,
    sources: &Sources,
    jobs: usize,
    deadline: Duration,
) -> Recipients {
    lookup::look_up(sources.source(), list, &known.all(), jobs, deadline).await
}

/// The receivers found in a list, the largest first; none when it leads to none that is known.
pub(super) fn receivers(recipients: &Recipients, known: &Receivers) -> Vec<Receiver> {
    recipients.receivers.iter().filter_map(|share| known.get(&share.receiver)).map(|one| one.heard(false)).collect()
}
