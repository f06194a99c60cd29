//! The public suite for RFC 7208 that came out of the OpenSPF project.

use super::cases::Scenario;
use crate::support::suites;

#[test]
fn every_case_of_the_public_suite() {
    let Some(text) = suites::read("spf-rfc7208/rfc7208-tests.json") else { return };
    let scenarios: Vec<Scenario> = serde_json::from_str(&text).unwrap();
    let run: usize = scenarios.iter().map(|scenario| scenario.tests.len()).sum();
    let wrong: Vec<String> = scenarios.iter().flat_map(Scenario::run).collect();
    println!("RFC 7208 suite: {} of {run} cases as expected", run - wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(run, 203);
}
