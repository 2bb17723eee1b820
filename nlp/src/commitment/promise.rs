//! From a marker to a promise: whether it is one.

use std::ops::Range;

use super::{
    Party, Promise, deliverable,
    due::{due, is_ahead},
    extent, hindrance,
    lexicon::{Marker, Role, Token},
    party::{self, Promised},
    scene::Scene,
};

/// Characters behind a marker that leave it without an object: 答应得爽快, 承诺的事, 答应不了.
const NO_OBJECT: [&str; 26] = [
    "时效",
    "时限",
    "期限",
    "时间",
    "内容",
    "着",
    "考虑",
    "再考虑",
    "研究",
    "看看",
    "想想",
    "试试",
    "的",
    "得",
    "不了",
    "不下",
    "是",
    "书",
    "函",
    "金",
    "期内",
    "交期",
    "周期",
    "事项",
    "、",
    "与否",
];

/// Words behind 会 and 将 that leave no doubt about the future tense.
const FUTURE: [&str; 22] = [
    "在", "于", "把", "给", "向", "由", "派", "先", "按", "陆续", "尽快", "再", "为", "安排", "跟", "对", "准时",
    "如期", "按时", "分", "全部", "一次",
];

/// The promise that `marker` makes, if it makes one; `before` is where the text may begin to name its subject.
pub(super) fn read(scene: &Scene<'_>, token: &Token, marker: Marker, before: usize) -> Option<Promise> {
    let at = token.range.clone();
    let clause = scene.clause(at.start);
    if !hindrance::may_promise(scene, &at, marker) || hindrance::is_hindered(scene, &at, &clause, marker) {
        return None;
    }
    let before = clause.start.max(before)..at.start;
    let end = extent::end(scene, &at, &clause);
    let behind = at.end..end;
    let promised = Promised {
        marker,
        subject: party::subject(scene, before.clone()),
        at,
        before,
        behind,
    };
    if !has_object(scene, &promised.at, &promised.behind) {
        return granted(scene, &promised, &clause);
    }
    let needs_met = match marker {
        Marker::Given => true,
        Marker::Agreed => is_timed(scene, &promised) || delivers(scene, &promised, tells_debtor),
        Marker::Settled => {
            is_timed(scene, &promised)
                && (delivers(scene, &promised, tells_debtor) || is_about_delivery(scene, &promised))
        }
        Marker::Assured => is_timed(scene, &promised) || assures_delivery(scene, &promised),
        Marker::Ensured => {
            let subject = promised.subject.is_some_and(|subject| subject.side.is_some());
            subject && has_time_ahead(scene, &promised.behind) && delivers(scene, &promised, hands_over)
        }
        Marker::Assented => has_time_ahead(scene, &promised.behind) && delivers(scene, &promised, tells_debtor),
        Marker::Confirmed => has_deadline(scene, &promised) && delivers(scene, &promised, |_| true),
        Marker::Will => is_future_tense(scene, &promised),
    };
    if !needs_met {
        return None;
    }
    let start = extent::start(scene, &promised);
    Some(Promise {
        range: start..extent::trim_end(scene.text(start..end), start),
        by: party::debtor(scene, &promised),
        due: due(scene, &promised),
        deliverable: deliverable::of(scene, &promised),
        person: party::person(scene, &promised),
    })
}

/// A promise whose object stands in the clause before: 客户要周五前送样，我答应了.
fn granted(scene: &Scene<'_>, promised: &Promised<'_>, clause: &Range<usize>) -> Option<Promise> {
    let said = scene.text(promised.behind.clone()).trim();
    let before = scene.previous_clause(clause)?;
    let is_asked = scene
        .tokens_in(before.clone())
        .iter()
        .any(|token| tells_debtor(token.role));
    let is_granted = promised.marker == Marker::Given && matches!(said, "" | "了" | "下来" | "下来了") && is_asked;
    let asked = Promised {
        marker: promised.marker,
        at: promised.at.clone(),
        before: before.clone(),
        behind: before.clone(),
        subject: promised.subject,
    };
    let start = before.start + extent::list_number(scene.text(before));
    is_granted.then(|| Promise {
        range: start..extent::trim_end(scene.text(start..clause.end), start),
        by: promised.subject.and_then(|subject| subject.side).unwrap_or(Party::Us),
        due: due(scene, &asked),
        deliverable: deliverable::of(scene, &asked),
        person: party::person(scene, &asked),
    })
}

/// Whether something is promised at all.
fn has_object(scene: &Scene<'_>, at: &Range<usize>, behind: &Range<usize>) -> bool {
    let object = scene.text(behind.clone());
    let object = object.strip_prefix("下来").unwrap_or(object);
    let object = object.trim_start_matches(['了', '过', '说', '，', ',', '：', ':', ' ', '“', '"', '「']);
    let direct = scene.text(at.end..behind.end);
    if is_attribute(scene, at, behind) {
        return false;
    }
    object.chars().count() >= 2 && !NO_OBJECT.iter().any(|word| direct.starts_with(word))
}

fn delivers(scene: &Scene<'_>, promised: &Promised<'_>, suffices: impl Fn(Role) -> bool) -> bool {
    let tokens = scene.tokens_in(promised.behind.clone());
    tokens
        .iter()
        .any(|token| matches!(token.role, Role::Delivery { .. }) && suffices(token.role))
}

/// Whether what is settled stands right before the marker: 培训敲定下周一.
fn is_about_delivery(scene: &Scene<'_>, promised: &Promised<'_>) -> bool {
    let last = scene.tokens_in(promised.before.clone()).last();
    last.is_some_and(|token| {
        let between = scene.text(token.range.end..promised.at.start);
        tells_debtor(token.role) && matches!(between, "" | "时间" | "日期" | "的时间" | "已" | "已经" | "也" | "都")
    })
}

/// Whether the marker only tells which thing is meant: 答应客户的样品已寄, but not 答应客户的要求.
fn is_attribute(scene: &Scene<'_>, at: &Range<usize>, behind: &Range<usize>) -> bool {
    let of = |end: usize| scene.text(end..behind.end).starts_with('的');
    let given = scene
        .tokens_in(behind.clone())
        .first()
        .filter(|token| token.range.start == at.end);
    if given.is_some_and(|token| matches!(token.role, Role::Delivery { .. }) && of(token.range.end)) {
        return true;
    }
    let Some(receiver) = scene.mentions_in(behind.clone()).first() else {
        return false;
    };
    let thing = scene.text(receiver.range.end..behind.end).strip_prefix('的');
    matches!(scene.text(at.end..receiver.range.start), "" | "了" | "给" | "过")
        && thing.is_some_and(|thing| {
            !["要求", "请求", "条件", "诉求"]
                .iter()
                .any(|word| thing.starts_with(word))
        })
}

/// A delivery that says more than 去 or 做.
pub(super) fn tells_debtor(role: Role) -> bool {
    matches!(role, Role::Delivery { by, is_strong } if by.is_some() || is_strong)
}

fn hands_over(role: Role) -> bool {
    matches!(role, Role::Delivery { is_strong: true, .. })
}

/// 客户保证付款, 我方保证按期交付. Else we assure a delivery only with its time: 保证发货质量 is talk.
fn assures_delivery(scene: &Scene<'_>, promised: &Promised<'_>) -> bool {
    let text = scene.text(promised.behind.clone());
    let in_time = || {
        ["按期", "按时", "准时", "如期", "及时", "按约"]
            .iter()
            .any(|word| text.starts_with(word))
    };
    let side = promised.subject.and_then(|subject| subject.side);
    side.is_some_and(|side| side == Party::Customer || in_time()) && delivers(scene, promised, hands_over)
}

fn is_timed(scene: &Scene<'_>, promised: &Promised<'_>) -> bool {
    let is_vague = |token: &Token| token.role == Role::VagueTime;
    due(scene, promised).is_some() || scene.tokens_in(promised.behind.clone()).iter().any(is_vague)
}

fn has_deadline(scene: &Scene<'_>, promised: &Promised<'_>) -> bool {
    scene
        .document
        .times_in(&promised.behind)
        .any(|time| time.is_deadline() && is_ahead(scene, time))
}

fn has_time_ahead(scene: &Scene<'_>, range: &Range<usize>) -> bool {
    scene.document.times_in(range).any(|time| is_ahead(scene, time))
}

/// Whether 会 or 将 promises: a party hands something over at a time ahead.
fn is_future_tense(scene: &Scene<'_>, promised: &Promised<'_>) -> bool {
    let behind = promised.behind.clone();
    let text = scene.text(behind.clone());
    let begins = scene
        .document
        .times_in(&behind)
        .any(|time| time.range.start == behind.start)
        || scene.tokens_in(behind.clone()).first().is_some_and(|token| {
            token.range.start == behind.start && matches!(token.role, Role::Delivery { .. } | Role::VagueTime)
        })
        || FUTURE.iter().any(|word| text.starts_with(word))
        || scene.text(promised.at.clone()).chars().count() > 1;
    let day = scene.document.date();
    let around = promised.before.start..behind.end;
    let has_time = scene.document.times_in(&around).any(|time| time.is_future(day));
    let gives_object = text.contains('把') && delivers(scene, promised, |_| true);
    let ours = |role| {
        matches!(
            role,
            Role::Delivery {
                by: Some(Party::Us),
                is_strong: true
            }
        )
    };
    let has_receiver = (text.contains('把') || text.contains('给'))
        && (!scene.mentions_in(around).is_empty() || delivers(scene, promised, ours));
    let has_party = promised.subject.is_some() || has_receiver;
    begins && has_time && has_party && (gives_object || delivers(scene, promised, hands_over))
}
