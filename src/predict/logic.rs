//! Three-valued logic (strong Kleene), and sets of values that a fact may still have.

use std::collections::BTreeSet;

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

/// The values that a fact may still have; never empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Possible<T: Ord>(BTreeSet<T>);

impl<T: Ord + Copy> Possible<T> {
    /// One value: the fact is known.
    pub fn only(value: T) -> Self {
        Self(BTreeSet::from([value]))
    }

    /// Any of these; `None` when there are none.
    pub fn any_of(values: impl IntoIterator<Item = T>) -> Option<Self> {
        let values: BTreeSet<_> = values.into_iter().collect();
        (!values.is_empty()).then_some(Self(values))
    }

    /// Whether the fact has this value.
    pub fn is(&self, value: T) -> Truth {
        match self.known() {
            Some(known) => Truth::from(known == value),
            None if self.0.contains(&value) => Truth::Unknown,
            None => Truth::False,
        }
    }

    /// The value, when only one is left.
    pub fn known(&self) -> Option<T> {
        match self.0.len() {
            1 => self.0.first().copied(),
            _ => None,
        }
    }

    /// The values, in order.
    pub fn iter(&self) -> impl Iterator<Item = T> {
        self.0.iter().copied()
    }

    /// What both leave possible; `None` when they contradict each other.
    pub fn narrowed(&self, other: &Self) -> Option<Self> {
        Self::any_of(self.0.intersection(&other.0).copied())
    }

    /// The same values as another type.
    pub fn map<U: Ord + Copy>(&self, change: impl Fn(T) -> U) -> Possible<U> {
        Possible(self.iter().map(change).collect())
    }
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

    #[test]
    fn possible_values() {
        let both = Possible::any_of([1, 2]).unwrap();
        assert_eq!((both.is(1), both.is(3), Possible::only(1).is(1)), (Unknown, False, True));
        assert_eq!((both.known(), Possible::only(2).known()), (None, Some(2)));
        assert_eq!(both.narrowed(&Possible::only(2)), Some(Possible::only(2)));
        assert_eq!(both.narrowed(&Possible::only(3)), None);
        assert_eq!(Possible::<u8>::any_of([]), None);
    }
}
