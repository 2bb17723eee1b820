//! Adding and changing scripts.

use chrono::TimeDelta;
use entity::{script, types::FindingCategory};
use nlp::Kind;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, IntoActiveModel, QueryFilter,
};
use uuid::Uuid;

use crate::{
    audit,
    error::{Result, UserErrorCode, same_version},
    policy::{Actor, Capability, find_for_update, select},
    report::lint::category_to_nlp,
    script::wording::filled,
    state::State,
    term::service::raise_pack_version,
    validation::Validator,
};

const MAX_SCENARIO: usize = 20;
const MAX_TEXT: usize = 200;

/// A script to be added.
#[derive(Clone, Debug)]
pub struct NewScript {
    /// The vague category that it replaces.
    pub category: FindingCategory,
    /// The sales situation that it is for.
    pub scenario: String,
    /// The wording.
    pub text: String,
}

/// A change of a script; what is `None` stays as it is.
#[derive(Clone, Debug)]
pub struct ScriptChange {
    /// The script.
    pub id: Uuid,
    /// The version that the user saw.
    pub version: i32,
    /// Another situation.
    pub scenario: Option<String>,
    /// Another wording.
    pub text: Option<String>,
    /// On or off.
    pub active: Option<bool>,
}

/// Adds a script, offered by the next lint.
pub async fn add(state: &State, actor: &Actor, new: NewScript) -> Result<script::Model> {
    actor.require(Capability::KeepPack)?;
    let mut validator = Validator::default();
    if category_to_nlp(new.category).kind() != Kind::Vague {
        validator.report("category", UserErrorCode::Invalid, "话术只用于替换六类模糊表述");
    }
    let scenario = validator.text("scenario", &new.scenario, MAX_SCENARIO);
    let text = wording(&mut validator, state, actor, &new.text).await?;
    let transaction = begin(state, actor).await?;
    report_taken(&mut validator, &transaction, actor, new.category, &text, None).await?;
    validator.finish()?;
    let now = state.clock.timestamp();
    let model = script::ActiveModel {
        id: Set(Uuid::now_v7()),
        organization_id: Set(actor.organization_id),
        category: Set(new.category),
        scenario: Set(scenario),
        text: Set(text),
        active: Set(true),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
    };
    let model = model.insert(&transaction).await?;
    audit::record(state, &transaction, actor, "script.add", ("script", model.id), None).await?;
    transaction.commit().await?;
    Ok(model)
}

/// Changes a script or switches it off or on, in force for the next lint.
pub async fn change(state: &State, actor: &Actor, change: ScriptChange) -> Result<script::Model> {
    actor.require(Capability::KeepPack)?;
    let mut validator = Validator::default();
    let scenario = change
        .scenario
        .map(|scenario| validator.text("scenario", &scenario, MAX_SCENARIO));
    let text = match &change.text {
        Some(text) => Some(wording(&mut validator, state, actor, text).await?),
        None => None,
    };
    let transaction = begin(state, actor).await?;
    let found = find_for_update::<script::Entity>(&transaction, actor, change.id).await?;
    same_version(found.version, change.version)?;
    if let Some(text) = &text {
        report_taken(
            &mut validator,
            &transaction,
            actor,
            found.category,
            text,
            Some(found.id),
        )
        .await?;
    }
    validator.finish()?;
    let version = found.version + 1;
    let mut model = found.into_active_model();
    if let Some(scenario) = scenario {
        model.scenario = Set(scenario);
    }
    if let Some(text) = text {
        model.text = Set(text);
    }
    if let Some(active) = change.active {
        model.active = Set(active);
    }
    model.updated_at = Set(state.clock.timestamp());
    model.version = Set(version);
    let model = model.update(&transaction).await?;
    audit::record(state, &transaction, actor, "script.change", ("script", model.id), None).await?;
    transaction.commit().await?;
    Ok(model)
}

/// A transaction that makes the compiled linters stale. That comes first, because it also keeps others of the organisation
/// from adding the same wording until this one has committed.
async fn begin(state: &State, actor: &Actor) -> Result<DatabaseTransaction> {
    let transaction = state.database.begin().await?;
    raise_pack_version(&transaction, actor).await?;
    Ok(transaction)
}

/// The wording in the field `text`. Written out with tomorrow's date and plausible facts, it must lint clean.
async fn wording(validator: &mut Validator, state: &State, actor: &Actor, text: &str) -> Result<String> {
    let text = validator.text("text", text, MAX_TEXT);
    let today = actor.today(&state.clock);
    let tomorrow = today + TimeDelta::days(1);
    match filled(&text, tomorrow) {
        Err(flaw) => validator.report("text", UserErrorCode::Invalid, flaw.message()),
        Ok(example) => {
            let linter = state.linters.of(&state.database, actor).await?;
            for finding in linter.lint(&example, today).findings {
                let message = format!("填好空位后仍有问题：{}", finding.message);
                validator.report("text", UserErrorCode::Invalid, message);
            }
        }
    }
    Ok(text)
}

async fn report_taken(
    validator: &mut Validator,
    connection: &impl ConnectionTrait,
    actor: &Actor,
    category: FindingCategory,
    text: &str,
    own: Option<Uuid>,
) -> Result<()> {
    let same = select::<script::Entity>(actor)
        .filter(script::Column::Category.eq(category))
        .filter(script::Column::Text.eq(text))
        .one(connection)
        .await?;
    if same.is_some_and(|same| Some(same.id) != own) {
        validator.report("text", UserErrorCode::Taken, "该类别中已有这条话术，请修改原话术");
    }
    Ok(())
}
