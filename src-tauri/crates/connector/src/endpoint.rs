//! Calls of the platform's API, as a manifest describes them.

use serde::Deserialize;

/// Calls that belong together and need the same scopes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Endpoint {
    /// `read_orders`.
    pub id: String,
    /// What they do, "Read orders".
    pub name: String,
    /// Method and path under the store's API each, `GET /v2/orders/{id}`.
    pub calls: Vec<String>,
    /// Scopes that open them; any one suffices. Empty: every token may.
    pub needs_any: Vec<String>,
}
