//! Operations over a WebSocket, by the protocol `graphql-transport-ws`.
//!
//! Each operation runs in a task of its own and writes into one bounded queue: a client that does not read slows its own
//! operations down and nobody else's. The socket is closed with the codes of the protocol.

mod message;

use std::{collections::HashMap, sync::Arc, time::Duration};

use actix_web::{
    HttpRequest, HttpResponse,
    guard::{self, Guard},
    http::header,
    web,
};
use actix_ws::{AggregatedMessage, CloseReason, Session};
use async_graphql::Request;
use chrono::{DateTime, Utc};
use futures_util::StreamExt;
use message::{ClientMessage, ServerMessage, close};
use serde_json::{Value, json};
use tokio::{
    sync::mpsc,
    task::AbortHandle,
    time::{Instant, interval, sleep, sleep_until},
};

use crate::{
    auth::authenticate::refresh,
    error::{self, Error},
    http::{MAX_BODY, Service, graphql},
    policy::Actor,
};

const PROTOCOL: &str = "graphql-transport-ws";
/// How long a client may take to say who it is; the protocol's own server gives it three seconds.
const INIT_TIMEOUT: Duration = Duration::from_secs(5);
/// How often an idle client is asked whether it is still there.
const HEARTBEAT: Duration = Duration::from_secs(25);
/// Messages that may wait for a slow client.
const QUEUE: usize = 64;
/// Operations that may run on one socket.
const MAX_OPERATIONS: usize = 100;

/// Whether a request asks for a WebSocket.
pub(super) fn is_upgrade() -> impl Guard {
    guard::fn_guard(|context| {
        let upgrade = context.head().headers().get(header::UPGRADE);
        upgrade.is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"websocket"))
    })
}

/// `GET /graphql` with an upgrade.
pub(super) async fn connect(
    request: HttpRequest,
    body: web::Payload,
    service: web::Data<Service>,
) -> actix_web::Result<HttpResponse> {
    let (response, session, messages) = actix_ws::handle_with_protocols(&request, body, &[PROTOCOL])?;
    let offered = response.headers().contains_key(header::SEC_WEBSOCKET_PROTOCOL);
    let authorization = request
        .headers()
        .get(header::AUTHORIZATION)
        .map(|value| value.to_str().unwrap_or_default().to_owned());
    let messages = messages
        .max_frame_size(MAX_BODY)
        .aggregate_continuations()
        .max_continuation_size(MAX_BODY);
    actix_web::rt::spawn(async move {
        if offered {
            Connection::new(service.into_inner(), session, authorization)
                .run(messages)
                .await;
        } else {
            let reason = close(4406, "Subprotocol not acceptable");
            drop(session.close(Some(reason)).await);
        }
    });
    Ok(response)
}

/// A frame of an operation on its way to the client.
struct Outgoing {
    id: String,
    run: u64,
    frame: String,
    /// Whether the operation ends with it.
    last: bool,
}

/// An operation under way.
struct Operation {
    task: AbortHandle,
    /// Tells it from an earlier one of the same id, of which frames may still wait.
    run: u64,
}

/// Who is at the other end.
#[derive(Clone)]
enum Client {
    /// Has not said so yet.
    Unknown,
    /// Is not logged in.
    Guest,
    /// Is logged in.
    User(Box<Actor>),
}

struct Connection {
    service: Arc<Service>,
    session: Session,
    authorization: Option<String>,
    /// Who the client said it is.
    client: Client,
    expires_at: Option<DateTime<Utc>>,
    operations: HashMap<String, Operation>,
    /// How many operations there were.
    runs: u64,
    queue: mpsc::Sender<Outgoing>,
    waiting: mpsc::Receiver<Outgoing>,
}

/// The reason to close with; `None` where the client has gone.
type Closed = Option<CloseReason>;

impl Connection {
    fn new(service: Arc<Service>, session: Session, authorization: Option<String>) -> Self {
        let (queue, waiting) = mpsc::channel(QUEUE);
        Self {
            service,
            session,
            authorization,
            client: Client::Unknown,
            expires_at: None,
            operations: HashMap::new(),
            runs: 0,
            queue,
            waiting,
        }
    }

    async fn run(mut self, mut messages: actix_ws::AggregatedMessageStream) {
        let opened = Instant::now();
        let mut heartbeat = interval(HEARTBEAT);
        let closed = loop {
            let expiry = sleep(self.lifetime());
            tokio::pin!(expiry);
            let step = tokio::select! {
                message = messages.recv() => match message {
                    Some(Ok(message)) => self.receive(message).await,
                    Some(Err(_)) => Err(Some(close(4400, "Malformed frame"))),
                    None => Err(None),
                },
                outgoing = self.waiting.recv() => self.send(outgoing).await,
                _ = heartbeat.tick() => self.session.ping(b"").await.map_err(|_gone| None),
                () = sleep_until(opened + INIT_TIMEOUT), if matches!(self.client, Client::Unknown) => {
                    Err(Some(close(4408, "Connection initialisation timeout")))
                }
                () = &mut expiry, if self.expires_at.is_some() => Err(Some(close(4403, "Token expired"))),
            };
            if let Err(closed) = step {
                break closed;
            }
        };
        self.operations.values().for_each(|operation| operation.task.abort());
        if let Some(reason) = closed {
            drop(self.session.close(Some(reason)).await);
        }
    }

    /// How long the token is still good for.
    fn lifetime(&self) -> Duration {
        let left = self.expires_at.map(|end| end - self.service.state.clock.now());
        left.and_then(|left| left.to_std().ok()).unwrap_or_default()
    }

    /// Sends a frame, unless the client has ended its operation meanwhile.
    async fn send(&mut self, outgoing: Option<Outgoing>) -> Result<(), Closed> {
        let Some(Outgoing { id, run, frame, last }) = outgoing else {
            return Ok(());
        };
        if self.operations.get(&id).is_none_or(|operation| operation.run != run) {
            return Ok(());
        }
        if last {
            self.operations.remove(&id);
        }
        self.session.text(frame).await.map_err(|_gone| None)
    }

    async fn say(&mut self, message: &ServerMessage<'_>) -> Result<(), Closed> {
        self.session.text(message.write()).await.map_err(|_gone| None)
    }

    async fn receive(&mut self, message: AggregatedMessage) -> Result<(), Closed> {
        let text = match message {
            AggregatedMessage::Text(text) => text,
            AggregatedMessage::Ping(bytes) => return self.session.pong(&bytes).await.map_err(|_gone| None),
            AggregatedMessage::Pong(_) => return Ok(()),
            AggregatedMessage::Binary(_) => return Err(Some(close(4400, "Binary messages are not understood"))),
            AggregatedMessage::Close(_) => return Err(None),
        };
        match serde_json::from_str(&text) {
            Ok(ClientMessage::ConnectionInit { payload }) => self.initialise(payload).await,
            Ok(ClientMessage::Ping { payload }) => self.say(&ServerMessage::Pong { payload }).await,
            Ok(ClientMessage::Pong) => Ok(()),
            Ok(ClientMessage::Subscribe { id, payload }) => self.subscribe(id, *payload).await,
            Ok(ClientMessage::Complete { id }) => {
                if let Some(operation) = self.operations.remove(&id) {
                    operation.task.abort();
                }
                Ok(())
            }
            Err(_) => Err(Some(close(4400, "Invalid message"))),
        }
    }

    async fn initialise(&mut self, payload: Option<Value>) -> Result<(), Closed> {
        if !matches!(self.client, Client::Unknown) {
            return Err(Some(close(4429, "Too many initialisation requests")));
        }
        let given = payload.as_ref().and_then(|payload| {
            let value = payload.get("Authorization").or_else(|| payload.get("authorization"));
            value.and_then(Value::as_str).map(str::to_owned)
        });
        let authorization = given.or_else(|| self.authorization.take());
        let Ok(authenticated) = self.service.authenticate(authorization.as_deref()).await else {
            return Err(Some(close(4403, "Forbidden")));
        };
        self.expires_at = authenticated.as_ref().map(|authenticated| authenticated.expires_at);
        self.client = authenticated.map_or(Client::Guest, |authenticated| {
            Client::User(Box::new(authenticated.actor))
        });
        self.say(&ServerMessage::ConnectionAck).await
    }

    async fn subscribe(&mut self, id: String, request: Request) -> Result<(), Closed> {
        let actor = match &self.client {
            Client::Unknown => return Err(Some(close(4401, "Unauthorized"))),
            Client::Guest => None,
            Client::User(actor) => Some((**actor).clone()),
        };
        if self.operations.contains_key(&id) {
            return Err(Some(close(4409, "Subscriber for this id already exists")));
        }
        if self.operations.len() >= MAX_OPERATIONS {
            let error = Error::BadRequest(format!("每个连接最多同时 {MAX_OPERATIONS} 个操作"));
            return self.refuse(&id, &error).await;
        }
        self.runs += 1;
        let answers = Answers {
            id: id.clone(),
            run: self.runs,
            queue: self.queue.clone(),
        };
        let task = tokio::spawn(execute(Arc::clone(&self.service), request, actor, answers)).abort_handle();
        let run = self.runs;
        self.operations.insert(id, Operation { task, run });
        Ok(())
    }

    async fn refuse(&mut self, id: &str, error: &Error) -> Result<(), Closed> {
        let payload = json!(error::response(error).errors);
        self.say(&ServerMessage::Error { id, payload }).await
    }
}

/// Where the answers of an operation go.
struct Answers {
    id: String,
    run: u64,
    queue: mpsc::Sender<Outgoing>,
}

impl Answers {
    /// Queues a message; false where the socket is closed.
    async fn send(&self, message: ServerMessage<'_>) -> bool {
        let outgoing = Outgoing {
            id: self.id.clone(),
            run: self.run,
            frame: message.write(),
            last: !matches!(message, ServerMessage::Next { .. }),
        };
        self.queue.send(outgoing).await.is_ok()
    }

    async fn refuse(&self, errors: &[async_graphql::ServerError]) {
        let (id, payload) = (self.id.as_str(), json!(errors));
        self.send(ServerMessage::Error { id, payload }).await;
    }
}

/// Runs an operation to its end. An answer without data whose errors stand at no field refuses the operation as a whole.
async fn execute(service: Arc<Service>, request: Request, actor: Option<Actor>, answers: Answers) {
    let request = match prepare(&service, request, actor).await {
        Ok(request) => request,
        Err(error) => return answers.refuse(&error::response(&error).errors).await,
    };
    let mut stream = service.schema.execute_stream(request);
    while let Some(mut answer) = stream.next().await {
        error::present(&mut answer);
        let refused = !answer.errors.is_empty() && answer.errors.iter().all(|error| error.path.is_empty());
        if refused && answer.data == async_graphql::Value::Null {
            return answers.refuse(&answer.errors).await;
        }
        let next = ServerMessage::Next {
            id: &answers.id,
            payload: &answer,
        };
        if !answers.send(next).await {
            return;
        }
    }
    answers.send(ServerMessage::Complete { id: &answers.id }).await;
}

/// Puts who asks into the request, as the database knows them now: the socket may have been open for long.
async fn prepare(service: &Service, request: Request, actor: Option<Actor>) -> crate::error::Result<Request> {
    let document = graphql::parse(&request).map_err(|refusal| refusal.error)?;
    let actor = match actor {
        Some(actor) => Some(refresh(&service.state, &actor).await?),
        None => None,
    };
    let mut request = service.prepare(request, actor);
    request.set_parsed_query(document);
    Ok(request)
}
