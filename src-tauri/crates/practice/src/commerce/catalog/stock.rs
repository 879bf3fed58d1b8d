//! Stock as products and variants show it: what the default location has for sale.

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
