//! Which rows of each table an actor may see.

use entity::{
    activity, attachment, audit_event, budget_signal, commitment, commitment_attachment, commitment_event,
    commitment_kind, contact, customer, disclosure, finding, industry, keyword_mapping, lead, lead_score, opportunity,
    organization, question, report, report_fingerprint, sales_order, script, stage, stage_visit, store, task, team,
    term, tier_change,
    types::{ReportStatus, Role},
    user,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait, FromQueryResult, ModelTrait,
    QueryFilter, QuerySelect, QueryTrait, Select,
    sea_query::{Expr, SelectStatement},
};
use uuid::Uuid;

use crate::{
    error::{Error, Result},
    policy::Actor,
};

/// A table of rows that belong to an organisation and that roles see in part.
pub trait Visible: EntityTrait<Model: ModelTrait<Entity = Self> + FromQueryResult + Clone + Send + Sync> {
    /// The column of the id.
    fn id() -> Self::Column;

    /// The column of the organisation.
    fn organization() -> Self::Column;

    /// Which rows of the organisation `actor` may see.
    fn visible_to(actor: &Actor) -> Condition;
}

/// The rows of `E` that `actor` may see.
pub fn select<E: Visible>(actor: &Actor) -> Select<E> {
    E::find()
        .filter(E::organization().eq(actor.organization_id))
        .filter(E::visible_to(actor))
}

/// The row `id`, or `NotFound` where there is none that `actor` may see.
pub async fn find<E: Visible>(connection: &impl ConnectionTrait, actor: &Actor, id: Uuid) -> Result<E::Model> {
    select::<E>(actor)
        .filter(E::id().eq(id))
        .one(connection)
        .await?
        .ok_or(Error::NotFound)
}

/// The row `id` as [`find`] answers it, locked until the transaction ends, so that nobody changes it in between.
pub async fn find_for_update<E: Visible>(
    transaction: &DatabaseTransaction,
    actor: &Actor,
    id: Uuid,
) -> Result<E::Model> {
    select::<E>(actor)
        .filter(E::id().eq(id))
        .lock_exclusive()
        .one(transaction)
        .await?
        .ok_or(Error::NotFound)
}

/// The ids in `column` of the rows of `E` that `actor` may see, as a subquery.
pub fn visible<E: Visible>(actor: &Actor, column: E::Column) -> SelectStatement {
    select::<E>(actor)
        .select_only()
        .column(column)
        .filter(column.is_not_null())
        .into_query()
}

/// Whether `actor` is the supervisor of the user `id`.
pub async fn supervises(connection: &impl ConnectionTrait, actor: &Actor, id: Uuid) -> Result<bool> {
    if actor.role != Role::Supervisor {
        return Ok(false);
    }
    let member = select::<user::Entity>(actor)
        .filter(user::Column::Id.eq(id))
        .filter(user::Column::TeamId.in_subquery(subtree(actor)));
    Ok(member.one(connection).await?.is_some())
}

fn all() -> Condition {
    Condition::all()
}

fn none() -> Condition {
    Condition::all().add(Expr::value(1).eq(0))
}

/// The teams that a supervisor is in charge of: the own one with all below. Without a team there is none.
fn subtree(actor: &Actor) -> SelectStatement {
    match &actor.team {
        Some(team) => teams_below(actor, &team.path),
        None => team::Entity::find()
            .select_only()
            .column(team::Column::Id)
            .filter(none())
            .into_query(),
    }
}

/// The ids of the team at `path` and of all below it.
fn teams_below(actor: &Actor, path: &str) -> SelectStatement {
    let end = format!("{}0", path.trim_end_matches('/'));
    team::Entity::find()
        .select_only()
        .column(team::Column::Id)
        .filter(team::Column::OrganizationId.eq(actor.organization_id))
        .filter(team::Column::Path.gte(path).and(team::Column::Path.lt(end)))
        .into_query()
}

/// The ids of the team `id` and of all below it; none where the organisation has no such team.
pub fn teams_from(actor: &Actor, id: Uuid) -> SelectStatement {
    team::Entity::find()
        .select_only()
        .column(team::Column::Id)
        .filter(team::Column::OrganizationId.eq(actor.organization_id))
        .filter(team::Column::Path.contains(format!("/{id}/")))
        .into_query()
}

/// The ids in `column` of the commitments that `actor` delivers.
fn delivered(actor: &Actor, column: commitment::Column) -> SelectStatement {
    commitment::Entity::find()
        .select_only()
        .column(column)
        .filter(commitment::Column::OrganizationId.eq(actor.organization_id))
        .filter(commitment::Column::DelivererId.eq(actor.id))
        .filter(column.is_not_null())
        .into_query()
}

/// Implements [`Visible`] for tables whose columns are named as usual.
macro_rules! visible {
    ($($(#[$why:meta])* $table:ident($actor:ident) $condition:block)+) => {$(
        $(#[$why])*
        impl Visible for $table::Entity {
            fn id() -> Self::Column {
                $table::Column::Id
            }

            fn organization() -> Self::Column {
                $table::Column::OrganizationId
            }

            fn visible_to($actor: &Actor) -> Condition {
                $condition
            }
        }
    )+};
}

impl Visible for organization::Entity {
    fn id() -> Self::Column {
        organization::Column::Id
    }

    fn organization() -> Self::Column {
        organization::Column::Id
    }

    fn visible_to(_actor: &Actor) -> Condition {
        all()
    }
}

visible! {
    /// Names and places in the organisation are no secret in it.
    team(_actor) { all() }
    user(_actor) { all() }
    store(_actor) { all() }
    commitment_kind(_actor) { all() }
    stage(_actor) { all() }
    term(_actor) { all() }
    script(_actor) { all() }
    keyword_mapping(_actor) { all() }
    industry(_actor) { all() }

    /// Salespeople see their own leads, supervisors those of their teams, implementers those that they deliver for.
    lead(actor) {
        match actor.role {
            Role::Admin | Role::Headquarters => all(),
            Role::Supervisor => Condition::any()
                .add(lead::Column::TeamId.in_subquery(subtree(actor)))
                .add(lead::Column::OwnerId.eq(actor.id)),
            Role::Rep => Condition::all().add(lead::Column::OwnerId.eq(actor.id)),
            Role::Implementer => {
                Condition::all().add(lead::Column::Id.in_subquery(delivered(actor, commitment::Column::LeadId)))
            }
            Role::Clerk => none(),
        }
    }

    /// A customer is seen by whoever is in charge of it, or of a lead of it.
    customer(actor) {
        let own = Condition::any()
            .add(customer::Column::OwnerId.eq(actor.id))
            .add(customer::Column::Id.in_subquery(visible::<lead::Entity>(actor, lead::Column::CustomerId)));
        match actor.role {
            Role::Admin | Role::Headquarters => all(),
            Role::Supervisor => own.add(customer::Column::TeamId.in_subquery(subtree(actor))),
            Role::Rep => own,
            Role::Implementer => {
                Condition::all().add(customer::Column::Id.in_subquery(delivered(actor, commitment::Column::CustomerId)))
            }
            Role::Clerk => none(),
        }
    }

    /// The parts of a customer go with it.
    contact(actor) { of_customer(actor, contact::Column::CustomerId) }
    sales_order(actor) { of_customer(actor, sales_order::Column::CustomerId) }
    budget_signal(actor) { of_customer(actor, budget_signal::Column::CustomerId) }
    activity(actor) { of_customer(actor, activity::Column::CustomerId) }
    attachment(actor) { of_customer(actor, attachment::Column::CustomerId) }

    /// A deal goes with its lead.
    opportunity(actor) {
        match actor.role {
            Role::Admin | Role::Headquarters => all(),
            _ => Condition::all()
                .add(opportunity::Column::LeadId.in_subquery(visible::<lead::Entity>(actor, lead::Column::Id))),
        }
    }

    /// So do where it has been and what its score follows from.
    stage_visit(actor) { of_lead(actor, stage_visit::Column::LeadId) }
    lead_score(actor) { of_lead(actor, lead_score::Column::LeadId) }
    tier_change(actor) { of_lead(actor, tier_change::Column::LeadId) }

    /// A promise is seen by whoever made it, delivers it, or is in charge of the customer.
    commitment(actor) {
        match actor.role {
            Role::Admin | Role::Headquarters => all(),
            Role::Supervisor | Role::Rep => Condition::any()
                .add(commitment::Column::MadeBy.eq(actor.id))
                .add(commitment::Column::DelivererId.eq(actor.id))
                .add(
                    commitment::Column::CustomerId
                        .in_subquery(visible::<customer::Entity>(actor, customer::Column::Id)),
                ),
            Role::Implementer => Condition::all().add(commitment::Column::DelivererId.eq(actor.id)),
            Role::Clerk => none(),
        }
    }

    commitment_event(actor) {
        match actor.role {
            Role::Admin | Role::Headquarters => all(),
            _ => Condition::all().add(
                commitment_event::Column::CommitmentId
                    .in_subquery(visible::<commitment::Entity>(actor, commitment::Column::Id)),
            ),
        }
    }

    commitment_attachment(actor) {
        match actor.role {
            Role::Admin | Role::Headquarters => all(),
            _ => Condition::all().add(
                commitment_attachment::Column::CommitmentId
                    .in_subquery(visible::<commitment::Entity>(actor, commitment::Column::Id)),
            ),
        }
    }

    /// A task is seen by its assignee and their supervisor, and by whoever sees the promise or the lead behind it.
    task(actor) {
        let own = Condition::any().add(task::Column::AssigneeId.eq(actor.id));
        let own_and_related = own
            .clone()
            .add(task::Column::LeadId.in_subquery(visible::<lead::Entity>(actor, lead::Column::Id)))
            .add(
                task::Column::CommitmentId.in_subquery(visible::<commitment::Entity>(actor, commitment::Column::Id)),
            );
        match actor.role {
            Role::Admin | Role::Headquarters => all(),
            Role::Supervisor => own_and_related.add(task::Column::AssigneeId.in_subquery(members(actor))),
            Role::Rep => own_and_related,
            Role::Implementer | Role::Clerk => own,
        }
    }

    /// A draft is its author's own; afterwards supervisors see the reports of their teams.
    report(actor) {
        let submitted = Condition::all().add(report::Column::Status.ne(ReportStatus::Draft));
        let own = Condition::any().add(report::Column::AuthorId.eq(actor.id));
        match actor.role {
            Role::Admin | Role::Headquarters => own.add(submitted),
            Role::Supervisor => own.add(submitted.add(report::Column::TeamId.in_subquery(subtree(actor)))),
            Role::Rep | Role::Implementer | Role::Clerk => own,
        }
    }

    finding(actor) {
        Condition::all()
            .add(finding::Column::ReportId.in_subquery(visible::<report::Entity>(actor, report::Column::Id)))
    }

    report_fingerprint(actor) {
        Condition::all()
            .add(report_fingerprint::Column::ReportId.in_subquery(visible::<report::Entity>(actor, report::Column::Id)))
    }

    /// Clerks see the questions of their shop, supervisors those of the shops of their teams.
    question(actor) {
        match actor.role {
            Role::Admin | Role::Headquarters => all(),
            Role::Supervisor => Condition::all().add(question::Column::StoreId.in_subquery(
                store::Entity::find()
                    .select_only()
                    .column(store::Column::Id)
                    .filter(store::Column::OrganizationId.eq(actor.organization_id))
                    .filter(store::Column::TeamId.in_subquery(subtree(actor)))
                    .into_query(),
            )),
            Role::Clerk => match actor.store_id {
                Some(store) => Condition::all().add(question::Column::StoreId.eq(store)),
                None => Condition::all().add(question::Column::ClerkId.eq(actor.id)),
            },
            Role::Rep | Role::Implementer => none(),
        }
    }

    disclosure(actor) {
        Condition::all()
            .add(disclosure::Column::QuestionId.in_subquery(visible::<question::Entity>(actor, question::Column::Id)))
    }

    audit_event(actor) {
        if actor.role == Role::Admin { all() } else { none() }
    }
}

fn of_customer<C: ColumnTrait>(actor: &Actor, customer_id: C) -> Condition {
    match actor.role {
        Role::Admin | Role::Headquarters => all(),
        _ => Condition::all().add(customer_id.in_subquery(visible::<customer::Entity>(actor, customer::Column::Id))),
    }
}

fn of_lead<C: ColumnTrait>(actor: &Actor, lead_id: C) -> Condition {
    match actor.role {
        Role::Admin | Role::Headquarters => all(),
        _ => Condition::all().add(lead_id.in_subquery(visible::<lead::Entity>(actor, lead::Column::Id))),
    }
}

/// The users of the teams that a supervisor is in charge of.
fn members(actor: &Actor) -> SelectStatement {
    user::Entity::find()
        .select_only()
        .column(user::Column::Id)
        .filter(user::Column::OrganizationId.eq(actor.organization_id))
        .filter(user::Column::TeamId.in_subquery(subtree(actor)))
        .into_query()
}
