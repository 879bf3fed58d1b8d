//! Stock as the Inventory API changes it: counted anew, or by a difference. A request is done whole
//! or not at all.

use std::collections::BTreeMap;
use std::fmt;

use super::event::{CatalogEvent, tell};
use super::stock::is_tracked;
use crate::model::World;
use crate::model::catalog::{Catalog, Stock};

/// The most of a product at one location.
const MOST: i64 = 2_147_483_647;

/// How a request names an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemName {
    /// By stock-keeping unit.
    Sku(String),
    /// By variant.
    Variant(u64),
    /// By product.
    Product(u64),
}

/// One change of stock.
#[derive(Debug, Clone)]
pub struct Adjustment {
    /// Where.
    pub location: u64,
    /// Of what.
    pub item: ItemName,
    /// How many there are, or by how many they change.
    pub quantity: i64,
}

/// Whether quantities are counts or differences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// How many there are. Never refused for being too few.
    Absolute,
    /// By how many they change.
    Relative,
}

/// Why all stock stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StockError {
    /// No practice store has that hash.
    #[error("no practice store is called {0}")]
    NoStore(String),
    /// The store has no location of that number.
    #[error("[Location with id {0} does not exist]")]
    NoLocation(u64),
    /// The store has no such item.
    #[error("Items with identity: [{0}] do not exist")]
    NoItem(ItemName),
    /// Where variants are counted, a product is the wrong name.
    #[error("[Item with {0} is tracked by variant, please update stock by variant id]")]
    ByVariant(ItemName),
    /// A difference needs a count to differ from.
    #[error("Items with identity: [{0}] requires absolute adjustment before relative")]
    Uncounted(ItemName),
    /// What is kept back may not be touched.
    #[error("Items with identity: [{0}] have insufficient stock")]
    TooFew(ItemName),
    /// More than BigCommerce counts.
    #[error("Items with identity: [{0}] exceed the maximum inventory level")]
    TooMany(ItemName),
}

impl fmt::Display for ItemName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sku(sku) => write!(f, "sku {sku}"),
            Self::Variant(id) => write!(f, "variant_id {id}"),
            Self::Product(id) => write!(f, "product_id {id}"),
        }
    }
}

impl ItemName {
    /// The product whose item it is.
    pub fn product(&self, catalog: &Catalog) -> Option<u64> {
        match self {
            Self::Sku(sku) => catalog.by_sku(sku),
            Self::Variant(id) => catalog.by_variant(*id),
            Self::Product(id) => catalog.listings.contains_key(id).then_some(*id),
        }
    }
}

/// Changes stock, all of it or none.
///
/// # Errors
/// When the store, a location or an item is unknown, or a quantity cannot be.
pub fn adjust(
    world: &mut World,
    store: &str,
    basis: Basis,
    adjustments: &[Adjustment],
) -> Result<(), StockError> {
    let shop = world.store_mut(store);
    let shop = shop.ok_or_else(|| StockError::NoStore(store.to_owned()))?;
    let mut stock = shop.catalog.stock.clone();
    let mut changes: BTreeMap<u64, i64> = BTreeMap::new();
    for wanted in adjustments {
        let product = item(&shop.catalog, wanted)?;
        let items = stock.entry(wanted.location).or_default();
        let before = items.get(&product).copied();
        let after = adjusted(before, basis, wanted)?;
        items.insert(product, after);
        *changes.entry(product).or_default() += after.on_hand - before.unwrap_or_default().on_hand;
    }
    shop.catalog.stock = stock;
    changes.retain(|_, by| *by != 0);
    let events = events(&shop.catalog, changes);
    tell(world, store, events);
    Ok(())
}

fn events(catalog: &Catalog, changes: BTreeMap<u64, i64>) -> Vec<CatalogEvent> {
    let tracked = |product: &u64| catalog.listings.get(product).is_some_and(is_tracked);
    let told = |(product, by): (u64, i64)| {
        let updated = tracked(&product).then_some(CatalogEvent::Updated(product));
        updated
            .into_iter()
            .chain([CatalogEvent::Counted { product, by }])
    };
    changes.into_iter().flat_map(told).collect()
}

fn item(catalog: &Catalog, wanted: &Adjustment) -> Result<u64, StockError> {
    if !catalog.locations.contains_key(&wanted.location) {
        return Err(StockError::NoLocation(wanted.location));
    }
    let named = || wanted.item.clone();
    let product = wanted.item.product(catalog);
    let product = product.ok_or_else(|| StockError::NoItem(named()))?;
    let by_variant = catalog.listings[&product].text("inventory_tracking") == "variant";
    match wanted.item {
        ItemName::Product(_) if by_variant => Err(StockError::ByVariant(named())),
        ItemName::Product(_) | ItemName::Variant(_) | ItemName::Sku(_) => Ok(product),
    }
}

fn adjusted(before: Option<Stock>, basis: Basis, wanted: &Adjustment) -> Result<Stock, StockError> {
    let named = || wanted.item.clone();
    let stock = match basis {
        Basis::Absolute => Stock {
            on_hand: wanted.quantity,
            ..before.unwrap_or_default()
        },
        Basis::Relative => {
            let before = before.ok_or_else(|| StockError::Uncounted(named()))?;
            let on_hand = before.on_hand + wanted.quantity;
            Stock { on_hand, ..before }
        }
    };
    if stock.on_hand > MOST {
        return Err(StockError::TooMany(named()));
    }
    let taken = basis == Basis::Relative && wanted.quantity < 0;
    if taken && stock.for_sale() < 0 {
        return Err(StockError::TooFew(named()));
    }
    Ok(stock)
}
