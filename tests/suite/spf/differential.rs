//! mail-auth and decon-spf read the records of real domains beside us. Where one of them judges
//! differently, a cause says why; each cause is shown to hold on a small example on which the other
//! really does judge differently.

use preflight::record::Kind;
use preflight::record::opinion::{Aspect, causes};
use preflight::spf::record::Record;

use crate::opinion::{accepts, explained};

/// For each cause, a record on which it holds and the reader is wrong, and one on which it does not
/// hold and all agree.
const EXAMPLES: [(&str, &str, &str); 29] = [
    ("unknown-word", "v=spf1 ipv4:192.0.2.1 -all", "v=spf1 ip4:192.0.2.1 x=y -all"),
    ("qualified-modifier", "v=spf1 ~allMS=ms1", "v=spf1 ~all MS=ms1"),
    ("not-ascii", "v=spf1 include:example.com\u{a0}-all", "v=spf1 include:example.com -all"),
    ("white-space", "v=spf1\ta -all", "v=spf1 a  -all "),
    ("leading-space", " v=spf1 -all", "v=spf1 -all"),
    ("top-label", "v=spf1 a:192.0.2.1 -all", "v=spf1 a:example.com/24 include:%{d} -all"),
    ("lone-qualifier", "v=spf1 + -all", "v=spf1 +a -all"),
    ("short-ip6", "v=spf1 ip6:2001:db8:1:2:215:5dff:fea3 -all", "v=spf1 ip6:2001:db8::1/64 ip6:1:2:3:4:5:6:7:8 -all"),
    ("slash-in-domain", "v=spf1 include:://example.com ~all", "v=spf1 include:example.com ~all"),
    ("mechanism-as-modifier", "v=spf1 ip4=192.0.2.1 ~all", "v=spf1 ip4:192.0.2.1 ~all"),
    (
        "length",
        concat!(
            "v=spf1 include:a234567890123456789012345678901234567890.b234567890123456789012345678901234567890.example.com ",
            "include:a234567890123456789012345678901234567890.b234567890123456789012345678901234567890.example.com ",
            "include:a234567890123456789012345678901234567890.b234567890123456789012345678901234567890.example.com ",
            "include:a234567890123456789012345678901234567890.b234567890123456789012345678901234567890.example.com ",
            "include:a234567890123456789012345678901234567890.b234567890123456789012345678901234567890.example.com ",
            "include:a234567890123456789012345678901234567890.b234567890123456789012345678901234567890.example.com -all"
        ),
        "v=spf1 include:example.com -all",
    ),
    ("capitals", "v=spf1 Include:example.com -all", "v=spf1 include:EXAMPLE.com -all"),
    ("unknown-modifier", "v=spf1 ~all google-site-verification=x", "v=spf1 redirect=example.com"),
    (
        "domain-characters",
        "v=spf1 a:_spf.example.com ptr:mail-out.example.net -all",
        "v=spf1 a:spf.example.com ptr:mail.example.net -all",
    ),
    ("version-glued", "v=spf1include:example.com -all", "v=spf1 include:example.com -all"),
    ("unicode-space", "v=spf1 a\u{a0}-all", "v=spf1 a -all"),
    ("decon-top-label", "v=spf1 include:192.0.2.1 -all", "v=spf1 include:example.com -all"),
    ("mechanism-in-word", "v=spf1 ~all+ip4:192.0.2.1", "v=spf1 ~include:example.com +ip4:192.0.2.1"),
    ("second-version", "v=spf1 ~allv=spf1 ~all", "v=spf1 ~all"),
    ("prefix", "v=spf1 ip4:192.0.2.1/33 -all", "v=spf1 ip4:192.0.2.1/32 a/24 -all"),
    ("ip4-octet", "v=spf1 ip4:192.0.2.256 -all", "v=spf1 ip4:192.0.2.255/24 -all"),
    ("macro", "v=spf1 exists:%{s0} -all", "v=spf1 exists:%{s1r-}.example.com -all"),
    ("modifier-name", "v=spf1 1up=foo", "v=spf1 up1=foo"),
    ("empty-modifier", "v=spf1 -all x=", "v=spf1 -all x=y"),
    ("decon-prefix", "v=spf1 a:example.com//129 -all", "v=spf1 a:example.com/24 -all"),
    ("macro-unread", "v=spf1 exists:%{x} -all", "v=spf1 exists:%{i}.example.com -all"),
    ("decon-qualified-modifier", "v=spf1 ?redirect=example.com", "v=spf1 redirect=example.com"),
    ("word-beginning", "v=spf1 mx-out.example.com -all", "v=spf1 mx:mx1.example.com -all"),
    ("ip6-prefix-alone", "v=spf1 a//96 -all", "v=spf1 a/24 -all"),
];

#[test]
fn every_cause_holds_where_the_reader_is_wrong_and_only_there() {
    assert_eq!(causes(Kind::Spf).len(), EXAMPLES.len());
    for cause in causes(Kind::Spf) {
        let (code, example, counterexample) = EXAMPLES.iter().find(|(code, ..)| *code == cause.code).expect(cause.code);
        let is_too_strict = cause.changes == [Aspect::TooStrict];
        let ours = Record::parse(example.as_bytes()).errors.is_empty();
        assert!((cause.holds)(example), "{code}: {example}");
        let theirs = accepts(Kind::Spf, cause.reader, example);
        assert_eq!((ours, theirs), (is_too_strict, !is_too_strict), "{code}: {example}");
        assert!(!(cause.holds)(counterexample), "{code}: {counterexample}");
        assert!(Record::parse(counterexample.as_bytes()).errors.is_empty(), "{counterexample}");
        assert!(accepts(Kind::Spf, cause.reader, counterexample), "{counterexample}");
    }
}

#[test]
fn every_disagreement_over_real_records_has_a_cause() {
    let files = ["records-wild/spf.jsonl", "records-from-tests/spf.jsonl", "record-vectors/spf.jsonl"];
    println!("{}", explained(Kind::Spf, &files));
}
