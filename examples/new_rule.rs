//! Starts a new rule: its file, its two fixtures, its sentences and its lines in the lists.
//!
//! ```text
//! cargo run --example new_rule -- SPF069 spf-something-wrong
//! ```
//!
//! Every piece it writes holds the word SCAFFOLD where something is to be filled in; a test
//! refuses the word, so nothing half done is ever merged.

use std::error::Error;
use std::fs;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [id, slug] = args.as_slice() else {
        return Err("usage: cargo run --example new_rule -- ID slug-of-the-rule".into());
    };
    let family = id.trim_end_matches(|c: char| c.is_ascii_digit()).to_lowercase();
    if !Path::new("src/checks").join(&family).is_dir() {
        return Err(format!("there is no family {family}: its folder is src/checks/{family}").into());
    }
    let Some(rest) = slug.strip_prefix(&format!("{family}-")) else {
        return Err(format!("the slug starts with {family}-").into());
    };
    let module = format!("{}_{}", id.to_lowercase(), rest.replace('-', "_"));

    create(&format!("src/checks/{family}/{module}.rs"), &code(id, slug))?;
    create(&format!("fixtures/rules/{id}/bad.zone"), &fixture(id, "bad"))?;
    create(&format!("fixtures/rules/{id}/good.zone"), &fixture("", "good"))?;
    for (lang, rule) in
        [("en", "SCAFFOLD: what holds when all is well"), ("fr", "SCAFFOLD : ce qui est vrai quand tout va bien")]
    {
        let sentences =
            format!("\n{id}-rule = {rule}\n{id}-title = SCAFFOLD\n{id}-why = SCAFFOLD\n{id}-advice = SCAFFOLD\n");
        let file = format!("src/i18n/{lang}/{family}.ftl");
        fs::write(&file, fs::read_to_string(&file)? + &sentences)?;
    }
    insert_sorted(&format!("src/checks/{family}/mod.rs"), "pub mod ", &format!("pub mod {module};"))?;
    insert_sorted("src/checks/mod.rs", &format!("    &{family}::"), &format!("    &{family}::{module}::RULE,"))?;
    Ok(())
}

fn create(path: &str, content: &str) -> Result<(), Box<dyn Error>> {
    if Path::new(path).exists() {
        return Err(format!("{path} is already there").into());
    }
    if let Some(folder) = Path::new(path).parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, content)?;
    Ok(())
}

/// Adds a line among those that start with `prefix`, in order.
fn insert_sorted(path: &str, prefix: &str, line: &str) -> Result<(), Box<dyn Error>> {
    let text = fs::read_to_string(path)?;
    let mut lines: Vec<&str> = text.lines().collect();
    let after = lines.iter().rposition(|known| known.starts_with(prefix) && *known < line);
    let before = lines.iter().position(|known| known.starts_with(prefix));
    let at = after.map(|at| at + 1).or(before).ok_or_else(|| format!("no line of {path} starts with {prefix:?}"))?;
    lines.insert(at, line);
    fs::write(path, lines.join("\n") + "\n")?;
    Ok(())
}

fn code(id: &str, slug: &str) -> String {
    format!(
        "//! {id} `{slug}`: SCAFFOLD one line that says what is wrong.\n\
         //!\n\
         //! SCAFFOLD what the source says, in our own words, with its section.\n\
         use crate::checks::prelude::*;\n\
         \n\
         /// {id}.\n\
         pub static RULE: Rule = Rule {{\n    \
             id: \"{id}\",\n    \
             slug: \"{slug}\",\n    \
             severity: Severity::Info,\n    \
             basis: Basis::Advice(&[rfc(0, \"SCAFFOLD\")]),\n    \
             since: None,\n    \
             check,\n\
         }};\n\
         \n\
         fn check(_facts: &Facts, report: &mut Outcomes) {{\n    \
             // SCAFFOLD: found, undetermined, pass or not_applicable.\n    \
             report.not_applicable();\n\
         }}\n"
    )
}

fn fixture(expect: &str, kind: &str) -> String {
    format!(
        ";! expect: {expect}\n;! because: SCAFFOLD why this one is {kind}\n;! as-of: 2026-11-21\n\
         example.fr. TXT \"SCAFFOLD\"\n"
    )
}
