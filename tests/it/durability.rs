//! What is left when the server is killed.

use std::path::Path;

use api::{
    auth::token::TokenKeys,
    clock::Clock,
    database::Database,
    id::{NodeKind, decode, encode},
    state::State,
};
use entity::{
    activity, commitment, commitment_event, task,
    types::{CommitmentEventKind, TaskSource},
};
use sea_orm::{AccessMode, ColumnTrait, EntityTrait, IsolationLevel, QueryFilter, TransactionTrait};
use tests::{Client, Value, World, database::TestDatabase, json, process::Process};
use tokio::sync::mpsc;
use uuid::Uuid;

const BINARY: &str = env!("CARGO_BIN_EXE_zhiyan-under-test");
const SECRET: &str = "a secret that only this test and its server know";
const REQUESTS: usize = 500;
/// How many answers to wait for before the server is killed.
const ENOUGH: usize = 150;

/// A database in which a rep may promise something.
pub(crate) struct Stage {
    database: TestDatabase,
    pub(crate) token: String,
    pub(crate) input: Value,
}

impl Stage {
    pub(crate) async fn set() -> Self {
        let database = TestDatabase::create().await;
        let keys = TokenKeys::new(SECRET.as_bytes());
        let state = State::new(database.open().await, Clock::System, keys, tests::app::files());
        let world = World::create(&state).await;
        let kind = world.trial_kind(&state).await;
        let lead = world.lead(&state, &world.rep, "产线改造").await;
        let topology = world
            .attachment(&state, &world.rep, lead.customer_id, "拓扑.vsdx")
            .await;
        let input = json!({
            "kindId": encode(NodeKind::CommitmentKind, kind.id),
            "customerId": encode(NodeKind::Customer, lead.customer_id),
            "leadId": encode(NodeKind::Lead, lead.id),
            "title": "现场POC测试",
            "fields": [
                {"key": "deviceModel", "value": "S7-1200"},
                {"key": "topology", "value": encode(NodeKind::Attachment, topology.id)},
                {"key": "contactEmail", "value": "a@example.com"},
                {"key": "place", "value": "远程"},
            ],
        });
        state.database.close().await.unwrap();
        Self {
            database,
            token: world.rep.token,
            input,
        }
    }

    /// A server over the database.
    pub(crate) fn serve(&self) -> Process {
        let variables = [
            ("ZHIYAN_DATABASE_URL", self.database.url.as_str()),
            ("ZHIYAN_TOKEN_SECRET", SECRET),
        ];
        Process::serve(Path::new(BINARY), &variables)
    }

    /// The body of a request that makes a promise.
    pub(crate) fn request(&self) -> Value {
        json!({
            "query": "mutation($input: MakeCommitmentInput!) {
                makeCommitment(input: $input) { commitment { id } userErrors { message } } }",
            "variables": {"input": self.input},
        })
    }

    /// What there is: commitments with their tasks, and how many of everything else that belongs to one.
    pub(crate) async fn found(&self) -> Found {
        let database = Database::connect(&self.database.url).await.unwrap();
        // One snapshot: PostgreSQL may still be finishing what the server had sent before it died.
        let level = Some(IsolationLevel::RepeatableRead);
        let snapshot = database
            .read()
            .begin_with_config(level, Some(AccessMode::ReadOnly))
            .await
            .unwrap();
        let commitments = commitment::Entity::find()
            .find_with_related(task::Entity)
            .all(&snapshot)
            .await
            .unwrap();
        let tasks = task::Entity::find()
            .filter(task::Column::Source.eq(TaskSource::Commitment))
            .all(&snapshot)
            .await
            .unwrap();
        let events = commitment_event::Entity::find().all(&snapshot).await.unwrap();
        let notes = activity::Entity::find().all(&snapshot).await.unwrap();
        snapshot.commit().await.unwrap();
        database.close().await.unwrap();
        Found {
            commitments,
            tasks,
            events,
            notes,
        }
    }
}

/// Everything that promises leave.
pub(crate) struct Found {
    pub(crate) commitments: Vec<(commitment::Model, Vec<task::Model>)>,
    tasks: Vec<task::Model>,
    events: Vec<commitment_event::Model>,
    notes: Vec<activity::Model>,
}

impl Found {
    /// Every commitment has its task, its event and its note, and each of those its commitment.
    pub(crate) fn assert_whole(&self) {
        for (made, tasks) in &self.commitments {
            assert_eq!(tasks.len(), 1, "{made:?}");
            let details: Vec<_> = tasks[0].details.0.iter().map(|detail| &detail.key).collect();
            assert_eq!(details, ["deviceModel", "topology", "contactEmail", "place"]);
            assert_eq!(tasks[0].assignee_id, made.deliverer_id);
            let events: Vec<_> = self
                .events
                .iter()
                .filter(|event| event.commitment_id == made.id)
                .collect();
            assert_eq!(events.len(), 1, "{made:?}");
            assert_eq!(events[0].kind, CommitmentEventKind::Made);
        }
        let number = self.commitments.len();
        assert_eq!(
            (self.tasks.len(), self.events.len(), self.notes.len()),
            (number, number, number)
        );
    }

    fn has(&self, id: Uuid) -> bool {
        self.commitments.iter().any(|(made, _)| made.id == id)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_server_loses_no_acknowledged_promise_and_halves_none() {
    let stage = Stage::set().await;
    let server = stage.serve();
    let client = Client::new(server.address(), Some(&stage.token));
    let (sender, mut acknowledged) = mpsc::unbounded_channel();
    for _ in 0..REQUESTS {
        let (request, sender) = (client.post().json(&stage.request()), sender.clone());
        tokio::spawn(async move {
            // A request that the kill cuts off is not acknowledged, whatever became of it.
            let Ok(response) = request.send().await else { return };
            let Ok(body) = response.text().await else { return };
            let Ok(answer) = serde_json::from_str::<Value>(&body) else {
                return;
            };
            if let Some(id) = answer["data"]["makeCommitment"]["commitment"]["id"].as_str() {
                drop(sender.send(id.to_owned()));
            }
        });
    }
    drop(sender);
    let mut ids = Vec::new();
    while ids.len() < ENOUGH {
        ids.push(acknowledged.recv().await.expect("enough promises are acknowledged"));
    }
    server.kill();
    while let Some(id) = acknowledged.recv().await {
        ids.push(id);
    }
    assert!(ids.len() < REQUESTS, "the server was killed in the middle");

    let found = stage.found().await;
    found.assert_whole();
    for id in ids {
        let (_, id) = decode(&id.into()).unwrap();
        assert!(found.has(id), "{id} was acknowledged and is gone");
    }

    // What the dead server left needs no repair: the next one serves at once.
    let server = stage.serve();
    let client = Client::new(server.address(), Some(&stage.token));
    let before = found.commitments.len();
    let fields = "commitment { id }";
    client
        .mutate("makeCommitment", stage.input.clone(), fields)
        .await
        .done("makeCommitment");
    server.kill();
    let found = stage.found().await;
    found.assert_whole();
    assert_eq!(found.commitments.len(), before + 1);
}
