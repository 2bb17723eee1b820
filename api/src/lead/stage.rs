//! 线索阶段: what the phases of stages mean, whatever an organisation calls its stages.

use entity::types::LeadStage;

/// The phases of leads that are still worked on.
pub const OPEN: [LeadStage; 4] = [
    LeadStage::New,
    LeadStage::Contacted,
    LeadStage::Proposal,
    LeadStage::Negotiation,
];

/// Whether a lead at `stage` is still worked on.
pub fn is_open(stage: LeadStage) -> bool {
    OPEN.contains(&stage)
}

/// What a phase is called.
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
