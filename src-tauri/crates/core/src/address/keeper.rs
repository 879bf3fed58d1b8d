//! Keeps the chosen way open: opens it, listens to what becomes of it, probes it, opens it again.

use std::time::Duration;

use patchbay_gateway::tunnel::{self, Backoff, Beat, Fault, Link};
use patchbay_gateway::{ProbeResult, probe};
use tokio::time::sleep;
use url::Url;

use super::alarm::Alarm;
use super::host_keys;
use super::signals::{Probed, Transport};
use super::trial::{Refusals, Trial};
use super::tunnels::locked;
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

/// How long the name of a quick tunnel takes to be known: who asks sooner remembers that it is not.
const NEW_NAME: Duration = Duration::from_secs(4);

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
        let (mut backoff, mut refusals, mut before) = (Backoff::new(), Refusals::default(), None);
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
                    refusals.opened();
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
            let tries = refusals.may_pass(&fault);
            if self.wait_after(&fault, tries, &mut backoff, alarm).await {
                backoff = Backoff::new();
                refusals.forgive();
            }
            before = Some(fault);
        }
    }

    async fn open_way(&self, way: &AddressWay) -> Result<Box<dyn Link>, Fault> {
        let Some(entrance) = self.entrance().await else {
            self.observe_transport(Transport::NotListening, None);
            return std::future::pending().await;
        };
        let made = self.tunnel(way).await?;
        let opened = tunnel::open(made.tunnel.as_ref(), &entrance).await;
        if let Some((host, port, pin)) = &made.learns {
            let kept = host_keys::learn(&self.0.ledger, host, *port, pin).await;
            kept.map_err(|error| locked(&error))?;
        }
        let link = opened?;
        let by = (!way.is_own()).then(|| made.tunnel.whom());
        self.adopt(&link.address());
        self.observe_transport(Transport::Open { by }, None);
        Ok(link)
    }

    async fn keep_link(
        &self,
        way: &AddressWay,
        link: &mut Box<dyn Link>,
        alarm: &mut Alarm,
        backoff: &mut Backoff,
    ) -> Again {
        alarm.reset();
        let (mut pause, mut trial) = (first_pause(way), Trial::default());
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
                    self.observe(|known| known.signals.probe = None);
                    pause = Duration::ZERO;
                }
                () = self.0.address.now.notified() => pause = pace(way, self.is_up()),
                result = self.probe_after(pause) => {
                    pause = pace(way, result.is_up());
                    if result.is_up() {
                        *backoff = Backoff::new();
                    }
                    if self.is_carried() {
                        trial.note(&result);
                    }
                }
            }
            if trial.is_over() && !way.keeps_its_address() {
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
            Beat::Moved(url) => self.adopt(&url),
        }
        None
    }

    /// Waits until it is time to open it again, or for the user where it is not tried by itself. Whether
    /// something changed meanwhile, so that it is worth a fresh start.
    async fn wait_after(
        &self,
        fault: &Fault,
        tries: bool,
        backoff: &mut Backoff,
        alarm: &mut Alarm,
    ) -> bool {
        tracing::warn!(%fault, tries, "the tunnel is not open");
        let now = self.0.address.now.notified();
        if !tries {
            self.observe_transport(Transport::Stuck(fault.clone()), None);
            now.await;
            return true;
        }
        alarm.reset();
        let pause = backoff.next(chance(), fault.pause());
        let at = self.after(pause);
        self.observe_transport(Transport::Closed(fault.clone()), Some(at));
        tokio::select! {
            () = sleep(pause) => false,
            () = now => true,
            _ = alarm.next() => true,
        }
    }

    /// Whether the last probe arrived, whoever sent it.
    fn is_up(&self) -> bool {
        self.0.address.known().signals.is_up()
    }

    /// Whether nothing but the way in itself can be at fault.
    fn is_carried(&self) -> bool {
        let known = self.0.address.known();
        matches!(known.signals.transport, Transport::Open { .. })
    }

    async fn probe_after(&self, pause: Duration) -> ProbeResult {
        let at = (!self.is_up() && !pause.is_zero()).then(|| self.after(pause));
        self.observe(|known| known.next_try = at);
        sleep(pause).await;
        self.probe_address().await
    }

    fn after(&self, pause: Duration) -> i64 {
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
fn first_pause(way: &AddressWay) -> Duration {
    match way {
        AddressWay::QuickTunnel { .. } => NEW_NAME,
        AddressWay::Own { .. }
        | AddressWay::Ssh { .. }
        | AddressWay::SshService { .. }
        | AddressWay::Ngrok { .. }
        | AddressWay::Cloudflared { .. } => Duration::ZERO,
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
