//! What a lead lacks before it may enter a stage.

use std::collections::HashSet;

use entity::{
    activity, budget_signal,
    commitment_kind::{FieldSpec, FieldSpecs},
    contact, customer,
    lead::{self, LeadField, LeadFields},
    opportunity, stage,
    types::{ActivityKind, LeadStage, StageRequirement},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect, QueryTrait, Select,
    sea_query::{Expr, Query, SelectStatement},
};

use crate::{
    commitment::fields::{self, FieldValue},
    error::{Error, FieldPath, Result, UserErrorCode, Violation},
    validation::Validator,
};

/// What comes with a move.
#[derive(Clone, Copy, Debug, Default)]
pub struct Given<'a> {
    /// Whether the move says what happened.
    pub note: bool,
    /// Values of the organisation's own fields.
    pub fields: &'a [FieldValue],
}

/// Something that a stage asks for and a lead lacks.
#[derive(Clone, Debug)]
pub struct Lack {
    /// The stage that asks for it.
    pub stage: stage::Model,
    /// The fact, where it is one.
    pub requirement: Option<StageRequirement>,
    /// The organisation's own field, where it is one.
    pub field: Option<FieldSpec>,
    /// What to tell the user.
    pub violation: Violation,
}

/// What the stages that a lead passes ask for, held against the lead.
#[derive(Clone, Debug)]
pub struct Check {
    /// What it lacks, in the order of the stages.
    pub lacks: Vec<Lack>,
    /// The organisation's own fields as they will stand in the lead.
    pub fields: LeadFields,
}

/// Holds what `passed` ask for against `lead` and what comes with the move. A value of no field that is asked for anywhere
/// is a violation of the answer itself.
pub async fn check(
    connection: &impl ConnectionTrait,
    lead: &lead::Model,
    passed: &[&stage::Model],
    all: &[stage::Model],
    given: Given<'_>,
) -> Result<Check> {
    let facts = Facts::load(connection, lead).await?;
    let mut seen = HashSet::new();
    let mut lacks = Vec::new();
    for stage in passed {
        for &requirement in stage.requirements.0.iter().chain(of_phase(stage.phase)) {
            if seen.insert(requirement) && !facts.meet(lead, requirement, given.note) {
                lacks.push(Lack {
                    stage: (*stage).clone(),
                    requirement: Some(requirement),
                    field: None,
                    violation: violation(requirement, &stage.name),
                });
            }
        }
    }
    let values = values(lead, all, given.fields)?;
    let mut keys = HashSet::new();
    for stage in passed {
        let specs = stage.required_fields.0.iter();
        for spec in specs.filter(|spec| keys.insert(spec.key.clone())) {
            if !values.0.iter().any(|value| value.key == spec.key) {
                let path = ["fields", spec.key.as_str()];
                let message = format!("进入“{}”前请填写{}", stage.name, spec.label);
                lacks.push(Lack {
                    stage: (*stage).clone(),
                    requirement: None,
                    field: Some(spec.clone()),
                    violation: Violation::new(path, UserErrorCode::Required, message),
                });
            }
        }
    }
    Ok(Check { lacks, fields: values })
}

/// What a stage asks for by what it counts as.
pub fn of_phase(phase: LeadStage) -> &'static [StageRequirement] {
    match phase {
        LeadStage::Won => &[StageRequirement::Amount, StageRequirement::SignedOn],
        _ => &[],
    }
}

/// The fields of a lead once `given` stands in it, each checked against the form of the first stage that has it.
pub fn values(lead: &lead::Model, all: &[stage::Model], given: &[FieldValue]) -> Result<LeadFields> {
    let mut validator = Validator::default();
    let mut values = lead.fields.clone();
    let mut keys = HashSet::new();
    for value in given {
        let path = ["fields", value.key.as_str()];
        let mut specs = all.iter().flat_map(|stage| &stage.required_fields.0);
        let Some(spec) = specs.find(|spec| spec.key == value.key) else {
            validator.report(path, UserErrorCode::Invalid, format!("没有阶段要求字段 {}", value.key));
            continue;
        };
        if !keys.insert(value.key.as_str()) {
            validator.report(path, UserErrorCode::Taken, format!("字段 {} 给了不止一次", value.key));
            continue;
        }
        let form = FieldSpecs(vec![spec.clone()]);
        for filled in fields::fill(
            &mut validator,
            &form,
            std::slice::from_ref(value),
            &fields::Files::new(),
        ) {
            values.0.retain(|old| old.key != filled.key);
            values.0.push(LeadField {
                key: filled.key,
                label: filled.label,
                value: filled.value,
            });
        }
    }
    validator.finish()?;
    Ok(values)
}

/// What is known of a lead beyond its own row, in one statement.
#[derive(FromQueryResult)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the columns of a row: each says whether something is there"
)]
struct Facts {
    contact: bool,
    contact_phone: bool,
    contact_email: bool,
    customer_region: bool,
    customer_phone: bool,
    budget_signal: bool,
    activity: bool,
    proposal_sent: bool,
    technical_exchange: bool,
    quote: bool,
    opportunity: bool,
    amount: bool,
    signed_on: bool,
}

impl Facts {
    async fn load(connection: &impl ConnectionTrait, lead: &lead::Model) -> Result<Self> {
        let contacts = || {
            contact::Entity::find()
                .filter(contact::Column::OrganizationId.eq(lead.organization_id))
                .filter(contact::Column::CustomerId.eq(lead.customer_id))
        };
        let customers = || customer::Entity::find().filter(customer::Column::Id.eq(lead.customer_id));
        let signals = budget_signal::Entity::find()
            .filter(budget_signal::Column::OrganizationId.eq(lead.organization_id))
            .filter(budget_signal::Column::CustomerId.eq(lead.customer_id));
        let activities = || {
            activity::Entity::find()
                .filter(activity::Column::OrganizationId.eq(lead.organization_id))
                .filter(activity::Column::LeadId.eq(lead.id))
        };
        let of_kind = |kind: ActivityKind| activities().filter(activity::Column::Kind.eq(kind));
        let moved = activity::Column::Kind.ne(ActivityKind::StageChange);
        let deals = || opportunity::Entity::find().filter(opportunity::Column::LeadId.eq(lead.id));
        let select = Query::select()
            .expr_as(there_is(contacts()), "contact")
            .expr_as(
                there_is(contacts().filter(contact::Column::Phone.is_not_null())),
                "contact_phone",
            )
            .expr_as(
                there_is(contacts().filter(contact::Column::Email.is_not_null())),
                "contact_email",
            )
            .expr_as(
                there_is(customers().filter(customer::Column::Region.is_not_null())),
                "customer_region",
            )
            .expr_as(
                there_is(customers().filter(customer::Column::Phone.is_not_null())),
                "customer_phone",
            )
            .expr_as(there_is(signals), "budget_signal")
            .expr_as(there_is(activities().filter(moved)), "activity")
            .expr_as(there_is(of_kind(ActivityKind::ProposalSent)), "proposal_sent")
            .expr_as(there_is(of_kind(ActivityKind::TechnicalExchange)), "technical_exchange")
            .expr_as(there_is(of_kind(ActivityKind::Quote)), "quote")
            .expr_as(there_is(deals()), "opportunity")
            .expr_as(there_is(deals().filter(opportunity::Column::AmountFen.gt(0))), "amount")
            .expr_as(
                there_is(deals().filter(opportunity::Column::SignedOn.is_not_null())),
                "signed_on",
            )
            .to_owned();
        let row = connection.query_one(&select).await?;
        let row = row.ok_or_else(|| Error::fault("a statement without a table answered nothing"))?;
        Ok(Self::from_query_result(&row, "")?)
    }

    fn meet(&self, lead: &lead::Model, requirement: StageRequirement, note: bool) -> bool {
        match requirement {
            StageRequirement::Source => lead.source.is_some(),
            StageRequirement::NextAction => lead.next_action.is_some(),
            StageRequirement::NextActionAt => lead.next_action_at.is_some(),
            StageRequirement::Contact => self.contact,
            StageRequirement::ContactPhone => self.contact_phone,
            StageRequirement::ContactEmail => self.contact_email,
            StageRequirement::CustomerRegion => self.customer_region,
            StageRequirement::CustomerPhone => self.customer_phone,
            StageRequirement::BudgetSignal => self.budget_signal,
            StageRequirement::Activity => self.activity,
            StageRequirement::ProposalSent => self.proposal_sent,
            StageRequirement::TechnicalExchange => self.technical_exchange,
            StageRequirement::Quote => self.quote,
            StageRequirement::Opportunity => self.opportunity,
            StageRequirement::Amount => self.amount,
            StageRequirement::SignedOn => self.signed_on,
            StageRequirement::Note => note,
        }
    }
}

fn there_is<E: EntityTrait>(rows: Select<E>) -> Expr {
    let rows: SelectStatement = rows.select_only().expr(Expr::value(1)).into_query();
    Expr::case(Expr::exists(rows), true).finally(false).into()
}

fn violation(requirement: StageRequirement, stage: &str) -> Violation {
    let (path, what): (FieldPath, _) = match requirement {
        StageRequirement::Source => ("source".into(), "填写线索来源"),
        StageRequirement::NextAction => ("nextAction".into(), "安排下一步"),
        StageRequirement::NextActionAt => (["nextAction", "at"].into(), "给下一步定下时间"),
        StageRequirement::Contact => ("contact".into(), "登记客户联系人"),
        StageRequirement::ContactPhone => (["contact", "phone"].into(), "登记联系人电话"),
        StageRequirement::ContactEmail => (["contact", "email"].into(), "登记联系人邮箱"),
        StageRequirement::CustomerRegion => (["customer", "region"].into(), "填写客户地区"),
        StageRequirement::CustomerPhone => (["customer", "phone"].into(), "填写客户电话"),
        StageRequirement::BudgetSignal => ("budgetSignal".into(), "登记客户的预算信号"),
        StageRequirement::Activity => ("activity".into(), "记录至少一次动作"),
        StageRequirement::ProposalSent => (["activity", "PROPOSAL_SENT"].into(), "发出方案并记录"),
        StageRequirement::TechnicalExchange => (["activity", "TECHNICAL_EXCHANGE"].into(), "完成技术交流并记录"),
        StageRequirement::Quote => (["activity", "QUOTE"].into(), "报价并记录"),
        StageRequirement::Opportunity => ("opportunity".into(), "建立商机"),
        StageRequirement::Amount => ("amount".into(), "填写合同金额"),
        StageRequirement::SignedOn => ("signedOn".into(), "填写签约日期"),
        StageRequirement::Note => ("note".into(), "写明经过"),
    };
    Violation::new(path, UserErrorCode::Required, format!("进入“{stage}”前请{what}"))
}
