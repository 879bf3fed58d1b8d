//! Categories: one tree, which practice shows and does not change.

use serde_json::{Map, Value, json};

use super::catalog;
use super::fields::{Chosen, OF_LISTS};
use super::products::view::object;
use crate::api::answer::Answer;
use crate::api::call::Call;
use crate::api::filters::{By, Filters, IS, Of, Rule};
use crate::api::page::Page;
use crate::api::refusal::Refusal;
use crate::model::World;
use crate::model::catalog::Category;

/// The number of the one tree.
const TREE: u64 = 1;

const LISTS: &[By] = &[By::In, By::NotIn];
const WORDS: &[By] = &[By::Is, By::Like];

const FILTERS: &[Rule] = &[
    ("category_id", Of::Number, LISTS),
    ("category_uuid", Of::Text, LISTS),
    ("tree_id", Of::Number, LISTS),
    ("parent_id", Of::Number, LISTS),
    ("name", Of::Text, WORDS),
    ("page_title", Of::Text, WORDS),
    ("is_visible", Of::Flag, IS),
];

/// `GET /v3/catalog/trees/categories`.
pub fn list(world: &World, call: &Call) -> Result<Answer, Refusal> {
    let others: Vec<&str> = OF_LISTS.into_iter().chain(["keyword"]).collect();
    let filters = Filters::of(call, FILTERS, &others)?;
    let keyword = call.param("keyword").map(str::to_lowercase);
    let says = |category: &Category| {
        let name = category.name.to_lowercase();
        keyword.as_ref().is_none_or(|word| name.contains(word))
    };
    let categories = catalog(world, call)?.categories.values();
    let shown = categories.filter(|category| says(category)).map(shown);
    let found: Vec<_> = shown.filter(|shown| filters.pass(shown)).collect();
    let (page, chosen) = (Page::of(call)?, Chosen::of(call));
    let meta = page.meta(found.len());
    let page = page.take(found).into_iter();
    let data = page.map(|shown| chosen.of_shown(shown, &["category_id"]));
    Ok(Answer::enveloped(200, data.collect(), meta))
}

fn shown(category: &Category) -> Map<String, Value> {
    object(json!({
        "category_id": category.id, "category_uuid": category.uuid, "tree_id": TREE,
        "parent_id": category.parent_id, "name": category.name, "description": "", "views": 0,
        "sort_order": 0, "page_title": "", "meta_keywords": [], "meta_description": "",
        "layout_file": "category.html", "image_url": "", "is_visible": true,
        "search_keywords": "", "default_product_sort": "use_store_settings",
        "url": {"path": category.path, "is_customized": false},
    }))
}
