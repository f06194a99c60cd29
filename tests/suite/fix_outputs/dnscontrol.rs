//! JavaScript, run by Node.js with functions in the place of dnscontrol's.

use std::collections::BTreeSet;

use preflight::dns::{RecordData, RecordType};
use preflight::fix::output::Language;
use serde_json::Value;

use super::{absolute, plan, wanted, written};
use crate::support::tools;

/// The functions of dnscontrol's language that the output calls: each record is a function of the domain there, here
/// it is a list.
const DSL: &str = r#"
const said = [];
const record = type => (name, ...rest) => [type, name, ...rest];
const [A, AAAA, CNAME, MX, NS, PTR, TXT] = ["A", "AAAA", "CNAME", "MX", "NS", "PTR", "TXT"].map(record);
const TTL = seconds => ({ ttl: seconds });
function D_EXTEND(domain, ...records) { said.push({ domain, records }); }
"#;

#[test]
fn node_runs_the_plan() {
    let Some(mut node) = tools::find("node") else { return };
    let script = format!("{DSL}{}console.log(JSON.stringify(said));", written(Language::DnsControl, &plan()));
    let run = node.args(["-e", &script]).output().unwrap();
    assert!(run.status.success(), "{}", tools::said(&run));
    let said: Value = serde_json::from_slice(&run.stdout).unwrap();
    assert_eq!(said.as_array().unwrap().len(), 1);
    assert_eq!(said[0]["domain"], "example.fr");

    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let read = |record: &Value| {
        let fields = record.as_array().unwrap();
        let [kind, owner, values @ .., ttl] = fields.as_slice() else { panic!("{record}") };
        let value = match text(kind).as_str() {
            "TXT" => text(&values[0]),
            "MX" => format!("{} {}", values[0], text(&values[1])),
            kind => RecordData::parse(RecordType::parse(kind).unwrap(), &text(&values[0])).unwrap().to_string(),
        };
        let seconds = u32::try_from(ttl["ttl"].as_u64().unwrap()).unwrap();
        (absolute(&text(owner), "@"), text(kind), seconds, value)
    };
    let records: BTreeSet<_> = said[0]["records"].as_array().unwrap().iter().map(read).collect();
    assert_eq!(records, wanted(&plan()));
}
