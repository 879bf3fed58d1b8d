//! Making, changing and deleting products.

use serde_json::{Map, Value};

use super::super::{refused, store};
use super::fields::PRODUCT;
use super::images;
use super::search::Search;
use super::view::{object, product};
use super::{find, shown};
use crate::api::answer::Answer;
use crate::api::call::Call;
use crate::api::filters::Filters;
use crate::api::refusal::Refusal;
use crate::api::shape::{self, Extent};
use crate::commerce::catalog::{
    CustomFieldDraft, Draft, ImageDraft, add_product, edit_product, remove_product,
};
use crate::model::World;

/// The most one deletion takes.
const DELETED_MOST: usize = 250;

/// `POST /v3/catalog/products`.
pub fn create(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    Filters::of(call, &[], &["include_fields"])?;
    let draft = draft(call, Extent::Whole)?;
    let id = add_product(world, &call.store, draft).map_err(|error| refused(&error))?;
    shown(world, call, id)
}

/// `PUT /v3/catalog/products/{id}`.
pub fn update(world: &mut World, call: &Call, id: u64) -> Result<Answer, Refusal> {
    Filters::of(call, &[], &["include", "include_fields"])?;
    find(world, call, id)?;
    let draft = draft(call, Extent::Part)?;
    edit_product(world, &call.store, id, draft).map_err(|error| refused(&error))?;
    shown(world, call, id)
}

/// `DELETE /v3/catalog/products/{id}`.
pub fn delete(world: &mut World, call: &Call, id: u64) -> Result<Answer, Refusal> {
    remove_product(world, &call.store, id).map_err(|error| refused(&error))?;
    Ok(Answer::empty())
}

/// `DELETE /v3/catalog/products`, which only a filter makes possible.
pub fn delete_some(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    let search = Search::of_deletion(call)?;
    let store = store(world, call)?;
    let listings = store.catalog.listings.iter();
    let meant = listings
        .filter(|(id, listing)| search.passes(store, &product(store, **id, listing)))
        .map(|(id, _)| *id);
    let meant: Vec<u64> = meant.take(DELETED_MOST).collect();
    for id in meant {
        remove_product(world, &call.store, id).map_err(|error| refused(&error))?;
    }
    Ok(Answer::empty())
}

fn draft(call: &Call, extent: Extent) -> Result<Draft, Refusal> {
    let mut fields = shape::read(&object(call.object()?), PRODUCT, extent)?;
    if fields.contains_key("brand_name") && fields.contains_key("brand_id") {
        let message = "brand_id and brand_name exclude each other";
        return Err(Refusal::field("brand_name", message));
    }
    let brand_name = fields.remove("brand_name");
    Ok(Draft {
        brand_name: brand_name.and_then(|name| name.as_str().map(str::to_owned)),
        inventory_level: number(fields.remove("inventory_level")),
        inventory_warning_level: number(fields.remove("inventory_warning_level")),
        images: objects(fields.remove("images"))
            .map(|image| image_draft(&image))
            .collect::<Result<_, _>>()?,
        custom_fields: objects(fields.remove("custom_fields"))
            .map(|field| custom_field(&field))
            .collect(),
        fields,
    })
}

fn image_draft(image: &Map<String, Value>) -> Result<ImageDraft, Refusal> {
    if !image.contains_key("id") && !image.contains_key("image_url") {
        return Err(Refusal::field("images", "error.path.missing"));
    }
    images::draft(image)
}

fn custom_field(field: &Map<String, Value>) -> CustomFieldDraft {
    let text = |name: &str| field[name].as_str().unwrap_or_default().to_owned();
    CustomFieldDraft {
        id: field.get("id").and_then(Value::as_u64),
        name: text("name"),
        value: text("value"),
    }
}

fn number(value: Option<Value>) -> Option<i64> {
    value.as_ref().and_then(Value::as_i64)
}

fn objects(list: Option<Value>) -> impl Iterator<Item = Map<String, Value>> {
    let items = match list {
        Some(Value::Array(items)) => items,
        _ => Vec::new(),
    };
    items.into_iter().map(object)
}
