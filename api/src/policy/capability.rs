//! What each role may do at all; which rows it may do it to is a matter of what it sees.

use entity::types::Role;

/// Something that not every role may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capability {
    /// Create and change leads and customers, log activities.
    WorkLeads,
    /// Change the list of stages.
    KeepStages,
    /// Put leads and customers into the charge of somebody else.
    AssignLeads,
    /// Do so beyond the own teams.
    AssignLeadsAnywhere,
    /// Score all leads of the organisation anew.
    ScoreAllLeads,
    /// Change how leads are scored.
    KeepTierPolicy,
    /// Make, reschedule and cancel commitments.
    Promise,
    /// Fulfil commitments.
    Deliver,
    /// Upload files for customers.
    Attach,
    /// Change what the organisation asks of files.
    KeepAttachmentPolicy,
    /// Define kinds of commitments.
    KeepCommitmentKinds,
    /// Write reports.
    Report,
    /// Return and accept reports of others.
    ReviewReports,
    /// Change what the organisation asks of a report.
    KeepReportPolicy,
    /// Change the organisation's terms and scripts.
    KeepPack,
    /// Add and change stores.
    KeepStores,
    /// Change keyword mappings.
    KeepMappings,
    /// Record customers' questions and give disclosures.
    RecordQuestions,
    /// See who changed what.
    ReadAudit,
}

impl Capability {
    /// The roles that include it.
    pub fn roles(self) -> &'static [Role] {
        use Role::{Admin, Clerk, Headquarters, Implementer, Rep, Supervisor};
        match self {
            Self::WorkLeads | Self::Promise => &[Rep, Supervisor, Admin],
            Self::AssignLeads => &[Supervisor, Admin],
            Self::Deliver | Self::Attach => &[Rep, Supervisor, Implementer, Admin],
            Self::AssignLeadsAnywhere
            | Self::KeepAttachmentPolicy
            | Self::KeepCommitmentKinds
            | Self::KeepReportPolicy
            | Self::KeepStages
            | Self::ReadAudit => &[Admin],
            Self::Report => &[Rep, Supervisor, Implementer, Clerk],
            Self::ReviewReports | Self::ScoreAllLeads => &[Supervisor, Headquarters, Admin],
            Self::KeepPack | Self::KeepStores | Self::KeepMappings | Self::KeepTierPolicy => &[Headquarters, Admin],
            Self::RecordQuestions => &[Clerk, Headquarters, Admin],
        }
    }
}
