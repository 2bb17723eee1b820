//! 附件: a file that was uploaded for a customer. Its content lies in the object store, by its SHA-256.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::types::{AttachmentWarningCode, DocumentReading, Timestamp, Words};

/// A row of `attachment`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "attachment")]
pub struct Model {
    /// A version 7 UUID, made by the server; ids grow with time.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The tenant.
    pub organization_id: Uuid,
    /// Whom it is for.
    pub customer_id: Uuid,
    /// Who uploaded it.
    pub uploaded_by: Uuid,
    /// Its name, cleaned, with the extension of what it is.
    pub name: String,
    /// The title that the document gives itself.
    pub title: Option<String>,
    /// The name without version, date and extension: files with the same key are versions of one document.
    pub name_key: String,
    /// The same of the title.
    pub title_key: Option<String>,
    /// Digest of the content in hexadecimal; where in the object store it lies.
    pub sha256: String,
    /// Bytes.
    pub size: i64,
    /// What the content is, as it was sniffed.
    pub media_type: String,
    /// Whether the document could be read.
    pub reading: DocumentReading,
    /// The day that whoever uploaded it stated.
    pub watermark_on: Date,
    /// The day that counts: the document's own where it could be read, else the stated one.
    pub created_on: Date,
    /// Whether that day is the document's own.
    pub created_on_verified: bool,
    /// When the document says that it was made.
    pub document_created_at: Option<Timestamp>,
    /// When the document says that it was last changed.
    pub document_modified_at: Option<Timestamp>,
    /// How many pages or slides it has.
    pub pages: Option<i32>,
    /// What was said about it when it was uploaded.
    #[sea_orm(column_type = "JsonBinary")]
    pub warnings: AttachmentWarnings,
    /// When the row was made.
    pub created_at: Timestamp,
    /// The tenant.
    #[sea_orm(belongs_to, from = "organization_id", to = "id")]
    pub organization: BelongsTo<super::organization::Entity>,
    /// Whom it is for.
    #[sea_orm(belongs_to, from = "customer_id", to = "id")]
    pub customer: BelongsTo<super::customer::Entity>,
    /// Who uploaded it.
    #[sea_orm(belongs_to, from = "uploaded_by", to = "id")]
    pub uploader: BelongsTo<super::user::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

/// What was said about an attachment when it was uploaded.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct AttachmentWarnings(pub Vec<AttachmentWarning>);

/// Something that is worth a look and keeps nothing from being uploaded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachmentWarning {
    /// What it is.
    pub code: AttachmentWarningCode,
    /// The same in words.
    pub message: String,
    /// The newer version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attachment_id: Option<Uuid>,
    /// The product models that the customer asked about.
    #[serde(default)]
    pub models: Words,
}
