//! The digits of a text, as they stand in groups with marks between them.

use std::{ops::Range, sync::LazyLock};

use smallvec::SmallVec;

use super::shape;
use crate::text::CharSet;

/// The check digit X of an identity number.
pub(super) const X: u8 = 10;

/// The digits among the ideographs, for a quick look.
static IDEOGRAPHS: LazyLock<CharSet> = LazyLock::new(|| {
    let ideographs = ('\u{3400}'..='\u{9fff}').filter(|&c| ideograph(c).is_some());
    ideographs.collect()
});

/// The mark that makes a key of a digit.
const KEYCAP: char = '\u{20e3}';

/// Digits that stand together.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    pub(super) digits: SmallVec<[u8; 16]>,
    pub(super) range: Range<usize>,
    /// The mark between the group before and this one.
    pub(super) separator: Option<char>,
}

/// Groups that single marks separate.
pub(super) type Run = SmallVec<[Group; 4]>;

/// The digits of a stretch of text, in runs.
pub(super) struct Runs<'t> {
    text: &'t str,
    /// The byte that the positions of `chars` count from.
    start: usize,
    end: usize,
    chars: std::iter::Peekable<std::str::CharIndices<'t>>,
}

impl<'t> Runs<'t> {
    /// Those of `text` that start in `place`.
    pub(super) fn starting_in(text: &'t str, place: &Range<usize>) -> Self {
        let rest = text.get(place.start..).unwrap_or_default();
        Self {
            text,
            start: place.start,
            end: place.end,
            chars: rest.char_indices().peekable(),
        }
    }

    pub(super) fn next_run(&mut self) -> Option<Run> {
        loop {
            let &(at, c) = self.chars.peek().filter(|&&(at, _)| self.start + at < self.end)?;
            if digit(c).is_none() {
                self.chars.next();
                continue;
            }
            let run = self.run();
            if !run.is_empty() && !self.text.get(..self.start + at).is_some_and(ends_in_identifier) {
                return Some(run);
            }
        }
    }

    /// Reads groups for as long as only one mark, or two of the same, stands between them.
    fn run(&mut self) -> Run {
        let mut run = Run::new();
        let mut separator = None;
        loop {
            let group = self.group(separator);
            if group.digits.is_empty() {
                return run;
            }
            let identity_ends = group.digits.last() == Some(&X);
            run.push(group);
            if identity_ends {
                return run;
            }
            let Some(&(_, mark)) = self.chars.peek() else {
                return run;
            };
            if digit(mark).is_some() {
                separator = None;
                continue;
            }
            if !is_separator(mark) {
                // A letter behind the digits makes them a part of an identifier.
                if mark.is_ascii_alphabetic() || mark == '_' {
                    run.pop();
                }
                return run;
            }
            separator = Some(mark);
            self.chars.next();
            while self.chars.next_if(|&(_, next)| next == mark).is_some() {}
        }
    }

    fn group(&mut self, separator: Option<char>) -> Group {
        let mut group = Group {
            separator,
            ..Group::default()
        };
        let mut first = None;
        while let Some(&(at, c)) = self.chars.peek() {
            // 周一186… is a weekday and a number: digits of one kind stand together.
            if first.is_some_and(|first: char| digit(c).is_some() && first.is_ascii() != c.is_ascii()) {
                break;
            }
            first = first.or(Some(c));
            let digit = digit(c).or_else(|| (matches!(c, 'x' | 'X') && !group.digits.is_empty()).then_some(X));
            // A keycap is a digit with a combining mark.
            let is_mark = c == KEYCAP && !group.digits.is_empty();
            if digit.is_none() && !is_mark {
                break;
            }
            if group.digits.is_empty() {
                group.range.start = self.start + at;
            }
            group.digits.extend(digit);
            group.range.end = self.start + at + c.len_utf8();
            self.chars.next();
            if digit == Some(X) {
                break;
            }
        }
        group
    }
}

fn is_separator(c: char) -> bool {
    matches!(c, ' ' | '-' | '.' | '·' | '~' | '–' | '—' | '*' | '_' | '•' | '‑' | '‐')
}

/// Whether digits behind `head` belong to an identifier: letters stand before them that do not announce a number.
fn ends_in_identifier(head: &str) -> bool {
    const ANNOUNCEMENTS: [&str; 10] = [
        "tel", "phone", "mobile", "mob", "wx", "vx", "v", "wechat", "whatsapp", "sj",
    ];
    let word = head
        .rsplit(|c: char| !c.is_ascii_alphabetic() && c != '_')
        .next()
        .unwrap_or_default();
    !word.is_empty() && !ANNOUNCEMENTS.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// Whether `c` is a digit.
pub(super) fn is_digit(c: char) -> bool {
    match c {
        '\0'..='\u{b1}' => c.is_ascii_digit(),
        '\u{3400}'..='\u{9fff}' => IDEOGRAPHS.contains(c),
        _ => digit(c).is_some(),
    }
}

/// Whether digits on either side of `c` can belong to one number.
pub(super) fn joins(c: char) -> bool {
    is_separator(c) || c == KEYCAP
}

/// The value of a digit, also of one that is raised, circled or dictated.
fn digit(c: char) -> Option<u8> {
    let script = |first: u32| {
        u32::from(c)
            .checked_sub(first)
            .and_then(|value| char::from_digit(value, 10))
    };
    let plain = match c {
        '\u{2070}'..='\u{2079}' => script(0x2070),
        '\u{2080}'..='\u{2089}' => script(0x2080),
        '²' => Some('2'),
        '³' => Some('3'),
        '¹' => Some('1'),
        _ => shape::unenclosed(c),
    }
    .unwrap_or(c);
    let value = plain.to_digit(10).or_else(|| ideograph(plain))?;
    u8::try_from(value).ok()
}

fn ideograph(c: char) -> Option<u32> {
    match c {
        '零' | '〇' => Some(0),
        '幺' | '一' | '壹' => Some(1),
        '二' | '贰' => Some(2),
        '三' | '叁' => Some(3),
        '四' | '肆' => Some(4),
        '五' | '伍' => Some(5),
        '六' | '陆' => Some(6),
        '七' | '柒' => Some(7),
        '八' | '捌' => Some(8),
        '九' | '玖' => Some(9),
        _ => None,
    }
}
