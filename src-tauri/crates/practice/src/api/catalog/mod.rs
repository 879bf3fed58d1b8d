//! The catalogue of v3: products with their images and variants, categories, brands.

mod brands;
mod categories;
mod fields;
pub(super) mod products;
mod variants;

use super::answer::Answer;
use super::call::Call;
use super::gate::Caller;
use super::refusal::Refusal;
use crate::commerce::catalog::CatalogError;
use crate::model::{Catalog, Store, World};

const READ: &[&str] = &["store_v2_products_read_only"];
const WRITE: &[&str] = &["store_v2_products"];

/// Performs what the path after `catalog` names.
///
/// # Errors
/// 403 without the scope; 404, 405, 409 and 422 as the operation.
pub fn operate(
    world: &mut World,
    call: &Call,
    caller: &Caller,
    rest: &[&str],
) -> Result<Answer, Refusal> {
    caller.needs(if call.method == "GET" { READ } else { WRITE })?;
    match (call.method.as_str(), rest) {
        (_, ["products", rest @ ..]) => products::operate(world, call, rest),
        ("GET", ["variants"]) => variants::list(world, call),
        ("GET", ["trees", "categories"]) => categories::list(world, call),
        ("GET", ["brands"]) => brands::list(world, call),
        (_, ["variants" | "brands"] | ["trees", "categories"]) => Err(Refusal::Method),
        _ => Err(Refusal::missing("Resource")),
    }
}

/// The store that is called.
pub(super) fn store<'w>(world: &'w World, call: &Call) -> Result<&'w Store, Refusal> {
    world.store(&call.store).ok_or(Refusal::TokenDead)
}

/// Its catalogue.
pub(super) fn catalog<'w>(world: &'w World, call: &Call) -> Result<&'w Catalog, Refusal> {
    store(world, call).map(|store| &store.catalog)
}

/// What a failed operation on the catalogue answers.
pub(super) fn refused(error: &CatalogError) -> Refusal {
    let conflict = |field: &str| Refusal::told(409, &error.to_string(), field);
    match error {
        CatalogError::NoStore(_) => Refusal::TokenDead,
        CatalogError::NoProduct(_) => Refusal::missing("Product"),
        CatalogError::NoPriceList(_) => Refusal::missing("Price list"),
        CatalogError::NameTaken => conflict("name"),
        CatalogError::SkuTaken => conflict("sku"),
        CatalogError::UrlTaken => conflict("custom_url"),
        CatalogError::NoCategory(_) => conflict("categories"),
        CatalogError::NoBrand(_) => conflict("brand_id"),
        CatalogError::PriceShown => Refusal::field("is_price_hidden", &error.to_string()),
        CatalogError::NoPart(part, _) => Refusal::field(part, &error.to_string()),
        CatalogError::TooManyImages => Refusal::Unprocessable(error.to_string()),
    }
}
