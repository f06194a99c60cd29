//! The patched zone file: any layout, any changes, and the zones of the public suites.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use preflight::dns::{RecordData, RecordType, Txt};
use preflight::fix::Change;
use preflight::fix::output::zone_patch::{PatchError, Patched, Serial, ZoneText, patch, unified};
use preflight::name::DomainName;
use preflight::zone::files::{Folder, NoFiles};
use preflight::zone::records::ZoneRecord;
use preflight::zone::{Includes, Zone};
use proptest::prelude::*;

use super::{data, name, zone};
use crate::support::{suites, tools};

const BUMP: Serial = Serial::Bump { today: Date::constant(2026, 11, 22) };

/// The text of a record from its data on, to the end of its last line.
fn tail<'b>(record: &ZoneRecord, bytes: &'b [u8]) -> &'b [u8] {
    let (first, last) = (record.data_tokens()[0], record.data_tokens().last().unwrap());
    let start = first.start - usize::from(first.quoted);
    let length = bytes[last.end..].iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len() - last.end);
    let tail = &bytes[start..last.end + length];
    tail.strip_suffix(b"\r").unwrap_or(tail)
}

/// The text of a record up to its data, from its owner or the white space in the place of one.
fn head<'b>(record: &ZoneRecord, bytes: &'b [u8]) -> &'b [u8] {
    let (first, data) = (record.tokens[0], record.data_tokens()[0]);
    &bytes[first.start - (first.column as usize - 1)..data.start]
}

/// The owner as written, if it is.
fn owner<'b>(record: &ZoneRecord, bytes: &'b [u8]) -> Option<&'b [u8]> {
    let first = record.tokens[0];
    Some(first.raw(bytes)).filter(|_| first.column == 1)
}

/// Lines that hold nothing but a comment, and directives.
fn asides(bytes: &[u8]) -> Vec<&[u8]> {
    let is_aside = |line: &&[u8]| line.starts_with(b";") || line.starts_with(b"$");
    bytes.split(|byte| *byte == b'\n').filter(is_aside).collect()
}

/// What must hold of every patched file. The serial of the SOA is looked at elsewhere.
#[track_caller]
fn holds(before: &[u8], after: &[u8], read: impl Fn(&[u8]) -> Zone, changes: &[Change]) {
    let (then, now) = (read(before), read(after));
    let shown = || format!("{}\n---\n{}", String::from_utf8_lossy(before), String::from_utf8_lossy(after));
    for change in changes {
        let records = |zone: &Zone| -> Vec<(RecordData, u32)> {
            let mut records: Vec<_> =
                zone.at(&change.name, change.kind).map(|record| (record.data.clone(), record.ttl)).collect();
            records.sort_unstable();
            records
        };
        // What stays has the TTL that it had, and only what comes that of the change.
        let (was, is) = (records(&then), records(&now));
        let data: BTreeSet<_> = is.iter().map(|(data, _)| data).collect();
        assert_eq!(data, change.new.iter().collect(), "{}\n{}", change.question(), shown());
        let stays = |(data, _): &&(RecordData, u32)| was.iter().any(|(old, _)| old == data);
        let (stayed, came): (Vec<_>, Vec<_>) = is.iter().partition(stays);
        let kept: Vec<_> = was.iter().filter(|(data, _)| change.new.contains(data)).collect();
        assert_eq!(stayed, kept, "{}", shown());
        assert!(came.iter().all(|(_, ttl)| *ttl == change.ttl), "{}", shown());
        assert_eq!(came.len(), came.iter().map(|(data, _)| data).collect::<BTreeSet<_>>().len(), "{}", shown());
    }
    let untouched = |record: &&ZoneRecord| {
        let changed = changes.iter().any(|change| change.name == record.owner && change.kind == record.kind);
        !changed && record.kind != RecordType::Soa && record.location.file == then.file && !record.generated
    };
    let (then, now): (Vec<_>, Vec<_>) =
        (then.records.iter().filter(untouched).collect(), now.records.iter().filter(untouched).collect());
    assert_eq!(then.len(), now.len(), "{}", shown());
    for (old, new) in then.iter().zip(now) {
        assert_eq!(
            (&old.owner, old.ttl, old.kind, &old.data),
            (&new.owner, new.ttl, new.kind, &new.data),
            "{}",
            shown()
        );
        assert_eq!(tail(old, before), tail(new, after), "{}", shown());
        // An entry has a word more only when it would otherwise inherit another owner or TTL.
        if old.tokens.len() == new.tokens.len() {
            assert_eq!(head(old, before), head(new, after), "{}", shown());
        }
        if let Some(owner) = owner(old, before) {
            assert_eq!(Some(owner), self::owner(new, after), "{}", shown());
        }
    }
    assert_eq!(asides(before), asides(after), "{}", shown());
    let line_feeds = |bytes: &[u8]| bytes.iter().filter(|byte| **byte == b'\n').count();
    let line_ends = |bytes: &[u8]| bytes.windows(2).filter(|pair| pair == b"\r\n").count();
    if line_ends(before) > 0 && line_ends(before) == line_feeds(before) {
        assert_eq!(line_ends(after), line_feeds(after), "{}", shown());
    }
}

mod any_layout {
    use super::*;

    /// An owner, relative to `example.fr` or absolute; records of the first two of one name may omit it.
    const OWNERS: [&str; 7] = ["@", "www", "Mail", "_dmarc", "s1._domainkey", "x.sub.example.fr.", "EXAMPLE.fr."];

    fn texts() -> impl Strategy<Value = Vec<String>> {
        let text = prop_oneof![
            4 => "[a-z0-9 =;:()\\\\\"@$.-]{0,20}",
            1 => "[a-z ]{200,255}",
        ];
        prop::collection::vec(text, 1..4)
    }

    fn any_data() -> impl Strategy<Value = (RecordType, RecordData)> {
        prop_oneof![
            3 => texts().prop_map(|texts| (RecordType::Txt, RecordData::Txt(Txt::new(texts)))),
            1 => (0..40u16, prop::sample::select(vec!["a.example.fr.", "."])).prop_map(|(preference, host)| {
                (RecordType::Mx, data(RecordType::Mx, &[&format!("{preference} {host}")]).remove(0))
            }),
            1 => (1..9u8).prop_map(|last| (RecordType::A, data(RecordType::A, &[&format!("192.0.2.{last}")]).remove(0))),
        ]
    }

    /// White space between words, and perhaps a comment.
    fn gap() -> impl Strategy<Value = &'static str> {
        prop::sample::select(vec![" ", "  ", "\t", "\t\t", "      "])
    }

    #[derive(Debug, Clone)]
    struct Layout {
        owner: Option<&'static str>,
        gaps: [&'static str; 4],
        ttl: Option<&'static str>,
        class: Option<&'static str>,
        class_first: bool,
        kind_in_lower_case: bool,
        parentheses: u8,
        comment: Option<&'static str>,
    }

    fn layout() -> impl Strategy<Value = Layout> {
        let ttl = prop::option::weighted(0.3, prop::sample::select(vec!["60", "5m", "1H", "300"]));
        let class = prop::option::of(prop::sample::select(vec!["IN", "in"]));
        let comment = prop::option::weighted(0.4, prop::sample::select(vec!["; why", ";why (\"", "; caf\u{e9}"]));
        let owner = prop::option::weighted(0.6, prop::sample::select(OWNERS.as_slice()));
        (owner, [gap(), gap(), gap(), gap()], ttl, class, any::<bool>(), any::<bool>(), 0..6u8, comment).prop_map(
            |(owner, gaps, ttl, class, class_first, kind_in_lower_case, parentheses, comment)| Layout {
                owner,
                gaps,
                ttl,
                class,
                class_first,
                kind_in_lower_case,
                parentheses,
                comment,
            },
        )
    }

    /// A record as somebody might have written it.
    fn record(layout: &Layout, kind: RecordType, data: &RecordData) -> String {
        let [a, b, c, d] = layout.gaps;
        let mut text = format!("{}{a}", layout.owner.unwrap_or_default());
        let (ttl, class) = (layout.ttl.map(|ttl| format!("{ttl}{b}")), layout.class.map(|class| format!("{class}{c}")));
        let mut between = [ttl, class];
        if layout.class_first {
            between.reverse();
        }
        between.into_iter().flatten().for_each(|word| text.push_str(&word));
        let kind_text = kind.to_string();
        let kind_text = if layout.kind_in_lower_case { kind_text.to_lowercase() } else { kind_text };
        let words: Vec<String> = match data {
            RecordData::Txt(txt) => txt.strings().map(preflight::dns::record::quote).collect(),
            other => other.to_string().split(' ').map(str::to_owned).collect(),
        };
        let comment = layout.comment.map(|comment| format!(" {comment}")).unwrap_or_default();
        let (spaced, broken) = (words.join(d), words.join(&format!("{comment}\n\t{d}")));
        text.push_str(&match layout.parentheses {
            0 => format!("{kind_text}{d}({broken}{d}){comment}"),
            1 => format!("({kind_text}{d}{broken}\n){comment}"),
            2 => format!("{kind_text}{d}{comment_in}({broken}) ", comment_in = ""),
            3 => format!("{kind_text} ( {comment}\n{d}{broken} ){comment}"),
            _ => format!("{kind_text}{d}{spaced}{comment}"),
        });
        text
    }

    #[derive(Debug, Clone)]
    enum Line {
        Record(Layout, RecordType, RecordData),
        Aside(&'static str),
    }

    fn line() -> impl Strategy<Value = Line> {
        let aside = prop::sample::select(vec![
            "",
            "; a comment",
            "   ; another",
            "$ORIGIN sub.example.fr.",
            "$ORIGIN example.fr.",
            "$TTL 1h",
            "$TTL 300",
        ]);
        prop_oneof![
            4 => (layout(), any_data()).prop_map(|(layout, (kind, data))| Line::Record(layout, kind, data)),
            1 => aside.prop_map(Line::Aside),
        ]
    }

    /// A zone file, with its lines as they come.
    fn file() -> impl Strategy<Value = Vec<u8>> {
        let options = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
        (prop::collection::vec(line(), 0..14), options).prop_map(|(lines, (crlf, end, mark, latin))| {
            let mut text = String::from("$ORIGIN example.fr.\n");
            text.push_str("@ 1h SOA ns h 2026010100 1 1 1 300 ; head\n");
            for line in lines {
                match line {
                    Line::Record(layout, kind, data) => text.push_str(&record(&layout, kind, &data)),
                    Line::Aside(aside) => text.push_str(aside),
                }
                text.push('\n');
            }
            if !end {
                text.pop();
            }
            let mut bytes = if mark { b"\xef\xbb\xbf".to_vec() } else { Vec::new() };
            for c in text.chars() {
                match c {
                    '\n' if crlf => bytes.extend(b"\r\n"),
                    '\u{e9}' if latin => bytes.push(0xe9),
                    c => bytes.extend(c.to_string().bytes()),
                }
            }
            bytes
        })
    }

    /// What is to be done to an RRset, picked by number: which one, what comes, which old ones go, the TTL.
    type Wish = (prop::sample::Index, Vec<(RecordType, RecordData)>, u8, Option<u32>, bool);

    fn wish() -> impl Strategy<Value = Wish> {
        let ttl = prop::option::weighted(0.4, prop::sample::select(vec![60, 300, 3600]));
        (any::<prop::sample::Index>(), prop::collection::vec(any_data(), 0..4), any::<u8>(), ttl, any::<bool>())
    }

    /// The changes that the wishes come to, one an RRset, as a planner would state them.
    fn changes(zone: &Zone, wishes: &[Wish]) -> Vec<Change> {
        let mut sets: BTreeMap<(DomainName, RecordType), Vec<&ZoneRecord>> = BTreeMap::new();
        for record in zone.records.iter().filter(|record| record.kind != RecordType::Soa) {
            sets.entry((record.owner.clone(), record.kind)).or_default().push(record);
        }
        for owner in ["new.example.fr", "a.sub.example.fr", "example.fr"] {
            sets.entry((name(owner), RecordType::Txt)).or_default();
        }
        let sets: Vec<_> = sets.into_iter().collect();
        let mut changes: BTreeMap<usize, Change> = BTreeMap::new();
        for (which, coming, going, ttl, remove) in wishes {
            let at = which.index(sets.len());
            let ((owner, kind), records) = &sets[at];
            let mut old: Vec<RecordData> = Vec::new();
            for record in records {
                if !old.contains(&record.data) {
                    old.push(record.data.clone());
                }
            }
            let kept = old.iter().enumerate().filter(|(at, _)| !remove && going & (1 << (at % 8)) == 0);
            let mut new: Vec<RecordData> = kept.map(|(_, data)| data.clone()).collect();
            for (_, data) in coming.iter().filter(|(coming, _)| coming == kind) {
                if !new.contains(data) {
                    new.insert(usize::from(*going) % (new.len() + 1), data.clone());
                }
            }
            let old_ttl = records.iter().map(|record| record.ttl).min();
            let ttl = ttl.or(old_ttl).unwrap_or(300);
            changes.insert(at, Change { name: owner.clone(), kind: *kind, ttl, old_ttl, old, new });
        }
        changes.into_values().collect()
    }

    fn read(bytes: &[u8]) -> Zone {
        Zone::parse("z", bytes, Some(&zone()), &NoFiles)
    }

    fn patched(bytes: &[u8], changes: &[Change], serial: Serial) -> Result<Patched, PatchError> {
        let origin = zone();
        patch(&ZoneText { file: "z", bytes, origin: Some(&origin), files: &NoFiles }, changes, serial)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(500))]

        #[test]
        fn changes_and_nothing_else(bytes in file(), wishes in prop::collection::vec(wish(), 1..5)) {
            let zone = read(&bytes);
            prop_assert_eq!(&zone.errors, &[], "{}", String::from_utf8_lossy(&bytes));
            let changes = changes(&zone, &wishes);
            let shown = || format!("{}\n{changes:#?}", String::from_utf8_lossy(&bytes));
            let after = match patched(&bytes, &changes, BUMP) {
                Ok(after) => after,
                Err(error) => return Err(TestCaseError::fail(format!("{error}\n{}", shown()))),
            };
            holds(&bytes, &after.bytes, read, &changes);
            prop_assert_eq!(after.serial.is_some(), after.bytes != bytes);
            let ends = |bytes: &[u8]| bytes.ends_with(b"\n");
            prop_assert!(ends(&after.bytes) || !ends(&bytes), "{}", shown());

            // A second time, whatever the plan says was there, nothing is left to do.
            let done: Vec<Change> = changes.iter().map(|c| Change { old: c.new.clone(), ..c.clone() }).collect();
            for changes in [&changes, &done] {
                let again = patched(&after.bytes, changes, BUMP).unwrap();
                prop_assert_eq!(&again.bytes, &after.bytes, "{}", shown());
                prop_assert_eq!(again.serial, None);
            }
        }

        #[test]
        fn any_octets_are_patched_or_refused(
            bytes in prop::collection::vec(any::<u8>(), 0..200),
            pieces in prop::collection::vec(prop::sample::select(vec!["a ", "@ ", " ", "TXT ", "\"", "(", ")", ";", "\n", "\\", "x ", "$ORIGIN "]), 0..40),
        ) {
            let text = [pieces.concat().as_bytes(), &bytes, pieces.concat().as_bytes()].concat();
            let change = Change { old: Vec::new(), ..super::super::change("a.example.fr", RecordType::Txt, &[], &["new"]) };
            if let Ok(after) = patched(&text, std::slice::from_ref(&change), Serial::Keep) {
                let zone = read(&after.bytes);
                prop_assert!(zone.at(&change.name, change.kind).map(|r| &r.data).eq(change.new.iter()));
            }
        }
    }
}

mod public {
    use super::*;

    #[derive(serde::Deserialize)]
    struct Row {
        file: String,
        origin: String,
    }

    /// The SPF record at the apex of every public zone becomes a long one.
    #[test]
    fn every_zone_of_the_suites() {
        let Some(index) = suites::read("zones/INDEX.jsonl") else { return };
        let folder = suites::folder().unwrap().join("zones");
        let long = format!("v=spf1 {}-all", "ip4:192.0.2.1 ip6:2001:db8::1 ".repeat(12));
        let (mut replaced, mut added, mut elsewhere) = (0, 0, 0);
        for row in index.lines().map(|line| serde_json::from_str::<Row>(line).unwrap()) {
            let path = folder.join(&row.file);
            if path.extension().is_some_and(|extension| extension == "yaml") {
                continue;
            }
            let bytes = std::fs::read(&path).unwrap();
            let files = Folder { root: path.parent().unwrap().to_path_buf(), includes: Includes::InFolder };
            let origin = name(&row.origin);
            let read = |bytes: &[u8]| Zone::parse(&row.file, bytes, Some(&origin), &files);
            let zone = read(&bytes);
            let texts: Vec<_> = zone.at(&origin, RecordType::Txt).collect();
            let is_spf =
                |data: &RecordData| matches!(data, RecordData::Txt(txt) if txt.joined().starts_with(b"v=spf1"));
            let mut old: Vec<_> = texts.iter().map(|record| record.data.clone()).collect();
            let mut new = old.clone();
            match new.iter().position(is_spf) {
                Some(at) => new[at] = RecordData::Txt(Txt::chunked(&long)),
                None => new.push(RecordData::Txt(Txt::chunked(&long))),
            }
            old.dedup();
            let ttl = texts.iter().map(|record| record.ttl).min();
            let (kind, ttl, old_ttl) = (RecordType::Txt, ttl.unwrap_or(300), ttl);
            let change = Change { name: origin.clone(), kind, ttl, old_ttl, old, new };
            let text = ZoneText { file: &row.file, bytes: &bytes, origin: Some(&origin), files: &files };
            match patch(&text, std::slice::from_ref(&change), Serial::Keep) {
                Ok(after) => {
                    holds(&bytes, &after.bytes, read, std::slice::from_ref(&change));
                    let again = ZoneText { bytes: &after.bytes, ..text };
                    assert_eq!(patch(&again, std::slice::from_ref(&change), Serial::Keep).unwrap(), after);
                    replaced += usize::from(change.old.iter().any(is_spf));
                    added += usize::from(!change.old.iter().any(is_spf));
                }
                Err(PatchError::Included { .. }) => elsewhere += 1,
                Err(error) => panic!("{}: {error}", row.file),
            }
        }
        eprintln!("replaced {replaced}, added {added}, in another file {elsewhere}");
        assert!(replaced > 100 && added > 20, "replaced {replaced}, added {added}, in another file {elsewhere}");
    }
}

/// The difference is what `git apply` and `patch` take, octet by octet.
#[test]
fn the_difference_applies() {
    let before: &[u8] =
        b"$TTL 300\r\n; caf\xe9\r\n@ SOA ns h 1 1 1 1 1\r\n@ TXT x ; \xff\r\n\r\n; lone\rreturn\r\nwww A 192.0.2.1";
    let changes = [
        super::change("example.fr", RecordType::Txt, &["x"], &["\"v=spf1 -all\""]),
        super::change("z.www.example.fr", RecordType::Txt, &[], &["y"]),
    ];
    let origin = zone();
    let text = ZoneText { file: "zones/my zone", bytes: before, origin: Some(&origin), files: &NoFiles };
    let after = patch(&text, &changes, BUMP).unwrap().bytes;
    let difference = unified("zones/my zone", before, &after);
    for (program, arguments) in [("git", &["apply", "-"][..]), ("patch", &["-p1", "--binary", "--posix"])] {
        let Some(mut command) = tools::find(program) else { continue };
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("zones")).unwrap();
        let (file, input) = (folder.path().join("zones/my zone"), folder.path().join("difference"));
        std::fs::write(&file, before).unwrap();
        std::fs::write(&input, &difference).unwrap();
        let run = command.args(arguments).current_dir(folder.path()).stdin(std::fs::File::open(&input).unwrap());
        let run = run.output().unwrap();
        assert!(run.status.success(), "{program}: {}\n{}", tools::said(&run), String::from_utf8_lossy(&difference));
        assert_eq!(std::fs::read(&file).unwrap(), after, "{program}");
    }
}
