//! From a marker to a promise: whether it is one, how far it reaches, and when it is due.

use std::ops::Range;

use chrono::NaiveTime;

use super::{
    DueRange, Party, Promise,
    lexicon::{Hindrance, Marker, Role, Token, lexicon},
    party::{self, Promised},
    scene::{Scene, floor},
};
use crate::time::{TimeMatch, TimePoint};

/// A subject this far before its marker, in bytes, still begins the clause; one further away begins the span itself.
const CLAUSE_START: usize = 75;

/// Characters behind a marker that leave it without an object: 答应得爽快, 承诺的事, 答应不了.
const NO_OBJECT: [&str; 19] = [
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
    "事项",
    "、",
    "与否",
];

/// Words before a marker that make it a noun: 做出的承诺, 兑现承诺.
const NOUN_BEFORE: [&str; 16] = [
    "的", "份", "兑现", "履行", "违背", "服务", "质量", "价格", "品质", "一个", "这个", "那个", "各项", "项", "信用",
    "售后",
];

/// Words that make a condition of the promise behind them: 等客户答应, 如答应.
const CONDITIONS: [&str; 8] = ["如", "若", "待", "等", "倘", "等到", "除非", "只要"];

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

/// Words behind 会 and 将 that leave no doubt about the future tense.
const FUTURE: [&str; 22] = [
    "在", "于", "把", "给", "向", "由", "派", "先", "按", "陆续", "尽快", "再", "为", "安排", "跟", "对", "准时",
    "如期", "按时", "分", "全部", "一次",
];

/// The promise that `marker` makes, if it makes one; `before` is where the text may begin to name its subject.
pub(super) fn read(scene: &Scene<'_>, token: &Token, marker: Marker, before: usize) -> Option<Promise> {
    let at = token.range.clone();
    let clause = scene.clause(at.start);
    let before = clause.start.max(before)..at.start;
    let end = extent(scene, &at, &clause);
    let behind = at.end..end;
    if is_hindered(scene, &at, &clause, marker) {
        return None;
    }
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
        Marker::Settled => is_timed(scene, &promised) && delivers(scene, &promised, tells_debtor),
        Marker::Assured => is_timed(scene, &promised) || assures_delivery(scene, &promised),
        Marker::Confirmed => has_deadline(scene, &promised) && delivers(scene, &promised, |_| true),
        Marker::Will => is_future_tense(scene, &promised),
    };
    if !needs_met {
        return None;
    }
    let start = start(scene, &promised);
    Some(Promise {
        range: start..trim_end(scene.text(start..end), start),
        by: party::debtor(scene, &promised),
        due: due(scene, &promised),
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
    let start = before.start + list_number(scene.text(before));
    is_granted.then(|| Promise {
        range: start..trim_end(scene.text(start..clause.end), start),
        by: promised.subject.and_then(|subject| subject.side).unwrap_or(Party::Us),
        due: due(scene, &asked),
    })
}

/// Whether something keeps the marker from being a promise.
fn is_hindered(scene: &Scene<'_>, at: &Range<usize>, clause: &Range<usize>, marker: Marker) -> bool {
    let before = scene.text(clause.start..at.start);
    let asked = scene.document.sentences().get(scene.sentence).is_some_and(|sentence| {
        let is_last = sentence.clause_at(at.start) + 1 == sentence.clauses.len();
        is_last && sentence.is_question()
    });
    let subject = party::subject(scene, clause.start..at.start).map_or(at.start, |subject| subject.range.start);
    let is_condition = [before, scene.text(clause.start..subject)]
        .iter()
        .any(|head| CONDITIONS.iter().any(|word| head.trim_end().ends_with(word)));
    asked
        || is_condition
        || is_negated(before)
        || NOUN_BEFORE.iter().any(|word| before.ends_with(word))
        || scene.tokens_in(clause.clone()).iter().any(|token| match token.role {
            Role::Hindrance(Hindrance::Before) => token.range.end <= at.start,
            Role::Hindrance(Hindrance::Question) => true,
            Role::Hindrance(Hindrance::Guess) => marker == Marker::Will,
            _ => false,
        })
}

/// Whether a negation stands right before, with nothing but adverbs between: 没明确答应.
fn is_negated(before: &str) -> bool {
    let lexicon = lexicon();
    let mut head = before.trim_end();
    // A clause has few adverbs in a row; the bound keeps a long line of them from being read over and over.
    for _ in 0..4 {
        let ends = |words: &[&'static str]| words.iter().any(|word| head.ends_with(word));
        if ends(&lexicon.no_negations) {
            return false;
        }
        if ends(&lexicon.negations) {
            return true;
        }
        match lexicon.adverbs.iter().find_map(|adverb| head.strip_suffix(adverb)) {
            Some(shorter) => head = shorter,
            None => return false,
        }
    }
    false
}

/// Whether something is promised at all.
fn has_object(scene: &Scene<'_>, at: &Range<usize>, behind: &Range<usize>) -> bool {
    let object = scene.text(behind.clone());
    let object = object.strip_prefix("下来").unwrap_or(object);
    let object = object.trim_start_matches(['了', '过', '说', '，', ',', '：', ':', ' ', '“', '"', '「']);
    let direct = scene.text(at.end..behind.end);
    object.chars().count() >= 2 && !NO_OBJECT.iter().any(|word| direct.starts_with(word))
}

/// Where the promise ends: with its clause, or with those that complete it, or before the next promise in it.
fn extent(scene: &Scene<'_>, at: &Range<usize>, clause: &Range<usize>) -> usize {
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
        let completes = COMPLETES.iter().any(|word| text.trim_start().starts_with(word));
        let times_it = !has_time_ahead(scene, &said) && has_time_ahead(scene, &next) && names_nobody_new(scene, &next);
        let begins_another = scene.tokens_in(next.clone()).iter().any(is_marker);
        if begins_another || !(is_open || completes || times_it) || next.end.saturating_sub(at.start) > 3 * CLAUSE_START
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
    let delivers = |token: &Token| tells_debtor(token.role);
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
        Role::Marker(Marker::Given | Marker::Agreed | Marker::Assured)
    )
}

fn delivers(scene: &Scene<'_>, promised: &Promised<'_>, suffices: impl Fn(Role) -> bool) -> bool {
    let tokens = scene.tokens_in(promised.behind.clone());
    tokens
        .iter()
        .any(|token| matches!(token.role, Role::Delivery { .. }) && suffices(token.role))
}

/// A delivery that says more than 去 or 做.
fn tells_debtor(role: Role) -> bool {
    matches!(role, Role::Delivery { by, is_strong } if by.is_some() || is_strong)
}

fn hands_over(role: Role) -> bool {
    matches!(role, Role::Delivery { is_strong: true, .. })
}

/// 客户保证付款. We assure a delivery only with its time: 保证发货质量 is talk.
fn assures_delivery(scene: &Scene<'_>, promised: &Promised<'_>) -> bool {
    promised
        .subject
        .is_some_and(|subject| subject.side == Some(Party::Customer))
        && delivers(scene, promised, hands_over)
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
    let has_party =
        promised.subject.is_some() || scene.mentions_in(around).iter().any(|mention| mention.side.is_some());
    let gives_object = text.contains('把') && delivers(scene, promised, |_| true);
    begins && has_time && has_party && (gives_object || delivers(scene, promised, hands_over))
}

/// Where the span begins: with the clause, without its list number, or with the subject where the clause is long.
fn start(scene: &Scene<'_>, promised: &Promised<'_>) -> usize {
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
fn list_number(clause: &str) -> usize {
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

fn trim_end(text: &str, start: usize) -> usize {
    start
        + text
            .trim_end_matches(|c: char| c.is_whitespace() || "，,。；;、：:!！".contains(c))
            .len()
}

/// The first time of the promise that lies ahead, before all a deadline; where there is none, one right before the
/// marker (周五前他答应打款).
fn due(scene: &Scene<'_>, promised: &Promised<'_>) -> Option<DueRange> {
    let document = scene.document;
    let of_what_is_owed = |time: &&TimeMatch| !scene.text(time.range.end..promised.behind.end).starts_with('的');
    let behind: Vec<&TimeMatch> = document
        .times_in(&promised.behind)
        .filter(|time| is_ahead(scene, time))
        .filter(of_what_is_owed)
        .collect();
    let deadline = behind
        .iter()
        .find(|time| time.is_deadline())
        .or(behind.first())
        .copied();
    let before = || {
        let times = document
            .times_in(&promised.before)
            .filter(|time| time.is_future(document.date()));
        times.last()
    };
    let time = deadline.or_else(before)?;
    let is_length = scene.text(time.range.clone()).contains("小时");
    let is_length = scene.text(time.range.clone()).contains("小时");
    let end = match time.to {
        // Midnight is the end of the day before (今晚12点前), but 48小时内 is two days.
        TimePoint::DateTime(to) if to.time() == NaiveTime::MIN && !is_length && time.from < time.to => {
            to.date().pred_opt()?
        }
        to => to.date(),
    };
    Some(DueRange {
        start: time.from.date().min(end),
        end,
    })
}

fn is_ahead(scene: &Scene<'_>, time: &TimeMatch) -> bool {
    time.to.date() >= scene.document.date()
}
