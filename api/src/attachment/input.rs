//! Inputs of the mutations of attachments, and the filter of the list.

use async_graphql::{ID, InputObject, MaybeUndefined};
use entity::attachment;
use sea_orm::{ColumnTrait, QueryFilter, Select};
use uuid::Uuid;

use crate::{
    attachment::{
        service::{NewAttachment, NewUpload, PolicyChange},
        upload::{Upload, Uploads},
    },
    error::Result,
    filter::{contains, given_id, search},
    id::{self, NodeKind},
    scalar::Date,
};

/// Which attachments a list holds; all conditions must hold.
#[derive(InputObject, Default)]
pub struct AttachmentFilter {
    /// Only those for this customer.
    pub customer_id: MaybeUndefined<ID>,
    /// Only those with this text in their name, at most 100 characters.
    pub search: MaybeUndefined<String>,
}

impl AttachmentFilter {
    /// The attachments of `query` that fit.
    pub(super) fn apply(self, mut query: Select<attachment::Entity>) -> Result<Select<attachment::Entity>> {
        if let Some(customer) = given_id(NodeKind::Customer, "customerId", self.customer_id)? {
            query = query.filter(attachment::Column::CustomerId.eq(customer));
        }
        if let Some(text) = search("search", self.search)? {
            query = query.filter(contains(attachment::Column::Name, &text));
        }
        Ok(query)
    }
}

/// A file for a customer.
#[derive(InputObject)]
pub struct UploadAttachmentInput {
    /// Whom it is for.
    pub customer_id: ID,
    /// 水印日期: the day that the file is marked with, today at the latest. It counts where the file does not say itself when it
    /// was made.
    pub watermark_on: Date,
    /// The file.
    pub file: Upload,
    /// Another name than the file's own, at most 120 characters; its extension follows from the content in any case.
    pub name: Option<String>,
}

impl UploadAttachmentInput {
    /// The file to be kept, out of those that came with the request.
    pub(super) fn with(self, uploads: &Uploads) -> NewAttachment {
        NewAttachment {
            id: Uuid::now_v7(),
            customer_id: id::or_nil(NodeKind::Customer, &self.customer_id),
            watermark_on: self.watermark_on.0,
            name: self.name.filter(|name| !name.trim().is_empty()),
            file: uploads.file(&self.file),
        }
    }
}

/// A file that is about to be sent by `PUT`.
#[derive(InputObject)]
pub struct PrepareUploadInput {
    /// Whom it is for.
    pub customer_id: ID,
    /// 水印日期: the day that the file is marked with, today at the latest.
    pub watermark_on: Date,
    /// What it is called, at most 240 characters; its extension follows from the content in any case.
    pub name: String,
    /// How large it is, in bytes; the address takes a file of exactly this size.
    pub size: i32,
}

impl From<PrepareUploadInput> for NewUpload {
    fn from(input: PrepareUploadInput) -> Self {
        Self {
            customer_id: id::or_nil(NodeKind::Customer, &input.customer_id),
            name: input.name,
            size: i64::from(input.size),
            watermark_on: input.watermark_on.0,
        }
    }
}

/// A change of what the organisation asks of attachments.
#[derive(InputObject)]
pub struct ChangeAttachmentPolicyInput {
    /// How many days a document may be older than the customer's latest interaction, 1 to 3650.
    pub max_age_days: i32,
    /// The version of the organisation that the user saw.
    pub version: i32,
}

impl From<ChangeAttachmentPolicyInput> for PolicyChange {
    fn from(input: ChangeAttachmentPolicyInput) -> Self {
        Self {
            max_age_days: input.max_age_days,
            version: input.version,
        }
    }
}
