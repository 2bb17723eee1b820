//! 线索阶段: which moves a lead may make.
//!
//! ```text
//! NEW → CONTACTED → PROPOSAL → NEGOTIATION → WON
//!   └────────┴──────────┴───────────┴──────→ LOST
//! ```
//!
//! A lead moves forward, over as many stages as it likes, or is lost. Won and lost leads stay what they are.

use entity::types::LeadStage;

/// The stages of leads that are still worked on.
pub const OPEN: [LeadStage; 4] = [
    LeadStage::New,
    LeadStage::Contacted,
    LeadStage::Proposal,
    LeadStage::Negotiation,
];

/// Why a lead may not make a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is won or lost.
    Finished,
    /// It is there already.
    SameStage,
    /// It has been there before.
    Backward,
}

/// Whether a lead at `stage` is still worked on.
pub fn is_open(stage: LeadStage) -> bool {
    OPEN.contains(&stage)
}

/// Whether a lead may move from one stage to another.
pub fn check_move(from: LeadStage, to: LeadStage) -> Result<(), Refusal> {
    match (position(from), position(to)) {
        (None, _) => Err(Refusal::Finished),
        (Some(from), Some(to)) if to == from => Err(Refusal::SameStage),
        (Some(from), Some(to)) if to < from => Err(Refusal::Backward),
        _ => Ok(()),
    }
}

/// The place of an open stage on the way.
fn position(stage: LeadStage) -> Option<usize> {
    OPEN.iter().position(|open| *open == stage)
}

/// What a stage is called.
pub fn label(stage: LeadStage) -> &'static str {
    match stage {
        LeadStage::New => "新线索",
        LeadStage::Contacted => "已联系",
        LeadStage::Proposal => "方案",
        LeadStage::Negotiation => "谈判",
        LeadStage::Won => "赢单",
        LeadStage::Lost => "丢单",
    }
}

#[cfg(test)]
mod tests {
    use LeadStage::{Contacted, Lost, Negotiation, New, Proposal, Won};
    use entity::types::LeadStage;

    use super::*;

    const ALL: [LeadStage; 6] = [New, Contacted, Proposal, Negotiation, Won, Lost];

    #[test]
    fn an_open_lead_moves_forward_or_is_lost() {
        for (place, from) in OPEN.into_iter().enumerate() {
            for (other, to) in OPEN.into_iter().enumerate() {
                let expected = match other.cmp(&place) {
                    std::cmp::Ordering::Less => Err(Refusal::Backward),
                    std::cmp::Ordering::Equal => Err(Refusal::SameStage),
                    std::cmp::Ordering::Greater => Ok(()),
                };
                assert_eq!(check_move(from, to), expected, "{from:?} {to:?}");
            }
            assert_eq!(check_move(from, Won), Ok(()));
            assert_eq!(check_move(from, Lost), Ok(()));
        }
    }

    #[test]
    fn a_finished_lead_moves_no_more() {
        for from in [Won, Lost] {
            assert!(!is_open(from));
            for to in ALL {
                assert_eq!(check_move(from, to), Err(Refusal::Finished), "{from:?} {to:?}");
            }
        }
    }
}
