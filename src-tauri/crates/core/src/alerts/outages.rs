//! Telling that the public address has been down for a while.

use std::time::Duration;

use tokio::time::timeout;

use super::Alert;
use crate::patchbay::Patchbay;
use crate::view::{AddressState, AddressView, AlertKind};

/// How long it must have been: shorter ones BigCommerce bridges by itself.
const LONG: Duration = Duration::from_secs(60);

impl Patchbay {
    /// Tells it, once for each outage, for as long as the app runs.
    pub(crate) async fn alert_of_outages(&self) {
        let mut address = self.address_changes();
        loop {
            if address.wait_for(is_down).await.is_err() {
                return;
            }
            match timeout(LONG, address.wait_for(|view| !is_down(view))).await {
                Ok(Ok(_)) => continue,
                Ok(Err(_)) => return,
                Err(_) => {}
            }
            let reason = address.borrow().reason.clone();
            self.alert(AlertKind::AddressDown, down(reason)).await;
            if address.wait_for(|view| !is_down(view)).await.is_err() {
                return;
            }
        }
    }
}

fn is_down(view: &AddressView) -> bool {
    match view.state {
        AddressState::Down | AddressState::NeedsUser => true,
        AddressState::Off
        | AddressState::Connecting
        | AddressState::Up
        | AddressState::Degraded => false,
    }
}

fn down(reason: String) -> Alert {
    Alert {
        title: "The public address is down".into(),
        body: reason,
        place: "#/preferences/address".into(),
    }
}
