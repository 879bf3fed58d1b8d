//! The one that delivers: takes what is due from the world's queue, a few at a time, and leaves a
//! delivery there until its attempt is over, so that being stopped costs a repetition, not a loss.

use std::collections::HashMap;
use std::time::Duration;

use tokio::task::{Id, JoinSet};
use tokio_util::sync::CancellationToken;

use super::health;
use super::request::{self, Request};
use super::settle::{self, Sent};
use crate::Practice;
use crate::commerce::{due_payments, settle, settles};
use crate::model::{Hook, Outcome, Pending, World};

/// Attempts under way at once.
const AT_ONCE: usize = 8;

/// The longest wait before looking again; a clock that a test moves wakes nobody.
const LOOK_AGAIN: Duration = Duration::from_millis(100);

/// Delivers until `stop` is cancelled.
pub async fn run(practice: Practice, stop: CancellationToken) {
    let mut attempts = JoinSet::new();
    let mut busy = HashMap::new();
    loop {
        settle_payments(&practice);
        start_due(&practice, &mut attempts, &mut busy);
        let idle = practice.read(|world| world.queue.len() <= busy.len() && !settles(world));
        tokio::select! {
            () = stop.cancelled() => return,
            () = practice.deliveries() => {}
            Some(done) = attempts.join_next_with_id() => {
                busy.remove(&done.map_or_else(|error| error.id(), |(id, ())| id));
            }
            () = tokio::time::sleep(LOOK_AGAIN), if !idle => {}
        }
    }
}

/// Payments settle on their own and are told of, so they are looked after where waiting is.
fn settle_payments(practice: &Practice) {
    if practice.read(due_payments) {
        practice.change(settle);
    }
}

fn start_due(practice: &Practice, attempts: &mut JoinSet<()>, busy: &mut HashMap<Id, String>) {
    let room = AT_ONCE.saturating_sub(busy.len());
    if room == 0 {
        return;
    }
    for pending in practice.read(|world| due(world, busy, room)) {
        let message_id = pending.message_id.clone();
        let task = attempts.spawn(attempt(practice.clone(), pending));
        busy.insert(task.id(), message_id);
    }
}

fn due(world: &World, busy: &HashMap<Id, String>, room: usize) -> Vec<Pending> {
    let due = world.queue.iter().filter(|pending| {
        pending.due_ms <= world.now_ms && !busy.values().any(|id| *id == pending.message_id)
    });
    if world.faults.reordered {
        due.rev().take(room).cloned().collect()
    } else {
        due.take(room).cloned().collect()
    }
}

/// What is to be done with a delivery that is due.
enum Step {
    /// Its hook is gone or turned off: nobody is to be told.
    Drop,
    /// Its domain is blocked.
    HoldBack(Hook),
    /// It is sent, this often.
    Send(Hook, u8),
}

async fn attempt(practice: Practice, pending: Pending) {
    match practice.read(|world| step(world, &pending)) {
        Step::Drop => practice.change(|world| settle::forget(world, &pending)),
        Step::HoldBack(hook) => finish(
            &practice,
            &pending,
            &hook,
            practice.now_ms(),
            Outcome::Blocked,
        ),
        Step::Send(hook, copies) => send_all(&practice, &pending, &hook, copies).await,
    }
}

fn step(world: &World, pending: &Pending) -> Step {
    match world
        .hooks
        .get(&pending.hook_id)
        .filter(|hook| hook.is_active)
    {
        None => Step::Drop,
        Some(hook) if health::blocked_until(world, hook).is_some() => Step::HoldBack(hook.clone()),
        Some(hook) => Step::Send(hook.clone(), world.faults.duplicates.saturating_add(1)),
    }
}

async fn send_all(practice: &Practice, pending: &Pending, hook: &Hook, copies: u8) {
    for left in (0..copies).rev() {
        let sent_ms = practice.now_ms();
        let outcome = match practice.read(|world| prepared(world, pending, hook)) {
            Ok(request) => request::send(practice.http(), request).await,
            Err(why) => Outcome::Failed(why),
        };
        if left == 0 {
            finish(practice, pending, hook, sent_ms, outcome);
        } else {
            let sent = Sent { sent_ms, outcome };
            practice.change(|world| settle::log(world, pending, hook, sent, None));
        }
    }
}

fn prepared(world: &World, pending: &Pending, hook: &Hook) -> Result<Request, String> {
    let holder = world.holder(hook.app_id).ok_or("the app was deleted")?;
    if world.faults.nobody {
        return Err("nobody answered".to_owned());
    }
    let now_s = world.now_ms / 1_000;
    request::prepare(pending, hook, holder.client_secret, &world.faults, now_s)
}

fn finish(practice: &Practice, pending: &Pending, hook: &Hook, sent_ms: i64, outcome: Outcome) {
    let scale = practice.tuning().retry_scale;
    let sent = Sent { sent_ms, outcome };
    practice.change(|world| settle::settle(world, pending, hook, sent, scale));
}
