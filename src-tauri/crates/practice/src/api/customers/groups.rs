//! Customer groups of v2, which customers name by number.

use serde_json::{Value, json};

use super::{READ, commerce, folded};
use crate::api::answer::Answer;
use crate::api::call::Call;
use crate::api::gate::Caller;
use crate::api::page::Page;
use crate::api::refusal::Refusal;
use crate::api::times;
use crate::model::World;
use crate::model::commerce::CustomerGroup;

/// Performs what the path after `customer_groups` names: the list, or one of them.
///
/// # Errors
/// 403 without the scope, 404 for no such group, 405 for anything but reading.
pub fn groups(
    world: &World,
    call: &Call,
    caller: &Caller,
    rest: &[&str],
) -> Result<Answer, Refusal> {
    caller.needs(READ)?;
    match (call.method.as_str(), rest) {
        ("GET", []) => list(world, call),
        ("GET", [id]) => one(world, call, id),
        (_, [] | [_]) => Err(Refusal::Method),
        _ => Err(Refusal::missing("Resource")),
    }
}

fn list(world: &World, call: &Call) -> Result<Answer, Refusal> {
    let (name, part) = (call.param("name"), call.param("name:like").map(folded));
    let is_default: Option<bool> = call.parsed("is_default")?;
    let groups = commerce(world, call)?.customer_groups.values();
    let passing = groups
        .filter(|group| name.is_none_or(|name| name == group.name))
        .filter(|group| {
            part.as_ref()
                .is_none_or(|part| folded(&group.name).contains(part))
        })
        .filter(|group| is_default.is_none_or(|wanted| wanted == group.is_default));
    Ok(Answer::list(
        Page::of(call)?
            .take(passing)
            .into_iter()
            .map(shown)
            .collect(),
    ))
}

fn one(world: &World, call: &Call, id: &str) -> Result<Answer, Refusal> {
    let groups = &commerce(world, call)?.customer_groups;
    let group = id.parse().ok().and_then(|id: u64| groups.get(&id));
    group
        .map(|group| Answer::bare(shown(group)))
        .ok_or_else(|| Refusal::missing("Customer group"))
}

fn shown(group: &CustomerGroup) -> Value {
    let at = times::zulu(group.created_ms);
    json!({
        "id": group.id, "name": group.name, "is_default": group.is_default,
        "category_access": {"type": "all"}, "discount_rules": [],
        "is_group_for_guests": false, "date_created": at, "date_modified": at,
    })
}
