//! Finished actions: what the customer did (A) and what was done with a named document or model (D).
//!
//! Words for actions are data (`resources/fact/`). Whether the action happened is decided in [`scope`] from what stands
//! around it: a negated, planned, promised, asked-for or conditional action proves nothing. What only looks like
//! evidence is kept with the reason, for the person who wrote the report.

use std::{ops::Range, sync::LazyLock};

use crate::{
    document::Document,
    finding::Evidence,
    grammar::{Grammar, Scratch, SyntaxError},
    hit::NearMiss,
    rejection::RejectionReason,
    text::Sentence,
};

use super::{Fact, FactKind, actor, scope};

/// A unit test proves that the files parse.
static GRAMMAR: LazyLock<Result<Grammar, SyntaxError>> = LazyLock::new(|| {
    Grammar::parse(&[
        include_str!("../../resources/fact/actions.txt"),
        include_str!("../../resources/fact/documents.txt"),
        include_str!("../../resources/fact/appearances.txt"),
    ])
});

/// The rule of verbs that prove something only together with a model.
const MODEL_RULE: &str = "document/model";

/// The rules of what only looks like evidence, with the mark that it would be and the reason why it is none.
const APPEARANCES: [(&str, Evidence, RejectionReason); 5] = [
    ("appearance/time", Evidence::Time, RejectionReason::NotOnCalendar),
    ("appearance/amount", Evidence::Quantity, RejectionReason::NoNumber),
    ("appearance/post", Evidence::Person, RejectionReason::NobodyNamed),
    ("appearance/paper", Evidence::Document, RejectionReason::OnlyMentioned),
    (
        "appearance/gesture",
        Evidence::CustomerAction,
        RejectionReason::OnlyWords,
    ),
];

/// What a sentence tells of actions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Deeds {
    /// Actions that happened, in the order of the text.
    pub(crate) done: Vec<Fact>,
    /// What only looks like evidence, in the order of the text.
    pub(crate) rejected: Vec<NearMiss>,
}

/// The actions of a sentence.
pub(crate) fn find(document: &Document<'_>, sentence: usize) -> Deeds {
    let mut deeds = Deeds::default();
    let (Ok(grammar), Some(found)) = (GRAMMAR.as_ref(), document.sentences().get(sentence)) else {
        return deeds;
    };
    let Some(text) = document.text().get(found.range.clone()) else {
        return deeds;
    };
    let mut scratch = Scratch::default();
    let matches = grammar.find(text, &mut scratch);
    let moved = |range: &Range<usize>| range.start + found.range.start..range.end + found.range.start;
    let exceptions: Vec<Range<usize>> = matches
        .iter()
        .filter(|found| found.exception)
        .map(|found| moved(&found.range))
        .collect();
    for matched in matches.iter().filter(|found| !found.exception) {
        let range = moved(&matched.range);
        let Some(rule) = grammar.rules().get(matched.rule) else {
            continue;
        };
        if is_excepted(&range, &exceptions) {
            continue;
        }
        match judge(document, found, &rule.id, &range) {
            Some((kind, None)) => deeds.done.push(Fact { kind, range }),
            Some((kind, Some(reason))) => deeds.reject(kind.evidence(), range, reason),
            None => {
                let appearance = APPEARANCES.iter().find(|(id, ..)| *id == rule.id);
                if let Some(&(_, evidence, reason)) = appearance {
                    deeds.reject(evidence, range, reason);
                }
            }
        }
    }
    let own = document.own_evidence().into_iter().flat_map(|own| own.deeds(text));
    for range in own.map(|range| moved(&range)) {
        match judge(document, found, "action/own", &range) {
            Some((kind, None)) => deeds.done.push(Fact { kind, range }),
            Some((kind, Some(reason))) => deeds.reject(kind.evidence(), range, reason),
            None => {}
        }
    }
    for model in models(text) {
        deeds.reject(Evidence::Document, moved(&model), RejectionReason::OnlyMentioned);
    }
    deeds.settle();
    deeds
}

impl Deeds {
    fn reject(&mut self, evidence: Evidence, range: Range<usize>, reason: RejectionReason) {
        self.rejected.push(NearMiss {
            evidence,
            range,
            reason,
        });
    }

    /// Keeps of what was rejected only what nothing better covers: an action that counts, a longer one.
    fn settle(&mut self) {
        self.done.sort_by_key(|fact| (fact.range.start, fact.range.end));
        let done = &self.done;
        self.rejected.retain(|near| {
            let counts = |fact: &Fact| fact.kind.evidence() == near.evidence && touch(&fact.range, &near.range);
            !done.iter().any(counts)
        });
        self.rejected
            .sort_by_key(|near| (near.range.start, usize::MAX - near.range.end));
        let mut reached = 0;
        self.rejected.retain(|near| {
            let free = reached <= near.range.start;
            reached = reached.max(near.range.end);
            free
        });
    }
}

/// What an action proves, or why not; `None` for a rule of something else.
fn judge(
    document: &Document<'_>,
    sentence: &Sentence,
    rule: &str,
    range: &Range<usize>,
) -> Option<(FactKind, Option<RejectionReason>)> {
    let clause = sentence.clauses.get(sentence.clause_at(range.start))?;
    let kind = match rule {
        MODEL_RULE if !has_model(document.text(), clause) => return None,
        _ if rule.starts_with("document/") => FactKind::Document,
        _ if rule.starts_with("action/") => FactKind::CustomerAction,
        _ => return None,
    };
    let asked = sentence.is_question().then_some(RejectionReason::Open);
    let reason = asked.or_else(|| scope::rejection(document, clause, range)).or_else(|| {
        let other = kind == FactKind::CustomerAction && actor::is_another(document.text(), clause, range);
        other.then_some(RejectionReason::NotByCustomer)
    });
    Some((kind, reason))
}

fn touch(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

fn is_excepted(range: &Range<usize>, exceptions: &[Range<usize>]) -> bool {
    exceptions.iter().any(|exception| {
        let inside = range.start <= exception.start && exception.end <= range.end && exception != range;
        touch(exception, range) && !inside
    })
}

/// Whether a product model stands in the clause: letters with digits, as in S7-1200 or BX20.
fn has_model(text: &str, clause: &Range<usize>) -> bool {
    let clause = text.get(clause.clone()).unwrap_or_default();
    models(clause).next().is_some()
}

/// The product models of `text`.
fn models(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let start = at + rest.find(is_part)?;
        let token = text.get(start..)?;
        let end = start + token.find(|c| !is_part(c)).unwrap_or(token.len());
        at = end;
        Some(start..end)
    })
    .filter(|range| text.get(range.clone()).is_some_and(is_model))
}

fn is_model(token: &str) -> bool {
    let letters = token.chars().filter(char::is_ascii_alphabetic).count();
    let digits = token.chars().filter(char::is_ascii_digit).count();
    let is_version = token.starts_with(['V', 'v']) && letters == 1;
    letters >= 1
        && digits >= 1
        && token.chars().count() >= 3
        && token.starts_with(|c: char| c.is_ascii_alphabetic())
        && !is_version
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    fn kinds(text: &str) -> Vec<FactKind> {
        let document = Document::new(text, NaiveDate::from_ymd_opt(2026, 11, 25).unwrap());
        let mut kinds: Vec<FactKind> = find(&document, 0).done.into_iter().map(|fact| fact.kind).collect();
        kinds.dedup();
        kinds
    }

    #[test]
    fn the_shipped_words_parse() {
        assert_eq!(GRAMMAR.as_ref().err(), None);
    }

    #[test]
    fn what_the_customer_did_is_an_action() {
        for text in [
            "客户当场下单",
            "货款已到账",
            "对方要求我们报价",
            "张工索要样品",
            "客户下载了方案",
            "采购回复邮件",
            "对方预约了演示",
            "王工提供了接线图",
            "当天签约",
        ] {
            assert!(kinds(text).contains(&FactKind::CustomerAction), "{text}");
        }
    }

    #[test]
    fn what_has_not_happened_proves_nothing() {
        for text in [
            "客户没下单",
            "还没有正式签约",
            "答应打款",
            "计划付款",
            "如果下单就送货",
            "客户付款方式没定",
            "下单意愿一般",
            "催客户打款",
            "我方付款",
            "试用反馈一般",
            "点头表示认可",
        ] {
            assert!(!kinds(text).contains(&FactKind::CustomerAction), "{text}");
        }
    }

    #[test]
    fn what_others_did_is_no_action_of_the_customer() {
        for text in [
            "我付款买了两盒样品",
            "已回复客户邮件",
            "我给店主提供了图纸",
            "同行下单了",
            "别家客户签约了",
            "小程序账号已经开通",
            "对手付款快",
        ] {
            assert!(!kinds(text).contains(&FactKind::CustomerAction), "{text}");
        }
        for text in [
            "我催老板付款了",
            "跟我签约了",
            "顾客开通了会员",
            "店主加了我微信",
            "客户给我们提供了图纸",
            "客户从同行那拿货了",
        ] {
            assert!(kinds(text).contains(&FactKind::CustomerAction), "{text}");
        }
    }

    #[test]
    fn a_document_counts_with_a_finished_action() {
        for text in [
            "已发报价单V3",
            "签了合同",
            "客户确认型号S7-1200",
            "图纸已寄出",
            "签了《框架协议》",
        ] {
            assert!(kinds(text).contains(&FactKind::Document), "{text}");
        }
        for text in [
            "发了一些东西",
            "准备发报价单",
            "合同没签",
            "对S7-1200看好",
            "要求提供检测报告",
        ] {
            assert!(!kinds(text).contains(&FactKind::Document), "{text}");
        }
    }
}
