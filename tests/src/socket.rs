//! A GraphQL client over a WebSocket, by the protocol `graphql-transport-ws`.

use std::{net::SocketAddr, time::Duration};

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::{net::TcpStream, time::timeout};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Message, client::IntoClientRequest},
};

/// How long a message may take; far more than it ever does.
const PATIENCE: Duration = Duration::from_secs(20);

/// An open socket.
#[derive(Debug)]
pub struct Socket {
    stream: WebSocketStream<MaybeTlsStream<TcpStream>>,
}

impl Socket {
    /// Opens a socket and says who it is.
    pub async fn connect(address: SocketAddr, token: Option<&str>) -> Self {
        let mut socket = Self::open(address).await;
        let payload = token.map(|token| json!({"Authorization": format!("Bearer {token}")}));
        socket
            .send(json!({"type": "connection_init", "payload": payload}))
            .await;
        assert_eq!(socket.next().await, json!({"type": "connection_ack"}));
        socket
    }

    /// Opens a socket and says nothing yet.
    pub async fn open(address: SocketAddr) -> Self {
        Self::open_with(address, Some("graphql-transport-ws")).await
    }

    /// Opens a socket that offers another protocol, or none.
    pub async fn open_with(address: SocketAddr, protocol: Option<&str>) -> Self {
        let mut request = format!("ws://{address}/graphql").into_client_request().unwrap();
        if let Some(protocol) = protocol {
            request
                .headers_mut()
                .insert("Sec-WebSocket-Protocol", protocol.parse().unwrap());
        }
        let (stream, _) = connect_async(request).await.expect("the server opens the socket");
        Self { stream }
    }

    /// Starts the operation `id`.
    pub async fn subscribe(&mut self, id: &str, document: &str, variables: Value) {
        let payload = json!({"query": document, "variables": variables});
        self.send(json!({"type": "subscribe", "id": id, "payload": payload}))
            .await;
    }

    /// Sends a message.
    pub async fn send(&mut self, message: Value) {
        self.send_text(message.to_string()).await;
    }

    /// Sends a text that need not be a message.
    pub async fn send_text(&mut self, text: String) {
        self.stream.send(Message::text(text)).await.expect("the socket is open");
    }

    /// Sends bytes, which no message is made of.
    pub async fn send_binary(&mut self, bytes: &[u8]) {
        let message = Message::binary(bytes.to_vec());
        self.stream.send(message).await.expect("the socket is open");
    }

    /// The next message of the server.
    pub async fn next(&mut self) -> Value {
        match self.next_frame().await {
            Message::Text(text) => serde_json::from_str(&text).unwrap(),
            other => panic!("the server sent {other:?}"),
        }
    }

    /// The data of the next answer to the operation `id`.
    pub async fn data(&mut self, id: &str) -> Value {
        let mut message = self.next().await;
        assert_eq!(
            (&message["type"], &message["id"]),
            (&json!("next"), &json!(id)),
            "{message:#}"
        );
        assert!(message["payload"].get("errors").is_none(), "{message:#}");
        message["payload"]["data"].take()
    }

    /// The code with which the server closes the socket now.
    pub async fn close_code(&mut self) -> u16 {
        match self.next_frame().await {
            Message::Close(Some(frame)) => frame.code.into(),
            other => panic!("the server sent {other:?}"),
        }
    }

    /// Whether the server stays silent for a moment.
    pub async fn is_silent(&mut self) -> bool {
        let speaks = async {
            // The heartbeat is not for the client to hear.
            while let Some(Ok(Message::Ping(_) | Message::Pong(_))) = self.stream.next().await {}
        };
        timeout(Duration::from_millis(300), speaks).await.is_err()
    }

    async fn next_frame(&mut self) -> Message {
        loop {
            let frame = timeout(PATIENCE, self.stream.next())
                .await
                .expect("the server says something");
            match frame.expect("the socket is open").expect("the frame is whole") {
                Message::Ping(_) | Message::Pong(_) => {}
                other => return other,
            }
        }
    }
}
