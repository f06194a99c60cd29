//! The texts of `--set` and `--unset`.

use std::collections::BTreeMap;

use crate::dns::record::{DataError, seconds};
use crate::dns::{Question, Record, RecordData, RecordType, Txt};
use crate::name::{DomainName, NameError};

/// The TTL of a set record whose text states none, in seconds.
pub const SET_TTL: u32 = 300;

/// One record that is set, or one type that is taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The owner.
    pub name: DomainName,
    /// The type.
    pub kind: RecordType,
    /// What happens to the records of this type at this name.
    pub change: Change,
}

/// What an edit does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// This record replaces them, together with the others that are set at the same name and type.
    Set {
        /// The TTL in seconds.
        ttl: u32,
        /// The data.
        data: RecordData,
    },
    /// They are gone.
    Unset,
}

/// Why a text is no edit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EditError {
    /// A part is missing.
    #[error("expected '{expected}', but there is no {missing}")]
    Missing {
        /// The form.
        expected: &'static str,
        /// The part.
        missing: &'static str,
    },
    /// The name is none.
    #[error("\"{text}\" is not a domain name: {source}")]
    Name {
        /// The name.
        text: String,
        /// What is wrong with it.
        source: NameError,
    },
    /// The type does not exist.
    #[error("\"{0}\" is not a record type")]
    Type(String),
    /// The data does not fit the type.
    #[error("the {kind} data of {name}: {source}")]
    Data {
        /// The name.
        name: DomainName,
        /// The type.
        kind: RecordType,
        /// What is wrong with it.
        source: DataError,
    },
    /// Something stands behind the type of `--unset`.
    #[error("'NAME TYPE' takes away every record of a type; \"{0}\" is left over")]
    Extra(String),
}

const SET: &str = "NAME TYPE DATA";
const UNSET: &str = "NAME TYPE";

impl Edit {
    /// Reads `NAME TYPE DATA`; a TTL and the class IN may stand before the type, as in a zone file.
    ///
    /// Names are absolute, with or without a final dot. Text without quotes is one text, spaces and
    /// semicolons included, cut into strings of 255 octets; text that starts with a quote is read
    /// as a zone file would read it.
    ///
    /// # Errors
    /// [`EditError`] names the part that cannot be read.
    pub fn parse_set(text: &str) -> Result<Self, EditError> {
        let (name, rest) = read_name(text, SET)?;
        let (mut word, mut rest) = next_word(rest);
        let mut ttl = SET_TTL;
        if let Some(stated) = seconds(word).filter(|_| word.starts_with(|c: char| c.is_ascii_digit())) {
            ttl = stated;
            (word, rest) = next_word(rest);
        }
        if word.eq_ignore_ascii_case("IN") {
            (word, rest) = next_word(rest);
        }
        let kind = read_type(word, SET)?;
        if rest.is_empty() {
            return Err(EditError::Missing { expected: SET, missing: "data" });
        }
        let is_text = matches!(kind, RecordType::Txt | RecordType::Spf);
        let data = if is_text && !rest.starts_with('"') {
            RecordData::Txt(Txt::chunked(rest))
        } else {
            let named = name.clone();
            RecordData::parse(kind, rest).map_err(|source| EditError::Data { name: named, kind, source })?
        };
        Ok(Self { name, kind, change: Change::Set { ttl, data } })
    }

    /// Reads `NAME TYPE`.
    ///
    /// # Errors
    /// [`EditError`] names the part that cannot be read.
    pub fn parse_unset(text: &str) -> Result<Self, EditError> {
        let (name, rest) = read_name(text, UNSET)?;
        let (word, rest) = next_word(rest);
        let kind = read_type(word, UNSET)?;
        if !rest.is_empty() {
            return Err(EditError::Extra(rest.to_owned()));
        }
        Ok(Self { name, kind, change: Change::Unset })
    }
}

/// What all edits together make of one name and type; without records it is unset.
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub(super) question: Question,
    pub(super) records: Vec<Record>,
}

impl Group {
    /// Whether it makes or removes a delegation.
    pub(super) fn is_cut(&self) -> bool {
        self.question.kind == RecordType::Ns
    }
}

/// The edits by name and type; where something is set, unsetting it is idle.
pub(super) fn grouped(edits: &[Edit]) -> Vec<Group> {
    let mut groups: BTreeMap<Question, Vec<Record>> = BTreeMap::new();
    for edit in edits {
        let records = groups.entry(Question::new(edit.name.clone(), edit.kind)).or_default();
        if let Change::Set { ttl, data } = &edit.change
            && !records.iter().any(|record| record.data == *data)
        {
            records.push(Record { name: edit.name.clone(), ttl: *ttl, data: data.clone(), location: None });
        }
    }
    groups.into_iter().map(|(question, records)| Group { question, records }).collect()
}

fn read_name<'t>(text: &'t str, expected: &'static str) -> Result<(DomainName, &'t str), EditError> {
    let (word, rest) = next_word(text);
    if word.is_empty() {
        return Err(EditError::Missing { expected, missing: "name" });
    }
    match DomainName::parse(word) {
        Ok(name) => Ok((name, rest)),
        Err(source) => Err(EditError::Name { text: word.to_owned(), source }),
    }
}

fn read_type(word: &str, expected: &'static str) -> Result<RecordType, EditError> {
    if word.is_empty() {
        return Err(EditError::Missing { expected, missing: "type" });
    }
    RecordType::parse(word).ok_or_else(|| EditError::Type(word.to_owned()))
}

/// The first word, and what follows it without the white space around it.
fn next_word(text: &str) -> (&str, &str) {
    let text = text.trim();
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    (word, rest.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn set_texts() {
        let set = |text: &str| {
            let edit = Edit::parse_set(text).unwrap_or_else(|error| panic!("{text}: {error}"));
            match edit.change {
                Change::Set { ttl, data } => format!("{} {ttl} {} {data}", edit.name, edit.kind),
                Change::Unset => panic!("{text} unsets"),
            }
        };
        for (text, read) in [
            ("example.fr TXT v=spf1 a; \"x -all", r#"example.fr 300 TXT "v=spf1 a; \"x -all""#),
            (" Example.FR.  60 in txt \"a b\" \"c\" ", r#"example.fr 60 TXT "a b" "c""#),
            ("example.fr MX 10 mx.example.fr", "example.fr 300 MX 10 mx.example.fr."),
            ("*.example.fr 1h A 192.0.2.1", "*.example.fr 3600 A 192.0.2.1"),
            ("a.example.fr CNAME b.example.fr.", "a.example.fr 300 CNAME b.example.fr."),
        ] {
            assert_eq!(set(text), read);
        }
        let long = format!("example.fr TXT {}", "a".repeat(600));
        assert_eq!(set(&long).matches('"').count(), 6);
    }

    #[test]
    fn texts_that_are_no_edit() {
        let set = |text| Edit::parse_set(text).unwrap_err().to_string();
        let unset = |text| Edit::parse_unset(text).unwrap_err().to_string();
        assert_eq!(set(" "), "expected 'NAME TYPE DATA', but there is no name");
        assert_eq!(set("example.fr 300 IN"), "expected 'NAME TYPE DATA', but there is no type");
        assert_eq!(set("example.fr TXT "), "expected 'NAME TYPE DATA', but there is no data");
        assert_eq!(set("a..b TXT x"), "\"a..b\" is not a domain name: the name has an empty label");
        assert_eq!(set("example.fr TTX x"), "\"TTX\" is not a record type");
        assert_eq!(set("example.fr A x"), "the A data of example.fr: \"x\" is not an address of this family");
        assert_eq!(set("example.fr TXT \"x"), "the TXT data of example.fr: the quote or escape does not end");
        assert_eq!(unset("example.fr"), "expected 'NAME TYPE', but there is no type");
        assert_eq!(unset("example.fr TXT x"), "'NAME TYPE' takes away every record of a type; \"x\" is left over");
        assert_eq!(Edit::parse_unset("example.fr txt").unwrap().change, Change::Unset);
    }

    #[test]
    fn records_of_one_type_are_one_set() {
        let edits: Vec<_> = ["example.fr MX 10 a.fr", "example.fr MX 20 b.fr", "example.fr MX 10 a.fr"]
            .map(|text| Edit::parse_set(text).unwrap())
            .into_iter()
            .chain([Edit::parse_unset("example.fr MX").unwrap(), Edit::parse_unset("example.fr A").unwrap()])
            .collect();
        let sizes: Vec<_> = grouped(&edits).iter().map(|g| (g.question.to_string(), g.records.len())).collect();
        assert_eq!(sizes, [("example.fr A".into(), 0), ("example.fr MX".into(), 2)]);
    }
}
