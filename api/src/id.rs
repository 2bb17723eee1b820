//! Global ids: opaque, typed, and the same wherever an object appears.

use async_graphql::ID;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use uuid::Uuid;

use crate::error::{Error, FieldPath, Result, UserErrorCode};

/// What an id names. The letter is part of every id that was ever given out and never changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum NodeKind {
    /// 组织.
    Organization = b'O',
    /// 团队.
    Team = b'T',
    /// 用户.
    User = b'U',
    /// 客户.
    Customer = b'C',
    /// 客户联系人.
    Contact = b'P',
    /// 线索.
    Lead = b'L',
    /// 阶段.
    Stage = b'B',
    /// 商机.
    Opportunity = b'D',
    /// 动作.
    Activity = b'A',
    /// 承诺类型.
    CommitmentKind = b'K',
    /// 承诺.
    Commitment = b'M',
    /// 附件.
    Attachment = b'X',
    /// 任务卡.
    Task = b'J',
    /// 日报.
    Report = b'R',
    /// A finding of a report.
    Finding = b'F',
    /// 词条.
    Term = b'W',
    /// 话术.
    Script = b'S',
    /// 门店.
    Store = b'H',
    /// 需求关键词映射.
    KeywordMapping = b'G',
    /// 顾客提问.
    Question = b'Q',
    /// 资质说明.
    Disclosure = b'N',
    /// 审计.
    AuditEvent = b'E',
}

impl NodeKind {
    /// Every kind.
    pub const ALL: [Self; 22] = [
        Self::Organization,
        Self::Team,
        Self::User,
        Self::Customer,
        Self::Contact,
        Self::Lead,
        Self::Stage,
        Self::Opportunity,
        Self::Activity,
        Self::CommitmentKind,
        Self::Commitment,
        Self::Attachment,
        Self::Task,
        Self::Report,
        Self::Finding,
        Self::Term,
        Self::Script,
        Self::Store,
        Self::KeywordMapping,
        Self::Question,
        Self::Disclosure,
        Self::AuditEvent,
    ];

    #[expect(clippy::as_conversions, reason = "the discriminant is the letter")]
    fn letter(self) -> u8 {
        self as u8
    }
}

/// The global id of a row.
pub fn encode(kind: NodeKind, id: Uuid) -> ID {
    let mut bytes = Vec::with_capacity(17);
    bytes.push(kind.letter());
    bytes.extend_from_slice(id.as_bytes());
    ID(URL_SAFE_NO_PAD.encode(bytes))
}

/// What a global id names, if it is one of ours.
pub fn decode(id: &ID) -> Option<(NodeKind, Uuid)> {
    let bytes = URL_SAFE_NO_PAD.decode(id.as_bytes()).ok()?;
    let (letter, uuid) = bytes.split_first()?;
    let kind = NodeKind::ALL.into_iter().find(|kind| kind.letter() == *letter)?;
    Some((kind, Uuid::from_slice(uuid).ok()?))
}

/// The row that a text names, if it is the global id of one of this kind.
pub fn read(kind: NodeKind, text: &str) -> Option<Uuid> {
    decode(&ID::from(text))
        .filter(|(found, _)| *found == kind)
        .map(|(_, id)| id)
}

/// The row that the argument `id` of a query names; an id of another kind names nothing.
pub fn of(kind: NodeKind, id: &ID) -> Result<Uuid> {
    match decode(id) {
        Some((found, uuid)) if found == kind => Ok(uuid),
        _ => Err(Error::NotFound),
    }
}

/// The row that a field of an input names.
pub fn of_field(kind: NodeKind, id: &ID, field: impl Into<FieldPath>) -> Result<Uuid> {
    of(kind, id).map_err(|_not_found| not_found(field))
}

/// The row that a field of an input names. An id of another kind becomes the nil id, which no row has, so that the look-up
/// refuses it together with everything else that is wrong with the input.
pub fn or_nil(kind: NodeKind, id: &ID) -> Uuid {
    of(kind, id).unwrap_or_default()
}

/// The violation of a field that names no row that the user may see.
pub fn not_found(field: impl Into<FieldPath>) -> Error {
    Error::invalid(field, UserErrorCode::NotFound, "找不到该对象，或者无权查看")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_reads_back() {
        let uuid = Uuid::now_v7();
        for kind in NodeKind::ALL {
            assert_eq!(decode(&encode(kind, uuid)), Some((kind, uuid)));
        }
    }

    #[test]
    fn an_id_of_another_kind_or_of_nobody_names_nothing() {
        let id = encode(NodeKind::Lead, Uuid::now_v7());
        assert!(of(NodeKind::Task, &id).is_err());
        for id in ["", "1", "not base64 !", "TA", &"A".repeat(10_000)] {
            assert!(decode(&ID::from(id)).is_none(), "{id}");
        }
    }
}
