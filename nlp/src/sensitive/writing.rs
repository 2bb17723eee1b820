//! How a word is written where it was found.

use super::evasion::Disguise;

/// How a word was written: how many of its characters in which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Writing {
    /// As themselves.
    pub(super) plain: u8,
    /// In a circle, a square or brackets.
    pub(super) enclosed: u8,
    /// As a character that looks alike.
    pub(super) lookalike: u8,
    /// As a character that sounds alike.
    pub(super) homophone: u8,
    /// As a syllable.
    pub(super) pinyin: u8,
    /// As the first letter of a syllable.
    pub(super) initials: u8,
    /// Taken apart.
    pub(super) parts: u8,
    /// Places between characters where marks stand.
    pub(super) gaps: u8,
    /// Such places with a mark that ends a clause.
    pub(super) clause_gaps: u8,
}

impl Writing {
    /// Whether the word stands there as it is.
    pub(super) fn is_plain(&self) -> bool {
        self.plain == self.chars() && self.gaps == 0
    }

    /// The characters of the word.
    pub(super) fn chars(&self) -> u8 {
        self.plain + self.enclosed + self.substitutes() + self.latin() + self.parts
    }

    /// The characters that stand for others.
    pub(super) fn substitutes(&self) -> u8 {
        self.lookalike + self.homophone
    }

    /// The characters written in letters.
    pub(super) fn latin(&self) -> u8 {
        self.pinyin + self.initials
    }

    /// The disguises that it makes use of.
    pub(super) fn disguises(self) -> impl Iterator<Item = Disguise> {
        [
            (self.gaps, Disguise::Marks),
            (self.enclosed, Disguise::Enclosed),
            (self.lookalike, Disguise::LookAlike),
            (self.parts, Disguise::Split),
            (self.pinyin, Disguise::Pinyin),
            (self.homophone, Disguise::Homophone),
            (self.initials, Disguise::Initials),
        ]
        .into_iter()
        .filter_map(|(count, disguise)| (count > 0).then_some(disguise))
    }
}

pub(super) fn plain(writing: &mut Writing) -> &mut u8 {
    &mut writing.plain
}

pub(super) fn enclosed(writing: &mut Writing) -> &mut u8 {
    &mut writing.enclosed
}

pub(super) fn homophone(writing: &mut Writing) -> &mut u8 {
    &mut writing.homophone
}

pub(super) fn lookalike(writing: &mut Writing) -> &mut u8 {
    &mut writing.lookalike
}

pub(super) fn split(writing: &mut Writing) -> &mut u8 {
    &mut writing.parts
}

pub(super) fn pinyin(writing: &mut Writing) -> &mut u8 {
    &mut writing.pinyin
}

pub(super) fn initial(writing: &mut Writing) -> &mut u8 {
    &mut writing.initials
}
