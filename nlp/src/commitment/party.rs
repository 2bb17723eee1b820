//! Who owes what is promised: the subject, in whatever clause it stands, else the receiver, else who usually owes it.

use std::ops::Range;

use super::{
    Party,
    lexicon::{Marker, Role},
    scene::{Mention, Scene},
};

/// How far before a marker its subject can stand, in bytes.
const REACH: usize = 240;

/// Words between a marker and the party that receives the promise.
const RECEIVES: [&str; 12] = [
    "", "了", "过", "给", "了给", "要给", "先给", "会给", "为", "向", "了为", "帮",
];

/// Words behind a name that make it part of something else: 客户的合同.
const OF: [&str; 8] = ["的", "那", "处", "家里", "这边的", "手里", "名下", "账"];

/// A marker with the text before it that can name its subject and the text of the promise behind it.
pub(super) struct Promised<'s> {
    pub(super) marker: Marker,
    pub(super) at: Range<usize>,
    /// From the beginning of the clause, or from behind the promise before.
    pub(super) before: Range<usize>,
    pub(super) behind: Range<usize>,
    pub(super) subject: Option<&'s Mention>,
}

/// The mention that acts in `range`: the last one that is no object.
pub(super) fn subject<'s>(scene: &'s Scene<'_>, range: Range<usize>) -> Option<&'s Mention> {
    scene.mentions_in(range).iter().rev().find(|mention| !mention.is_object)
}

/// The person of a promise: who promises, else who is promised, else whoever is named in it.
pub(super) fn person(scene: &Scene<'_>, promised: &Promised<'_>) -> Option<Range<usize>> {
    let whole = promised.before.start..promised.behind.end;
    let of = |mention: &Mention| mention.person.clone();
    promised
        .subject
        .and_then(of)
        .or_else(|| receiver(scene, promised).and_then(of))
        .or_else(|| scene.mentions_in(whole).iter().find_map(of))
}

/// Who owes it.
pub(super) fn debtor(scene: &Scene<'_>, promised: &Promised<'_>) -> Party {
    let usual = || scene.usual_debtor(promised.behind.clone());
    let named = match promised.marker {
        Marker::Agreed | Marker::Settled => agreed(scene, promised),
        _ => given(scene, promised),
    };
    named
        .or_else(usual)
        .or_else(|| spoken_of(scene, promised))
        .unwrap_or(match promised.subject {
            Some(_) => Party::Customer,
            None => Party::Us,
        })
}

/// A promise is owed by its subject: 客户答应我们. Without one, it is not owed by its receiver: 答应客户.
fn given(scene: &Scene<'_>, promised: &Promised<'_>) -> Option<Party> {
    if let Some(subject) = promised.subject {
        return subject.side;
    }
    let receiver = receiver(scene, promised).or_else(|| scene.mentions_in(promised.before.clone()).last());
    receiver.and_then(|receiver| receiver.side).map(other)
}

/// An agreement is owed by whoever acts in it: 约定他们回传. With a partner (跟王工说好) the delivery tells.
fn agreed(scene: &Scene<'_>, promised: &Promised<'_>) -> Option<Party> {
    if let Some(actor) = actor(scene, promised) {
        return actor.side.or_else(|| scene.usual_debtor(promised.behind.clone()));
    }
    let has_partner = scene
        .mentions_in(promised.before.clone())
        .iter()
        .any(|mention| mention.is_object);
    let usual = scene.usual_debtor(promised.behind.clone()).filter(|_| has_partner);
    let subject = promised.subject.and_then(|subject| subject.side);
    let partner_alone = has_partner && promised.subject.is_none();
    usual.or(subject).or(partner_alone.then_some(Party::Us))
}

fn receiver<'s>(scene: &'s Scene<'_>, promised: &Promised<'_>) -> Option<&'s Mention> {
    let first = scene.mentions_in(promised.behind.clone()).first()?;
    RECEIVES
        .contains(&scene.text(promised.at.end..first.range.start))
        .then_some(first)
}

/// The party that acts behind an agreement: named before the first delivery, as nobody's object.
fn actor<'s>(scene: &'s Scene<'_>, promised: &Promised<'_>) -> Option<&'s Mention> {
    let delivery = scene
        .tokens_in(promised.behind.clone())
        .iter()
        .find(|token| matches!(token.role, Role::Delivery { by, is_strong } if by.is_some() || is_strong));
    let end = delivery.map_or(promised.behind.end, |token| token.range.start);
    scene.mentions_in(promised.behind.start..end).iter().find(|mention| {
        let behind = scene.text(mention.range.end..promised.behind.end);
        !mention.is_object && !OF.iter().any(|word| behind.starts_with(word)) && !behind.is_empty()
    })
}

/// The party that the text was speaking of before the clause.
fn spoken_of(scene: &Scene<'_>, promised: &Promised<'_>) -> Option<Party> {
    if promised.subject.is_some() {
        return None;
    }
    let start = promised.at.start.saturating_sub(REACH);
    scene
        .mentions_in(start..promised.before.start)
        .iter()
        .rev()
        .find_map(|mention| mention.side)
}

fn other(party: Party) -> Party {
    match party {
        Party::Us => Party::Customer,
        Party::Customer => Party::Us,
    }
}
