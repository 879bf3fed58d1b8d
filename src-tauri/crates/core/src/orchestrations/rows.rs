//! The list of orchestrations.

use std::collections::HashMap;

use patchbay_ledger::{Orchestration, Published, Store, StoreState};
use patchbay_orchestration::document::Document;

use super::starts;
use crate::error::{Error, Result};
use crate::patchbay::{Patchbay, id};
use crate::view::{Millis, OrchestrationRow, OrchestrationStore, RunCounts, VersionRow};
use crate::words;

impl Patchbay {
    /// Every orchestration, in the user's order.
    ///
    /// # Errors
    /// Those of the ledger.
    pub async fn orchestrations(&self) -> Result<Vec<OrchestrationRow>> {
        let all = self.0.ledger.orchestrations().await?;
        self.orchestration_rows(all).await
    }

    pub(super) async fn orchestration_row(&self, of: Orchestration) -> Result<OrchestrationRow> {
        let row = self.orchestration_rows(vec![of]).await?.pop();
        row.ok_or(Error::NotFound("orchestration"))
    }

    async fn orchestration_rows(&self, all: Vec<Orchestration>) -> Result<Vec<OrchestrationRow>> {
        let stores = self.0.ledger.stores(None).await?;
        let stores = stores
            .iter()
            .map(|store| (store.id, shown(store)))
            .collect();
        let mut runs = self.run_counts().await?;
        let mut rows = Vec::new();
        for of in all {
            let document = self.draft_of(of.id).await?;
            let runs = runs.remove(&of.id).unwrap_or_default();
            rows.push(row(of, &document, &stores, runs));
        }
        Ok(rows)
    }

    pub(crate) async fn orchestration_of(&self, of: u32) -> Result<Orchestration> {
        let found = self.0.ledger.orchestration(i64::from(of)).await?;
        found.ok_or(Error::NotFound("orchestration"))
    }

    pub(crate) async fn draft_of(&self, of: i64) -> Result<Document> {
        let draft = self.0.ledger.orchestration_draft(of).await?;
        kept_document(&draft.ok_or(Error::NotFound("orchestration"))?)
    }
}

/// A document that was kept: it was judged before.
pub(crate) fn kept_document(text: &str) -> Result<Document> {
    Document::read(text).map_err(|why| Error::Internal(format!("a document: {why}")))
}

fn row(
    of: Orchestration,
    document: &Document,
    stores: &HashMap<i64, OrchestrationStore>,
    runs: RunCounts,
) -> OrchestrationRow {
    let own = of.stores.iter().filter_map(|id| stores.get(id));
    let stores: Vec<OrchestrationStore> = own.cloned().collect();
    OrchestrationRow {
        id: id(of.id),
        name: of.name,
        starts: starts::words(&document.trigger),
        trouble: of.enabled.then(|| trouble(&stores)).flatten(),
        stores,
        enabled: of.enabled,
        published: of.published.as_ref().map(version),
        differs: of.differs,
        runs,
    }
}

fn shown(store: &Store) -> OrchestrationStore {
    OrchestrationStore {
        id: id(store.id),
        name: words::store_name(store),
        connected: store.state == StoreState::Connected,
    }
}

/// Why nothing starts it although it is enabled.
fn trouble(stores: &[OrchestrationStore]) -> Option<String> {
    if stores.is_empty() {
        return Some("No store is chosen, so no event starts it.".into());
    }
    let away: Vec<String> = stores
        .iter()
        .filter(|store| !store.connected)
        .map(|store| store.name.clone())
        .collect();
    match away.len() {
        0 => None,
        1 => Some(format!("{} is not connected.", away.concat())),
        _ => Some(format!("{} are not connected.", words::listed(&away))),
    }
}

fn version(published: &Published) -> VersionRow {
    VersionRow {
        id: id(published.version_id),
        number: words::count(published.number),
        at: Millis(published.at),
        note: None,
    }
}
