//! What a step sends, ready to be sent.

use patchbay_ledger::{Call, ForwardAddress};
use patchbay_orchestration::plan::Work;
use patchbay_orchestration::repeat::{Class, Outcome};
use serde_json::Value;
use tokio::sync::OwnedMutexGuard;

use super::action::{class, waits};
use super::attempt::Made;
use super::http::{Asked, Outgoing};
use super::look::Looked;
use super::memo::Open;
use super::steps::OnItsWay;
use crate::actions::{Ready, ready_for};
use crate::error::{Error, Result};
use crate::patchbay::{Patchbay, id};

/// What a step sends.
pub(super) enum Sending {
    Action(Box<Ready>),
    /// A request, and what may be done when nobody knows whether it arrived.
    Http(Box<Outgoing>, Class),
    Forward {
        address: ForwardAddress,
        event_id: i64,
        body: Option<Value>,
    },
    Notify {
        title: String,
        text: String,
    },
}

impl Sending {
    /// What may be done when nobody knows whether it happened.
    pub fn class(&self) -> Class {
        match self {
            Self::Action(ready) => class(ready.action, ready.call.harmless),
            Self::Http(_, class) => *class,
            Self::Forward { .. } | Self::Notify { .. } => Class::Upsert,
        }
    }
}

impl Patchbay {
    /// What a step sends, as far as it can be sent.
    pub(super) async fn sending(&self, on: &OnItsWay, work: &Work) -> Result<Sending> {
        match work {
            Work::Action { action, input, .. } => {
                let store_id = on.run.store_id.ok_or_else(without_store)?;
                let of = self.app_and_store(id(store_id)).await?;
                let ready = ready_for(of, action, input.clone())?;
                Ok(Sending::Action(Box::new(ready)))
            }
            Work::Http {
                origin,
                method,
                path,
                query,
                headers,
                body,
                repeatable,
                ..
            } => {
                let asked = Asked {
                    method: *method,
                    path,
                    query,
                    headers,
                    body: body.as_ref(),
                };
                let outgoing = self.outgoing(origin, &asked).await?;
                Ok(Sending::Http(
                    Box::new(outgoing),
                    Class::of_request(*repeatable),
                ))
            }
            Work::Forward { address, body } => Ok(Sending::Forward {
                address: self.saved_address(address).await?,
                event_id: on.run.event_id.ok_or_else(without_event)?,
                body: body.clone(),
            }),
            Work::Notify { title, text } => Ok(Sending::Notify {
                title: title.clone(),
                text: text.clone(),
            }),
        }
    }

    /// Waits for its turn, where no two may be about the same thing at a time.
    pub(super) async fn sending_turn(&self, sending: &Sending) -> Option<OwnedMutexGuard<()>> {
        match sending {
            Sending::Action(ready) => self.action_turn(ready).await,
            Sending::Http(..) | Sending::Forward { .. } | Sending::Notify { .. } => None,
        }
    }

    pub(super) async fn over_what_is_there(&self, sending: &mut Sending) -> Result<()> {
        match sending {
            Sending::Action(ready) => self.over_existing(ready).await,
            Sending::Http(..) | Sending::Forward { .. } | Sending::Notify { .. } => Ok(()),
        }
    }

    pub(super) async fn send_once(
        &self,
        on: &OnItsWay,
        sending: &Sending,
        number: usize,
    ) -> Result<Made> {
        match sending {
            Sending::Action(ready) => self.send_action(ready).await,
            Sending::Http(outgoing, _) => self.send_outgoing(outgoing).await,
            Sending::Forward {
                address,
                event_id,
                body,
            } => {
                let number = u32::try_from(number).unwrap_or(u32::MAX);
                Ok(self
                    .send_event(address, *event_id, number, body.as_ref())
                    .await)
            }
            Sending::Notify { title, text } => Ok(self.send_notice(on.run.id, title, text).await),
        }
    }

    pub(super) async fn look_for_sent(&self, sending: &Sending, call: &Call, open: Open) -> Looked {
        match sending {
            Sending::Action(ready) => {
                let left = (open.looks, open.failed);
                self.look_for(ready, call.asked.began_at, left).await
            }
            Sending::Http(..) | Sending::Forward { .. } | Sending::Notify { .. } => Looked {
                outcome: Outcome::CannotTell,
                found: Value::Null,
            },
        }
    }

    /// Why the run waits for its store; `None` where that would not help.
    pub(super) async fn waits_for_store(
        &self,
        on: &OnItsWay,
        error: &Error,
    ) -> Result<Option<Outcome>> {
        let Some(store_id) = on.run.store_id else {
            return Ok(None);
        };
        let (app, store) = self.app_and_store(id(store_id)).await?;
        Ok(waits(error, (&app, &store)))
    }
}

fn without_store() -> Error {
    Error::Conflict {
        message: "The run is about no store, so no action can be run on one.".into(),
        remedy: "Choose the stores of the orchestration.",
    }
}

fn without_event() -> Error {
    Error::Conflict {
        message: "The run was started by no event, so there is none to forward.".into(),
        remedy: "Use a request (http) with a body instead.",
    }
}
