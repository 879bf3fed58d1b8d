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
mod probing;
mod signals;
mod success;
mod token;
mod trial;
mod tunnels;
mod way;

use std::sync::{Mutex, MutexGuard, PoisonError};

use patchbay_gateway::tunnel::ssh::Remnant;
use patchbay_ledger::App;
use tokio::sync::{Notify, watch};
use url::Url;

pub(crate) use self::preflight::is_certificate;
use self::preflight::preflight;
use self::signals::{Signals, Transport};
use self::success::Successes;
use self::way::bare;
use crate::patchbay::{Patchbay, practises};
use crate::view::{AddressCheck, AddressState, AddressView, AddressWay, Millis};

/// How many addresses before this one are still answered to.
const MOST_EARLIER: usize = 4;

/// The public address and what was last observed of it.
#[derive(Debug)]
pub(crate) struct PublicAddress {
    pub successes: Successes,
    known: Mutex<Known>,
    shown: watch::Sender<AddressView>,
    /// What is left of the last SSH connection.
    remnant: Remnant,
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
    /// Addresses of this run, until hooks and the developer portal have followed to the latest.
    earlier: Vec<Url>,
    /// Counts what became of the tunnel, so that a probe through an earlier one is not taken for one
    /// through this.
    turn: u64,
    /// Counts outages as they begin and end.
    outages: u32,
}

impl PublicAddress {
    pub fn new(now: i64) -> Self {
        Self {
            successes: Successes::default(),
            known: Mutex::default(),
            shown: watch::Sender::new(off(now)),
            remnant: Remnant::default(),
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
            host_key_changed: self.signals.is_host_key_changed(),
            outages: self.outages,
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
        let listener = format!("127.0.0.1:{}", self.0.listener.port());
        let mut known = self.0.address.known();
        let noted = what(&mut known);
        let next = known.view(self.now(), &listener);
        let changed = self.0.address.shown.send_if_modified(|shown| {
            let goes_on = shown.state == next.state && shown.url == next.url;
            let since = if goes_on { shown.since } else { next.since };
            let next = AddressView { since, ..next };
            let changed = *shown != next;
            *shown = next;
            changed
        });
        drop(known);
        if changed {
            self.touch();
        }
        noted
    }

    fn observe_transport(&self, transport: Transport, next_try: Option<i64>) {
        let now = self.now();
        self.observe(|known| {
            known.turn += 1;
            known.signals.probe = None;
            known.signals.transport = transport;
            known.signals.transport_at = now;
            known.next_try = next_try;
        });
    }

    /// Lets the listener answer to another address. Hooks and callbacks still come by those before, so
    /// they are let in as well.
    fn adopt(&self, url: &Url) {
        self.0.hosts.allow(url);
        let before = self.0.address.base();
        let text = bare(url);
        let moved = self.observe(|known| {
            let moved = known.url.as_ref() != Some(&text);
            if moved {
                known.signals.probe = None;
                known.url = Some(text);
            }
            moved
        });
        if moved {
            self.end_rounds();
            self.leave_earlier(before);
            self.spawn(|it| async move { it.count_hooks().await });
        }
    }

    fn leave_earlier(&self, before: Option<Url>) {
        let mut known = self.0.address.known();
        let now = known.url.clone();
        let before = before.filter(|url| Some(bare(url)) != now);
        known
            .earlier
            .retain(|url| Some(bare(url)) != now && Some(url) != before.as_ref());
        known.earlier.extend(before);
        let surplus = known.earlier.len().saturating_sub(MOST_EARLIER);
        known
            .earlier
            .drain(..surplus)
            .for_each(|url| self.0.hosts.forget(&url));
    }

    /// Answers to no address of the internet's any more.
    fn abandon(&self) {
        let before = self.0.address.base();
        let earlier = std::mem::take(&mut self.0.address.known().earlier);
        for url in earlier.iter().chain(&before) {
            self.0.hosts.forget(url);
        }
        self.observe(|known| known.url = None);
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
        host_key_changed: false,
        outages: 0,
    }
}
