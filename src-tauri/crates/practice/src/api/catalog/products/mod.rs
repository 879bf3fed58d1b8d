//! Products.

mod fields;
mod images;
mod list;
mod search;
pub(in crate::api) mod view;
mod write;

use super::{catalog, store, variants};
use crate::api::answer::Answer;
use crate::api::call::Call;
use crate::api::filters::Filters;
use crate::api::refusal::Refusal;
use crate::model::{Listing, World};

/// Performs what the path after `products` names.
pub fn operate(world: &mut World, call: &Call, rest: &[&str]) -> Result<Answer, Refusal> {
    match (call.method.as_str(), rest) {
        ("GET", []) => list::list(world, call),
        ("POST", []) => write::create(world, call),
        ("DELETE", []) => write::delete_some(world, call),
        ("GET", [id]) => {
            Filters::of(call, &[], &["include", "include_fields", "exclude_fields"])?;
            shown(world, call, number(id)?)
        }
        ("PUT", [id]) => write::update(world, call, number(id)?),
        ("DELETE", [id]) => write::delete(world, call, number(id)?),
        ("GET", [id, "images"]) => images::list(world, call, number(id)?),
        ("POST", [id, "images"]) => images::create(world, call, number(id)?),
        (_, [id, "variants", rest @ ..]) => variants::operate(world, call, number(id)?, rest),
        (_, [] | [_] | [_, "images"]) => Err(Refusal::Method),
        _ => Err(Refusal::missing("Resource")),
    }
}

/// A product that must be there.
pub(super) fn find<'w>(world: &'w World, call: &Call, id: u64) -> Result<&'w Listing, Refusal> {
    let listing = catalog(world, call)?.listings.get(&id);
    listing.ok_or_else(|| Refusal::missing("Product"))
}

fn shown(world: &World, call: &Call, id: u64) -> Result<Answer, Refusal> {
    list::one(store(world, call)?, call, id, find(world, call, id)?)
}

fn number(segment: &str) -> Result<u64, Refusal> {
    segment.parse().map_err(|_| Refusal::missing("Product"))
}
