//! The public address: how BigCommerce reaches this machine, and whether it really does.
//!
//! One task keeps the chosen way open for as long as the app runs (`keeper`) and notes what it
//! observes (`signals`); what is shown follows from that and from nothing else. It is up only when
//! our own listener saw a nonce arrive.

mod alarm;
mod choosing;
mod follow;
mod host_keys;
mod keeper;
mod outages;
mod practice;
mod preflight;
mod signals;
mod success;
mod token;
mod tunnels;
mod way;

use std::sync::{Mutex, MutexGuard, PoisonError};

use patchbay_ledger::App;
use tokio::sync::{Notify, watch};
use url::Url;

use self::preflight::preflight;
use self::signals::{Signals, Transport};
use self::success::Successes;
use self::way::bare;
use crate::patchbay::{Patchbay, practises};
use crate::view::{AddressCheck, AddressState, AddressView, AddressWay, Millis};

/// The public address and what was last observed of it.
#[derive(Debug)]
pub(crate) struct PublicAddress {
    pub successes: Successes,
    known: Mutex<Known>,
    shown: watch::Sender<AddressView>,
    /// Counts what has the way opened anew: another way, another port of the listener.
    orders: watch::Sender<u64>,
    /// The user does not want to wait for the next try, or has just probed.
    now: Notify,
    /// Counts the rounds over all hooks, so that a newer one ends an older.
    rounds: watch::Sender<u64>,
}

#[derive(Debug, Default)]
struct Known {
    way: Option<AddressWay>,
    url: Option<String>,
    signals: Signals,
    next_try: Option<i64>,
    /// Whether practice is reached by it too.
    practice: bool,
}

impl PublicAddress {
    pub fn new(now: i64) -> Self {
        Self {
            successes: Successes::default(),
            known: Mutex::default(),
            shown: watch::Sender::new(off(now)),
            orders: watch::Sender::default(),
            now: Notify::new(),
            rounds: watch::Sender::default(),
        }
    }

    /// The origin, with its path, that BigCommerce is given.
    pub fn base(&self) -> Option<Url> {
        Url::parse(self.known().url.as_deref()?).ok()
    }

    /// What the status bar shows.
    pub fn view(&self) -> AddressView {
        self.shown.borrow().clone()
    }

    /// The listener has another port, or one at last.
    pub fn listener_moved(&self) {
        self.orders.send_modify(|count| *count += 1);
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Known {
    fn view(&self, now: i64, listener: &str) -> AddressView {
        if self.way.is_none() {
            return off(now);
        }
        let standing = self.signals.standing(listener);
        AddressView {
            way: self.way.clone(),
            state: standing.state,
            url: self.url.clone(),
            reason: standing.reason,
            since: Millis(now),
            rtt_ms: self.signals.round_trip_ms(),
            trying: self.signals.is_tried(),
            next_try: self.next_try.map(Millis),
            signals: self.signals.views(listener),
            hooks: Some(self.signals.hooks).filter(|hooks| hooks.wanted > 0),
            preflight: self.preflight(),
            problem: standing.problem,
        }
    }

    fn preflight(&self) -> Vec<AddressCheck> {
        let url = self.url.as_deref().and_then(|url| Url::parse(url).ok());
        match (url, self.signals.probed()) {
            (Some(url), Some(probe)) => preflight(&url, &probe.result),
            _ => Vec::new(),
        }
    }
}

impl Patchbay {
    /// The origin, with any path before ours, that BigCommerce reaches this app by.
    pub(crate) fn base_of(&self, app: &App) -> Option<String> {
        if self.is_outside(app) {
            return self.0.address.known().url.clone();
        }
        Some(format!("http://127.0.0.1:{}", self.0.listener.port()))
    }

    /// Whether BigCommerce reaches this app by the public address: a real one always does, and
    /// practice where the user wants to try the address.
    pub(crate) fn is_outside(&self, app: &App) -> bool {
        let known = self.0.address.known();
        !practises(app) || (known.practice && known.way.is_some())
    }

    /// The public address, and what becomes of it from now on.
    pub fn address_changes(&self) -> watch::Receiver<AddressView> {
        self.0.address.shown.subscribe()
    }

    /// Notes what was observed, and shows what follows. A state that only goes on keeps its
    /// beginning.
    fn observe<T>(&self, what: impl FnOnce(&mut Known) -> T) -> T {
        let (noted, next) = {
            let mut known = self.0.address.known();
            let noted = what(&mut known);
            let listener = format!("127.0.0.1:{}", self.0.listener.port());
            (noted, known.view(self.now(), &listener))
        };
        let changed = self.0.address.shown.send_if_modified(|shown| {
            let goes_on = shown.state == next.state && shown.url == next.url;
            let since = if goes_on { shown.since } else { next.since };
            let next = AddressView { since, ..next };
            let changed = *shown != next;
            *shown = next;
            changed
        });
        if changed {
            self.touch();
        }
        noted
    }

    fn observe_transport(&self, transport: Transport, next_try: Option<i64>) {
        let now = self.now();
        self.observe(|known| {
            known.signals.transport = transport;
            known.signals.transport_at = now;
            known.next_try = next_try;
        });
    }

    /// Lets the listener answer to another address, and to the one before no longer.
    fn adopt(&self, url: Option<&Url>) {
        if let Some(before) = self.0.address.base() {
            self.0.hosts.forget(&before);
        }
        if let Some(url) = url {
            self.0.hosts.allow(url);
        }
        let url = url.map(bare);
        self.observe(|known| {
            if known.url != url {
                known.signals.probe = None;
            }
            known.url = url;
        });
    }
}

fn off(now: i64) -> AddressView {
    AddressView {
        way: None,
        state: AddressState::Off,
        url: None,
        reason: "No public address yet.".into(),
        since: Millis(now),
        rtt_ms: None,
        trying: false,
        next_try: None,
        signals: Vec::new(),
        hooks: None,
        preflight: Vec::new(),
        problem: None,
    }
}
