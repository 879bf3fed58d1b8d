//! Sending a signed request to Patchbay's own listener, as BigCommerce would, and seeing it stored.

use std::time::{Duration, Instant};

use bytes::Bytes;
use patchbay_bigcommerce::webhook;
use patchbay_ledger::{App, Headers, Hook};
use reqwest::RequestBuilder;
use secrecy::ExposeSecret;
use tokio::sync::oneshot;

use crate::error::Result;
use crate::hook_secret;
use crate::patchbay::Patchbay;
use crate::random::random_hex;
use crate::sendings::{self, Sending};
use crate::view::Way;

/// How long it may take from here to here.
const PATIENCE: Duration = Duration::from_secs(15);

/// A request to sign and send.
#[derive(Debug)]
pub(crate) struct Message {
    pub sending: Sending,
    /// The value of `webhook-id`; one of its own when there is none.
    pub webhook_id: Option<String>,
    /// Headers besides those of the signature.
    pub headers: Headers,
    pub body: Bytes,
}

/// What was sent and is stored.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stored {
    /// The event that it became.
    pub event_id: i64,
    pub took: Duration,
}

/// Why what was sent is not stored, in a sentence.
#[derive(Debug)]
pub(crate) struct Lost(pub String);

impl Patchbay {
    /// Sends a message to a hook and waits until it is stored.
    pub(crate) async fn send_in(
        &self,
        way: Way,
        app: &App,
        hook: &Hook,
        message: Message,
    ) -> Result<Result<Stored, Lost>> {
        let nonce = random_hex::<16>()?;
        let arrived = self.0.sendings.expect(&nonce, message.sending);
        let request = self.signed_message(way, app, hook, message, &nonce).await;
        let began = Instant::now();
        let outcome = match request {
            Ok(request) => Ok(stored(request, arrived).await),
            Err(error) => Err(error),
        };
        self.0.sendings.give_up(&nonce);
        let took = |event_id| Stored {
            event_id,
            took: began.elapsed(),
        };
        outcome.map(|stored| stored.map(took))
    }

    async fn signed_message(
        &self,
        way: Way,
        app: &App,
        hook: &Hook,
        message: Message,
        nonce: &str,
    ) -> Result<RequestBuilder> {
        let (_, client_secret) = self.credentials(app).await?;
        let header = self.header_secret(app, &hook.id).await?;
        let stamp = self.0.clock.now_s();
        let name = message.webhook_id.unwrap_or_else(|| format!("msg_{nonce}"));
        let signature = webhook::sign(&client_secret, &name, stamp, &message.body);
        let request = self.0.http.post(self.destination(way, hook));
        let request = message
            .headers
            .iter()
            .fold(request, |request, (name, value)| {
                request.header(name, value.as_slice())
            });
        Ok(request
            .header("webhook-id", name)
            .header("webhook-timestamp", stamp.to_string())
            .header("webhook-signature", signature)
            .header(hook_secret::HEADER, header.expose_secret())
            .header(sendings::HEADER, nonce)
            .body(message.body))
    }

    fn destination(&self, way: Way, hook: &Hook) -> String {
        match way {
            Way::Public => hook.destination.clone(),
            Way::Here => format!("http://127.0.0.1:{}/h/{}", self.0.listener.port(), hook.id),
        }
    }
}

/// The event that the request became. The answer does not matter: a fault may keep it back.
/// It is stored before it is answered, and both may be seen at once.
async fn stored(request: RequestBuilder, mut arrived: oneshot::Receiver<i64>) -> Result<i64, Lost> {
    let outcome = tokio::time::timeout(PATIENCE, async {
        let answer = tokio::select! {
            biased;
            Ok(event_id) = &mut arrived => return Ok(event_id),
            answer = request.send() => answer,
        };
        arrived.try_recv().map_err(|_| lost(answer))
    });
    outcome
        .await
        .unwrap_or_else(|_| Err(Lost("Nothing answered within 15 seconds.".into())))
}

fn lost(answer: reqwest::Result<reqwest::Response>) -> Lost {
    Lost(match answer {
        Ok(answer) => format!(
            "Something else answered with status {}.",
            answer.status().as_u16()
        ),
        Err(error) => format!("{}.", error.without_url()),
    })
}
