//! The only list of the kinds of jobs.

use crate::{
    commitment::service::OVERDUE,
    job::{Kind, clean_up},
    tier::jobs as tier,
};

/// Every kind of job. A server takes jobs of these kinds and leaves others, which a newer server may have queued.
pub static KINDS: &[&Kind] = &[
    &clean_up::CLEAN_UP,
    &tier::SCORE_ORGANIZATION,
    &tier::SCORE_CUSTOMER,
    &OVERDUE,
];

/// The kind of this name.
pub fn named(name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.name == name).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_for_one_kind_that_may_be_started() {
        for kind in KINDS {
            let same = KINDS.iter().filter(|other| other.name == kind.name).count();
            assert_eq!(same, 1, "{}", kind.name);
            assert!(kind.attempts > 0, "{}", kind.name);
        }
    }
}
