//! Master file format, read by our reader and by `named-checkzone`.

use std::collections::BTreeSet;
use std::path::Path;

use preflight::fix::output::Language;
use preflight::zone::files::NoFiles;
use preflight::zone::{Includes, Zone};

use super::{plan, wanted, written, zone};
use crate::support::tools;

/// What makes a zone of records.
const HEAD: &str = "example.fr. 300 IN SOA ns.example.fr. h.example.fr. 1 7200 900 1209600 300\n\
                    example.fr. 300 IN NS ns.example.net.\n";

fn records(zone: &Zone) -> BTreeSet<super::Plain> {
    let judged = zone.records.iter().filter(|record| !["SOA", "NS"].contains(&record.kind.to_string().as_str()));
    judged.map(|r| (r.owner.to_string(), r.kind.to_string(), r.ttl, super::plain(&r.data))).collect()
}

#[test]
fn our_reader_reads_the_plan() {
    let text = written(Language::Bind, &plan());
    let read = Zone::parse("z", text.as_bytes(), Some(&zone()), &NoFiles);
    assert_eq!(read.errors, []);
    assert_eq!(records(&read), wanted(&plan()));
    // Strings, too, are those of the plan.
    for change in plan() {
        let there: Vec<_> = read.at(&change.name, change.kind).map(|record| record.data.clone()).collect();
        assert_eq!(there, change.new);
    }
}

#[test]
fn bind_reads_the_plan() {
    let Some(mut checkzone) = tools::find("named-checkzone") else { return };
    let folder = tempfile::tempdir().unwrap();
    let (file, dump) = (folder.path().join("zone"), folder.path().join("dump"));
    std::fs::write(&file, format!("{HEAD}{}", written(Language::Bind, &plan()))).unwrap();
    let checked =
        checkzone.args(["-i", "none", "-D", "-o"]).args([&dump, Path::new("example.fr"), &file]).output().unwrap();
    assert!(checked.status.success(), "{}", tools::said(&checked));
    let theirs = Zone::read(&dump, Some(&zone()), Includes::InFolder).unwrap();
    assert_eq!(records(&theirs), wanted(&plan()));
}
