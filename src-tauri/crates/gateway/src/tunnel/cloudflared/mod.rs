//! cloudflared: a program of Cloudflare's, found on this machine and never brought along.
//!
//! It keeps its own connections and says how they are at an address of its own (`/ready`). What it is
//! told stands in its arguments, but for the token, which anybody could read there.

mod child;
mod metrics;
mod words;

use std::path::PathBuf;
use std::time::Duration;

use async_trait::async_trait;
use secrecy::SecretString;
use tokio::time::{Instant, sleep, timeout_at};
use url::Url;

use self::child::Running;
use self::metrics::Metrics;
use super::supervise::Supervisor;
use super::{Beat, Fault, Link, Tunnel};
use crate::entrance::Entrance;

pub use child::find;

/// Between two looks while it connects, and while it is connected.
const WHILE_OPENING: Duration = Duration::from_millis(250);
const WHILE_OPEN: Duration = Duration::from_secs(5);

/// How long it may take to connect, so that what it said meanwhile can be told.
const PATIENCE: Duration = Duration::from_secs(27);

/// What service this is, for words.
const SERVICE: &str = "Cloudflare";

/// A tunnel by cloudflared.
#[derive(Clone, Debug)]
pub struct Cloudflared {
    /// The program.
    pub program: PathBuf,
    /// Which kind of tunnel.
    pub kind: Kind,
    /// What ends the program with the app.
    pub supervisor: Supervisor,
    /// A configuration that says nothing (`{}`: an empty file is complained of), so that one of the
    /// user's own is not followed.
    pub empty: PathBuf,
}

/// Which kind of tunnel.
#[derive(Clone, Debug)]
pub enum Kind {
    /// One without an account, under a new name each time.
    Quick,
    /// One that was set up at Cloudflare, under the user's own name.
    Named {
        /// The tunnel's token.
        token: SecretString,
        /// The address that leads to it.
        address: Url,
    },
}

#[derive(Debug)]
struct CloudflaredLink {
    running: Running,
    metrics: Metrics,
    address: Url,
    faltering: bool,
}

#[async_trait]
impl Tunnel for Cloudflared {
    async fn open(&self, entrance: &Entrance) -> Result<Box<dyn Link>, Fault> {
        let metrics = Metrics::at_a_free_port()?;
        let mut running = Running::start(self, entrance.port(), metrics.port())?;
        let until = Instant::now() + PATIENCE;
        let opened = timeout_at(until, self.address(&mut running, &metrics)).await;
        let address = opened.unwrap_or_else(|_| Err(running.silent()))?;
        Ok(Box::new(CloudflaredLink {
            running,
            metrics,
            address,
            faltering: false,
        }))
    }

    fn whom(&self) -> String {
        SERVICE.to_owned()
    }
}

impl Cloudflared {
    /// The address, once it is connected.
    async fn address(&self, running: &mut Running, metrics: &Metrics) -> Result<Url, Fault> {
        loop {
            tokio::select! {
                fault = running.ended() => return Err(fault),
                () = sleep(WHILE_OPENING) => {}
            }
            if metrics.ready().await {
                match &self.kind {
                    Kind::Named { address, .. } => return Ok(address.clone()),
                    Kind::Quick => {
                        if let Some(address) = metrics.quick_address().await {
                            return Ok(address);
                        }
                    }
                }
            }
        }
    }
}

#[async_trait]
impl Link for CloudflaredLink {
    fn address(&self) -> Url {
        self.address.clone()
    }

    async fn next(&mut self) -> Beat {
        loop {
            tokio::select! {
                fault = self.running.ended() => return Beat::Ended(fault),
                () = sleep(WHILE_OPEN) => {}
            }
            let ready = self.metrics.ready().await;
            if ready == self.faltering {
                self.faltering = !ready;
                return if ready {
                    Beat::Steady
                } else {
                    Beat::Faltering(self.running.faltering())
                };
            }
        }
    }

    async fn close(self: Box<Self>) {
        self.running.stop().await;
    }
}
