//! Products: made, changed, deleted.

use serde_json::{Map, Value, json};

use super::event::{CatalogEvent, tell};
use super::image::{self, ImageDraft};
use super::{CatalogError, rules, stock, store_mut};
use crate::commerce::money;
use crate::model::catalog::{Brand, Catalog, CatalogIds, CustomField, Listing};
use crate::model::{Commerce, Product, World, id};

/// A product to be made, or what is to be changed of one.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// Its fields, as they were sent.
    pub fields: Map<String, Value>,
    /// A brand by name, made when there is none.
    pub brand_name: Option<String>,
    /// How many can be sold at the default location.
    pub inventory_level: Option<i64>,
    /// At which number the owner is told.
    pub inventory_warning_level: Option<i64>,
    /// Images to add or change.
    pub images: Vec<ImageDraft>,
    /// Custom fields to add or change.
    pub custom_fields: Vec<CustomFieldDraft>,
}

/// A custom field to be added, or to be changed when it names one.
#[derive(Debug, Clone)]
pub struct CustomFieldDraft {
    /// The field to be changed; none for a new one.
    pub id: Option<u64>,
    /// Name.
    pub name: String,
    /// Value.
    pub value: String,
}

/// Makes a product; returns its id.
///
/// # Errors
/// When the store is unknown, or something of the draft is taken or does not exist.
pub fn add_product(world: &mut World, store: &str, draft: Draft) -> Result<u64, CatalogError> {
    let now_ms = world.now_ms;
    let shop = store_mut(world, store)?;
    rules::check(&shop.catalog, None, &draft)?;
    let mut draft = draft;
    let id = shop.catalog.next.product;
    if rules::url(&draft.fields).is_none() {
        let name = draft.fields.get("name").and_then(Value::as_str);
        let url = rules::own_url(&shop.catalog, name.unwrap_or_default(), id);
        let custom = json!({"url": url, "is_customized": false});
        draft.fields.insert("custom_url".to_owned(), custom);
    }
    let listing = Listing {
        created_ms: now_ms,
        ..Listing::default()
    };
    write(&mut shop.catalog, id, listing, draft, now_ms)?;
    shop.catalog.next.product += 1;
    mirror(&mut shop.commerce, &shop.catalog, id);
    tell(world, store, [CatalogEvent::Created(id)]);
    Ok(id)
}

/// Changes what a draft holds of a product.
///
/// # Errors
/// As [`add_product`], and when the product is unknown.
pub fn edit_product(
    world: &mut World,
    store: &str,
    id: u64,
    draft: Draft,
) -> Result<(), CatalogError> {
    let now_ms = world.now_ms;
    let shop = store_mut(world, store)?;
    let before = shop.catalog.listings.get(&id).cloned();
    let before = before.ok_or(CatalogError::NoProduct(id))?;
    rules::check(&shop.catalog, Some(id), &draft)?;
    let by = write(&mut shop.catalog, id, before.clone(), draft, now_ms)?;
    mirror(&mut shop.commerce, &shop.catalog, id);
    let after = &shop.catalog.listings[&id];
    let first_thumbnail = !image::has_thumbnail(&before) && image::has_thumbnail(after);
    let counted = by.map(|by| CatalogEvent::Counted { product: id, by });
    let differs = rules::differs(&before.fields, &after.fields);
    let updated = (differs || first_thumbnail || by.is_some()).then_some(CatalogEvent::Updated(id));
    tell(world, store, updated.into_iter().chain(counted));
    Ok(())
}

/// Deletes a product with everything of it. Orders and carts keep what they say of it.
///
/// # Errors
/// When the store or the product is unknown.
pub fn remove_product(world: &mut World, store: &str, id: u64) -> Result<(), CatalogError> {
    let shop = store_mut(world, store)?;
    let gone = shop.catalog.listings.remove(&id);
    gone.ok_or(CatalogError::NoProduct(id))?;
    shop.commerce.products.remove(&id);
    for stock in shop.catalog.stock.values_mut() {
        stock.remove(&id);
    }
    tell(world, store, [CatalogEvent::Deleted(id)]);
    Ok(())
}

/// Writes a draft over a listing; by how many the stock changed, if it did.
fn write(
    catalog: &mut Catalog,
    id: u64,
    mut listing: Listing,
    draft: Draft,
    now_ms: i64,
) -> Result<Option<i64>, CatalogError> {
    let mut next = catalog.next.clone();
    for image in draft.images {
        image::place(&mut next, &mut listing, image, now_ms)?;
    }
    for field in draft.custom_fields {
        custom(&mut next, &mut listing, field)?;
    }
    catalog.next = next;
    listing.fields.extend(draft.fields);
    if let Some(name) = draft.brand_name {
        let brand = brand(catalog, &name);
        listing.fields.insert("brand_id".to_owned(), brand.into());
    }
    listing.modified_ms = now_ms;
    catalog.listings.insert(id, listing);
    let (level, warning) = (draft.inventory_level, draft.inventory_warning_level);
    Ok(stock::set(catalog, id, level, warning))
}

fn custom(
    next: &mut CatalogIds,
    listing: &mut Listing,
    draft: CustomFieldDraft,
) -> Result<(), CatalogError> {
    let CustomFieldDraft { id, name, value } = draft;
    let Some(wanted) = id else {
        let id = id::take(&mut next.custom_field);
        listing.custom_fields.push(CustomField { id, name, value });
        return Ok(());
    };
    let mut fields = listing.custom_fields.iter_mut();
    let field = fields.find(|field| field.id == wanted);
    let field = field.ok_or(CatalogError::NoPart("custom field", wanted))?;
    (field.name, field.value) = (name, value);
    Ok(())
}

fn brand(catalog: &mut Catalog, name: &str) -> u64 {
    let wanted = name.to_lowercase();
    let mut brands = catalog.brands.values();
    if let Some(known) = brands.find(|brand| brand.name.to_lowercase() == wanted) {
        return known.id;
    }
    let id = id::take(&mut catalog.next.brand);
    let name = name.to_owned();
    catalog.brands.insert(id, Brand { id, name });
    id
}

/// Writes what orders need of a product into the trade.
pub(super) fn mirror(commerce: &mut Commerce, catalog: &Catalog, id: u64) {
    let Some(listing) = catalog.listings.get(&id) else {
        return;
    };
    let number = |name: &str| listing.fields.get(name).and_then(Value::as_f64);
    let product = Product {
        id,
        name: listing.text("name").to_owned(),
        sku: listing.text("sku").to_owned(),
        price: money::from_units(number("price").unwrap_or_default()),
        weight: number("weight").unwrap_or_default(),
    };
    commerce.products.insert(id, product);
}
