//! 客户: a company that we sell to.

use sea_orm::entity::prelude::*;

use crate::types::Timestamp;

/// A row of `customer`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "customer")]
pub struct Model {
    /// A version 7 UUID, made by the server; ids grow with time.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The tenant.
    #[sea_orm(unique_key = "normalized_name")]
    pub organization_id: Uuid,
    /// The salesperson in charge.
    pub owner_id: Option<Uuid>,
    /// The team in charge.
    pub team_id: Option<Uuid>,
    /// The company's name, as it was entered.
    pub name: String,
    /// The name without case, width, space and legal form, by which duplicates are found; unique in the organisation.
    #[sea_orm(unique_key = "normalized_name")]
    pub normalized_name: String,
    /// The trade, in the organisation's own words, such as 汽车零部件.
    pub industry: String,
    /// The sales region that it counts for.
    pub region: Option<String>,
    /// The switchboard.
    pub phone: Option<String>,
    /// When the row was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// 1 when made, one more with every change; a change names the version that it saw.
    pub version: i32,
    /// The tenant.
    #[sea_orm(belongs_to, from = "organization_id", to = "id")]
    pub organization: BelongsTo<super::organization::Entity>,
    /// The salesperson in charge.
    #[sea_orm(belongs_to, from = "owner_id", to = "id")]
    pub owner: BelongsTo<Option<super::user::Entity>>,
    /// The team in charge.
    #[sea_orm(belongs_to, from = "team_id", to = "id")]
    pub team: BelongsTo<Option<super::team::Entity>>,
    /// People who work there.
    #[sea_orm(has_many)]
    pub contacts: HasMany<super::contact::Entity>,
    /// Its leads.
    #[sea_orm(has_many)]
    pub leads: HasMany<super::lead::Entity>,
    /// What happened with it.
    #[sea_orm(has_many)]
    pub activities: HasMany<super::activity::Entity>,
    /// What it ordered.
    #[sea_orm(has_many)]
    pub sales_orders: HasMany<super::sales_order::Entity>,
    /// Signs of its budget.
    #[sea_orm(has_many)]
    pub budget_signals: HasMany<super::budget_signal::Entity>,
    /// What we promised it.
    #[sea_orm(has_many)]
    pub commitments: HasMany<super::commitment::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
