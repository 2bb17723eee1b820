//! The files of commitments.

use std::collections::HashMap;

use entity::{attachment, commitment, commitment_attachment, commitment_kind::FieldSpecs, types::FieldKind};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::{
    commitment::fields::{FieldValue, Files},
    error::{Result, UserErrorCode},
    id::{self, NodeKind},
    policy::{Actor, select},
    validation::Validator,
};

/// The most files that show that a commitment was kept.
const MAX_EVIDENCE: usize = 10;

/// The files of the customer that values of fields name, as far as the actor may see them.
pub(super) async fn named(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    customer: Uuid,
    form: &FieldSpecs,
    values: &[FieldValue],
) -> Result<Files> {
    let asks_for_file = |key: &str| {
        let mut specs = form.0.iter();
        specs.any(|spec| spec.key == key && spec.kind == FieldKind::Attachment)
    };
    let ids: Vec<Uuid> = values
        .iter()
        .filter(|value| asks_for_file(&value.key))
        .filter_map(|value| id::read(NodeKind::Attachment, value.value.trim()))
        .collect();
    find(connection, actor, customer, ids).await
}

/// The files that show that a commitment was kept; each that is none of the customer's is noted.
pub(super) async fn evidence(
    validator: &mut Validator,
    connection: &impl ConnectionTrait,
    actor: &Actor,
    customer: Uuid,
    ids: &[Uuid],
) -> Result<()> {
    const FIELD: &str = "evidenceAttachmentIds";
    if ids.len() > MAX_EVIDENCE {
        validator.report(FIELD, UserErrorCode::TooLong, format!("最多 {MAX_EVIDENCE} 个附件"));
        return Ok(());
    }
    let found = find(connection, actor, customer, ids.to_vec()).await?;
    for (index, id) in ids.iter().enumerate() {
        if !found.contains_key(id) {
            let path = [FIELD, &index.to_string()];
            validator.report(path, UserErrorCode::NotFound, "找不到该附件，请先为该客户上传");
        }
    }
    Ok(())
}

async fn find(connection: &impl ConnectionTrait, actor: &Actor, customer: Uuid, ids: Vec<Uuid>) -> Result<Files> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let found = select::<attachment::Entity>(actor)
        .filter(attachment::Column::CustomerId.eq(customer))
        .filter(attachment::Column::Id.is_in(ids))
        .all(connection)
        .await?;
    Ok(found.into_iter().map(|file| (file.id, file.name)).collect())
}

/// Ties files to a commitment, each with the key of the field that it fills, or as evidence.
pub(super) async fn tie(
    transaction: &DatabaseTransaction,
    commitment: &commitment::Model,
    files: impl IntoIterator<Item = (Option<String>, Uuid)>,
) -> Result<()> {
    let rows: Vec<_> = files
        .into_iter()
        .map(|(field_key, attachment_id)| commitment_attachment::ActiveModel {
            id: Set(Uuid::now_v7()),
            organization_id: Set(commitment.organization_id),
            commitment_id: Set(commitment.id),
            attachment_id: Set(attachment_id),
            field_key: Set(field_key),
            created_at: Set(commitment.updated_at),
        })
        .collect();
    if !rows.is_empty() {
        commitment_attachment::Entity::insert_many(rows)
            .exec_without_returning(transaction)
            .await?;
    }
    Ok(())
}
