//! A script's wording, prepared for filling its slots.

use std::ops::Range;

use super::slots::{Facts, Slot, SlotSet};

/// A piece of a wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece<'w> {
    Text(&'w str),
    /// A slot by its name.
    Slot(&'w str),
}

/// A wording such as `{日期}与{联系人}确认{事项}`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Template {
    /// The wording with every slot open: `【日期】与【联系人】确认【事项】`.
    open: String,
    /// The slots that facts can fill, in order.
    blanks: Vec<Blank>,
    /// Those slots as a set.
    slots: SlotSet,
    /// How many slots there are in all.
    count: u8,
}

/// A slot that facts can fill.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Blank {
    slot: Slot,
    /// Its bytes of the open wording.
    range: Range<usize>,
    /// Whether 前 follows.
    before: bool,
}

impl Template {
    /// Cuts a wording at its braces; a brace without its partner is text.
    pub(super) fn parse(wording: &str) -> Self {
        let mut template = Self::default();
        let mut pieces = pieces(wording).peekable();
        while let Some(piece) = pieces.next() {
            let start = template.open.len();
            match piece {
                Piece::Text(text) => template.open.push_str(text),
                Piece::Slot(name) => {
                    template.open.extend(["【", name, "】"]);
                    template.count = template.count.saturating_add(1);
                    let before = matches!(pieces.peek(), Some(Piece::Text(text)) if text.starts_with('前'));
                    let range = start..template.open.len();
                    let blank = Slot::named(name).map(|slot| Blank { slot, range, before });
                    template.slots.extend(blank.iter().map(|blank| blank.slot));
                    template.blanks.extend(blank);
                }
            }
        }
        template
    }

    /// The slots that facts can fill.
    pub(super) fn slots(&self) -> SlotSet {
        self.slots
    }

    /// How many slots there are in all.
    pub(super) fn count(&self) -> u8 {
        self.count
    }

    /// The wording with every slot filled that `facts` has a value for, which are `filled`, and `【…】` for the others.
    ///
    /// A value is given once: the second date of a wording is another date. A person may come twice.
    pub(super) fn fill(&self, facts: &Facts<'_>, filled: SlotSet) -> String {
        if !self.slots.meet(filled) {
            return self.open.clone();
        }
        let mut text = String::with_capacity(self.open.len() + self.open.len() / 4);
        let split_clock = self.slots.contains(Slot::Clock);
        let (mut used, mut written) = (SlotSet::default(), 0);
        for blank in self.blanks.iter().filter(|blank| filled.contains(blank.slot)) {
            let free = used.insert(blank.slot) || blank.slot == Slot::Person;
            if let Some(value) = free
                .then(|| facts.value(blank.slot, split_clock, blank.before))
                .flatten()
            {
                text.push_str(self.open.get(written..blank.range.start).unwrap_or_default());
                text.push_str(&value);
                written = blank.range.end;
            }
        }
        text.push_str(self.open.get(written..).unwrap_or_default());
        text
    }
}

/// The text of a wording between its slots.
pub(super) fn texts(wording: &str) -> impl Iterator<Item = &str> {
    pieces(wording).filter_map(|piece| match piece {
        Piece::Text(text) => Some(text),
        Piece::Slot(_) => None,
    })
}

/// The names of the slots of a wording, in order.
#[cfg(test)]
pub(super) fn names(wording: &str) -> impl Iterator<Item = &str> {
    pieces(wording).filter_map(|piece| match piece {
        Piece::Slot(name) => Some(name),
        Piece::Text(_) => None,
    })
}

/// The pieces of a wording, in order; no text is empty.
fn pieces(wording: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = wording;
    let mut slot = None;
    std::iter::from_fn(move || {
        loop {
            if let Some(name) = slot.take() {
                return Some(Piece::Slot(name));
            }
            let (before, name, after) = match next_slot(rest) {
                Some((before, name, after)) => (before, Some(name.trim()), after),
                None => (rest, None, ""),
            };
            (rest, slot) = (after, name);
            if !before.is_empty() {
                return Some(Piece::Text(before));
            }
            slot?;
        }
    })
}

fn next_slot(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_without_a_fact_stay_open() {
        let wording = "{日期}与{联系人}确认{事项}";
        let template = Template::parse(wording);
        assert_eq!(names(wording).collect::<Vec<_>>(), ["日期", "联系人", "事项"]);
        assert_eq!(texts(wording).collect::<Vec<_>>(), ["与", "确认"]);
        let facts = Facts {
            person: Some("鲁工"),
            ..Facts::default()
        };
        assert_eq!(template.fill(&facts, facts.slots()), "【日期】与鲁工确认【事项】");
    }

    #[test]
    fn a_date_is_given_once_and_loses_a_doubled_word() {
        let facts = Facts {
            date: Some("12月8日前"),
            ..Facts::default()
        };
        assert_eq!(
            Template::parse("{日期}前寄出,{日期}签收").fill(&facts, facts.slots()),
            "12月8日前寄出,【日期】签收"
        );
    }

    #[test]
    fn a_brace_without_its_partner_is_text() {
        let (facts, none) = (Facts::default(), SlotSet::default());
        assert_eq!(Template::parse("{日期").fill(&facts, none), "{日期");
        assert_eq!(Template::parse("日期}{").fill(&facts, none), "日期}{");
    }
}
