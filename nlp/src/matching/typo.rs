//! Keywords with a typo in them: characters that sound the same (湿诊), look the same (妊辰纹) or are spelled in
//! pinyin (shizhen).

use std::{collections::HashMap, ops::Range};

use super::{
    How,
    phrase::{Hit, Phrase},
    question::Question,
    syllable::{Distance, accent, distance, folded, lookalikes, other_folded, spelled},
};
use crate::terms::Terms;

/// Longer keywords are not looked for by sound.
const LONGEST: usize = 12;
/// How many readings of one keyword are kept.
const READINGS: usize = 8;
/// Little words that typing errors do not produce in a keyword of two characters.
const FUNCTION: &str = "的了是不在有我你他她它这那吗呢吧啊呀就都也要会能可怎什么没被把给跟和与还很到又再让";

/// Finds keywords by the syllables of a question.
#[derive(Debug, Default)]
pub(super) struct Typos {
    /// Keywords as syllables, each written as one character.
    sounds: Terms,
    codes: HashMap<String, char>,
    /// Keywords with one character replaced by one that looks like it.
    looks: Terms,
}

/// One syllable of a question with the characters that write it.
struct Syllable {
    written: Written,
    range: Range<usize>,
}

enum Written {
    Char(char),
    Pinyin(&'static str),
}

impl Typos {
    pub(super) fn new(phrases: &[Phrase]) -> Self {
        let mut codes = HashMap::new();
        let mut sounds = Vec::new();
        let mut looks = Vec::new();
        for (phrase, index) in phrases.iter().zip(0..) {
            if !(2..=LONGEST).contains(&phrase.chars.len()) {
                continue;
            }
            for reading in readings(&phrase.chars) {
                sounds.push((encode(&reading, &mut codes), index));
            }
            if phrase.chars.len() > 2 {
                looks.extend(misread(&phrase.chars).map(|text| (text, index)));
            }
        }
        Self {
            sounds: Terms::new(sounds),
            codes,
            looks: Terms::new(looks),
        }
    }

    pub(super) fn find(&self, question: &Question, phrases: &[Phrase]) -> Vec<Hit> {
        let syllables = syllables(question);
        let mut hits = Vec::new();
        for text in [self.sound(&syllables, false), self.sound(&syllables, true)] {
            for (bytes, index) in self.sounds.find(&text) {
                // Every code takes three bytes.
                let heard = syllables.get(bytes.start / 3..bytes.end / 3).unwrap_or_default();
                hits.extend(hit(question, phrases, index, heard));
            }
        }
        for (bytes, index) in self.looks.find(question.text()) {
            let index = usize::try_from(index).unwrap_or(usize::MAX);
            hits.extend(phrases.get(index).map(|phrase| Hit {
                mapping: phrase.mapping,
                phrase: index,
                range: question.range(&bytes),
                how: How::Homophone,
                score: 0.82,
                support: phrase.chars.len(),
            }));
        }
        hits
    }

    /// The question as codes, by the usual reading of each character or by its other one.
    fn sound(&self, syllables: &[Syllable], other: bool) -> String {
        syllables
            .iter()
            .map(|syllable| {
                let folded = match syllable.written {
                    Written::Pinyin(plain) => accent(plain),
                    Written::Char(c) => match other_folded(c).into_iter().next() {
                        Some(reading) if other => reading,
                        _ => folded(c),
                    },
                };
                self.codes.get(&folded).copied().unwrap_or(UNKNOWN)
            })
            .collect()
    }
}

/// The code of a syllable that no keyword contains.
const UNKNOWN: char = '\u{4e00}';

fn encode(syllables: &[String], codes: &mut HashMap<String, char>) -> String {
    syllables
        .iter()
        .map(|syllable| {
            let next = u32::try_from(codes.len())
                .unwrap_or(0)
                .saturating_add(u32::from(UNKNOWN) + 1);
            *codes
                .entry(syllable.clone())
                .or_insert_with(|| char::from_u32(next).unwrap_or(UNKNOWN))
        })
        .collect()
}

/// The ways to read a keyword.
fn readings(chars: &[char]) -> Vec<Vec<String>> {
    let mut all: Vec<Vec<String>> = vec![Vec::new()];
    for &c in chars {
        let others = other_folded(c);
        let mut more = Vec::new();
        for reading in &all {
            for other in &others {
                let mut reading = reading.clone();
                reading.push(other.clone());
                more.push(reading);
            }
        }
        for reading in &mut all {
            reading.push(folded(c));
        }
        all.extend(more);
        all.truncate(READINGS);
    }
    all
}

/// The keyword with one character replaced by one that looks like it.
fn misread(chars: &[char]) -> impl Iterator<Item = String> + '_ {
    chars.iter().enumerate().flat_map(move |(at, &c)| {
        lookalikes(c).iter().map(move |&other| {
            let replaced = chars.iter().enumerate().map(|(i, &c)| if i == at { other } else { c });
            replaced.collect()
        })
    })
}

/// The syllables of a question; a run of letters counts as pinyin when all of it is.
fn syllables(question: &Question) -> Vec<Syllable> {
    let chars = question.chars();
    let mut out = Vec::with_capacity(chars.len());
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        let rest = chars.get(at..).unwrap_or_default();
        let letters: String = rest.iter().take_while(|c| c.is_ascii_lowercase()).take(24).collect();
        if letters.len() > 1
            && let Some(parts) = spelled(&letters)
        {
            for plain in parts {
                out.push(Syllable {
                    written: Written::Pinyin(plain),
                    range: at..at + plain.len(),
                });
                at += plain.len();
            }
        } else {
            out.push(Syllable {
                written: Written::Char(c),
                range: at..at + 1,
            });
            at += 1;
        }
    }
    out
}

fn hit(question: &Question, phrases: &[Phrase], index: u32, heard: &[Syllable]) -> Option<Hit> {
    let index = usize::try_from(index).ok()?;
    let phrase = phrases.get(index)?;
    let range = heard.first()?.range.start..heard.last()?.range.end;
    let distances: Option<Vec<Distance>> = heard
        .iter()
        .zip(&phrase.chars)
        .map(|(syllable, &meant)| match syllable.written {
            Written::Char(written) => distance(written, meant),
            // Who spells a syllable means it.
            Written::Pinyin(_) => Some(Distance::Tone),
        })
        .collect();
    let distances = distances?;
    let same = distances.iter().filter(|&&far| far == Distance::Same).count();
    let unlikely = heard.iter().zip(&distances).any(|(syllable, &far)| {
        far == Distance::Accent && matches!(syllable.written, Written::Char(c) if FUNCTION.contains(c))
    });
    if unlikely {
        return None;
    }
    if same == phrase.chars.len() {
        return None;
    }
    // Who means a letter writes it: 第三天 is no D3.
    let letter_lost = heard.iter().zip(&phrase.chars).any(|(syllable, meant)| {
        meant.is_ascii_alphabetic() && matches!(syllable.written, Written::Char(c) if !c.is_ascii_alphabetic())
    });
    if letter_lost && !phrase.chars.iter().any(|c| !c.is_ascii()) {
        return None;
    }
    let spelled = heard
        .iter()
        .any(|syllable| matches!(syllable.written, Written::Pinyin(_)));
    let score = if spelled {
        0.88
    } else if phrase.chars.len() == 2 {
        two_characters(question, &range, heard, &distances, &phrase.chars)?
    } else {
        let farthest = distances.iter().max().copied()?;
        match (same, farthest) {
            (0, Distance::Tone) => 0.8,
            (2.., Distance::Tone | Distance::Sound) => 0.92,
            (2.., Distance::Accent) | (1, Distance::Tone | Distance::Sound) => 0.86,
            _ => return None,
        }
    };
    Some(Hit {
        mapping: phrase.mapping,
        phrase: index,
        range,
        how: How::Homophone,
        score,
        support: phrase.chars.len(),
    })
}

/// Two syllables alone prove little: 是真 in 是真的 sounds like 湿疹.
fn two_characters(
    question: &Question,
    range: &Range<usize>,
    heard: &[Syllable],
    distances: &[Distance],
    meant: &[char],
) -> Option<f64> {
    let typed_little_word = heard.iter().zip(distances).any(|(syllable, &far)| {
        far != Distance::Same && matches!(syllable.written, Written::Char(c) if FUNCTION.contains(c))
    });
    if typed_little_word || question.crosses_words(range) {
        return None;
    }
    let kept = heard.iter().zip(distances).zip(meant).filter(|((syllable, far), meant)| {
        **far == Distance::Same
            || matches!(syllable.written, Written::Char(c) if **far == Distance::Tone && lookalikes(**meant).contains(&c))
    });
    let same = kept.count();
    let loose = !question.is_word(range);
    match (same.min(1), distances.iter().max()?) {
        (1, Distance::Tone) => Some(if loose { 0.9 } else { 0.74 }),
        (1, Distance::Sound) if loose => Some(0.78),
        (0, Distance::Tone) if loose => Some(0.76),
        _ => None,
    }
}
