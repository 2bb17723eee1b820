//! When a promise is due.

use chrono::NaiveTime;

use super::{DueRange, party::Promised, scene::Scene};
use crate::time::{TimeMatch, TimePoint};

/// The first time of the promise that lies ahead, before all a deadline; where there is none, one right before the
/// marker (周五前他答应打款).
pub(super) fn due(scene: &Scene<'_>, promised: &Promised<'_>) -> Option<DueRange> {
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

pub(super) fn is_ahead(scene: &Scene<'_>, time: &TimeMatch) -> bool {
    time.to.date() >= scene.document.date()
}
