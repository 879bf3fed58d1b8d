//! Where connections come in, and how many.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::sync::mpsc;
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tokio_util::task::task_tracker::TaskTrackerToken;

use crate::answer::Desk;
use crate::connection;
use crate::entrance::{Carried, Stream};
use crate::refused::Reason;

const TURNED_AWAY: &[u8] =
    b"HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";

/// Where connections come in.
#[derive(Clone, Debug)]
pub(crate) struct Door {
    pub(crate) desk: Arc<Desk>,
    /// Cancelled when nobody may come in any more.
    accepting: CancellationToken,
    /// Cancelled when those who are in have to go.
    serving: CancellationToken,
    /// Those who are in.
    connections: TaskTracker,
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

    /// What whoever closes the door waits for, until it is dropped.
    pub(crate) fn opened(&self) -> TaskTrackerToken {
        self.connections.token()
    }

    /// Serves whoever comes, by the port or carried by a tunnel, until nobody may any more and what
    /// runs has ended. `open` is let go with the port.
    pub(crate) async fn keep(
        self,
        socket: TcpListener,
        carried: mpsc::Receiver<Carried>,
        open: TaskTrackerToken,
    ) {
        self.accept(socket, carried).await;
        drop(open);
        self.all_gone().await;
    }

    /// Lets nobody in any more and waits for those who are in and for what runs, within the grace;
    /// then those who are in have to go.
    pub(crate) async fn close(&self) {
        self.accepting.cancel();
        if timeout(self.desk.limits.grace, self.all_gone())
            .await
            .is_err()
        {
            self.serving.cancel();
            self.connections.wait().await;
        }
    }

    /// Lets nobody in any more, and has everybody go at once.
    pub(crate) fn shut(&self) {
        self.accepting.cancel();
        self.serving.cancel();
    }

    async fn all_gone(&self) {
        self.connections.close();
        self.desk.running.close();
        self.connections.wait().await;
        self.desk.running.wait().await;
    }

    async fn accept(&self, socket: TcpListener, mut carried: mpsc::Receiver<Carried>) {
        let room = Arc::new(Semaphore::new(self.desk.limits.connections));
        loop {
            tokio::select! {
                () = self.accepting.cancelled() => return,
                stream = next(&socket) => self.admit(stream, &room).await,
                Some(stream) = carried.recv() => self.admit(stream, &room).await,
            }
        }
    }

    async fn admit<S: Stream>(&self, stream: S, room: &Arc<Semaphore>) {
        let Ok(place) = Arc::clone(room).try_acquire_owned() else {
            self.desk.count(Reason::Connections, SystemTime::now());
            return turn_away(stream).await;
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

/// As much as can be said without waiting.
async fn turn_away<S: Stream>(mut stream: S) {
    let _hung_up = timeout(Duration::ZERO, stream.write_all(TURNED_AWAY)).await;
}

async fn next(socket: &TcpListener) -> TcpStream {
    loop {
        match socket.accept().await {
            Ok((stream, _)) => {
                let _ = stream.set_nodelay(true);
                return stream;
            }
            Err(error) => {
                tracing::warn!(%error, "accepting a connection failed");
                sleep(Duration::from_millis(50)).await;
            }
        }
    }
}
