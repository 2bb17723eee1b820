//! Attachments, without the content that they would have.

use api::{attachment::name, state::State};
use entity::{
    attachment::{self, AttachmentWarnings},
    types::DocumentReading,
};
use sea_orm::ActiveValue::Set;
use uuid::Uuid;

use super::{Person, World, insert};

impl World {
    /// A file that `uploader` uploaded today for a customer.
    pub async fn attachment(
        &self,
        state: &State,
        uploader: &Person,
        customer_id: Uuid,
        name: &str,
    ) -> attachment::Model {
        let now = state.clock.now();
        let row = attachment::ActiveModel {
            id: Set(Uuid::now_v7()),
            organization_id: Set(uploader.user.organization_id),
            customer_id: Set(customer_id),
            uploaded_by: Set(uploader.id()),
            name: Set(name.to_owned()),
            title: Set(None),
            name_key: Set(name::read(name).key),
            title_key: Set(None),
            sha256: Set("0".repeat(64)),
            size: Set(1),
            media_type: Set("application/pdf".to_owned()),
            reading: Set(DocumentReading::Read),
            watermark_on: Set(now.date_naive()),
            created_on: Set(now.date_naive()),
            created_on_verified: Set(true),
            document_created_at: Set(None),
            document_modified_at: Set(None),
            pages: Set(Some(1)),
            warnings: Set(AttachmentWarnings::default()),
            created_at: Set(now.into()),
        };
        insert(state, row).await
    }
}
