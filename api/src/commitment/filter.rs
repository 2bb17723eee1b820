//! The filter and the order of the list of commitments.

use async_graphql::{Enum, ID, InputObject, MaybeUndefined};
use entity::{commitment, types};
use sea_orm::{ColumnTrait, Condition, ExprTrait, QueryFilter, Select, sea_query::Expr};

use crate::{
    commitment::types::CommitmentStatus,
    error::Result,
    filter::{given, given_id},
    id::NodeKind,
    pagination::{OrderDirection, Sort},
    scalar::Date,
};

/// Which commitments to list. What is left out filters nothing; an explicit null is refused.
#[derive(InputObject, Default)]
pub struct CommitmentFilter {
    /// Only those of one of these statuses.
    statuses: MaybeUndefined<Vec<CommitmentStatus>>,
    /// Only those of this kind.
    kind_id: MaybeUndefined<ID>,
    /// Only those to this customer.
    customer_id: MaybeUndefined<ID>,
    /// Only those that help this lead.
    lead_id: MaybeUndefined<ID>,
    /// Only those that this user delivers.
    deliverer_id: MaybeUndefined<ID>,
    /// Only those that this user made.
    made_by_id: MaybeUndefined<ID>,
    /// Only those that are due on this day or later.
    due_from: MaybeUndefined<Date>,
    /// Only those that are due on this day or earlier.
    due_to: MaybeUndefined<Date>,
    /// Only those that are open and past their due date (true), or only the others (false).
    overdue: MaybeUndefined<bool>,
    /// Only those that were first promised for this day or later.
    first_due_from: MaybeUndefined<Date>,
    /// Only those that were first promised for this day or earlier.
    first_due_to: MaybeUndefined<Date>,
    /// Only those that were kept by the due date that was promised first (true), or that were due and were not (false).
    on_time: MaybeUndefined<bool>,
}

impl CommitmentFilter {
    /// The commitments of `query` that fit; `today` decides what is overdue.
    pub(super) fn apply(
        self,
        mut query: Select<commitment::Entity>,
        today: chrono::NaiveDate,
    ) -> Result<Select<commitment::Entity>> {
        use commitment::Column;
        if let Some(statuses) = given("statuses", self.statuses)? {
            query = query.filter(Column::Status.is_in(statuses.into_iter().map(types::CommitmentStatus::from)));
        }
        for (column, id) in [
            (
                Column::KindId,
                given_id(NodeKind::CommitmentKind, "kindId", self.kind_id)?,
            ),
            (
                Column::CustomerId,
                given_id(NodeKind::Customer, "customerId", self.customer_id)?,
            ),
            (Column::LeadId, given_id(NodeKind::Lead, "leadId", self.lead_id)?),
            (
                Column::DelivererId,
                given_id(NodeKind::User, "delivererId", self.deliverer_id)?,
            ),
            (Column::MadeBy, given_id(NodeKind::User, "madeById", self.made_by_id)?),
        ] {
            if let Some(id) = id {
                query = query.filter(column.eq(id));
            }
        }
        if let Some(from) = given("dueFrom", self.due_from)? {
            query = query.filter(Column::DueOn.gte(from.0));
        }
        if let Some(to) = given("dueTo", self.due_to)? {
            query = query.filter(Column::DueOn.lte(to.0));
        }
        if let Some(from) = given("firstDueFrom", self.first_due_from)? {
            query = query.filter(Column::FirstDueOn.gte(from.0));
        }
        if let Some(to) = given("firstDueTo", self.first_due_to)? {
            query = query.filter(Column::FirstDueOn.lte(to.0));
        }
        if let Some(on_time) = given("onTime", self.on_time)? {
            let kept = is_kept();
            query = query.filter(if on_time {
                kept
            } else {
                Condition::all()
                    .add(counts(today))
                    .add(Condition::any().add(kept).not())
            });
        }
        if let Some(overdue) = given("overdue", self.overdue)? {
            let condition = is_overdue(today);
            query = query.filter(if overdue { condition } else { condition.not() });
        }
        Ok(query)
    }
}

/// What `status::is_overdue` says, for the database.
pub(crate) fn is_overdue(today: chrono::NaiveDate) -> Condition {
    Condition::all()
        .add(commitment::Column::Status.eq(types::CommitmentStatus::Open))
        .add(commitment::Column::DueOn.lt(today))
}

/// What `status::on_time` says, for the database: whether a commitment counts for the figure at all.
pub(crate) fn counts(today: chrono::NaiveDate) -> Condition {
    use types::CommitmentStatus::{Broken, Fulfilled};
    Condition::any()
        .add(commitment::Column::Status.is_in([Fulfilled, Broken]))
        .add(is_overdue_first(today))
}

/// Whether it is open and the due date that was promised first has passed.
pub(crate) fn is_overdue_first(today: chrono::NaiveDate) -> Condition {
    Condition::all()
        .add(commitment::Column::Status.eq(types::CommitmentStatus::Open))
        .add(commitment::Column::FirstDueOn.lt(today))
}

/// Whether it was kept by the due date that was promised first.
pub(crate) fn is_kept() -> Condition {
    let (closed_on, first_due_on) = (commitment::Column::ClosedOn, commitment::Column::FirstDueOn);
    Condition::all()
        .add(commitment::Column::Status.eq(types::CommitmentStatus::Fulfilled))
        .add(Expr::col(closed_on.as_column_ref()).lte(Expr::col(first_due_on.as_column_ref())))
}

/// What a list of commitments may be sorted by.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommitmentOrderField {
    /// The due date in force.
    DueOn,
    /// When it was made.
    CreatedAt,
}

/// The order of a list of commitments.
#[derive(InputObject)]
pub struct CommitmentOrder {
    /// What to sort by.
    field: CommitmentOrderField,
    /// Which end comes first.
    #[graphql(default_with = "OrderDirection::Asc")]
    direction: OrderDirection,
}

impl Default for CommitmentOrder {
    fn default() -> Self {
        Self {
            field: CommitmentOrderField::DueOn,
            direction: OrderDirection::Asc,
        }
    }
}

impl From<CommitmentOrder> for Sort<commitment::Column> {
    fn from(order: CommitmentOrder) -> Self {
        Self {
            column: match order.field {
                CommitmentOrderField::DueOn => commitment::Column::DueOn,
                CommitmentOrderField::CreatedAt => commitment::Column::CreatedAt,
            },
            descending: order.direction == OrderDirection::Desc,
        }
    }
}
