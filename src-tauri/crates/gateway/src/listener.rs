//! The loopback listener.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use tokio::runtime::Handle;
use tokio_util::task::TaskTracker;

use crate::answer::Desk;
use crate::apart;
use crate::door::Door;
use crate::entrance::Entrance;
use crate::hosts::Hosts;
use crate::inbox::Inbox;
use crate::limits::Config;
use crate::nonces::Probes;
use crate::rate::Rate;
use crate::refused::{Reason, Refusals};

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
    door: Door,
    entrance: Entrance,
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
        let socket = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, port));
        let socket = socket.map_err(|error| failed(port, &error))?;
        let addr = socket.local_addr().map_err(|error| failed(port, &error))?;
        let door = Door::new(desk(config, inbox, hosts, addr.port()));
        let (entrance, carried) = Entrance::new(addr.port());
        let (kept, open) = (door.clone(), door.opened());
        let begun = apart::run(socket, |socket| kept.keep(socket, carried, open)).await;
        begun.map_err(|error| failed(port, &error))?;
        tracing::info!(%addr, "listening");
        Ok(Self {
            addr,
            door,
            entrance,
        })
    }

    /// Where it listens.
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// Where a tunnel brings what it carries.
    pub fn entrance(&self) -> &Entrance {
        &self.entrance
    }

    /// Which hosts a request may name.
    pub fn hosts(&self) -> &Arc<Hosts> {
        &self.door.desk.hosts
    }

    /// The probes it recognises, for [`crate::probe()`].
    pub fn probes(&self) -> &Probes {
        &self.door.desk.probes
    }

    /// How many requests were refused since it began, by reason; those that occurred.
    pub fn refused(&self) -> Vec<(Reason, u64)> {
        self.door.desk.refusals.all()
    }

    /// Accepts nothing more, lets running requests and what the inbox does with them end within
    /// the grace, cuts the rest. Afterwards the port is free.
    pub async fn stop(&self) {
        self.door.close().await;
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.door.shut();
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
        app: Handle::current(),
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
