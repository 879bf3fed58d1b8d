//! What must hold between the products of one catalogue, and between a product and the rest of it.

use serde_json::{Map, Value};

use super::{CatalogError, Draft, usual};
use crate::model::Catalog;

/// Fields whose change BigCommerce does not tell of.
const SILENT: [&str; 11] = [
    "bin_picking_number",
    "custom_url",
    "date_last_imported",
    "gift_wrapping_options_list",
    "gift_wrapping_options_type",
    "gtin",
    "map_price",
    "meta_keywords",
    "mpn",
    "preorder_release_date",
    "view_count",
];

/// Whether a product may be as a draft wants it. `id` is the product itself, when there is one.
pub(super) fn check(catalog: &Catalog, id: Option<u64>, draft: &Draft) -> Result<(), CatalogError> {
    let fields = &draft.fields;
    unique(catalog, id, fields)?;
    for category in numbers(fields.get("categories")) {
        let known = u64::try_from(category).is_ok_and(|id| catalog.categories.contains_key(&id));
        known
            .then_some(())
            .ok_or(CatalogError::NoCategory(category))?;
    }
    if let Some(brand) = fields
        .get("brand_id")
        .and_then(Value::as_i64)
        .filter(|id| *id != 0)
    {
        let known = u64::try_from(brand).is_ok_and(|id| catalog.brands.contains_key(&id));
        known.then_some(()).ok_or(CatalogError::NoBrand(brand))?;
    }
    hidden_price(catalog, id, fields)
}

/// Whether two states of a product differ in what BigCommerce tells of.
pub(super) fn differs(before: &Map<String, Value>, after: &Map<String, Value>) -> bool {
    let usual = usual();
    let changed = |(name, value): (&String, &Value)| {
        let before = before.get(name).or_else(|| usual.get(name));
        !SILENT.contains(&name.as_str()) && !before.is_some_and(|before| same(before, value))
    };
    after.iter().any(changed)
}

fn same(one: &Value, other: &Value) -> bool {
    match (one.as_f64(), other.as_f64()) {
        (Some(one), Some(other)) => one.total_cmp(&other).is_eq(),
        (None, _) | (_, None) => one == other,
    }
}

/// The address on the storefront, from a product's fields.
pub(super) fn url(fields: &Map<String, Value>) -> Option<&str> {
    fields.get("custom_url")?.get("url")?.as_str()
}

/// The address a product gets by itself.
pub(super) fn own_url(catalog: &Catalog, name: &str, id: u64) -> String {
    let lower = name.to_ascii_lowercase();
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let slug = match words.join("-") {
        slug if slug.is_empty() => "product".to_owned(),
        slug => slug,
    };
    let path = format!("/{slug}/");
    if taken(catalog, None, |fields| url(fields) == Some(&path)) {
        return format!("/{slug}-{id}/");
    }
    path
}

fn unique(
    catalog: &Catalog,
    id: Option<u64>,
    wanted: &Map<String, Value>,
) -> Result<(), CatalogError> {
    let same = |name: &str| {
        let text = folded(wanted, name).filter(|text| !text.is_empty());
        text.is_some_and(|text| {
            taken(catalog, id, |fields| {
                folded(fields, name).as_ref() == Some(&text)
            })
        })
    };
    if same("name") {
        return Err(CatalogError::NameTaken);
    }
    if same("sku") {
        return Err(CatalogError::SkuTaken);
    }
    let path = url(wanted);
    if path.is_some() && taken(catalog, id, |fields| url(fields) == path) {
        return Err(CatalogError::UrlTaken);
    }
    Ok(())
}

fn hidden_price(
    catalog: &Catalog,
    id: Option<u64>,
    wanted: &Map<String, Value>,
) -> Result<(), CatalogError> {
    let before = id.and_then(|id| catalog.listings.get(&id));
    let before = before.map(|listing| &listing.fields);
    let will_be = |name: &str| wanted.get(name).or_else(|| before?.get(name));
    let hidden = will_be("is_price_hidden") == Some(&Value::Bool(true));
    let disabled = will_be("availability").and_then(Value::as_str) == Some("disabled");
    if hidden && !disabled {
        return Err(CatalogError::PriceShown);
    }
    Ok(())
}

fn taken(catalog: &Catalog, but: Option<u64>, same: impl Fn(&Map<String, Value>) -> bool) -> bool {
    let mut others = catalog.listings.iter().filter(|(id, _)| Some(**id) != but);
    others.any(|(_, listing)| same(&listing.fields))
}

fn folded(fields: &Map<String, Value>, name: &str) -> Option<String> {
    fields.get(name)?.as_str().map(str::to_lowercase)
}

fn numbers(list: Option<&Value>) -> impl Iterator<Item = i64> {
    let items = list.and_then(Value::as_array).into_iter().flatten();
    items.filter_map(Value::as_i64)
}
