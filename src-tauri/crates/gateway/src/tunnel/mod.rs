//! Tunnels: what carries the internet's requests to this machine.
//!
//! A tunnel is opened, tells what becomes of it, and ends. It never opens itself again: providers
//! have their own ideas of how long to wait (one of them nearly two hours), and whoever keeps the
//! public address has one for all of them.

mod backoff;
pub mod cloudflared;
mod fault;
#[cfg(feature = "ngrok")]
pub mod ngrok;
mod own;
pub mod ssh;
pub mod supervise;

use std::fmt::Debug;
use std::time::Duration;

use async_trait::async_trait;
use tokio::time::timeout;
use url::Url;

use crate::entrance::Entrance;

pub use backoff::Backoff;
pub use fault::Fault;
pub use own::OwnAddress;

/// The longest a tunnel may take to open.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// One way in from the internet, and how to open it.
#[async_trait]
pub trait Tunnel: Debug + Send + Sync {
    /// Opens it, so that what arrives at its address is brought to `entrance`.
    ///
    /// # Errors
    /// Why it does not open.
    async fn open(&self, entrance: &Entrance) -> Result<Box<dyn Link>, Fault>;

    /// Who would have to answer, for words like "example.com did not answer".
    fn whom(&self) -> String;
}

/// An open tunnel. Dropping it closes it.
#[async_trait]
pub trait Link: Debug + Send {
    /// The address it leads from: https, with any path prefix.
    fn address(&self) -> Url;

    /// Waits until something becomes of it. May be dropped while it waits.
    async fn next(&mut self) -> Beat;

    /// Closes it in order, so that the other end lets go of the name or port at once.
    async fn close(self: Box<Self>);
}

/// What became of an open tunnel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Beat {
    /// It is well again.
    Steady,
    /// Nothing comes through at the moment, but it is at work on that itself.
    Faltering(Fault),
    /// It leads from another address now.
    Moved(Url),
    /// It is over.
    Ended(Fault),
}

/// Opens a tunnel, and gives up after [`PATIENCE`].
///
/// # Errors
/// Why it does not open.
pub async fn open(tunnel: &dyn Tunnel, entrance: &Entrance) -> Result<Box<dyn Link>, Fault> {
    let opened = timeout(PATIENCE, tunnel.open(entrance)).await;
    opened.unwrap_or_else(|_| {
        Err(Fault::Silent {
            host: tunnel.whom(),
        })
    })
}
