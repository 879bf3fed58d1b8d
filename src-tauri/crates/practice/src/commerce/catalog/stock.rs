//! Stock as products, variants and orders know it: what the default location has for sale.

use super::event::{CatalogEvent, tell};
use crate::model::World;
use crate::model::catalog::{Catalog, DEFAULT_LOCATION, Listing};

/// Whether a product's stock is counted at all.
pub(super) fn is_tracked(listing: &Listing) -> bool {
    matches!(listing.text("inventory_tracking"), "product" | "variant")
}

/// Sets how many of a product can be sold at the default location, and when its owner is told; by
/// how many that changed, if it did. Where stock is not counted that has no effect.
pub(super) fn set(
    catalog: &mut Catalog,
    product: u64,
    level: Option<i64>,
    warning: Option<i64>,
) -> Option<i64> {
    let tracked = catalog.listings.get(&product).is_some_and(is_tracked);
    if !tracked || (level.is_none() && warning.is_none()) {
        return None;
    }
    let items = catalog.stock.entry(DEFAULT_LOCATION).or_default();
    let stock = items.entry(product).or_default();
    let before = stock.on_hand;
    stock.on_hand = level.map_or(before, |level| level + stock.safety);
    stock.warning = warning.unwrap_or(stock.warning);
    Some(stock.on_hand - before).filter(|by| *by != 0)
}

/// Counts what was ordered down at the default location, as far as there is any. Like the setting
/// every store begins with, that happens as the order is placed.
pub(in crate::commerce) fn sold(world: &mut World, store: &str, lines: &[(u64, u32)]) {
    let Some(shop) = world.store_mut(store) else {
        return;
    };
    let taken = lines.iter().filter_map(|(product, quantity)| {
        let by = take(&mut shop.catalog, *product, i64::from(*quantity));
        by.map(|by| CatalogEvent::Sold {
            product: *product,
            by,
        })
    });
    let taken: Vec<CatalogEvent> = taken.collect();
    tell(world, store, taken);
}

fn take(catalog: &mut Catalog, product: u64, quantity: i64) -> Option<i64> {
    let tracked = catalog.listings.get(&product).is_some_and(is_tracked);
    let items = catalog.stock.get_mut(&DEFAULT_LOCATION)?;
    let stock = items.get_mut(&product).filter(|_| tracked)?;
    let by = quantity.min(stock.for_sale());
    stock.on_hand -= by.max(0);
    (by > 0).then_some(-by)
}
