//! Our own vectors, written from the RFC: `fixtures/spf/*.yaml`.

use std::collections::BTreeSet;
use std::path::Path;

use super::cases::Scenario;

#[test]
fn every_vector_of_ours() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/spf");
    let mut wrong = Vec::new();
    let mut vectors = BTreeSet::new();
    let mut run = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let scenarios: Vec<Scenario> =
            serde_saphyr::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for scenario in &scenarios {
            run += scenario.tests.len();
            wrong.extend(scenario.run());
            for (name, case) in &scenario.tests {
                assert!(!case.spec.is_null(), "{name} names its section");
                vectors.extend(name.split(' ').next().filter(|word| word.starts_with('S')).map(str::to_owned));
            }
        }
    }
    println!("own SPF vectors: {} of {run} cases as expected", run - wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let all: BTreeSet<String> = (1..=51).map(|number| format!("S{number:02}")).collect();
    assert_eq!(vectors, all);
}
