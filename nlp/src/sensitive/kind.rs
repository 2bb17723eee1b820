//! What characters are to the search for words.

use std::sync::LazyLock;

use super::{
    digits, place,
    plane::{Place, Plane},
    shape,
};

static KINDS: LazyLock<Plane<Kind>> = LazyLock::new(|| Plane::of(Kind::of));

/// The kinds of the characters of the basic plane.
pub(super) fn kinds() -> &'static Plane<Kind> {
    &KINDS
}

/// The kind of any character.
pub(super) fn of(c: char) -> Kind {
    Place::of(c).map_or_else(|| Kind::of(c), |place| KINDS.at(place))
}

/// What a character is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kind(u16);

impl Kind {
    /// It is or encloses a letter, a digit or an ideograph, or is a part of one.
    pub(super) const LETTER: Self = Self(1);
    /// It is a Latin letter or a digit, as it is written.
    pub(super) const LATIN: Self = Self(2);
    /// It is a digit, in whatever writing.
    pub(super) const DIGIT: Self = Self(4);
    /// Digits on either side of it can belong to one number.
    pub(super) const JOINS: Self = Self(8);
    /// Either.
    pub(super) const NUMERIC: Self = Self(4 | 8);
    /// No word goes on behind it.
    pub(super) const ENDS: Self = Self(16);
    /// It stands for nothing that only sounds like it.
    pub(super) const COMMON: Self = Self(32);
    /// It may stand for another character, alone or with those behind it.
    pub(super) const MEANS: Self = Self(64);
    /// It draws a circle, a square or brackets around a letter.
    pub(super) const ENCLOSES: Self = Self(128);
    /// It is an ideograph that stands for itself or what sounds like it.
    pub(super) const PLAIN: Self = Self(256);

    /// The kind of `c`.
    pub(super) fn of(c: char) -> Self {
        let letter = shape::letter(c);
        let means = shape::meanings(c).is_some();
        let kinds = [
            (Self::LETTER, letter.is_some() || means),
            (Self::LATIN, c.is_ascii_alphanumeric()),
            (Self::DIGIT, digits::is_digit(c)),
            (Self::JOINS, digits::joins(c)),
            (Self::ENDS, c.is_control()),
            (Self::COMMON, letter.is_some_and(place::is_common)),
            (Self::MEANS, means),
            (Self::ENCLOSES, shape::unenclosed(c).is_some()),
            (Self::PLAIN, matches!(c, '\u{4e00}'..='\u{9fff}') && !means),
        ];
        Self(kinds.iter().filter(|(_, holds)| *holds).map(|(kind, _)| kind.0).sum())
    }

    /// Whether it is of `kind`.
    pub(super) fn is(self, kind: Self) -> bool {
        self.0 & kind.0 != 0
    }
}
