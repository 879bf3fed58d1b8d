//! Where a server under load takes deliveries.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Result;

/// Where deliveries go and what makes them good ones. A server prints it as JSON on one line.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Address {
    /// The hook's URL.
    pub url: String,
    /// The Client Secret that signs.
    #[serde(default)]
    pub secret: String,
    /// Headers of the hook's own, such as its secret one.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// The store's hash.
    #[serde(default)]
    pub store_hash: String,
}

impl Address {
    /// The scope of the hook that is loaded.
    pub const SCOPE: &str = "store/order/updated";

    /// Where a hook is, as the practice BigCommerce keeps it.
    pub fn of_hook(hook: &Value, secret: String) -> Result<Self> {
        let text = |name: &str| hook[name].as_str().unwrap_or_default().to_owned();
        Ok(Self {
            url: text("destination"),
            secret,
            headers: serde_json::from_value(hook["headers"].clone())?,
            store_hash: text("store"),
        })
    }
}
