//! Recording orders.

use chrono::NaiveDate;
use entity::{
    customer,
    sales_order::{self, Column},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, ModelTrait, QueryFilter, SqlErr};
use serde_json::json;
use uuid::Uuid;

use crate::{
    audit,
    error::{Error, Result, UserErrorCode},
    id,
    policy::{Actor, Capability, select},
    state::State,
    tier::jobs,
    validation::Validator,
};

const MAX_NUMBER: usize = 50;

/// An order to be recorded.
#[derive(Clone, Debug)]
pub struct NewOrder {
    /// Who ordered.
    pub customer_id: Uuid,
    /// The number of the order.
    pub number: String,
    /// The day of the order.
    pub ordered_on: NaiveDate,
    /// What it cost, in fen.
    pub amount_fen: i64,
}

/// Records an order of a customer.
pub async fn record(state: &State, actor: &Actor, new: NewOrder) -> Result<sales_order::Model> {
    actor.require(Capability::WorkLeads)?;
    let mut validator = Validator::default();
    let number = validator.text("number", &new.number, MAX_NUMBER);
    if new.ordered_on > actor.today(&state.clock) {
        validator.report("orderedOn", UserErrorCode::Invalid, "下单日期不能晚于今天");
    }
    let transaction = state.database.begin().await?;
    let customer = validator
        .row::<customer::Entity>(&transaction, actor, "customerId", new.customer_id)
        .await?;
    validator.finish()?;
    let Some(customer) = customer else {
        return Err(Error::fault("a violation was lost"));
    };
    let row = sales_order::ActiveModel {
        id: Set(Uuid::now_v7()),
        organization_id: Set(actor.organization_id),
        customer_id: Set(customer.id),
        amount_fen: Set(new.amount_fen),
        ordered_on: Set(new.ordered_on),
        number: Set(number),
        created_at: Set(state.clock.timestamp()),
    };
    let model = row.insert(&transaction).await.map_err(taken_or)?;
    jobs::customer_changed(state, &transaction, actor.organization_id, customer.id).await?;
    transaction.commit().await?;
    Ok(model)
}

/// Removes an order that was recorded by mistake.
pub async fn remove(state: &State, actor: &Actor, customer_id: Uuid, number: &str) -> Result<sales_order::Model> {
    actor.require(Capability::AssignLeads)?;
    let transaction = state.database.begin().await?;
    let found = select::<sales_order::Entity>(actor)
        .filter(Column::CustomerId.eq(customer_id))
        .filter(Column::Number.eq(number.trim()))
        .one(&transaction)
        .await?
        .ok_or_else(|| id::not_found("number"))?;
    let detail = json!({"number": found.number, "ordered_on": found.ordered_on, "amount_fen": found.amount_fen});
    let subject = ("customer", customer_id);
    audit::record(state, &transaction, actor, "order.remove", subject, Some(detail)).await?;
    found.clone().delete(&transaction).await?;
    jobs::customer_changed(state, &transaction, actor.organization_id, customer_id).await?;
    transaction.commit().await?;
    Ok(found)
}

fn taken_or(error: DbErr) -> Error {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => Error::invalid("number", UserErrorCode::Taken, "已有同号的订单"),
        _ => error.into(),
    }
}
