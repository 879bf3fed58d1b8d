//! What makes two deliveries one event.
//!
//! A *created* event is named by what was created, so that a late retry after a recovery is still
//! the same event. Everything else is named by `webhook-id`, which BigCommerce keeps over retries,
//! or, where a hook is not signed, by what the payload says of itself.
//!
//! Ids of webhooks are random, and a ledger that looks each up among a million others touches
//! another page for each. So the days in which it was signed stand before it: what arrives together
//! is looked for together. A retry may be signed anew, up to 48 hours later, so the days before are
//! looked at as well; who sends an old delivery again cannot date it anew without the secret.

use patchbay_bigcommerce::webhook::Payload;
use patchbay_connector::{Trigger, TriggerKind};
use sha2::{Digest, Sha256};

/// Days that stand before a webhook's id, in seconds: more than BigCommerce goes on trying, which is
/// about 48 hours (<https://developer.bigcommerce.com/docs/integrations/webhooks>).
const DAYS_S: i64 = 3 * 86_400;

/// A time that BigCommerce writes on a change of something and the one that it writes on what it sends
/// of it may lie so far apart, in milliseconds: both are whole seconds.
pub const SAME_MOMENT_MS: i64 = 2_000;

/// What makes deliveries one event.
#[derive(Debug, PartialEq, Eq)]
pub struct Identity {
    /// The text that only deliveries of the same event have.
    pub text: String,
    /// The one that an earlier delivery of it may have.
    pub before: Option<String>,
    /// From when on a recovered event of the same resource is this one, in milliseconds since the
    /// epoch.
    pub recovered_from: Option<i64>,
}

impl From<String> for Identity {
    fn from(text: String) -> Self {
        Self {
            text,
            before: None,
            recovered_from: None,
        }
    }
}

/// The identity of the event that a delivery tells of, which came with this `webhook-id` and
/// `webhook-timestamp`.
pub fn of(
    store_id: i64,
    payload: &Payload,
    trigger: Option<&Trigger>,
    (webhook_id, timestamp_s): (Option<&str>, Option<i64>),
) -> Identity {
    let identity: Identity = match (trigger.map(|trigger| trigger.kind), webhook_id) {
        (Some(TriggerKind::Created), _) => return created(store_id, payload).into(),
        (_, Some(id)) => of_webhook(store_id, id, timestamp_s.unwrap_or_default()),
        (_, None) => format!("{store_id}:h:{}", digest(payload)).into(),
    };
    let at = payload.created_at_s.map(|at| at.saturating_mul(1000));
    Identity {
        recovered_from: at.map(|at| at - SAME_MOMENT_MS),
        ..identity
    }
}

/// The identity of an event that was found in a list: that of the trigger's delivery where a resource
/// is made once, and the time of its change, in milliseconds since the epoch, where it changes again
/// and again.
pub fn of_missed(store_id: i64, payload: &Payload, kind: TriggerKind, at: i64) -> Identity {
    match kind {
        TriggerKind::Created => created(store_id, payload).into(),
        TriggerKind::Updated => format!(
            "{store_id}:r:{}:{}:{at}",
            payload.scope, payload.resource_id
        )
        .into(),
    }
}

fn of_webhook(store_id: i64, id: &str, timestamp_s: i64) -> Identity {
    let days = timestamp_s.div_euclid(DAYS_S);
    let in_days = |days: i64| format!("{store_id}:w:{days}:{id}");
    Identity {
        text: in_days(days),
        before: Some(in_days(days - 1)),
        recovered_from: None,
    }
}

/// The identity of a delivery whose signature is wrong: never that of a good one.
pub fn of_quarantined(store_id: i64, body: &[u8], received_at: i64) -> Identity {
    let digest = hex::encode(Sha256::digest(body));
    format!("{store_id}:q:{received_at}:{digest}").into()
}

/// The identity of what was sent from here: a test, or an event sent again.
pub fn of_sending(store_id: i64, nonce: &str) -> Identity {
    format!("{store_id}:t:{nonce}").into()
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

#[cfg(test)]
mod tests {
    use super::*;
    use patchbay_bigcommerce::webhook;

    const DAY_S: i64 = 86_400;

    fn updated(timestamp_s: i64) -> Identity {
        let body = br#"{"scope":"store/order/updated","data":{"type":"order","id":7}}"#;
        let payload = webhook::parse(body).unwrap();
        of(3, &payload, None, (Some("msg_a"), Some(timestamp_s)))
    }

    #[test]
    fn a_retry_is_the_same_event_whenever_it_was_signed() {
        for first in (0..7).map(|day| 1_790_000_000 + day * DAY_S) {
            let known = updated(first).text;
            for after in [0, 60, DAY_S, 2 * DAY_S] {
                let retry = updated(first + after);
                assert!(
                    retry.text == known || retry.before.as_ref() == Some(&known),
                    "{after} s after {first}"
                );
            }
        }
    }

    #[test]
    fn an_id_of_another_time_is_another_event() {
        let (first, later) = (updated(1_790_000_000), updated(1_790_000_000 + 9 * DAY_S));
        assert_ne!(later.text, first.text);
        assert_ne!(later.before, Some(first.text));
    }
}
