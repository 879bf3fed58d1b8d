//! Which products a list or a deletion means.

use serde_json::{Map, Value};

use crate::api::call::Call;
use crate::api::filters::{By, EVERY, Filters, IN, IS, Of, Rule};
use crate::api::refusal::Refusal;
use crate::model::Store;

const FILTERS: &[Rule] = &[
    ("id", Of::Number, EVERY),
    ("name", Of::Text, IS),
    ("sku", Of::Text, &[By::Is, By::In]),
    ("mpn", Of::Text, IS),
    ("upc", Of::Text, IS),
    ("price", Of::Number, IS),
    ("weight", Of::Number, IS),
    ("condition", Of::Text, IS),
    ("brand_id", Of::Number, IS),
    ("categories", Of::Number, &[By::Is, By::In]),
    ("date_modified", Of::Time, &[By::Is, By::Min, By::Max]),
    (
        "date_last_imported",
        Of::Time,
        &[By::Is, By::Not, By::Min, By::Max],
    ),
    ("is_visible", Of::Flag, IS),
    ("is_featured", Of::Flag, IS),
    ("is_free_shipping", Of::Flag, IS),
    ("inventory_level", Of::Number, EVERY),
    ("total_sold", Of::Number, IS),
    ("type", Of::Text, IS),
    ("availability", Of::Text, IS),
];

const OTHERS: [&str; 12] = [
    "channel_id:in",
    "page",
    "limit",
    "include",
    "include_fields",
    "exclude_fields",
    "sort",
    "direction",
    "keyword",
    "keyword_context",
    "inventory_low",
    "out_of_stock",
];

/// The one channel there is.
const CHANNEL: u64 = 1;

/// What a deletion may filter by.
const OF_DELETION: &[Rule] = &[
    ("id", Of::Number, IN),
    ("name", Of::Text, IS),
    ("sku", Of::Text, IS),
    ("price", Of::Number, IS),
    ("weight", Of::Number, IS),
    ("condition", Of::Text, IS),
    ("brand_id", Of::Number, IS),
    ("date_modified", Of::Time, IS),
    ("date_last_imported", Of::Time, IS),
    ("is_visible", Of::Flag, IS),
    ("is_featured", Of::Flag, IS),
    ("inventory_level", Of::Number, IS),
    ("total_sold", Of::Number, IS),
    ("type", Of::Text, IS),
    ("categories", Of::Number, IS),
];

/// The filters of one call.
#[derive(Debug)]
pub struct Search {
    filters: Filters,
    keyword: Option<String>,
    low: Option<bool>,
    sold_out: bool,
    elsewhere: bool,
}

impl Search {
    /// Of a list.
    ///
    /// # Errors
    /// 422 for a parameter that is unknown or cannot be read.
    pub fn of(call: &Call) -> Result<Self, Refusal> {
        let filters = Filters::of(call, FILTERS, &OTHERS)?;
        let channels = call.listed::<u64>("channel_id:in")?;
        Ok(Self {
            filters,
            keyword: call.param("keyword").map(str::to_lowercase),
            low: call.parsed::<u8>("inventory_low")?.map(|low| low == 1),
            sold_out: call.parsed::<u8>("out_of_stock")? == Some(1),
            elsewhere: channels.is_some_and(|channels| !channels.contains(&CHANNEL)),
        })
    }

    /// Of a deletion, which must filter by something.
    ///
    /// # Errors
    /// 422 for a parameter that is unknown or cannot be read, and when there is none.
    pub fn of_deletion(call: &Call) -> Result<Self, Refusal> {
        let filters = Filters::of(call, OF_DELETION, &["keyword"])?;
        let keyword = call.param("keyword").map(str::to_lowercase);
        if filters.is_empty() && keyword.is_none() {
            let title = "A filter is required to delete products.";
            return Err(Refusal::Unprocessable(title.to_owned()));
        }
        Ok(Self {
            filters,
            keyword,
            low: None,
            sold_out: false,
            elsewhere: false,
        })
    }

    /// Whether a product is meant.
    pub fn passes(&self, store: &Store, shown: &Map<String, Value>) -> bool {
        let level = shown["inventory_level"].as_i64().unwrap_or_default();
        let warning = shown["inventory_warning_level"]
            .as_i64()
            .unwrap_or_default();
        let tracked = shown["inventory_tracking"] != "none";
        let is_low = tracked && level <= warning;
        !self.elsewhere
            && self.filters.pass(shown)
            && self.low.is_none_or(|low| low == is_low)
            && (!self.sold_out || (tracked && level == 0))
            && self
                .keyword
                .as_ref()
                .is_none_or(|word| says(store, shown, word))
    }
}

/// Whether name, description, stock-keeping unit or brand have a word in them.
fn says(store: &Store, shown: &Map<String, Value>, word: &str) -> bool {
    let texts = ["name", "description", "sku"].map(|name| shown[name].as_str());
    let brand = shown["brand_id"].as_u64();
    let brand = brand.and_then(|id| store.catalog.brands.get(&id));
    let texts = texts
        .into_iter()
        .chain([brand.map(|brand| brand.name.as_str())]);
    texts
        .flatten()
        .any(|text| text.to_lowercase().contains(word))
}
