//! Splitting a text into sentences and clauses.

use std::{ops::Range, sync::LazyLock};

/// The longest sentence in characters: two minutes of dictation. What runs on without a mark beyond it is cut, since no
/// evidence reaches that far and detectors may look at a whole sentence for each phrase in it.
const LONGEST: usize = 500;

/// A sentence with its clauses, as byte ranges of the text that it was found in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// The sentence without the mark that ends it.
    pub range: Range<usize>,
    /// Its clauses without the marks that end them, in order; together with those marks they cover the sentence.
    pub clauses: Clauses,
    /// The mark that ends it, or `None` at the end of the text.
    pub end: Option<char>,
}

/// The clauses of a sentence; few, so that they rarely need memory of their own.
pub type Clauses = smallvec::SmallVec<[Range<usize>; 3]>;

impl Sentence {
    /// The index of the clause that holds byte `at`; a mark belongs to the clause behind it.
    pub fn clause_at(&self, at: usize) -> usize {
        self.clauses
            .partition_point(|clause| clause.end < at.saturating_add(1))
            .min(self.clauses.len().saturating_sub(1))
    }

    /// Whether it is put as a question.
    pub fn is_question(&self) -> bool {
        matches!(self.end, Some('？' | '?'))
    }
}

/// Splits `text` into sentences, each with its clauses; stretches of nothing but white space are left out.
///
/// A sentence ends at `。！？；!?;` or a line break, a clause also at `，,：:`. A mark inside a number does not
/// end anything (`1,300`, `22:00`), and neither does `、` except behind a list number (`4、`).
pub fn sentences(text: &str) -> Vec<Sentence> {
    let mut splitter = Splitter {
        text,
        sentence_start: 0,
        clause_start: 0,
        last_start: LONGEST - 1,
        clauses: Clauses::new(),
        out: Vec::with_capacity(text.len() / 48),
    };
    let mut at = 0;
    while let Some(next) = splitter.next_place(at) {
        at = splitter.mark(next);
    }
    splitter.end_sentence(text.len(), text.len(), None);
    splitter.out
}

/// Splits `text` into clauses, whatever sentence they belong to.
pub fn clauses(text: &str) -> Vec<Range<usize>> {
    sentences(text)
        .into_iter()
        .flat_map(|sentence| sentence.clauses)
        .collect()
}

/// The bytes that a mark can begin with, which may end a clause or a sentence.
static MARKS: LazyLock<[bool; 256]> = LazyLock::new(|| {
    std::array::from_fn(|byte| u8::try_from(byte).is_ok_and(|byte| b"!,:;?\n\r\xe2\xe3\xef".contains(&byte)))
});

struct Splitter<'t> {
    text: &'t str,
    sentence_start: usize,
    clause_start: usize,
    /// The byte before which the last character that the sentence may have cannot start.
    last_start: usize,
    clauses: Clauses,
    out: Vec<Sentence>,
}

impl Splitter<'_> {
    /// The next byte from `at` on at which a mark may begin or the sentence may become too long.
    fn next_place(&self, at: usize) -> Option<usize> {
        let marks: &[bool; 256] = &MARKS;
        let bytes = self.text.as_bytes();
        let rest = bytes.get(at..self.last_start.max(at).min(bytes.len()))?;
        let mark = rest
            .iter()
            .position(|&byte| marks.get(usize::from(byte)).copied().unwrap_or_default());
        let place = at + mark.unwrap_or(rest.len());
        (place < bytes.len()).then_some(place)
    }

    /// Reads the character at byte `at`, which may be a mark, or the last one of a sentence that never ends; answers
    /// where the next one stands.
    fn mark(&mut self, at: usize) -> usize {
        let at = self.text.floor_char_boundary(at);
        let Some(c) = self.text.get(at..).and_then(|rest| rest.chars().next()) else {
            return self.text.len();
        };
        let next = at + c.len_utf8();
        let is_long = self.is_long(next);
        if ends_sentence(c) {
            self.end_sentence(at, next, Some(c));
        } else if is_long {
            self.end_sentence(next, next, None);
        } else if self.ends_clause(c, at, next) || self.ends_list_number(c, at) {
            self.end_clause(at, next);
        }
        next
    }

    /// Whether the sentence up to byte `end` is as long as it may become. Characters are only counted where the bytes
    /// could be enough.
    fn is_long(&mut self, end: usize) -> bool {
        if end <= self.last_start {
            return false;
        }
        let text = self.text.get(self.sentence_start..end).unwrap_or_default();
        let missing = LONGEST.saturating_sub(text.chars().count());
        self.last_start = (end + missing).saturating_sub(1);
        missing == 0
    }

    fn end_clause(&mut self, at: usize, next: usize) {
        self.clauses.push(self.clause_start..at);
        self.clause_start = next;
    }

    fn end_sentence(&mut self, at: usize, next: usize, end: Option<char>) {
        self.end_clause(at, next);
        let clauses = std::mem::take(&mut self.clauses);
        let range = self.sentence_start..at;
        self.sentence_start = next;
        self.last_start = next + LONGEST - 1;
        if self
            .text
            .get(range.clone())
            .is_some_and(|body| !body.trim_start().is_empty())
        {
            self.out.push(Sentence { range, clauses, end });
        }
    }

    fn ends_clause(&self, c: char, at: usize, next: usize) -> bool {
        let follows_digit = || {
            let before = self.text.get(..at).and_then(|before| before.chars().next_back());
            before.is_some_and(is_digit)
        };
        let behind = self.text.get(next..).unwrap_or_default().chars();
        match c {
            ',' | '，' => !(follows_digit() && behind.take(4).take_while(|&c| is_digit(c)).count() == 3),
            ':' | '：' => !(follows_digit() && behind.take(1).any(is_digit)),
            _ => false,
        }
    }

    /// Whether the `、` at `at` stands behind a list number, which is then a clause of its own.
    fn ends_list_number(&self, c: char, at: usize) -> bool {
        c == '、'
            && self.clauses.is_empty()
            && self.text.get(self.sentence_start..at).is_some_and(|head| {
                let head = head.trim();
                head.len() <= 9 && !head.is_empty() && head.chars().all(is_list_digit)
            })
    }
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

fn is_list_digit(c: char) -> bool {
    c.is_numeric() || "一二三四五六七八九十".contains(c)
}

fn ends_sentence(c: char) -> bool {
    matches!(
        c,
        '。' | '！' | '？' | '；' | '!' | '?' | ';' | '\n' | '\r' | '\u{2028}' | '\u{2029}' | '｡'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<Vec<&str>> {
        sentences(text)
            .into_iter()
            .map(|s| s.clauses.into_iter().map(|c| text.get(c).unwrap()).collect())
            .collect()
    }

    #[test]
    fn sentences_and_clauses_end_at_their_marks() {
        assert_eq!(
            split("客户有意向，近期再沟通。下周三：签约；好!\n完"),
            vec![
                vec!["客户有意向", "近期再沟通"],
                vec!["下周三", "签约"],
                vec!["好"],
                vec!["完"]
            ]
        );
    }

    #[test]
    fn a_mark_inside_a_number_ends_nothing() {
        assert_eq!(split("1,300张，22:00开始"), vec![vec!["1,300张", "22:00开始"]]);
    }

    #[test]
    fn a_list_number_is_a_clause_of_its_own_and_a_list_of_nouns_is_none() {
        assert_eq!(split("4、苹果、梨，香蕉"), vec![vec!["4", "苹果、梨", "香蕉"]]);
    }

    #[test]
    fn the_clause_of_a_byte_is_found() {
        let all = sentences("有意向，再说");
        assert_eq!(
            (all[0].clause_at(0), all[0].clause_at(8), all[0].clause_at(12)),
            (0, 0, 1)
        );
    }

    #[test]
    fn what_never_ends_is_cut() {
        let text = "客户".repeat(LONGEST);
        let parts: Vec<usize> = sentences(&text).into_iter().map(|part| part.range.len()).collect();
        assert_eq!(parts, [3 * LONGEST, 3 * LONGEST]);
    }

    #[test]
    fn what_never_ends_is_cut_behind_the_same_number_of_characters_of_any_length() {
        for text in [
            "a".repeat(1_200),
            "户a".repeat(600),
            format!("{}户😀{}", "a".repeat(498), "b,户".repeat(400)),
        ] {
            let all = sentences(&text);
            let lengths: Vec<usize> = all
                .iter()
                .map(|part| text.get(part.range.clone()).unwrap().chars().count())
                .collect();
            assert!(
                lengths
                    .split_last()
                    .is_some_and(|(_, whole)| whole.iter().all(|&length| length == LONGEST)),
                "{lengths:?}"
            );
        }
    }

    #[test]
    fn blank_text_has_no_sentence() {
        assert!(sentences(" \n。\n").is_empty());
    }
}
