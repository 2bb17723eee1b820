//! The messages of `graphql-transport-ws`.

use actix_ws::{CloseCode, CloseReason};
use async_graphql::{Request, Response};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What a client may say.
#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(super) enum ClientMessage {
    ConnectionInit {
        #[serde(default)]
        payload: Option<Value>,
    },
    Ping {
        #[serde(default)]
        payload: Option<Value>,
    },
    Pong,
    Subscribe {
        id: String,
        payload: Box<Request>,
    },
    Complete {
        id: String,
    },
}

/// What the server says.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(super) enum ServerMessage<'a> {
    ConnectionAck,
    Pong {
        #[serde(skip_serializing_if = "Option::is_none")]
        payload: Option<Value>,
    },
    Next {
        id: &'a str,
        payload: &'a Response,
    },
    Error {
        id: &'a str,
        payload: Value,
    },
    Complete {
        id: &'a str,
    },
}

impl ServerMessage<'_> {
    /// The message as it is sent.
    pub(super) fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_else(|error| {
            tracing::error!(%error, "a message could not be written");
            String::new()
        })
    }
}

/// A reason to close the socket.
pub(super) fn close(code: u16, reason: &str) -> CloseReason {
    CloseReason {
        code: CloseCode::Other(code),
        description: Some(reason.to_owned()),
    }
}
