//! A second opinion before an absence is believed.

use futures_util::future::BoxFuture;

use super::{Answer, Question, Source};
use crate::name::DomainName;

/// Asks `first`, and `second` too when `first` says that there is nothing.
///
/// | `first` | `second` | the answer |
/// |---|---|---|
/// | records, a failure, out of zone | is not asked | that of `first` |
/// | nothing | records | that of `second`: one resolver may hold an old absence |
/// | nothing | nothing, also of the other kind (NODATA, NXDOMAIN) | that of `first` |
/// | nothing | a failure, out of zone | that of `first`: a failure contradicts nobody |
///
/// A failure of `first` stays one: this confirms absences, it is no replacement for a resolver
/// that is down, and a resolver that refuses a bogus answer must not be outvoted by one that does
/// not look. More than two resolvers are chained: `Confirming { first: Confirming { … }, second }`.
#[derive(Debug)]
pub struct Confirming<A, B> {
    /// Who is asked every question.
    pub first: A,
    /// Who is asked when `first` has nothing.
    pub second: B,
}

impl<A: Source, B: Source> Source for Confirming<A, B> {
    fn ask<'a>(&'a self, question: &'a Question) -> BoxFuture<'a, Answer> {
        Box::pin(async move {
            let first = self.first.ask(question).await;
            if !first.is_void() {
                return first;
            }
            match self.second.ask(question).await {
                second @ Answer::Records(_) => second,
                Answer::NoData(_) | Answer::NxDomain(_) | Answer::Failed(_) | Answer::OutOfZone => first,
            }
        })
    }
}

/// Asks one source for the names within some zones, and another one for all the rest.
///
/// An absence in a blocklist is no old news that a second resolver would correct, and a list has not
/// agreed to be asked twice: the names of lists go past [`Confirming`], to its first resolver.
#[derive(Debug)]
pub struct Apart<A, B> {
    /// The zones.
    pub zones: Vec<DomainName>,
    /// Who is asked for names within them.
    pub within: A,
    /// Who is asked for the rest.
    pub elsewhere: B,
}

impl<A: Source, B: Source> Source for Apart<A, B> {
    fn ask<'a>(&'a self, question: &'a Question) -> BoxFuture<'a, Answer> {
        match self.zones.iter().any(|zone| question.name.is_within(zone)) {
            true => self.within.ask(question),
            false => self.elsewhere.ask(question),
        }
    }
}
