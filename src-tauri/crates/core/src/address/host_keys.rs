//! The host keys of SSH servers: learnt the first time, kept, and forgotten only by the user.

use std::collections::BTreeMap;

use patchbay_gateway::tunnel::ssh::Pin;
use patchbay_ledger::Ledger;

use crate::error::{Error, Result};
use crate::settings;

const SETTING: &str = "address.hostKeys";

/// Fingerprints by `host:port`.
type Known = BTreeMap<String, String>;

/// The pin of a server. Where what was learnt cannot be read, no key is taken for the first.
pub(super) async fn pin(ledger: &Ledger, host: &str, port: u16) -> Result<Pin> {
    let known = known(ledger, host, port).await?;
    Ok(known.map_or_else(Pin::none, |key| Pin::of(&key)))
}

/// The fingerprint that is known of a server.
pub(super) async fn known(ledger: &Ledger, host: &str, port: u16) -> Result<Option<String>> {
    Ok(all(ledger).await?.remove(&name(host, port)))
}

/// Keeps what a pin has learnt.
pub(super) async fn learn(ledger: &Ledger, host: &str, port: u16, pin: &Pin) -> Result<()> {
    let Some(fingerprint) = pin.known() else {
        return Ok(());
    };
    let mut known = all(ledger).await?;
    if known.get(&name(host, port)) == Some(&fingerprint) {
        return Ok(());
    }
    known.insert(name(host, port), fingerprint);
    save(ledger, &known).await
}

/// Forgets a server's key; the next one it shows is learnt.
pub(super) async fn forget(ledger: &Ledger, host: &str, port: u16) -> Result<()> {
    let mut known = all(ledger).await?;
    known.remove(&name(host, port));
    save(ledger, &known).await
}

async fn all(ledger: &Ledger) -> Result<Known> {
    let saved = ledger.setting(SETTING).await?.unwrap_or_default();
    if saved.is_empty() {
        return Ok(Known::new());
    }
    serde_json::from_str(&saved).map_err(|why| Error::Internal(format!("the host keys: {why}")))
}

async fn save(ledger: &Ledger, known: &Known) -> Result<()> {
    settings::write(ledger, SETTING, known).await
}

fn name(host: &str, port: u16) -> String {
    format!("{}:{port}", host.to_ascii_lowercase())
}
