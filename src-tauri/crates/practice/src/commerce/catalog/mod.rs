//! The catalogue: products made, changed and deleted, their stock, and prices of price lists. What
//! orders need of a product stands in the trade as well, and is written together with the rest.

mod adjust;
mod event;
mod image;
mod price;
mod product;
mod rules;
mod stock;
mod usual;
mod variant;

pub use adjust::{Adjustment, Basis, ItemName, StockError, adjust};
pub use event::CatalogEvent;
pub use image::{ImageDraft, add_image};
pub use price::{Price, set_prices};
pub use product::{CustomFieldDraft, Draft, add_product, edit_product, remove_product};
pub(super) use stock::sold;
pub use usual::usual;
pub use variant::edit_variant;

use crate::model::{Store, World};

/// Why the catalogue stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CatalogError {
    /// No practice store has that hash.
    #[error("no practice store is called {0}")]
    NoStore(String),
    /// The store has no product of that number.
    #[error("the store has no product {0}")]
    NoProduct(u64),
    /// Names are unique, whatever their case.
    #[error("The product name is a duplicate")]
    NameTaken,
    /// So are stock-keeping units.
    #[error("The product sku is a duplicate")]
    SkuTaken,
    /// So are addresses on the storefront.
    #[error("The product url is a duplicate")]
    UrlTaken,
    /// A product can only be put into categories there are.
    #[error("The category {0} does not exist")]
    NoCategory(i64),
    /// A product can only be of a brand there is.
    #[error("The brand {0} does not exist")]
    NoBrand(i64),
    /// Only what cannot be bought may hide its price.
    #[error("A price can only be hidden while availability is disabled")]
    PriceShown,
    /// An image or a custom field is to be changed that the product does not have.
    #[error("The product has no {0} {1}")]
    NoPart(&'static str, u64),
    /// A product has at most a thousand images.
    #[error("A product can have up to 1000 images")]
    TooManyImages,
    /// The store has no price list of that number.
    #[error("the store has no price list {0}")]
    NoPriceList(u64),
}

fn store_mut<'a>(world: &'a mut World, hash: &str) -> Result<&'a mut Store, CatalogError> {
    world
        .store_mut(hash)
        .ok_or_else(|| CatalogError::NoStore(hash.to_owned()))
}
