//! Files of customers: small PDF documents that any reader opens.

use std::io::Write;

use chrono::{DateTime, TimeDelta, Utc};
use entity::{
    attachment::{self, AttachmentWarnings},
    types::DocumentReading,
};
use sea_orm::ActiveValue::Set;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Stage, stamp};
use crate::{
    attachment::{document::MediaType, name},
    error::{Error, Result},
    state::State,
};

/// A document of the demo.
#[derive(Clone, Copy, Debug)]
pub(super) enum Document {
    /// 网络拓扑图: what a POC测试 asks for.
    Topology,
    /// 产品手册.
    Handbook,
}

impl Document {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Topology => "网络拓扑图V2.pdf",
            Self::Handbook => "S7系列产品手册 V3.pdf",
        }
    }

    /// How long ago it was made, and uploaded ten days later.
    fn age(self) -> TimeDelta {
        match self {
            Self::Topology => TimeDelta::days(30),
            Self::Handbook => TimeDelta::days(50),
        }
    }

    fn lines(self) -> &'static [&'static str] {
        match self {
            Self::Topology => &[
                "Network topology, version 2",
                "Core switch - firewall - gateway S7-1200 - line 1 to line 4",
            ],
            Self::Handbook => &["S7 series handbook, version 3", "Models: S7-1200, S7-1500, KD-3000"],
        }
    }
}

/// The id of the customer's copy of a document, which `uploader` uploaded.
pub(super) fn of_customer(
    stage: &mut Stage,
    organization_id: Uuid,
    customer_id: Uuid,
    uploader: Uuid,
    document: Document,
) -> Uuid {
    let is_it = |row: &&attachment::ActiveModel| {
        row.customer_id == Set(customer_id) && row.name == Set(document.name().to_owned())
    };
    if let Some(Set(id)) = stage.rows.attachments.iter().find(is_it).map(|row| &row.id) {
        return *id;
    }
    let made_at = stage.now - document.age();
    let uploaded_at = made_at + TimeDelta::days(10);
    let made_on = made_at.with_timezone(&super::zone()).date_naive();
    let content = pdf(document.lines(), made_at);
    let id = Stage::id(uploaded_at);
    stage.rows.attachments.push(attachment::ActiveModel {
        id: Set(id),
        organization_id: Set(organization_id),
        customer_id: Set(customer_id),
        uploaded_by: Set(uploader),
        name: Set(document.name().to_owned()),
        title: Set(None),
        name_key: Set(name::read(document.name()).key),
        title_key: Set(None),
        sha256: Set(digest(&content)),
        size: Set(i64::try_from(content.len()).unwrap_or_default()),
        media_type: Set(MediaType::Pdf.name().to_owned()),
        reading: Set(DocumentReading::Read),
        watermark_on: Set(made_on),
        created_on: Set(made_on),
        created_on_verified: Set(true),
        document_created_at: Set(Some(stamp(made_at))),
        document_modified_at: Set(None),
        pages: Set(Some(1)),
        warnings: Set(AttachmentWarnings::default()),
        created_at: Set(stamp(uploaded_at)),
    });
    id
}

/// Puts the content of the documents into the store.
pub(super) async fn store(state: &State, stage_now: DateTime<Utc>, organization_id: Uuid) -> Result<()> {
    for document in [Document::Topology, Document::Handbook] {
        let content = pdf(document.lines(), stage_now - document.age());
        let mut file = tempfile::tempfile_in(&state.files.receiving).map_err(Error::fault)?;
        file.write_all(&content).map_err(Error::fault)?;
        let sha256 = digest(&content);
        state.files.storage.put(organization_id, &sha256, file).await?;
    }
    Ok(())
}

fn digest(content: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or_default();
    Sha256::digest(content)
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}

/// A document of one page with these lines.
fn pdf(lines: &[&str], made_at: DateTime<Utc>) -> Vec<u8> {
    let shown: Vec<_> = lines.iter().map(|line| format!("({line}) Tj T*")).collect();
    let content = format!("BT /F1 14 Tf 18 TL 60 760 Td {} ET", shown.join(" "));
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
        format!("<< /CreationDate (D:{}Z) >>", made_at.format("%Y%m%d%H%M%S")),
    ];
    let (mut text, mut places) = ("%PDF-1.4\n".to_owned(), String::new());
    for (object, number) in objects.iter().zip(1_u8..) {
        places.extend([format!("{:010} 00000 n \n", text.len())]);
        text.extend([format!("{number} 0 obj\n{object}\nendobj\n")]);
    }
    let start = text.len();
    format!(
        "{text}xref\n0 7\n0000000000 65535 f \n{places}trailer\n<< /Size 7 /Root 1 0 R /Info 6 0 R >>\nstartxref\n{start}\n%%EOF\n"
    )
    .into_bytes()
}
