//! How far the span of a promise reaches: from its subject to the end of what is owed.

use std::ops::Range;

use super::{
    due::is_ahead,
    lexicon::{Marker, Role, Token},
    party::{self, Promised},
    promise::tells_debtor,
    scene::{Scene, floor},
};

/// A subject this far before its marker, in bytes, still begins the clause; one further away begins the span itself.
const CLAUSE_START: usize = 75;

/// Words that a clause begins with which completes the one before.
const COMPLETES: [&str; 16] = [
    "并",
    "以及",
    "连同",
    "连带",
    "含",
    "附",
    "同时",
    "一并",
    "包括",
    "其中",
    "再把",
    "顺便把",
    "到时",
    "剩下",
    "余下",
    "另附",
];

/// Words that a clause begins with which says when.
const TELLS_WHEN: [&str; 10] = [
    "时间",
    "日期",
    "定在",
    "约在",
    "最迟",
    "最晚",
    "截止",
    "期限",
    "不晚于",
    "时间定",
];

/// Where the promise ends: with its clause, or with those that complete it, or before the next promise in it.
pub(super) fn end(scene: &Scene<'_>, at: &Range<usize>, clause: &Range<usize>) -> usize {
    let mut end = clause.end;
    if let Some(limit) = next_promise(scene, at.end..end) {
        return limit;
    }
    let mut last = clause.clone();
    while let Some(next) = scene.next_clause(&last) {
        let said = at.end..end;
        let is_open = !scene
            .tokens_in(said.clone())
            .iter()
            .any(|token| matches!(token.role, Role::Delivery { .. }))
            && scene.text(said.clone()).chars().count() < 12;
        let text = scene.text(next.clone());
        // 答应了，当场签了合同 is done, and what somebody asks for is not owed by him.
        let is_other_matter = text.contains('了')
            || [
                "要求", "让", "催", "但", "不过", "就等", "只等", "等", "就差", "还差", "结果", "可惜", "却",
            ]
            .iter()
            .any(|word| text.starts_with(word));
        let completes = COMPLETES.iter().any(|word| text.trim_start().starts_with(word));
        let is_vague = scene
            .tokens_in(said.clone())
            .iter()
            .any(|token| token.role == Role::VagueTime);
        let times_it = !is_vague
            && !has_time_ahead(scene, &said)
            && has_time_ahead(scene, &next)
            && names_nobody_new(scene, &next);
        let tells_when =
            TELLS_WHEN.iter().any(|word| text.trim_start().starts_with(word)) && has_time_ahead(scene, &next);
        let begins_another = scene.tokens_in(next.clone()).iter().any(is_marker);
        if begins_another
            || !(completes || tells_when || !is_other_matter && (is_open || times_it))
            || next.end.saturating_sub(at.start) > 3 * CLAUSE_START
        {
            break;
        }
        end = next.end;
        last = next;
    }
    end
}

fn has_time_ahead(scene: &Scene<'_>, range: &Range<usize>) -> bool {
    scene.document.times_in(range).any(|time| is_ahead(scene, time))
}

/// Whether a clause goes on about what is owed: it delivers something, and nobody else acts in it.
fn names_nobody_new(scene: &Scene<'_>, clause: &Range<usize>) -> bool {
    let begins_with_time = scene
        .document
        .times_in(clause)
        .any(|time| time.range.start == clause.start);
    let delivers = |token: &Token| match token.role {
        Role::Delivery { .. } => begins_with_time || tells_debtor(token.role),
        _ => false,
    };
    scene.tokens_in(clause.clone()).iter().any(delivers) && party::subject(scene, clause.clone()).is_none()
}

/// Where the subject of another promise in `range` begins.
fn next_promise(scene: &Scene<'_>, range: Range<usize>) -> Option<usize> {
    let marker = scene.tokens_in(range.clone()).iter().find(|token| is_marker(token))?;
    let subject = party::subject(scene, range.start..marker.range.start)?;
    (subject.range.start > range.start).then_some(subject.range.start)
}

fn is_marker(token: &Token) -> bool {
    matches!(
        token.role,
        Role::Marker(Marker::Given | Marker::Agreed | Marker::Settled | Marker::Assured)
    )
}

/// Where the span begins: with the clause, without its list number, or with the subject where the clause is long.
pub(super) fn start(scene: &Scene<'_>, promised: &Promised<'_>) -> usize {
    let clause = promised.before.clone();
    if promised.at.start - clause.start <= CLAUSE_START {
        return clause.start + list_number(scene.text(clause));
    }
    match promised.subject {
        Some(subject) => subject.range.start,
        None => floor(scene.document.text(), promised.at.start.saturating_sub(CLAUSE_START)).max(clause.start),
    }
}

/// How many bytes of blanks, bullets and list numbers `clause` begins with: `1. `, `（2）`, `③`, `- `.
pub(super) fn list_number(clause: &str) -> usize {
    let rest = clause.trim_start();
    let numbered = rest
        .trim_start_matches(['(', '（'])
        .trim_start_matches(|c: char| c.is_ascii_digit());
    let is_mark = |c: char| matches!(c, '.' | '、' | ')' | '）' | '．');
    let is_date = |text: &str| text.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    let rest = match numbered.chars().next() {
        Some(c) if numbered.len() < rest.len() && is_mark(c) && !is_date(numbered) => {
            numbered.trim_start_matches(is_mark)
        }
        _ => rest,
    };
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || "-·•*●■◆—>①②③④⑤⑥⑦⑧⑨⑩".contains(c));
    clause.len() - rest.len()
}

pub(super) fn trim_end(text: &str, start: usize) -> usize {
    start
        + text
            .trim_end_matches(|c: char| c.is_whitespace() || "，,。；;、：:!！".contains(c))
            .len()
}
