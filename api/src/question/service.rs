//! Recording questions, answering them, and giving the disclosures that they force.

use chrono::TimeDelta;
use entity::{
    disclosure,
    question::{self, SensitiveMarks},
    store,
    types::{FindingCategory, QuestionSource, QuestionStatus, Timestamp},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
};
use uuid::Uuid;

use crate::{
    error::{Error, Result, UserErrorCode, same_version},
    id,
    policy::{Actor, Capability, find, find_for_update, select},
    question::{
        matching::matches,
        sensitive::{Speaker, is_disclosed, lacking, marks},
    },
    state::State,
    validation::Validator,
};

/// The longest text of a question or an answer, in characters.
pub const MAX_TEXT: usize = 2000;
const MAX_DISCLOSURE: usize = 1000;
/// How far the clock of a clerk's phone may run ahead.
const CLOCK_SKEW: TimeDelta = TimeDelta::minutes(5);

/// A question to be recorded.
#[derive(Clone, Debug)]
pub struct NewQuestion {
    /// The shop; the clerk's own where it is `None`.
    pub store_id: Option<Uuid>,
    /// The customer's words.
    pub text: String,
    /// Typed, or transcribed from voice.
    pub source: QuestionSource,
    /// What the clerk answered.
    pub answer: Option<String>,
    /// When the customer asked; now where it is `None`.
    pub asked_at: Option<Timestamp>,
    /// The notes that the customer was told.
    pub disclosures: Vec<NewDisclosure>,
}

/// A note that the customer was told.
#[derive(Clone, Debug)]
pub struct NewDisclosure {
    /// The category of the terms that force it.
    pub category: FindingCategory,
    /// The note.
    pub text: String,
}

/// An answer to a recorded question.
#[derive(Clone, Debug)]
pub struct NewAnswer {
    /// The question.
    pub question_id: Uuid,
    /// The version that the user saw.
    pub version: i32,
    /// What the clerk answered.
    pub answer: String,
    /// The notes that the customer was told.
    pub disclosures: Vec<NewDisclosure>,
}

/// A record as it is now, accepted or not.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// The record.
    pub question: question::Model,
    /// The categories that still lack their disclosure; none once it is accepted.
    pub lacking: Vec<FindingCategory>,
}

/// Records a question with what it matches and its sensitive terms. It is kept in any case, and accepted unless it lacks
/// a disclosure.
pub async fn record(state: &State, actor: &Actor, new: NewQuestion) -> Result<Recorded> {
    actor.require(Capability::RecordQuestions)?;
    let mut validator = Validator::default();
    let text = validator.text("text", &new.text, MAX_TEXT);
    let answer = validator.optional_text("answer", new.answer.as_deref(), MAX_TEXT);
    let now = state.clock.timestamp();
    let asked_at = new.asked_at.unwrap_or(now);
    if *asked_at > *now + CLOCK_SKEW {
        validator.report("askedAt", UserErrorCode::Invalid, "提问时间不能晚于现在");
    }
    let store_id = validator.collect(shop(state, actor, new.store_id).await)?;
    let disclosures = checked_disclosures(&mut validator, &[], new.disclosures);
    validator.finish()?;
    let store_id = store_id.ok_or_else(|| Error::fault("a valid question without a store"))?;

    let matcher = state.matchers.of(&state.database, actor).await?;
    let matches = matches(&matcher, &text)?;
    let linter = state.linters.of(&state.database, actor).await?;
    let today = actor.today(&state.clock);
    let mut sensitive = marks(&linter, &text, today, Speaker::Customer)?;
    if let Some(answer) = &answer {
        sensitive.extend(marks(&linter, answer, today, Speaker::Clerk)?);
    }
    let sensitive = SensitiveMarks(sensitive);
    let lacking = lacking(&sensitive, &categories(&disclosures));
    let model = question::ActiveModel {
        id: Set(Uuid::now_v7()),
        organization_id: Set(actor.organization_id),
        store_id: Set(store_id),
        clerk_id: Set(actor.id),
        text: Set(text),
        source: Set(new.source),
        matches: Set(matches),
        sensitive: Set(sensitive),
        answer: Set(answer),
        status: Set(status(&lacking)),
        asked_at: Set(asked_at),
        accepted_at: Set(lacking.is_empty().then_some(now)),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
    };
    let transaction = state.database.begin().await?;
    let question = model.insert(&transaction).await?;
    insert_disclosures(state, &transaction, actor, question.id, disclosures).await?;
    transaction.commit().await?;
    Ok(Recorded { question, lacking })
}

/// Answers a question, or answers it differently. An answer with sensitive terms of its own takes the acceptance away until
/// their disclosure is given.
pub async fn answer(state: &State, actor: &Actor, new: NewAnswer) -> Result<Recorded> {
    actor.require(Capability::RecordQuestions)?;
    let linter = state.linters.of(&state.database, actor).await?;
    let transaction = state.database.begin().await?;
    let mut found = find_for_update::<question::Entity>(&transaction, actor, new.question_id).await?;
    same_version(found.version, new.version)?;
    let mut given = given_disclosures(&transaction, actor, found.id).await?;
    let mut validator = Validator::default();
    let answer = validator.text("answer", &new.answer, MAX_TEXT);
    let disclosures = checked_disclosures(&mut validator, &given, new.disclosures);
    validator.finish()?;
    given.extend(categories(&disclosures));
    found.sensitive.0.retain(|mark| !mark.in_answer);
    let of_answer = marks(&linter, &answer, actor.today(&state.clock), Speaker::Clerk)?;
    found.sensitive.0.extend(of_answer);
    found.answer = Some(answer);
    let lacking = lacking(&found.sensitive, &given);
    insert_disclosures(state, &transaction, actor, found.id, disclosures).await?;
    let question = settle(state, &transaction, found, &lacking).await?;
    transaction.commit().await?;
    Ok(Recorded { question, lacking })
}

/// Gives a disclosure to a question that awaits one, which accepts it once none is lacking.
pub async fn disclose(state: &State, actor: &Actor, question_id: Uuid, new: NewDisclosure) -> Result<Recorded> {
    actor.require(Capability::RecordQuestions)?;
    let transaction = state.database.begin().await?;
    let found = find_for_update::<question::Entity>(&transaction, actor, question_id).await?;
    let mut given = given_disclosures(&transaction, actor, found.id).await?;
    let mut validator = Validator::default();
    if found.status == QuestionStatus::Accepted {
        validator.report((), UserErrorCode::WrongState, "该提问已采纳，不需要再补充说明");
    }
    if given.contains(&new.category) {
        validator.report("category", UserErrorCode::Taken, "该类资质说明已经填写");
    }
    if !is_disclosed(new.category) {
        validator.report("category", UserErrorCode::Invalid, "只有医疗用语和功效断言需要资质说明");
    }
    let text = validator.text("text", &new.text, MAX_DISCLOSURE);
    validator.finish()?;
    let category = new.category;
    given.push(category);
    let disclosure = NewDisclosure { category, text };
    insert_disclosures(state, &transaction, actor, found.id, vec![disclosure]).await?;
    let lacking = lacking(&found.sensitive, &given);
    let question = settle(state, &transaction, found, &lacking).await?;
    transaction.commit().await?;
    Ok(Recorded { question, lacking })
}

/// Writes a record back with the status that follows from what it lacks.
async fn settle(
    state: &State,
    connection: &impl ConnectionTrait,
    changed: question::Model,
    lacking: &[FindingCategory],
) -> Result<question::Model> {
    let now = state.clock.timestamp();
    let accepted_at = changed.accepted_at.unwrap_or(now);
    let version = changed.version + 1;
    let mut model = changed.into_active_model().reset_all();
    model.status = Set(status(lacking));
    model.accepted_at = Set(lacking.is_empty().then_some(accepted_at));
    model.updated_at = Set(now);
    model.version = Set(version);
    Ok(model.update(connection).await?)
}

fn status(lacking: &[FindingCategory]) -> QuestionStatus {
    if lacking.is_empty() {
        QuestionStatus::Accepted
    } else {
        QuestionStatus::AwaitingDisclosure
    }
}

/// The shop that a question is recorded for: a clerk's own, anybody else says which.
async fn shop(state: &State, actor: &Actor, store_id: Option<Uuid>) -> Result<Uuid> {
    match (store_id, actor.store_id) {
        (None, None) => Err(Error::invalid("storeId", UserErrorCode::Required, "请选择门店")),
        (None, Some(own)) => Ok(own),
        (Some(id), Some(own)) if id == own => Ok(own),
        (Some(id), own) => {
            let found = find::<store::Entity>(state.database.read(), actor, id).await;
            match (found, own) {
                (Ok(_), Some(_)) => Err(Error::invalid("storeId", UserErrorCode::Invalid, "只能记录本店的提问")),
                (Ok(store), None) => Ok(store.id),
                (Err(Error::NotFound), _) => Err(id::not_found("storeId")),
                (Err(other), _) => Err(other),
            }
        }
    }
}

/// The categories whose disclosures a question has.
async fn given_disclosures(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    question_id: Uuid,
) -> Result<Vec<FindingCategory>> {
    let given = select::<disclosure::Entity>(actor)
        .filter(disclosure::Column::QuestionId.eq(question_id))
        .all(connection)
        .await?;
    Ok(given.into_iter().map(|disclosure| disclosure.category).collect())
}

/// The input's field `disclosures`, beside those that are `given` already.
fn checked_disclosures(
    validator: &mut Validator,
    given: &[FindingCategory],
    new: Vec<NewDisclosure>,
) -> Vec<NewDisclosure> {
    let mut seen = given.to_vec();
    let mut checked = Vec::new();
    for (index, disclosure) in new.into_iter().enumerate() {
        let index = index.to_string();
        let category = disclosure.category;
        if !is_disclosed(category) {
            let message = "只有医疗用语和功效断言需要资质说明";
            validator.report(["disclosures", &index, "category"], UserErrorCode::Invalid, message);
        } else if seen.contains(&category) {
            let message = "该类资质说明已经填写";
            validator.report(["disclosures", &index, "category"], UserErrorCode::Taken, message);
        }
        seen.push(category);
        let text = validator.text(["disclosures", &index, "text"], &disclosure.text, MAX_DISCLOSURE);
        checked.push(NewDisclosure { category, text });
    }
    checked
}

fn categories(disclosures: &[NewDisclosure]) -> Vec<FindingCategory> {
    disclosures.iter().map(|disclosure| disclosure.category).collect()
}

async fn insert_disclosures(
    state: &State,
    connection: &impl ConnectionTrait,
    actor: &Actor,
    question_id: Uuid,
    disclosures: Vec<NewDisclosure>,
) -> Result<()> {
    if disclosures.is_empty() {
        return Ok(());
    }
    let rows = disclosures.into_iter().map(|new| disclosure::ActiveModel {
        id: Set(Uuid::now_v7()),
        organization_id: Set(actor.organization_id),
        question_id: Set(question_id),
        category: Set(new.category),
        text: Set(new.text),
        given_by: Set(actor.id),
        created_at: Set(state.clock.timestamp()),
    });
    disclosure::Entity::insert_many(rows).exec(connection).await?;
    Ok(())
}
