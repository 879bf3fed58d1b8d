//! HTTP clients for forward addresses: one for each reach, each kept to it.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use patchbay_ledger::Reach;
use reqwest::Client;
use reqwest::redirect::Policy;

use super::reach::Guard;

/// The clients, made when first wanted.
#[derive(Debug, Default)]
pub(crate) struct Clients([OnceLock<Option<Client>>; 3]);

impl Clients {
    /// The client for a reach; `None` when this machine has no certificates to trust by.
    pub fn of(&self, reach: Reach) -> Option<&Client> {
        let slot = match reach {
            Reach::Machine => 0,
            Reach::Network => 1,
            Reach::Internet => 2,
        };
        self.0[slot].get_or_init(|| client(reach)).as_ref()
    }
}

/// No proxy, which would look names up itself; no redirect, which would lead elsewhere.
fn client(reach: Reach) -> Option<Client> {
    Client::builder()
        .no_proxy()
        .redirect(Policy::none())
        .dns_resolver(Arc::new(Guard(reach)))
        .connect_timeout(Duration::from_secs(5))
        .timeout(Duration::from_secs(15))
        .user_agent(concat!("Patchbay/", env!("CARGO_PKG_VERSION")))
        .build()
        .ok()
}
