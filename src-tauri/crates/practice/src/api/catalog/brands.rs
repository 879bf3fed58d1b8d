//! Brands, which practice shows; a product that names a new one makes it.

use std::cmp::Ordering;

use serde_json::{Map, Value, json};

use super::catalog;
use super::fields::{Chosen, OF_LISTS};
use super::products::view::object;
use crate::api::answer::Answer;
use crate::api::call::Call;
use crate::api::filters::{By, EVERY, Filters, IS, Of, Rule};
use crate::api::page::Page;
use crate::api::refusal::Refusal;
use crate::model::World;
use crate::model::catalog::Brand;

const FILTERS: &[Rule] = &[
    ("id", Of::Number, EVERY),
    ("name", Of::Text, &[By::Is, By::Like]),
    ("page_title", Of::Text, IS),
];

/// `GET /v3/catalog/brands`.
pub fn list(world: &World, call: &Call) -> Result<Answer, Refusal> {
    let others: Vec<&str> = OF_LISTS.into_iter().chain(["sort", "direction"]).collect();
    let filters = Filters::of(call, FILTERS, &others)?;
    let mut brands: Vec<&Brand> = catalog(world, call)?.brands.values().collect();
    let (key, descending) = sorting(call)?;
    brands.sort_by(|a, b| if descending { key(b, a) } else { key(a, b) });
    let shown = brands.into_iter().map(shown);
    let found: Vec<_> = shown.filter(|shown| filters.pass(shown)).collect();
    let (page, chosen) = (Page::of(call)?, Chosen::of(call));
    let meta = page.meta(found.len());
    let page = page.take(found).into_iter();
    let data = page.map(|shown| chosen.of_shown(shown, &["id"]));
    Ok(Answer::enveloped(200, data.collect(), meta))
}

type Key = fn(&Brand, &Brand) -> Ordering;

fn sorting(call: &Call) -> Result<(Key, bool), Refusal> {
    let key: Key = match call.param("sort") {
        None => |a, b| a.id.cmp(&b.id),
        Some("name") => |a, b| a.name.to_lowercase().cmp(&b.name.to_lowercase()),
        Some(_) => return Err(unknown("sort")),
    };
    match call.param("direction").unwrap_or("asc") {
        "asc" => Ok((key, false)),
        "desc" => Ok((key, true)),
        _ => Err(unknown("direction")),
    }
}

fn unknown(name: &str) -> Refusal {
    Refusal::field(name, "error.expected.validenumvalue")
}

fn shown(brand: &Brand) -> Map<String, Value> {
    let slug = brand.name.to_lowercase().replace(' ', "-");
    object(json!({
        "id": brand.id, "name": brand.name, "page_title": "", "meta_keywords": [],
        "meta_description": "", "search_keywords": "", "image_url": "",
        "custom_url": {"url": format!("/brands/{slug}.html"), "is_customized": false},
    }))
}
