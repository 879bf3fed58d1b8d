//! The apps catalog.

use patchbay_connector::Connector;

use crate::error::Result;
use crate::patchbay::{Patchbay, id};
use crate::steps;
use crate::view::{AppState, AppSummary, ConnectorCard, Step, StepState};
use crate::words;

impl Patchbay {
    /// The connectors that match `query`, all of them when it is empty.
    pub async fn catalog(&self, query: &str) -> Result<Vec<ConnectorCard>> {
        let mut cards = Vec::new();
        for connector in patchbay_connector::bundled() {
            if matches(connector, query) {
                cards.push(self.card(connector).await?);
            }
        }
        Ok(cards)
    }

    async fn card(&self, connector: &Connector) -> Result<ConnectorCard> {
        let mut apps = Vec::new();
        for app in self.0.ledger.apps().await? {
            if app.connector == connector.id {
                apps.push(self.summary(&app).await?);
            }
        }
        Ok(ConnectorCard {
            id: connector.id.clone(),
            name: connector.name.clone(),
            summary: connector.summary.clone(),
            categories: connector.categories.clone(),
            state: apps
                .iter()
                .map(|app| app.state)
                .max()
                .unwrap_or(AppState::NotSetUp),
            apps,
            triggers: u32::try_from(connector.triggers.len()).unwrap_or(u32::MAX),
        })
    }

    async fn summary(&self, app: &patchbay_ledger::App) -> Result<AppSummary> {
        let view = self.app_view(app).await?;
        let stores = self.0.ledger.stores(Some(app.id)).await?;
        Ok(AppSummary {
            id: id(app.id),
            name: app.name.clone(),
            kind: words::kind(app.kind),
            mode: words::mode(app.mode),
            state: view.state,
            stores: u32::try_from(stores.len()).unwrap_or(u32::MAX),
            next: next(&view.steps),
        })
    }
}

fn next(all: &[Step]) -> Option<String> {
    let current = steps::current(all);
    all.iter()
        .find(|step| step.id == current && step.state != StepState::Proved)
        .map(|step| step.evidence.clone())
}

fn matches(connector: &Connector, query: &str) -> bool {
    let words = [&connector.name, &connector.summary, &connector.id];
    let text: Vec<String> = words
        .into_iter()
        .chain(&connector.categories)
        .map(|word| word.to_lowercase())
        .collect();
    query
        .to_lowercase()
        .split_whitespace()
        .all(|wanted| text.iter().any(|word| word.contains(wanted)))
}
