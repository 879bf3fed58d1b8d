//! Where an order came from, as the system that made it tells.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The one channel of a practice store.
pub const CHANNEL: u64 = 1;

/// Where an order came from.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Origin {
    /// The sales channel.
    pub channel_id: u64,
    /// The order's id in another system, or empty.
    pub external_order_id: String,
    /// That system.
    pub external_source: Option<String>,
    /// The merchant of that system; set once and for all.
    pub external_merchant_id: Option<String>,
    /// What else was said of the order, that nothing follows from, by field.
    pub said: BTreeMap<String, Value>,
}

impl Default for Origin {
    fn default() -> Self {
        Self {
            channel_id: CHANNEL,
            external_order_id: String::new(),
            external_source: None,
            external_merchant_id: None,
            said: BTreeMap::new(),
        }
    }
}

/// How a shipment travels.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Carriage {
    /// `shipping_provider`, or empty.
    pub provider: String,
    /// `tracking_carrier`, or empty.
    pub carrier: String,
    /// The tracking link that was given, or empty.
    pub link: String,
    /// What it costs the merchant, in hundredths.
    pub cost: i64,
}
