//! What an audit event is about: between the tables that it names and the kinds of objects in the schema.

use crate::id::NodeKind;

const TABLES: [(NodeKind, &str); 20] = [
    (NodeKind::Organization, "organization"),
    (NodeKind::Team, "team"),
    (NodeKind::User, "user"),
    (NodeKind::Customer, "customer"),
    (NodeKind::Contact, "contact"),
    (NodeKind::Lead, "lead"),
    (NodeKind::Stage, "stage"),
    (NodeKind::Opportunity, "opportunity"),
    (NodeKind::Activity, "activity"),
    (NodeKind::CommitmentKind, "commitment_kind"),
    (NodeKind::Commitment, "commitment"),
    (NodeKind::Task, "task"),
    (NodeKind::Report, "report"),
    (NodeKind::Finding, "finding"),
    (NodeKind::Term, "term"),
    (NodeKind::Script, "script"),
    (NodeKind::Store, "store"),
    (NodeKind::KeywordMapping, "keyword_mapping"),
    (NodeKind::Question, "question"),
    (NodeKind::Disclosure, "disclosure"),
];

/// What the rows of a table are.
pub fn kind(table: &str) -> Option<NodeKind> {
    TABLES.iter().find(|(_, name)| *name == table).map(|(kind, _)| *kind)
}

/// The table of objects of a kind.
pub fn table(kind: NodeKind) -> Option<&'static str> {
    TABLES.iter().find(|(of, _)| *of == kind).map(|(_, name)| *name)
}
