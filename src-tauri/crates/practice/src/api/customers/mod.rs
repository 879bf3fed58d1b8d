//! Customers of v3 with their addresses, and the customer groups of v2. There is no reading one
//! customer by its path: the list is asked with `id:in`.

mod addresses;
mod fields;
mod groups;
mod include;
mod input;
mod list;
mod view;
mod write;

use super::answer::Answer;
use super::call::Call;
use super::gate::Caller;
use super::refusal::Refusal;
use crate::model::{Commerce, World};

pub use groups::groups;

const READ: &[&str] = &["store_v2_customers_read_only"];
const WRITE: &[&str] = &["store_v2_customers"];

/// Performs what the path after `customers` names.
///
/// # Errors
/// 403 without the scope, 413 for too many at once, 422 for what is missing or invalid.
pub fn operate(
    world: &mut World,
    call: &Call,
    caller: &Caller,
    rest: &[&str],
) -> Result<Answer, Refusal> {
    caller.needs(if call.method == "GET" { READ } else { WRITE })?;
    match (call.method.as_str(), rest) {
        ("GET", []) => list::list(world, call),
        ("POST", []) => write::create(world, call),
        ("PUT", []) => write::update(world, call),
        ("GET", ["addresses"]) => addresses::list(world, call),
        ("POST", ["addresses"]) => addresses::create(world, call),
        (_, [] | ["addresses"]) => Err(Refusal::Method),
        _ => Err(Refusal::missing("Resource")),
    }
}

fn commerce<'w>(world: &'w World, call: &Call) -> Result<&'w Commerce, Refusal> {
    world
        .store(&call.store)
        .map(|store| &store.commerce)
        .ok_or(Refusal::TokenDead)
}

/// A text without its case, as names and e-mail addresses are compared.
fn folded(text: &str) -> String {
    text.trim().to_lowercase()
}
