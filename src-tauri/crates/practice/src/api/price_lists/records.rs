//! The prices of a list.

use serde_json::{Map, Value, json};

use super::TIME;
use crate::api::answer::Answer;
use crate::api::call::Call;
use crate::api::catalog::{products, store};
use crate::api::filters::{By, Filters, IN, Of, Rule};
use crate::api::page::Page;
use crate::api::refusal::Refusal;
use crate::api::times;
use crate::model::price_list::{PriceList, PriceRecord};
use crate::model::{Store, World};

const AMOUNT: &[By] = &[By::Is, By::Min, By::Max];
const WORD: &[By] = &[By::Is, By::In];
const FILTERS: &[Rule] = &[
    ("variant_id", Of::Number, IN),
    ("product_id", Of::Number, IN),
    ("currency", Of::Text, WORD),
    ("sku", Of::Text, WORD),
    ("price", Of::Number, AMOUNT),
    ("sale_price", Of::Number, AMOUNT),
    ("retail_price", Of::Number, AMOUNT),
    ("map_price", Of::Number, AMOUNT),
    ("calculated_price", Of::Number, AMOUNT),
    ("date_created", Of::Time, TIME),
    ("date_modified", Of::Time, TIME),
];

/// What a record shows only when it is asked for.
const INCLUDES: [&str; 2] = ["sku", "bulk_pricing_tiers"];

/// `GET /v3/pricelists/{id}/records`. Unknown values of `include` are passed over, as documented.
pub fn list(world: &World, call: &Call, list: &PriceList) -> Result<Answer, Refusal> {
    let filters = Filters::of(call, FILTERS, &["page", "limit", "include"])?;
    let included = call.param("include").unwrap_or_default();
    let included: Vec<&str> = included.split(',').map(str::trim).collect();
    let store = store(world, call)?;
    let records = list.records.values();
    let shown = records.map(|record| shown(store, list.id, record));
    let found: Vec<_> = shown.filter(|shown| filters.pass(shown)).collect();
    let page = Page::of(call)?;
    let meta = page.meta(found.len());
    let data = page.take(found).into_iter().map(|mut shown| {
        shown.retain(|name, _| {
            !INCLUDES.contains(&name.as_str()) || included.contains(&name.as_str())
        });
        Value::Object(shown)
    });
    Ok(Answer::enveloped(200, data.collect(), meta))
}

fn shown(store: &Store, list: u64, record: &PriceRecord) -> Map<String, Value> {
    let product = store.catalog.by_variant(record.variant_id);
    let listing = product.and_then(|id| store.catalog.listings.get(&id));
    let of_product = product.zip(listing);
    let of_product = of_product.map(|(id, listing)| products::view::product(store, id, listing));
    let of_product = of_product.unwrap_or_default();
    let mut priced = of_product.clone();
    priced.extend(set(record));
    let shown = json!({
        "price_list_id": list, "variant_id": record.variant_id, "product_id": product,
        "sku": of_product.get("sku"), "currency": record.currency,
        "price": null, "sale_price": null, "retail_price": null, "map_price": null,
        "calculated_price": products::view::calculated_price(&priced),
        "bulk_pricing_tiers": [],
        "date_created": times::v3(record.created_ms),
        "date_modified": times::v3(record.modified_ms),
    });
    let mut shown = shown.as_object().cloned().unwrap_or_default();
    shown.extend(set(record));
    shown
}

fn set(record: &PriceRecord) -> Map<String, Value> {
    record.prices.clone()
}
