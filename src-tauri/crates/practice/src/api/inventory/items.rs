//! What there is of each item, at each location.

use serde_json::{Map, Value, json};

use super::PAGE_MOST;
use crate::api::answer::Answer;
use crate::api::call::Call;
use crate::api::catalog::catalog;
use crate::api::filters::{Filters, IN, Of, Rule};
use crate::api::page::Page;
use crate::api::refusal::Refusal;
use crate::model::catalog::{Location, Stock, base_variant};
use crate::model::{Catalog, World};

const ITEMS: &[Rule] = &[
    ("sku", Of::Text, IN),
    ("variant_id", Of::Number, IN),
    ("product_id", Of::Number, IN),
];
const LOCATIONS: &[Rule] = &[
    ("location_id", Of::Number, IN),
    ("location_code", Of::Text, IN),
];

/// `GET /v3/inventory/items`. A filter of locations leaves the others out of every item.
pub fn list(world: &World, call: &Call) -> Result<Answer, Refusal> {
    let pages = ["page", "limit"];
    let others = |of: &[&'static str]| pages.iter().chain(of).copied().collect::<Vec<_>>();
    let items = others(&["sku:in", "variant_id:in", "product_id:in"]);
    let places = others(&["location_id:in", "location_code:in"]);
    let of_items = Filters::of(call, ITEMS, &places)?;
    let of_locations = Filters::of(call, LOCATIONS, &items)?;
    let (catalog, page) = (catalog(world, call)?, Page::within(call, PAGE_MOST)?);
    let found = catalog.listings.keys().filter_map(|product| {
        let identity = identity(catalog, *product);
        if !of_items.pass(&identity) {
            return None;
        }
        let locations = catalog.locations.values();
        let shown = locations.map(|location| at(catalog, location, *product));
        let shown: Vec<_> = shown.filter(|shown| of_locations.pass(shown)).collect();
        (!shown.is_empty()).then(|| json!({"identity": identity, "locations": shown}))
    });
    let found: Vec<Value> = found.collect();
    let meta = page.meta(found.len());
    Ok(Answer::enveloped(200, page.take(found).into(), meta))
}

fn identity(catalog: &Catalog, product: u64) -> Map<String, Value> {
    let sku = catalog.listings.get(&product);
    let sku = sku.map(|listing| listing.text("sku"));
    object(json!({
        "sku": sku, "variant_id": base_variant(product), "product_id": product, "sku_id": null,
    }))
}

fn at(catalog: &Catalog, location: &Location, product: u64) -> Map<String, Value> {
    let stock = catalog.stock_at(location.id, product);
    let stock: Stock = stock.unwrap_or_default();
    object(json!({
        "location_id": location.id, "location_code": location.code,
        "location_name": location.label, "available_to_sell": stock.for_sale(),
        "total_inventory_onhand": stock.on_hand, "location_enabled": true,
        "settings": {
            "safety_stock": stock.safety, "is_in_stock": true,
            "warning_level": stock.warning, "bin_picking_number": "",
        },
    }))
}

fn object(value: Value) -> Map<String, Value> {
    value.as_object().cloned().unwrap_or_default()
}
