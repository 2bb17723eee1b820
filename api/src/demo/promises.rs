//! Kinds of commitments, commitments in every state, and the tasks of everybody's day.

use chrono::{DateTime, Days, TimeDelta, Utc};
use entity::{
    commitment, commitment_attachment, commitment_event,
    commitment_kind::{self, FieldSpec, FieldSpecs},
    task::{self, TaskDetail, TaskDetails},
    types::{CommitmentEventKind, CommitmentStatus, FieldKind, Role, TaskSource, TaskStatus},
};
use sea_orm::{ActiveValue::Set, prelude::Json};
use serde_json::Map;
use uuid::Uuid;

use super::{
    Stage,
    documents::{self, Document},
    people::{Cast, all_set},
    stamp,
};

const COMMITMENTS: usize = 120;

/// A kind with the title and the values of its commitments.
struct Kind {
    model: commitment_kind::Model,
    title: &'static str,
    values: &'static [&'static str],
}

/// 120 commitments, a third of them open, and a few tasks that people set themselves.
pub(super) fn commitments(stage: &mut Stage, cast: &Cast) {
    let kinds = kinds(stage, cast);
    for index in 0..COMMITMENTS {
        if let Some(kind) = kinds.get(index % kinds.len()) {
            add_commitment(stage, cast, kind, index);
        }
    }
    let owned: Vec<_> = stage
        .rows
        .leads
        .iter()
        .filter_map(|lead| match (&lead.customer_id, &lead.owner_id) {
            (Set(customer), Set(owner)) => Some((*customer, *owner)),
            _ => None,
        })
        .collect();
    // Whoever tries the demo as a rep finds files of each of the rep's customers.
    if let Some(rep) = cast.of_role(Role::Rep).first().map(|rep| rep.id) {
        for (customer, _) in owned.into_iter().filter(|(_, owner)| *owner == rep) {
            for document in [Document::Topology, Document::Handbook] {
                documents::of_customer(stage, cast.organization_id, customer, rep, document);
            }
        }
    }
    for rep in cast.of_role(Role::Rep) {
        for title in ["整理本周拜访记录并发主管", "核对客户对账单"] {
            let due = stage.now + TimeDelta::hours(stage.dice.between(-20, 60));
            add_task(stage, cast, rep.id, title, due);
        }
    }
}

fn kinds(stage: &mut Stage, cast: &Cast) -> Vec<Kind> {
    let field = |key: &str, label: &str, kind, choices: &[&str]| FieldSpec {
        key: key.to_owned(),
        label: label.to_owned(),
        kind,
        choices: choices.iter().map(|&choice| choice.to_owned()).collect(),
    };
    let mut at = stage.now - TimeDelta::days(399);
    let mut kinds: Vec<Kind> = Vec::new();
    let mut add = |name: &str, title, lead_days, fields, values: &'static [&'static str]| {
        // One after the other, so that lists have an order.
        at += TimeDelta::minutes(1);
        let model = commitment_kind::Model {
            id: Stage::id(at),
            organization_id: cast.organization_id,
            name: name.to_owned(),
            required_fields: FieldSpecs(fields),
            delivery_role: Role::Implementer,
            lead_days,
            active: true,
            created_at: stamp(at),
            updated_at: stamp(at),
            version: 1,
        };
        stage.rows.kinds.push(all_set(model.clone()));
        kinds.push(Kind { model, title, values });
    };
    add(
        "POC测试",
        "完成POC测试并提交报告",
        10,
        vec![
            field("deviceModel", "设备型号", FieldKind::Text, &[]),
            field("topology", "网络拓扑图", FieldKind::Attachment, &[]),
            field("contactEmail", "客户联系人邮箱", FieldKind::Email, &[]),
        ],
        &["S7-1200", "", "contact1@example.com"],
    );
    add(
        "样机试用",
        "送样机2台并安装调试",
        5,
        vec![
            field("quantity", "台数", FieldKind::Number, &[]),
            field("until", "试用截止日", FieldKind::Date, &[]),
        ],
        &["2", "2026-12-31"],
    );
    add(
        "现场服务",
        "工程师到厂排查",
        3,
        vec![
            field("problem", "故障描述", FieldKind::Text, &[]),
            field("urgency", "紧急程度", FieldKind::Choice, &["停机", "降速", "可等待"]),
        ],
        &["2号线网关掉线", "降速"],
    );
    let documents = vec![field("documents", "资料清单", FieldKind::Text, &[])];
    add(
        "资料提供",
        "提供检测报告和资质证书",
        2,
        documents,
        &["3C证书、检测报告"],
    );
    kinds
}

/// How a commitment ended, with what was done and what became of its task.
fn ending(index: usize) -> (CommitmentStatus, Option<CommitmentEventKind>, TaskStatus) {
    match index % 6 {
        0 | 1 => (CommitmentStatus::Open, None, TaskStatus::Open),
        2 | 3 => (
            CommitmentStatus::Fulfilled,
            Some(CommitmentEventKind::Fulfilled),
            TaskStatus::Done,
        ),
        4 => (
            CommitmentStatus::Broken,
            Some(CommitmentEventKind::Broken),
            TaskStatus::Cancelled,
        ),
        _ => (
            CommitmentStatus::Cancelled,
            Some(CommitmentEventKind::Cancelled),
            TaskStatus::Cancelled,
        ),
    }
}

fn add_commitment(stage: &mut Stage, cast: &Cast, kind: &Kind, index: usize) {
    let (status, ended, task_status) = ending(index / 4);
    let open = status == CommitmentStatus::Open;
    let days = if open {
        stage.dice.count(0, 8)
    } else {
        stage.dice.count(15, 150)
    };
    let made_at = stage.working_moment(days);
    let Some(lead) = stage.rows.leads.get(index * 5).cloned() else {
        return;
    };
    let (Set(lead_id), Set(customer_id), Set(made_by)) = (lead.id, lead.customer_id, lead.owner_id) else {
        return;
    };
    let deliverer = stage.dice.pick(&cast.of_role(Role::Implementer)).id;
    let made_on = made_at.with_timezone(&super::zone()).date_naive();
    let first_due_on = made_on + Days::new(u64::try_from(kind.model.lead_days).unwrap_or(3));
    // One in five was put off once.
    let due_on = if stage.dice.chance(20) {
        first_due_on + Days::new(4)
    } else {
        first_due_on
    };
    let closed_at = ended.map(|_| made_at + TimeDelta::days(stage.dice.between(1, 12)));
    let id = Stage::id(made_at);
    let file = file_of(stage, cast, kind, (id, customer_id, made_by), made_at);
    let details = details(kind, file);
    let commitment = commitment::Model {
        id,
        organization_id: cast.organization_id,
        kind_id: kind.model.id,
        customer_id,
        lead_id: Some(lead_id),
        report_id: None,
        made_by,
        deliverer_id: deliverer,
        title: kind.title.to_owned(),
        fields: fields(&details),
        status,
        first_due_on,
        due_on,
        overdue_flagged_at: None,
        closed_at: closed_at.map(stamp),
        closed_on: closed_at.map(|at| at.with_timezone(&super::zone()).date_naive()),
        evidence: (status == CommitmentStatus::Fulfilled).then(|| "客户签收单已上传".to_owned()),
        reason: reason(status),
        promise_start: None,
        promise_end: None,
        promise_text: None,
        created_at: stamp(made_at),
        updated_at: stamp(closed_at.unwrap_or(made_at)),
        version: 1,
    };
    add_history(stage, &commitment, ended);
    let due_at = stage.last_moment_of(due_on);
    stage.rows.tasks.push(all_set(task::Model {
        id: Stage::id(made_at),
        organization_id: cast.organization_id,
        assignee_id: deliverer,
        title: format!("{}：{}", kind.model.name, kind.title),
        source: TaskSource::Commitment,
        lead_id: Some(lead_id),
        customer_id: Some(customer_id),
        commitment_id: Some(id),
        rule_id: None,
        rule_version: None,
        details,
        due_at: stamp(due_at),
        status: task_status,
        forced: false,
        done_at: (task_status == TaskStatus::Done)
            .then_some(closed_at)
            .flatten()
            .map(stamp),
        created_at: stamp(made_at),
        updated_at: stamp(closed_at.unwrap_or(made_at)),
        version: 1,
    }));
    stage.rows.commitments.push(all_set(commitment));
}

/// The file of a commitment whose kind asks for one.
fn file_of(
    stage: &mut Stage,
    cast: &Cast,
    kind: &Kind,
    (commitment, customer, made_by): (Uuid, Uuid, Uuid),
    made_at: DateTime<Utc>,
) -> Option<Uuid> {
    let mut specs = kind.model.required_fields.0.iter();
    let spec = specs.find(|spec| spec.kind == FieldKind::Attachment)?;
    let file = documents::of_customer(stage, cast.organization_id, customer, made_by, Document::Topology);
    let tie = commitment_attachment::ActiveModel {
        id: Set(Stage::id(made_at)),
        organization_id: Set(cast.organization_id),
        commitment_id: Set(commitment),
        attachment_id: Set(file),
        field_key: Set(Some(spec.key.clone())),
        created_at: Set(stamp(made_at)),
    };
    stage.rows.commitment_attachments.push(tie);
    Some(file)
}

fn reason(status: CommitmentStatus) -> Option<String> {
    match status {
        CommitmentStatus::Broken => Some("样机库存不足，未按期送达".to_owned()),
        CommitmentStatus::Cancelled => Some("客户项目暂停".to_owned()),
        _ => None,
    }
}

fn fields(details: &TaskDetails) -> Json {
    let stored = |detail: &TaskDetail| match detail.attachment_id {
        Some(id) => serde_json::json!({"attachment": id, "name": detail.value}),
        None => Json::from(detail.value.as_str()),
    };
    let pairs = details.0.iter().map(|detail| (detail.key.clone(), stored(detail)));
    Json::Object(pairs.collect::<Map<_, _>>())
}

fn details(kind: &Kind, file: Option<Uuid>) -> TaskDetails {
    let pairs = kind.model.required_fields.0.iter().zip(kind.values);
    let details = pairs.map(|(field, value)| {
        let file = file.filter(|_| field.kind == FieldKind::Attachment);
        TaskDetail {
            key: field.key.clone(),
            label: field.label.clone(),
            value: file.map_or(*value, |_| Document::Topology.name()).to_owned(),
            attachment_id: file,
        }
    });
    TaskDetails(details.collect())
}

fn add_history(stage: &mut Stage, commitment: &commitment::Model, ended: Option<CommitmentEventKind>) {
    let made_at = *commitment.created_at;
    let mut event = |at, actor: Uuid, kind, reason: Option<String>, due: (Option<_>, Option<_>)| {
        stage.rows.commitment_events.push(commitment_event::ActiveModel {
            id: Set(Stage::id(at)),
            organization_id: Set(commitment.organization_id),
            commitment_id: Set(commitment.id),
            actor_id: Set(Some(actor)),
            kind: Set(kind),
            reason: Set(reason),
            due_before: Set(due.0),
            due_after: Set(due.1),
            created_at: Set(stamp(at)),
        });
    };
    let first = Some(commitment.first_due_on);
    event(
        made_at,
        commitment.made_by,
        CommitmentEventKind::Made,
        None,
        (None, first),
    );
    if commitment.due_on != commitment.first_due_on {
        let reason = Some("客户机房停电检修".to_owned());
        let at = made_at + TimeDelta::hours(20);
        let due = (first, Some(commitment.due_on));
        event(at, commitment.made_by, CommitmentEventKind::Rescheduled, reason, due);
    }
    if let (Some(kind), Some(closed_at)) = (ended, commitment.closed_at) {
        let actor = if kind == CommitmentEventKind::Fulfilled {
            commitment.deliverer_id
        } else {
            commitment.made_by
        };
        event(*closed_at, actor, kind, commitment.reason.clone(), (None, None));
    }
}

fn add_task(stage: &mut Stage, cast: &Cast, assignee: Uuid, title: &str, due: chrono::DateTime<chrono::Utc>) {
    let at = stage.now - TimeDelta::hours(30);
    stage.rows.tasks.push(all_set(task::Model {
        id: Stage::id(at),
        organization_id: cast.organization_id,
        assignee_id: assignee,
        title: title.to_owned(),
        source: TaskSource::Person,
        lead_id: None,
        customer_id: None,
        commitment_id: None,
        rule_id: None,
        rule_version: None,
        details: TaskDetails::default(),
        due_at: stamp(due),
        status: TaskStatus::Open,
        forced: false,
        done_at: None,
        created_at: stamp(at),
        updated_at: stamp(at),
        version: 1,
    }));
}
