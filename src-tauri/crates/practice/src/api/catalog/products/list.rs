//! The list of products, its filters, its order, and what is shown of each.

use std::cmp::Ordering;

use serde_json::{Map, Value};

use super::super::fields::Chosen;
use super::super::store;
use super::search::Search;
use super::view::{INCLUDES, included, product};
use crate::api::answer::Answer;
use crate::api::call::Call;
use crate::api::page::Page;
use crate::api::refusal::Refusal;
use crate::model::catalog::Listing;
use crate::model::{Store, World};

const SORTS: [&str; 10] = [
    "id",
    "name",
    "sku",
    "price",
    "date_modified",
    "date_last_imported",
    "inventory_level",
    "is_visible",
    "total_sold",
    "calculated_price",
];

/// What stays whatever `include_fields` and `exclude_fields` say.
const ALWAYS: [&str; 3] = [
    "id",
    "gift_wrapping_options_type",
    "gift_wrapping_options_list",
];

/// How many are on a page that shows options or modifiers.
const FEW: usize = 10;

/// `GET /v3/catalog/products`.
///
/// # Errors
/// 422 for a parameter that is unknown or cannot be read.
pub fn list(world: &World, call: &Call) -> Result<Answer, Refusal> {
    let store = store(world, call)?;
    let (search, wanted) = (Search::of(call)?, includes(call)?);
    let (sort, descending) = sorting(call)?;
    let few = wanted
        .iter()
        .any(|name| matches!(*name, "options" | "modifiers"));
    let page = if few {
        Page::within(call, FEW)?
    } else {
        Page::of(call)?
    };
    let listings = store.catalog.listings.iter();
    let shown = listings.map(|(id, listing)| (*id, listing, product(store, *id, listing)));
    let mut found: Vec<_> = shown
        .filter(|(_, _, shown)| search.passes(store, shown))
        .collect();
    found.sort_by(|(_, _, a), (_, _, b)| {
        let order = by(sort, a, b);
        if descending { order.reverse() } else { order }
    });
    let meta = page.meta(found.len());
    let chosen = Chosen::of(call);
    let whole = |(id, listing, shown)| with(store, id, listing, shown, &wanted, &chosen);
    let data = page.take(found).into_iter().map(whole).collect();
    Ok(Answer::enveloped(200, data, meta))
}

/// One product, with what the call includes of it.
///
/// # Errors
/// 422 for something that cannot be included.
pub fn one(store: &Store, call: &Call, id: u64, listing: &Listing) -> Result<Answer, Refusal> {
    let (wanted, chosen) = (includes(call)?, Chosen::of(call));
    let shown = product(store, id, listing);
    Ok(Answer::data(with(
        store, id, listing, shown, &wanted, &chosen,
    )))
}

fn with(
    store: &Store,
    id: u64,
    listing: &Listing,
    shown: Map<String, Value>,
    wanted: &[&str],
    chosen: &Chosen<'_>,
) -> Value {
    let mut shown = chosen.of_shown(shown, &ALWAYS);
    for name in wanted {
        shown[*name] = included(store, id, listing, name);
    }
    shown
}

fn includes(call: &Call) -> Result<Vec<&str>, Refusal> {
    let text = call.param("include").unwrap_or_default();
    let names = text
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty());
    let known = |name: &str| INCLUDES.contains(&name);
    names
        .map(|name| known(name).then_some(name))
        .collect::<Option<Vec<_>>>()
        .ok_or_else(|| Refusal::field("include", "error.expected.validenumvalue"))
}

fn sorting(call: &Call) -> Result<(&'static str, bool), Refusal> {
    let wrong = |name| Refusal::field(name, "error.expected.validenumvalue");
    let wanted = call.param("sort").unwrap_or("id");
    let sort = SORTS.into_iter().find(|known| *known == wanted);
    let descending = match call.param("direction").unwrap_or("asc") {
        "asc" => false,
        "desc" => true,
        _ => return Err(wrong("direction")),
    };
    Ok((sort.ok_or_else(|| wrong("sort"))?, descending))
}

fn by(sort: &str, a: &Map<String, Value>, b: &Map<String, Value>) -> Ordering {
    match (&a[sort], &b[sort]) {
        (Value::String(a), Value::String(b)) => a.to_lowercase().cmp(&b.to_lowercase()),
        (Value::Bool(a), Value::Bool(b)) => a.cmp(b),
        (a, b) => a
            .as_f64()
            .unwrap_or(0.0)
            .total_cmp(&b.as_f64().unwrap_or(0.0)),
    }
}
