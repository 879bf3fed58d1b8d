//! Stock of v3: what there is where, and how it changes.

mod adjust;
mod items;
mod locations;

pub(in crate::api) use adjust::name;

use super::answer::Answer;
use super::call::Call;
use super::gate::Caller;
use super::refusal::Refusal;
use crate::model::World;

const READ: &[&str] = &["store_inventory_read_only"];
const WRITE: &[&str] = &["store_inventory"];
const LOCATIONS: &[&str] = &["store_locations_read_only"];

/// How many items one request or one page has at most.
const REQUEST_MOST: usize = 2_000;
const PAGE_MOST: usize = 1_000;

/// Performs what the path after `inventory` names.
///
/// # Errors
/// 403 without the scope; 404, 405 and 422 as the operation.
pub fn operate(
    world: &mut World,
    call: &Call,
    caller: &Caller,
    rest: &[&str],
) -> Result<Answer, Refusal> {
    if rest == ["locations"] {
        caller.needs(LOCATIONS)?;
        return locations::operate(world, call);
    }
    caller.needs(if call.method == "GET" { READ } else { WRITE })?;
    match (call.method.as_str(), rest) {
        ("PUT", ["adjustments", "absolute"]) => adjust::absolute(world, call),
        ("POST", ["adjustments", "relative"]) => adjust::relative(world, call),
        ("GET", ["items"]) => items::list(world, call),
        (_, ["adjustments", "absolute" | "relative"] | ["items"]) => Err(Refusal::Method),
        _ => Err(Refusal::missing("Resource")),
    }
}
