//! Probing the address: how often, and what follows from what came of it.

use std::time::Duration;

use patchbay_gateway::{ProbeResult, probe};
use tokio::time::sleep;
use url::Url;

use super::signals::{Probed, Transport};
use super::way::bare;
use crate::patchbay::Patchbay;
use crate::view::AddressWay;

/// Between probes, while all is well and while it is not.
struct Pace {
    calm: Duration,
    worried: Duration,
}

impl Pace {
    const fn of(calm: u64, worried: u64) -> Self {
        Self {
            calm: Duration::from_secs(calm),
            worried: Duration::from_secs(worried),
        }
    }
}

/// Of an address that costs nothing and tells nothing of itself.
const OWN: Pace = Pace::of(30, 10);
/// Of a tunnel of the user's own, which tells when it ends, but not when what stands before it does.
const OWN_TUNNEL: Pace = Pace::of(60, 15);
/// Of a service for everybody.
const SHARED: Pace = Pace::of(5 * 60, 15);
/// Where requests are counted (ngrok's free plan: 20 000 a month).
const COUNTED: Pace = Pace::of(15 * 60, 60);

/// How long the name of a quick tunnel takes to be known: who asks sooner remembers that it is not.
const NEW_NAME: Duration = Duration::from_secs(4);

impl Patchbay {
    /// Whether the last probe arrived, whoever sent it.
    pub(super) fn is_up(&self) -> bool {
        self.0.address.known().signals.is_up()
    }

    /// Whether nothing but the way in itself can be at fault.
    pub(super) fn is_carried(&self) -> bool {
        let known = self.0.address.known();
        matches!(known.signals.transport, Transport::Open { .. })
    }

    pub(super) async fn probe_after(&self, pause: Duration) -> ProbeResult {
        let at = (!self.is_up() && !pause.is_zero()).then(|| self.after(pause));
        self.observe(|known| known.next_try = at);
        sleep(pause).await;
        self.probe_address().await
    }

    pub(super) fn after(&self, pause: Duration) -> i64 {
        self.now() + i64::try_from(pause.as_millis()).unwrap_or_default()
    }

    /// Sends a nonce through the public address and notes what came of it. Once one arrives, hooks follow.
    pub(crate) async fn probe_address(&self) -> ProbeResult {
        let not_listening = || ProbeResult::Unreachable {
            why: "Patchbay itself is not listening".into(),
        };
        let (base, turn) = (self.0.address.base(), self.0.address.known().turn);
        let (Some(url), Some(probes)) = (base, self.probes().await) else {
            return not_listening();
        };
        let result = probe(&probes, &url).await;
        if self.take_probe(turn, &url, &result) {
            self.follow_address();
        }
        result
    }

    /// Notes a probe, unless what it went through is gone; whether the address begins to work.
    fn take_probe(&self, turn: u64, url: &Url, result: &ProbeResult) -> bool {
        let at = self.now();
        self.observe(|known| {
            if known.turn != turn || known.url != Some(bare(url)) {
                return false;
            }
            let result = result.clone();
            let was_up = known.signals.is_up();
            known.signals.probe = Some(Probed { result, at });
            known.signals.is_up() && !was_up
        })
    }
}

/// Before the first probe.
pub(super) fn first_pause(way: &AddressWay) -> Duration {
    match way {
        AddressWay::QuickTunnel { .. } => NEW_NAME,
        AddressWay::Own { .. }
        | AddressWay::Ssh { .. }
        | AddressWay::SshService { .. }
        | AddressWay::Ngrok { .. }
        | AddressWay::Cloudflared { .. } => Duration::ZERO,
    }
}

/// How long to wait for the next probe.
pub(super) fn pace(way: &AddressWay, up: bool) -> Duration {
    let pace = match way {
        AddressWay::Own { .. } => OWN,
        AddressWay::Ssh { .. } | AddressWay::Cloudflared { .. } => OWN_TUNNEL,
        AddressWay::SshService { .. } | AddressWay::QuickTunnel { .. } => SHARED,
        AddressWay::Ngrok { .. } => COUNTED,
    };
    if up { pace.calm } else { pace.worried }
}
