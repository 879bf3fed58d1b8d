//! The loopback listener.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::answer::Desk;
use crate::connection;
use crate::hosts::Hosts;
use crate::inbox::Inbox;
use crate::limits::Config;
use crate::nonces::Probes;
use crate::rate::Rate;
use crate::refused::{Reason, Refusals};

const TURNED_AWAY: &[u8] =
    b"HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";

/// Why the listener cannot listen.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BindError {
    /// Another program has the port.
    #[error("Port {port} of this machine is taken by another program.")]
    PortTaken {
        /// The port.
        port: u16,
    },
    /// The system reserves the port.
    #[error("The system does not let this app listen on port {port}.")]
    NotAllowed {
        /// The port.
        port: u16,
    },
    /// Anything else.
    #[error("Listening on port {port} failed: {why}.")]
    Failed {
        /// The port.
        port: u16,
        /// In the system's words.
        why: String,
    },
}

impl BindError {
    /// What to do.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::PortTaken { .. } => {
                "End the other program, or choose another port and let the proxy or tunnel point at it."
            }
            Self::NotAllowed { .. } => "Choose a port above 1023.",
            Self::Failed { .. } => "Choose another port, or restart the machine.",
        }
    }
}

/// Listens on 127.0.0.1 and hands what arrives to an inbox. Dropping it stops it at once;
/// [`Listener::stop`] lets running requests end first.
#[derive(Debug)]
pub struct Listener {
    addr: SocketAddr,
    desk: Arc<Desk>,
    accepting: CancellationToken,
    serving: CancellationToken,
    connections: TaskTracker,
}

impl Listener {
    /// Begins to listen.
    ///
    /// # Errors
    /// When the port cannot be had.
    pub async fn bind(
        config: Config,
        inbox: Arc<dyn Inbox>,
        hosts: Arc<Hosts>,
    ) -> Result<Self, BindError> {
        let port = config.port;
        let socket = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await;
        let socket = socket.map_err(|error| failed(port, &error))?;
        let addr = socket.local_addr().map_err(|error| failed(port, &error))?;
        let listener = Self {
            addr,
            desk: Arc::new(desk(config, inbox, hosts, addr.port())),
            accepting: CancellationToken::new(),
            serving: CancellationToken::new(),
            connections: TaskTracker::new(),
        };
        listener.connections.spawn(listener.accept(socket));
        tracing::info!(%addr, "listening");
        Ok(listener)
    }

    /// Where it listens.
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// Which hosts a request may name.
    pub fn hosts(&self) -> &Arc<Hosts> {
        &self.desk.hosts
    }

    /// The probes it recognises, for [`crate::probe()`].
    pub fn probes(&self) -> &Probes {
        &self.desk.probes
    }

    /// How many requests were refused since it began, by reason; those that occurred.
    pub fn refused(&self) -> Vec<(Reason, u64)> {
        self.desk.refusals.all()
    }

    /// Accepts nothing more, lets running requests and what the inbox does with them end within
    /// the grace, cuts the rest. Afterwards the port is free.
    pub async fn stop(&self) {
        self.accepting.cancel();
        self.connections.close();
        self.desk.running.close();
        let all = async {
            self.connections.wait().await;
            self.desk.running.wait().await;
        };
        if timeout(self.desk.limits.grace, all).await.is_err() {
            self.serving.cancel();
            self.connections.wait().await;
        }
    }

    fn accept(&self, socket: TcpListener) -> impl Future<Output = ()> + Send + 'static {
        let desk = Arc::clone(&self.desk);
        let (accepting, serving) = (self.accepting.clone(), self.serving.clone());
        let connections = self.connections.clone();
        async move {
            let room = Arc::new(Semaphore::new(desk.limits.connections));
            while let Some(stream) = next(&socket, &accepting).await {
                let Ok(place) = Arc::clone(&room).try_acquire_owned() else {
                    desk.count(Reason::Connections, SystemTime::now());
                    let _ = stream.try_write(TURNED_AWAY);
                    continue;
                };
                let served = connection::serve(Arc::clone(&desk), stream, accepting.clone());
                let serving = serving.clone();
                connections.spawn(async move {
                    let _place = place;
                    serving.run_until_cancelled(served).await;
                });
            }
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.accepting.cancel();
        self.serving.cancel();
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

fn desk(config: Config, inbox: Arc<dyn Inbox>, hosts: Arc<Hosts>, port: u16) -> Desk {
    Desk {
        inbox,
        hosts,
        probes: Probes::new(),
        refusals: Refusals::default(),
        rate: Rate::new(&config.limits),
        limits: config.limits,
        running: TaskTracker::new(),
        port,
    }
}

#[allow(clippy::wildcard_enum_match_arm)]
fn failed(port: u16, error: &std::io::Error) -> BindError {
    match error.kind() {
        std::io::ErrorKind::AddrInUse => BindError::PortTaken { port },
        std::io::ErrorKind::PermissionDenied => BindError::NotAllowed { port },
        _ => BindError::Failed {
            port,
            why: error.to_string(),
        },
    }
}
