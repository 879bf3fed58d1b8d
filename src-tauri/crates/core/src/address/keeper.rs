//! Keeps the chosen way open: opens it, listens to what becomes of it, probes it, opens it again.

use std::time::Duration;

use patchbay_gateway::tunnel::{self, Backoff, Beat, Fault, Link};
use patchbay_gateway::{ProbeResult, probe};
use tokio::time::sleep;
use url::Url;

use super::alarm::Alarm;
use super::host_keys;
use super::signals::{Probed, Transport};
use super::way::bare;
use crate::patchbay::Patchbay;
use crate::random::chance;
use crate::view::AddressWay;

/// Between probes while all is well: within what the meanest provider allows.
const CALM: Duration = Duration::from_secs(5 * 60);
/// The same where requests are counted (ngrok's free plan: 20 000 a month).
const CALM_AND_COUNTED: Duration = Duration::from_secs(15 * 60);

/// Between probes while it is not.
const WORRIED: Duration = Duration::from_secs(15);
const WORRIED_AND_COUNTED: Duration = Duration::from_secs(60);

/// So many probes in vain, and a service that gave the address has taken it back without a word.
const IN_VAIN: u32 = 3;

/// What is open at the moment; closed in order when the keeper turns to something else.
type Held = Option<Box<dyn Link>>;

/// Why a tunnel is to be opened again.
enum Again {
    /// It was well, but the machine slept or is in another network.
    AtOnce,
    /// It ended.
    After(Fault),
}

impl Patchbay {
    /// Keeps the chosen way open for as long as the app runs.
    pub(crate) async fn keep_address(&self) {
        let mut orders = self.0.address.orders.subscribe();
        let mut alarm = Alarm::new(self.0.clock.clone());
        loop {
            orders.borrow_and_update();
            let mut held = None;
            tokio::select! {
                biased;
                _ = orders.changed() => {}
                () = self.keep_way(&mut held, &mut alarm) => {}
            }
            if let Some(link) = held {
                link.close().await;
            }
        }
    }

    async fn keep_way(&self, held: &mut Held, alarm: &mut Alarm) {
        let Some(way) = self.0.address.known().way.clone() else {
            return std::future::pending().await;
        };
        let (mut backoff, mut before) = (Backoff::new(), None);
        loop {
            self.observe_transport(
                before
                    .take()
                    .map_or(Transport::Opening, Transport::Reopening),
                None,
            );
            let fault = match self.open_way(&way).await {
                Err(fault) => fault,
                Ok(link) => {
                    let again = self
                        .keep_link(&way, held.insert(link), alarm, &mut backoff)
                        .await;
                    if let Some(link) = held.take() {
                        link.close().await;
                    }
                    match again {
                        Again::AtOnce => continue,
                        Again::After(fault) => fault,
                    }
                }
            };
            self.wait_after(&fault, &mut backoff, alarm).await;
            before = Some(fault);
        }
    }

    async fn open_way(&self, way: &AddressWay) -> Result<Box<dyn Link>, Fault> {
        let Some(entrance) = self.entrance().await else {
            self.observe_transport(Transport::NotListening, None);
            return std::future::pending().await;
        };
        let made = self.tunnel(way).await?;
        let link = tunnel::open(made.tunnel.as_ref(), &entrance).await?;
        if let Some((host, port, pin)) = &made.learns {
            let kept = host_keys::learn(&self.0.ledger, host, *port, pin).await;
            if let Err(error) = kept {
                tracing::warn!(error.message = %error, "a host key was not kept");
            }
        }
        let by = (!way.is_own()).then(|| made.tunnel.whom());
        self.adopt(Some(&link.address()));
        self.observe_transport(Transport::Open { by }, None);
        self.follow_address();
        Ok(link)
    }

    async fn keep_link(
        &self,
        way: &AddressWay,
        link: &mut Box<dyn Link>,
        alarm: &mut Alarm,
        backoff: &mut Backoff,
    ) -> Again {
        let (mut pause, mut in_vain) = (Duration::ZERO, 0);
        loop {
            tokio::select! {
                biased;
                beat = link.next() => match self.heard(way, link.as_ref(), beat) {
                    Some(fault) => return Again::After(fault),
                    None => pause = Duration::ZERO,
                },
                _ = alarm.next() => {
                    if way.keeps_its_address() && !way.is_own() {
                        return Again::AtOnce;
                    }
                    pause = Duration::ZERO;
                }
                () = self.0.address.now.notified() => pause = pace(way, self.is_up()),
                up = self.probe_after(pause) => {
                    pause = pace(way, up);
                    in_vain = if up { 0 } else { in_vain + 1 };
                    if up {
                        *backoff = Backoff::new();
                    }
                }
            }
            if in_vain >= IN_VAIN && !way.keeps_its_address() {
                return Again::After(taken_back(&link.address()));
            }
        }
    }

    /// Notes what an open tunnel told; the fault that ended it, if it did.
    fn heard(&self, way: &AddressWay, link: &dyn Link, beat: Beat) -> Option<Fault> {
        tracing::info!(address.way = %way.words(), ?beat, "the tunnel");
        match beat {
            Beat::Ended(fault) => return Some(fault),
            Beat::Faltering(fault) => self.observe_transport(Transport::Faltering(fault), None),
            Beat::Steady => {
                let by = link.address().host_str().map(str::to_owned);
                self.observe_transport(Transport::Open { by }, None);
            }
            Beat::Moved(url) => {
                self.adopt(Some(&url));
                self.follow_address();
            }
        }
        None
    }

    /// Waits until it is time to open it again.
    async fn wait_after(&self, fault: &Fault, backoff: &mut Backoff, alarm: &mut Alarm) {
        tracing::warn!(%fault, fatal = fault.is_fatal(), "the tunnel is not open");
        let now = self.0.address.now.notified();
        if fault.is_fatal() {
            self.observe_transport(Transport::Stuck(fault.clone()), None);
            now.await;
            *backoff = Backoff::new();
            return;
        }
        let pause = backoff.next(chance(), fault.pause());
        let at = self.after(pause);
        self.observe_transport(Transport::Closed(fault.clone()), Some(at));
        tokio::select! {
            () = sleep(pause) => {}
            () = now => *backoff = Backoff::new(),
            _ = alarm.next() => *backoff = Backoff::new(),
        }
    }

    /// Whether the last probe arrived, whoever sent it.
    fn is_up(&self) -> bool {
        let known = self.0.address.known();
        known
            .signals
            .probe
            .as_ref()
            .is_some_and(|probe| probe.result.is_up())
    }

    async fn probe_after(&self, pause: Duration) -> bool {
        let at = (!self.is_up() && !pause.is_zero()).then(|| self.after(pause));
        self.observe(|known| known.next_try = at);
        sleep(pause).await;
        self.probe_address().await
    }

    fn after(&self, pause: Duration) -> i64 {
        self.now() + i64::try_from(pause.as_millis()).unwrap_or_default()
    }

    /// Sends a nonce through the public address and notes what came of it: whether it arrived.
    pub(crate) async fn probe_address(&self) -> bool {
        let Some(url) = self.0.address.base() else {
            return false;
        };
        let result = match self.probes().await {
            Some(probes) => probe(&probes, &url).await,
            None => ProbeResult::Unreachable {
                why: "Patchbay itself is not listening".into(),
            },
        };
        let (up, at) = (result.is_up(), self.now());
        self.observe(|known| {
            if known.url == Some(bare(&url)) {
                known.signals.probe = Some(Probed { result, at });
            }
        });
        up
    }
}

fn pace(way: &AddressWay, up: bool) -> Duration {
    match (matches!(way, AddressWay::Ngrok { .. }), up) {
        (false, true) => CALM,
        (true, true) => CALM_AND_COUNTED,
        (false, false) => WORRIED,
        (true, false) => WORRIED_AND_COUNTED,
    }
}

fn taken_back(url: &Url) -> Fault {
    Fault::Lost {
        host: url.host_str().unwrap_or_default().to_owned(),
        why: "nothing arrives through it any more".into(),
    }
}
