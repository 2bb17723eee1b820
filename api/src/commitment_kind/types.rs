//! Kinds of commitments in the schema.

use async_graphql::{ID, Object, SimpleObject};
use chrono::{DateTime, Utc};
use entity::commitment_kind::{self, FieldSpec};

use crate::{
    graphql_enum::mirror_enum,
    id::{self, NodeKind},
    payload::payloads,
    user::Role,
};

mirror_enum! {
    /// What the value of a required field may be. Every value is written as a string.
    FieldKind {
        /// 文本: any text that is not blank, at most 2,000 characters.
        Text,
        /// 邮箱: an e-mail address.
        Email,
        /// 数字: a decimal number such as `20` or `-3.5`.
        Number,
        /// 日期: a calendar day such as `2026-11-24`.
        Date,
        /// 选项: one of the field's choices.
        Choice,
        /// 附件: the global id of a file that was uploaded for the customer.
        Attachment,
    }
}

/// 承诺类型: what a promise of the kind must state, who delivers it and how soon.
#[derive(Clone, Debug)]
pub struct CommitmentKind(pub commitment_kind::Model);

impl From<commitment_kind::Model> for CommitmentKind {
    fn from(model: commitment_kind::Model) -> Self {
        Self(model)
    }
}

/// 承诺类型: what a promise of the kind must state, who delivers it and how soon.
#[Object]
impl CommitmentKind {
    /// Global id.
    pub async fn id(&self) -> ID {
        id::encode(NodeKind::CommitmentKind, self.0.id)
    }

    /// What it is called, such as POC测试; unique in the organisation.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// What a commitment of the kind must state, in the order of the form.
    async fn required_fields(&self) -> Vec<RequiredField> {
        self.0
            .required_fields
            .0
            .iter()
            .cloned()
            .map(RequiredField::from)
            .collect()
    }

    /// The role that delivers.
    async fn delivery_role(&self) -> Role {
        self.0.delivery_role.into()
    }

    /// Calendar days from the promise to its due date, where no other is given.
    async fn lead_days(&self) -> i32 {
        self.0.lead_days
    }

    /// Whether new commitments may be of this kind; false once it is retired.
    async fn active(&self) -> bool {
        self.0.active
    }

    /// When it was added.
    async fn created_at(&self) -> DateTime<Utc> {
        *self.0.created_at
    }

    /// Goes into the next mutation of the kind, so that nobody overwrites what they have not seen.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// 必填项: a field that a commitment of the kind must fill.
#[derive(SimpleObject, Clone, Debug)]
pub struct RequiredField {
    /// Names the field in `makeCommitment`; unique in the kind.
    pub key: String,
    /// What a form calls it, such as 设备型号.
    pub label: String,
    /// What its value may be.
    pub kind: FieldKind,
    /// The values to choose from; empty unless the kind is CHOICE.
    pub choices: Vec<String>,
}

impl From<FieldSpec> for RequiredField {
    fn from(spec: FieldSpec) -> Self {
        Self {
            key: spec.key,
            label: spec.label,
            kind: spec.kind.into(),
            choices: spec.choices,
        }
    }
}

payloads! {
    /// The answer of `addCommitmentKind`.
    AddCommitmentKindPayload {
        /// The new kind.
        commitment_kind: CommitmentKind
    }

    /// The answer of `changeCommitmentKind`.
    ChangeCommitmentKindPayload {
        /// The kind as it is now.
        commitment_kind: CommitmentKind
    }

    /// The answer of `retireCommitmentKind`.
    RetireCommitmentKindPayload {
        /// The kind as it is now.
        commitment_kind: CommitmentKind
    }

    /// The answer of `restoreCommitmentKind`.
    RestoreCommitmentKindPayload {
        /// The kind as it is now.
        commitment_kind: CommitmentKind
    }
}
