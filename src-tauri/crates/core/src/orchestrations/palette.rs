//! What orchestrations can be made of.

use patchbay_connector::{Connector, bundled};
use patchbay_orchestration::expression::filters;

use crate::error::Result;
use crate::patchbay::{Patchbay, id};
use crate::view::{AddressChoice, FilterChoice, Palette, TriggerChoice};

impl Patchbay {
    /// What can start an orchestration, and what its steps can be made of.
    ///
    /// # Errors
    /// Those of the ledger.
    pub async fn palette(&self) -> Result<Palette> {
        let addresses = self.0.ledger.forward_addresses().await?;
        let address = |it: patchbay_ledger::ForwardAddress| AddressChoice {
            id: id(it.id).to_string(),
            name: it.saved.name,
            url: it.saved.url,
        };
        Ok(Palette {
            triggers: bundled().iter().flat_map(triggers).collect(),
            actions: self.actions(),
            addresses: addresses.into_iter().map(address).collect(),
            filters: filters().iter().map(filter).collect(),
        })
    }
}

fn triggers(connector: &Connector) -> impl Iterator<Item = TriggerChoice> {
    connector.every_trigger().map(|trigger| TriggerChoice {
        connector: connector.id.clone(),
        id: trigger.id.clone(),
        name: trigger.name.clone(),
        group: trigger.group.clone(),
        about: trigger.about.clone(),
        there: trigger.hydration.iter().map(|it| it.name.clone()).collect(),
    })
}

fn filter(filter: &patchbay_orchestration::expression::Filter) -> FilterChoice {
    FilterChoice {
        name: filter.name.into(),
        takes: filter.takes.iter().map(|it| it.name.into()).collect(),
        about: filter.says.into(),
    }
}
