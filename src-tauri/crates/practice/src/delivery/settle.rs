//! What becomes of a delivery after an attempt: acknowledged, to be tried again, or given up with
//! its hook.

use super::exception::{self, Trouble};
use super::{health, schedule};
use crate::model::{Attempt, Hook, Outcome, Pending, World, id};

/// One finished attempt.
#[derive(Debug)]
pub(super) struct Sent {
    /// When it was sent, in milliseconds since the epoch.
    pub sent_ms: i64,
    /// What came of it.
    pub outcome: Outcome,
}

/// Logs an attempt and draws its consequences.
pub(super) fn settle(world: &mut World, pending: &Pending, hook: &Hook, sent: Sent, scale: f64) {
    let acknowledged = sent.outcome.acknowledged();
    count(world, hook, &sent.outcome, scale);
    let next_ms = if acknowledged {
        forget(world, pending);
        None
    } else {
        again(world, pending, hook, scale)
    };
    log(world, pending, hook, sent, next_ms);
}

/// Logs an attempt that decides nothing: an extra copy.
pub(super) fn log(
    world: &mut World,
    pending: &Pending,
    hook: &Hook,
    sent: Sent,
    next_ms: Option<i64>,
) {
    let attempt = Attempt {
        number: id::take(&mut world.counters.attempt),
        message_id: pending.message_id.clone(),
        hook_id: hook.id,
        store: pending.store.clone(),
        scope: pending.scope.clone(),
        destination: hook.destination.clone(),
        body: pending.body.clone(),
        sent_ms: sent.sent_ms,
        took_ms: world.now_ms - sent.sent_ms,
        outcome: sent.outcome,
        next_ms,
    };
    world.log_attempt(attempt);
}

/// Takes a delivery out of the queue.
pub(super) fn forget(world: &mut World, pending: &Pending) {
    world
        .queue
        .retain(|other| other.message_id != pending.message_id);
}

fn count(world: &mut World, hook: &Hook, outcome: &Outcome, scale: f64) {
    let failure = match outcome {
        Outcome::Blocked => return,
        Outcome::Answered(200..=299) => None,
        Outcome::Answered(status) => Some(format!("status {status}")),
        Outcome::Failed(why) => Some(why.clone()),
    };
    if health::count(world, hook, failure.as_deref(), scale) {
        exception::tell(world, hook, Trouble::Blocked);
    }
}

fn again(world: &mut World, pending: &Pending, hook: &Hook, scale: f64) -> Option<i64> {
    let now_ms = world.now_ms;
    let waiting = world
        .queue
        .iter_mut()
        .find(|other| other.message_id == pending.message_id)?;
    waiting.failures += 1;
    let Some(wait_ms) = schedule::wait_ms(waiting.failures, scale) else {
        give_up(world, hook);
        return None;
    };
    waiting.due_ms = now_ms + wait_ms;
    let due_ms = waiting.due_ms;
    exception::tell(world, hook, Trouble::Retried);
    Some(due_ms)
}

/// Turns a hook off after its last retry, and tells its app.
pub fn give_up(world: &mut World, hook: &Hook) {
    let now_s = world.now_ms / 1_000;
    world.queue.retain(|other| other.hook_id != hook.id);
    if let Some(hook) = world.hooks.get_mut(&hook.id) {
        (hook.is_active, hook.deactivated, hook.updated_at) = (false, true, now_s);
    }
    exception::tell(world, hook, Trouble::Exhausted);
}
