//! A script's wording, cut into text and slots.

use super::slots::{Facts, Slot, SlotSet};

/// A piece of a wording.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    /// A slot by its name, and what can fill it.
    Slot(String, Option<Slot>),
}

/// A wording such as `{日期}与{联系人}确认{事项}`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Template {
    pieces: Vec<Piece>,
    /// The bytes of the wording.
    length: usize,
    /// Whether it has a slot for a time of day.
    has_clock: bool,
}

impl Template {
    /// Cuts a wording at its braces; a brace without its partner is text.
    pub(super) fn parse(wording: &str) -> Self {
        let mut pieces = Vec::new();
        let mut rest = wording;
        while let Some((before, name, after)) = next_slot(rest) {
            if !before.is_empty() {
                pieces.push(Piece::Text(before.to_owned()));
            }
            let name = name.trim();
            pieces.push(Piece::Slot(name.to_owned(), Slot::named(name)));
            rest = after;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.to_owned()));
        }
        let clock = |piece: &Piece| matches!(piece, Piece::Slot(_, Some(Slot::Clock)));
        Self {
            has_clock: pieces.iter().any(clock),
            pieces,
            length: wording.len(),
        }
    }

    /// The names of the slots, in order.
    #[cfg(test)]
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Slot(name, _) => Some(name.as_str()),
            Piece::Text(_) => None,
        })
    }

    /// The slots that facts can fill, and how many slots there are in all.
    pub(super) fn slots(&self) -> (SlotSet, u8) {
        let (mut known, mut count) = (SlotSet::default(), 0_u8);
        for piece in &self.pieces {
            if let Piece::Slot(_, slot) = piece {
                count = count.saturating_add(1);
                if let Some(slot) = slot {
                    known.insert(*slot);
                }
            }
        }
        (known, count)
    }

    /// The wording without its slots.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Text(text) => Some(text.as_str()),
            Piece::Slot(..) => None,
        })
    }

    /// The wording with every slot filled that `facts` has a value for, and `【…】` for the others.
    ///
    /// A value is given once: the second date of a wording is another date. A person may come twice.
    pub(super) fn fill(&self, facts: &Facts<'_>) -> String {
        let mut text = String::with_capacity(self.length + self.length / 2);
        let mut used = SlotSet::default();
        for (at, piece) in self.pieces.iter().enumerate() {
            match piece {
                Piece::Text(literal) => text.push_str(literal),
                Piece::Slot(name, slot) => {
                    let next = self.pieces.get(at + 1);
                    let before = matches!(next, Some(Piece::Text(literal)) if literal.starts_with('前'));
                    let filled = slot.is_some_and(|slot| {
                        let free = used.insert(slot) || slot == Slot::Person;
                        free && facts.write(slot, self.has_clock, before, &mut text)
                    });
                    if !filled {
                        text.push('【');
                        text.push_str(name);
                        text.push('】');
                    }
                }
            }
        }
        text
    }
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
        let template = Template::parse("{日期}与{联系人}确认{事项}");
        let facts = Facts {
            person: Some("鲁工"),
            ..Facts::default()
        };
        assert_eq!(template.fill(&facts), "【日期】与鲁工确认【事项】");
        assert_eq!(template.names().collect::<Vec<_>>(), ["日期", "联系人", "事项"]);
    }

    #[test]
    fn a_date_is_given_once_and_loses_a_doubled_word() {
        let facts = Facts {
            date: Some("12月8日前"),
            ..Facts::default()
        };
        assert_eq!(
            Template::parse("{日期}前寄出,{日期}签收").fill(&facts),
            "12月8日前寄出,【日期】签收"
        );
    }

    #[test]
    fn a_brace_without_its_partner_is_text() {
        assert_eq!(Template::parse("{日期").fill(&Facts::default()), "{日期");
        assert_eq!(Template::parse("日期}{").fill(&Facts::default()), "日期}{");
    }
}
