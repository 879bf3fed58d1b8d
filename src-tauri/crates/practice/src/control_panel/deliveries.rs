//! What was sent to a store's hooks, what they answered, and what is tried again and when. The
//! real control panel shows none of this.

use axum::extract::{Path, State};
use axum::response::Response;
use minijinja::{Value, context};

use super::{find_store, shown};
use crate::Practice;
use crate::model::{Attempt, Hook, Outcome, Pending, World};
use crate::pages::{Page, Refused};

/// Rows of each list.
const SHOWN: usize = 100;

/// The store's hooks, what waits and what was sent.
pub(super) async fn list(
    State(practice): State<Practice>,
    Path(hash): Path<String>,
) -> Result<Response, Refused> {
    let store = find_store(&practice, &hash)?;
    let context = practice.read(|world| {
        let hooks = world.hooks.values().filter(|hook| hook.store == hash);
        let waiting = world.queue.iter().filter(|pending| pending.store == hash);
        let sent = world
            .attempts
            .iter()
            .rev()
            .filter(|attempt| attempt.store == hash);
        context! {
            store => shown(&store),
            waiting_total => waiting.clone().count(),
            hooks => hooks.map(|hook| shown_hook(world, hook)).collect::<Vec<_>>(),
            waiting => waiting.take(SHOWN).map(shown_pending).collect::<Vec<_>>(),
            sent => sent.take(SHOWN).map(shown_attempt).collect::<Vec<_>>(),
            tab => "deliveries",
        }
    });
    Ok(Page::new("control_panel/deliveries.html", context).answer(&practice))
}

fn shown_hook(world: &World, hook: &Hook) -> Value {
    let state = match (hook.is_active, hook.deactivated) {
        (true, _) => "Active",
        (false, true) => "Deactivated",
        (false, false) => "Inactive",
    };
    context! {
        id => hook.id,
        app => world.holder(hook.app_id).map(|holder| holder.name),
        scope => hook.scope.as_str(),
        destination => hook.destination.as_str(),
        state,
    }
}

fn shown_pending(pending: &Pending) -> Value {
    context! {
        message => pending.message_id.as_str(),
        scope => pending.scope.as_str(),
        hook => pending.hook_id,
        failures => pending.failures,
        due => pending.due_ms,
    }
}

fn shown_attempt(attempt: &Attempt) -> Value {
    let answer = match &attempt.outcome {
        Outcome::Answered(status) => status.to_string(),
        Outcome::Failed(why) => why.clone(),
        Outcome::Blocked => "held back, domain blocked".to_owned(),
    };
    context! {
        message => attempt.message_id.as_str(),
        scope => attempt.scope.as_str(),
        hook => attempt.hook_id,
        destination => attempt.destination.as_str(),
        body => attempt.body.as_str(),
        at => attempt.sent_ms,
        took => attempt.took_ms,
        good => attempt.outcome.acknowledged(),
        answer,
        next => attempt.next_ms,
    }
}
