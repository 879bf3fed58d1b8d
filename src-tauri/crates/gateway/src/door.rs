//! Where connections come in, and how many.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tokio_util::task::task_tracker::TaskTrackerToken;

use crate::answer::Desk;
use crate::connection;
use crate::refused::Reason;

const TURNED_AWAY: &[u8] =
    b"HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";

/// Where connections come in.
#[derive(Clone, Debug)]
pub(crate) struct Door {
    pub(crate) desk: Arc<Desk>,
    /// Cancelled when nobody may come in any more.
    pub(crate) accepting: CancellationToken,
    /// Cancelled when those who are in have to go.
    pub(crate) serving: CancellationToken,
    /// Those who are in.
    pub(crate) connections: TaskTracker,
}

impl Door {
    pub(crate) fn new(desk: Desk) -> Self {
        Self {
            desk: Arc::new(desk),
            accepting: CancellationToken::new(),
            serving: CancellationToken::new(),
            connections: TaskTracker::new(),
        }
    }

    /// Serves whoever comes, until nobody may any more and what runs has ended. `open` is let go
    /// with the port.
    pub(crate) async fn keep(self, socket: TcpListener, open: TaskTrackerToken) {
        self.accept(socket).await;
        drop(open);
        self.connections.close();
        self.connections.wait().await;
        self.desk.running.close();
        self.desk.running.wait().await;
    }

    async fn accept(&self, socket: TcpListener) {
        let room = Arc::new(Semaphore::new(self.desk.limits.connections));
        while let Some(stream) = next(&socket, &self.accepting).await {
            let Ok(place) = Arc::clone(&room).try_acquire_owned() else {
                self.desk.count(Reason::Connections, SystemTime::now());
                let _ = stream.try_write(TURNED_AWAY);
                continue;
            };
            let desk = Arc::clone(&self.desk);
            let served = connection::serve(desk, stream, self.accepting.clone());
            let serving = self.serving.clone();
            self.connections.spawn(async move {
                let _place = place;
                serving.run_until_cancelled(served).await;
            });
        }
    }
}

async fn next(socket: &TcpListener, stop: &CancellationToken) -> Option<TcpStream> {
    loop {
        match stop.run_until_cancelled(socket.accept()).await? {
            Ok((stream, _)) => {
                let _ = stream.set_nodelay(true);
                return Some(stream);
            }
            Err(error) => {
                tracing::warn!(%error, "accepting a connection failed");
                sleep(Duration::from_millis(50)).await;
            }
        }
    }
}
