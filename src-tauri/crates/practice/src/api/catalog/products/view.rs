//! A product as v3 shows it: what was set over what BigCommerce shows otherwise.

use serde_json::{Map, Value, json};

use super::super::variants;
use super::images;
use crate::api::times;
use crate::commerce::catalog::usual;
use crate::model::Store;
use crate::model::catalog::{DEFAULT_LOCATION, Listing, base_variant};

/// What `include` may name.
pub const INCLUDES: [&str; 11] = [
    "bulk_pricing_rules",
    "channels",
    "custom_fields",
    "images",
    "modifiers",
    "options",
    "parent_relations",
    "primary_image",
    "reviews",
    "variants",
    "videos",
];

/// A product.
pub fn product(store: &Store, id: u64, listing: &Listing) -> Map<String, Value> {
    let mut shown = usual();
    shown.extend(listing.fields.clone());
    let stock = store.catalog.stock_at(DEFAULT_LOCATION, id);
    let stock = stock.unwrap_or_default();
    let tracked = shown["inventory_tracking"] != "none";
    let level = if tracked { stock.for_sale().max(0) } else { 0 };
    let calculated = calculated_price(&shown);
    let computed = json!({
        "id": id, "calculated_price": calculated, "base_variant_id": base_variant(id),
        "inventory_level": level, "inventory_warning_level": stock.warning,
        "date_created": times::v3(listing.created_ms),
        "date_modified": times::v3(listing.modified_ms),
    });
    shown.extend(object(computed));
    shown
}

/// What `include` adds to it.
pub fn included(store: &Store, id: u64, listing: &Listing, name: &str) -> Value {
    match name {
        "images" => images::shown(store, id, listing),
        "primary_image" => images::primary(store, id, listing),
        "variants" => json!([variants::shown(store, id, listing)]),
        "custom_fields" => {
            let fields = listing.custom_fields.iter();
            fields
                .map(|field| json!({"id": field.id, "name": field.name, "value": field.value}))
                .collect()
        }
        "channels" => json!([1]),
        _ => json!([]),
    }
}

/// The price that counts: the sale's, when there is one.
pub fn calculated_price(shown: &Map<String, Value>) -> Value {
    let sale = shown.get("sale_price").and_then(Value::as_f64);
    let name = match sale {
        Some(sale) if sale > 0.0 => "sale_price",
        Some(_) | None => "price",
    };
    shown.get(name).cloned().unwrap_or_default()
}

/// An object's fields.
pub fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(fields) => fields,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
            Map::new()
        }
    }
}
