//! Which blocklists a run asks, by flags and configuration, and with which keys.

use super::args::CheckArgs;
use super::config::{Config, KeyPlace};
use super::errors::Sentence;
use super::settings::Problem;
use crate::dns::keyed::{Key, Keys};
use crate::dns::live::ResolverSpec;
use crate::dnsbl::choice::{self, ChoiceError, Wish};
use crate::dnsbl::{Chosen, List};
use crate::limits;

/// The lists of a run, and the keys for those that have one.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// The lists.
    pub(super) chosen: Vec<Chosen>,
    /// The keys, by the zone that is asked.
    pub(super) keys: Keys,
}

impl Lists {
    /// What the flags say, else the configuration, else the usual lists.
    ///
    /// These are asked for a few domains at once only: a list of domains has no known end.
    ///
    /// # Errors
    /// A [`Problem`] for a list that cannot be asked, or a key that is not there.
    pub(super) fn of(args: &CheckArgs, config: &Config) -> Result<Self, Problem> {
        let wish = match args.predict.blocklists.is_empty() {
            true => config.blocklists.clone().unwrap_or_default(),
            false => wish(args.predict.blocklists.iter().map(String::as_str))?,
        };
        let few = args.input.is_none() && args.domains.len() <= limits::BLOCKLIST_RUN;
        let usual = few && !args.dns.offline;
        // A recording never holds a key, so it needs none.
        let has_key = |list: &'static List| match args.dns.replay {
            Some(_) => list.keyed.is_some(),
            None => config.blocklist_keys.iter().any(|(keyed, _)| *keyed == list),
        };
        let named = if args.dns.resolver.is_empty() { &config.resolver } else { &args.dns.resolver };
        let first = named.first().and_then(|text| ResolverSpec::parse(text).ok());
        let public = !args.dns.offline && args.dns.replay.is_none() && first.is_some_and(|spec| spec.is_public());
        let chosen = choice::choose(&wish, usual, has_key, public).map_err(problem)?;
        let asks = args.dns.replay.is_none() && !args.dns.offline;
        let keys = if asks { keys(&chosen, config)? } else { Keys::new() };
        Ok(Self { chosen, keys })
    }

    /// Leaves out what a recording does not hold, unless it was named: a recording says nothing new.
    pub(super) fn recorded(&mut self, holds: impl Fn(&crate::dns::Question) -> bool) {
        self.chosen.retain_mut(|one| match one.zone_in(&holds) {
            Some(zone) => {
                one.zone = zone;
                true
            }
            None => {
                one.zone = one.list.zone.clone();
                one.named
            }
        });
    }
}

/// The keys of the lists that are asked.
fn keys(chosen: &[Chosen], config: &Config) -> Result<Keys, Problem> {
    let mut keys = Keys::new();
    for one in chosen {
        let Some((list, place)) = config.blocklist_keys.iter().find(|(list, _)| *list == one.list) else { continue };
        let problem = |key| Problem::new(key).with("text", &list.zone);
        let key = match place {
            KeyPlace::Here(key) => key.clone(),
            KeyPlace::Variable(variable) => {
                let missing = || problem("problem-blocklist-key-missing").with("variable", variable);
                let text = std::env::var(variable).map_err(|_| missing())?;
                Key::parse(&text).map_err(|_| problem("problem-blocklist-key-form"))?
            }
        };
        keys.push((one.zone.clone(), key));
    }
    Ok(keys)
}

/// Reads `default`, `none` or names of lists.
///
/// # Errors
/// A [`Problem`] that says since when a list is dead, or which one may be meant.
pub(super) fn wish<'a>(words: impl IntoIterator<Item = &'a str>) -> Result<Wish, Problem> {
    Wish::parse(words).map_err(problem)
}

/// The list of this name.
///
/// # Errors
/// As [`wish`].
pub(super) fn find(name: &str) -> Result<&'static List, Problem> {
    choice::find(name).map_err(problem)
}

fn problem(error: ChoiceError) -> Problem {
    match error {
        ChoiceError::Dead { name, dead } => match &dead.instead {
            Some(instead) => Problem::new("problem-blocklist-moved").with("instead", instead),
            None => Problem::new("problem-blocklist-dead").with("since", dead.since.as_deref().unwrap_or("unknown")),
        }
        .with("text", name)
        .because(Sentence::new("dnsbl-dead").with("why", &dead.why)),
        ChoiceError::Unknown { name, near } if near.is_empty() => {
            Problem::new("problem-blocklist-unknown").with("text", name)
        }
        ChoiceError::Unknown { name, near } => {
            Problem::new("problem-blocklist-near").with("text", name).with("near", near.join(", "))
        }
        ChoiceError::NoneWithOthers => Problem::new("problem-blocklist-none"),
        ChoiceError::NeedsKey(list) => Problem::new("problem-blocklist-key").with("text", &list.zone),
    }
}

/// A configuration as a mistake in it is shown: what stands in the tables of blocklists may be a key, or
/// one with a typing mistake around it, and is covered, octet by octet.
pub(super) fn without_keys(text: &str) -> String {
    let mut inside = false;
    let lines = text.split_inclusive('\n').map(|line| {
        let bare = line.trim_start();
        if let Some(header) = bare.strip_prefix('[') {
            inside = header.trim_start_matches(['[', ' ']).starts_with("blocklist");
            return line.to_owned();
        }
        let is_secret = (inside && !bare.starts_with("key_env")) || names_a_table(bare);
        if is_secret { covered(line) } else { line.to_owned() }
    });
    lines.collect()
}

/// `blocklist.… = ` or `blocklist = { … }`, without a header; `blocklists` is another key.
fn names_a_table(line: &str) -> bool {
    line.strip_prefix("blocklist").is_some_and(|rest| rest.starts_with(['.', ' ', '=', '\t']))
}

/// The line with everything behind its first `=` covered; all of it without one.
fn covered(line: &str) -> String {
    let (shown, hidden) = line.split_at(line.find('=').map_or(0, |at| at + 1));
    let cover = |octet: u8| if octet.is_ascii_whitespace() { char::from(octet) } else { '*' };
    shown.to_owned() + &hidden.bytes().map(cover).collect::<String>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_covered_wherever_they_stand() {
        for text in [
            "[blocklist.\"zen.spamhaus.org\"]\nkey = \"sesame123\"\n",
            "[blocklist.\"zen.spamhaus.org\"]\nkee = \"sesame123\"\nkey_env = \"X\"\n",
            "[blocklist]\n\"zen.spamhaus.org\" = { key = \"sesame123\" }\n",
            "[ blocklist.x ]\nkey = \"\"\"\nsesame123\"\"\"\n",
            "blocklist.\"zen.spamhaus.org\".key = \"sesame123\"\n",
            "blocklist = { \"zen.spamhaus.org\" = { key = \"sesame123\" } }\n",
        ] {
            let shown = without_keys(text);
            assert!(!shown.contains("sesame"), "{shown}");
            assert_eq!(shown.len(), text.len(), "places stay where they are");
        }
        let other = "blocklists = \"default\"\n[[stream]]\nfrom = \"example.fr\"\n[blocklist.x]\nkey_env = \"X\"\n";
        assert_eq!(without_keys(other), other);
    }
}
