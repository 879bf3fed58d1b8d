//! The store's price lists, with the prices in them.

use axum::extract::{Path, State};
use axum::response::Response;
use minijinja::{Value, context};

use super::latest::latest;
use super::{find_store, shown, worded};
use crate::Practice;
use crate::model::Catalog;
use crate::model::price_list::{PriceList, PriceRecord};
use crate::pages::{Page, Refused};

/// Every list, each with the prices that changed last.
pub(super) async fn list(
    State(practice): State<Practice>,
    Path(hash): Path<String>,
) -> Result<Response, Refused> {
    let store = find_store(&practice, &hash)?;
    let catalog = &store.catalog;
    let lists = catalog.price_lists.values();
    let lists: Vec<Value> = lists.map(|list| price_list(catalog, list)).collect();
    let context = context! { store => shown(&store), lists, tab => "price-lists" };
    Ok(Page::new("control_panel/price_lists.html", context).answer(&practice))
}

fn price_list(catalog: &Catalog, list: &PriceList) -> Value {
    let (total, records) = latest(list.records.values(), |record| record.modified_ms);
    let records: Vec<Value> = records.map(|one| record(catalog, one)).collect();
    context! { id => list.id, name => list.name.as_str(), active => list.active, total, records }
}

fn record(catalog: &Catalog, record: &PriceRecord) -> Value {
    let product = catalog.by_variant(record.variant_id);
    let listing = product.and_then(|id| catalog.listings.get(&id));
    let prices = record.prices.iter();
    let prices: Vec<Value> = prices
        .map(|(name, value)| context! { name, value => worded(value) })
        .collect();
    context! {
        variant => record.variant_id, product => listing.map(|listing| listing.text("name")),
        currency => record.currency.to_uppercase(), prices, at => record.modified_ms,
    }
}
