//! From an event to one delivery for each hook that takes it.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{lapse, scope};
use crate::model::{Hook, Pending, World, id};

/// Queues an event of a store for every active hook that takes its scope, of whatever app.
pub fn publish(world: &mut World, store: &str, event: &str, data: &Value) {
    publish_to(world, store, event, data, |_| true);
}

/// The same, for the hooks that `meant` lets through.
pub(super) fn publish_to(
    world: &mut World,
    store: &str,
    event: &str,
    data: &Value,
    meant: impl Fn(&Hook) -> bool,
) {
    lapse(world);
    let now_ms = world.now_ms;
    let Some(number) = world.store(store).map(|store| store.number) else {
        return;
    };
    let takes = |hook: &Hook| {
        hook.store == store && hook.is_active && scope::takes(&hook.scope, event) && meant(hook)
    };
    let body = envelope(store, number, event, data, now_ms / 1_000);
    for hook in world.hooks.values_mut().filter(|hook| takes(hook)) {
        hook.last_event_ms = now_ms;
        world.queue.push(Pending {
            message_id: format!("msg_{}", id::lowercase(27)),
            hook_id: hook.id,
            store: store.to_owned(),
            scope: event.to_owned(),
            body: body.clone(),
            failures: 0,
            due_ms: now_ms,
            created_ms: now_ms,
        });
    }
}

fn envelope(store: &str, number: u64, event: &str, data: &Value, created_at: i64) -> String {
    let mut body = json!({
        "scope": event,
        "store_id": number.to_string(),
        "data": data,
        "hash": "",
        "created_at": created_at,
        "producer": format!("stores/{store}"),
    });
    body["hash"] = fingerprint(&body.to_string()).into();
    body.to_string()
}

/// 40 hex digits that are the same for the same payload, as the documented SHA-1 is. What exactly
/// BigCommerce hashes cannot be reproduced from its samples, so nothing may rely on more.
fn fingerprint(payload: &str) -> String {
    let mut digits = hex::encode(Sha256::digest(payload.as_bytes()));
    digits.truncate(40);
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_envelope_has_the_documented_fields() {
        let data = json!({"type": "order", "id": 250});
        let body = envelope(
            "abc123",
            1_025_646,
            "store/order/created",
            &data,
            1_561_479_335,
        );
        let body: Value = serde_json::from_str(&body).unwrap();
        assert_eq!(body["store_id"], "1025646");
        assert_eq!(body["producer"], "stores/abc123");
        assert_eq!(body["created_at"], 1_561_479_335);
        assert_eq!(body["data"]["id"], 250);
        assert_eq!(body["hash"].as_str().unwrap().len(), 40);
    }
}
