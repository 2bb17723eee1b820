//! The pass over a text leaves out no place where a search of every place finds a word.

use std::{collections::BTreeSet, sync::LazyLock};

use proptest::{collection::vec, prelude::*, sample::select};

use super::{
    lexicon::Lexicon,
    scan::scan,
    shape, sound,
    term::{Policy, Term},
};
use crate::finding::Category;

/// Words of all shapes: short and long, with syllables of one letter, with letters, digits and marks, of one character,
/// with characters beyond the basic plane.
const WORDS: [&str; 21] = [
    "回扣",
    "好处费",
    "过敏",
    "恶心",
    "额外返点",
    "阿胶",
    "药",
    "哦",
    "a",
    "a货",
    "vip卡",
    "ok",
    "第一",
    "一号",
    "茅台酒",
    "1号",
    "5%返点",
    "v+会员",
    "@我",
    "𠮷",
    "额𠮷",
];
const MARKS: [&str; 12] = [
    " ",
    "·",
    "，",
    "🙂",
    "*",
    "…",
    "\n",
    "、、、、",
    "、、、、、",
    "@",
    "_",
    "的",
];

static GUESSING: LazyLock<Lexicon> = LazyLock::new(|| lexicon(true));
static EXACT: LazyLock<Lexicon> = LazyLock::new(|| lexicon(false));
/// The ways to write the characters of the words, and what may stand between them.
static PIECES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let chars: BTreeSet<char> = WORDS.iter().flat_map(|word| word.chars()).collect();
    let mut pieces: Vec<String> = MARKS.map(str::to_owned).to_vec();
    for c in chars {
        pieces.push(c.to_string());
        pieces.push(c.to_ascii_uppercase().to_string());
        pieces.extend(shape::lookalikes(c).iter().map(char::to_string));
        pieces.extend(shape::splits(c).iter().cloned());
        let syllables = sound::all(c).iter().map(|&syllable| sound::letters(syllable));
        for syllable in syllables {
            pieces.push(syllable.to_owned());
            pieces.extend(syllable.chars().next().map(String::from));
            pieces.push(syllable.chars().map(circled).collect());
        }
        let sound = sound::usual(c);
        let others = ('\u{4e00}'..='\u{9fa5}').filter(|&other| sound.is_some() && sound::usual(other) == sound);
        pieces.extend(others.step_by(7).map(String::from));
    }
    pieces.sort_unstable();
    pieces.dedup();
    pieces
});

fn circled(letter: char) -> char {
    char::from_u32(u32::from('ⓐ') + u32::from(letter) - u32::from('a')).unwrap()
}

fn lexicon(guesses: bool) -> Lexicon {
    let policy = Policy {
        category: Category::Bribery,
        law: None,
        why: String::new(),
        shipped: false,
        context: Vec::new(),
        exemptions: Vec::new(),
    };
    let term = Term {
        words: WORDS.map(str::to_owned).to_vec(),
        ..Term::default()
    };
    Lexicon::new(vec![(policy, vec![term])], guesses)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_pass_leaves_out_no_word(pieces in vec(select(PIECES.as_slice()), 0..16)) {
        let text = pieces.concat();
        let everywhere: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let lexicons: [&Lexicon; 2] = [&EXACT, &GUESSING];
        let both = scan(&text, lexicons.map(Lexicon::pairs));
        for (lexicon, starts) in lexicons.iter().zip(&both.starts) {
            prop_assert!(starts.is_sorted_by(|one, next| one < next));
            prop_assert_eq!(lexicon.candidates(&text, starts), lexicon.candidates(&text, &everywhere));
            let alone = scan(&text, [lexicon.pairs()]);
            prop_assert_eq!(&alone.starts.concat(), starts);
        }
    }
}
