//! What a practice store's catalogue says of its products besides what orders need of them, and
//! how many are in stock where. Fields stay as JSON, so that an amount is given back exactly as it
//! was sent.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::price_list::PriceList;

/// The location every store has and cannot lose.
pub const DEFAULT_LOCATION: u64 = 1;

/// How far a product's number lies from that of its one variant, so that one mistaken for the
/// other is noticed.
const VARIANT_OFFSET: u64 = 300;

/// A store's catalogue.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Catalog {
    /// What is said of each product, by product id: one for each of the trade's products.
    pub listings: BTreeMap<u64, Listing>,
    /// By category id.
    pub categories: BTreeMap<u64, Category>,
    /// By brand id.
    pub brands: BTreeMap<u64, Brand>,
    /// By location id.
    pub locations: BTreeMap<u64, Location>,
    /// By location id, then by product id; none before the first absolute adjustment.
    pub stock: BTreeMap<u64, BTreeMap<u64, Stock>>,
    /// By price list id.
    pub price_lists: BTreeMap<u64, PriceList>,
    /// The next numbers.
    pub next: CatalogIds,
}

/// The next number of each kind of thing within one store's catalogue.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CatalogIds {
    /// Products.
    pub product: u64,
    /// Brands.
    pub brand: u64,
    /// Images.
    pub image: u64,
    /// Custom fields.
    pub custom_field: u64,
}

/// What is said of a product.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Listing {
    /// Every field that was set, name and price among them.
    pub fields: Map<String, Value>,
    /// Every field that was set of its one variant.
    pub variant: Map<String, Value>,
    /// Its images, in the order they came.
    pub images: Vec<Image>,
    /// Its custom fields.
    pub custom_fields: Vec<CustomField>,
    /// Milliseconds since the epoch.
    pub created_ms: i64,
    /// Milliseconds since the epoch.
    pub modified_ms: i64,
}

/// An image of a product.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Image {
    /// Number within the store.
    pub id: u64,
    /// Where it was to be fetched from. Practice never does.
    pub image_url: String,
    /// Whether lists show this one.
    pub is_thumbnail: bool,
    /// Lower ones come first.
    pub sort_order: i64,
    /// In words, or empty.
    pub description: String,
    /// Milliseconds since the epoch.
    pub modified_ms: i64,
}

/// A custom field of a product.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CustomField {
    /// Number within the store.
    pub id: u64,
    /// Name.
    pub name: String,
    /// Value.
    pub value: String,
}

/// A category of the one tree.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Category {
    /// Number within the store.
    pub id: u64,
    /// UUID.
    pub uuid: String,
    /// The category above it; 0 at the top.
    pub parent_id: u64,
    /// Name.
    pub name: String,
    /// Path on the storefront.
    pub path: String,
}

/// A brand.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Brand {
    /// Number within the store.
    pub id: u64,
    /// Name.
    pub name: String,
}

/// A place that keeps stock.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Location {
    /// Number within the store.
    pub id: u64,
    /// The merchant's own word for it.
    pub code: String,
    /// Name.
    pub label: String,
    /// When it was made, in milliseconds since the epoch.
    pub created_ms: i64,
}

/// What a location has of a product.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stock {
    /// How many there are.
    pub on_hand: i64,
    /// How many of them are not for sale.
    pub safety: i64,
    /// At which number the owner is told.
    pub warning: i64,
}

impl Stock {
    /// How many can be sold.
    pub fn for_sale(self) -> i64 {
        self.on_hand - self.safety
    }
}

impl Listing {
    /// A field that holds text; empty when it was never set.
    pub fn text(&self, name: &str) -> &str {
        self.fields
            .get(name)
            .and_then(Value::as_str)
            .unwrap_or_default()
    }
}

impl Catalog {
    /// What a location has of a product, when that was ever said.
    pub fn stock_at(&self, location: u64, product: u64) -> Option<Stock> {
        self.stock.get(&location)?.get(&product).copied()
    }

    /// The product with that stock-keeping unit, whatever its case.
    pub fn by_sku(&self, sku: &str) -> Option<u64> {
        let wanted = sku.to_lowercase();
        let mut listings = self.listings.iter();
        listings
            .find(|(_, listing)| !wanted.is_empty() && listing.text("sku").to_lowercase() == wanted)
            .map(|(id, _)| *id)
    }

    /// The product of that variant.
    pub fn by_variant(&self, variant: u64) -> Option<u64> {
        let product = variant.checked_sub(VARIANT_OFFSET)?;
        self.listings.contains_key(&product).then_some(product)
    }
}

/// The number of a product's one variant; 0 for what is no product of the catalogue.
pub fn base_variant(product: u64) -> u64 {
    if product == 0 {
        0
    } else {
        product + VARIANT_OFFSET
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_product_is_found_by_sku_and_by_variant() {
        let mut catalog = Catalog::default();
        let fields = json!({"sku": "MUG-1"}).as_object().cloned().unwrap();
        let listing = Listing {
            fields,
            ..Listing::default()
        };
        catalog.listings.insert(77, listing);
        catalog.listings.insert(78, Listing::default());
        assert_eq!(catalog.by_sku("mug-1"), Some(77));
        assert_eq!(catalog.by_sku(""), None);
        assert_eq!(catalog.by_variant(base_variant(78)), Some(78));
        assert_eq!(catalog.by_variant(77), None);
    }
}
