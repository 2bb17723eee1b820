//! Bodies that are not kept in memory.

use actix_web::{
    rt,
    web::{Bytes, Payload},
};
use futures_util::{Stream, StreamExt, stream};
use tokio::sync::mpsc;

/// How many chunks wait for whoever reads them.
const WAITING: usize = 8;
/// How much of a body is read on once nobody wants it, in bytes, so that the client comes to read the answer.
const DRAINED: usize = 64 * 1024 * 1024;

/// The body as a stream that may leave the thread of its connection.
pub(super) fn stream(mut payload: Payload) -> impl Stream<Item = std::io::Result<Bytes>> + Send + Unpin {
    let (sender, receiver) = mpsc::channel(WAITING);
    rt::spawn(async move {
        let mut drained = 0;
        while let Some(chunk) = payload.next().await {
            let is_over = chunk.is_err();
            let length = chunk.as_ref().map_or(0, Bytes::len);
            if sender.send(chunk.map_err(std::io::Error::other)).await.is_err() {
                drained += length;
            }
            if is_over || drained > DRAINED {
                return;
            }
        }
    });
    Box::pin(stream::unfold(receiver, async |mut receiver| {
        receiver.recv().await.map(|chunk| (chunk, receiver))
    }))
}
