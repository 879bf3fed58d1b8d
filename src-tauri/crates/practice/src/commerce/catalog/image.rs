//! Images of products. Practice keeps where they are and never fetches them.

use super::event::{CatalogEvent, tell};
use super::{CatalogError, store_mut};
use crate::model::catalog::{CatalogIds, Image, Listing};
use crate::model::{World, id};

/// The most images of one product.
const MOST: usize = 1_000;

/// An image to be added, or what is to be changed of one.
#[derive(Debug, Clone, Default)]
pub struct ImageDraft {
    /// The image to be changed; none for a new one.
    pub id: Option<u64>,
    /// Where it is.
    pub image_url: Option<String>,
    /// Whether lists show it.
    pub is_thumbnail: Option<bool>,
    /// Lower ones come first.
    pub sort_order: Option<i64>,
    /// In words.
    pub description: Option<String>,
}

/// Adds an image to a product; returns its id. The first thumbnail is an update to tell of.
///
/// # Errors
/// When the store or the product is unknown, or the product has as many as it can.
pub fn add_image(
    world: &mut World,
    store: &str,
    product: u64,
    draft: ImageDraft,
) -> Result<u64, CatalogError> {
    let now_ms = world.now_ms;
    let catalog = &mut store_mut(world, store)?.catalog;
    let listing = catalog.listings.get_mut(&product);
    let listing = listing.ok_or(CatalogError::NoProduct(product))?;
    let had_thumbnail = has_thumbnail(listing);
    let id = place(&mut catalog.next, listing, draft, now_ms)?;
    listing.modified_ms = now_ms;
    let first = !had_thumbnail && has_thumbnail(listing);
    tell(
        world,
        store,
        first.then_some(CatalogEvent::Updated(product)),
    );
    Ok(id)
}

/// Whether one of a product's images is its thumbnail.
pub(super) fn has_thumbnail(listing: &Listing) -> bool {
    listing.images.iter().any(|image| image.is_thumbnail)
}

/// Adds an image, or changes the one that the draft names. Only one is the thumbnail.
pub(super) fn place(
    next: &mut CatalogIds,
    listing: &mut Listing,
    draft: ImageDraft,
    now_ms: i64,
) -> Result<u64, CatalogError> {
    let at = match draft.id {
        Some(wanted) => position(listing, wanted)?,
        None => append(next, listing)?,
    };
    if draft.is_thumbnail == Some(true) {
        for image in &mut listing.images {
            image.is_thumbnail = false;
        }
    }
    let image = &mut listing.images[at];
    image.is_thumbnail = draft.is_thumbnail.unwrap_or(image.is_thumbnail);
    image.sort_order = draft.sort_order.unwrap_or(image.sort_order);
    image.image_url = draft.image_url.unwrap_or_else(|| image.image_url.clone());
    image.description = draft
        .description
        .unwrap_or_else(|| image.description.clone());
    image.modified_ms = now_ms;
    Ok(image.id)
}

fn position(listing: &Listing, wanted: u64) -> Result<usize, CatalogError> {
    let mut images = listing.images.iter();
    let known = images.position(|image| image.id == wanted);
    known.ok_or(CatalogError::NoPart("image", wanted))
}

fn append(next: &mut CatalogIds, listing: &mut Listing) -> Result<usize, CatalogError> {
    let at = listing.images.len();
    if at >= MOST {
        return Err(CatalogError::TooManyImages);
    }
    listing.images.push(Image {
        id: id::take(&mut next.image),
        image_url: String::new(),
        is_thumbnail: false,
        sort_order: 0,
        description: String::new(),
        modified_ms: 0,
    });
    Ok(at)
}
