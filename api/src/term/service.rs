//! Adding and changing terms.

use entity::{
    organization, term,
    types::{FindingCategory, FindingSeverity, Words},
};
use nlp::{
    Category, Linter, RulePack,
    pack::{Examples, TermFlaw, example},
    segment::Alignment,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel,
    QueryFilter, sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    audit,
    error::{Result, UserErrorCode, same_version},
    policy::{Actor, Capability, find_for_update, select},
    report::{
        lint::{category_to_nlp, name, severity_to_nlp},
        linters,
    },
    state::State,
    validation::Validator,
};

const MAX_TEXT: usize = 50;
const MAX_EXCEPTIONS: usize = 100;
const MAX_SOURCE: usize = 500;
const MAX_EXAMPLES: usize = 20;
const MAX_EXAMPLE: usize = 200;

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
    /// How it may lie against words; empty for what is usual.
    pub alignment: Vec<Alignment>,
    /// What says that it must not be written.
    pub source: Option<String>,
    /// Sentences that it is tested by.
    pub examples: Examples,
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
    /// Other ways to lie against words.
    pub alignment: Option<Vec<Alignment>>,
    /// Another source; blank for none.
    pub source: Option<String>,
    /// Other examples.
    pub examples: Option<Examples>,
    /// On or off.
    pub active: Option<bool>,
}

/// Adds a term, in force for the next lint.
pub async fn add(state: &State, actor: &Actor, new: NewTerm) -> Result<term::Model> {
    actor.require(Capability::KeepPack)?;
    let mut validator = Validator::default();
    let text = validator.text("text", &new.text, MAX_TEXT);
    let exceptions = exceptions(&mut validator, &new.exceptions);
    let source = validator.optional_text("source", new.source.as_deref(), MAX_SOURCE);
    let term = nlp::pack::Term {
        severity: new.severity.map(severity_to_nlp),
        exceptions: exceptions.0.clone(),
        alignment: new.alignment.clone(),
        examples: new.examples.clone(),
        ..nlp::pack::Term::new("new", category_to_nlp(new.category), text.as_str())
    };
    check(&mut validator, &term);
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
        alignment: Set(Words(new.alignment.iter().map(name).collect())),
        source: Set(source),
        matching: Set(Words(new.examples.matching)),
        not_matching: Set(Words(new.examples.no_match)),
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
    let is_other = exceptions.is_some() || change.alignment.is_some() || change.examples.is_some();
    if is_other {
        let mut term = linters::term(found.clone());
        "changed".clone_into(&mut term.id);
        term.exceptions = exceptions.clone().unwrap_or_else(|| found.exceptions.clone()).0;
        term.alignment = change.alignment.clone().unwrap_or(term.alignment);
        term.examples = change.examples.clone().unwrap_or_else(|| Examples {
            matching: found.matching.0.clone(),
            no_match: found.not_matching.0.clone(),
        });
        check(&mut validator, &term);
    }
    let source = validator.optional_text("source", change.source.as_deref(), MAX_SOURCE);
    validator.finish()?;
    let version = found.version + 1;
    let mut model = found.into_active_model();
    if let Some(severity) = change.severity {
        model.severity = Set(Some(severity));
    }
    if let Some(exceptions) = exceptions {
        model.exceptions = Set(exceptions);
    }
    if let Some(alignment) = &change.alignment {
        model.alignment = Set(Words(alignment.iter().map(name).collect()));
    }
    if change.source.is_some() {
        model.source = Set(source);
    }
    if let Some(examples) = change.examples {
        model.matching = Set(Words(examples.matching));
        model.not_matching = Set(Words(examples.no_match));
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

/// Notes what keeps the linter from looking for a term, a single one of which would keep it from every text of the
/// organisation, and which of its examples fail.
fn check(validator: &mut Validator, term: &nlp::pack::Term) {
    // What else is wrong with such a text has been reported.
    if term.text.is_empty() || term.text.chars().nth(MAX_TEXT).is_some() {
        return;
    }
    if term.category == Category::Copied {
        validator.report("category", UserErrorCode::Invalid, "词条不能用于重复日报");
        return;
    }
    let Some(flaw) = term.flaw() else {
        return check_examples(validator, term);
    };
    let message = term.describe(flaw);
    match flaw {
        // One that was left blank has been reported.
        TermFlaw::Exception(index) if term.exceptions.get(index).is_some_and(String::is_empty) => {}
        TermFlaw::Exception(index) => {
            validator.report(["exceptions", &index.to_string()], UserErrorCode::Invalid, message);
        }
        _ => validator.report("text", UserErrorCode::Invalid, message),
    }
}

/// Notes which examples fail.
fn check_examples(validator: &mut Validator, term: &nlp::pack::Term) {
    let lists = [
        ("matching", true, &term.examples.matching),
        ("notMatching", false, &term.examples.no_match),
    ];
    for (list, _, texts) in lists {
        let is_long = |text: &String| text.chars().nth(MAX_EXAMPLE).is_some();
        if texts.len() > MAX_EXAMPLES || texts.iter().any(is_long) {
            let message = format!("最多 {MAX_EXAMPLES} 个例句，每句最多 {MAX_EXAMPLE} 个字");
            validator.report(list, UserErrorCode::TooLong, message);
            return;
        }
    }
    if lists.iter().all(|(_, _, texts)| texts.is_empty()) {
        return;
    }
    let pack = RulePack {
        terms: vec![term.clone()],
        ..RulePack::default()
    };
    let Ok(linter) = Linter::new(pack) else { return };
    for (list, is_match, texts) in lists {
        for (index, text) in texts.iter().enumerate() {
            if let Some(failure) = example::failure(&linter, &term.id, text, is_match) {
                validator.report([list, &index.to_string()], UserErrorCode::Invalid, failure);
            }
        }
    }
}
