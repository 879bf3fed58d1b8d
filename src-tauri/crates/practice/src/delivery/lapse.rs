//! Hooks that heard nothing for 90 days are turned off (webhooks overview, *Webhooks lifecycle*).

use crate::model::World;

const DAYS_90_MS: i64 = 90 * 86_400_000;

/// Turns off the hooks that lapsed.
pub fn lapse(world: &mut World) {
    let now_ms = world.now_ms;
    let lapsed = world
        .hooks
        .values_mut()
        .filter(|hook| hook.is_active && hook.last_event_ms + DAYS_90_MS <= now_ms);
    for hook in lapsed {
        (hook.is_active, hook.deactivated, hook.updated_at) = (false, true, now_ms / 1_000);
    }
}
