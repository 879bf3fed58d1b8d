//! Events as they stand in a file: the form in which they leave this machine and come back.
//!
//! Apps and stores have the names they have everywhere; row ids, hook ids and the process's own
//! clock stay here. What could unlock anything is masked on the way out, and again on the way in.

mod delivery;
mod event;

pub(crate) use delivery::PortableDelivery;
pub(crate) use event::{PortableApp, PortableEvent, PortableStore};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What a file of ours calls its format.
pub(crate) const FORMAT: &str = "patchbay-events";

/// The version of the format that this build writes, and the newest that it reads.
pub(crate) const VERSION: u32 = 1;

/// What stands at the head of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Head {
    /// [`FORMAT`].
    pub format: String,
    /// The version of the format.
    pub version: u32,
    /// What wrote it, `Patchbay 0.1.0`.
    #[serde(default)]
    pub written_by: String,
    /// When.
    #[serde(default)]
    pub exported_at: Timestamp,
}

/// A time of the ledger's, in milliseconds since the epoch; the epoch itself beyond what can be
/// written.
pub(crate) fn time(at: i64) -> Timestamp {
    Timestamp::from_millisecond(at).unwrap_or_default()
}
