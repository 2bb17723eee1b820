//! What the linter is measured against.

use std::collections::HashMap;

use daachorse::CharwiseDoubleArrayAhoCorasick;
use jieba_rs::Jieba;

/// The resources whose words stand for a lexicon of the usual size.
const LEXICON: [&str; 6] = [
    include_str!("../../resources/vague/intent.txt"),
    include_str!("../../resources/vague/follow_up.txt"),
    include_str!("../../resources/vague/time.txt"),
    include_str!("../../resources/vague/degree.txt"),
    include_str!("../../resources/vague/result.txt"),
    include_str!("../../resources/vague/responsibility.txt"),
];

/// The words of the lexicon, each once, in order.
pub(crate) fn lexicon() -> Vec<&'static str> {
    let mut words: Vec<&str> = LEXICON
        .iter()
        .flat_map(|resource| resource.lines())
        .filter(|line| !line.starts_with(['#', '[']))
        .flat_map(|line| line.split([' ', '|', '!', '(', ')', '?', '*', '+', '=', '^', '$']))
        .filter(|word| word.chars().count() > 1 && !word.contains(['<', '~']))
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// The automaton over the words alone.
pub(crate) fn automaton() -> CharwiseDoubleArrayAhoCorasick<u32> {
    CharwiseDoubleArrayAhoCorasick::new(lexicon()).unwrap()
}

/// A filter for words that knows variants of them.
pub(crate) fn sensitive_rs() -> sensitive_rs::Filter {
    let mut filter = sensitive_rs::Filter::new();
    filter.add_words(&lexicon());
    filter
}

/// The linter that everybody writes first: cut everything into words and look each of them up.
pub(crate) struct Straightforward {
    jieba: Jieba,
    words: HashMap<&'static str, usize>,
}

impl Straightforward {
    pub(crate) fn new() -> Self {
        Self {
            jieba: Jieba::new(),
            words: lexicon().into_iter().zip(0..).collect(),
        }
    }

    /// The words found in `text`: which, where, and what stands there.
    pub(crate) fn lint(&self, text: &str) -> Vec<(usize, usize, String)> {
        self.jieba
            .cut(text, false)
            .into_iter()
            .filter_map(|token| {
                let word = self.words.get(token.word)?;
                Some((*word, token.start, token.word.to_owned()))
            })
            .collect()
    }
}
