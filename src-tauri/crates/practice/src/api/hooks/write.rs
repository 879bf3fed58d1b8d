//! Making, changing and deleting a hook, within the documented limits: ten a scope, one a scope
//! and destination. What BigCommerce answers beyond them is undocumented; here it is 422 and 409.

use super::input::{self, Input};
use super::{find, own, view};
use crate::api::answer::Answer;
use crate::api::call::Call;
use crate::api::gate::Caller;
use crate::api::refusal::Refusal;
use crate::delivery::EXCEPTION;
use crate::model::{Hook, World, id};

const PER_SCOPE: usize = 10;

/// `POST /v3/hooks`.
pub fn create(world: &mut World, call: &Call, caller: &Caller) -> Result<Answer, Refusal> {
    let input = input::read(call)?;
    let missing = |name: &str| Refusal::field(name, "error.path.missing.");
    let scope = input.scope.ok_or_else(|| missing("scope"))?;
    let destination = input.destination.ok_or_else(|| missing("destination"))?;
    room(world, call, caller, (&scope, &destination), None)?;
    let now_s = call.now_ms / 1_000;
    let hook = Hook {
        id: id::take(&mut world.counters.hook),
        app_id: caller.app_id,
        client_id: caller.client_id.clone(),
        store: call.store.clone(),
        scope,
        destination,
        headers: input.headers.flatten(),
        is_active: input.is_active.unwrap_or(false),
        deactivated: false,
        created_at: now_s,
        updated_at: now_s,
        last_event_ms: call.now_ms,
    };
    let answer = Answer::data(view::hook(&hook));
    world.hooks.insert(hook.id, hook);
    Ok(answer)
}

/// `PUT /v3/hooks/{id}`.
pub fn update(
    world: &mut World,
    call: &Call,
    caller: &Caller,
    id: &str,
) -> Result<Answer, Refusal> {
    let hook = find(world, call, caller, id)?.clone();
    let input = input::read(call)?;
    if input.is_empty() {
        return Err(Refusal::Unprocessable(
            "At least one field is required.".to_owned(),
        ));
    }
    let scope = input.scope.as_ref().unwrap_or(&hook.scope);
    let destination = input.destination.as_ref().unwrap_or(&hook.destination);
    room(world, call, caller, (scope, destination), Some(hook.id))?;
    let changed = changed(hook, input, call.now_ms);
    let answer = Answer::data(view::hook(&changed));
    world.hooks.insert(changed.id, changed);
    Ok(answer)
}

/// `DELETE /v3/hooks/{id}`.
pub fn delete(
    world: &mut World,
    call: &Call,
    caller: &Caller,
    id: &str,
) -> Result<Answer, Refusal> {
    let hook = find(world, call, caller, id)?.clone();
    world.hooks.remove(&hook.id);
    world.queue.retain(|pending| pending.hook_id != hook.id);
    Ok(Answer::data(view::hook(&hook)))
}

fn changed(hook: Hook, input: Input, now_ms: i64) -> Hook {
    let is_active = input.is_active.unwrap_or(hook.is_active);
    Hook {
        scope: input.scope.unwrap_or(hook.scope),
        destination: input.destination.unwrap_or(hook.destination),
        headers: input.headers.unwrap_or(hook.headers),
        is_active,
        deactivated: hook.deactivated && input.is_active.is_none(),
        updated_at: now_ms / 1_000,
        last_event_ms: if input.is_active == Some(true) {
            now_ms
        } else {
            hook.last_event_ms
        },
        ..hook
    }
}

fn room(
    world: &World,
    call: &Call,
    caller: &Caller,
    (scope, destination): (&str, &str),
    itself: Option<u64>,
) -> Result<(), Refusal> {
    let others: Vec<&Hook> = own(world, call, caller)
        .filter(|hook| Some(hook.id) != itself)
        .collect();
    let same_scope = || others.iter().filter(|hook| hook.scope == scope);
    let exclusive = |hook: &&&Hook| scope == EXCEPTION || hook.scope == EXCEPTION;
    if same_scope().any(|hook| hook.destination == destination) {
        return Err(Refusal::Conflict(
            "A webhook with this scope and destination already exists.".to_owned(),
        ));
    }
    if others
        .iter()
        .filter(exclusive)
        .any(|hook| hook.destination == destination)
    {
        return Err(Refusal::field("destination", "error.destination.shared"));
    }
    let most = if scope == EXCEPTION { 1 } else { PER_SCOPE };
    if same_scope().count() >= most {
        return Err(Refusal::field("scope", "error.limit.reached"));
    }
    Ok(())
}
