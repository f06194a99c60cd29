//! Every format as a file to be reviewed: `PREFLIGHT_BLESS=1 cargo test fix_outputs` writes them.

use std::path::Path;

use preflight::fix::output::Language;

use super::{plan, written};

#[test]
fn formats() {
    for language in Language::ALL {
        let path = Path::new("fixtures/outputs").join(format!("{}.txt", language.as_str()));
        let text = written(language, &plan());
        if std::env::var_os("PREFLIGHT_BLESS").is_some() {
            std::fs::create_dir_all("fixtures/outputs").unwrap();
            std::fs::write(&path, &text).unwrap();
        }
        let golden = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(text, golden, "{}", path.display());
    }
}
