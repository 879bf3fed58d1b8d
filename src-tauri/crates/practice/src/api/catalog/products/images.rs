//! Images of a product.

use serde_json::{Map, Value, json};
use url::Url;

use super::super::fields::{Chosen, OF_LISTS};
use super::super::{refused, store};
use super::fields::IMAGE;
use super::find;
use super::view::object;
use crate::api::answer::Answer;
use crate::api::call::Call;
use crate::api::filters::Filters;
use crate::api::page::Page;
use crate::api::refusal::Refusal;
use crate::api::shape::{self, Extent};
use crate::api::times;
use crate::commerce::catalog::{ImageDraft, add_image};
use crate::model::catalog::{Image, Listing};
use crate::model::{Store, World};

/// `GET /v3/catalog/products/{id}/images`; 204 when there is none.
pub fn list(world: &World, call: &Call, product: u64) -> Result<Answer, Refusal> {
    Filters::of(call, &[], &OF_LISTS)?;
    let listing = find(world, call, product)?;
    if listing.images.is_empty() {
        return Ok(Answer::empty());
    }
    let (store, page, chosen) = (store(world, call)?, Page::of(call)?, Chosen::of(call));
    let shown = page.take(&listing.images).into_iter().map(|image| {
        let shown = object(one(store, product, image));
        chosen.of_shown(shown, &["id"])
    });
    let meta = page.meta(listing.images.len());
    Ok(Answer::enveloped(200, shown.collect(), meta))
}

/// `POST /v3/catalog/products/{id}/images`, by address only.
pub fn create(world: &mut World, call: &Call, product: u64) -> Result<Answer, Refusal> {
    find(world, call, product)?;
    let body = object(call.object()?);
    if !body.contains_key("image_url") {
        let title = "image_url must be present if uploading by url";
        return Err(Refusal::Unprocessable(title.to_owned()));
    }
    let mut wanted = draft(&shape::read(&body, IMAGE, Extent::Part)?)?;
    wanted.id = None;
    let id = add_image(world, &call.store, product, wanted).map_err(|error| refused(&error))?;
    let (store, listing) = (store(world, call)?, find(world, call, product)?);
    let image = listing.images.iter().find(|image| image.id == id);
    image
        .map(|image| Answer::data(one(store, product, image)))
        .ok_or(Refusal::missing("Image"))
}

/// Every image of a product.
pub fn shown(store: &Store, product: u64, listing: &Listing) -> Value {
    let images = listing.images.iter();
    images.map(|image| one(store, product, image)).collect()
}

/// The image that lists show, or null.
pub fn primary(store: &Store, product: u64, listing: &Listing) -> Value {
    let mut images = listing.images.iter();
    let thumbnail = images.find(|image| image.is_thumbnail);
    thumbnail.map_or(Value::Null, |image| one(store, product, image))
}

/// An image from its body.
pub fn draft(body: &Map<String, Value>) -> Result<ImageDraft, Refusal> {
    let text = |name: &str| body.get(name).and_then(Value::as_str).map(str::to_owned);
    let image_url = text("image_url");
    let parsed = image_url.as_deref().map(Url::parse);
    let is_web = |url: &Url| matches!(url.scheme(), "http" | "https") && url.has_host();
    if parsed.is_some_and(|url| !url.is_ok_and(|url| is_web(&url))) {
        return Err(Refusal::field("image_url", "error.expected.url"));
    }
    Ok(ImageDraft {
        id: body.get("id").and_then(Value::as_u64),
        image_url,
        is_thumbnail: body.get("is_thumbnail").and_then(Value::as_bool),
        sort_order: body.get("sort_order").and_then(Value::as_i64),
        description: text("description"),
    })
}

fn one(store: &Store, product: u64, image: &Image) -> Value {
    let last = image.image_url.rsplit('/').next().unwrap_or_default();
    let name = last.split(['?', '#']).next().unwrap_or_default();
    let base = format!(
        "https://{}/products/{product}/images/{}",
        store.domain, image.id
    );
    let sized = |size: &str| format!("{base}/{name}?size={size}");
    json!({
        "id": image.id, "product_id": product, "is_thumbnail": image.is_thumbnail,
        "sort_order": image.sort_order, "description": image.description,
        "image_url": image.image_url, "image_file": format!("i/{}/{name}", image.id),
        "url_zoom": sized("1280x1280"), "url_standard": sized("560x850"),
        "url_thumbnail": sized("330x500"), "url_tiny": sized("66x100"),
        "date_modified": times::v3(image.modified_ms),
    })
}
