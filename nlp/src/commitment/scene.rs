//! A sentence as promises are read from it: its words, its people and their sides, and what stands between them.

use std::{cell::OnceCell, ops::Range, sync::LazyLock};

use super::{
    Party,
    lexicon::{Role, Side, Token, lexicon},
};
use crate::{document::Document, text::CharSet};

/// How far around a marker its sentence is looked at, in bytes.
///
/// A dictated report is one clause without end; nothing that a promise needs stands further away.
const REACH: usize = 240;

/// Words between two parts of the name of one party: 客户那边的工程师.
const JOINTS: [&str; 14] = [
    "",
    "的",
    "那边",
    "那边的",
    "这边",
    "这边的",
    "方面",
    "方面的",
    "公司",
    "公司的",
    "方",
    "现场",
    " ",
    "（",
];

/// Words that make the party behind them a partner or a receiver, not the one who acts.
const PREPOSITIONS: [&str; 35] = [
    "跟", "和", "与", "向", "对", "给", "同", "替", "帮", "为", "找", "问", "催", "见", "约", "陪", "去", "把", "将",
    "被", "拜访", "联系", "通知", "提醒", "告诉", "发", "寄", "送", "交", "往", "邀请", "答复", "服务", "支持", "转告",
];

/// The last characters of those: most mentions stand behind another.
static PREPOSITION_ENDS: LazyLock<CharSet> = LazyLock::new(|| {
    let ends = PREPOSITIONS.iter().filter_map(|word| word.chars().next_back());
    ends.collect()
});

/// A sentence with the words that matter in it.
pub(super) struct Scene<'d> {
    pub(super) document: &'d Document<'d>,
    pub(super) sentence: usize,
    pub(super) tokens: &'d [Token],
    mentions: OnceCell<Vec<Mention>>,
}

/// A party as it is named, modifiers included: 客户采购刘敏, 我方王总.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    pub(super) range: Range<usize>,
    /// `None` where the name fits either side.
    pub(super) side: Option<Party>,
    /// The person in it who can be found.
    pub(super) person: Option<Range<usize>>,
    /// Whether it stands behind a preposition: 跟客户, 向王总.
    pub(super) is_object: bool,
}

impl<'d> Scene<'d> {
    pub(super) fn new(document: &'d Document<'d>, sentence: usize, tokens: &'d [Token]) -> Self {
        Self {
            document,
            sentence,
            tokens,
            mentions: OnceCell::new(),
        }
    }

    /// The parties of the sentence, read when the first marker asks for them.
    fn mentions(&self) -> &[Mention] {
        self.mentions.get_or_init(|| self.read_mentions())
    }

    pub(super) fn text(&self, range: Range<usize>) -> &'d str {
        self.document.text().get(range).unwrap_or_default()
    }

    /// The clause that holds `at`, cut to the reach of a marker there.
    pub(super) fn clause(&self, at: usize) -> Range<usize> {
        let sentence = self.document.sentences().get(self.sentence);
        let clause = sentence.and_then(|sentence| sentence.clauses.get(sentence.clause_at(at)).cloned());
        let clause = clause.unwrap_or(at..at);
        let start = clause.start.max(floor(self.document.text(), at.saturating_sub(REACH)));
        let end = clause.end.min(floor(self.document.text(), at.saturating_add(REACH)));
        start..end.max(start)
    }

    /// The clause behind `clause` in the same sentence.
    pub(super) fn next_clause(&self, clause: &Range<usize>) -> Option<Range<usize>> {
        let sentence = self.document.sentences().get(self.sentence)?;
        let next = sentence.clauses.get(sentence.clause_at(clause.start) + 1)?.clone();
        let end = next
            .end
            .min(floor(self.document.text(), next.start.saturating_add(REACH)));
        Some(next.start..end)
    }

    /// The clause before `clause` in the same sentence.
    pub(super) fn previous_clause(&self, clause: &Range<usize>) -> Option<Range<usize>> {
        let sentence = self.document.sentences().get(self.sentence)?;
        let before = sentence
            .clauses
            .get(sentence.clause_at(clause.start).checked_sub(1)?)?
            .clone();
        let start = before
            .start
            .max(floor(self.document.text(), before.end.saturating_sub(REACH)));
        Some(start..before.end)
    }

    /// The words that lie in `range`.
    pub(super) fn tokens_in(&self, range: Range<usize>) -> &'d [Token] {
        let start = self.tokens.partition_point(|token| token.range.start < range.start);
        let end = self.tokens.partition_point(|token| token.range.end <= range.end);
        self.tokens.get(start..end.max(start)).unwrap_or_default()
    }

    /// The parties that are named in `range`.
    pub(super) fn mentions_in(&self, range: Range<usize>) -> &[Mention] {
        let mentions = self.mentions();
        let start = mentions.partition_point(|mention| mention.range.start < range.start);
        let end = mentions.partition_point(|mention| mention.range.end <= range.end);
        mentions.get(start..end.max(start)).unwrap_or_default()
    }

    /// Who usually owes the first thing in `range` that tells.
    pub(super) fn usual_debtor(&self, range: Range<usize>) -> Option<Party> {
        self.tokens_in(range).iter().find_map(|token| match token.role {
            Role::Delivery { by, .. } => by,
            _ => None,
        })
    }

    fn read_mentions(&self) -> Vec<Mention> {
        let mut parts: Vec<(Range<usize>, Option<Side>)> = self
            .tokens
            .iter()
            .filter_map(|token| match token.role {
                Role::Party(side) => Some((token.range.clone(), Some(side))),
                _ => None,
            })
            .collect();
        let people = self.document.people(self.sentence);
        parts.extend(people.iter().map(|range| (range.clone(), None)));
        parts.sort_by_key(|(range, _)| (range.start, range.end));
        let mut mentions: Vec<Mention> = Vec::new();
        let mut group: Vec<(Range<usize>, Option<Side>)> = Vec::new();
        for part in parts {
            let joins = group.last().is_some_and(|(last, _)| {
                let between = || self.text(last.end..part.0.start);
                part.0.start <= last.end || JOINTS.contains(&between()) || is_department(between())
            });
            if !joins {
                mentions.extend(self.mention(&std::mem::take(&mut group)));
            }
            group.push(part);
        }
        mentions.extend(self.mention(&group));
        mentions
    }

    /// The parts of one name as a mention.
    fn mention(&self, group: &[(Range<usize>, Option<Side>)]) -> Option<Mention> {
        let range = group.first()?.0.start..group.iter().map(|(range, _)| range.end).max()?;
        let names = |words: &[&str]| group.iter().any(|(range, _)| words.contains(&self.text(range.clone())));
        // 客户技术部 and 我们客户 are theirs, 我方王总 is ours: who is named outright decides, else the first part.
        let side = if names(&["客户", "对方", "甲方", "业主", "他们"]) {
            Some(Party::Customer)
        } else if names(&["我们", "我方", "我司", "咱们", "咱", "我公司", "本公司"]) {
            Some(Party::Us)
        } else {
            group.iter().find_map(|(range, side)| self.side(range, *side))
        };
        let before = self.text(floor(self.document.text(), range.start.saturating_sub(12))..range.start);
        Some(Mention {
            person: group
                .iter()
                .find_map(|(range, side)| side.is_none().then(|| range.clone())),
            is_object: before.ends_with(|c| PREPOSITION_ENDS.contains(c))
                && PREPOSITIONS.iter().any(|word| before.ends_with(word)),
            range,
            side,
        })
    }

    fn side(&self, range: &Range<usize>, side: Option<Side>) -> Option<Party> {
        let name = self.text(range.clone());
        match side {
            Some(Side::Of(party)) => Some(party),
            Some(Side::UsAlone) => {
                let before = self.text(floor(self.document.text(), range.start.saturating_sub(4))..range.start);
                let is_named = before
                    .chars()
                    .next_back()
                    .is_some_and(|c| c.is_alphabetic() && !"由经请让被".contains(c));
                Some(if is_named { Party::Customer } else { Party::Us })
            }
            Some(Side::Either) => None,
            None => side_of_person(name),
        }
    }
}

/// Whether `text` is no more than a department: IT部 in 客户IT部小刘.
fn is_department(text: &str) -> bool {
    text.chars().count() <= 4
        && text.ends_with(['部', '科', '处', '室', '组'])
        && text.chars().all(char::is_alphanumeric)
}

/// Whose side the form of a name tells: 王总, 小周.
fn side_of_person(name: &str) -> Option<Party> {
    let lexicon = lexicon();
    if lexicon.customer_titles.iter().any(|title| name.ends_with(title)) {
        return Some(Party::Customer);
    }
    let is_colleague = lexicon.colleague_names.iter().any(|first| name.starts_with(first));
    is_colleague.then_some(Party::Us)
}

/// The last character boundary of `text` at or before `at`.
pub(super) fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
}
