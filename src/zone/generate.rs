//! `$GENERATE`, BIND's way to write many records in one line (BIND 9 manual, "Zone File").
//!
//! `$` stands for the number of the step, `${offset,width,base}` for a changed and padded one,
//! `\$` and `$$` for the character itself. Data in quotes only keeps its words together: they are
//! split when the record is read, and `\"` is then a quote.

/// Why a `$GENERATE` cannot be expanded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum GenerateError {
    /// The range is not `start-stop` or `start-stop/step`.
    #[error("a range is start-stop or start-stop/step, start being no larger than stop")]
    Range,
    /// More records than [`crate::limits::ZONE_GENERATED`].
    #[error("the zone would have more than {} generated records", crate::limits::ZONE_GENERATED)]
    Limit,
    /// What stands in `${…}` is no modifier.
    #[error("a modifier is ${{offset,width,base}}, base being one of d, o, x, X, n and N, and width up to 255")]
    Modifier,
    /// An offset makes the number negative.
    #[error("the offset makes the number negative")]
    Negative,
}

/// The steps of `start-stop[/step]`, at most `room` of them.
pub(super) fn range(text: &[u8], room: usize) -> Result<impl Iterator<Item = u32> + use<>, GenerateError> {
    let parse = |text: &str| text.parse::<u32>().ok();
    let read = || {
        let text = std::str::from_utf8(text).ok()?;
        let (ends, step) = match text.split_once('/') {
            Some((ends, step)) => (ends, parse(step)?),
            None => (text, 1),
        };
        let (start, stop) = ends.split_once('-')?;
        let (start, stop) = (parse(start)?, parse(stop)?);
        (start <= stop && step > 0).then_some((start, stop, step as usize))
    };
    let (start, stop, step) = read().ok_or(GenerateError::Range)?;
    if (stop - start) as usize / step >= room {
        return Err(GenerateError::Limit);
    }
    Ok((start..=stop).step_by(step))
}

/// Puts the number of a step into one word of the template.
pub(super) fn expand(template: &[u8], quoted: bool, step: u32) -> Result<Vec<u8>, GenerateError> {
    let mut made = Vec::with_capacity(template.len());
    let mut rest = template;
    loop {
        rest = match rest {
            [] => return Ok(made),
            [b'$', b'$', rest @ ..] => {
                made.extend(b"\\$");
                rest
            }
            [b'\\', b'"', rest @ ..] if quoted => {
                made.push(b'"');
                rest
            }
            [b'\\', escaped, rest @ ..] => {
                made.extend([b'\\', *escaped]);
                rest
            }
            [b'$', b'{', rest @ ..] => {
                let end = rest.iter().position(|byte| *byte == b'}').ok_or(GenerateError::Modifier)?;
                let (modifier, rest) = rest.split_at(end);
                made.extend(modified(modifier, step)?.into_bytes());
                rest.get(1..).unwrap_or_default()
            }
            [b'$', rest @ ..] => {
                made.extend(step.to_string().into_bytes());
                rest
            }
            [plain, rest @ ..] => {
                made.push(*plain);
                rest
            }
        };
    }
}

/// The number with its modifier `offset[,width[,base]]`.
fn modified(modifier: &[u8], step: u32) -> Result<String, GenerateError> {
    let text = std::str::from_utf8(modifier).map_err(|_| GenerateError::Modifier)?;
    let mut parts = text.split(',');
    let offset: i64 = parts.next().and_then(|part| part.parse().ok()).ok_or(GenerateError::Modifier)?;
    let width: usize = match parts.next() {
        Some(part) => part.parse::<u8>().map_err(|_| GenerateError::Modifier)?.into(),
        None => 0,
    };
    let base = parts.next().unwrap_or("d");
    if parts.next().is_some() {
        return Err(GenerateError::Modifier);
    }
    let value = i64::from(step).checked_add(offset).and_then(|value| u64::try_from(value).ok());
    let value = value.ok_or(GenerateError::Negative)?;
    Ok(match base {
        "d" => format!("{value:0width$}"),
        "o" => format!("{value:0width$o}"),
        "x" => format!("{value:0width$x}"),
        "X" => format!("{value:0width$X}"),
        "n" => nibbles(&format!("{value:x}"), width),
        "N" => nibbles(&format!("{value:X}"), width),
        _ => return Err(GenerateError::Modifier),
    })
}

/// Hexadecimal digits as labels of `ip6.arpa` (RFC 3596 section 2.5): the lowest first; the width
/// counts the dots.
fn nibbles(digits: &str, width: usize) -> String {
    let padding = width.div_ceil(2).saturating_sub(digits.len());
    let zeros = std::iter::repeat_n('0', padding);
    let labels: Vec<String> = digits.chars().rev().chain(zeros).map(String::from).collect();
    labels.join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges() {
        assert_eq!(range(b"1-7/3", 9).map(Iterator::collect::<Vec<_>>), Ok(vec![1, 4, 7]));
        assert_eq!(range(b"0-4294967295", 9).err(), Some(GenerateError::Limit));
        for broken in [&b"1"[..], b"2-1", b"1-2/0", b"a-b", b"-1-2", b"\xff"] {
            assert_eq!(range(broken, 9).err(), Some(GenerateError::Range));
        }
    }

    #[test]
    fn templates() {
        for (template, made) in [
            ("host-$", "host-10"),
            ("${0,4}.$", "0010.10"),
            ("${-3,2,d}", "07"),
            ("${6,0,x}${6,0,o}", "1020"),
            ("${0,7,n}", "a.0.0.0"),
            (r"\$$$\065", r"\$\$\065"),
        ] {
            assert_eq!(
                expand(template.as_bytes(), false, 10).map(|m| String::from_utf8(m).unwrap()).as_deref(),
                Ok(made)
            );
        }
        assert_eq!(expand(b"${-11}", false, 10), Err(GenerateError::Negative));
        for broken in ["${", "${}", "${1,300}", "${1,1,z}", "${1,1,d,2}"] {
            assert_eq!(expand(broken.as_bytes(), false, 10), Err(GenerateError::Modifier), "{broken}");
        }
    }
}
