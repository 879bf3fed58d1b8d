//! Where a server under load takes deliveries.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

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
