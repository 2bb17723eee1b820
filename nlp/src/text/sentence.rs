//! Splitting a text into sentences and clauses.

use std::ops::Range;

/// The longest sentence in characters: two minutes of dictation. What runs on without a mark beyond it is cut, since no
/// evidence reaches that far and detectors may look at a whole sentence for each phrase in it.
const LONGEST: usize = 500;

/// A sentence with its clauses, as byte ranges of the text that it was found in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// The sentence without the mark that ends it.
    pub range: Range<usize>,
    /// Its clauses without the marks that end them, in order; together with those marks they cover the sentence.
    pub clauses: Vec<Range<usize>>,
    /// The mark that ends it, or `None` at the end of the text.
    pub end: Option<char>,
}

impl Sentence {
    /// The index of the clause that holds byte `at`; a mark belongs to the clause that it ends.
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
    let mut out = Vec::new();
    let mut splitter = Splitter::default();
    let mut before: Option<char> = None;
    let mut length = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map(|&(_, next)| next);
        let next = at + c.len_utf8();
        length += 1;
        if ends_sentence(c) {
            splitter.end_sentence(text, at, next, Some(c), &mut out);
            length = 0;
        } else if length >= LONGEST {
            splitter.end_sentence(text, next, next, None, &mut out);
            length = 0;
        } else if ends_clause(c, before, after, text.get(next..)) || splitter.ends_list_number(text, at, c) {
            splitter.end_clause(at, next);
        }
        before = Some(c);
    }
    splitter.end_sentence(text, text.len(), text.len(), None, &mut out);
    out
}

/// Splits `text` into clauses, whatever sentence they belong to.
pub fn clauses(text: &str) -> Vec<Range<usize>> {
    sentences(text)
        .into_iter()
        .flat_map(|sentence| sentence.clauses)
        .collect()
}

#[derive(Default)]
struct Splitter {
    sentence_start: usize,
    clause_start: usize,
    clauses: Vec<Range<usize>>,
}

impl Splitter {
    fn end_clause(&mut self, at: usize, next: usize) {
        self.clauses.push(self.clause_start..at);
        self.clause_start = next;
    }

    fn end_sentence(&mut self, text: &str, at: usize, next: usize, end: Option<char>, out: &mut Vec<Sentence>) {
        self.end_clause(at, next);
        let clauses = std::mem::take(&mut self.clauses);
        let range = self.sentence_start..at;
        self.sentence_start = next;
        if text.get(range.clone()).is_some_and(|body| !body.trim().is_empty()) {
            out.push(Sentence { range, clauses, end });
        }
    }

    /// Whether the `、` at `at` stands behind a list number, which is then a clause of its own.
    fn ends_list_number(&self, text: &str, at: usize, c: char) -> bool {
        c == '、'
            && self.clauses.is_empty()
            && text.get(self.sentence_start..at).is_some_and(|head| {
                let head = head.trim();
                head.len() <= 9 && !head.is_empty() && head.chars().all(is_list_digit)
            })
    }
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

fn ends_clause(c: char, before: Option<char>, after: Option<char>, rest: Option<&str>) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || ('０'..='９').contains(&c));
    match c {
        ',' | '，' => {
            let group = rest.map_or(0, |rest| rest.chars().take(4).take_while(|&c| digit(Some(c))).count());
            !(digit(before) && group == 3)
        }
        ':' | '：' => !(digit(before) && digit(after)),
        _ => false,
    }
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
    fn blank_text_has_no_sentence() {
        assert!(sentences(" \n。\n").is_empty());
    }
}
