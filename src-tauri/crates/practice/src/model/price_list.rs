//! Price lists: prices that hold for some shoppers in the place of the catalogue's.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A price list.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PriceList {
    /// Number within the store.
    pub id: u64,
    /// Name.
    pub name: String,
    /// Whether it is in use.
    pub active: bool,
    /// Its prices, by `{variant id} {currency}`.
    pub records: BTreeMap<String, PriceRecord>,
    /// Milliseconds since the epoch.
    pub created_ms: i64,
    /// Milliseconds since the epoch.
    pub modified_ms: i64,
}

/// The prices of one variant in one currency.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PriceRecord {
    /// The variant.
    pub variant_id: u64,
    /// ISO 4217 code, upper case.
    pub currency: String,
    /// `price`, `sale_price` and the like, as they were sent.
    pub prices: Map<String, Value>,
    /// Milliseconds since the epoch.
    pub created_ms: i64,
    /// Milliseconds since the epoch.
    pub modified_ms: i64,
}

impl PriceRecord {
    /// What the record is kept under.
    fn key(variant_id: u64, currency: &str) -> String {
        format!("{variant_id} {currency}")
    }
}

impl PriceList {
    /// Writes a record, over that of the same variant and currency; whether there was none.
    pub fn put(&mut self, record: PriceRecord) -> bool {
        let key = PriceRecord::key(record.variant_id, &record.currency);
        let Some(known) = self.records.get_mut(&key) else {
            self.records.insert(key, record);
            return true;
        };
        known.prices.extend(record.prices);
        known.modified_ms = record.modified_ms;
        false
    }
}
