//! What apps note on a resource under a name of their own.

use serde::{Deserialize, Serialize};

/// A metafield of an order.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Metafield {
    /// Number within the store.
    pub id: u64,
    /// The order.
    pub order_id: u64,
    /// The client id of the app or API account that made it.
    pub owner: String,
    /// Who may see and write it.
    pub permission_set: PermissionSet,
    /// The group that its key is unique in, for its owner and order.
    pub namespace: String,
    /// Name.
    pub key: String,
    /// Value.
    pub value: String,
    /// What it is for, or empty.
    pub description: String,
    /// Milliseconds since the epoch.
    pub created_ms: i64,
    /// Milliseconds since the epoch.
    pub modified_ms: i64,
}

/// Who besides the owner may see and write a metafield.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PermissionSet {
    /// Nobody.
    AppOnly,
    /// Others see it.
    Read,
    /// Others see and write it.
    Write,
    /// Others see it, the storefront too.
    ReadAndSfAccess,
    /// Others see and write it; the storefront sees it.
    WriteAndSfAccess,
}

impl PermissionSet {
    /// Whether others see it.
    pub fn visible(self) -> bool {
        match self {
            Self::AppOnly => false,
            Self::Read | Self::Write | Self::ReadAndSfAccess | Self::WriteAndSfAccess => true,
        }
    }

    /// Whether others write it.
    pub fn writable(self) -> bool {
        match self {
            Self::Write | Self::WriteAndSfAccess => true,
            Self::AppOnly | Self::Read | Self::ReadAndSfAccess => false,
        }
    }
}
