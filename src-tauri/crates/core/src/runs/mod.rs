//! Runs: orchestrations carried out.
//!
//! Whatever a run did is in the ledger before it goes on, and whatever it sends is there before it is
//! sent. So the worker holds nothing that matters: after a kill each run goes on where it was, and what
//! may have happened is looked for, repeated or asked about as its action allows.

mod action;
mod answered;
mod attempt;
mod by_hand;
mod carry;
mod dry;
mod ended;
mod following;
mod http;
mod hydrate;
mod lists;
mod look;
mod loops;
mod memo;
mod notify;
mod performing;
mod post;
mod saying;
mod schedule;
mod sending;
mod shown;
mod starting;
mod steps;
mod timeline;
mod trouble;
mod what;
mod worker;

pub(crate) use steps::{KeptStart, kept_start};

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use patchbay_orchestration::document::Document;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

/// What wakes the worker, what it has read, and what is to stop.
#[derive(Debug, Default)]
pub(crate) struct Orchestrating {
    woken: Notify,
    /// Published versions by their ids: nothing changes one.
    versions: Mutex<HashMap<i64, Arc<Document>>>,
    under_way: Mutex<HashMap<i64, CancellationToken>>,
}

impl Orchestrating {
    /// Tells the worker to look again.
    pub fn wake(&self) {
        self.woken.notify_one();
    }

    fn known(&self, version_id: i64) -> Option<Arc<Document>> {
        let versions = self.versions.lock().unwrap_or_else(PoisonError::into_inner);
        versions.get(&version_id).map(Arc::clone)
    }

    fn know(&self, version_id: i64, document: &Arc<Document>) {
        let mut versions = self.versions.lock().unwrap_or_else(PoisonError::into_inner);
        versions.insert(version_id, Arc::clone(document));
    }

    /// What tells a run that is under way to stop between two steps.
    fn begins(&self, run_id: i64) -> CancellationToken {
        let mut under_way = self
            .under_way
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        under_way.entry(run_id).or_default().clone()
    }

    fn ends(&self, run_id: i64) {
        let mut under_way = self
            .under_way
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        under_way.remove(&run_id);
    }

    /// Whether it is under way, and told to stop.
    fn stop(&self, run_id: i64) -> bool {
        let under_way = self
            .under_way
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let token = under_way.get(&run_id);
        token.inspect(|token| token.cancel()).is_some()
    }
}
