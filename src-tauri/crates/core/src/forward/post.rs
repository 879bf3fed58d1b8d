//! One attempt: the event's request as it was received, signed anew at this moment.

use std::time::Instant;

use bytes::Bytes;
use patchbay_bigcommerce::webhook;
use patchbay_ledger::{Attempt, EventRow, ForwardAddress, Verdict};
use url::Url;

use super::{answer, carried, target};
use crate::error::{Error, Result};
use crate::patchbay::{Patchbay, id};

/// What is sent where.
pub(super) struct Post<'a> {
    pub address: &'a ForwardAddress,
    pub event_id: i64,
    /// Which attempt it is, from 1.
    pub number: usize,
    /// Another body than the one received.
    pub body: Option<Bytes>,
}

impl Patchbay {
    /// Sends an event to an address once, as its attempt of this number, or `body` in its place.
    pub(crate) async fn post_event(
        &self,
        address: &ForwardAddress,
        event_id: i64,
        number: usize,
        body: Option<Bytes>,
    ) -> Attempt {
        self.post(Post {
            address,
            event_id,
            number,
            body,
        })
        .await
    }

    /// Sends an event to an address once.
    pub(super) async fn post(&self, post: Post<'_>) -> Attempt {
        let at = self.now();
        let began = Instant::now();
        let (status, said) = match self.request(&post).await {
            Err(error) => (None, error.to_string()),
            Ok(request) => match request.send().await {
                Err(error) => (None, answer::unanswered(&error)),
                Ok(response) => (Some(response.status().as_u16()), explained(response).await),
            },
        };
        Attempt {
            at,
            took_ms: u32::try_from(began.elapsed().as_millis()).unwrap_or(u32::MAX),
            status,
            said,
        }
    }

    async fn request(&self, post: &Post<'_>) -> Result<reqwest::RequestBuilder> {
        let event = self.0.ledger.event(post.event_id).await?;
        let event = event.ok_or(Error::NotFound("event"))?;
        if event.verdict == Verdict::Quarantined {
            return Err(Error::Conflict {
                message: "Its signature is wrong: what is quarantined goes nowhere.".into(),
                remedy: "Enter the right Client Secret.",
            });
        }
        let url = self.checked(post.address)?;
        let client = self.0.forwarding.clients.of(post.address.saved.reach);
        let client = client.ok_or_else(|| Error::Internal("no certificates".into()))?;
        self.filled(client.post(url), &event, post).await
    }

    /// The URL, if it still is one that may be sent to.
    pub(crate) fn checked(&self, address: &ForwardAddress) -> Result<Url> {
        let saved = &address.saved;
        let url = Url::parse(&saved.url).map_err(|_| Error::NotFound("forward address"))?;
        let holds = target::literal_holds(&url, saved.reach);
        if !holds || self.leads_back(&url, saved.reach) {
            return Err(Error::Conflict {
                message: "The address leads back to Patchbay, or elsewhere than it was saved for."
                    .into(),
                remedy: "Save the address again.",
            });
        }
        Ok(url)
    }

    async fn filled(
        &self,
        request: reqwest::RequestBuilder,
        event: &EventRow,
        post: &Post<'_>,
    ) -> Result<reqwest::RequestBuilder> {
        let deliveries = self.0.ledger.deliveries(event.id).await?;
        let first = deliveries.first().ok_or(Error::NotFound("delivery"))?;
        let app = self.ledger_app(id(event.app_id)).await?;
        let (_, client_secret) = self.credentials(&app).await?;
        let body = match &post.body {
            Some(edited) => edited.clone(),
            None => self
                .0
                .ledger
                .body(first.id)
                .await?
                .unwrap_or_default()
                .into(),
        };
        let name = name(first.webhook_id.as_deref(), event.id, post.body.is_some());
        let stamp = self.0.clock.now_s();
        let signature = webhook::sign(&client_secret, &name, stamp, &body);
        let request = carried(&first.headers)
            .into_iter()
            .fold(request, |request, (name, value)| {
                request.header(name, value)
            });
        Ok(request
            .header("webhook-id", name)
            .header("webhook-timestamp", stamp.to_string())
            .header("webhook-signature", signature)
            .header("Patchbay-Event", event.id)
            .header("Patchbay-Origin", event.origin.word())
            .header("Patchbay-Attempt", post.number)
            .body(body))
    }
}

/// The `webhook-id`: as received, so that a receiver knows what it has seen; another one for
/// another body.
fn name(received: Option<&str>, event_id: i64, edited: bool) -> String {
    match received {
        Some(id) if !edited => id.to_owned(),
        Some(id) => format!("{id}_edited"),
        None => format!("msg_event_{event_id}"),
    }
}

async fn explained(response: reqwest::Response) -> String {
    let status = response.status();
    if status.is_redirection() {
        return "It answered with a redirect, which is not followed.".into();
    }
    answer::said(response).await
}
