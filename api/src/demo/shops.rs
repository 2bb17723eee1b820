//! Keyword mappings, and what customers ask in the shops.

use chrono::TimeDelta;
use entity::{
    disclosure,
    keyword_mapping::{self, MappingAction, MappingActions},
    question::{self, SensitiveMarks},
    types::{QuestionSource, QuestionStatus, Words},
    user,
};
use nlp::{
    Linter, RulePack,
    matching::{Mapping, Matcher},
};
use sea_orm::ActiveValue::Set;
use serde::Deserialize;

use super::{
    Stage,
    people::{Cast, all_set},
    stamp,
};
use crate::{
    error::{Error, Result},
    question::{
        matching::matches,
        sensitive::{Speaker, lacking, marks},
    },
};

const QUESTIONS: usize = 500;
/// A question a line, in customers' own words.
const ASKED: &str = include_str!("../../resources/demo/questions.txt");
/// The mappings: name, keywords, synonyms, actions.
const MAPPINGS: &str = include_str!("../../resources/demo/mappings.json");

#[derive(Deserialize)]
struct Need {
    name: String,
    keywords: Vec<String>,
    synonyms: Vec<String>,
    actions: Vec<MappingAction>,
}

/// 40 mappings and 500 questions over the last 60 days.
pub(super) async fn questions(stage: &mut Stage, cast: &Cast) -> Result<()> {
    let mappings = mappings(stage, cast)?;
    let matcher = Matcher::new(mappings);
    // The dictionary takes a moment to load, off the async threads.
    let linter = tokio::task::spawn_blocking(|| Linter::new(RulePack::default()))
        .await
        .map_err(Error::fault)?
        .map_err(Error::fault)?;
    let lines: Vec<&str> = ASKED.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let clerks: Vec<user::Model> = cast
        .people
        .iter()
        .filter(|user| user.store_id.is_some())
        .cloned()
        .collect();
    for index in 0..QUESTIONS {
        let text = match lines.get(index % lines.len().max(1)) {
            Some(line) => *line,
            None => break,
        };
        let clerk = stage.dice.pick(&clerks).clone();
        add_question(stage, &clerk, text, &matcher, &linter)?;
    }
    Ok(())
}

fn mappings(stage: &mut Stage, cast: &Cast) -> Result<Vec<Mapping>> {
    let needs: Vec<Need> = serde_json::from_str(MAPPINGS).map_err(Error::fault)?;
    let at = stage.now - TimeDelta::days(200);
    let mut mappings = Vec::new();
    for need in needs {
        let id = Stage::id(at);
        mappings.push(Mapping {
            id: id.to_string(),
            name: need.name.clone(),
            keywords: need.keywords.clone(),
            synonyms: need.synonyms.clone(),
        });
        stage.rows.mappings.push(all_set(keyword_mapping::Model {
            id,
            organization_id: cast.organization_id,
            name: need.name,
            keywords: Words(need.keywords),
            synonyms: Words(need.synonyms),
            actions: MappingActions(need.actions),
            retired_at: None,
            created_at: stamp(at),
            updated_at: stamp(at),
            version: 1,
        }));
    }
    Ok(mappings)
}

fn add_question(stage: &mut Stage, clerk: &user::Model, text: &str, matcher: &Matcher, linter: &Linter) -> Result<()> {
    let Some(store_id) = clerk.store_id else {
        return Ok(());
    };
    let days = stage.dice.count(0, 60);
    let at = stage.working_moment(days);
    let sensitive = SensitiveMarks(marks(linter, text, at.date_naive(), Speaker::Customer)?);
    let forced = lacking(&sensitive, &[]);
    // The latest ones still wait for their disclosure.
    let accepted = forced.is_empty() || days > 3;
    let id = Stage::id(at);
    if accepted {
        for category in forced {
            stage.rows.disclosures.push(disclosure::ActiveModel {
                id: Set(Stage::id(at)),
                organization_id: Set(clerk.organization_id),
                question_id: Set(id),
                category: Set(category),
                text: Set("本店商品不能替代药品，身体不适请及时就医。".to_owned()),
                given_by: Set(clerk.id),
                created_at: Set(stamp(at)),
            });
        }
    }
    stage.rows.questions.push(all_set(question::Model {
        id,
        organization_id: clerk.organization_id,
        store_id,
        clerk_id: clerk.id,
        text: text.to_owned(),
        source: if stage.dice.chance(30) {
            QuestionSource::Voice
        } else {
            QuestionSource::Typed
        },
        matches: matches(matcher, text)?,
        sensitive,
        answer: None,
        status: if accepted {
            QuestionStatus::Accepted
        } else {
            QuestionStatus::AwaitingDisclosure
        },
        asked_at: stamp(at),
        accepted_at: accepted.then(|| stamp(at)),
        created_at: stamp(at),
        updated_at: stamp(at),
        version: 1,
    }));
    Ok(())
}
