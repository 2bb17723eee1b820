//! Adding, changing, retiring and restoring keyword mappings.

use entity::{
    keyword_mapping::{self, MappingAction, MappingActions},
    types::Words,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, IntoActiveModel, QueryFilter,
};
use uuid::Uuid;

use crate::{
    audit,
    error::{Error, Result, UserErrorCode, same_version},
    keyword_mapping::words::{report_repeated, report_taken, words},
    policy::{Actor, Capability, find_for_update, select},
    state::State,
    term::service::raise_pack_version,
    validation::Validator,
};

const MAX_NAME: usize = 50;
const MAX_ACTIONS: usize = 20;
const MAX_ACTION: usize = 200;

/// A mapping to be added.
#[derive(Clone, Debug)]
pub struct NewMapping {
    /// What the need is called.
    pub name: String,
    /// Words that mean it.
    pub keywords: Vec<String>,
    /// Other words for it.
    pub synonyms: Vec<String>,
    /// What the clerk should do.
    pub actions: Vec<MappingAction>,
}

/// A mapping in the version that the user saw.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    /// The mapping.
    pub id: Uuid,
    /// The version.
    pub version: i32,
}

/// A change of a mapping; what is `None` stays as it is.
#[derive(Clone, Debug)]
pub struct MappingChange {
    /// The mapping.
    pub seen: Seen,
    /// Another name.
    pub name: Option<String>,
    /// Other keywords.
    pub keywords: Option<Vec<String>>,
    /// Other synonyms.
    pub synonyms: Option<Vec<String>>,
    /// Other actions.
    pub actions: Option<Vec<MappingAction>>,
}

/// Adds a mapping, in force for the next question.
pub async fn create(state: &State, actor: &Actor, new: NewMapping) -> Result<keyword_mapping::Model> {
    actor.require(Capability::KeepMappings)?;
    let transaction = begin(state, actor).await?;
    let mut validator = Validator::default();
    let name = name(&mut validator, &transaction, actor, &new.name, None).await?;
    let keywords = keywords(&mut validator, &new.keywords);
    let synonyms = words(&mut validator, "synonyms", &new.synonyms);
    report_repeated(&mut validator, &keywords, &synonyms);
    report_taken(&mut validator, &keywords, &others(&transaction, actor, None).await?);
    let actions = actions(&mut validator, new.actions);
    validator.finish()?;
    let now = state.clock.timestamp();
    let model = keyword_mapping::ActiveModel {
        id: Set(Uuid::now_v7()),
        organization_id: Set(actor.organization_id),
        name: Set(name),
        keywords: Set(keywords),
        synonyms: Set(synonyms),
        actions: Set(actions),
        retired_at: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
    };
    let model = model.insert(&transaction).await?;
    commit(state, transaction, actor, "keyword_mapping.create", model).await
}

/// Changes a mapping, in force for the next question.
pub async fn change(state: &State, actor: &Actor, change: MappingChange) -> Result<keyword_mapping::Model> {
    actor.require(Capability::KeepMappings)?;
    let transaction = begin(state, actor).await?;
    let mut found = seen(&transaction, actor, change.seen).await?;
    let id = Some(found.id);
    let mut validator = Validator::default();
    if let Some(new) = change.name {
        found.name = name(&mut validator, &transaction, actor, &new, id).await?;
    }
    let words_change = change.keywords.is_some() || change.synonyms.is_some();
    if let Some(new) = change.keywords {
        found.keywords = keywords(&mut validator, &new);
        if found.retired_at.is_none() {
            report_taken(&mut validator, &found.keywords, &others(&transaction, actor, id).await?);
        }
    }
    if let Some(new) = change.synonyms {
        found.synonyms = words(&mut validator, "synonyms", &new);
    }
    if words_change {
        report_repeated(&mut validator, &found.keywords, &found.synonyms);
    }
    if let Some(new) = change.actions {
        found.actions = actions(&mut validator, new);
    }
    validator.finish()?;
    update(state, transaction, actor, "keyword_mapping.change", found).await
}

/// Retires a mapping: the next question is not matched with it.
pub async fn retire(state: &State, actor: &Actor, mapping: Seen) -> Result<keyword_mapping::Model> {
    actor.require(Capability::KeepMappings)?;
    let transaction = begin(state, actor).await?;
    let mut found = seen(&transaction, actor, mapping).await?;
    if found.retired_at.is_some() {
        return Err(Error::invalid((), UserErrorCode::WrongState, "该映射已停用"));
    }
    found.retired_at = Some(state.clock.timestamp());
    update(state, transaction, actor, "keyword_mapping.retire", found).await
}

/// Restores a retired mapping, in force for the next question.
pub async fn restore(state: &State, actor: &Actor, mapping: Seen) -> Result<keyword_mapping::Model> {
    actor.require(Capability::KeepMappings)?;
    let transaction = begin(state, actor).await?;
    let mut found = seen(&transaction, actor, mapping).await?;
    if found.retired_at.is_none() {
        return Err(Error::invalid((), UserErrorCode::WrongState, "该映射正在使用"));
    }
    let mut validator = Validator::default();
    let others = others(&transaction, actor, Some(found.id)).await?;
    report_taken(&mut validator, &found.keywords, &others);
    validator.finish()?;
    found.retired_at = None;
    update(state, transaction, actor, "keyword_mapping.restore", found).await
}

/// A transaction that makes the compiled matchers stale. It comes first, because it also keeps others of the organisation
/// from taking a keyword or a name until this one has committed.
async fn begin(state: &State, actor: &Actor) -> Result<DatabaseTransaction> {
    let transaction = state.database.begin().await?;
    raise_pack_version(&transaction, actor).await?;
    Ok(transaction)
}

async fn seen(transaction: &DatabaseTransaction, actor: &Actor, seen: Seen) -> Result<keyword_mapping::Model> {
    let found = find_for_update::<keyword_mapping::Entity>(transaction, actor, seen.id).await?;
    same_version(found.version, seen.version)?;
    Ok(found)
}

async fn update(
    state: &State,
    transaction: DatabaseTransaction,
    actor: &Actor,
    action: &str,
    changed: keyword_mapping::Model,
) -> Result<keyword_mapping::Model> {
    let version = changed.version + 1;
    let mut model = changed.into_active_model().reset_all();
    model.updated_at = Set(state.clock.timestamp());
    model.version = Set(version);
    let model = model.update(&transaction).await?;
    commit(state, transaction, actor, action, model).await
}

async fn commit(
    state: &State,
    transaction: DatabaseTransaction,
    actor: &Actor,
    action: &str,
    model: keyword_mapping::Model,
) -> Result<keyword_mapping::Model> {
    let subject = ("keyword_mapping", model.id);
    audit::record(state, &transaction, actor, action, subject, None).await?;
    transaction.commit().await?;
    Ok(model)
}

/// The active mappings but `own`.
async fn others(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    own: Option<Uuid>,
) -> Result<Vec<keyword_mapping::Model>> {
    let mut query = select::<keyword_mapping::Entity>(actor).filter(keyword_mapping::Column::RetiredAt.is_null());
    if let Some(own) = own {
        query = query.filter(keyword_mapping::Column::Id.ne(own));
    }
    Ok(query.all(connection).await?)
}

/// The name of the mapping `own`, or of a new one, which no other may have.
async fn name(
    validator: &mut Validator,
    connection: &impl ConnectionTrait,
    actor: &Actor,
    value: &str,
    own: Option<Uuid>,
) -> Result<String> {
    let name = validator.text("name", value, MAX_NAME);
    let namesake = select::<keyword_mapping::Entity>(actor)
        .filter(keyword_mapping::Column::Name.eq(&name))
        .one(connection)
        .await?;
    match namesake {
        Some(namesake) if Some(namesake.id) == own => {}
        Some(namesake) if namesake.retired_at.is_some() => {
            validator.report("name", UserErrorCode::Taken, "已有同名的停用映射，可恢复它");
        }
        Some(_) => validator.report("name", UserErrorCode::Taken, "已有同名映射"),
        None => {}
    }
    Ok(name)
}

fn keywords(validator: &mut Validator, given: &[String]) -> Words {
    if given.is_empty() {
        validator.report("keywords", UserErrorCode::Required, "至少一个关键词");
    }
    words(validator, "keywords", given)
}

fn actions(validator: &mut Validator, given: Vec<MappingAction>) -> MappingActions {
    if given.is_empty() {
        validator.report("actions", UserErrorCode::Required, "至少一个动作");
    }
    if given.len() > MAX_ACTIONS {
        validator.report("actions", UserErrorCode::TooLong, format!("最多 {MAX_ACTIONS} 个动作"));
        return MappingActions::default();
    }
    let checked = given.into_iter().enumerate().map(|(index, action)| MappingAction {
        text: validator.text(["actions", &index.to_string(), "text"], &action.text, MAX_ACTION),
        kind: action.kind,
    });
    MappingActions(checked.collect())
}
