//! Keywords whose characters stand in another order or with others between them: 把奶断了 for 断奶.

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    ops::Range,
};

use super::{
    How,
    phrase::{Hit, Phrase},
    question::Question,
};

/// Characters that a keyword can lose without losing its meaning.
const LIGHT: &str = "的了子儿着过";
/// What may stand beside a keyword's character in one word of the question: 夜里 for 夜, 奶水 for 奶, 一段 for 段.
const BESIDE: &str = "的了子儿里水头巴着过上边齿掉完一二三四五六七八九十几好太很老整全多越来";
/// Characters so common that they prove little when they are half of a keyword.
const COMMON: &str = "下前出起上少不多大小好换长干";
/// Keywords of more characters than these are sentences.
const LONGEST: usize = 9;

/// An index from characters to the keywords that contain them.
#[derive(Debug, Default)]
pub(super) struct Reordered {
    /// The characters that must stand in the question, by phrase; empty where the phrase is not looked for.
    essential: Vec<Vec<char>>,
    /// How many different ones those are.
    distinct: Vec<usize>,
    by_char: HashMap<char, Vec<usize>>,
}

impl Reordered {
    pub(super) fn new(phrases: &[Phrase]) -> Self {
        let essential: Vec<Vec<char>> = phrases.iter().map(|phrase| essential(&phrase.chars)).collect();
        let mut by_char: HashMap<char, Vec<usize>> = HashMap::new();
        let mut distinct = Vec::with_capacity(essential.len());
        for (index, chars) in essential.iter().enumerate() {
            let different: BTreeSet<char> = chars.iter().copied().collect();
            distinct.push(different.len());
            for c in different {
                by_char.entry(c).or_default().push(index);
            }
        }
        Self {
            essential,
            distinct,
            by_char,
        }
    }

    pub(super) fn find(&self, question: &Question, phrases: &[Phrase]) -> Vec<Hit> {
        let mut seen: HashSet<char> = HashSet::new();
        let mut counts = vec![0_usize; self.essential.len()];
        for &c in question.chars() {
            if !seen.insert(c) {
                continue;
            }
            for &index in self.by_char.get(&c).into_iter().flatten() {
                if let Some(count) = counts.get_mut(index) {
                    *count += 1;
                }
            }
        }
        let complete = (0..counts.len()).filter(|&index| {
            let needed = self.distinct.get(index).copied().unwrap_or(0);
            needed > 0 && counts.get(index) == Some(&needed)
        });
        complete
            .filter_map(|index| {
                let chars = self.essential.get(index)?;
                let phrase = phrases.get(index)?;
                let window = window(question.chars(), chars)?;
                let score = score(question, &phrase.chars, chars, &window)?;
                Some(Hit {
                    mapping: phrase.mapping,
                    phrase: index,
                    range: window,
                    how: How::Reordered,
                    score,
                    support: chars.len(),
                })
            })
            .collect()
    }
}

fn essential(chars: &[char]) -> Vec<char> {
    if !(2..=LONGEST).contains(&chars.len()) {
        return Vec::new();
    }
    let heavy: Vec<char> = chars.iter().copied().filter(|&c| !LIGHT.contains(c)).collect();
    if heavy.len() < 2 { Vec::new() } else { heavy }
}

/// The shortest stretch of `text` that holds all of `wanted`.
fn window(text: &[char], wanted: &[char]) -> Option<Range<usize>> {
    let mut missing: HashMap<char, i32> = HashMap::new();
    for &c in wanted {
        *missing.entry(c).or_default() += 1;
    }
    let mut left = wanted.len();
    let mut start = 0;
    let mut best: Option<Range<usize>> = None;
    for (end, c) in text.iter().enumerate() {
        if let Some(count) = missing.get_mut(c) {
            if *count > 0 {
                left -= 1;
            }
            *count -= 1;
        }
        while left == 0 {
            if best.as_ref().is_none_or(|best| end + 1 - start < best.len()) {
                best = Some(start..end + 1);
            }
            if let Some(count) = text.get(start).and_then(|c| missing.get_mut(c)) {
                *count += 1;
                if *count > 0 {
                    left += 1;
                }
            }
            start += 1;
        }
    }
    best
}

fn score(question: &Question, phrase: &[char], wanted: &[char], window: &Range<usize>) -> Option<f64> {
    let inside = question.chars().get(window.clone())?;
    let gap = window.len() - wanted.len();
    let in_order = is_subsequence(wanted, inside);
    if inside == phrase {
        // Word for word: that was judged before.
        return None;
    }
    let common = wanted.iter().any(|&c| COMMON.contains(c));
    let longest_gap = match (wanted.len(), common, in_order) {
        (2, true, true) => 2,
        (2, true, false) => 1,
        (2, false, true) => 4,
        (2, false, false) => 3,
        (3, ..) => 6,
        _ => 7,
    };
    let breaks = question.breaks(window);
    if gap > longest_gap || breaks > 0 && wanted.len() < 4 || breaks > 1 || turns_around(inside, phrase) {
        return None;
    }
    if !stands_free(question, wanted, window) {
        return None;
    }
    // Small whole numbers, exact as floats.
    let gap = f64::from(u32::try_from(gap).ok()?);
    let order = if in_order { 0.0 } else { 0.05 };
    Some((0.88 - 0.03 * gap - order).max(0.6))
}

fn is_subsequence(wanted: &[char], text: &[char]) -> bool {
    let mut text = text.iter();
    wanted.iter().all(|c| text.any(|other| other == c))
}

/// Whether every character of the keyword stands in a word that is about the keyword: the 奶 of 奶水, not that of 奶茶.
fn stands_free(question: &Question, wanted: &[char], window: &Range<usize>) -> bool {
    let mut strange = 0_usize;
    let mut at = window.start;
    while at < window.end {
        let word = question.word(at);
        let chars = question.chars().get(word.clone()).unwrap_or_default();
        let counts = chars.iter().any(|c| wanted.contains(c));
        // 多少 asks and says nothing of 少.
        let asks = chars == ['多', '少'];
        let beside = || chars.iter().all(|&c| wanted.contains(&c) || BESIDE.contains(c));
        if counts && chars.len() > 1 && (asks || !beside()) {
            strange += 1;
        }
        at = word.end.max(at + 1);
    }
    strange <= usize::from(wanted.len() > 4)
}

/// Whether a negation between the characters turns the meaning around: 奶粉不换了. One that only says 'not yet'
/// (牙还没出), asks (断不断) or belongs to the keyword does not.
fn turns_around(inside: &[char], phrase: &[char]) -> bool {
    inside.iter().enumerate().any(|(at, &c)| {
        let before = at.checked_sub(1).and_then(|at| inside.get(at));
        let after = inside.get(at + 1);
        let degree = matches!(after, Some('太' | '怎' | '是' | '下' | '出' | '够'));
        matches!(c, '不' | '没' | '别') && !phrase.contains(&c) && before != Some(&'还') && before != after && !degree
    })
}
