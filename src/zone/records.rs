//! From the words of a zone file to its records, with every error and every place.
//!
//! Implements the master file format of RFC 1035 section 5, `$TTL` of RFC 2308 section 4, unknown
//! types of RFC 3597 section 5, TTL units and `$GENERATE` as BIND has them. Records that contradict
//! each other are all kept: that is for the rules to judge. A record that could not be read leaves
//! a hole, and [`ZoneError::lost`] says where, so that nobody takes the hole for an absence.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use super::files::{FileError, Files};
use super::generate::{self, GenerateError};
use super::layout::{Context, Layout, Placed, Ttls, What};
use super::lexer::{Entry, FaultKind, Lexer, Token, is_class};
use crate::dns::record::{DataError, Field, absolute, seconds};
use crate::dns::{Location, RecordData, RecordType};
use crate::limits;
use crate::name::{DomainName, NameError};

/// The TTL of records whose file states none; a name server would refuse such a file.
pub const UNSTATED_TTL: u32 = 3_600;

/// A zone file that was read.
#[derive(Debug, Clone)]
pub struct Zone {
    /// The apex: as the caller said, else the owner of the SOA, else `$ORIGIN` before the first
    /// record, else the name that all owners share; the root when even that is missing.
    pub origin: DomainName,
    /// The file, as it was named.
    pub file: Arc<str>,
    /// The records in the order of the file, included and generated ones in their places.
    pub records: Vec<ZoneRecord>,
    /// What could not be read, at most [`limits::ZONE_ERRORS`].
    pub errors: Vec<ZoneError>,
    /// How many errors are not in `errors`.
    pub more_errors: usize,
    /// The first record for which nothing in the file states a TTL.
    pub without_ttl: Option<Location>,
}

/// One record of a zone file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZoneRecord {
    /// The owner.
    pub owner: DomainName,
    /// The TTL in seconds.
    pub ttl: u32,
    /// The type.
    pub kind: RecordType,
    /// The data.
    pub data: RecordData,
    /// Where the record starts: its owner, or its first word when the owner is omitted.
    pub location: Location,
    /// The words of the record in its file; those of the directive when it was generated.
    pub tokens: Box<[Token]>,
    /// Which of the tokens is the first of the data.
    pub first_data: usize,
    /// Whether `$GENERATE` made it.
    pub generated: bool,
    /// Set when the text of a TXT record stands without quotes and a `;` behind it on the same line
    /// starts a comment: what follows is silently no part of the record.
    pub cut: Option<Cut>,
}

/// Where an unquoted text ends at a `;`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// The place of the `;`.
    pub location: Location,
    /// What was cut away, `;` included.
    pub text: Box<str>,
    /// Whether the `;` touches the text, as in `v=DMARC1; p=none`: then it was meant as text.
    pub touches: bool,
}

/// Something that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{location}: {kind}")]
pub struct ZoneError {
    /// What it is.
    #[source]
    pub kind: ZoneErrorKind,
    /// Where it is.
    pub location: Location,
    /// What the zone may lack because of it.
    pub lost: Lost,
}

/// What an error leaves unknown.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lost {
    /// Nothing that belongs to this zone.
    Nothing,
    /// Records at one name; of any type when the type could not be read.
    At(DomainName, Option<RecordType>),
    /// Records anywhere in the zone.
    Anywhere,
}

/// The ways in which a zone file fails to be one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ZoneErrorKind {
    /// The octets are no words.
    #[error(transparent)]
    Syntax(#[from] FaultKind),
    /// A record without an owner, and none before it.
    #[error("the owner is omitted, and there is no record before it whose owner could be meant")]
    NoOwner,
    /// The owner is no name.
    #[error("\"{text}\" is not a domain name")]
    Name {
        /// The owner as written.
        text: String,
        /// What is wrong with it.
        source: NameError,
    },
    /// A name with letters outside ASCII: a name server publishes the octets, not the A-label.
    #[error("\"{0}\" is not ASCII; write the A-label (xn--…)")]
    NotAscii(String),
    /// A relative name, and nothing says what it is relative to.
    #[error("\"{0}\" is relative, and neither $ORIGIN nor the caller says to what")]
    NoOrigin(String),
    /// Nothing says which zone this is.
    #[error("nothing says which zone this is: no SOA, no $ORIGIN, and no name that all owners share")]
    NoZone,
    /// An owner outside the zone.
    #[error("{owner} is outside the zone {origin}")]
    OutOfZone {
        /// The owner.
        owner: DomainName,
        /// The apex of the zone.
        origin: DomainName,
    },
    /// A class that is not IN.
    #[error("the class \"{0}\" is not IN")]
    Class(String),
    /// A TTL that is no number of seconds up to 2^31-1 (RFC 2181 section 8).
    #[error("\"{0}\" is not a TTL")]
    Ttl(String),
    /// The line ends before the type.
    #[error("there is no record type")]
    NoType,
    /// A type that does not exist.
    #[error("\"{0}\" is not a record type")]
    Type(String),
    /// The data does not fit the type.
    #[error(transparent)]
    Data(#[from] DataError),
    /// A directive that does not exist.
    #[error("the directive \"{0}\" is not known")]
    Directive(String),
    /// A directive with too few or too many arguments.
    #[error("{directive} takes {takes}")]
    Arguments {
        /// The directive.
        directive: &'static str,
        /// What it takes.
        takes: &'static str,
    },
    /// A file that `$INCLUDE` names and that could not be read.
    #[error("\"{path}\" is not included: {source}")]
    Include {
        /// The file as written.
        path: String,
        /// Why.
        source: FileError,
    },
    /// A file that includes itself, directly or not.
    #[error("\"{0}\" includes itself")]
    IncludeCycle(String),
    /// More included files than [`limits::ZONE_INCLUDES`], or more octets than [`limits::FILE_OCTETS`].
    #[error("\"{0}\" is not included: the zone has too many files, or too large ones")]
    IncludeLimit(String),
    /// A `$GENERATE` that cannot be expanded.
    #[error(transparent)]
    Generate(#[from] GenerateError),
}

impl Zone {
    /// Reads a zone from memory; included files are asked of `files`.
    ///
    /// `file` is the name that locations carry. Errors are part of what is returned.
    pub fn parse(file: &str, bytes: &[u8], origin: Option<&DomainName>, files: &dyn Files) -> Self {
        Self::parse_as(file, file.to_owned(), bytes, origin, files)
    }

    /// Reads a zone whose file is known to `files` as `identity`.
    pub(super) fn parse_as(
        file: &str,
        identity: String,
        bytes: &[u8],
        origin: Option<&DomainName>,
        files: &dyn Files,
    ) -> Self {
        let mut reader = Reader::new(file, identity, bytes, origin, files);
        reader.text(&Text { file: Arc::clone(&reader.zone.file), bytes });
        reader.finish()
    }

    /// Reads a zone as [`Zone::parse`] does, and keeps how its file is laid out.
    pub(crate) fn parse_with_layout(
        file: &str,
        bytes: &[u8],
        origin: Option<&DomainName>,
        files: &dyn Files,
    ) -> (Self, Layout) {
        let mut reader = Reader::new(file, file.to_owned(), bytes, origin, files);
        reader.placed = Some(Vec::new());
        reader.text(&Text { file: Arc::clone(&reader.zone.file), bytes });
        let layout = Layout { entries: reader.placed.take().unwrap_or_default(), end: reader.context() };
        (reader.finish(), layout)
    }

    /// Everything that errors leave unknown.
    pub fn lost(&self) -> BTreeSet<Lost> {
        let mut lost: BTreeSet<_> = self.errors.iter().map(|error| error.lost.clone()).collect();
        if self.more_errors > 0 {
            lost.insert(Lost::Anywhere);
        }
        lost.remove(&Lost::Nothing);
        lost
    }

    /// Puts other records in the place of those of one type at one name; without any, the name loses that
    /// type. What could not be read of that type there is gone, too.
    pub fn replace(&mut self, owner: &DomainName, kind: RecordType, ttl: u32, data: &[RecordData]) {
        let is_it = |record: &ZoneRecord| record.kind == kind && record.owner == *owner;
        let before = self.records.iter().find(|record| is_it(record)).map(|record| record.location.clone());
        let location = before.unwrap_or_else(|| Location { file: Arc::clone(&self.file), line: 0, column: 0 });
        self.records.retain(|record| !is_it(record));
        self.errors.retain(|error| error.lost != Lost::At(owner.clone(), Some(kind)));
        self.records.extend(data.iter().map(|data| ZoneRecord {
            owner: owner.clone(),
            ttl,
            kind,
            data: data.clone(),
            location: location.clone(),
            tokens: Box::default(),
            first_data: 0,
            generated: false,
            cut: None,
        }));
    }

    /// The records of one type at one name, in the order of the file.
    pub fn at<'a>(&'a self, owner: &'a DomainName, kind: RecordType) -> impl Iterator<Item = &'a ZoneRecord> {
        self.records.iter().filter(move |record| record.kind == kind && record.owner == *owner)
    }
}

impl ZoneRecord {
    /// The words of the data.
    pub fn data_tokens(&self) -> &[Token] {
        self.tokens.get(self.first_data..).unwrap_or_default()
    }
}

impl fmt::Display for ZoneRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let dot = if self.owner.is_root() { "" } else { "." };
        write!(f, "{}{dot} {} IN {} {}", self.owner, self.ttl, self.kind, self.data)
    }
}

/// The octets of one file, or of one generated line.
struct Text<'a> {
    file: Arc<str>,
    bytes: &'a [u8],
}

impl Text<'_> {
    fn location(&self, line: u32, column: u32) -> Location {
        Location { file: Arc::clone(&self.file), line, column }
    }

    fn place(&self, token: &Token) -> Location {
        self.location(token.line, token.column)
    }

    /// The word as text; octets that are no UTF-8 are replaced.
    fn word(&self, token: &Token) -> String {
        String::from_utf8_lossy(token.raw(self.bytes)).into_owned()
    }
}

/// What the directives and records so far mean for the next one.
struct Reader<'f> {
    files: &'f dyn Files,
    apex: Option<DomainName>,
    origin: Option<DomainName>,
    owner: Option<DomainName>,
    ttls: Ttls,
    /// The entries of the first file, when they are asked for.
    placed: Option<Vec<Placed>>,
    /// The files that are open, by identity.
    path: Vec<String>,
    included: usize,
    octets: u64,
    generated: usize,
    zone: Zone,
}

/// A broken piece of an entry.
struct Broken {
    kind: ZoneErrorKind,
    at: Token,
}

impl Broken {
    fn new(kind: impl Into<ZoneErrorKind>, at: Token) -> Self {
        Self { kind: kind.into(), at }
    }
}

impl<'f> Reader<'f> {
    fn new(file: &str, identity: String, bytes: &[u8], origin: Option<&DomainName>, files: &'f dyn Files) -> Self {
        let apex = origin.cloned().or_else(|| find_apex(bytes));
        Self {
            files,
            apex: apex.clone(),
            origin: apex,
            owner: None,
            ttls: Ttls::default(),
            placed: None,
            path: vec![identity],
            included: 0,
            octets: bytes.len() as u64,
            generated: 0,
            zone: Zone {
                origin: DomainName::root(),
                file: Arc::from(file),
                records: Vec::new(),
                errors: Vec::new(),
                more_errors: 0,
                without_ttl: None,
            },
        }
    }
}

impl Reader<'_> {
    fn text(&mut self, text: &Text<'_>) {
        let is_first_file = self.path.len() == 1;
        for entry in Lexer::new(text.bytes) {
            match self.placed.is_some() && is_first_file {
                true => self.place(text, entry),
                false => self.entry(text, &entry),
            }
        }
    }

    fn context(&self) -> Context {
        Context { origin: self.origin.clone(), owner: self.owner.clone(), ttls: self.ttls }
    }

    /// Reads an entry and notes where it stands.
    fn place(&mut self, text: &Text<'_>, entry: Entry) {
        let before = self.context();
        let (records, errors) = (self.zone.records.len(), self.zone.errors.len());
        self.entry(text, &entry);
        let is_directive = entry.tokens.first().is_some_and(|first| is_directive(entry.indented, first, text.bytes));
        let what = if is_directive {
            What::Directive
        } else if self.zone.records.len() > records {
            What::Record(records)
        } else {
            let error = self.zone.errors.get(errors..).unwrap_or_default().first();
            What::Lost(error.map_or(Lost::Anywhere, |error| error.lost.clone()))
        };
        let head = Head::read(&entry, text.bytes);
        self.placed.get_or_insert_default().push(Placed { entry, head, before, what });
    }

    fn entry(&mut self, text: &Text<'_>, entry: &Entry) {
        let directive = entry.tokens.first().filter(|first| is_directive(entry.indented, first, text.bytes)).copied();
        if !entry.faults.is_empty() {
            let lost = if directive.is_some() { Lost::Anywhere } else { self.lost_with(text, entry) };
            for fault in &entry.faults {
                let location = text.location(fault.line, fault.column);
                self.error(ZoneError { kind: fault.kind.into(), location, lost: lost.clone() });
            }
            return;
        }
        if let Some(first) = directive {
            if let Err(broken) = self.directive(text, entry, first) {
                let is_ttl =
                    matches!(broken.kind, ZoneErrorKind::Ttl(_) | ZoneErrorKind::Arguments { directive: "$TTL", .. });
                self.broken(text, broken, if is_ttl { Lost::Nothing } else { Lost::Anywhere });
            }
            return;
        }
        match self.record(text, entry) {
            Ok(record) => self.zone.records.push(record),
            Err(broken) => {
                let elsewhere = matches!(broken.kind, ZoneErrorKind::OutOfZone { .. } | ZoneErrorKind::Class(_));
                let lost = if elsewhere { Lost::Nothing } else { self.lost_with(text, entry) };
                self.broken(text, broken, lost);
            }
        }
    }

    fn broken(&mut self, text: &Text<'_>, broken: Broken, lost: Lost) {
        self.error(ZoneError { kind: broken.kind, location: text.place(&broken.at), lost });
    }

    fn error(&mut self, error: ZoneError) {
        if self.zone.errors.len() < limits::ZONE_ERRORS {
            self.zone.errors.push(error);
        } else {
            self.zone.more_errors += 1;
        }
    }

    /// What is unknown when this entry could not be read: its owner and type, as far as they can.
    fn lost_with(&mut self, text: &Text<'_>, entry: &Entry) -> Lost {
        let head = Head::read(entry, text.bytes);
        if let Some(owner) = &head.owner {
            self.owner = self.name(text, owner).ok();
        }
        let kind = head.kind.and_then(|kind| RecordType::parse(&text.word(&kind)));
        self.owner.clone().map_or(Lost::Anywhere, |owner| Lost::At(owner, kind))
    }

    fn record(&mut self, text: &Text<'_>, entry: &Entry) -> Result<ZoneRecord, Broken> {
        let first = *entry.tokens.first().expect("an entry without faults has words");
        let head = Head::read(entry, text.bytes);
        if let Some(owner) = &head.owner {
            self.owner = None; // a broken owner must not pass its records on to the one before
            self.owner = Some(self.name(text, owner)?);
        }
        let owner = self.owner.clone().ok_or_else(|| Broken::new(ZoneErrorKind::NoOwner, first))?;
        if let Some(origin) = self.apex.as_ref().filter(|origin| !owner.is_within(origin)) {
            let origin = origin.clone();
            return Err(Broken::new(ZoneErrorKind::OutOfZone { owner, origin }, first));
        }
        if let Some(class) = head.class.filter(|class| !is_internet(&text.word(class))) {
            return Err(Broken::new(ZoneErrorKind::Class(text.word(&class)), class));
        }
        let stated = head.ttl.map(|token| ttl(text, token)).transpose()?;
        let Some(kind_token) = head.kind else {
            return Err(Broken::new(ZoneErrorKind::NoType, entry.tokens.last().copied().unwrap_or(first)));
        };
        let kind = RecordType::parse(&text.word(&kind_token)).filter(|_| !kind_token.quoted);
        let kind = kind.ok_or_else(|| Broken::new(ZoneErrorKind::Type(text.word(&kind_token)), kind_token))?;
        let words = entry.tokens.get(head.first_data..).unwrap_or_default();
        let data = self.data(text, kind, kind_token, words)?;
        let location = text.place(&first);
        let ttl = self.ttl(stated, &data, &location);
        Ok(ZoneRecord {
            owner,
            ttl,
            kind,
            data,
            location,
            tokens: entry.tokens.as_slice().into(),
            first_data: head.first_data,
            generated: false,
            cut: cut(text, entry, kind, head.first_data),
        })
    }

    /// The TTL of a record, and the mark when nothing states one.
    fn ttl(&mut self, stated: Option<u32>, data: &RecordData, location: &Location) -> u32 {
        self.ttls.of(stated, data).unwrap_or_else(|| {
            self.zone.without_ttl.get_or_insert_with(|| location.clone());
            UNSTATED_TTL
        })
    }

    fn data(&self, text: &Text<'_>, kind: RecordType, at: Token, words: &[Token]) -> Result<RecordData, Broken> {
        let fields: Vec<Field> = words.iter().map(|token| token.field(text.bytes)).collect();
        let generic = fields.first().is_some_and(Field::is_generic);
        for index in kind.name_fields().iter().filter(|_| !generic) {
            if let (Some(field), Some(token)) = (fields.get(*index), words.get(*index)) {
                self.readable_name(&field.raw).map_err(|kind| Broken::new(kind, *token))?;
            }
        }
        let root = DomainName::root(); // without an origin no relative name gets this far
        RecordData::from_fields(kind, &fields, self.origin.as_ref().unwrap_or(&root)).map_err(|error| {
            let culprit = culprit(&error, &fields).and_then(|index| words.get(index)).or(words.last());
            let culprit = culprit.copied().unwrap_or(at);
            Broken::new(error, culprit)
        })
    }

    fn name(&self, text: &Text<'_>, token: &Token) -> Result<DomainName, Broken> {
        let word = text.word(token);
        self.readable_name(&word).map_err(|kind| Broken::new(kind, *token))?;
        let root = DomainName::root();
        absolute(&word, self.origin.as_ref().unwrap_or(&root)).map_err(|error| match error {
            DataError::Name { text, source } => Broken::new(ZoneErrorKind::Name { text, source }, *token),
            other => Broken::new(other, *token),
        })
    }

    fn readable_name(&self, word: &str) -> Result<(), ZoneErrorKind> {
        if !word.is_ascii() {
            return Err(ZoneErrorKind::NotAscii(word.to_owned()));
        }
        if self.origin.is_none() && !word.ends_with('.') {
            return Err(ZoneErrorKind::NoOrigin(word.to_owned()));
        }
        Ok(())
    }

    fn directive(&mut self, text: &Text<'_>, entry: &Entry, first: Token) -> Result<(), Broken> {
        let word = text.word(&first);
        let arguments = entry.tokens.get(1..).unwrap_or_default();
        let usage = |directive, takes| Broken::new(ZoneErrorKind::Arguments { directive, takes }, first);
        match word.to_ascii_uppercase().as_str() {
            "$ORIGIN" => {
                let [name] = arguments else {
                    self.origin = None;
                    return Err(usage("$ORIGIN", "one name"));
                };
                let origin = self.name(text, name);
                self.origin = origin.as_ref().ok().cloned(); // names relative to a broken one are unknown
                origin.map(|_| ())
            }
            "$TTL" => {
                let [value] = arguments else { return Err(usage("$TTL", "one number of seconds")) };
                self.ttls.default = Some(ttl(text, *value)?);
                Ok(())
            }
            "$INCLUDE" => match arguments {
                [path] => self.include(text, *path, self.origin.clone()),
                [path, origin] => {
                    let origin = self.name(text, origin)?;
                    self.include(text, *path, Some(origin))
                }
                _ => Err(usage("$INCLUDE", "a file and perhaps an origin")),
            },
            "$GENERATE" => match arguments {
                [range, template @ ..] if template.len() > 2 => self.generate(text, entry, *range, template),
                _ => Err(usage("$GENERATE", "a range, an owner, a type and data")),
            },
            _ => Err(Broken::new(ZoneErrorKind::Directive(word), first)),
        }
    }

    /// Reads another file here. Origin and owner are afterwards what they were (RFC 1035 section 5.1).
    fn include(&mut self, text: &Text<'_>, path: Token, origin: Option<DomainName>) -> Result<(), Broken> {
        let written = String::from_utf8_lossy(&path.octets(text.bytes)).into_owned();
        if self.included >= limits::ZONE_INCLUDES {
            return Err(Broken::new(ZoneErrorKind::IncludeLimit(written), path));
        }
        let file = match self.files.open(&written) {
            Ok(file) => file,
            Err(source) => return Err(Broken::new(ZoneErrorKind::Include { path: written, source }, path)),
        };
        if self.path.contains(&file.identity) {
            return Err(Broken::new(ZoneErrorKind::IncludeCycle(written), path));
        }
        self.included += 1;
        self.octets += file.bytes.len() as u64;
        if self.octets > limits::FILE_OCTETS {
            return Err(Broken::new(ZoneErrorKind::IncludeLimit(written), path));
        }
        let before = (std::mem::replace(&mut self.origin, origin), self.owner.clone());
        self.path.push(file.identity);
        self.text(&Text { file: file.shown.into(), bytes: &file.bytes });
        self.path.pop();
        (self.origin, self.owner) = before;
        Ok(())
    }

    fn generate(&mut self, text: &Text<'_>, entry: &Entry, range: Token, template: &[Token]) -> Result<(), Broken> {
        let location = text.place(&entry.tokens.first().copied().unwrap_or(range));
        let room = limits::ZONE_GENERATED.saturating_sub(self.generated);
        let steps = generate::range(range.raw(text.bytes), room).map_err(|error| Broken::new(error, range))?;
        let head = Head::of(template, false, text.bytes);
        for step in steps {
            self.generated += 1;
            let mut line = Vec::new();
            for token in template {
                let word = generate::expand(token.raw(text.bytes), token.quoted, step);
                line.extend(word.map_err(|error| Broken::new(error, *token))?);
                line.push(b' ');
            }
            let made = Text { file: Arc::clone(&text.file), bytes: &line };
            for made_entry in Lexer::new(&line) {
                if let Some(fault) = made_entry.faults.first() {
                    return Err(Broken::new(fault.kind, range));
                }
                match self.record(&made, &made_entry) {
                    Ok(record) => {
                        let (tokens, first_data) = (entry.tokens.as_slice().into(), head.first_data + 2);
                        let location = location.clone();
                        self.zone.records.push(ZoneRecord {
                            location,
                            tokens,
                            first_data,
                            generated: true,
                            cut: None,
                            ..record
                        });
                    }
                    // The places of the line that was made exist nowhere: the directive stands for them.
                    Err(broken) => {
                        let lost = self.lost_with(&made, &made_entry);
                        self.error(ZoneError { kind: broken.kind, location: location.clone(), lost });
                    }
                }
            }
        }
        Ok(())
    }

    fn finish(mut self) -> Zone {
        match self.apex.take().or_else(|| shared_name(&self.zone.records)) {
            Some(apex) => self.zone.origin = apex,
            None => {
                let location = Location { file: Arc::clone(&self.zone.file), line: 1, column: 1 };
                self.error(ZoneError { kind: ZoneErrorKind::NoZone, location, lost: Lost::Anywhere });
            }
        }
        self.zone
    }
}

/// What stands before the data: owner, TTL and class in either order, type.
#[derive(Debug, Clone)]
pub(crate) struct Head {
    pub(crate) owner: Option<Token>,
    pub(crate) ttl: Option<Token>,
    pub(crate) class: Option<Token>,
    pub(crate) kind: Option<Token>,
    pub(crate) first_data: usize,
}

impl Head {
    fn read(entry: &Entry, bytes: &[u8]) -> Self {
        Self::of(&entry.tokens, entry.indented, bytes)
    }

    fn of(tokens: &[Token], indented: bool, bytes: &[u8]) -> Self {
        let owner = tokens.first().copied().filter(|_| !indented);
        let mut head = Self { owner, ttl: None, class: None, kind: None, first_data: tokens.len() };
        for (index, token) in tokens.iter().enumerate().skip(usize::from(!indented)) {
            let raw = token.raw(bytes);
            let word = std::str::from_utf8(raw).unwrap_or_default();
            if !token.quoted && head.ttl.is_none() && raw.first().is_some_and(u8::is_ascii_digit) {
                head.ttl = Some(*token);
            } else if !token.quoted && head.class.is_none() && is_class(word) {
                head.class = Some(*token);
            } else {
                head.kind = Some(*token);
                head.first_data = index + 1;
                break;
            }
        }
        head
    }
}

fn is_directive(indented: bool, first: &Token, bytes: &[u8]) -> bool {
    !indented && !first.quoted && first.raw(bytes).first() == Some(&b'$')
}

fn is_internet(class: &str) -> bool {
    class.eq_ignore_ascii_case("IN") || class.eq_ignore_ascii_case("CLASS1")
}

fn ttl(text: &Text<'_>, token: Token) -> Result<u32, Broken> {
    let word = text.word(&token);
    match seconds(&word).filter(|ttl| i32::try_from(*ttl).is_ok()) {
        Some(ttl) => Ok(ttl),
        None => Err(Broken::new(ZoneErrorKind::Ttl(word), token)),
    }
}

/// Which field an error speaks of.
fn culprit(error: &DataError, fields: &[Field]) -> Option<usize> {
    match error {
        DataError::StringTooLong(_) => fields.iter().position(|field| field.octets.len() > 255),
        DataError::Address(text) | DataError::Number(text) | DataError::Name { text, .. } => {
            fields.iter().position(|field| field.raw == *text)
        }
        DataError::Extra(RecordType::Mx) => Some(2),
        DataError::Extra(RecordType::Soa) => Some(7),
        DataError::Extra(_) => Some(1),
        DataError::Generic => Some(0),
        DataError::Missing { .. } | DataError::Unterminated => None,
    }
}

/// The mark of a text that ends at a `;`.
fn cut(text: &Text<'_>, entry: &Entry, kind: RecordType, first_data: usize) -> Option<Cut> {
    if !matches!(kind, RecordType::Txt | RecordType::Spf) {
        return None;
    }
    let comment = entry.comments.iter().find(|comment| comment.after >= first_data)?;
    let shown = text.bytes.get(comment.start..comment.end).unwrap_or_default();
    Some(Cut {
        location: text.location(comment.line, comment.column),
        text: String::from_utf8_lossy(shown).into(),
        touches: entry.tokens.get(comment.after).is_some_and(|token| token.end == comment.start),
    })
}

/// The apex that a file states itself: the owner of its SOA, else the `$ORIGIN` before its first record.
fn find_apex(bytes: &[u8]) -> Option<DomainName> {
    let text = Text { file: Arc::from(""), bytes };
    let (mut origin, mut top, mut records): (Option<DomainName>, _, _) = (None, None, false);
    for entry in Lexer::new(bytes) {
        let Some(first) = entry.tokens.first() else { continue };
        let resolve = |token: &Token| {
            let word = text.word(token);
            let relative_to = origin.clone().or_else(|| word.ends_with('.').then(DomainName::root))?;
            absolute(&word, &relative_to).ok().filter(|_| word.is_ascii())
        };
        if is_directive(entry.indented, first, bytes) {
            if text.word(first).eq_ignore_ascii_case("$ORIGIN") {
                origin = entry.tokens.get(1).and_then(resolve);
                top = if records { top } else { origin.clone() };
            }
            continue;
        }
        records = true;
        let head = Head::read(&entry, bytes);
        if head.kind.is_some_and(|kind| text.word(&kind).eq_ignore_ascii_case("SOA")) {
            return head.owner.as_ref().and_then(resolve).or(top);
        }
    }
    top
}

/// The name that all owners are at or below, when it has two labels or more.
fn shared_name(records: &[ZoneRecord]) -> Option<DomainName> {
    let mut owners = records.iter().map(|record| &record.owner);
    let mut shared = owners.next()?.clone();
    for owner in owners {
        while !owner.is_within(&shared) {
            shared = shared.parent()?;
        }
    }
    Some(shared).filter(|name| name.label_count() > 1)
}

#[cfg(test)]
mod tests {
    use super::super::files::NoFiles;
    use super::*;

    fn read(text: &str) -> Zone {
        Zone::parse("test.zone", text.as_bytes(), None, &NoFiles)
    }

    #[test]
    fn where_the_origin_comes_from() {
        let origin = |text: &str| read(text).origin.to_string();
        assert_eq!(origin("$ORIGIN fr.\nexample SOA ns h 1 1 1 1 1\n"), "example.fr");
        assert_eq!(origin("$ORIGIN example.fr.\n@ TXT x\n"), "example.fr");
        assert_eq!(origin("example.fr. SOA ns h 1 1 1 1 1\nwww A 192.0.2.1\n"), "example.fr");
        assert_eq!(origin("_dmarc.example.fr. TXT x\nexample.fr. TXT y\n"), "example.fr");
        assert_eq!(read("a A 192.0.2.1\n").errors.len(), 2);
        let given = Zone::parse("z", b"@ TXT x", Some(&DomainName::parse("example.fr").unwrap()), &NoFiles);
        assert_eq!((given.origin.as_str(), given.errors.len()), ("example.fr", 0));
    }

    #[test]
    fn a_broken_owner_does_not_pass_its_records_on() {
        let zone = read("$ORIGIN example.fr.\na TXT x\nb..c TXT y\n  TXT z\n");
        assert_eq!(zone.records.len(), 1);
        assert!(matches!(zone.errors[0].kind, ZoneErrorKind::Name { .. }));
        assert_eq!((&zone.errors[1].kind, &zone.errors[1].lost), (&ZoneErrorKind::NoOwner, &Lost::Anywhere));
    }

    #[test]
    fn ttl_precedence() {
        let zone =
            read("$ORIGIN example.fr.\n@ SOA ns h 1 1 1 1 7m\na TXT x\nb 5 TXT x\n$TTL 1h\nc TXT x\nd IN 9 TXT x\n");
        assert_eq!(zone.records.iter().map(|r| r.ttl).collect::<Vec<_>>(), [420, 420, 5, 3600, 9]);
        assert_eq!(zone.without_ttl, None);
        assert_eq!(read("a.example.fr. TXT x").without_ttl.map(|l| l.to_string()).as_deref(), Some("test.zone:1:1"));
    }
}
