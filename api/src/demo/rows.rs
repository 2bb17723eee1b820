//! The rows of the demo until they are written.

use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait};

use crate::error::Result;

/// Rows in one statement: well below the number of parameters that a database takes.
const BATCH: usize = 500;

/// Declares the tables in the order in which foreign keys find their targets.
macro_rules! rows {
    ($($field:ident: $table:ident,)+) => {
        /// Rows by table.
        #[derive(Default)]
        pub(super) struct Rows {
            $(pub(super) $field: Vec<entity::$table::ActiveModel>,)+
        }

        impl Rows {
            /// Writes them all.
            pub(super) async fn insert(self, connection: &impl ConnectionTrait) -> Result<()> {
                $(insert(self.$field, connection).await?;)+
                Ok(())
            }
        }
    };
}

rows! {
    organizations: organization,
    teams: team,
    stages: stage,
    stores: store,
    users: user,
    tier_policies: tier_policy,
    industries: industry,
    customers: customer,
    contacts: contact,
    attachments: attachment,
    leads: lead,
    visits: stage_visit,
    opportunities: opportunity,
    activities: activity,
    orders: sales_order,
    signals: budget_signal,
    reports: report,
    fingerprints: report_fingerprint,
    findings: finding,
    kinds: commitment_kind,
    commitments: commitment,
    commitment_events: commitment_event,
    commitment_attachments: commitment_attachment,
    tasks: task,
    terms: term,
    mappings: keyword_mapping,
    questions: question,
    disclosures: disclosure,
}

async fn insert<A>(rows: Vec<A>, connection: &impl ConnectionTrait) -> Result<()>
where
    A: ActiveModelTrait + Send,
{
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let batch: Vec<_> = rows.by_ref().take(BATCH).collect();
        A::Entity::insert_many(batch).exec_without_returning(connection).await?;
    }
    Ok(())
}
