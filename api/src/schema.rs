//! The schema: the only list of its domains.

use async_graphql::{ID, MergedObject, MergedSubscription, SDLExportOptions, Schema};

use crate::{
    activity::ActivityMutation,
    attachment::{Attachment, AttachmentMutation, AttachmentQuery},
    audit_event::{AuditEvent, AuditEventQuery},
    auth::AuthMutation,
    budget_signal::BudgetSignalMutation,
    commitment::{Commitment, CommitmentMutation, CommitmentQuery, CommitmentSubscription},
    commitment_kind::{CommitmentKind, CommitmentKindMutation, CommitmentKindQuery},
    contact::ContactMutation,
    customer::{Customer, CustomerMutation, CustomerQuery},
    error::ErrorCode,
    finding::{FindingMutation, FindingQuery, FindingSubscription},
    funnel::FunnelQuery,
    industry::{IndustryMutation, IndustryQuery},
    keyword_mapping::{KeywordMapping, KeywordMappingMutation, KeywordMappingQuery},
    lead::{Lead, LeadMutation, LeadQuery},
    node::NodeQuery,
    opportunity::OpportunityMutation,
    order::OrderMutation,
    pagination::Page,
    question::{Question, QuestionMutation, QuestionQuery},
    report::{Report, ReportMutation, ReportQuery, ReportSubscription},
    script::{Script, ScriptMutation, ScriptQuery},
    stage::{StageMutation, StageQuery},
    state::State,
    store::{Store, StoreMutation, StoreQuery},
    task::{Task, TaskMutation, TaskQuery, TaskSubscription},
    term::{Term, TermMutation, TermQuery},
    tier::{TierMutation, TierQuery},
    user::{User, UserQuery},
};

// The roots are merged in two steps, by area: each step nests one type in another, and what the compiler makes of a nest grows
// faster than its depth.

/// Everything that can be asked.
#[derive(MergedObject, Default, Debug)]
pub struct Query(
    PeopleQueries,
    SalesQueries,
    TierQueries,
    PromiseQueries,
    ReportQueries,
    StoreQueries,
);

/// Queries over people, and over anything by its id.
#[derive(MergedObject, Default, Debug)]
pub struct PeopleQueries(NodeQuery, UserQuery, AuditEventQuery);

/// Queries over customers and leads.
#[derive(MergedObject, Default, Debug)]
pub struct SalesQueries(CustomerQuery, LeadQuery, StageQuery, FunnelQuery, AttachmentQuery);

/// Queries over how soon leads deserve attention.
#[derive(MergedObject, Default, Debug)]
pub struct TierQueries(TierQuery, IndustryQuery);

/// Queries over promises and who delivers them.
#[derive(MergedObject, Default, Debug)]
pub struct PromiseQueries(CommitmentKindQuery, CommitmentQuery, TaskQuery);

/// Queries over reports and what the linter looks for.
#[derive(MergedObject, Default, Debug)]
pub struct ReportQueries(ReportQuery, FindingQuery, TermQuery, ScriptQuery);

/// Queries over shops.
#[derive(MergedObject, Default, Debug)]
pub struct StoreQueries(StoreQuery, KeywordMappingQuery, QuestionQuery);

/// Everything that can be changed. Each mutation takes one `input` and answers with the changed object and `userErrors`.
#[derive(MergedObject, Default, Debug)]
pub struct Mutation(
    AuthMutation,
    SalesMutations,
    TierMutations,
    PromiseMutations,
    ReportMutations,
    StoreMutations,
);

/// Changes of customers, leads and what happens with them.
#[derive(MergedObject, Default, Debug)]
pub struct SalesMutations(
    CustomerMutation,
    ContactMutation,
    LeadMutation,
    StageMutation,
    AttachmentMutation,
    ActivityMutation,
    OpportunityMutation,
);

/// Changes of what scores follow from.
#[derive(MergedObject, Default, Debug)]
pub struct TierMutations(OrderMutation, BudgetSignalMutation, IndustryMutation, TierMutation);

/// Changes of promises and tasks.
#[derive(MergedObject, Default, Debug)]
pub struct PromiseMutations(CommitmentKindMutation, CommitmentMutation, TaskMutation);

/// Changes of reports and of what the linter looks for.
#[derive(MergedObject, Default, Debug)]
pub struct ReportMutations(ReportMutation, FindingMutation, TermMutation, ScriptMutation);

/// Changes of shops and of what customers ask there.
#[derive(MergedObject, Default, Debug)]
pub struct StoreMutations(StoreMutation, KeywordMappingMutation, QuestionMutation);

/// Everything that can be watched, over a WebSocket.
#[derive(MergedSubscription, Default, Debug)]
pub struct Subscription(
    ReportSubscription,
    FindingSubscription,
    CommitmentSubscription,
    TaskSubscription,
);

/// Zhiyan's schema.
pub type ZhiyanSchema = Schema<Query, Mutation, Subscription>;

/// How deep a document may nest its fields.
const MAX_DEPTH: usize = 16;
/// How many fields a document may ask for, with those of nested lists counted once.
const MAX_COMPLEXITY: usize = 2_000;

/// The schema over `state`.
pub fn build(state: State) -> ZhiyanSchema {
    builder()
        .data(state)
        .limit_depth(MAX_DEPTH)
        .limit_complexity(MAX_COMPLEXITY)
        .finish()
}

/// The schema in the schema definition language, as it is kept in `api/schema.graphql`.
pub fn sdl() -> String {
    builder().finish().sdl_with_options(
        SDLExportOptions::new()
            .sorted_fields()
            .sorted_arguments()
            .sorted_enum_items(),
    )
}

fn builder() -> async_graphql::SchemaBuilder<Query, Mutation, Subscription> {
    Schema::build(Query::default(), Mutation::default(), Subscription::default())
        // No field answers with it; it stands in the schema as the list of all values of `extensions.code`.
        .register_output_type::<ErrorCode>()
        .override_output_type_description::<ID>("A global id: opaque, typed, and the same wherever the object appears.")
        .override_output_type_description::<Page<Customer>>("A page of customers.")
        .override_output_type_description::<Page<Lead>>("A page of leads.")
        .override_output_type_description::<Page<Report>>("A page of reports.")
        .override_output_type_description::<Page<Commitment>>("A page of commitments.")
        .override_output_type_description::<Page<CommitmentKind>>("A page of kinds of commitments.")
        .override_output_type_description::<Page<Attachment>>("A page of attachments.")
        .override_output_type_description::<Page<Task>>("A page of tasks.")
        .override_output_type_description::<Page<Term>>("A page of terms.")
        .override_output_type_description::<Page<User>>("A page of users.")
        .override_output_type_description::<Page<Script>>("A page of scripts.")
        .override_output_type_description::<Page<Store>>("A page of stores.")
        .override_output_type_description::<Page<KeywordMapping>>("A page of keyword mappings.")
        .override_output_type_description::<Page<Question>>("A page of questions.")
        .override_output_type_description::<Page<AuditEvent>>("A page of audit events.")
}
