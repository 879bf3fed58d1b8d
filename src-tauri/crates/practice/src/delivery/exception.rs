//! `store/hook/deliveryException`: tells an app which of its hooks failed, never which event.

use serde_json::json;

use super::{health, publish::publish_to};
use crate::model::{Hook, World};

/// The scope of the hook that receives them.
pub const SCOPE: &str = "store/hook/deliveryException";

const EVERY_MS: i64 = 600_000;

/// What went wrong with a hook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    /// An attempt failed and is tried again; told once in ten minutes a destination.
    Retried,
    /// The last attempt failed; the hook was turned off.
    Exhausted,
    /// The destination's domain is blocked for a while.
    Blocked,
}

/// Tells the app of a hook. Trouble with the exception hook itself is told to nobody.
pub(super) fn tell(world: &mut World, hook: &Hook, trouble: Trouble) {
    if hook.scope == SCOPE || (trouble == Trouble::Retried && !is_time(world, hook)) {
        return;
    }
    let (error_code, message) = trouble.words();
    let data =
        json!({"type": "webhook", "id": hook.id, "error_code": error_code, "message": message});
    publish_to(world, &hook.store, SCOPE, &data, |other| {
        other.app_id == hook.app_id
    });
}

fn is_time(world: &mut World, hook: &Hook) -> bool {
    let now_ms = world.now_ms;
    let health = world.domains.entry(health::key(hook)).or_default();
    let is_time = health
        .exception_ms
        .is_none_or(|last| last + EVERY_MS <= now_ms);
    if is_time {
        health.exception_ms = Some(now_ms);
    }
    is_time
}

impl Trouble {
    fn words(self) -> (u32, &'static str) {
        match self {
            Self::Retried => (90_001, "A delivery failed and will be tried again."),
            Self::Exhausted => (90_002, "All retries failed; the webhook was deactivated."),
            Self::Blocked => (90_003, "The destination's domain is temporarily blocked."),
        }
    }
}
