//! Variants. A product of practice has exactly one, its base variant: what it says nothing of is
//! the product's, and the stock-keeping unit is the product's too.

use serde_json::{Map, Value, json};

use super::fields::{Chosen, OF_LISTS};
use super::products::find;
use super::products::view::{calculated_price, object, product};
use super::{refused, store};
use crate::api::answer::Answer;
use crate::api::call::Call;
use crate::api::filters::{Filters, IN, IS, Of, Rule};
use crate::api::page::Page;
use crate::api::refusal::Refusal;
use crate::api::shape::Kind::{Flag, Text, UpTo, Within};
use crate::api::shape::{self, Extent, Field, INT_MOST, NUMBER_MOST, may, or_null, passed_over};
use crate::commerce::catalog::edit_variant;
use crate::model::catalog::{Listing, base_variant};
use crate::model::{Store, World};

const FILTERS: &[Rule] = &[
    ("id", Of::Number, IS),
    ("sku", Of::Text, IS),
    ("upc", Of::Text, IS),
    ("product_id", Of::Number, IN),
];

const VARIANT: &[Field] = &[
    or_null("cost_price", UpTo(NUMBER_MOST)),
    or_null("price", UpTo(NUMBER_MOST)),
    or_null("sale_price", UpTo(NUMBER_MOST)),
    or_null("retail_price", UpTo(NUMBER_MOST)),
    or_null("map_price", UpTo(NUMBER_MOST)),
    or_null("weight", UpTo(NUMBER_MOST)),
    or_null("width", UpTo(NUMBER_MOST)),
    or_null("height", UpTo(NUMBER_MOST)),
    or_null("depth", UpTo(NUMBER_MOST)),
    may("is_free_shipping", Flag),
    or_null("fixed_cost_shipping_price", UpTo(NUMBER_MOST)),
    may("purchasing_disabled", Flag),
    may("purchasing_disabled_message", Text(0, 255)),
    may("image_url", Text(0, 255)),
    or_null("upc", Text(0, 14)),
    or_null("mpn", Text(0, 255)),
    or_null("gtin", Text(0, 14)),
    or_null("inventory_level", Within(0, INT_MOST)),
    or_null("inventory_warning_level", Within(0, INT_MOST)),
    or_null("bin_picking_number", Text(0, 255)),
    may("sku", Text(1, 255)),
    passed_over("id"),
    passed_over("product_id"),
    passed_over("sku_id"),
    passed_over("option_values"),
    passed_over("calculated_price"),
    passed_over("calculated_weight"),
];

/// `GET /v3/catalog/variants`.
pub fn list(world: &World, call: &Call) -> Result<Answer, Refusal> {
    let filters = Filters::of(call, FILTERS, &OF_LISTS)?;
    let store = store(world, call)?;
    let listings = store.catalog.listings.iter();
    let variants = listings.map(|(id, listing)| shown(store, *id, listing));
    let found = variants.map(object).filter(|shown| filters.pass(shown));
    paged(call, found.collect())
}

/// Performs what the path after a product's `variants` names.
pub fn operate(
    world: &mut World,
    call: &Call,
    product: u64,
    rest: &[&str],
) -> Result<Answer, Refusal> {
    find(world, call, product)?;
    match (call.method.as_str(), rest) {
        ("GET", []) => {
            Filters::of(call, &[], &OF_LISTS)?;
            let variant = shown(store(world, call)?, product, find(world, call, product)?);
            paged(call, vec![object(variant)])
        }
        ("GET", [id]) => {
            Filters::of(call, &[], &OF_LISTS[2..])?;
            one(world, call, product, id)
        }
        ("PUT", [id]) => update(world, call, product, id),
        (_, [] | [_]) => Err(Refusal::Method),
        _ => Err(Refusal::missing("Resource")),
    }
}

fn update(world: &mut World, call: &Call, product: u64, id: &str) -> Result<Answer, Refusal> {
    one(world, call, product, id)?;
    let fields = shape::read(&object(call.object()?), VARIANT, Extent::Part)?;
    edit_variant(world, &call.store, product, fields).map_err(|error| refused(&error))?;
    one(world, call, product, id)
}

fn one(world: &World, call: &Call, product: u64, id: &str) -> Result<Answer, Refusal> {
    if id.parse() != Ok(base_variant(product)) {
        return Err(Refusal::missing("Variant"));
    }
    let variant = shown(store(world, call)?, product, find(world, call, product)?);
    let chosen = Chosen::of(call);
    Ok(Answer::data(chosen.of_shown(object(variant), &["id"])))
}

fn paged(call: &Call, found: Vec<Map<String, Value>>) -> Result<Answer, Refusal> {
    let (page, chosen) = (Page::of(call)?, Chosen::of(call));
    let meta = page.meta(found.len());
    let shown = page.take(found).into_iter();
    let data = shown.map(|variant| chosen.of_shown(variant, &["id"]));
    Ok(Answer::enveloped(200, data.collect(), meta))
}

/// The variant of a product.
pub fn shown(store: &Store, id: u64, listing: &Listing) -> Value {
    let of_product = product(store, id, listing);
    let mut shown = usual();
    for name in ["upc", "mpn", "gtin", "bin_picking_number"] {
        shown.insert(name.to_owned(), of_product[name].clone());
    }
    shown.extend(listing.variant.clone());
    let counts = |name: &str| {
        let own = &shown[name];
        let value = if own.is_null() {
            &of_product[name]
        } else {
            own
        };
        (name.to_owned(), value.clone())
    };
    let price = calculated_price(&["price", "sale_price"].map(counts).into_iter().collect());
    let (_, weight) = counts("weight");
    shown.extend(object(json!({
        "id": base_variant(id), "product_id": id, "sku": of_product["sku"], "sku_id": null,
        "option_values": [], "calculated_price": price, "calculated_weight": weight,
        "inventory_level": of_product["inventory_level"],
        "inventory_warning_level": of_product["inventory_warning_level"],
    })));
    Value::Object(shown)
}

fn usual() -> Map<String, Value> {
    object(json!({
        "cost_price": 0, "price": null, "sale_price": null, "retail_price": null,
        "map_price": null, "weight": null, "width": null, "height": null, "depth": null,
        "is_free_shipping": false, "fixed_cost_shipping_price": null,
        "purchasing_disabled": false, "purchasing_disabled_message": "", "image_url": "",
    }))
}
