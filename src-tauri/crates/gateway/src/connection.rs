//! One connection, from its first byte to its last.

use std::error::Error;
use std::io::{self, ErrorKind};
use std::sync::Arc;
use std::time::SystemTime;

use hyper::server::conn::http1::Builder;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio_util::sync::CancellationToken;

use crate::answer::Desk;
use crate::entrance::Stream;
use crate::gate::Gate;
use crate::refused::Reason;

const MOST_BUFFERED: usize = 64 * 1024;

/// Serves requests one after another until the other side leaves, breaks a limit, or `stop`.
pub(crate) async fn serve<S: Stream>(desk: Arc<Desk>, stream: S, stop: CancellationToken) {
    let (gate, passage) = Gate::new(stream, desk.limits.head);
    let answering = Arc::clone(&desk);
    let service =
        service_fn(move |request| Arc::clone(&answering).answer(passage.clone(), request));
    let connection = builder(&desk).serve_connection(TokioIo::new(gate), service);
    tokio::pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = stop.cancelled() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Some(reason) = ended.err().and_then(|error| reason(&error)) {
        desk.count(reason, SystemTime::now());
    }
}

fn builder(desk: &Desk) -> Builder {
    let mut builder = Builder::new();
    builder
        .timer(TokioTimer::new())
        .header_read_timeout(desk.limits.idle)
        .max_headers(desk.limits.headers)
        .max_header_size(desk.limits.head_bytes)
        .max_buf_size(MOST_BUFFERED.max(desk.limits.head_bytes))
        .auto_date_header(false);
    builder
}

fn reason(error: &hyper::Error) -> Option<Reason> {
    if error.is_parse_too_large() {
        return Some(Reason::TooManyHeaders);
    }
    if error.is_parse() {
        return Some(Reason::Malformed);
    }
    let io = error
        .source()
        .and_then(|cause| cause.downcast_ref::<io::Error>())?;
    (io.kind() == ErrorKind::TimedOut).then_some(Reason::Slow)
}
