//! The store's products: what they cost, how many there are where, and every field that was set.

use axum::extract::{Path, State};
use axum::response::Response;
use minijinja::{Value, context};

use super::latest::latest;
use super::{find_store, shown, worded};
use crate::Practice;
use crate::model::{Catalog, Listing};
use crate::pages::{Page, Refused};

/// The products that changed last.
pub(super) async fn list(
    State(practice): State<Practice>,
    Path(hash): Path<String>,
) -> Result<Response, Refused> {
    let store = find_store(&practice, &hash)?;
    let catalog = &store.catalog;
    let (total, listings) = latest(&catalog.listings, |(_, listing)| listing.modified_ms);
    let products: Vec<Value> = listings
        .map(|(id, listing)| product(catalog, *id, listing))
        .collect();
    let context = context! { store => shown(&store), total, products, tab => "products" };
    Ok(Page::new("control_panel/products.html", context).answer(&practice))
}

fn product(catalog: &Catalog, id: u64, listing: &Listing) -> Value {
    let images = listing.images.iter();
    let images = images.map(|image| Value::from(image.image_url.as_str()));
    let price = listing.fields.get("price").map(worded).unwrap_or_default();
    let custom = listing.custom_fields.iter();
    let custom: Vec<Value> = custom
        .map(|field| context! { name => field.name.as_str(), value => field.value.as_str() })
        .collect();
    context! {
        id, name => listing.text("name"), sku => listing.text("sku"),
        price, at => listing.modified_ms,
        stock => stock(catalog, id), fields => listing.fields.iter().map(field).collect::<Vec<_>>(),
        variant => listing.variant.iter().map(field).collect::<Vec<_>>(),
        images => images.collect::<Vec<_>>(), custom,
    }
}

fn stock(catalog: &Catalog, product: u64) -> Vec<Value> {
    let counted = catalog.locations.values().filter_map(|location| {
        let stock = catalog.stock_at(location.id, product)?;
        Some(context! {
            location => location.id, code => location.code.as_str(), on_hand => stock.on_hand,
            for_sale => stock.for_sale(),
        })
    });
    counted.collect()
}

fn field((name, value): (&String, &serde_json::Value)) -> Value {
    context! { name, value => worded(value) }
}
