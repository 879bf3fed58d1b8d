//! The one variant of a product.

use serde_json::{Map, Value};

use super::event::{CatalogEvent, tell};
use super::product::mirror;
use super::{CatalogError, Draft, rules, stock, store_mut};
use crate::model::World;

/// Changes a product's one variant. Its stock-keeping unit is the product's.
///
/// # Errors
/// When the store or the product is unknown, or the stock-keeping unit is taken.
pub fn edit_variant(
    world: &mut World,
    store: &str,
    product: u64,
    fields: Map<String, Value>,
) -> Result<(), CatalogError> {
    let now_ms = world.now_ms;
    let shop = store_mut(world, store)?;
    let mut fields = fields;
    let number = |value: Option<Value>| value.as_ref().and_then(Value::as_i64);
    let level = number(fields.remove("inventory_level"));
    let warning = number(fields.remove("inventory_warning_level"));
    let mut draft = Draft::default();
    draft.fields.extend(fields.remove_entry("sku"));
    rules::check(&shop.catalog, Some(product), &draft)?;
    let listing = shop.catalog.listings.get_mut(&product);
    let listing = listing.ok_or(CatalogError::NoProduct(product))?;
    let before = (listing.fields.clone(), listing.variant.clone());
    listing.fields.extend(draft.fields);
    listing.variant.extend(fields);
    listing.modified_ms = now_ms;
    let differs = before != (listing.fields.clone(), listing.variant.clone());
    let by = stock::set(&mut shop.catalog, product, level, warning);
    mirror(&mut shop.commerce, &shop.catalog, product);
    let updated = differs.then_some(CatalogEvent::Updated(product));
    let counted = by.map(|by| CatalogEvent::Counted { product, by });
    tell(world, store, updated.into_iter().chain(counted));
    Ok(())
}
