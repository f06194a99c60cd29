//! Patterns of host names, by which data files recognise providers and receivers.

use crate::name::DomainName;

/// True when `name` has the form of `pattern`, a name in lower case in which `*` stands for one or
/// more labels.
pub fn matches(pattern: &str, name: &DomainName) -> bool {
    fn labels_match(pattern: &[&str], labels: &[&str]) -> bool {
        match (pattern, labels) {
            ([], []) => true,
            (["*", rest @ ..], [_, below @ ..]) => labels_match(rest, below) || labels_match(pattern, below),
            ([first, rest @ ..], [label, below @ ..]) => first.eq_ignore_ascii_case(label) && labels_match(rest, below),
            ([], [_, ..]) | ([_, ..], []) => false,
        }
    }
    // Most patterns are a name or `*` before one, and there are many of them.
    let end = pattern.trim_start_matches('*');
    if !end.contains('*') {
        let is_whole = end.len() == pattern.len();
        return if is_whole { name.as_str() == end } else { name.as_str().ends_with(end) };
    }
    let pattern: Vec<_> = pattern.split('.').collect();
    let labels: Vec<_> = name.labels().collect();
    labels_match(&pattern, &labels)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> DomainName {
        DomainName::parse(text).expect(text)
    }

    #[test]
    fn patterns() {
        assert!(matches("*.l.google.com", &name("alt1.aspmx.l.google.com")));
        assert!(matches("mx00.ionos.*", &name("mx00.ionos.co.uk")));
        assert!(matches("mx.ovh.com", &name("MX.ovh.com")));
        assert!(!matches("*.l.google.com", &name("l.google.com")));
        assert!(!matches("*.google.com", &name("google.com.example.fr")));
    }
}
