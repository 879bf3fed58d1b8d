//! The catalogue of each practice store on the first start: what is said of its goods, where they
//! stand in a small tree, who makes them, and how many there are at two locations.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::commerce::money;
use crate::model::catalog::{
    Brand, Catalog, CatalogIds, Category, DEFAULT_LOCATION, Listing, Location, Stock,
};
use crate::model::price_list::PriceList;
use crate::model::{Product, Store, id};

/// Name, parent and path of each category; the first has number 23.
type Tree = &'static [(&'static str, u64, &'static str)];

struct Shop {
    tree: Tree,
    brand: &'static str,
    /// The category of each of the goods, and how many there are at the two locations.
    goods: &'static [(u64, i64, i64)],
    locations: [(&'static str, &'static str); 2],
    price_list: &'static str,
}

const FIRST_CATEGORY: u64 = 23;
const FIRST_BRAND: u64 = 35;
const WARNING: i64 = 5;

const COFFEE: Shop = Shop {
    tree: &[
        ("Coffee", 0, "/coffee/"),
        ("Blends", 23, "/coffee/blends/"),
        ("Single origin", 23, "/coffee/single-origin/"),
        ("Brewing", 0, "/brewing/"),
    ],
    brand: "Harbour Coffee",
    goods: &[
        (24, 120, 36),
        (25, 84, 12),
        (26, 18, 4),
        (26, 400, 60),
        (26, 55, 0),
    ],
    locations: [
        ("AUSTIN-1", "Quayside roastery"),
        ("AUSTIN-2", "Market stall"),
    ],
    price_list: "Cafés and restaurants",
};

const BICYCLES: Shop = Shop {
    tree: &[
        ("Fahrräder", 0, "/fahrraeder/"),
        ("Stadträder", 23, "/fahrraeder/stadt/"),
        ("Gravel", 23, "/fahrraeder/gravel/"),
        ("Zubehör", 0, "/zubehoer/"),
    ],
    brand: "Alpenrad",
    goods: &[(24, 12, 3), (25, 4, 1), (26, 40, 15), (26, 200, 80)],
    locations: [
        ("IBK-LAGER", "Lager Innsbruck"),
        ("SZG-FILIALE", "Filiale Salzburg"),
    ],
    price_list: "Händler",
};

const STATIONERY: Shop = Shop {
    tree: &[
        ("筆記具", 0, "/pens/"),
        ("紙", 0, "/paper/"),
        ("ノート", 24, "/paper/notebooks/"),
        ("テープ", 24, "/paper/tape/"),
    ],
    brand: "Kirin",
    goods: &[(23, 30, 8), (25, 500, 120), (26, 260, 40), (23, 75, 20)],
    locations: [("MEGURO", "目黒店"), ("OSAKA-1", "Osaka warehouse")],
    price_list: "法人",
};

/// Gives a store a catalogue of its goods, if it has none yet: those of worlds that were written
/// before there was one get it as they are read.
pub fn furnish(store: &mut Store, now_ms: i64) {
    if !store.catalog.locations.is_empty() {
        return;
    }
    let shop = match store.hash.as_str() {
        "z4zn3wo" => &BICYCLES,
        "q8tk1m2r" => &STATIONERY,
        _ => &COFFEE,
    };
    let products = &store.commerce.products;
    let last = products.keys().last().copied().unwrap_or(FIRST_PRODUCT);
    store.catalog = Catalog {
        listings: listings(shop, products, now_ms),
        categories: categories(shop),
        brands: BTreeMap::from([(FIRST_BRAND, brand(shop))]),
        locations: locations(shop, now_ms),
        stock: stock(shop, products),
        price_lists: BTreeMap::from([(1, price_list(shop, now_ms))]),
        next: CatalogIds {
            product: last.max(FIRST_PRODUCT) + 1,
            brand: FIRST_BRAND + 1,
            image: 301,
            custom_field: 1,
        },
    };
}

const FIRST_PRODUCT: u64 = 110;

fn listings(shop: &Shop, products: &BTreeMap<u64, Product>, now_ms: i64) -> BTreeMap<u64, Listing> {
    let placed = products.values().zip(shop.goods.iter().cycle());
    let listing = |(product, (category, ..)): (&Product, &(u64, i64, i64))| {
        let listing = Listing {
            fields: fields(product, *category),
            created_ms: now_ms,
            modified_ms: now_ms,
            ..Listing::default()
        };
        (product.id, listing)
    };
    placed.map(listing).collect()
}

fn fields(product: &Product, category: u64) -> Map<String, Value> {
    let fields = json!({
        "name": product.name, "type": "physical", "sku": product.sku,
        "price": money::v3(product.price), "weight": product.weight,
        "categories": [category], "brand_id": FIRST_BRAND, "inventory_tracking": "product",
        "custom_url": {"url": format!("/{}/", product.sku.to_lowercase()), "is_customized": false},
    });
    fields.as_object().cloned().unwrap_or_default()
}

fn categories(shop: &Shop) -> BTreeMap<u64, Category> {
    let category = |(id, (name, parent_id, path)): (u64, &(&str, u64, &str))| {
        let category = Category {
            id,
            uuid: id::uuid(),
            parent_id: *parent_id,
            name: (*name).to_owned(),
            path: (*path).to_owned(),
        };
        (id, category)
    };
    (FIRST_CATEGORY..).zip(shop.tree).map(category).collect()
}

fn brand(shop: &Shop) -> Brand {
    Brand {
        id: FIRST_BRAND,
        name: shop.brand.to_owned(),
    }
}

fn locations(shop: &Shop, now_ms: i64) -> BTreeMap<u64, Location> {
    let location = |(id, (code, label)): (u64, (&str, &str))| {
        let location = Location {
            id,
            code: code.to_owned(),
            label: label.to_owned(),
            created_ms: now_ms,
        };
        (id, location)
    };
    (DEFAULT_LOCATION..)
        .zip(shop.locations)
        .map(location)
        .collect()
}

fn stock(shop: &Shop, products: &BTreeMap<u64, Product>) -> BTreeMap<u64, BTreeMap<u64, Stock>> {
    let counted = |on_hand: i64| Stock {
        on_hand,
        safety: 0,
        warning: WARNING,
    };
    let placed = || products.keys().zip(shop.goods.iter().cycle());
    let here = placed().map(|(id, (_, here, _))| (*id, counted(*here)));
    let there = placed().map(|(id, (.., there))| (*id, counted(*there)));
    BTreeMap::from([
        (DEFAULT_LOCATION, here.collect()),
        (DEFAULT_LOCATION + 1, there.collect()),
    ])
}

fn price_list(shop: &Shop, now_ms: i64) -> PriceList {
    PriceList {
        id: 1,
        name: shop.price_list.to_owned(),
        active: true,
        records: BTreeMap::new(),
        created_ms: now_ms,
        modified_ms: now_ms,
    }
}
