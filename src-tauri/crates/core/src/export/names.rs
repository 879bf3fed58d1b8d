//! Apps and stores by the names they have everywhere.

use std::collections::HashMap;

use patchbay_ledger::{App, Ledger, Store, WholeEvent};

use crate::error::Result;
use crate::portable::{PortableApp, PortableEvent, PortableStore};
use crate::words;

/// The names, by row id.
#[derive(Debug)]
pub(super) struct Names {
    apps: HashMap<i64, PortableApp>,
    stores: HashMap<i64, PortableStore>,
}

impl Names {
    /// The names of now.
    pub async fn read(ledger: &Ledger) -> Result<Self> {
        let (apps, stores) = (ledger.apps().await?, ledger.stores(None).await?);
        Ok(Self {
            apps: apps.iter().map(|it| (it.id, app(it))).collect(),
            stores: stores.iter().map(|it| (it.id, store(it))).collect(),
        })
    }

    /// Events as they stand in a file. One whose app or store went meanwhile goes with it.
    pub fn portable(&self, events: Vec<WholeEvent>) -> Vec<PortableEvent> {
        let named = events.iter().filter_map(|event| {
            let app = self.apps.get(&event.row.app_id)?;
            let store = self.stores.get(&event.row.store_id)?;
            Some(PortableEvent::of(event, app.clone(), store.clone()))
        });
        named.collect()
    }
}

fn app(app: &App) -> PortableApp {
    PortableApp {
        connector: app.connector.clone(),
        name: app.name.clone(),
        mode: app.mode,
    }
}

fn store(store: &Store) -> PortableStore {
    PortableStore {
        hash: store.hash.clone(),
        name: words::store_name(store),
    }
}
