//! What was probably meant by a domain that takes no mail: a common one that differs by a slip of the
//! keyboard.

use crate::mailboxes;
use crate::name::DomainName;

/// Names from this length on may differ by one slip, and by two.
const ONE_SLIP: usize = 6;
const TWO_SLIPS: usize = 10;

/// The common domain of mailboxes that is nearest; `None` when none is near, or several are.
pub fn suggestion(domain: &DomainName) -> Option<&'static str> {
    let typed = domain.as_str();
    if mailboxes::provider_of(domain).is_some() {
        return None;
    }
    let near = mailboxes::domains().filter_map(|known| {
        let slips = slips(typed, known);
        let most = match known.len() {
            0..ONE_SLIP => 0,
            ONE_SLIP..TWO_SLIPS => 1,
            TWO_SLIPS.. => 2,
        };
        (1..=most).contains(&slips).then_some((slips, known))
    });
    let near: Vec<_> = near.collect();
    let least = near.iter().map(|(slips, _)| *slips).min()?;
    let mut nearest = near.iter().filter(|(slips, _)| *slips == least).map(|(_, known)| *known);
    let first = nearest.next()?;
    nearest.next().is_none().then_some(first)
}

/// How many slips turn one text into the other: an octet added, left out or mistaken, or two that
/// changed places (the restricted distance of Damerau and Levenshtein).
fn slips(one: &str, other: &str) -> usize {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len().abs_diff(other.len()) > 2 {
        return usize::MAX;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in other.iter().enumerate() {
            let at = |row: &[usize], column: usize| row.get(column).copied().unwrap_or(usize::MAX - 1);
            let mistaken = at(&last, j) + usize::from(a != b);
            let mut least = mistaken.min(at(&last, j + 1) + 1).min(at(&row, j) + 1);
            let is_swap = i > 0 && j > 0 && one.get(i - 1) == Some(b) && other.get(j - 1) == Some(a);
            if is_swap {
                least = least.min(at(&before, j - 1) + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_counted() {
        for (one, other, count) in [
            ("gmail.com", "gmail.com", 0),
            ("gmial.com", "gmail.com", 1),
            ("gmai.com", "gmail.com", 1),
            ("gmaill.com", "gmail.com", 1),
            ("gnail.com", "gmail.com", 1),
            ("hotmial.con", "hotmail.com", 2),
        ] {
            assert_eq!((slips(one, other), slips(other, one)), (count, count), "{one}");
        }
    }

    #[test]
    fn suggestions() {
        let of = |text: &str| suggestion(&DomainName::parse(text).expect(text));
        assert_eq!(of("gmial.com"), Some("gmail.com"));
        assert_eq!(of("wandaoo.fr"), Some("wanadoo.fr"));
        assert_eq!(of("outloook.com"), Some("outlook.com"));
        assert_eq!(of("hotmial.con"), Some("hotmail.com"));
        // Right already, too far, too short, and as near to several.
        assert_eq!((of("gmail.com"), of("example.fr")), (None, None));
        assert_eq!((of("m.co"), of("hotmail.ce")), (None, None));
    }
}
