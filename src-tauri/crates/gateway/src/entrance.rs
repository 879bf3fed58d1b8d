//! The way in for tunnels that carry connections themselves: what arrives on one is served as if it
//! had come by the port, without a second connection to it.

use std::fmt;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::mpsc;

/// How many connections may wait for the thread that serves them.
const WAITING: usize = 64;

/// A connection, however it came.
pub trait Stream: AsyncRead + AsyncWrite + Send + Unpin + 'static {}
impl<S: AsyncRead + AsyncWrite + Send + Unpin + 'static> Stream for S {}

/// A connection that a tunnel carried here.
pub(crate) type Carried = Box<dyn Stream>;

/// Where a tunnel brings what it carries. Clones lead to the same listener.
#[derive(Clone)]
pub struct Entrance {
    port: u16,
    carried: mpsc::Sender<Carried>,
}

impl Entrance {
    pub(crate) fn new(port: u16) -> (Self, mpsc::Receiver<Carried>) {
        let (carried, arrivals) = mpsc::channel(WAITING);
        (Self { port, carried }, arrivals)
    }

    /// The loopback port, for a tunnel that is a program of its own.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Has a connection served. It is dropped when the listener is gone or cannot keep up.
    pub fn serve(&self, stream: impl Stream) {
        if self.carried.try_send(Box::new(stream)).is_err() {
            tracing::warn!("a connection that a tunnel carried was not served");
        }
    }
}

impl fmt::Debug for Entrance {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Entrance")
            .field("port", &self.port)
            .finish_non_exhaustive()
    }
}
