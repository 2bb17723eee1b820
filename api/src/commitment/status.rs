//! The life of a commitment: which step leads where, who may take it, and what the calendar makes of it.

use chrono::NaiveDate;
use entity::types::{CommitmentEventKind, CommitmentStatus, TaskStatus};

/// What somebody has to do with a commitment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Party {
    /// Made the promise.
    Maker,
    /// Delivers it.
    Deliverer,
    /// Is in charge of a team that the maker works in.
    Supervisor,
    /// Runs the organisation's account.
    Admin,
}

/// The status that `step` leads to; `None` where the commitment is in no state for it. What is closed stays closed.
pub fn next(status: CommitmentStatus, step: CommitmentEventKind) -> Option<CommitmentStatus> {
    match (status, step) {
        (CommitmentStatus::Open, CommitmentEventKind::Rescheduled) => Some(CommitmentStatus::Open),
        (CommitmentStatus::Open, CommitmentEventKind::Fulfilled) => Some(CommitmentStatus::Fulfilled),
        (CommitmentStatus::Open, CommitmentEventKind::Broken) => Some(CommitmentStatus::Broken),
        (CommitmentStatus::Open, CommitmentEventKind::Cancelled) => Some(CommitmentStatus::Cancelled),
        (CommitmentStatus::Open, CommitmentEventKind::Made | CommitmentEventKind::Overdue)
        | (CommitmentStatus::Fulfilled | CommitmentStatus::Broken | CommitmentStatus::Cancelled, _) => None,
    }
}

/// Who may take `step`. Whoever delivers says that it is done, or that it cannot be; the date is the maker's to move, since
/// it was the maker who gave it.
pub fn parties(step: CommitmentEventKind) -> &'static [Party] {
    match step {
        CommitmentEventKind::Made => &[Party::Maker],
        // The clock's own.
        CommitmentEventKind::Overdue => &[],
        CommitmentEventKind::Fulfilled => &[Party::Deliverer, Party::Supervisor, Party::Admin],
        CommitmentEventKind::Broken => &[Party::Maker, Party::Deliverer, Party::Supervisor, Party::Admin],
        CommitmentEventKind::Rescheduled | CommitmentEventKind::Cancelled => {
            &[Party::Maker, Party::Supervisor, Party::Admin]
        }
    }
}

/// The status of the task of a commitment.
pub fn of_task(status: CommitmentStatus) -> TaskStatus {
    match status {
        CommitmentStatus::Open => TaskStatus::Open,
        CommitmentStatus::Fulfilled => TaskStatus::Done,
        CommitmentStatus::Broken | CommitmentStatus::Cancelled => TaskStatus::Cancelled,
    }
}

/// Whether it should have been kept by now: it is open, and the day that it was due has ended.
pub fn is_overdue(status: CommitmentStatus, due_on: NaiveDate, today: NaiveDate) -> bool {
    status == CommitmentStatus::Open && due_on < today
}

/// Whether it was kept by the due date that was promised first; `None` while that is open, and for one that was cancelled.
/// `closed_on` is the day on which it was closed.
pub fn on_time(
    status: CommitmentStatus,
    first_due_on: NaiveDate,
    closed_on: Option<NaiveDate>,
    today: NaiveDate,
) -> Option<bool> {
    match status {
        CommitmentStatus::Open => (first_due_on < today).then_some(false),
        CommitmentStatus::Fulfilled => Some(closed_on.is_some_and(|day| day <= first_due_on)),
        CommitmentStatus::Broken => Some(false),
        CommitmentStatus::Cancelled => None,
    }
}

#[cfg(test)]
mod tests {
    use sea_orm::Iterable;

    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    #[test]
    fn what_is_closed_stays_closed() {
        for status in CommitmentStatus::iter().filter(|status| *status != CommitmentStatus::Open) {
            for step in CommitmentEventKind::iter() {
                assert_eq!(next(status, step), None, "{status:?} {step:?}");
            }
        }
    }

    #[test]
    fn an_open_one_is_made_once_and_ends_in_every_way() {
        let reached: Vec<_> = CommitmentEventKind::iter()
            .filter_map(|step| next(CommitmentStatus::Open, step))
            .collect();
        for status in CommitmentStatus::iter() {
            assert_eq!(
                reached.iter().filter(|found| **found == status).count(),
                1,
                "{status:?}"
            );
        }
        assert_eq!(next(CommitmentStatus::Open, CommitmentEventKind::Made), None);
    }

    #[test]
    fn the_task_is_open_exactly_as_long_as_the_commitment() {
        for status in CommitmentStatus::iter() {
            assert_eq!(
                of_task(status) == TaskStatus::Open,
                status == CommitmentStatus::Open,
                "{status:?}"
            );
        }
    }

    #[test]
    fn the_maker_never_declares_a_promise_fulfilled_and_the_deliverer_never_moves_it() {
        assert!(!parties(CommitmentEventKind::Fulfilled).contains(&Party::Maker));
        assert!(!parties(CommitmentEventKind::Rescheduled).contains(&Party::Deliverer));
        assert!(!parties(CommitmentEventKind::Cancelled).contains(&Party::Deliverer));
    }

    #[test]
    fn a_promise_is_good_until_its_day_ends() {
        assert!(!is_overdue(CommitmentStatus::Open, day(24), day(24)));
        assert!(is_overdue(CommitmentStatus::Open, day(24), day(25)));
        assert!(!is_overdue(CommitmentStatus::Fulfilled, day(24), day(25)));
    }

    #[test]
    fn on_time_counts_against_the_first_due_date() {
        let (open, fulfilled) = (CommitmentStatus::Open, CommitmentStatus::Fulfilled);
        for (status, closed_on, today, expected) in [
            (open, None, 24, None),
            (open, None, 25, Some(false)),
            (fulfilled, Some(day(24)), 30, Some(true)),
            (fulfilled, Some(day(25)), 30, Some(false)),
            (CommitmentStatus::Broken, Some(day(20)), 20, Some(false)),
            (CommitmentStatus::Cancelled, Some(day(20)), 30, None),
        ] {
            assert_eq!(
                on_time(status, day(24), closed_on, day(today)),
                expected,
                "{status:?} {today}"
            );
        }
    }
}
