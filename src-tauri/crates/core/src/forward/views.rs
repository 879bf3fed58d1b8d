//! Addresses and forwards as the page shows them.

use patchbay_ledger as ledger;
use patchbay_ledger::{Conditions, Forward, ForwardAddress};

use crate::error::Result;
use crate::feed::ledger_conditions;
use crate::patchbay::{Patchbay, id};
use crate::view::{
    AttemptView, Condition, ForwardAddressView, ForwardState, ForwardView, Millis, Reach,
};
use crate::words::count;

/// What an address wants; `None` for one that a newer Patchbay saved in other words.
pub(super) fn conditions(address: &ForwardAddress) -> Option<Conditions> {
    saved(address).map(|conditions| ledger_conditions(&conditions))
}

fn saved(address: &ForwardAddress) -> Option<Vec<Condition>> {
    serde_json::from_str(&address.saved.conditions).ok()
}

pub(super) fn address(address: &ForwardAddress) -> ForwardAddressView {
    ForwardAddressView {
        id: id(address.id),
        name: address.saved.name.clone(),
        url: address.saved.url.clone(),
        reach: reach(address.saved.reach),
        forwards: address.saved.forwards,
        conditions: saved(address).unwrap_or_default(),
        waiting: count(address.waiting),
        delivered: count(address.delivered),
        failed: count(address.failed),
    }
}

pub(super) fn reach(reach: ledger::Reach) -> Reach {
    match reach {
        ledger::Reach::Machine => Reach::Machine,
        ledger::Reach::Network => Reach::Network,
        ledger::Reach::Internet => Reach::Internet,
    }
}

pub(super) fn ledger_state(state: ForwardState) -> ledger::ForwardState {
    match state {
        ForwardState::Waiting => ledger::ForwardState::Waiting,
        ForwardState::Delivered => ledger::ForwardState::Delivered,
        ForwardState::Failed => ledger::ForwardState::Failed,
    }
}

fn state(state: ledger::ForwardState) -> ForwardState {
    match state {
        ledger::ForwardState::Waiting => ForwardState::Waiting,
        ledger::ForwardState::Delivered => ForwardState::Delivered,
        ledger::ForwardState::Failed => ForwardState::Failed,
    }
}

impl Patchbay {
    /// Forwards with the names of what they are about.
    pub(super) async fn forward_views(&self, forwards: Vec<Forward>) -> Result<Vec<ForwardView>> {
        let addresses = self.0.ledger.forward_addresses().await?;
        let mut views = Vec::with_capacity(forwards.len());
        for forward in forwards {
            let of = addresses.iter().find(|it| it.id == forward.address_id);
            let name = of.map(|address| address.saved.name.clone());
            let summary = self.event_summary(forward.event_id).await?;
            views.push(view(forward, name.unwrap_or_default(), summary));
        }
        Ok(views)
    }
}

fn view(forward: Forward, address: String, summary: String) -> ForwardView {
    let attempt = |attempt: ledger::Attempt| AttemptView {
        at: Millis(attempt.at),
        took_ms: attempt.took_ms,
        status: attempt.status,
        said: attempt.said,
    };
    ForwardView {
        id: id(forward.id),
        address_id: id(forward.address_id),
        address,
        event_id: id(forward.event_id),
        summary,
        state: state(forward.state),
        by_hand: forward.by_hand,
        at: Millis(forward.made_at),
        next_at: forward.next_at.map(Millis),
        attempts: forward.attempts.into_iter().map(attempt).collect(),
    }
}
