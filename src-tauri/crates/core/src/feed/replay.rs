//! Events sent again: to Patchbay, where each becomes a new event marked as replayed, or to a
//! forward address; as received or edited, signed anew.

use bytes::Bytes;
use patchbay_ledger::{EventRow, ForwardAddress, Hook};

use crate::error::{Error, Field, Result};
use crate::forward::carried;
use crate::patchbay::{Patchbay, id};
use crate::send::{Lost, Message};
use crate::sendings::Sending;
use crate::view::{Problem, ReplayTo, Replayed, Way};

/// The most events that are sent again in one go.
const MOST: usize = 500;

impl Patchbay {
    /// Sends events again, one after the other, in the order they first came. `edited` is another
    /// payload than the one received, for a single event.
    pub async fn replay_events(
        &self,
        mut ids: Vec<u32>,
        to: ReplayTo,
        edited: Option<String>,
    ) -> Result<Vec<Replayed>> {
        check(&ids, edited.as_deref())?;
        ids.sort_unstable();
        ids.dedup();
        let address = match to {
            ReplayTo::Here => None,
            ReplayTo::Address(address) => Some(self.forward_address(address).await?),
        };
        let body = edited.map(Bytes::from);
        let mut outcomes = Vec::with_capacity(ids.len());
        for event_id in ids {
            let outcome = self.replay(event_id, address.as_ref(), body.clone()).await;
            outcomes.push(outcome.unwrap_or_else(|error| failed(event_id, error.problem())));
        }
        Ok(outcomes)
    }

    async fn replay(
        &self,
        event_id: u32,
        address: Option<&ForwardAddress>,
        body: Option<Bytes>,
    ) -> Result<Replayed> {
        match address {
            Some(address) => self.forward_once(address, i64::from(event_id), body).await,
            None => self.replay_here(event_id, body).await,
        }
    }

    async fn replay_here(&self, event_id: u32, body: Option<Bytes>) -> Result<Replayed> {
        let event = self.event_row(event_id).await?;
        let app = self.ledger_app(id(event.app_id)).await?;
        let hook = self.hook_for(&event).await?;
        let message = self.message_again(&event, body).await?;
        Ok(match self.send_in(Way::Here, &app, &hook, message).await? {
            Ok(stored) => Replayed {
                event_id,
                became: Some(id(stored.event_id)),
                status: None,
                took_ms: u32::try_from(stored.took.as_millis()).unwrap_or(u32::MAX),
                problem: None,
            },
            Err(Lost(why)) => failed(event_id, Error::Lost(why).problem()),
        })
    }

    /// The hook of the event's store that carries such events.
    async fn hook_for(&self, event: &EventRow) -> Result<Hook> {
        let exceptions = self.0.ledger.exception_hook(event.store_id).await?;
        if let Some(hook) = exceptions.filter(|_| event.exception) {
            return Ok(hook);
        }
        let hooks = self.0.ledger.hooks(Some(event.store_id)).await?;
        let wanted = |hook: &&Hook| Some(&hook.trigger) == event.trigger.as_ref();
        hooks
            .iter()
            .find(wanted)
            .or(hooks.first())
            .cloned()
            .ok_or(Error::Conflict {
                message: "The store has no hook that the event could come by.".into(),
                remedy: "Register the store’s hooks, or send it to a forward address.",
            })
    }

    async fn message_again(&self, event: &EventRow, edited: Option<Bytes>) -> Result<Message> {
        let deliveries = self.0.ledger.deliveries(event.id).await?;
        let first = deliveries.first().ok_or(Error::NotFound("delivery"))?;
        let webhook_id = first.webhook_id.clone().filter(|_| edited.is_none());
        let body = match edited {
            Some(edited) => edited,
            None => self
                .0
                .ledger
                .body(first.id)
                .await?
                .unwrap_or_default()
                .into(),
        };
        Ok(Message {
            sending: Sending::Replay(event.id),
            webhook_id,
            headers: carried(&first.headers),
            body,
        })
    }
}

fn check(ids: &[u32], edited: Option<&str>) -> Result<()> {
    let wrong = if ids.len() > MOST {
        format!("At most {MOST} events are sent again in one go.")
    } else if edited.is_some() && ids.len() != 1 {
        "Only a single event can be edited.".into()
    } else if edited.is_some_and(|body| body.len() > 256 * 1024) {
        "A payload has at most 256 KB.".into()
    } else {
        return Ok(());
    };
    Err(Error::invalid(Field::Payload, wrong))
}

fn failed(event_id: u32, problem: Problem) -> Replayed {
    Replayed {
        event_id,
        became: None,
        status: None,
        took_ms: 0,
        problem: Some(problem),
    }
}
