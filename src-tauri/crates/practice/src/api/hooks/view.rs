//! A hook as v3 shows it. The header values are in it: whoever has the token can read them.

use serde_json::{Value, json};

use crate::model::Hook;

/// A hook.
pub fn hook(hook: &Hook) -> Value {
    json!({
        "id": hook.id, "client_id": hook.client_id, "store_hash": hook.store,
        "scope": hook.scope, "destination": hook.destination, "headers": hook.headers,
        "is_active": hook.is_active, "created_at": hook.created_at, "updated_at": hook.updated_at,
    })
}

/// A hook of the admin list, which also tells who turned it off.
pub fn admin_hook(shown: &Hook) -> Value {
    let status = match (shown.is_active, shown.deactivated) {
        (true, _) => "active",
        (false, true) => "deactivated",
        (false, false) => "inactive",
    };
    let mut value = hook(shown);
    value["status"] = status.into();
    value
}
