//! Finished actions: what the customer did (A) and what was done with a named document or model (D).
//!
//! Words for actions are data (`resources/fact/`). Whether the action happened is decided from what stands before it:
//! a negated, planned, promised, asked-for or conditional action proves nothing.

use std::{ops::Range, sync::LazyLock};

use crate::{
    document::Document,
    grammar::{Grammar, SyntaxError},
};

use super::{Fact, FactKind, actor};

/// A unit test proves that the files parse.
static GRAMMAR: LazyLock<Result<Grammar, SyntaxError>> = LazyLock::new(|| {
    Grammar::parse(&[
        include_str!("../../resources/fact/actions.txt"),
        include_str!("../../resources/fact/documents.txt"),
    ])
});

/// The rule of verbs that prove something only together with a model.
const MODEL_RULE: &str = "document/model";

/// How many characters before an action bear on it.
const NEAR: usize = 20;

/// Characters right before an action that deny it.
const DENIALS: [&str; 16] = [
    "没", "没有", "未", "尚未", "不", "无", "拒绝", "拒", "别", "勿", "难以", "取消", "停止", "还没", "不肯", "未能",
];

/// Words before an action in its clause that put it off, unless it is marked as finished.
const PLANS: [&str; 58] = [
    "计划", "打算", "准备", "考虑", "拟", "将", "需要", "承诺", "答应", "保证", "约定", "说好", "应承", "争取", "希望",
    "预计", "估计", "可能", "应该", "愿意", "同意", "可以", "催", "等", "待", "要求", "让我", "请", "建议", "允许",
    "尽快", "尽早", "近期", "马上", "下周", "下月", "明天", "后天", "月底", "年底", "年后", "节后", "再", "会在", "想",
    "要在", "推动", "促成", "促使", "说要", "讲好", "必须", "就能", "才能", "有望", "能够", "力争", "安排",
];

/// Characters right before an action that put it off.
const PLAN_CHARS: &str = "要会将想待等需可能请让催再才后前就";

/// Words that make an action a condition or a question, finished or not.
const OPEN: [&str; 24] = [
    "如果",
    "如",
    "若",
    "要是",
    "万一",
    "一旦",
    "只要",
    "除非",
    "是否",
    "是不是",
    "有没有",
    "能否",
    "能不能",
    "可否",
    "会不会",
    "问",
    "假如",
    "倘若",
    "等",
    "何时",
    "什么时候",
    "谁",
    "哪天",
    "怎么",
];

/// The finished actions of a sentence.
pub(super) fn find(document: &Document<'_>, sentence: usize) -> Vec<Fact> {
    let (Ok(grammar), Some(found)) = (GRAMMAR.as_ref(), document.sentences().get(sentence)) else {
        return Vec::new();
    };
    let Some(text) = document.text().get(found.range.clone()) else {
        return Vec::new();
    };
    if found.is_question() {
        return Vec::new();
    }
    let matches = grammar.find(text);
    let moved = |range: &Range<usize>| range.start + found.range.start..range.end + found.range.start;
    let exceptions: Vec<Range<usize>> = matches
        .iter()
        .filter(|found| found.exception)
        .map(|found| moved(&found.range))
        .collect();
    let mut facts = Vec::new();
    for matched in matches.iter().filter(|found| !found.exception) {
        let range = moved(&matched.range);
        let rule = grammar.rules().get(matched.rule).map(|rule| rule.id.as_str());
        let Some(clause) = found.clauses.get(found.clause_at(range.start)) else {
            continue;
        };
        if is_excepted(&range, &exceptions) || !happened(document, clause, &range) {
            continue;
        }
        let kind = match rule {
            Some(MODEL_RULE) if !has_model(document.text(), clause) => continue,
            Some(rule) if rule.starts_with("document/") => FactKind::Document,
            _ if actor::is_another(document.text(), clause, &range) => continue,
            _ => FactKind::CustomerAction,
        };
        facts.push(Fact { kind, range });
    }
    facts
}

fn is_excepted(range: &Range<usize>, exceptions: &[Range<usize>]) -> bool {
    exceptions.iter().any(|exception| {
        let touches = exception.start < range.end && range.start < exception.end;
        let inside = range.start <= exception.start && exception.end <= range.end && exception != range;
        touches && !inside
    })
}

/// Whether the action at `range` is told as something that has happened.
fn happened(document: &Document<'_>, clause: &Range<usize>, range: &Range<usize>) -> bool {
    let text = document.text();
    let before = near_before(text, clause, range);
    if OPEN.iter().any(|word| before.contains(word)) {
        return false;
    }
    let plain = before
        .trim_end_matches("已经")
        .trim_end_matches(['已', '能', '再', '有', '曾', '来']);
    if DENIALS.iter().any(|word| plain.ends_with(word)) || denied_nearby(plain) {
        return false;
    }
    if is_marked_finished(text, before, range) {
        return true;
    }
    if PLANS.iter().any(|word| before.contains(word)) || before.ends_with(|c| PLAN_CHARS.contains(c)) {
        return false;
    }
    let lead = range.start - before.len()..range.start;
    !document.times_in(&lead).any(|time| time.is_future(document.date()))
}

/// What stands before `range` in its clause, as far as it can bear on it.
pub(super) fn near_before<'t>(text: &'t str, clause: &Range<usize>, range: &Range<usize>) -> &'t str {
    last_chars(text.get(clause.start..range.start).unwrap_or_default(), NEAR)
}

pub(super) fn last_chars(text: &str, count: usize) -> &str {
    let length: usize = text.chars().rev().take(count).map(char::len_utf8).sum();
    text.get(text.len() - length..).unwrap_or(text)
}

/// Whether a denial stands a few characters before: 没当场签约, 还没有正式下单.
fn denied_nearby(before: &str) -> bool {
    let near = last_chars(before, 5);
    ["没", "未", "不肯", "不愿", "不打算", "不会", "拒"]
        .iter()
        .any(|word| near.contains(word))
}

fn is_marked_finished(text: &str, before: &str, range: &Range<usize>) -> bool {
    let action = text.get(range.clone()).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    let marks = ['了', '过', '完', '已'];
    (action.contains(marks) && !action.contains("了解"))
        || (after.starts_with(marks) && !after.starts_with("了解"))
        || ["已", "已经", "刚", "刚刚", "当场", "现场", "都"]
            .iter()
            .any(|word| before.ends_with(word))
}

/// Whether a product model stands in the clause: letters with digits, as in S7-1200 or BX20.
fn has_model(text: &str, clause: &Range<usize>) -> bool {
    let clause = text.get(clause.clone()).unwrap_or_default();
    clause
        .split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))
        .any(is_model)
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
        let mut kinds: Vec<FactKind> = find(&document, 0).into_iter().map(|fact| fact.kind).collect();
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
