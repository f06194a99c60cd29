//! DANE: the TLSA records of a mail host (RFC 6698 section 2.1, RFC 7672).

/// A TLSA record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tlsa {
    /// What the association is with: 0 and 1 lean on public authorities, 2 names an anchor, 3 the key itself.
    pub usage: u8,
    /// 0 the whole certificate, 1 its key.
    pub selector: u8,
    /// 0 the data itself, 1 its SHA-256, 2 its SHA-512.
    pub matching: u8,
    /// The association.
    pub data: Vec<u8>,
}

impl Tlsa {
    /// Reads the presentation format of the data; white space inside the hexadecimal part is allowed.
    pub fn parse(text: &str) -> Option<Self> {
        let mut fields = text.split_ascii_whitespace();
        let mut number = || fields.next()?.parse().ok();
        let (usage, selector, matching) = (number()?, number()?, number()?);
        let digits: Vec<u8> = fields.flat_map(str::bytes).collect();
        let octet = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
        let data: Option<Vec<u8>> = digits.chunks(2).map(|pair| (pair.len() == 2).then(|| octet(pair))?).collect();
        Some(Self { usage, selector, matching, data: data.filter(|data| !data.is_empty())? })
    }

    /// Whether senders of mail use it: only usages 2 and 3 are for SMTP (RFC 7672 section 3.1.3), and
    /// selector, matching type and length must fit each other (RFC 6698 section 2.1).
    pub fn is_for_smtp(&self) -> bool {
        let fits = match self.matching {
            0 => true,
            1 => self.data.len() == 32,
            2 => self.data.len() == 64,
            _ => false,
        };
        matches!(self.usage, 2 | 3) && self.selector <= 1 && fits
    }
}
