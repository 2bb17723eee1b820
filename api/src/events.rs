//! What just happened, announced to subscribers. Events are sent after the transaction that they tell of has committed.

use chrono::NaiveDate;
use futures_util::{Stream, StreamExt, stream};
use tokio::sync::broadcast::{self, error::RecvError};
use uuid::Uuid;

/// Events that a slow subscriber may fall behind before it misses some.
const BACKLOG: usize = 1024;

/// Something that happened. It carries ids, so that a subscriber loads what it may see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The text of a draft was saved, and is to be linted anew.
    DraftSaved {
        /// The tenant.
        organization_id: Uuid,
        /// The report.
        report_id: Uuid,
        /// Its version.
        version: i32,
        /// Its text.
        text: std::sync::Arc<str>,
        /// The day that it is about.
        date: NaiveDate,
    },
    /// A report was submitted, with its findings.
    ReportSubmitted {
        /// The tenant.
        organization_id: Uuid,
        /// The report.
        report_id: Uuid,
    },
    /// A commitment became overdue.
    CommitmentOverdue {
        /// The tenant.
        organization_id: Uuid,
        /// The commitment.
        commitment_id: Uuid,
    },
    /// A task was made or changed.
    TaskChanged {
        /// The tenant.
        organization_id: Uuid,
        /// Whose workbench it is on.
        assignee_id: Uuid,
        /// The task.
        task_id: Uuid,
    },
}

/// The bus of one process.
#[derive(Clone, Debug)]
pub struct Events {
    sender: broadcast::Sender<Event>,
}

impl Default for Events {
    fn default() -> Self {
        Self {
            sender: broadcast::Sender::new(BACKLOG),
        }
    }
}

impl Events {
    /// Announces an event; with nobody listening it is gone.
    pub fn publish(&self, event: Event) {
        // An error means that nobody listens, which is fine.
        drop(self.sender.send(event));
    }

    /// Every event from now on. A subscriber that falls too far behind misses the oldest ones.
    pub fn subscribe(&self) -> impl Stream<Item = Event> + Send + use<> {
        stream::unfold(self.sender.subscribe(), async |mut receiver| {
            loop {
                match receiver.recv().await {
                    Ok(event) => return Some((event, receiver)),
                    Err(RecvError::Lagged(missed)) => tracing::warn!(missed, "a subscriber fell behind"),
                    Err(RecvError::Closed) => return None,
                }
            }
        })
    }
}

/// The stream up to its first error, which ends a subscription: its client may not see it any more, or asks again.
pub fn until_error<T, E>(stream: impl Stream<Item = Result<T, E>> + Send) -> impl Stream<Item = Result<T, E>> + Send
where
    T: Send,
    E: Send,
{
    stream::unfold(Some(Box::pin(stream)), async |stream| {
        let mut stream = stream?;
        let item = stream.next().await?;
        let rest = item.is_ok().then_some(stream);
        Some((item, rest))
    })
}
