//! Keeping a file that was received.

use std::sync::Arc;

use chrono::NaiveDate;
use entity::{
    attachment::{self, AttachmentWarnings},
    customer,
    types::{DocumentReading, Timestamp},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, QueryFilter, SqlErr};
use uuid::Uuid;

use crate::{
    attachment::{
        document::{Facts, MediaType},
        files::Received,
        name::clean,
        service::check::{self, Creation, Named},
    },
    error::{Error, Result, UserErrorCode},
    policy::{Actor, Capability, select},
    state::State,
    validation::Validator,
};

/// A file to be kept.
#[derive(Clone, Debug)]
pub struct NewAttachment {
    /// The id that it gets.
    pub id: Uuid,
    /// Whom it is for.
    pub customer_id: Uuid,
    /// The day that whoever uploads it states.
    pub watermark_on: NaiveDate,
    /// Another name than the client's.
    pub name: Option<String>,
    /// The file; `None` where the request brought none.
    pub file: Option<Arc<Received>>,
}

/// Keeps a file, unless something is wrong with it; then nothing of it stays.
pub async fn add(state: &State, actor: &Actor, new: NewAttachment) -> Result<attachment::Model> {
    actor.require(Capability::Attach)?;
    let file = check_input(state, actor, &new).await?;
    let facts = state
        .files
        .reader
        .read(file.file.try_clone().map_err(Error::fault)?)
        .await?;
    let media_type = acceptable(&facts)?;
    let creation = check::creation(state, actor, &facts, new.watermark_on);
    check::age(state, actor, new.customer_id, creation).await?;

    let name = named(new.name.as_deref().unwrap_or(&file.name), media_type);
    let named = Named::new(&name, facts.title.as_deref());
    let about = (&named, &facts, creation);
    let warnings = check::warnings(state, actor, new.customer_id, about, new.watermark_on).await?;
    let content = file.file.try_clone().map_err(Error::fault)?;
    state
        .files
        .storage
        .put(actor.organization_id, &file.sha256, content)
        .await?;
    let row = row(state, actor, &new, &file, (media_type, &facts, creation))?;
    insert(
        state,
        actor,
        attachment::ActiveModel {
            name: Set(name),
            name_key: Set(named.name.key),
            title_key: Set(named.title_key),
            warnings: Set(warnings),
            ..row
        },
    )
    .await
}

/// The attachment of an address that was used before, if its file was kept: a phone that sends it again gets the same answer.
pub async fn find_of_address(state: &State, actor: &Actor, id: Uuid) -> Result<Option<attachment::Model>> {
    let found = select::<attachment::Entity>(actor)
        .filter(attachment::Column::Id.eq(id))
        .filter(attachment::Column::UploadedBy.eq(actor.id));
    Ok(sea_orm::QuerySelect::limit(found, 1).one(state.database.read()).await?)
}

async fn check_input(state: &State, actor: &Actor, new: &NewAttachment) -> Result<Arc<Received>> {
    let mut validator = Validator::default();
    validator
        .row::<customer::Entity>(state.database.read(), actor, "customerId", new.customer_id)
        .await?;
    check::watermark(&mut validator, state, actor, new.watermark_on);
    match &new.file {
        None => {
            let message = "请按 GraphQL multipart 请求规范随请求上传文件";
            validator.report("file", UserErrorCode::Required, message);
        }
        Some(file) if file.size == 0 => validator.report("file", UserErrorCode::Invalid, "文件不能为空"),
        Some(_) => {}
    }
    validator.finish()?;
    // Missing only where its violation has just been answered.
    new.file.clone().ok_or(Error::NotFound)
}

/// What the file is, or why it is not kept.
fn acceptable(facts: &Facts) -> Result<MediaType> {
    let refuse = |message: &str| Error::invalid("file", UserErrorCode::UnsupportedFile, message);
    let media_type = facts
        .media_type
        .ok_or_else(|| refuse("无法识别的文件类型：可上传 PDF、Office 文档、图片、视频、图纸、文本和 ZIP"))?;
    if facts.reading == DocumentReading::TooLarge {
        return Err(refuse("文件解压后过大或读取时间过长，可能是恶意文件"));
    }
    Ok(media_type)
}

/// The name of a file, with an extension that its content has a right to.
fn named(name: &str, media_type: MediaType) -> String {
    if let Some(extension) = media_type.extension() {
        return clean(name, Some(extension));
    }
    let cleaned = clean(name, None);
    let has_right = |extension: &&str| cleaned.ends_with(&format!(".{extension}"));
    match media_type.extensions() {
        [first, ..] if !media_type.extensions().iter().any(has_right) => clean(name, Some(first)),
        _ => cleaned,
    }
}

fn row(
    state: &State,
    actor: &Actor,
    new: &NewAttachment,
    file: &Received,
    (media_type, facts, creation): (MediaType, &Facts, Creation),
) -> Result<attachment::ActiveModel> {
    Ok(attachment::ActiveModel {
        id: Set(new.id),
        organization_id: Set(actor.organization_id),
        customer_id: Set(new.customer_id),
        uploaded_by: Set(actor.id),
        name: Set(String::new()),
        title: Set(facts.title.clone()),
        name_key: Set(String::new()),
        title_key: Set(None),
        sha256: Set(file.sha256.clone()),
        size: Set(i64::try_from(file.size).map_err(Error::fault)?),
        media_type: Set(media_type.name().to_owned()),
        reading: Set(facts.reading),
        watermark_on: Set(new.watermark_on),
        created_on: Set(creation.on),
        created_on_verified: Set(creation.is_verified),
        document_created_at: Set(facts.created_at.map(Timestamp::from)),
        document_modified_at: Set(facts.modified_at.map(Timestamp::from)),
        pages: Set(facts.pages.and_then(|pages| i32::try_from(pages).ok())),
        warnings: Set(AttachmentWarnings::default()),
        created_at: Set(state.clock.timestamp()),
    })
}

async fn insert(state: &State, actor: &Actor, row: attachment::ActiveModel) -> Result<attachment::Model> {
    let id = row.id.clone().take();
    let transaction = state.database.begin().await?;
    match row.insert(&transaction).await {
        Ok(model) => {
            transaction.commit().await?;
            Ok(model)
        }
        // The same file is being sent to the same address twice at once.
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
            transaction.rollback().await?;
            let found = find_of_address(state, actor, id.unwrap_or_default()).await?;
            found.ok_or_else(|| Error::fault(error))
        }
        Err(error) => Err(error.into()),
    }
}
