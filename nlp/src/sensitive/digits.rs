//! The digits of a text, as they stand in groups with marks between them.

use std::ops::Range;

/// The check digit X of an identity number.
pub(super) const X: u8 = 10;

/// Digits that stand together.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    pub(super) digits: Vec<u8>,
    pub(super) range: Range<usize>,
    /// The mark between the group before and this one.
    pub(super) separator: Option<char>,
}

/// The digits of a text, in runs of groups that single marks separate.
pub(super) struct Runs<'t> {
    text: &'t str,
    chars: std::iter::Peekable<std::str::CharIndices<'t>>,
}

impl<'t> Runs<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            chars: text.char_indices().peekable(),
        }
    }

    pub(super) fn next_run(&mut self) -> Option<Vec<Group>> {
        loop {
            let &(at, c) = self.chars.peek()?;
            if digit(c).is_none() {
                self.chars.next();
                continue;
            }
            let run = self.run();
            if !run.is_empty() && !self.text.get(..at).is_some_and(ends_in_identifier) {
                return Some(run);
            }
        }
    }

    /// Reads groups for as long as only one mark, or two of the same, stands between them.
    fn run(&mut self) -> Vec<Group> {
        let mut run: Vec<Group> = Vec::new();
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
            let is_mark = c == '\u{20e3}' && !group.digits.is_empty();
            if digit.is_none() && !is_mark {
                break;
            }
            if group.digits.is_empty() {
                group.range.start = at;
            }
            group.digits.extend(digit);
            group.range.end = at + c.len_utf8();
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

/// The value of a digit, also of one that is circled or dictated.
fn digit(c: char) -> Option<u8> {
    let circled = u32::from(c).checked_sub(0x245f).filter(|value| (1..=9).contains(value));
    let value = c.to_digit(10).or(circled).or(match c {
        '⓪' | '零' | '〇' => Some(0),
        '幺' | '一' => Some(1),
        '二' => Some(2),
        '三' => Some(3),
        '四' => Some(4),
        '五' => Some(5),
        '六' => Some(6),
        '七' => Some(7),
        '八' => Some(8),
        '九' => Some(9),
        _ => None,
    })?;
    u8::try_from(value).ok()
}
