//! Forward addresses: saved, looked at, and what became of the events sent to them.

use patchbay_ledger::{ForwardAddress, LedgerError, NewForwardAddress, Settled};

use super::post::Post;
use super::views;
use super::worker::arrived;
use crate::error::{Error, Field, Result};
use crate::patchbay::{Patchbay, id};
use crate::view::{
    ForwardAddressSpec, ForwardAddressView, ForwardState, ForwardView, Problem, Reach, Replayed,
};

/// The longest name, in characters.
const LONGEST_NAME: usize = 60;

/// The most forwards of a page.
const PAGE: usize = 50;

impl Patchbay {
    /// The forward addresses, by name.
    pub async fn forward_addresses(&self) -> Result<Vec<ForwardAddressView>> {
        let addresses = self.0.ledger.forward_addresses().await?;
        Ok(addresses.iter().map(views::address).collect())
    }

    /// Sends the forward addresses at once and whenever something of them changed, until `sink`
    /// answers `false` or the watch is let go of.
    pub fn watch_forwards(
        &self,
        mut sink: impl FnMut(Vec<ForwardAddressView>) -> bool + Send + 'static,
    ) -> u32 {
        let it = self.clone();
        self.watch("forwards", async move {
            let mut settled = it.0.forwarding.settled.subscribe();
            while let Ok(addresses) = it.forward_addresses().await
                && sink(addresses)
            {
                tokio::time::sleep(std::time::Duration::from_millis(250)).await;
                if settled.changed().await.is_err() {
                    return;
                }
            }
        })
    }

    /// Where a URL leads, before it is saved.
    pub async fn check_forward_url(&self, url: &str) -> Result<Reach> {
        Ok(views::reach(self.forward_target(url).await?.reach))
    }

    /// Saves a forward address: a new one, or in place of the one with this id.
    pub async fn save_forward_address(
        &self,
        address_id: Option<u32>,
        spec: &ForwardAddressSpec,
    ) -> Result<ForwardAddressView> {
        let name = spec.name.trim();
        if name.is_empty() || name.chars().count() > LONGEST_NAME {
            return Err(Error::invalid(
                Field::ForwardName,
                format!("Give it a name of at most {LONGEST_NAME} characters."),
            ));
        }
        let target = self.forward_target(&spec.url).await?;
        let new = NewForwardAddress {
            name: name.to_owned(),
            url: target.url.into(),
            reach: target.reach,
            forwards: spec.forwards,
            conditions: serde_json::to_string(&spec.conditions).unwrap_or_default(),
        };
        let saved = self
            .0
            .ledger
            .save_forward_address(address_id.map(i64::from), new);
        let saved = saved.await.map_err(named_twice)?;
        self.note(None, "forward address saved", &saved.saved.name)
            .await;
        self.0.forwarding.wake();
        Ok(views::address(&saved))
    }

    /// Deletes a forward address, and what waits for it.
    pub async fn delete_forward_address(&self, address_id: u32) -> Result<()> {
        let address = self.forward_address(address_id).await?;
        self.0.ledger.delete_forward_address(address.id).await?;
        self.note(None, "forward address deleted", &address.saved.name)
            .await;
        self.0.forwarding.wake();
        Ok(())
    }

    /// A page of an address's forwards in one state, newest first.
    pub async fn forwards(
        &self,
        address_id: u32,
        state: ForwardState,
        before: Option<u32>,
    ) -> Result<Vec<ForwardView>> {
        let state = views::ledger_state(state);
        let before = before.map(i64::from);
        let page = self
            .0
            .ledger
            .forwards(i64::from(address_id), state, before, PAGE);
        self.forward_views(page.await?).await
    }

    /// An event's forwards, oldest first.
    pub(crate) async fn forwards_of_event(&self, event_id: i64) -> Result<Vec<ForwardView>> {
        let forwards = self.0.ledger.forwards_of_event(event_id).await?;
        self.forward_views(forwards).await
    }

    /// Sends what an address did not get, or only one of those, at once.
    pub async fn retry_forwards(&self, address_id: u32, only: Option<u32>) -> Result<u32> {
        let only = only.map(i64::from);
        let ledger = &self.0.ledger;
        let count = ledger
            .retry_forwards(i64::from(address_id), only, self.now())
            .await?;
        self.0.forwarding.wake();
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }

    /// Forgets what an address did not get.
    pub async fn discard_forwards(&self, address_id: u32) -> Result<u32> {
        let count = self
            .0
            .ledger
            .discard_forwards(i64::from(address_id))
            .await?;
        self.0.forwarding.wake();
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }

    /// Sends an event to an address once, by hand.
    pub(crate) async fn forward_once(
        &self,
        address: &ForwardAddress,
        event_id: i64,
        body: Option<bytes::Bytes>,
    ) -> Result<Replayed> {
        let ledger = &self.0.ledger;
        let forward = ledger.add_forward(address.id, event_id, self.now()).await?;
        let number = 1;
        let attempt = self
            .post(Post {
                address,
                event_id,
                number,
                body,
            })
            .await;
        let (status, took_ms) = (attempt.status, attempt.took_ms);
        let well = status.is_some_and(arrived);
        let problem = (!well).then(|| refused(&address.saved.name, status, &attempt.said));
        let settled = if well {
            Settled::Delivered
        } else {
            Settled::Failed
        };
        ledger.settle_forward(forward, attempt, settled).await?;
        self.0.forwarding.tell();
        Ok(Replayed {
            event_id: id(event_id),
            became: None,
            status,
            took_ms,
            problem,
        })
    }

    /// A forward address of the ledger.
    pub(crate) async fn forward_address(&self, address_id: u32) -> Result<ForwardAddress> {
        let found = self.0.ledger.forward_address(i64::from(address_id)).await?;
        found.ok_or(Error::NotFound("forward address"))
    }
}

fn refused(name: &str, status: Option<u16>, said: &str) -> Problem {
    Problem {
        title: match status {
            Some(status) => format!("{name} answered with status {status}"),
            None => format!("{name} did not answer"),
        },
        meaning: said.to_owned(),
        remedy: "See that it runs, then send the event again.".into(),
        mend: None,
    }
}

fn named_twice(error: LedgerError) -> Error {
    if let LedgerError::Conflict { .. } = error {
        return Error::invalid(Field::ForwardName, "Another forward address has this name.");
    }
    error.into()
}
