//! Relay's `Node`: any object again by its global id.

use async_graphql::{Context, ID, Interface, Object};
use entity::{
    activity, attachment, audit_event, commitment, commitment_kind, contact, customer, disclosure, finding,
    keyword_mapping, lead, opportunity, organization, question, report, script, stage, store, task, team, term, user,
};
use uuid::Uuid;

use crate::{
    activity::Activity,
    attachment::Attachment,
    audit_event::AuditEvent,
    commitment::Commitment,
    commitment_kind::CommitmentKind,
    contact::Contact,
    context::ContextExt,
    customer::Customer,
    error::{Error, Result, alone},
    finding::Finding,
    id::{self, NodeKind},
    keyword_mapping::KeywordMapping,
    lead::Lead,
    opportunity::Opportunity,
    question::{Disclosure, Question},
    report::Report,
    script::Script,
    stage::Stage,
    store::Store,
    task::Task,
    term::Term,
    user::{Organization, Team, User},
};

/// An object with a global id.
#[derive(Interface, Debug)]
#[graphql(field(
    name = "id",
    ty = "ID",
    desc = "Global id: opaque, and the same wherever the object appears."
))]
pub enum Node {
    /// 组织.
    Organization(Organization),
    /// 团队.
    Team(Team),
    /// 用户.
    User(User),
    /// 客户.
    Customer(Customer),
    /// 客户联系人.
    Contact(Contact),
    /// 线索.
    Lead(Lead),
    /// 阶段.
    Stage(Stage),
    /// 商机.
    Opportunity(Opportunity),
    /// 动作.
    Activity(Activity),
    /// 日报.
    Report(Report),
    /// A finding of a report.
    Finding(Finding),
    /// 词条.
    Term(Term),
    /// 话术.
    Script(Script),
    /// 门店.
    Store(Store),
    /// 需求关键词映射.
    KeywordMapping(KeywordMapping),
    /// 顾客提问.
    Question(Question),
    /// 资质说明.
    Disclosure(Disclosure),
    /// 审计.
    AuditEvent(AuditEvent),
    /// 承诺类型.
    CommitmentKind(CommitmentKind),
    /// 承诺.
    Commitment(Commitment),
    /// 附件.
    Attachment(Attachment),
    /// 任务卡.
    Task(Task),
}

/// Objects by global id.
#[derive(Debug, Default)]
pub struct NodeQuery;

#[Object]
impl NodeQuery {
    /// The object with this global id; null with `NOT_FOUND` where there is none that the user may see.
    async fn node(&self, context: &Context<'_>, #[graphql(desc = "A global id.")] id: ID) -> Option<Result<Node>> {
        alone(async { named(context, &id).await?.ok_or(Error::NotFound) }).await
    }

    /// The objects with these global ids, in the same order, at most 100; null in the place of each that the user may not
    /// see.
    async fn nodes(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Global ids.", validator(max_items = 100))] ids: Vec<ID>,
    ) -> Option<Result<Vec<Option<Node>>>> {
        let answer = async {
            // All at once, so that the loader asks for those of a table together.
            futures_util::future::try_join_all(ids.iter().map(|id| named(context, id))).await
        };
        Some(answer.await)
    }
}

async fn named(context: &Context<'_>, id: &ID) -> Result<Option<Node>> {
    context.actor()?;
    match id::decode(id) {
        Some((kind, id)) => load(context, kind, id).await,
        None => Ok(None),
    }
}

/// The object of a kind with the id of its row, if the user may see it.
pub(crate) async fn load(context: &Context<'_>, kind: NodeKind, id: Uuid) -> Result<Option<Node>> {
    Ok(match kind {
        NodeKind::Organization => context
            .load::<organization::Entity>(id)
            .await?
            .map(Organization)
            .map(Node::from),
        NodeKind::Team => context.load::<team::Entity>(id).await?.map(Team).map(Node::from),
        NodeKind::User => context.load::<user::Entity>(id).await?.map(User).map(Node::from),
        NodeKind::Customer => context
            .load::<customer::Entity>(id)
            .await?
            .map(Customer)
            .map(Node::from),
        NodeKind::Contact => context.load::<contact::Entity>(id).await?.map(Contact).map(Node::from),
        NodeKind::Lead => context.load::<lead::Entity>(id).await?.map(Lead).map(Node::from),
        NodeKind::Stage => context.load::<stage::Entity>(id).await?.map(Stage).map(Node::from),
        NodeKind::Opportunity => context
            .load::<opportunity::Entity>(id)
            .await?
            .map(Opportunity)
            .map(Node::from),
        NodeKind::Activity => context
            .load::<activity::Entity>(id)
            .await?
            .map(Activity)
            .map(Node::from),
        NodeKind::Report => context.load::<report::Entity>(id).await?.map(Report).map(Node::from),
        NodeKind::Finding => context.load::<finding::Entity>(id).await?.map(Finding).map(Node::from),
        NodeKind::Term => context.load::<term::Entity>(id).await?.map(Term).map(Node::from),
        NodeKind::Script => context.load::<script::Entity>(id).await?.map(Script).map(Node::from),
        NodeKind::Store => context.load::<store::Entity>(id).await?.map(Store).map(Node::from),
        NodeKind::KeywordMapping => context
            .load::<keyword_mapping::Entity>(id)
            .await?
            .map(KeywordMapping)
            .map(Node::from),
        NodeKind::Question => context
            .load::<question::Entity>(id)
            .await?
            .map(Question)
            .map(Node::from),
        NodeKind::Disclosure => context
            .load::<disclosure::Entity>(id)
            .await?
            .map(Disclosure)
            .map(Node::from),
        NodeKind::AuditEvent => context
            .load::<audit_event::Entity>(id)
            .await?
            .map(AuditEvent)
            .map(Node::from),
        NodeKind::CommitmentKind => context
            .load::<commitment_kind::Entity>(id)
            .await?
            .map(CommitmentKind)
            .map(Node::from),
        NodeKind::Commitment => context
            .load::<commitment::Entity>(id)
            .await?
            .map(Commitment)
            .map(Node::from),
        NodeKind::Attachment => context
            .load::<attachment::Entity>(id)
            .await?
            .map(Attachment)
            .map(Node::from),
        NodeKind::Task => context.load::<task::Entity>(id).await?.map(Task).map(Node::from),
    })
}
