//! Enabling and disabling: an orchestration that is enabled has its trigger on in the apps of its
//! stores. Disabling is a note of our own and always works; the trigger stays on, for the feed.

use std::sync::Arc;

use patchbay_ledger::{App, Orchestration};
use patchbay_orchestration::document::{Document, Source, Trigger};

use crate::error::{Error, Result};
use crate::patchbay::{Patchbay, connector_of, id};
use crate::scopes;
use crate::view::OrchestrationRow;

/// A document that is published, by the id of its version.
pub(crate) type Published = (i64, Arc<Document>);

impl Patchbay {
    /// Has events start runs of an orchestration, from the next one on; the triggers that it needs are
    /// switched on, and their hooks made.
    ///
    /// # Errors
    /// When nothing of it is published, or no store is chosen for a trigger of stores.
    pub async fn enable_orchestration(&self, of: u32) -> Result<OrchestrationRow> {
        let orchestration = self.orchestration_of(of).await?;
        let (_, document) = self.published_of(&orchestration).await?;
        if matches!(document.trigger, Trigger::Webhook(_)) && orchestration.stores.is_empty() {
            return Err(without_stores());
        }
        let ledger = &self.0.ledger;
        let enabled = ledger.enable_orchestration(orchestration.id).await?;
        self.listen_for(&enabled, &document).await?;
        self.note(None, "orchestration enabled", &enabled.name)
            .await;
        self.touch();
        self.orchestration_row(enabled).await
    }

    /// Has events start no runs of an orchestration any more. Those that are under way go on.
    ///
    /// # Errors
    /// When it is not there.
    pub async fn disable_orchestration(&self, of: u32) -> Result<OrchestrationRow> {
        let disabled = self.0.ledger.disable_orchestration(i64::from(of)).await?;
        self.note(None, "orchestration disabled", &disabled.name)
            .await;
        self.touch();
        self.orchestration_row(disabled).await
    }

    /// What is published of an orchestration, by the id of its version.
    pub(crate) async fn published_of(&self, of: &Orchestration) -> Result<Published> {
        let published = of.published.as_ref().ok_or_else(unpublished)?;
        let document = self.version_document(published.version_id).await?;
        Ok((published.version_id, document))
    }

    /// Switches the trigger on in the apps of the stores, and reads back their hooks.
    async fn listen_for(&self, of: &Orchestration, document: &Document) -> Result<()> {
        let Trigger::Webhook(webhook) = &document.trigger else {
            return Ok(());
        };
        let Source::Trigger(trigger) = &webhook.of else {
            return Ok(());
        };
        for app in self.apps_of(of).await? {
            let known = connector_of(&app)?.trigger(trigger);
            if known.is_some_and(|known| !scopes::is_wanted(known, &app)) {
                self.set_trigger(id(app.id), trigger, true).await?;
            }
        }
        Ok(())
    }

    async fn apps_of(&self, of: &Orchestration) -> Result<Vec<App>> {
        let stores = self.0.ledger.stores(None).await?;
        let mut apps = self.0.ledger.apps().await?;
        apps.retain(|app| {
            let own = |id: &i64| stores.iter().any(|it| it.id == *id && it.app_id == app.id);
            of.stores.iter().any(own)
        });
        Ok(apps)
    }
}

fn unpublished() -> Error {
    Error::Conflict {
        message: "Nothing of this orchestration is published.".into(),
        remedy: "Publish it first: what is published is what runs.",
    }
}

fn without_stores() -> Error {
    Error::Conflict {
        message: "No store is chosen, so no event would start it.".into(),
        remedy: "Choose the stores that it is for.",
    }
}
