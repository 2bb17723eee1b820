//! Mutations of attachments.

use async_graphql::{Context, Object};

use crate::{
    attachment::{
        input::{ChangeAttachmentPolicyInput, PrepareUploadInput, UploadAttachmentInput},
        service,
        types::{ChangeAttachmentPolicyPayload, PrepareUploadPayload, UploadAttachmentPayload},
    },
    context::ContextExt,
    error::Result,
};

/// Mutations of attachments.
#[derive(Debug, Default)]
pub struct AttachmentMutation;

#[Object]
impl AttachmentMutation {
    /// Keeps a file for a customer, unless it is older than the organisation allows. For REP, SUPERVISOR, IMPLEMENTER and
    /// ADMIN.
    async fn upload_attachment(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The file.")] input: UploadAttachmentInput,
    ) -> Result<UploadAttachmentPayload> {
        let new = input.with(&context.uploads());
        UploadAttachmentPayload::from(service::add(context.state()?, context.actor()?, new).await)
    }

    /// Answers an address to which a file is then sent by `PUT`, for clients that speak no multipart. The answer to the
    /// `PUT` is JSON: the attachment and `userErrors`. For REP, SUPERVISOR, IMPLEMENTER and ADMIN.
    async fn prepare_upload(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The file.")] input: PrepareUploadInput,
    ) -> Result<PrepareUploadPayload> {
        PrepareUploadPayload::from(service::prepare(context.state()?, context.actor()?, input.into()).await)
    }

    /// Changes how old a document may be, in force for the next upload. For ADMIN.
    async fn change_attachment_policy(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What changes.")] input: ChangeAttachmentPolicyInput,
    ) -> Result<ChangeAttachmentPolicyPayload> {
        let answer = service::change_policy(context.state()?, context.actor()?, input.into()).await;
        ChangeAttachmentPolicyPayload::from(answer)
    }
}
