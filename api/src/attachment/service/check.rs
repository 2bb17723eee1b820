//! What may be wrong with a file: too old for its customer, superseded, about other products than the customer asked for.

use std::{cmp::Ordering, collections::BTreeSet};

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};
use entity::{
    activity, attachment,
    attachment::{AttachmentWarning, AttachmentWarnings},
    organization,
    types::{ActivityKind, AttachmentWarningCode, DocumentReading, Timestamp, Words},
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::{
    attachment::{
        document::Facts,
        models,
        name::{self, DocumentName},
    },
    error::{Error, Result, UserErrorCode},
    policy::{Actor, find, select},
    state::State,
    validation::Validator,
};

/// How far back the customer's questions count, in days.
const ASKED_WITHIN: TimeDelta = TimeDelta::days(365);
/// How many activities are searched for product models.
const MAX_ACTIVITIES: u64 = 300;
/// How many documents of the same name are compared.
const MAX_VERSIONS: u64 = 100;
/// How many days the stated date may lie off the document's own.
const MAX_DIFFERENCE: i64 = 7;
/// How many models a warning names.
const NAMED: usize = 5;

/// The day that a document was made on, and whether the document itself says so.
#[derive(Clone, Copy, Debug)]
pub(super) struct Creation {
    pub(super) on: NaiveDate,
    pub(super) is_verified: bool,
}

/// The document's own day where it can be one, else the stated one.
pub(super) fn creation(state: &State, actor: &Actor, facts: &Facts, watermark_on: NaiveDate) -> Creation {
    let tomorrow = state.clock.now() + TimeDelta::days(1);
    let own = facts.created_at.filter(|at| at.year() >= 1990 && *at <= tomorrow);
    Creation {
        on: own.map_or(watermark_on, |at| actor.day_of(at)),
        is_verified: own.is_some(),
    }
}

/// Notes a stated day that is still to come.
pub(super) fn watermark(validator: &mut Validator, state: &State, actor: &Actor, on: NaiveDate) {
    let today = actor.today(&state.clock);
    if on > today {
        validator.report(
            "watermarkOn",
            UserErrorCode::Invalid,
            format!("水印日期不能晚于今天（{today}）"),
        );
    }
}

/// What is said of a file that is larger than allowed.
pub(super) fn too_large(state: &State) -> String {
    format!("文件最大 {} MB", state.files.max_size / 1024 / 1024)
}

/// Fails where the document is older than the organisation allows, counted back from the customer's latest interaction.
pub(super) async fn age(state: &State, actor: &Actor, customer: Uuid, creation: Creation) -> Result<()> {
    let connection = state.database.read();
    let organization = find::<organization::Entity>(connection, actor, actor.organization_id).await?;
    // What colleagues note among themselves is no interaction.
    let latest = select::<activity::Entity>(actor)
        .select_only()
        .column_as(activity::Column::OccurredAt.max(), "at")
        .filter(activity::Column::CustomerId.eq(customer))
        .filter(activity::Column::Kind.is_not_in([ActivityKind::Note, ActivityKind::StageChange]))
        .filter(activity::Column::OccurredAt.lte(state.clock.timestamp()))
        .into_tuple::<Option<i64>>()
        .one(connection)
        .await?
        .flatten()
        .and_then(DateTime::<Utc>::from_timestamp_millis);
    let Some(latest) = latest.map(|at| actor.day_of(at)) else {
        return Ok(());
    };
    let (allowed, days) = (organization.attachment_max_age_days, (latest - creation.on).num_days());
    if days <= i64::from(allowed) {
        return Ok(());
    }
    let source = if creation.is_verified {
        "文件自带"
    } else {
        "水印日期"
    };
    let message = format!(
        "文件创建于 {}（{source}），该客户最近一次互动在 {latest}，相差 {days} 天，超过 {allowed} 天，请更新文件后再上传",
        creation.on
    );
    Err(Error::invalid("file", UserErrorCode::OutdatedDocument, message))
}

/// A document as its names tell it.
pub(super) struct Named {
    pub(super) name: DocumentName,
    pub(super) title_key: Option<String>,
}

impl Named {
    pub(super) fn new(name: &str, title: Option<&str>) -> Self {
        let titled = title
            .map(name::read_title)
            .filter(|title| !name::is_generic(&title.key));
        let mut name = name::read(name);
        if let Some(title) = &titled {
            name.version = name.version.or_else(|| title.version.clone());
            name.date = name.date.or(title.date);
        }
        Self {
            name,
            title_key: titled.map(|title| title.key),
        }
    }
}

/// What is worth a look, in the order of its weight.
pub(super) async fn warnings(
    state: &State,
    actor: &Actor,
    customer: Uuid,
    (named, facts, creation): (&Named, &Facts, Creation),
    watermark_on: NaiveDate,
) -> Result<AttachmentWarnings> {
    let mut found = Vec::new();
    let mut warn = |code, message: String| {
        found.push(AttachmentWarning {
            code,
            message,
            attachment_id: None,
            models: Words::default(),
        });
    };
    match facts.reading {
        DocumentReading::Encrypted => warn(
            AttachmentWarningCode::Unreadable,
            "文件有密码保护，未能核对创建日期和内容".into(),
        ),
        DocumentReading::Broken => warn(
            AttachmentWarningCode::Unreadable,
            "文件已损坏或格式不完整，未能核对创建日期和内容".into(),
        ),
        _ => {}
    }
    if !creation.is_verified {
        let message = format!("未能从文件中读出创建日期，按您填写的 {watermark_on} 计算");
        warn(AttachmentWarningCode::DateUnverified, message);
    } else if (watermark_on - creation.on).num_days().abs() > MAX_DIFFERENCE {
        let message = format!(
            "您填写的水印日期 {watermark_on} 与文件自带的创建日期 {} 不一致",
            creation.on
        );
        warn(AttachmentWarningCode::WatermarkDiffers, message);
    }
    if let Some(newer) = newer_version(state, actor, customer, named, creation).await? {
        found.insert(0, newer);
    }
    found.extend(missing_model(state, actor, customer, facts).await?);
    Ok(AttachmentWarnings(found))
}

/// A later version of the document: for the same customer by version or day; elsewhere in the organisation only by the
/// versions that both names state, since 报价单 of one customer is another document than that of the next.
async fn newer_version(
    state: &State,
    actor: &Actor,
    customer: Uuid,
    named: &Named,
    creation: Creation,
) -> Result<Option<AttachmentWarning>> {
    let mut same = Condition::any().add(attachment::Column::NameKey.eq(&named.name.key));
    if let Some(title) = &named.title_key {
        same = same.add(attachment::Column::TitleKey.eq(title));
    }
    let others = attachment::Entity::find()
        .filter(attachment::Column::OrganizationId.eq(actor.organization_id))
        .filter(same)
        .order_by_desc(attachment::Column::CreatedAt)
        .limit(MAX_VERSIONS)
        .all(state.database.read())
        .await?;
    let is_newer = |other: &attachment::Model| {
        let theirs = Named::new(&other.name, other.title.as_deref()).name;
        let order = name::compare(&named.name, &theirs);
        if other.customer_id != customer {
            let both_state_one = named.name.version.is_some() && theirs.version.is_some();
            return both_state_one && order == Some(Ordering::Less);
        }
        match order {
            Some(Ordering::Equal) | None => other.created_on > creation.on,
            Some(order) => order == Ordering::Less,
        }
    };
    let newest = others
        .into_iter()
        .filter(is_newer)
        .max_by_key(|other| (other.created_on, *other.created_at));
    Ok(newest.map(|newest| AttachmentWarning {
        code: AttachmentWarningCode::NewerVersion,
        message: format!("已有更新的版本：《{}》，创建于 {}", newest.name, newest.created_on),
        attachment_id: Some(newest.id),
        models: Words::default(),
    }))
}

/// A warning where the customer asked about product models and the document's text names none of them.
async fn missing_model(
    state: &State,
    actor: &Actor,
    customer: Uuid,
    facts: &Facts,
) -> Result<Option<AttachmentWarning>> {
    if !matches!(facts.reading, DocumentReading::Read | DocumentReading::Partly) {
        return Ok(None);
    }
    let asked = asked_models(state, actor, customer).await?;
    let names: Vec<_> = asked.iter().take(NAMED).map(String::as_str).collect();
    let names = names.join("、");
    let (code, message) = if asked.is_empty() {
        return Ok(None);
    } else if facts.text.trim().is_empty() {
        let message = format!("文件中没有可读的文字（可能是扫描件），未能核对客户询问的型号 {names}");
        (AttachmentWarningCode::Unreadable, message)
    } else if models::mentioned(&asked, &facts.text).is_empty() {
        (
            AttachmentWarningCode::MissingModel,
            format!("客户询问的型号 {names} 在文件中均未出现"),
        )
    } else {
        return Ok(None);
    };
    Ok(Some(AttachmentWarning {
        code,
        message,
        attachment_id: None,
        models: Words(asked.into_iter().collect()),
    }))
}

/// The product models in what was noted of the customer's latest activities.
async fn asked_models(state: &State, actor: &Actor, customer: Uuid) -> Result<BTreeSet<String>> {
    let since = Timestamp::from(state.clock.now() - ASKED_WITHIN);
    let notes: Vec<String> = select::<activity::Entity>(actor)
        .select_only()
        .column(activity::Column::Note)
        .filter(activity::Column::CustomerId.eq(customer))
        .filter(activity::Column::OccurredAt.gte(since))
        .filter(activity::Column::Note.ne(""))
        .order_by_desc(activity::Column::OccurredAt)
        .limit(MAX_ACTIVITIES)
        .into_tuple()
        .all(state.database.read())
        .await?;
    Ok(notes.iter().flat_map(|note| models::models(note)).collect())
}
