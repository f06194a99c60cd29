//! Which lists a run asks.

use super::{Access, Dead, Kind, List, dead, lists};
use crate::dns::Question;
use crate::dnsbl::Asked;
use crate::name::DomainName;

/// A list that a run asks, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// The list.
    pub list: &'static List,
    /// The zone that is asked: that of the list or, with a key, the one for keys, without the key.
    pub zone: DomainName,
    /// Whether the user named the list: then its silence leaves the check open.
    pub named: bool,
    /// Whether it is left alone, because it refuses the public resolver that the run asks.
    pub barred: bool,
}

impl Chosen {
    /// The questions for the entry that is always there, and for the one that never is.
    pub fn tests(&self, kind: Kind) -> Option<(Question, Question)> {
        let listed = Asked::listed_test(self.list, kind).question(&self.zone)?;
        let unlisted = Asked::unlisted_test(self.list, kind).question(&self.zone)?;
        Some((listed, unlisted))
    }

    /// Where a recording has the list: below its own zone, or below the one for keys.
    ///
    /// A recording never holds a key, so it can be replayed without one.
    pub fn zone_in(&self, holds: impl Fn(&Question) -> bool) -> Option<DomainName> {
        let mut zones = std::iter::once(&self.list.zone).chain(&self.list.keyed);
        let is_there = |zone: &&DomainName| {
            self.list.kinds.iter().any(|kind| {
                let entry = Asked::listed_test(self.list, *kind);
                entry.question(zone).is_some_and(|question| holds(&question))
            })
        };
        zones.find(is_there).cloned()
    }
}

/// What the user asks for: `default`, `none`, or names of lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// Whether the usual lists are asked for, where they may be asked.
    pub usual: bool,
    /// The lists that were named, each once.
    pub named: Vec<&'static List>,
}

impl Default for Wish {
    fn default() -> Self {
        Self { usual: true, named: Vec::new() }
    }
}

/// Why a choice of lists makes no sense.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ChoiceError {
    /// The list is dead.
    #[error("the list {name} is dead")]
    Dead {
        /// The name as typed.
        name: String,
        /// What became of it.
        dead: &'static Dead,
    },
    /// There is no such list.
    #[error("there is no list {name}")]
    Unknown {
        /// The name as typed.
        name: String,
        /// Lists with a name like it.
        near: Vec<&'static str>,
    },
    /// `none` together with something else.
    #[error("\"none\" stands alone")]
    NoneWithOthers,
    /// The list answers only those who have a key.
    #[error("the list {} needs a key", .0.zone)]
    NeedsKey(&'static List),
}

impl Wish {
    /// Reads `default`, `none`, or names with commas between them, of which one may be `default`.
    ///
    /// # Errors
    /// [`ChoiceError`] for the first name that is no list that can be asked.
    pub fn parse<'a>(words: impl IntoIterator<Item = &'a str>) -> Result<Self, ChoiceError> {
        let words: Vec<_> = words.into_iter().flat_map(|text| text.split(',')).map(str::trim).collect();
        if words.contains(&"none") {
            let alone = words.len() == 1;
            return if alone { Ok(Self { usual: false, named: Vec::new() }) } else { Err(ChoiceError::NoneWithOthers) };
        }
        let mut wish = Self { usual: false, named: Vec::new() };
        for word in words {
            if word == "default" {
                wish.usual = true;
                continue;
            }
            let list = find(word)?;
            if !wish.named.contains(&list) {
                wish.named.push(list);
            }
        }
        Ok(wish)
    }
}

/// The list of this name: that of its zone.
///
/// # Errors
/// [`ChoiceError`] for a list that is dead or that nobody knows.
pub fn find(name: &str) -> Result<&'static List, ChoiceError> {
    let unknown = || ChoiceError::Unknown { name: name.to_owned(), near: near(name) };
    let zone = DomainName::parse(name).map_err(|_| unknown())?;
    if let Some(dead) = dead().iter().find(|dead| zone.is_within(&dead.zone)) {
        return Err(ChoiceError::Dead { name: name.to_owned(), dead });
    }
    let is_meant = |list: &&List| list.zone == zone || list.keyed.as_ref() == Some(&zone);
    lists().iter().find(is_meant).ok_or_else(unknown)
}

/// The lists whose zone shares a telling label with a name, or holds it.
fn near(name: &str) -> Vec<&'static str> {
    let name = name.to_ascii_lowercase();
    let labels: Vec<_> = name.split('.').collect();
    // The last label of a whole name says nothing.
    let telling = if labels.len() > 1 { &labels[..labels.len() - 1] } else { &labels[..] };
    let is_near = |list: &&List| {
        let zone = list.zone.as_str();
        telling.iter().any(|label| label.len() > 2 && zone.split('.').any(|other| other.contains(label)))
    };
    lists().iter().filter(is_near).map(|list| list.zone.as_str()).take(5).collect()
}

/// The lists of a run: the usual ones where `usual` allows them, those that have a key with them, and
/// those that were named. `keyed` says for which zones of lists there is a key; `public`, whether questions go
/// to a well-known public resolver.
///
/// # Errors
/// [`ChoiceError::NeedsKey`] for a list that was named and cannot be asked.
pub fn choose(
    wish: &Wish,
    usual: bool,
    keyed: impl Fn(&'static List) -> bool,
    public: bool,
) -> Result<Vec<Chosen>, ChoiceError> {
    let mut chosen = Vec::new();
    for list in lists() {
        let (named, has_key) = (wish.named.contains(&list), keyed(list));
        let is_usual = wish.usual && usual && (list.default || has_key);
        if !named && !is_usual {
            continue;
        }
        let zone = match &list.keyed {
            Some(zone) if has_key => zone,
            Some(_) if list.access == Access::Key => return Err(ChoiceError::NeedsKey(list)),
            Some(_) | None => &list.zone,
        };
        chosen.push(Chosen { list, zone: zone.clone(), named, barred: public && list.refuses_public && !has_key });
    }
    Ok(chosen)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zones(chosen: &[Chosen]) -> Vec<&str> {
        chosen.iter().map(|one| one.zone.as_str()).collect()
    }

    fn wish(text: &str) -> Wish {
        Wish::parse([text]).unwrap()
    }

    #[test]
    fn words_and_names() {
        assert_eq!(wish("default"), Wish::default());
        assert_eq!(wish("none"), Wish { usual: false, named: Vec::new() });
        let two = wish("bl.spamcop.net, PSBL.surriel.com,bl.spamcop.net");
        let named: Vec<_> = two.named.iter().map(|list| list.zone.as_str()).collect();
        assert_eq!((two.usual, named), (false, vec!["bl.spamcop.net", "psbl.surriel.com"]));
        assert!(wish("default,b.barracudacentral.org").usual);
        assert_eq!(Wish::parse(["none,bl.spamcop.net"]), Err(ChoiceError::NoneWithOthers));
    }

    #[test]
    fn dead_lists_are_refused() {
        for (name, since) in [
            ("dnsbl.sorbs.net", Some("2024-06-05")),
            ("ix.dnsbl.manitu.net", Some("2025-01-17")),
            ("combined.njabl.org", Some("2013")),
            ("cbl.abuseat.org", None),
            ("bl.spamcannibal.org", Some("2019")),
        ] {
            let Err(ChoiceError::Dead { dead, .. }) = find(name) else { panic!("{name} is not dead") };
            assert_eq!(dead.since.as_deref(), since, "{name}");
        }
    }

    #[test]
    fn unknown_lists_have_neighbours() {
        let near = |name: &str| match find(name) {
            Err(ChoiceError::Unknown { near, .. }) => near,
            other => panic!("{name}: {other:?}"),
        };
        assert_eq!(near("zen"), ["zen.spamhaus.org"]);
        assert_eq!(near("bl.spamcop.com"), ["bl.spamcop.net"]);
        assert!(near("spamhaus").contains(&"dbl.spamhaus.org"));
        assert!(near("nothing.example").is_empty() && near("a b").is_empty());
    }

    #[test]
    fn keys_open_lists_and_move_them() {
        let nothing = |_: &'static List| false;
        let all = |_: &'static List| true;
        let usual = choose(&wish("default"), true, nothing, false).unwrap();
        assert_eq!(usual.len(), 7);
        assert!(usual.iter().all(|one| !one.named && !one.barred && one.zone == one.list.zone));
        assert_eq!(choose(&wish("default"), false, nothing, false), Ok(Vec::new()));
        assert_eq!(zones(&choose(&wish("bl.spamcop.net"), false, nothing, false).unwrap()), ["bl.spamcop.net"]);

        let keyed = choose(&wish("default"), true, all, false).unwrap();
        let keyed = zones(&keyed);
        assert!(keyed.contains(&"zen.dq.spamhaus.net") && keyed.contains(&"combined.mail.abusix.zone"));
        assert!(!keyed.contains(&"zen.spamhaus.org"));
        let refused = choose(&wish("combined.mail.abusix.zone"), true, nothing, false);
        assert!(matches!(refused, Err(ChoiceError::NeedsKey(_))));
    }

    #[test]
    fn public_resolvers_bar_the_lists_that_refuse_them() {
        let barred = |has_key: bool| {
            let chosen = choose(&wish("default"), true, |list| has_key && list.keyed.is_some(), true).unwrap();
            chosen.iter().filter(|one| one.barred).map(|one| one.list.zone.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(barred(false), ["zen.spamhaus.org", "dbl.spamhaus.org", "multi.surbl.org", "multi.uribl.com"]);
        assert_eq!(barred(true), ["multi.surbl.org", "multi.uribl.com"], "a key says who asks");
    }

    #[test]
    fn a_recording_says_where_it_has_a_list() {
        let zen = &choose(&wish("zen.spamhaus.org"), false, |_| false, false).unwrap()[0];
        let holds = |name: &'static str| move |question: &Question| question.name.as_str() == name;
        let zone = |name| zen.zone_in(holds(name)).map(|zone| zone.to_string());
        assert_eq!(zone("2.0.0.127.zen.spamhaus.org").as_deref(), Some("zen.spamhaus.org"));
        assert_eq!(zone("2.0.0.127.zen.dq.spamhaus.net").as_deref(), Some("zen.dq.spamhaus.net"));
        assert_eq!(zone("99.2.0.192.zen.spamhaus.org"), None);
    }
}
