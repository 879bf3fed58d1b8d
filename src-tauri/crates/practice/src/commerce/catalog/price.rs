//! Prices of a price list. Of many that are sent, those that can be are kept.

use serde_json::{Map, Value};

use super::adjust::ItemName;
use super::{CatalogError, store_mut};
use crate::delivery;
use crate::model::World;
use crate::model::catalog::base_variant;
use crate::model::price_list::PriceRecord;

/// The prices of one variant in one currency, as they are sent.
#[derive(Debug, Clone)]
pub struct Price {
    /// The variant.
    pub item: ItemName,
    /// ISO 4217 code.
    pub currency: String,
    /// `price` and the others.
    pub prices: Map<String, Value>,
}

/// Writes prices into a list, over those of the same variant and currency; which of them, by their
/// place, are of no variant there is.
///
/// # Errors
/// When the store or the list is unknown.
pub fn set_prices(
    world: &mut World,
    store: &str,
    list: u64,
    prices: Vec<Price>,
) -> Result<Vec<usize>, CatalogError> {
    let now_ms = world.now_ms;
    let catalog = &mut store_mut(world, store)?.catalog;
    let products = prices.iter().map(|price| price.item.product(catalog));
    let products: Vec<Option<u64>> = products.collect();
    let kept = catalog.price_lists.get_mut(&list);
    let kept = kept.ok_or(CatalogError::NoPriceList(list))?;
    let (mut created, mut updated, mut lost) = (Vec::new(), Vec::new(), Vec::new());
    for (at, (price, product)) in prices.into_iter().zip(products).enumerate() {
        let Some(product) = product else {
            lost.push(at);
            continue;
        };
        let record = record(product, price, now_ms);
        let told = told(list, &record);
        let is_new = kept.put(record);
        if is_new { &mut created } else { &mut updated }.push(told);
    }
    publish(world, store, "created", created);
    publish(world, store, "updated", updated);
    Ok(lost)
}

fn publish(world: &mut World, store: &str, what: &str, told: Vec<Value>) {
    if !told.is_empty() {
        let scope = format!("store/priceList/records/{what}");
        delivery::publish(world, store, &scope, &Value::Array(told));
    }
}

fn record(product: u64, price: Price, now_ms: i64) -> PriceRecord {
    PriceRecord {
        variant_id: base_variant(product),
        currency: price.currency.to_lowercase(),
        prices: price.prices,
        created_ms: now_ms,
        modified_ms: now_ms,
    }
}

fn told(list: u64, record: &PriceRecord) -> Value {
    let currency = record.currency.to_uppercase();
    serde_json::json!({
        "price_list_id": list, "variant_id": record.variant_id, "currency": currency,
    })
}
