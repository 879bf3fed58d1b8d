//! The blocklist: a destination domain that fails one app too often in two minutes is left alone
//! for three (webhooks overview, *Webhook delivery and blocklisting*).

use super::exception::{self, Trouble};
use super::{destination, schedule};
use crate::model::{DomainHealth, Hook, World};

const WINDOW_MS: i64 = 120_000;
const BLOCK_MS: i64 = 180_000;
const ENOUGH: usize = 100;
const FAIR_PERCENT: usize = 90;

/// Until when deliveries of a hook are held back, in milliseconds since the epoch.
pub fn blocked_until(world: &World, hook: &Hook) -> Option<i64> {
    let until = world.domains.get(&key(hook))?.blocked_until_ms?;
    (until > world.now_ms).then_some(until)
}

/// Counts an attempt; says whether that blocked the domain. `failure` describes what went wrong.
pub(super) fn count(world: &mut World, hook: &Hook, failure: Option<&str>, scale: f64) -> bool {
    let now_ms = world.now_ms;
    let health = world.domains.entry(key(hook)).or_default();
    if let Some(failure) = failure {
        let reason = health.reasons.entry(failure.to_owned()).or_default();
        *reason = (reason.0.saturating_add(1), now_ms / 1_000);
    }
    health.recent.retain(|(at, _)| *at > now_ms - WINDOW_MS);
    health.recent.push((now_ms, failure.is_none()));
    if !unfair(health) {
        return false;
    }
    health.recent.clear();
    health.blocked_until_ms = Some(now_ms + schedule::scaled(BLOCK_MS, scale));
    true
}

/// Blocks the domain of a hook's destination as if most deliveries there had failed, and tells its
/// app.
pub fn block(world: &mut World, hook: &Hook) {
    let now_ms = world.now_ms;
    let health = world.domains.entry(key(hook)).or_default();
    let reason = health.reasons.entry("status 500".to_owned()).or_default();
    *reason = (reason.0.saturating_add(ENOUGH as u32), now_ms / 1_000);
    health.blocked_until_ms = Some(now_ms + BLOCK_MS);
    exception::tell(world, hook, Trouble::Blocked);
}

/// The key of a hook's destination in [`World::domains`].
pub(super) fn key(hook: &Hook) -> String {
    format!(
        "{} {}",
        hook.client_id,
        destination::domain(&hook.destination)
    )
}

fn unfair(health: &DomainHealth) -> bool {
    let total = health.recent.len();
    let good = health
        .recent
        .iter()
        .filter(|(_, acknowledged)| *acknowledged)
        .count();
    total >= ENOUGH && good * 100 < total * FAIR_PERCENT
}

#[cfg(test)]
mod tests {
    use super::*;

    fn health(good: usize, bad: usize) -> DomainHealth {
        let recent = (0..good)
            .map(|_| (0, true))
            .chain((0..bad).map(|_| (0, false)));
        DomainHealth {
            recent: recent.collect(),
            ..DomainHealth::default()
        }
    }

    #[test]
    fn under_ninety_percent_of_a_hundred_is_unfair() {
        assert!(!unfair(&health(0, 99)));
        assert!(unfair(&health(89, 11)));
        assert!(!unfair(&health(90, 10)));
    }
}
