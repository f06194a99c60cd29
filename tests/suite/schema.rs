//! `preflight schema` and the golden reports agree: what is printed is declared, what is required is there.

use std::collections::BTreeSet;

use preflight::cli;
use serde_json::{Value, json};

use crate::catalogue::root;

#[test]
fn the_schema_is_json_and_names_its_dialect() {
    let schema = schema();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    let shapes = schema["anyOf"].as_array().expect("one report, or several in one document");
    assert_eq!(shapes.len(), 2);
}

#[test]
fn golden_reports_fit_the_schema() {
    let schema = schema();
    let mut wrong = Vec::new();
    for (name, report) in golden() {
        let many = json!({"schema": 1, "reports": [report]});
        for document in [&report, &many] {
            wrong.extend(misfits(document, &schema).into_iter().map(|misfit| format!("{name}: {misfit}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The report declares the fields that it prints, and no others.
#[test]
fn golden_reports_have_the_fields_of_the_report() {
    let schema = schema();
    let reports = golden();
    let seen: BTreeSet<&String> = reports.iter().flat_map(|(_, report)| report.as_object().unwrap().keys()).collect();
    let declared = schema["$defs"]["Report"]["properties"].as_object().unwrap().keys();
    // The recipients are there with `--to` alone, and what changes only with `--set` and its like.
    let on_demand = |field: &&String| ["recipients", "what_if"].contains(&field.as_str());
    let declared: BTreeSet<_> = declared.filter(|field| !on_demand(field)).collect();
    assert_eq!(seen, declared);
}

/// The walker sees what it is there to see: a field nobody declared, one that is missing, a wrong type.
#[test]
fn misfits_are_found_at_every_depth() {
    let schema = schema();
    let (_, report) = golden().into_iter().find(|(name, _)| name == "demo.en.json").unwrap();
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut report = report.clone();
        change(&mut report);
        misfits(&report, &schema).join("\n")
    };
    assert_eq!(changed(&|_| ()), "");
    let cases: [(Change<'_>, &str); 7] = [
        (&|report| report["colour"] = json!("red"), "/colour is not declared"),
        (&|report| report["predictions"][0]["colour"] = json!("red"), "/predictions/0/colour is not declared"),
        (&|report| drop(report.as_object_mut().unwrap().remove("verdict")), "/verdict is required"),
        (
            &|report| drop(report["streams"][0]["dmarc"].as_object_mut().unwrap().remove("rfc7489")),
            "/streams/0/dmarc/rfc7489 is required",
        ),
        (&|report| report["spf"]["lookups"] = json!("two"), "/spf/lookups"),
        (&|report| report["dns"][0]["from"] = json!("somewhere"), "/dns/0/from"),
        (&|report| report["findings"] = json!({}), "/findings"),
    ];
    for (change, expected) in cases {
        let found = changed(change);
        assert!(found.contains(expected), "{expected:?} is not in {found:?}");
    }
}

/// A change to a report.
type Change<'a> = &'a dyn Fn(&mut Value);

fn schema() -> Value {
    serde_json::from_str(&cli::schema()).unwrap()
}

fn golden() -> Vec<(String, Value)> {
    let files = std::fs::read_dir(root("fixtures/reports")).unwrap().map(|entry| entry.unwrap().path());
    let mut reports: Vec<_> = files
        .filter(|file| file.extension().is_some_and(|ending| ending == "json"))
        .map(|file| {
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            (name, serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap())
        })
        .collect();
    reports.sort_by(|(a, _), (b, _): &(String, Value)| a.cmp(b));
    assert!(!reports.is_empty());
    reports
}

/// Where a value does not fit the schema.
fn misfits(value: &Value, schema: &Value) -> Vec<String> {
    let mut found = Vec::new();
    walk(value, schema, schema, "", &mut found);
    found
}

/// The part of JSON Schema that the published types come to; any other keyword is refused, not passed over.
fn walk(value: &Value, schema: &Value, whole: &Value, at: &str, found: &mut Vec<String>) {
    let Some(keywords) = schema.as_object() else { return };
    for (keyword, wanted) in keywords {
        match keyword.as_str() {
            "$ref" => {
                let pointer = wanted.as_str().unwrap().trim_start_matches('#');
                let target = whole.pointer(pointer).unwrap_or_else(|| panic!("{wanted} leads nowhere"));
                walk(value, target, whole, at, found);
            }
            "anyOf" | "oneOf" => found.extend(nearest(value, wanted, whole, at)),
            "type" => {
                let types = wanted.as_array().cloned().unwrap_or_else(|| vec![wanted.clone()]);
                if !types.iter().any(|name| is_a(value, name.as_str().unwrap())) {
                    found.push(format!("{at} is no {wanted}: {value}"));
                }
            }
            "const" if value != wanted => found.push(format!("{at} is not {wanted}: {value}")),
            "enum" if !wanted.as_array().unwrap().contains(value) => found.push(format!("{at} is not one of {wanted}")),
            "minimum" if value.as_f64().is_some_and(|number| number < wanted.as_f64().unwrap()) => {
                found.push(format!("{at} is below {wanted}"));
            }
            "maximum" if value.as_f64().is_some_and(|number| number > wanted.as_f64().unwrap()) => {
                found.push(format!("{at} is above {wanted}"));
            }
            "items" => {
                for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                    walk(item, wanted, whole, &format!("{at}/{index}"), found);
                }
            }
            "properties" => {
                for (key, member) in value.as_object().into_iter().flatten() {
                    match wanted.get(key) {
                        Some(declared) => walk(member, declared, whole, &format!("{at}/{key}"), found),
                        None => found.push(format!("{at}/{key} is not declared")),
                    }
                }
            }
            "required" => {
                let Some(members) = value.as_object() else { continue };
                let required = wanted.as_array().unwrap().iter().map(|key| key.as_str().unwrap());
                found.extend(
                    required.filter(|key| !members.contains_key(*key)).map(|key| format!("{at}/{key} is required")),
                );
            }
            "const" | "enum" | "minimum" | "maximum" | "format" => {}
            "$schema" | "$defs" | "title" | "description" => {}
            other => panic!("the schema uses {other}, which this test does not understand yet"),
        }
    }
}

/// What is wrong by the alternative that fits best; nothing when one fits.
fn nearest(value: &Value, alternatives: &Value, whole: &Value, at: &str) -> Vec<String> {
    let tries = alternatives.as_array().unwrap().iter().map(|alternative| {
        let mut found = Vec::new();
        walk(value, alternative, whole, at, &mut found);
        found
    });
    tries.min_by_key(Vec::len).unwrap_or_default()
}

fn is_a(value: &Value, name: &str) -> bool {
    match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "number" => value.is_number(),
        "integer" => value.is_u64() || value.is_i64(),
        other => panic!("the schema names a type {other}"),
    }
}
