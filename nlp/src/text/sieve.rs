//! A sieve for texts: which places could begin what somebody looks for.
//!
//! What is looked for begins with a pair of characters, or with one that anything may follow, and may ask for what stands
//! before. Beginnings that ask for the like before them share one of 64 groups, and each character knows, as bits of a
//! number, of which groups it may stand before a beginning and of which it may begin one: a place passes if the two
//! numbers share a bit and the pair is known. The first part is the bucketed filter of network scanners (FDR in Wang et
//! al., "Hyperscan: A Fast Multi-pattern Regex Matcher for Modern CPUs", NSDI 2019), over characters. Nothing that is
//! looked for is lost; what passes in vain is found out later.

use std::collections::BTreeMap;

use super::wide;

/// What stands beside a character at the edge of a clause or of the text.
pub(crate) const EDGE: char = '\0';

/// The code of an edge.
const NONE: u32 = 0;
/// The codes of the ideographs.
const FIRST_IDEOGRAPH: u32 = 0x4e00;
const LAST_IDEOGRAPH: u32 = 0x9fff;
/// Rows of the table of characters; ideographs that share a row are rare.
const ROWS: usize = 1 << 14;
/// How many of the 64 groups are for beginnings of a kind: whether anything may follow, whether anything may stand
/// before. Kinds are not mixed, since what is known of their pairs is not.
fn most((is_open, is_free): (bool, bool)) -> usize {
    match (is_open, is_free) {
        (true, _) => 4,
        (false, true) => 16,
        (false, false) => 40,
    }
}

/// How something that is looked for begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Beginning {
    /// The characters that may stand before it, in order; `None` where any may.
    pub(crate) before: Option<Vec<char>>,
    pub(crate) first: char,
    /// The characters that may follow the first; `None` where any may.
    pub(crate) second: Option<Vec<char>>,
}

/// The sieve; immutable.
#[derive(Clone, Debug)]
pub(crate) struct Sieve {
    /// [`ROWS`] of them.
    rows: Vec<Row>,
    /// The groups that anything may stand before.
    free: u64,
    /// The groups of which any character may follow the first.
    open: u64,
    /// The pairs of first and second characters of beginnings that anything may stand before, and of the others.
    free_pairs: Pairs<12>,
    tied_pairs: Pairs<12>,
    /// The pairs of a character before and a first one.
    ties: Pairs<14>,
}

/// Pairs of characters as bits of a hash over a power of two of words; few pairs share a bit.
#[derive(Clone, Debug)]
struct Pairs<const BITS: u32> {
    bits: Vec<u64>,
}

/// What is known of a character: the groups that it may stand before, and those that it may begin.
#[derive(Clone, Copy, Debug, Default)]
struct Row {
    before: u64,
    first: u64,
}

impl Sieve {
    /// A sieve for `beginnings`; `share` tells what share of a text a character is, by which they are gathered so that
    /// few places pass.
    pub(crate) fn new(beginnings: &[Beginning], share: impl Fn(char) -> f32) -> Self {
        let mut sieve = Self {
            rows: vec![Row::default(); ROWS],
            free: 0,
            open: 0,
            free_pairs: Pairs::default(),
            tied_pairs: Pairs::default(),
            ties: Pairs::default(),
        };
        let mut alike = Alike::new();
        for beginning in beginnings {
            let pairs = match beginning.before {
                None => &mut sieve.free_pairs,
                Some(_) => &mut sieve.tied_pairs,
            };
            for &second in beginning.second.iter().flatten() {
                pairs.add(beginning.first, second);
            }
            for &before in beginning.before.iter().flatten() {
                sieve.ties.add(before, beginning.first);
            }
            let key = (beginning.second.is_none(), beginning.before.clone());
            alike.entry(key).or_default().push(beginning.first);
        }
        for (number, group) in gathered(alike, share).iter().enumerate() {
            sieve.put(1 << number, group);
        }
        sieve
    }

    /// Every place of `text` that passes, in order: its byte.
    #[inline]
    pub(crate) fn pass(&self, text: &str, mut passes: impl FnMut(usize)) {
        let mut start = 0;
        let (mut before_last, mut last) = (NONE, NONE);
        let mut before = self.row(NONE).before | self.free;
        // The groups of which the last character may begin something.
        let mut groups = 0;
        let mut at = 0;
        loop {
            let (c, length) = code_at(text, at);
            if groups != 0 && self.is_known(groups, [before_last, last, c]) {
                passes(start);
            }
            if length == 0 {
                break;
            }
            let row = self.row(c);
            groups = before & row.first;
            before = row.before | self.free;
            (before_last, last, start) = (last, c, at);
            at += length;
        }
    }

    /// Whether something of `groups` may begin with the second of three characters.
    #[inline]
    fn is_known(&self, groups: u64, [before, first, second]: [u32; 3]) -> bool {
        let follows = |groups: u64, pairs: &Pairs<12>| groups & self.open != 0 || pairs.hold(first, second);
        let (free, tied) = (groups & self.free, groups & !self.free);
        free != 0 && follows(free, &self.free_pairs)
            || tied != 0 && self.ties.hold(before, first) && follows(tied, &self.tied_pairs)
    }

    fn put(&mut self, bit: u64, group: &Group) {
        for &c in &group.before.chars {
            if let Some(row) = self.rows.get_mut(place(code(c))) {
                row.before |= bit;
            }
        }
        for &c in &group.first.chars {
            if let Some(row) = self.rows.get_mut(place(code(c))) {
                row.first |= bit;
            }
        }
        self.free |= if group.before.any { bit } else { 0 };
        self.open |= if group.is_open { bit } else { 0 };
    }

    #[inline]
    fn row(&self, c: u32) -> Row {
        self.rows.get(place(c)).copied().unwrap_or_default()
    }
}

impl<const BITS: u32> Default for Pairs<BITS> {
    fn default() -> Self {
        Self {
            bits: vec![0; 1 << BITS],
        }
    }
}

impl<const BITS: u32> Pairs<BITS> {
    fn add(&mut self, first: char, second: char) {
        let (word, bit) = Self::place(code(first), code(second));
        if let Some(bits) = self.bits.get_mut(word) {
            *bits |= bit;
        }
    }

    /// Whether the pair was added.
    #[inline]
    fn hold(&self, first: u32, second: u32) -> bool {
        let (word, bit) = Self::place(first, second);
        self.bits.get(word).is_some_and(|bits| bits & bit != 0)
    }

    #[inline]
    fn place(first: u32, second: u32) -> (usize, u64) {
        let mixed = (first << 16 ^ second).wrapping_mul(0x9e37_79b1) >> (32 - 6 - BITS);
        (usize::try_from(mixed >> 6).unwrap_or(0), 1 << (mixed & 63))
    }
}

/// Beginnings that share a bit.
#[derive(Default)]
struct Group {
    before: Side,
    first: Side,
    is_open: bool,
}

/// The characters of a group before a beginning, or at its first place.
#[derive(Default)]
struct Side {
    /// In order.
    chars: Vec<char>,
    /// What share of a text they are.
    share: f32,
    any: bool,
}

/// Beginnings that want the same around them: whether anything may follow, what stands before; and what they begin with.
type Alike = BTreeMap<(bool, Option<Vec<char>>), Vec<char>>;

/// The groups: first come those that let most pass, the rest joins where it adds least.
fn gathered(alike: Alike, share: impl Fn(char) -> f32) -> Vec<Group> {
    let mut alike: Vec<Group> = alike
        .into_iter()
        .map(|((is_open, before), mut first)| {
            first.sort_unstable();
            first.dedup();
            let mut group = Group {
                is_open,
                ..Group::default()
            };
            group.before.take(before.as_deref(), &share);
            group.first.take(Some(&first), &share);
            group
        })
        .collect();
    alike.sort_by(|one, other| other.chance().total_cmp(&one.chance()));
    let mut groups: Vec<Group> = Vec::new();
    for new in alike {
        let kind = |group: &Group| (group.is_open, group.before.any);
        let like: Vec<&mut Group> = groups.iter_mut().filter(|group| kind(group) == kind(&new)).collect();
        if like.len() < most(kind(&new)) {
            groups.push(new);
            continue;
        }
        let dearer = |group: &Group| {
            let before = group.before.with(new.before.chars(), &share);
            before * group.first.with(new.first.chars(), &share) - group.chance()
        };
        let best = like
            .into_iter()
            .min_by(|one, other| dearer(one).total_cmp(&dearer(other)));
        if let Some(group) = best {
            group.before.take(new.before.chars(), &share);
            group.first.take(new.first.chars(), &share);
        }
    }
    groups
}

impl Group {
    fn chance(&self) -> f32 {
        self.before.share * self.first.share
    }
}

impl Side {
    /// Its characters, `None` for any.
    fn chars(&self) -> Option<&[char]> {
        (!self.any).then_some(&self.chars)
    }

    /// The share of the text with `chars` added.
    fn with(&self, chars: Option<&[char]>, share: impl Fn(char) -> f32) -> f32 {
        match chars {
            Some(chars) if !self.any => {
                let new = chars.iter().filter(|&c| self.chars.binary_search(c).is_err());
                (self.share + new.map(|&c| share(c)).sum::<f32>()).min(1.0)
            }
            _ => 1.0,
        }
    }

    fn take(&mut self, chars: Option<&[char]>, share: impl Fn(char) -> f32) {
        self.share = self.with(chars, share);
        match chars {
            Some(chars) => self.chars.extend(chars),
            None => self.any = true,
        }
        self.chars.sort_unstable();
        self.chars.dedup();
    }
}

/// `c` if it is an ideograph or an ASCII letter or digit, else [`EDGE`]: the few other letters count as edges.
#[inline]
pub(crate) fn inner(c: char) -> char {
    let is_inner = ('\u{4e00}'..='\u{9fff}').contains(&c) || c.is_ascii_alphanumeric();
    if is_inner { c } else { EDGE }
}

/// The code of an [`inner`] character, [`NONE`] at an edge.
#[inline]
fn code(c: char) -> u32 {
    u32::from(inner(c))
}

/// The [`code`] of the character at byte `at` of `text` and its length, which is 0 behind the last.
#[inline]
fn code_at(text: &str, at: usize) -> (u32, usize) {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    if let Some(code) = wide(rest) {
        let is_ideograph = (FIRST_IDEOGRAPH..=LAST_IDEOGRAPH).contains(&code);
        return (if is_ideograph { code } else { NONE }, 3);
    }
    let c = text.get(at..).and_then(|rest| rest.chars().next());
    c.map_or((NONE, 0), |c| (code(c), c.len_utf8()))
}

#[inline]
fn place(code: u32) -> usize {
    usize::try_from(code).unwrap_or(0) & (ROWS - 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn beginnings(before: &str, first: &str, second: &str) -> Vec<Beginning> {
        let side = |of: &str| (of != "*").then(|| of.chars().collect::<Vec<char>>());
        let of = |first| Beginning {
            before: side(before),
            first,
            second: side(second),
        };
        first.chars().map(of).collect()
    }

    fn passing(beginnings: &[Beginning], text: &str) -> Vec<usize> {
        let mut places = Vec::new();
        Sieve::new(beginnings, |_| 0.01).pass(text, |at| places.push(at));
        places
    }

    #[test]
    fn a_place_passes_by_what_stands_at_it_and_around_it() {
        let wanted = [
            ("很再", "联", "系"),
            ("*", "意", "向"),
            ("*", "好", "\0"),
            ("贵", "吗", "*"),
        ];
        let wanted: Vec<Beginning> = wanted
            .into_iter()
            .flat_map(|(before, first, second)| beginnings(before, first, second))
            .collect();
        assert_eq!(
            passing(&wanted, "再联系，有联系；意向好。好的，贵吗，吗"),
            [3, 24, 30, 48]
        );
    }

    proptest! {
        #[test]
        fn nothing_that_is_looked_for_is_lost(
            wanted in prop::collection::vec(("[再联系好，a]{1,3}|\\*", "[再联系好，a]{1,3}", "[再联系好，a]{1,3}|\\*"), 0..300),
            text in "[再联系说好a，。]{0,30}",
        ) {
            let wanted: Vec<Beginning> = wanted
                .iter()
                .flat_map(|(before, first, second)| beginnings(before, first, second))
                .collect();
            let chars: Vec<char> = text.chars().map(inner).collect();
            let at = |place: Option<usize>| place.and_then(|place| chars.get(place)).copied().unwrap_or(EDGE);
            let holds = |side: &Option<Vec<char>>, c: char| {
                side.as_ref().is_none_or(|chars| chars.iter().any(|&one| inner(one) == c))
            };
            let places = passing(&wanted, &text);
            for (number, (place, _)) in text.char_indices().enumerate() {
                let is_wanted = wanted.iter().any(|beginning| {
                    holds(&beginning.before, at(number.checked_sub(1)))
                        && inner(beginning.first) == at(Some(number))
                        && holds(&beginning.second, at(Some(number + 1)))
                });
                prop_assert!(!is_wanted || places.contains(&place));
            }
        }
    }
}
