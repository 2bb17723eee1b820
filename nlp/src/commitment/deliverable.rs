//! What is owed: 接口文档 in 把接口文档发来, else the deed with its object: 打款30万.

use std::ops::Range;

use super::{extent::trim_end, lexicon::Role, party::Promised, scene::Scene};

/// What the promise is about, in the first clause of it that delivers something.
pub(super) fn of(scene: &Scene<'_>, promised: &Promised<'_>) -> Option<Range<usize>> {
    let deeds = || {
        let tokens = scene.tokens_in(promised.behind.clone()).iter();
        tokens.filter(|token| matches!(token.role, Role::Delivery { .. }))
    };
    // 去送样 is 送样.
    let is_light = |range: &Range<usize>| matches!(scene.text(range.clone()), "去" | "来");
    let first = &deeds().next()?.range;
    let deed = deeds()
        .map(|token| &token.range)
        .find(|range| is_light(first) && range.start == first.end)
        .unwrap_or(first);
    let clause = scene.clause(deed.start);
    let start = clause.start.max(promised.behind.start);
    let end = clause.end.min(promised.behind.end);
    // The thing stands between 把 and what is done with it, or behind the deed.
    let thing = || {
        let thing = start + scene.text(start..deed.end).find('把')? + '把'.len_utf8();
        let done = deeds().find(|token| thing < token.range.start && token.range.end <= end)?;
        Some(thing..done.range.start)
    };
    let range = thing().unwrap_or(deed.start..end);
    let range = range.start..trim_end(scene.text(range.clone()), range.start);
    (!range.is_empty()).then_some(range)
}
