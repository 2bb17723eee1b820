//! Adding and changing terms.

use entity::{
    organization, term,
    types::{FindingCategory, FindingSeverity, Words},
};
use nlp::pack::TermFlaw;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel,
    QueryFilter, sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    audit,
    error::{Result, UserErrorCode, same_version},
    policy::{Actor, Capability, find_for_update, select},
    report::lint::category_to_nlp,
    state::State,
    validation::Validator,
};

const MAX_TEXT: usize = 50;
const MAX_EXCEPTIONS: usize = 100;

/// A term to be added.
#[derive(Clone, Debug)]
pub struct NewTerm {
    /// What finding it is.
    pub category: FindingCategory,
    /// The phrase.
    pub text: String,
    /// How much it weighs.
    pub severity: Option<FindingSeverity>,
    /// Longer wordings that are fine.
    pub exceptions: Vec<String>,
}

/// A change of a term; what is `None` stays as it is.
#[derive(Clone, Debug)]
pub struct TermChange {
    /// The term.
    pub id: Uuid,
    /// The version that the user saw.
    pub version: i32,
    /// Another weight.
    pub severity: Option<FindingSeverity>,
    /// Other exceptions.
    pub exceptions: Option<Vec<String>>,
    /// On or off.
    pub active: Option<bool>,
}

/// Adds a term, in force for the next lint.
pub async fn add(state: &State, actor: &Actor, new: NewTerm) -> Result<term::Model> {
    actor.require(Capability::KeepPack)?;
    let mut validator = Validator::default();
    let text = validator.text("text", &new.text, MAX_TEXT);
    let exceptions = exceptions(&mut validator, &new.exceptions);
    check(&mut validator, new.category, &text, &exceptions);
    let transaction = state.database.begin().await?;
    let taken = select::<term::Entity>(actor)
        .filter(term::Column::Category.eq(new.category))
        .filter(term::Column::Text.eq(&text))
        .one(&transaction)
        .await?;
    if taken.is_some() {
        validator.report("text", UserErrorCode::Taken, "该类别中已有这个词条，请修改原词条");
    }
    validator.finish()?;
    let now = state.clock.timestamp();
    let model = term::ActiveModel {
        id: Set(Uuid::now_v7()),
        organization_id: Set(actor.organization_id),
        category: Set(new.category),
        text: Set(text),
        severity: Set(new.severity),
        exceptions: Set(exceptions),
        active: Set(true),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
    };
    let model = model.insert(&transaction).await?;
    raise_pack_version(&transaction, actor).await?;
    audit::record(state, &transaction, actor, "term.add", ("term", model.id), None).await?;
    transaction.commit().await?;
    Ok(model)
}

/// Changes a term, in force for the next lint.
pub async fn change(state: &State, actor: &Actor, change: TermChange) -> Result<term::Model> {
    actor.require(Capability::KeepPack)?;
    let mut validator = Validator::default();
    let transaction = state.database.begin().await?;
    let found = find_for_update::<term::Entity>(&transaction, actor, change.id).await?;
    same_version(found.version, change.version)?;
    let exceptions = change.exceptions.map(|words| exceptions(&mut validator, &words));
    if let Some(exceptions) = &exceptions {
        check(&mut validator, found.category, &found.text, exceptions);
    }
    validator.finish()?;
    let version = found.version + 1;
    let mut model = found.into_active_model();
    if let Some(severity) = change.severity {
        model.severity = Set(Some(severity));
    }
    if let Some(exceptions) = exceptions {
        model.exceptions = Set(exceptions);
    }
    if let Some(active) = change.active {
        model.active = Set(active);
    }
    model.updated_at = Set(state.clock.timestamp());
    model.version = Set(version);
    let model = model.update(&transaction).await?;
    raise_pack_version(&transaction, actor).await?;
    audit::record(state, &transaction, actor, "term.change", ("term", model.id), None).await?;
    transaction.commit().await?;
    Ok(model)
}

/// Makes everything that was compiled from the organisation's terms, scripts and mappings stale. Until the transaction
/// ends, nobody else of the organisation gets past this.
pub async fn raise_pack_version(connection: &impl ConnectionTrait, actor: &Actor) -> Result<()> {
    organization::Entity::update_many()
        .col_expr(
            organization::Column::PackVersion,
            Expr::col(organization::Column::PackVersion).add(1),
        )
        .filter(organization::Column::Id.eq(actor.organization_id))
        .exec(connection)
        .await?;
    Ok(())
}

fn exceptions(validator: &mut Validator, words: &[String]) -> Words {
    if words.len() > MAX_EXCEPTIONS {
        let message = format!("最多 {MAX_EXCEPTIONS} 个例外");
        validator.report("exceptions", UserErrorCode::TooLong, message);
        return Words::default();
    }
    let words = words.iter().enumerate();
    let checked = words.map(|(index, word)| validator.text(["exceptions", &index.to_string()], word, MAX_TEXT));
    Words(checked.collect())
}

/// Notes what keeps the linter from looking for a term: a single one would keep it from every text of the organisation.
fn check(validator: &mut Validator, category: FindingCategory, text: &str, exceptions: &Words) {
    if category == FindingCategory::Copied {
        validator.report("category", UserErrorCode::Invalid, "词条不能用于重复日报");
    }
    // What else is wrong with such a text has been reported.
    if text.is_empty() || text.chars().nth(MAX_TEXT).is_some() {
        return;
    }
    let term = nlp::pack::Term {
        exceptions: exceptions.0.clone(),
        ..nlp::pack::Term::new("", category_to_nlp(category), text)
    };
    let Some(flaw) = term.flaw() else { return };
    let message = term.describe(flaw);
    match flaw {
        // One that was left blank has been reported.
        TermFlaw::Exception(index) if exceptions.0.get(index).is_some_and(String::is_empty) => {}
        TermFlaw::Exception(index) => {
            validator.report(["exceptions", &index.to_string()], UserErrorCode::Invalid, message);
        }
        _ => validator.report("text", UserErrorCode::Invalid, message),
    }
}
