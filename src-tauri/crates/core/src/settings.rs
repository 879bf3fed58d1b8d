//! Settings that are more than a text, kept as JSON.

use patchbay_ledger::Ledger;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::{Error, Result};

/// A setting; its default where there is none, or none that can be read.
pub(crate) async fn read<T: DeserializeOwned + Default>(ledger: &Ledger, name: &str) -> T {
    let saved = ledger.setting(name).await.ok().flatten();
    saved
        .and_then(|saved| serde_json::from_str(&saved).ok())
        .unwrap_or_default()
}

/// Gives a setting a value.
pub(crate) async fn write(ledger: &Ledger, name: &str, value: &impl Serialize) -> Result<()> {
    let text = serde_json::to_string(value).map_err(|why| Error::Internal(why.to_string()))?;
    Ok(ledger.set_setting(name, &text).await?)
}
