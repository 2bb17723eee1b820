//! Attachments in the schema.

use async_graphql::{Context, ID, Object};
use chrono::{DateTime, Utc};
use entity::{
    attachment::{self, AttachmentWarning as Warning},
    customer, user,
};

use crate::{
    attachment::{
        service::Prepared,
        ticket::{self, Errand},
    },
    context::ContextExt,
    customer::Customer,
    error::Result,
    graphql_enum::mirror_enum,
    id::{self, NodeKind},
    payload::payloads,
    scalar::Date,
    user::{Organization, User},
};

mirror_enum! {
    /// Whether an uploaded document could be read.
    DocumentReading {
        /// 已读取: its dates and its whole text.
        Read,
        /// 部分读取: its dates, and its text up to a limit of size, pages or time.
        Partly,
        /// 不读取: files of its type are not read.
        NotRead,
        /// 已加密: it asks for a password.
        Encrypted,
        /// 已损坏: it is not what it seems to be.
        Broken,
        /// 过大: unpacked it is larger, or takes longer to read, than is allowed. Such a file is not kept.
        TooLarge,
    }

    /// What is worth a look in an uploaded file.
    AttachmentWarningCode {
        /// 有更新版本: a later version of the same document is there.
        NewerVersion,
        /// 未提及型号: none of the product models that the customer asked about stands in its text.
        MissingModel,
        /// 日期未核实: its date is the stated one.
        DateUnverified,
        /// 日期不一致: the stated date is more than 7 days off its own.
        WatermarkDiffers,
        /// 无法读取: it is encrypted, broken, or holds no text.
        Unreadable,
    }
}

/// 附件: a file for a customer.
#[derive(Clone, Debug)]
pub struct Attachment(pub attachment::Model);

impl From<attachment::Model> for Attachment {
    fn from(model: attachment::Model) -> Self {
        Self(model)
    }
}

/// 附件: a file for a customer.
#[Object]
impl Attachment {
    /// Global id.
    pub async fn id(&self) -> ID {
        id::encode(NodeKind::Attachment, self.0.id)
    }

    /// What it is called, without anything that could be taken for more than a name, and with the extension of its content.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// The title that the document gives itself; null where it gives none.
    async fn title(&self) -> Option<&str> {
        self.0.title.as_deref()
    }

    /// What its content is, whatever its name said.
    async fn media_type(&self) -> &str {
        &self.0.media_type
    }

    /// Bytes.
    async fn size(&self) -> i64 {
        self.0.size
    }

    /// Digest of its content, in hexadecimal.
    async fn sha256(&self) -> &str {
        &self.0.sha256
    }

    /// Whom it is for; null where the user may not see the customer.
    async fn customer(&self, context: &Context<'_>) -> Option<Result<Customer>> {
        context.object::<customer::Entity, _>(self.0.customer_id).await
    }

    /// Who uploaded it.
    async fn uploaded_by(&self, context: &Context<'_>) -> Option<Result<User>> {
        context.object::<user::Entity, _>(self.0.uploaded_by).await
    }

    /// 水印日期: the day that whoever uploaded it stated.
    async fn watermark_on(&self) -> Date {
        Date(self.0.watermark_on)
    }

    /// The day on which it was made: the document's own, or the stated one where it says nothing that can be believed.
    async fn created_on(&self) -> Date {
        Date(self.0.created_on)
    }

    /// Whether `createdOn` is the document's own.
    async fn created_on_verified(&self) -> bool {
        self.0.created_on_verified
    }

    /// When the document says that it was last changed; null where it does not say.
    async fn modified_at(&self) -> Option<DateTime<Utc>> {
        self.0.document_modified_at.map(|instant| *instant)
    }

    /// How many pages or slides it has; null where it does not say.
    async fn pages(&self) -> Option<i32> {
        self.0.pages
    }

    /// Whether it could be read.
    async fn reading(&self) -> DocumentReading {
        self.0.reading.into()
    }

    /// What was worth a look when it was uploaded.
    async fn warnings(&self) -> Vec<AttachmentWarning> {
        self.0.warnings.0.iter().cloned().map(AttachmentWarning).collect()
    }

    /// An address to fetch it from, good for 10 minutes and only while the user may see it: a path below the server's
    /// origin.
    async fn download_url(&self, context: &Context<'_>) -> Result<String> {
        ticket::issue(context.state()?, context.actor()?, Errand::Download { id: self.0.id })
    }

    /// When it was uploaded.
    async fn created_at(&self) -> DateTime<Utc> {
        *self.0.created_at
    }
}

/// Something that is worth a look and kept nothing from being uploaded.
#[derive(Clone, Debug)]
pub struct AttachmentWarning(Warning);

/// Something that is worth a look and kept nothing from being uploaded.
#[Object]
impl AttachmentWarning {
    /// What it is.
    async fn code(&self) -> AttachmentWarningCode {
        self.0.code.into()
    }

    /// What it is in Chinese, fit to be shown.
    async fn message(&self) -> &str {
        &self.0.message
    }

    /// The newer version; null for other warnings, and where the user may not see it.
    async fn attachment(&self, context: &Context<'_>) -> Option<Result<Attachment>> {
        context.object::<attachment::Entity, _>(self.0.attachment_id).await
    }

    /// The product models that the customer asked about; empty for other warnings.
    async fn models(&self) -> &[String] {
        &self.0.models.0
    }
}

/// Where a file is to be sent.
#[derive(Clone, Debug)]
pub struct PreparedUpload(Prepared);

impl From<Prepared> for PreparedUpload {
    fn from(prepared: Prepared) -> Self {
        Self(prepared)
    }
}

/// Where a file is to be sent, by `PUT` with the file as the body. The address is all that is needed: it needs no
/// `Authorization`, and is to be kept like one.
#[Object]
impl PreparedUpload {
    /// The address: a path below the server's origin.
    async fn url(&self) -> &str {
        &self.0.url
    }

    /// When it ends, 30 minutes from now.
    async fn expires_at(&self) -> DateTime<Utc> {
        self.0.expires_at
    }

    /// The global id that the attachment gets once the file is kept.
    async fn attachment_id(&self) -> ID {
        id::encode(NodeKind::Attachment, self.0.attachment_id)
    }
}

payloads! {
    /// The answer of `uploadAttachment`.
    UploadAttachmentPayload {
        /// The attachment, with what is worth a look.
        attachment: Attachment
    }

    /// The answer of `prepareUpload`.
    PrepareUploadPayload {
        /// Where the file is to be sent.
        upload: PreparedUpload
    }

    /// The answer of `changeAttachmentPolicy`.
    ChangeAttachmentPolicyPayload {
        /// The organisation as it is now.
        organization: Organization
    }
}
