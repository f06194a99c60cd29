//! The difference of two texts in the unified format, as `patch` and `git apply` take it.

use similar::TextDiff;

/// Lines of context around each change.
const CONTEXT: usize = 3;

/// The difference of two versions of a file, octet by octet; empty when they are the same.
///
/// `file` is the path as it was named; the headers put `a/` and `b/` before it, so that `patch -p1` and `git apply`
/// find it from the folder it was named in.
pub fn unified(file: &str, before: &[u8], after: &[u8]) -> Vec<u8> {
    if before == after {
        return Vec::new();
    }
    let (old, new) = (lines(before), lines(after));
    let diff = TextDiff::configure().newline_terminated(true).diff_slices(&old, &new);
    let mut text = format!("--- {}\n+++ {}\n", header("a", file), header("b", file)).into_bytes();
    for hunk in diff.unified_diff().context_radius(CONTEXT).iter_hunks() {
        text.extend(format!("{}\n", hunk.header()).bytes());
        // The crate would write octets that are no UTF-8 as others, and a line that ends in CR as one that ends.
        for change in hunk.iter_changes() {
            text.extend(change.tag().to_string().bytes());
            text.extend(change.value());
            if !change.value().ends_with(b"\n") {
                text.extend(b"\n\\ No newline at end of file\n");
            }
        }
    }
    text
}

/// Lines with their ends. Only a line feed ends one, as in the tools that read the result.
fn lines(text: &[u8]) -> Vec<&[u8]> {
    text.split_inclusive(|byte| *byte == b'\n').collect()
}

/// The name of a side. One with characters that would end it is in quotes, as git writes it; behind one with spaces
/// stands a tab, which ends it.
fn header(side: &str, file: &str) -> String {
    let path = file.trim_start_matches("./").trim_start_matches('/');
    let path = format!("{side}/{path}");
    if path.chars().any(|c| c.is_control() || matches!(c, '"' | '\\')) {
        let mut quoted = String::from("\"");
        for octet in path.bytes() {
            match octet {
                b'"' | b'\\' => quoted.extend(['\\', char::from(octet)]),
                b' '..=b'~' => quoted.push(char::from(octet)),
                other => quoted.push_str(&format!("\\{other:03o}")),
            }
        }
        return quoted + "\"";
    }
    if path.contains(' ') { path + "\t" } else { path }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diff(before: &[u8], after: &[u8]) -> String {
        String::from_utf8_lossy(&unified("./z one", before, after)).into_owned()
    }

    #[test]
    fn what_patch_takes() {
        assert_eq!(
            diff(b"1\n2\r\n3\r4\n5", b"1\n2\r\n3\r5\n5"),
            "--- a/z one\t\n+++ b/z one\t\n@@ -1,4 +1,4 @@\n 1\n 2\r\n-3\r4\n+3\r5\n 5\n\\ No newline at end of file\n"
        );
        assert_eq!(unified("z", b"\xff\n", b"\xfe\n"), b"--- a/z\n+++ b/z\n@@ -1 +1 @@\n-\xff\n+\xfe\n");
        assert_eq!(
            unified("z", b"x\r", b"x\n"),
            b"--- a/z\n+++ b/z\n@@ -1 +1 @@\n-x\r\n\\ No newline at end of file\n+x\n"
        );
        assert!(unified("z", b"x", b"x").is_empty());
        assert_eq!(header("a", "/a\n\"é"), r#""a/a\012\"\303\251""#);
    }
}
