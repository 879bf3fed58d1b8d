//! What apps note on orders.

use super::event::{Event, tell};
use crate::model::commerce::Metafield;
use crate::model::{World, id};

/// Adds a metafield to its order; returns the number. Absent when there is no such store.
pub fn add_metafield(world: &mut World, store: &str, mut new: Metafield) -> Option<u64> {
    let now_ms = world.now_ms;
    let commerce = &mut world.store_mut(store)?.commerce;
    let (metafield, order) = (id::after(&commerce.metafields), new.order_id);
    new.id = metafield;
    new.created_ms = now_ms;
    new.modified_ms = now_ms;
    commerce.metafields.insert(metafield, new);
    told(world, store, "created", (metafield, order));
    Some(metafield)
}

/// Changes a metafield and dates the change; says whether there was such a one.
pub fn edit_metafield(
    world: &mut World,
    store: &str,
    metafield: u64,
    edit: impl FnOnce(&mut Metafield),
) -> bool {
    let now_ms = world.now_ms;
    let all = world
        .store_mut(store)
        .map(|shop| &mut shop.commerce.metafields);
    let Some(known) = all.and_then(|all| all.get_mut(&metafield)) else {
        return false;
    };
    edit(known);
    known.modified_ms = now_ms;
    let order = known.order_id;
    told(world, store, "updated", (metafield, order));
    true
}

fn told(world: &mut World, store: &str, what: &'static str, (metafield, order): (u64, u64)) {
    let event = Event::OrderMetafield {
        what,
        metafield,
        order,
    };
    tell(world, store, [event]);
}
