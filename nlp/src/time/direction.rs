//! Whether a sentence speaks of what comes or of what was: 要交付, 已签, 装的.

use std::sync::LazyLock;

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};

use super::{cursor::Cursor, words::entries};

/// How far from an expression its direction is looked for, in characters.
const REACH: usize = 40;

/// Where a sentence looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Future,
    Past,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cue {
    Direction(Direction),
    /// 前: what is due lies ahead, unless the sentence says that it is done.
    Deadline,
    /// A word that only looks like a cue: 会议, 通过.
    Neutral,
}

static CUES: LazyLock<Option<Cues>> = LazyLock::new(|| Cues::read(include_str!("../../resources/time/direction.txt")));

struct Cues {
    automaton: CharwiseDoubleArrayAhoCorasick<u32>,
    kinds: Vec<Cue>,
}

impl Cues {
    fn read(resource: &'static str) -> Option<Self> {
        let mut kind = Cue::Neutral;
        let (mut words, mut kinds) = (Vec::new(), Vec::new());
        for line in entries(resource) {
            match line {
                "[future]" => kind = Cue::Direction(Direction::Future),
                "[past]" => kind = Cue::Direction(Direction::Past),
                "[deadline]" => kind = Cue::Deadline,
                "[neutral]" => kind = Cue::Neutral,
                _ => {
                    for word in line.split_whitespace() {
                        words.push(word);
                        kinds.push(kind);
                    }
                }
            }
        }
        let automaton = CharwiseDoubleArrayAhoCorasickBuilder::new()
            .match_kind(MatchKind::LeftmostLongest)
            .build(&words)
            .ok()?;
        Some(Self { automaton, kinds })
    }

    fn of<'s>(&'s self, text: &'s str) -> impl Iterator<Item = Cue> + 's {
        self.automaton.leftmost_find_iter(text).filter_map(|found| {
            let kind = self.kinds.get(usize::try_from(found.value()).ok()?).copied()?;
            (kind != Cue::Neutral).then_some(kind)
        })
    }
}

/// Where the sentence around the expression from `start` to `end` looks, if it says so.
///
/// The nearest cue counts: first behind the expression in its clause, then before it, then in the clause behind.
pub(super) fn of(start: Cursor<'_>, end: Cursor<'_>) -> Option<Direction> {
    let cues = CUES.as_ref()?;
    let behind = window_behind(end.rest());
    let before = window_before(start.before());
    let (clause, rest) = behind.split_at_checked(behind.find(is_clause_mark).unwrap_or(behind.len()))?;
    let own = before
        .rfind(is_clause_mark)
        .map_or(before, |at| before.get(at..).unwrap_or_default());
    let direction = |cue| match cue {
        Cue::Direction(direction) => Some(direction),
        Cue::Deadline | Cue::Neutral => None,
    };
    let is_due = || cues.of(clause).any(|cue| cue == Cue::Deadline);
    cues.of(clause)
        .find_map(direction)
        .or_else(|| cues.of(own).filter_map(direction).last())
        .or_else(|| is_due().then_some(Direction::Future))
        .or_else(|| cues.of(rest).find_map(direction))
}

fn window_behind(text: &str) -> &str {
    let end = text
        .char_indices()
        .enumerate()
        .find(|&(count, (_, c))| count == REACH || is_sentence_mark(c))
        .map_or(text.len(), |(_, (at, _))| at);
    text.get(..end).unwrap_or_default()
}

fn window_before(text: &str) -> &str {
    let start = text
        .char_indices()
        .rev()
        .enumerate()
        .find(|&(count, (_, c))| count == REACH || is_sentence_mark(c))
        .map_or(0, |(_, (at, c))| at + c.len_utf8());
    text.get(start..).unwrap_or_default()
}

fn is_clause_mark(c: char) -> bool {
    matches!(c, '，' | ',' | '：' | ' ')
}

pub(super) fn is_sentence_mark(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '；' | '!' | '?' | ';' | '\n' | '\r')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(text: &str, expression: &str) -> Option<Direction> {
        let start = text.find(expression).expect("the expression");
        of(Cursor::new(text, start), Cursor::new(text, start + expression.len()))
    }

    #[test]
    fn the_nearest_cue_tells_the_direction() {
        let cases = [
            ("2月10日要交付首批", "2月10日", Some(Direction::Future)),
            ("客户答应2月10日付款", "2月10日", Some(Direction::Future)),
            ("12月28日已发货，1月3日将到港", "12月28日", Some(Direction::Past)),
            ("12月28日已发货，1月3日将到港", "1月3日", Some(Direction::Future)),
            ("12月15日装的机", "12月15日", Some(Direction::Past)),
            ("1月8日前付清", "1月8日", Some(Direction::Future)),
            ("1月8日前已付清", "1月8日", Some(Direction::Past)),
            ("11月25日会议室开评审会", "11月25日", None),
            ("通过展会认识", "展会", None),
        ];
        for (text, expression, expected) in cases {
            assert_eq!(around(text, expression), expected, "{text}");
        }
    }
}
