//! Keeps the chosen way open: opens it, listens to what becomes of it, has it probed, opens it again.

use std::time::Duration;

use patchbay_gateway::tunnel::{self, Backoff, Beat, Fault, Link};
use tokio::time::sleep;
use url::Url;

use super::alarm::Alarm;
use super::host_keys;
use super::probing::{first_pause, pace};
use super::signals::Transport;
use super::trial::{Refusals, Trial};
use super::tunnels::locked;
use crate::patchbay::Patchbay;
use crate::random::chance;
use crate::view::AddressWay;

/// What is open at the moment; closed in order when the keeper turns to something else.
type Held = Option<Box<dyn Link>>;

/// Through whom a tunnel leads; `None` where somebody else keeps it open.
type By = Option<String>;

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
        let (mut backoff, mut refusals) = (Backoff::new(), Refusals::default());
        let mut before: Option<Fault> = None;
        loop {
            self.begins_to_open(before.clone());
            alarm.reset();
            let opened = tokio::select! {
                biased;
                opened = self.open_way(&way) => opened,
                () = alarm.next() => continue,
            };
            let fault = match opened {
                Err(fault) => fault,
                Ok((link, by)) => {
                    refusals.opened();
                    let open = (held.insert(link), by);
                    let again = self.keep_link(&way, open, alarm, &mut backoff).await;
                    if let Some(link) = held.take() {
                        link.close().await;
                    }
                    match again {
                        Again::AtOnce => {
                            before = None;
                            continue;
                        }
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

    fn begins_to_open(&self, before: Option<Fault>) {
        let transport = before.map_or(Transport::Opening, Transport::Reopening);
        self.observe_transport(transport, None);
    }

    /// An open tunnel, and through whom it leads.
    async fn open_way(&self, way: &AddressWay) -> Result<(Box<dyn Link>, By), Fault> {
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
        self.observe_transport(Transport::Open { by: by.clone() }, None);
        Ok((link, by))
    }

    async fn keep_link(
        &self,
        way: &AddressWay,
        (link, by): (&mut Box<dyn Link>, By),
        alarm: &mut Alarm,
        backoff: &mut Backoff,
    ) -> Again {
        alarm.reset();
        let (mut pause, mut trial) = (first_pause(way), Trial::default());
        loop {
            tokio::select! {
                biased;
                beat = link.next() => match self.heard(&by, beat) {
                    Some(fault) => return Again::After(fault),
                    None => pause = Duration::ZERO,
                },
                () = alarm.next() => {
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
    fn heard(&self, by: &By, beat: Beat) -> Option<Fault> {
        tracing::info!(tunnel.by = ?by, ?beat, "the tunnel");
        match beat {
            Beat::Ended(fault) => return Some(fault),
            Beat::Faltering(fault) => self.observe_transport(Transport::Faltering(fault), None),
            Beat::Steady => {
                let by = by.clone();
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
            alarm.reset();
            self.observe_transport(Transport::Stuck(fault.clone()), None);
            tokio::select! {
                () = now => {}
                () = alarm.next() => {}
            }
            return true;
        }
        alarm.reset();
        let pause = backoff.next(chance(), fault.pause());
        let at = self.after(pause);
        self.observe_transport(Transport::Closed(fault.clone()), Some(at));
        tokio::select! {
            () = sleep(pause) => false,
            () = now => true,
            () = alarm.next() => true,
        }
    }
}

fn taken_back(url: &Url) -> Fault {
    Fault::Lost {
        host: url.host_str().unwrap_or_default().to_owned(),
        why: "nothing arrives through it any more".into(),
    }
}
