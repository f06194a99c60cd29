//! The form in which replies and wordings are compared. The build reads wordings with it, too.

/// Writes a text in the form in which it is compared: lower case, letters without accents, one space
/// between words, straight quotes, and no addresses.
pub fn normal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let c = match c {
            '\u{2018}' | '\u{2019}' | '\u{b4}' | '`' => '\'',
            '\u{201c}' | '\u{201d}' => '"',
            c if c.is_whitespace() || c.is_control() => ' ',
            c => c,
        };
        if c == ' ' && out.ends_with(' ') {
            continue;
        }
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
        } else {
            out.extend(c.to_lowercase().map(plain));
        }
    }
    let trimmed = out.trim();
    if trimmed.contains('@') { without_addresses(trimmed) } else { trimmed.to_owned() }
}

/// A small letter of western Europe without its accent: servers write `désactivé` with and without them.
fn plain(c: char) -> char {
    match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'ý' | 'ÿ' => 'y',
        c => c,
    }
}

/// Local parts are people's names, and words in them mean nothing.
fn without_addresses(text: &str) -> String {
    let is_part = |c: char| !c.is_whitespace() && !matches!(c, '<' | '>' | '(' | ')' | '"' | '\'' | ',' | ';' | ':');
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('@') {
        let (before, behind) = rest.split_at(at);
        let start =
            before.rfind(|c| !is_part(c)).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        out.push_str(before.get(..start).unwrap_or_default());
        out.push('@');
        let behind = behind.strip_prefix('@').unwrap_or(behind);
        let end = behind.find(|c| !is_part(c)).unwrap_or(behind.len());
        rest = behind.get(end..).unwrap_or_default();
    }
    out + rest
}
