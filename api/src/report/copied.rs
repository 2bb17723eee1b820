//! Reports that were sent before: what is kept of each submitted report, and what a later one is compared with.

use chrono::NaiveDate;
use entity::{report, report_fingerprint};
use nlp::copied::{Earlier, Fingerprint, is_recent};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use crate::{
    error::Result,
    pagination::Sort,
    policy::{Actor, select},
    state::State,
};

/// With how many of the author's latest reports one is compared at most.
pub const MAX_EARLIER: u64 = 40;

/// A report whose text is compared with earlier ones.
#[derive(Clone, Copy, Debug)]
pub struct Subject {
    /// The report itself, which is no copy of what was submitted of it before; none for one that is new.
    pub report: Option<Uuid>,
    /// Who writes it.
    pub author: Uuid,
    /// The day that it is about.
    pub date: NaiveDate,
}

impl From<&report::Model> for Subject {
    fn from(report: &report::Model) -> Self {
        Self {
            report: Some(report.id),
            author: report.author_id,
            date: report.report_on,
        }
    }
}

/// The submitted reports of the author that `subject` could be a copy of, in one statement over an index.
pub async fn earlier(state: &State, actor: &Actor, subject: Subject) -> Result<Vec<Earlier>> {
    let kept = select::<report_fingerprint::Entity>(actor)
        .filter(report_fingerprint::Column::AuthorId.eq(subject.author))
        .filter(report_fingerprint::Column::ReportOn.lte(subject.date))
        .order_by_desc(report_fingerprint::Column::ReportOn)
        .limit(MAX_EARLIER)
        .all(state.database.read())
        .await?;
    Ok(comparable(kept, subject))
}

/// The order in which an author's fingerprints are loaded for many reports at once.
pub const LATEST_FIRST: Sort<report_fingerprint::Column> = Sort {
    column: report_fingerprint::Column::ReportOn,
    descending: true,
};

/// Those of an author's fingerprints that `subject` may be compared with.
pub fn comparable(kept: Vec<report_fingerprint::Model>, subject: Subject) -> Vec<Earlier> {
    kept.into_iter()
        .filter(|row| is_recent(row.report_on, subject.date) && Some(row.report_id) != subject.report)
        .filter_map(|row| {
            Some(Earlier {
                id: row.report_id.to_string(),
                date: row.report_on,
                // What an older release kept in another form is no longer compared.
                fingerprint: Fingerprint::from_bytes(&row.shingles)?,
            })
        })
        .collect()
}

/// Keeps the fingerprint of a report in the transaction that submits it.
pub async fn keep(state: &State, transaction: &DatabaseTransaction, report: &report::Model) -> Result<()> {
    report_fingerprint::Entity::delete_many()
        .filter(report_fingerprint::Column::OrganizationId.eq(report.organization_id))
        .filter(report_fingerprint::Column::ReportId.eq(report.id))
        .exec(transaction)
        .await?;
    let row = report_fingerprint::ActiveModel {
        id: Set(Uuid::now_v7()),
        organization_id: Set(report.organization_id),
        report_id: Set(report.id),
        author_id: Set(report.author_id),
        report_on: Set(report.report_on),
        shingles: Set(Fingerprint::of(&report.text, report.report_on).to_bytes()),
        created_at: Set(state.clock.timestamp()),
    };
    row.insert(transaction).await?;
    Ok(())
}
