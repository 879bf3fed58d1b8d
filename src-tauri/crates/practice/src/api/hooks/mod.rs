//! Webhooks of v3. An app sees only the hooks made with its own tokens; no scope is asked for.

mod admin;
mod input;
mod view;
mod write;

use super::answer::Answer;
use super::call::Call;
use super::gate::Caller;
use super::page::Page;
use super::refusal::Refusal;
use crate::delivery;
use crate::model::{Hook, World};

/// Performs what the path after `hooks` names.
///
/// # Errors
/// 400 and 422 for what cannot be a hook, 404 for another app's, 409 for one that is there.
pub fn operate(
    world: &mut World,
    call: &Call,
    caller: &Caller,
    rest: &[&str],
) -> Result<Answer, Refusal> {
    delivery::lapse(world);
    match (call.method.as_str(), rest) {
        ("GET", []) => list(world, call, caller),
        ("POST", []) => write::create(world, call, caller),
        ("GET", ["admin"]) => admin::show(world, call, caller),
        ("PUT", ["admin"]) => admin::set_emails(world, call, caller),
        ("GET", [id]) => Ok(Answer::data(view::hook(find(world, call, caller, id)?))),
        ("PUT", [id]) => write::update(world, call, caller, id),
        ("DELETE", [id]) => write::delete(world, call, caller, id),
        (_, [] | [_]) => Err(Refusal::Method),
        _ => Err(Refusal::missing("Resource")),
    }
}

fn list(world: &World, call: &Call, caller: &Caller) -> Result<Answer, Refusal> {
    let (page, active) = (Page::of(call)?, call.parsed::<bool>("is_active")?);
    let hooks: Vec<&Hook> = own(world, call, caller)
        .filter(|hook| active.is_none_or(|active| active == hook.is_active))
        .filter(|hook| call.param("scope").is_none_or(|scope| scope == hook.scope))
        .filter(|hook| {
            call.param("destination")
                .is_none_or(|to| to == hook.destination)
        })
        .collect();
    let meta = page.meta(hooks.len());
    let shown = page.take(hooks).into_iter().map(view::hook).collect();
    Ok(Answer::enveloped(200, shown, meta))
}

/// The caller's hooks on the store.
fn own<'w>(world: &'w World, call: &'w Call, caller: &'w Caller) -> impl Iterator<Item = &'w Hook> {
    let of_caller = |hook: &&Hook| hook.store == call.store && hook.client_id == caller.client_id;
    world.hooks.values().filter(of_caller)
}

fn find<'w>(
    world: &'w World,
    call: &'w Call,
    caller: &'w Caller,
    id: &str,
) -> Result<&'w Hook, Refusal> {
    own(world, call, caller)
        .find(|hook| hook.id.to_string() == id)
        .ok_or_else(|| Refusal::NotFound(format!("Webhook with id [{id}] not found")))
}
