//! The public key in `p=`: octets to a key, and what is wrong with the key itself.
//!
//! RSA keys come as a DER SubjectPublicKeyInfo (what OpenSSL writes and everybody publishes) or as
//! the bare RSAPublicKey that RFC 6376 section 3.6.1 names; Ed25519 keys are 32 plain octets
//! (RFC 8463 section 4.2). The strict reading is that of the `spki` and `pkcs1` crates. Where it
//! refuses, a second, tolerant reading takes what OpenSSL takes, and says what it overlooked.

use std::array;
use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use der::asn1::BitStringRef;
use der::{Decode as _, Encode as _};
use pkcs1::RsaPublicKeyRef;
use spki::{ObjectIdentifier, SubjectPublicKeyInfo, SubjectPublicKeyInfoRef};

use crate::limits;

/// A public key, whatever it was wrapped in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PublicKey {
    /// RSA (RFC 8017).
    Rsa(RsaKey),
    /// Ed25519 (RFC 8463): the encoded point.
    Ed25519([u8; 32]),
}

/// An RSA public key: unsigned numbers, most significant octet first, no leading zeros.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RsaKey {
    modulus: Vec<u8>,
    exponent: Vec<u8>,
}

/// What octets that are DER hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DerKey {
    /// An RSA key.
    Rsa {
        /// The key.
        key: RsaKey,
        /// Its wrapping.
        form: RsaForm,
        /// What had to be overlooked to read it; empty when it is strict DER.
        lax: Vec<Laxity>,
    },
    /// A SubjectPublicKeyInfo around an Ed25519 key (RFC 8410): not what RFC 8463 asks for.
    Ed25519,
}

/// How an RSA key was wrapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RsaForm {
    /// SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7).
    Spki,
    /// The bare RSAPublicKey (RFC 8017 appendix A.1.1).
    Pkcs1,
}

/// A departure from DER that OpenSSL overlooks and stricter libraries do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Laxity {
    /// A length or a number written with more octets than it needs.
    NotMinimal,
    /// The algorithm parameters are absent or not NULL (RFC 3279 section 2.3.1).
    Parameters,
    /// A number that reads as negative, its leading zero being absent.
    Negative,
    /// Octets behind the end of the key.
    Trailing,
}

/// Why octets are no public key in DER.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DerError {
    /// The outermost length promises more octets than there are: the end of the key is lost.
    #[error("the key announces {announced} octets and has {present}")]
    Truncated {
        /// Octets that the header announces, the header included.
        announced: usize,
        /// Octets that are there.
        present: usize,
    },
    /// A SubjectPublicKeyInfo for an algorithm that DKIM does not know: its object identifier.
    #[error("the key is for the algorithm {0}")]
    Algorithm(String),
    /// No key structure.
    #[error("this is no public key in DER")]
    NotAKey,
}

/// A standard that printed a key together with its private half.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sample {
    /// RFC 6376 appendix C.
    Rfc6376,
    /// RFC 8463 appendix A.
    Rfc8463,
}

const RSA_ENCRYPTION: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const ED25519: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.112");

/// The last odd prime that the generator of CVE-2017-15361 leaves its mark on in every key size.
const ROCA_LAST_PRIME: u32 = 167;

impl PublicKey {
    /// The length of the modulus, or of an Ed25519 key, in bits.
    pub fn bits(&self) -> usize {
        match self {
            Self::Rsa(key) => key.bits(),
            Self::Ed25519(_) => 256,
        }
    }

    /// The standard that printed this key together with its private half.
    pub fn sample(&self) -> Option<Sample> {
        SAMPLES.iter().find(|(_, known)| known == self).map(|(sample, _)| *sample)
    }
}

impl RsaKey {
    /// A key of two unsigned numbers, most significant octet first.
    pub fn new(modulus: &[u8], exponent: &[u8]) -> Self {
        Self { modulus: without_zeros(modulus).into(), exponent: without_zeros(exponent).into() }
    }

    /// The length of the modulus in bits.
    pub fn bits(&self) -> usize {
        self.modulus.first().map_or(0, |first| self.modulus.len() * 8 - first.leading_zeros() as usize)
    }

    /// The modulus, most significant octet first.
    pub fn modulus(&self) -> &[u8] {
        &self.modulus
    }

    /// The public exponent; `None` when it has more than 64 bits.
    pub fn exponent(&self) -> Option<u64> {
        (self.exponent.len() <= 8).then(|| self.exponent.iter().fold(0, |sum, octet| (sum << 8) | u64::from(*octet)))
    }

    /// True when the exponent is even, for which no private key exists, or 1, for which anyone has it.
    pub fn has_broken_exponent(&self) -> bool {
        is_even(&self.exponent) || self.exponent() == Some(1)
    }

    /// True when the modulus is even, so no product of two large primes.
    pub fn has_even_modulus(&self) -> bool {
        is_even(&self.modulus)
    }

    /// The smallest odd prime below 2^16 that divides the modulus. Not looked for in moduli of
    /// more than [`limits::RSA_BITS`], nor in those that are small numbers themselves.
    pub fn small_factor(&self) -> Option<u32> {
        let words = self.words()?;
        // Four divisions that do not wait for each other take little longer than one.
        let (fours, others) = PRIME_GROUPS.as_chunks::<4>();
        let factor = fours.iter().find_map(|groups| factor_of(&words, groups));
        factor.or_else(|| others.iter().find_map(|group| factor_of(&words, array::from_ref(group))))
    }

    /// True when the modulus carries the mark of the faulty generator of CVE-2017-15361 ("ROCA"):
    /// modulo each small prime it is a power of 65537. So is one random modulus in about 2^27.
    pub fn is_roca(&self) -> bool {
        let Some(words) = self.words() else { return false };
        let primes = PRIME_GROUPS.iter().flat_map(|group| &group.primes).map(|prime| u64::from(*prime));
        primes.take_while(|prime| *prime <= u64::from(ROCA_LAST_PRIME)).all(|prime| {
            let rest = modulo(&words, prime);
            let mut powers = std::iter::successors(Some(1), |power| Some(power * 65_537 % prime));
            powers.by_ref().take(prime as usize).any(|power| power == rest)
        })
    }

    /// The modulus in words, least significant first; `None` outside the sizes worth dividing.
    fn words(&self) -> Option<Vec<u64>> {
        (64..=limits::RSA_BITS).contains(&self.bits()).then(|| {
            let word = |octets: &[u8]| octets.iter().fold(0, |sum, octet| (sum << 8) | u64::from(*octet));
            self.modulus.rchunks(8).map(word).collect()
        })
    }
}

/// The remainder of a number in words; `divisor` is not 0.
fn modulo(words: &[u64], divisor: u64) -> u64 {
    words.iter().rev().fold(0, |rest, word| {
        let rest = ((u128::from(rest) << 64) | u128::from(*word)) % u128::from(divisor);
        rest as u64
    })
}

fn is_even(number: &[u8]) -> bool {
    number.last().is_none_or(|last| last % 2 == 0)
}

fn without_zeros(number: &[u8]) -> &[u8] {
    let zeros = number.iter().take_while(|octet| **octet == 0).count();
    number.get(zeros..).unwrap_or_default()
}

/// Some primes whose product has 64 bits: one pass over a number serves them all.
struct PrimeGroup {
    primes: Vec<u32>,
    product: Divisor,
}

impl PrimeGroup {
    fn of(primes: Vec<u32>) -> Self {
        let product = Divisor::of(primes.iter().map(|prime| u64::from(*prime)).product());
        Self { primes, product }
    }
}

/// An odd number to divide by.
#[derive(Clone, Copy)]
struct Divisor {
    number: u64,
    /// Modulo 2^64.
    inverse: u64,
}

impl Divisor {
    fn of(number: u64) -> Self {
        // Newton's iteration doubles the bits that are right; an odd number is its own inverse in three.
        let inverse =
            (0..5).fold(number, |inverse, _| inverse.wrapping_mul(2u64.wrapping_sub(number.wrapping_mul(inverse))));
        Self { number, inverse }
    }

    /// What is left when the next word is divided too, after `rest` of those below it.
    ///
    /// Division from the low end (Hensel): each word less `rest` is made a multiple of the divisor,
    /// so that in the end the words are minus `rest` times a power of two, modulo the divisor: its
    /// primes divide the last rest that divide the words. It multiplies where a remainder proper
    /// has to divide, and is some ten times as fast.
    fn rest(self, rest: u64, word: u64) -> u64 {
        let (low, is_below) = word.overflowing_sub(rest);
        let quotient = low.wrapping_mul(self.inverse);
        let high = (u128::from(quotient) * u128::from(self.number)) >> 64;
        high as u64 + u64::from(is_below)
    }
}

/// The first prime of the groups that divides a number in words, least significant first.
fn factor_of<const N: usize>(words: &[u64], groups: &[PrimeGroup; N]) -> Option<u32> {
    let divisors = groups.each_ref().map(|group| group.product);
    let rests = words.iter().fold([0; N], |rests, word| array::from_fn(|at| divisors[at].rest(rests[at], *word)));
    groups
        .iter()
        .zip(rests)
        .find_map(|(group, rest)| group.primes.iter().copied().find(|prime| rest.is_multiple_of(u64::from(*prime))))
}

/// The odd primes below 2^16 in order, in groups.
static PRIME_GROUPS: LazyLock<Vec<PrimeGroup>> = LazyLock::new(|| {
    let mut is_composite = vec![false; 1 << 16];
    let (mut groups, mut primes, mut product) = (Vec::new(), Vec::new(), 1u64);
    for number in (3u32..1 << 16).step_by(2) {
        if is_composite.get(number as usize) == Some(&true) {
            continue;
        }
        for multiple in is_composite.iter_mut().skip(number as usize).step_by(number as usize) {
            *multiple = true;
        }
        product = product.checked_mul(u64::from(number)).unwrap_or_else(|| {
            groups.push(PrimeGroup::of(std::mem::take(&mut primes)));
            u64::from(number)
        });
        primes.push(number);
    }
    groups.push(PrimeGroup::of(primes));
    groups
});

static SAMPLES: LazyLock<Vec<(Sample, PublicKey)>> = LazyLock::new(|| {
    let rsa = [
        (
            Sample::Rfc6376,
            "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDwIRP/UC3SBsEmGqZ9ZJW3/DkMoGeLnQg1fWn7/zYtIxN2SnFCjxOCKG9v3b4jYfcT\
             Nh5ijSsq631uBItLa7od+v/RtdC2UzJ1lWT947qR+Rcac2gbto/NMqJ0fzfVjH4OuKhitdY9tf6mcwGjaNBcWToIMmPSPDdQPNUYckcQ2QIDAQAB",
        ),
        (
            Sample::Rfc8463,
            "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byY\
             zCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB",
        ),
    ];
    let ed25519 = [(Sample::Rfc8463, "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=")];
    let rsa = rsa.into_iter().filter_map(|(sample, text)| match read_der(&STANDARD.decode(text).ok()?).ok()? {
        DerKey::Rsa { key, .. } => Some((sample, PublicKey::Rsa(key))),
        DerKey::Ed25519 => None,
    });
    let ed25519 = ed25519
        .into_iter()
        .filter_map(|(sample, text)| Some((sample, PublicKey::Ed25519(STANDARD.decode(text).ok()?.try_into().ok()?))));
    rsa.chain(ed25519).collect()
});

/// True for the encodings of Ed25519 points whose order divides 8, all zeros among them: whoever
/// publishes one lets anybody sign (RFC 8032 section 5.1; the sign bit is ignored here, and the two
/// values that exceed the field prime are encodings of small points as well).
pub fn is_low_order(point: &[u8; 32]) -> bool {
    const ORDER_8: [&str; 2] = [
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    ];
    let [first, middle @ .., last] = point;
    let last = last & 0x7f; // the rest is the coordinate y, least significant octet first
    let is_order_1_or_4 = *first <= 1 && middle.iter().all(|octet| *octet == 0) && last == 0;
    let is_around_the_prime =
        (0xec..=0xee).contains(first) && middle.iter().all(|octet| *octet == 0xff) && last == 0x7f;
    let hex = || {
        let octets = point.iter().take(31).chain([&last]);
        octets.map(|octet| format!("{octet:02x}")).collect::<String>()
    };
    is_order_1_or_4 || is_around_the_prime || ORDER_8.contains(&hex().as_str())
}

/// Reads a public key in DER, strictly first, then as OpenSSL would.
///
/// # Errors
/// [`DerError`] says what the octets are instead.
pub fn read_der(octets: &[u8]) -> Result<DerKey, DerError> {
    match strict(octets) {
        Some(key) => Ok(key),
        None => tolerant(octets),
    }
}

/// The octets of a bare RSAPublicKey (RFC 8017 appendix A.1.1) as a SubjectPublicKeyInfo for `rsaEncryption` with
/// the parameter NULL (RFC 3279 section 2.3.1): the same key. `None` for anything but a bare key in strict DER.
pub fn wrapped(octets: &[u8]) -> Option<Vec<u8>> {
    RsaPublicKeyRef::from_der(octets).ok()?;
    let subject_public_key = BitStringRef::from_bytes(octets).ok()?;
    SubjectPublicKeyInfo { algorithm: pkcs1::ALGORITHM_ID, subject_public_key }.to_der().ok()
}

/// An RSA key in strict DER, in either wrapping.
fn strict(octets: &[u8]) -> Option<DerKey> {
    let rsa = |octets: &[u8], form| {
        let key = RsaPublicKeyRef::from_der(octets).ok()?;
        let key = RsaKey::new(key.modulus.as_bytes(), key.public_exponent.as_bytes());
        Some(DerKey::Rsa { key, form, lax: Vec::new() })
    };
    match SubjectPublicKeyInfoRef::from_der(octets) {
        Ok(info) => {
            let is_plain_rsa = info.algorithm.oid == RSA_ENCRYPTION
                && info.algorithm.parameters.is_some_and(|parameters| parameters.is_null());
            let inner = info.subject_public_key.as_bytes().filter(|_| is_plain_rsa)?;
            rsa(inner, RsaForm::Spki)
        }
        Err(_) => rsa(octets, RsaForm::Pkcs1),
    }
}

/// The reading of last resort: what OpenSSL 3 loads (tried with `d2i_PUBKEY` and
/// `d2i_RSAPublicKey`), every departure from DER noted. Indefinite lengths, which OpenSSL reads and
/// nothing writes, are left out.
fn tolerant(octets: &[u8]) -> Result<DerKey, DerError> {
    let mut lax = Vec::new();
    let mut outside = Elements { rest: octets };
    if let Some(lost) = outside.lost() {
        return Err(lost);
    }
    let structure = outside.next(tag::SEQUENCE, &mut lax).ok_or(DerError::NotAKey)?;
    outside.end(&mut lax);
    let (form, key) = match structure.first() {
        Some(&tag::INTEGER) => (RsaForm::Pkcs1, tolerant_numbers(structure, &mut lax)),
        Some(_) | None => {
            let (oid, key) = tolerant_wrapping(structure, &mut lax).ok_or(DerError::NotAKey)?;
            match oid {
                RSA_ENCRYPTION => (RsaForm::Spki, tolerant_bits(key, &mut lax)),
                ED25519 => return Ok(DerKey::Ed25519),
                other => return Err(DerError::Algorithm(other.to_string())),
            }
        }
    };
    let key = key.ok_or(DerError::NotAKey)?;
    lax.sort_unstable();
    lax.dedup();
    Ok(DerKey::Rsa { key, form, lax })
}

/// The algorithm of a SubjectPublicKeyInfo and the octets of its BIT STRING.
fn tolerant_wrapping<'a>(structure: &'a [u8], lax: &mut Vec<Laxity>) -> Option<(ObjectIdentifier, &'a [u8])> {
    let mut inside = Elements { rest: structure };
    let mut algorithm = Elements { rest: inside.next(tag::SEQUENCE, lax)? };
    let oid = ObjectIdentifier::from_bytes(algorithm.next(tag::OBJECT_IDENTIFIER, lax)?).ok()?;
    if algorithm.rest != [tag::NULL, 0] && oid == RSA_ENCRYPTION {
        lax.push(Laxity::Parameters);
    }
    if let Some(parameters) = algorithm.rest.first().copied() {
        algorithm.next(parameters, lax)?;
    }
    let bits = inside.next(tag::BIT_STRING, lax)?;
    (algorithm.rest.is_empty() && inside.rest.is_empty()).then_some((oid, bits))
}

/// The RSA key in a BIT STRING. OpenSSL blanks the bits that it declares unused, which makes the
/// exponent even: such a key is none.
fn tolerant_bits(bits: &[u8], lax: &mut Vec<Laxity>) -> Option<RsaKey> {
    let [0, octets @ ..] = bits else { return None };
    let mut wrapped = Elements { rest: octets };
    let structure = wrapped.next(tag::SEQUENCE, lax)?;
    wrapped.end(lax);
    tolerant_numbers(structure, lax)
}

fn tolerant_numbers(structure: &[u8], lax: &mut Vec<Laxity>) -> Option<RsaKey> {
    let mut numbers = Elements { rest: structure };
    let (modulus, exponent) = (numbers.number(lax)?, numbers.number(lax)?);
    numbers.rest.is_empty().then(|| RsaKey::new(modulus, exponent))
}

/// ASN.1 identifier octets.
mod tag {
    pub(super) const INTEGER: u8 = 0x02;
    pub(super) const BIT_STRING: u8 = 0x03;
    pub(super) const NULL: u8 = 0x05;
    pub(super) const OBJECT_IDENTIFIER: u8 = 0x06;
    pub(super) const SEQUENCE: u8 = 0x30;
}

/// Elements that stand one behind the other.
struct Elements<'a> {
    rest: &'a [u8],
}

impl<'a> Elements<'a> {
    /// The content of the next element if it is a whole `tag`.
    fn next(&mut self, tag: u8, lax: &mut Vec<Laxity>) -> Option<&'a [u8]> {
        let (header, length) = self.header(tag)?;
        let content = self.rest.get(header..header.checked_add(length)?)?;
        let needed = match length {
            0..=0x7f => 2,
            more => 3 + more.ilog2() as usize / 8,
        };
        if header > needed {
            lax.push(Laxity::NotMinimal);
        }
        self.rest = self.rest.get(header + length..).unwrap_or_default();
        Some(content)
    }

    /// The octets of the header of a `tag`, and the length that it announces.
    fn header(&self, tag: u8) -> Option<(usize, usize)> {
        let [first, second, rest @ ..] = self.rest else { return None };
        let count = match second {
            _ if *first != tag => return None,
            short @ 0..=0x7f => return Some((2, usize::from(*short))),
            long => usize::from(long & 0x7f),
        };
        let octets = without_zeros(rest.get(..count).filter(|octets| !octets.is_empty())?);
        // No record reaches 2^32 octets, so that a longer length is no length.
        let length =
            (octets.len() <= 4).then(|| octets.iter().fold(0, |sum, octet| (sum << 8) | usize::from(*octet)))?;
        Some((2 + count, length))
    }

    /// The next number as unsigned octets, which is how OpenSSL takes it.
    fn number(&mut self, lax: &mut Vec<Laxity>) -> Option<&'a [u8]> {
        let octets = self.next(tag::INTEGER, lax)?;
        match octets {
            [] => return None,
            [0, second, ..] if *second < 0x80 => lax.push(Laxity::NotMinimal),
            [first, ..] if *first >= 0x80 => lax.push(Laxity::Negative),
            [..] => {}
        }
        Some(octets)
    }

    /// Notes what is left over.
    fn end(&self, lax: &mut Vec<Laxity>) {
        if !self.rest.is_empty() {
            lax.push(Laxity::Trailing);
        }
    }

    /// The error of a sequence whose end is lost, if that is what stands here.
    fn lost(&self) -> Option<DerError> {
        let (header, length) = self.header(tag::SEQUENCE)?;
        let (announced, present) = (header.checked_add(length)?, self.rest.len());
        (announced > present).then_some(DerError::Truncated { announced, present })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An element with the shortest length.
    fn element(tag: u8, content: &[u8]) -> Vec<u8> {
        let mut octets = vec![tag];
        match content.len() {
            short @ 0..=0x7f => octets.push(short as u8),
            long @ 0x80..=0xff => octets.extend([0x81, long as u8]),
            long => octets.extend([0x82, (long >> 8) as u8, long as u8]),
        }
        octets.extend(content);
        octets
    }

    fn modulus() -> Vec<u8> {
        let mut octets: Vec<u8> = (0..64u32).map(|at| (at * 37 + 201) as u8).collect();
        octets[63] = 0x61;
        octets
    }

    fn pkcs1(modulus: &[u8]) -> Vec<u8> {
        element(tag::SEQUENCE, &[element(tag::INTEGER, modulus), element(tag::INTEGER, &[1, 0, 1])].concat())
    }

    fn spki(algorithm: &[u8], key: &[u8]) -> Vec<u8> {
        let bits = element(tag::BIT_STRING, &[&[0], key].concat());
        element(tag::SEQUENCE, &[element(tag::SEQUENCE, algorithm), bits].concat())
    }

    fn rsa_oid() -> Vec<u8> {
        element(tag::OBJECT_IDENTIFIER, RSA_ENCRYPTION.as_bytes())
    }

    fn laxities(octets: &[u8]) -> Vec<Laxity> {
        match read_der(octets) {
            Ok(DerKey::Rsa { key, lax, .. }) => {
                assert_eq!(key, RsaKey::new(&modulus(), &[1, 0, 1]));
                lax
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_bare_key_is_wrapped_as_openssl_does() {
        let bare = pkcs1(&[&[0][..], &modulus()].concat());
        let good = spki(&[rsa_oid(), vec![tag::NULL, 0]].concat(), &bare);
        assert_eq!(wrapped(&bare).as_ref(), Some(&good));
        assert_eq!((wrapped(&good), wrapped(&pkcs1(&modulus()))), (None, None));
    }

    #[test]
    fn what_openssl_overlooks() {
        let with_zero = [&[0][..], &modulus()].concat();
        let algorithm = [rsa_oid(), vec![tag::NULL, 0]].concat();
        let good = spki(&algorithm, &pkcs1(&with_zero));
        assert_eq!(laxities(&good), []);
        assert_eq!(laxities(&pkcs1(&with_zero)), []);
        assert_eq!(laxities(&[&good[..], b"\n"].concat()), [Laxity::Trailing]);
        assert_eq!(laxities(&spki(&rsa_oid(), &pkcs1(&with_zero))), [Laxity::Parameters]);
        assert_eq!(laxities(&spki(&algorithm, &pkcs1(&modulus()))), [Laxity::Negative]);
        assert_eq!(laxities(&spki(&algorithm, &[pkcs1(&with_zero), vec![7]].concat())), [Laxity::Trailing]);
        let long_length = [&[tag::SEQUENCE, 0x82, 0], &good[1..]].concat();
        assert_eq!(laxities(&long_length), [Laxity::NotMinimal]);
    }

    #[test]
    fn what_openssl_refuses() {
        let numbers = [element(tag::INTEGER, &modulus()[1..]), element(tag::INTEGER, &[1, 0, 1])].concat();
        let algorithm = [rsa_oid(), vec![tag::NULL, 0]].concat();
        let three_numbers = element(tag::SEQUENCE, &[&numbers[..], &[tag::NULL, 0]].concat());
        let key = element(tag::SEQUENCE, &numbers);
        let two_parameters = [&algorithm[..], &[tag::NULL, 0]].concat();
        let unused_bits = element(tag::BIT_STRING, &[&[3], &key[..]].concat());
        let with_unused_bits = element(tag::SEQUENCE, &[element(tag::SEQUENCE, &algorithm), unused_bits].concat());
        assert!(matches!(read_der(&spki(&algorithm, &key)), Ok(DerKey::Rsa { .. })));
        for octets in
            [three_numbers.clone(), spki(&algorithm, &three_numbers), spki(&two_parameters, &key), with_unused_bits]
        {
            assert_eq!(read_der(&octets), Err(DerError::NotAKey), "{octets:x?}");
        }
    }

    #[test]
    fn what_is_no_key() {
        let good = pkcs1(&[&[0][..], &modulus()].concat());
        let (announced, present) = (good.len(), good.len() - 3);
        assert_eq!(read_der(&good[..present]), Err(DerError::Truncated { announced, present }));
        let ec = element(tag::OBJECT_IDENTIFIER, ObjectIdentifier::new_unwrap("1.2.840.10045.2.1").as_bytes());
        assert_eq!(read_der(&spki(&ec, &[4; 65])), Err(DerError::Algorithm("1.2.840.10045.2.1".into())));
        let ed25519 = element(tag::OBJECT_IDENTIFIER, ED25519.as_bytes());
        assert_eq!(read_der(&spki(&ed25519, &[7; 32])), Ok(DerKey::Ed25519));
        for octets in
            [&b""[..], b"\x30", b"\x30\x00", b"\x30\x80\x00\x00", b"\x00\x00\x00", b"\x30\x85\x01\x01\x01\x01\x01"]
        {
            assert_eq!(read_der(octets), Err(DerError::NotAKey), "{octets:x?}");
        }
    }

    #[test]
    fn numbers() {
        let key = |modulus: &[u8]| RsaKey::new(modulus, &[3]);
        assert_eq!((key(&[0, 1, 0]).bits(), key(&[0xff; 128]).bits(), key(&[]).bits()), (9, 1024, 0));
        assert_eq!(key(&[1; 10]).exponent(), Some(3));
        assert_eq!(RsaKey::new(&[1], &[1; 9]).exponent(), None);
        assert!(RsaKey::new(&[1], &[1]).has_broken_exponent() && RsaKey::new(&[1], &[4]).has_broken_exponent());
        assert!(!key(&[1]).has_broken_exponent());
        assert!(key(&[3, 2]).has_even_modulus() && !key(&[2, 3]).has_even_modulus());
    }

    #[test]
    fn primes() {
        let primes: Vec<u32> = PRIME_GROUPS.iter().flat_map(|group| group.primes.clone()).collect();
        assert_eq!((primes.len(), primes.last()), (6_541, Some(&65_521)));
        for group in PRIME_GROUPS.iter() {
            assert_eq!(group.product.number.wrapping_mul(group.product.inverse), 1);
        }
        // 2^89 - 1 is prime; 65537 is past the bound.
        let times = |factor: u128| RsaKey::new(&(((1u128 << 89) - 1) * factor).to_be_bytes(), &[3]);
        assert_eq!(times(1).small_factor(), None);
        assert_eq!(times(251).small_factor(), Some(251));
        assert_eq!(times(65_521).small_factor(), Some(65_521));
        assert_eq!(times(65_537).small_factor(), None);
        // Words of every kind, against the remainder proper.
        let words = [u64::MAX, 0, 1, 0x0123_4567_89ab_cdef, u64::MAX - 1];
        for (count, group) in (1..=words.len()).cycle().zip(PRIME_GROUPS.iter()) {
            for prime in group.primes.iter().map(|prime| u64::from(*prime)) {
                let divides = modulo(&words[..count], prime) == 0;
                let rest = words[..count].iter().fold(0, |rest, word| group.product.rest(rest, *word));
                assert_eq!(rest.is_multiple_of(prime), divides, "{prime}");
            }
        }
    }

    #[test]
    fn a_power_of_65537_carries_the_mark() {
        // 65537^7 = sum of binomials; every power is in the subgroup, and one more is not.
        let power = (0..7).fold(1u128, |product, _| product * 65_537);
        assert!(RsaKey::new(&power.to_be_bytes(), &[3]).is_roca());
        assert!(!RsaKey::new(&(power + 2).to_be_bytes(), &[3]).is_roca());
    }

    #[test]
    fn points_of_small_order() {
        let mut point = [0; 32];
        assert!(is_low_order(&point));
        point[31] = 0x80;
        assert!(is_low_order(&point));
        point[0] = 2;
        assert!(!is_low_order(&point));
        let mut around = [0xff; 32];
        around[0] = 0xec;
        assert!(is_low_order(&around));
        around[0] = 0xeb;
        assert!(!is_low_order(&around));
    }

    #[test]
    fn samples_are_read() {
        assert_eq!(SAMPLES.len(), 3);
    }
}
