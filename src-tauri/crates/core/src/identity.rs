//! What makes two deliveries one event.
//!
//! A *created* event is named by what was created, so that a late retry after a recovery is still
//! the same event. Everything else is named by `webhook-id`, which BigCommerce keeps over retries,
//! or, where a hook is not signed, by what the payload says of itself.

use patchbay_bigcommerce::webhook::Payload;
use patchbay_connector::{Trigger, TriggerKind};
use sha2::{Digest, Sha256};

/// The identity of the event that a delivery tells of.
pub fn of(
    store_id: i64,
    payload: &Payload,
    trigger: Option<&Trigger>,
    webhook_id: Option<&str>,
) -> String {
    match (trigger.map(|trigger| trigger.kind), webhook_id) {
        (Some(TriggerKind::Created), _) => created(store_id, payload),
        (_, Some(id)) => format!("{store_id}:w:{id}"),
        (_, None) => format!("{store_id}:h:{}", digest(payload)),
    }
}

/// The identity of a delivery whose signature is wrong: never that of a good one.
pub fn of_quarantined(store_id: i64, body: &[u8], received_at: i64) -> String {
    format!(
        "{store_id}:q:{}:{received_at}",
        hex::encode(Sha256::digest(body))
    )
}

/// The identity of what was sent from here: a test, or an event sent again.
pub fn of_sending(store_id: i64, nonce: &str) -> String {
    format!("{store_id}:t:{nonce}")
}

fn created(store_id: i64, payload: &Payload) -> String {
    let extra = payload.extra_id.as_deref().unwrap_or_default();
    format!(
        "{store_id}:c:{}:{}:{extra}",
        payload.scope, payload.resource_id
    )
}

fn digest(payload: &Payload) -> String {
    let text = format!(
        "{}|{}|{}|{}",
        payload.scope,
        payload.producer.as_deref().unwrap_or_default(),
        payload.hash.as_deref().unwrap_or_default(),
        payload.resource_id
    );
    hex::encode(Sha256::digest(text))
}
