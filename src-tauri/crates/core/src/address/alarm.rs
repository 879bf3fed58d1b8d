//! What the system does not tell: that it slept, or that it is in another network.

use std::net::{IpAddr, Ipv4Addr, UdpSocket};
use std::sync::Arc;
use std::time::Duration;

use tokio::time::sleep;

use crate::clock::{Clock, Drift};

/// Between two looks.
const PACE: Duration = Duration::from_secs(2);
/// By how much the time of day may run away from the time that has passed, in milliseconds.
const JUMP: i64 = 10_000;
/// An address that routes are looked up for and nothing is ever sent to (RFC 5737).
const ANYWHERE: (Ipv4Addr, u16) = (Ipv4Addr::new(192, 0, 2, 1), 443);

/// Notices both.
#[derive(Debug)]
pub(super) struct Alarm {
    clock: Arc<dyn Clock>,
    drift: Drift,
    local: Option<IpAddr>,
}

impl Alarm {
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self {
            drift: Drift::new(clock.as_ref()),
            local: local(),
            clock,
        }
    }

    /// What happened so far is known.
    pub fn reset(&mut self) {
        let _slept = self.slept();
        self.local = local().or(self.local);
    }

    /// Waits until the machine slept, or is reached by another way than before, or by one again. May be
    /// dropped while it waits.
    pub async fn next(&mut self) {
        loop {
            sleep(PACE).await;
            if self.slept() || self.is_elsewhere() {
                return;
            }
        }
    }

    fn is_elsewhere(&mut self) -> bool {
        let before = self.local;
        self.local = local();
        self.local.is_some() && self.local != before
    }

    fn slept(&mut self) -> bool {
        self.drift.look(self.clock.as_ref()).abs() > JUMP
    }
}

/// By which address of ours the internet would be reached.
fn local() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    socket.connect(ANYWHERE).ok()?;
    Some(socket.local_addr().ok()?.ip())
}
