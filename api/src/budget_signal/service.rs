//! Recording budget signals.

use chrono::NaiveDate;
use entity::{budget_signal, customer};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use uuid::Uuid;

use crate::{
    error::{Error, Result, UserErrorCode},
    policy::{Actor, Capability},
    state::State,
    tier::{jobs, policy::MAX_KIND},
    validation::Validator,
};

const MAX_URL: usize = 500;

/// A signal to be recorded.
#[derive(Clone, Debug)]
pub struct NewSignal {
    /// Whose budget it shows.
    pub customer_id: Uuid,
    /// What the sign is.
    pub kind: String,
    /// The amount that it names, in fen.
    pub amount_fen: Option<i64>,
    /// Where it was published.
    pub source_url: Option<String>,
    /// The day it was seen; none for today.
    pub seen_on: Option<NaiveDate>,
}

/// Records a sign that a customer has money to spend.
pub async fn record(state: &State, actor: &Actor, new: NewSignal) -> Result<budget_signal::Model> {
    actor.require(Capability::WorkLeads)?;
    let mut validator = Validator::default();
    let kind = validator.text("kind", &new.kind, MAX_KIND);
    let source_url = validator.optional_text("sourceUrl", new.source_url.as_deref(), MAX_URL);
    if source_url.as_deref().is_some_and(|url| !is_web_address(url)) {
        let message = "应是 http:// 或 https:// 开头的网址";
        validator.report("sourceUrl", UserErrorCode::Invalid, message);
    }
    let today = actor.today(&state.clock);
    let seen_on = new.seen_on.unwrap_or(today);
    if seen_on > today {
        validator.report("seenOn", UserErrorCode::Invalid, "发现日期不能晚于今天");
    }
    let transaction = state.database.begin().await?;
    let customer = validator
        .row::<customer::Entity>(&transaction, actor, "customerId", new.customer_id)
        .await?;
    validator.finish()?;
    let Some(customer) = customer else {
        return Err(Error::fault("a violation was lost"));
    };
    let row = budget_signal::ActiveModel {
        id: Set(Uuid::now_v7()),
        organization_id: Set(actor.organization_id),
        customer_id: Set(customer.id),
        kind: Set(kind),
        amount_fen: Set(new.amount_fen),
        source_url: Set(source_url),
        seen_on: Set(seen_on),
        created_at: Set(state.clock.timestamp()),
    };
    let model = row.insert(&transaction).await?;
    jobs::customer_changed(state, &transaction, actor.organization_id, customer.id).await?;
    transaction.commit().await?;
    Ok(model)
}

/// Whether a page can be linked to it: a link of another scheme could run in the browser of whoever follows it.
fn is_web_address(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(|c: char| c.is_whitespace() || c.is_control()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_web_is_a_source() {
        for url in ["https://example.com/招标", "http://a.b/c?d=e#f"] {
            assert!(is_web_address(url), "{url}");
        }
        for url in [
            "",
            "https://",
            "javascript:alert(1)",
            "example.com",
            "https://a b",
            "ftp://a",
        ] {
            assert!(!is_web_address(url), "{url}");
        }
    }
}
