//! Three-valued logic (strong Kleene), and sets of values that a fact may still have.

use std::fmt;

/// True, false, or not known; ordered so that "and" is the minimum and "or" the maximum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Truth {
    /// It does not hold.
    False,
    /// It may or may not hold.
    Unknown,
    /// It holds.
    True,
}

impl Truth {
    /// Both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }

    /// At least one.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }

    /// What both say; unknown where they differ. This is how two readers who may disagree are heard.
    #[must_use]
    pub fn agree(self, other: Self) -> Self {
        if self == other { self } else { Self::Unknown }
    }
}

impl std::ops::Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
            Self::True => Self::False,
        }
    }
}

impl From<bool> for Truth {
    fn from(holds: bool) -> Self {
        if holds { Self::True } else { Self::False }
    }
}

/// A value out of a short list of its kind. Thirty-seven receivers are asked about some sixty
/// variations of every stream, so a set of values is one word of bits.
pub trait Member: Copy {
    /// What tells one list from another; `()` where the type says it.
    type Kind: Copy + PartialEq + fmt::Debug;

    /// The list that the value is of.
    fn kind(self) -> Self::Kind;

    /// Its place in the list, below 16.
    fn place(self) -> u32;

    /// The values of a list, in order.
    fn list(kind: Self::Kind) -> impl Iterator<Item = Self>;
}

/// The values that a fact may still have; never empty.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Possible<T: Member> {
    kind: T::Kind,
    bits: u16,
}

impl<T: Member> Possible<T> {
    /// One value: the fact is known.
    pub fn only(value: T) -> Self {
        Self { kind: value.kind(), bits: bit(value) }
    }

    /// Any of these, which are of one list; `None` when there are none.
    pub fn any_of(values: impl IntoIterator<Item = T>) -> Option<Self> {
        values.into_iter().fold(None, |known, value| {
            let bits = known.map_or(0, |known: Self| known.bits) | bit(value);
            Some(Self { kind: value.kind(), bits })
        })
    }

    /// Any value of the list: nothing is known. `None` for a list without values.
    pub fn anything(kind: T::Kind) -> Option<Self> {
        Self::any_of(T::list(kind))
    }

    /// Whether the fact has this value.
    pub fn is(self, value: T) -> Truth {
        match self.bits & bit(value) {
            0 => Truth::False,
            _ if self.is_known() => Truth::True,
            _ => Truth::Unknown,
        }
    }

    /// True when only one value is left.
    pub fn is_known(self) -> bool {
        self.bits.is_power_of_two()
    }

    /// The list that the values are of.
    pub fn kind(self) -> T::Kind {
        self.kind
    }

    /// The value, when only one is left.
    pub fn known(self) -> Option<T> {
        if self.is_known() { self.iter().next() } else { None }
    }

    /// The values, in order.
    pub fn iter(self) -> impl Iterator<Item = T> {
        T::list(self.kind).filter(move |value| self.bits & bit(*value) != 0)
    }

    /// What is left without these values; `None` when nothing is.
    #[must_use]
    pub fn without(self, values: impl IntoIterator<Item = T>) -> Option<Self> {
        let bits = values.into_iter().fold(self.bits, |bits, value| bits & !bit(value));
        (bits != 0).then_some(Self { bits, ..self })
    }

    /// What both leave possible; `None` when they contradict each other.
    #[must_use]
    pub fn narrowed(self, other: Self) -> Option<Self> {
        let bits = self.bits & other.bits;
        (bits != 0).then_some(Self { bits, ..self })
    }

    /// The same values as those of another list with the same places.
    pub fn as_of<U: Member>(self, kind: U::Kind) -> Possible<U> {
        Possible { kind, bits: self.bits }
    }
}

impl<T: Member + fmt::Debug> fmt::Debug for Possible<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

fn bit<T: Member>(value: T) -> u16 {
    1 << value.place()
}

#[cfg(test)]
mod tests {
    use super::Truth::{False, True, Unknown};
    use super::*;

    #[test]
    fn strong_kleene_tables() {
        for (a, b, and, or) in [
            (True, True, True, True),
            (True, Unknown, Unknown, True),
            (True, False, False, True),
            (Unknown, True, Unknown, True),
            (Unknown, Unknown, Unknown, Unknown),
            (Unknown, False, False, Unknown),
            (False, True, False, True),
            (False, Unknown, False, Unknown),
            (False, False, False, False),
        ] {
            assert_eq!((a.and(b), a.or(b)), (and, or), "{a:?} {b:?}");
            assert_eq!(!(a.and(b)), (!a).or(!b), "De Morgan for {a:?} {b:?}");
            assert_eq!(a.agree(b), if a == b { a } else { Unknown });
        }
        assert_eq!((!True, !Unknown, !False), (False, Unknown, True));
    }

    impl Member for u8 {
        type Kind = ();

        fn kind(self) {}

        fn place(self) -> u32 {
            self.into()
        }

        fn list((): ()) -> impl Iterator<Item = Self> {
            0..16
        }
    }

    #[test]
    fn possible_values() {
        let both = Possible::any_of([1u8, 2]).unwrap();
        assert_eq!((both.is(1), both.is(3), Possible::only(1).is(1)), (Unknown, False, True));
        assert_eq!((both.known(), Possible::only(2).known()), (None, Some(2)));
        assert_eq!(both.narrowed(Possible::only(2)), Some(Possible::only(2)));
        assert_eq!(both.narrowed(Possible::only(3)), None);
        assert_eq!((both.without([1]), both.without([1, 2])), (Some(Possible::only(2)), None));
        assert_eq!(Possible::<u8>::any_of([]), None);
        assert_eq!(Possible::<u8>::anything(()).unwrap().iter().count(), 16);
        assert_eq!(format!("{both:?}"), "{1, 2}");
    }
}
