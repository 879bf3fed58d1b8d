//! Forwarding: events go on to the user's own software, each arriving one by itself or any by hand.
//!
//! What is sent leaves this machine, or reaches services on it that trust their neighbours. So a
//! target is only ever an address that the user saved, its host is looked at again at every
//! connection, and no redirect is followed.

mod addresses;
mod answer;
mod carried;
mod client;
mod post;
mod reach;
mod schedule;
mod target;
mod views;
mod worker;

pub(crate) use answer::unanswered;
pub(crate) use carried::carried;
pub(crate) use client::Clients;

use tokio::sync::{Notify, watch};

/// What wakes the worker, and whoever shows what it does.
#[derive(Debug, Default)]
pub(crate) struct Forwarding {
    /// Addresses, or what waits for them, changed.
    pub woken: Notify,
    /// How often a forward was settled.
    pub settled: watch::Sender<u64>,
    pub clients: Clients,
}

impl Forwarding {
    /// Tells the worker to look again.
    pub fn wake(&self) {
        self.woken.notify_one();
        self.tell();
    }

    /// Tells those who watch.
    pub fn tell(&self) {
        self.settled.send_modify(|count| *count += 1);
    }
}
