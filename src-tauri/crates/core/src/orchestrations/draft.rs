//! The draft: looked at, saved, and what goes with it.

use patchbay_ledger::VersionRow as Version;
use patchbay_orchestration::document::{Document, DocumentError};

use crate::error::{Error, Field, Result};
use crate::patchbay::{Patchbay, id};
use crate::view::{DraftSaved, Millis, OrchestrationRow, OrchestrationView, VersionRow};
use crate::words;

impl Patchbay {
    /// An orchestration with all that its editor shows.
    ///
    /// # Errors
    /// When it is not there.
    pub async fn orchestration(&self, of: u32) -> Result<OrchestrationView> {
        let orchestration = self.orchestration_of(of).await?;
        let draft = self.draft_of(orchestration.id).await?;
        let versions = self.0.ledger.orchestration_versions(orchestration.id);
        Ok(OrchestrationView {
            versions: versions.await?.into_iter().map(version).collect(),
            drafted_at: Millis(orchestration.drafted_at),
            findings: self.findings(&orchestration, &draft).await?,
            row: self.orchestration_row(orchestration).await?,
            draft,
        })
    }

    /// Saves an orchestration's draft.
    ///
    /// # Errors
    /// When it exceeds what a document may be.
    pub async fn save_draft(&self, of: u32, draft: &Document) -> Result<DraftSaved> {
        draft.within_limits().map_err(|why| refused(&why))?;
        let id = self.orchestration_of(of).await?.id;
        let (ledger, now) = (&self.0.ledger, self.now());
        ledger.rename_orchestration(id, draft.name.clone()).await?;
        let saved = ledger.save_draft(id, draft.write(), now).await?;
        self.touch();
        Ok(DraftSaved {
            drafted_at: Millis(saved.drafted_at),
            differs: saved.differs,
            findings: self.findings(&saved, draft).await?,
        })
    }

    /// Says whose events an orchestration is for.
    ///
    /// # Errors
    /// When it or a store is not there.
    pub async fn set_orchestration_stores(
        &self,
        of: u32,
        stores: Vec<u32>,
    ) -> Result<OrchestrationRow> {
        let stores = stores.into_iter().map(i64::from).collect();
        let saved = self.0.ledger.listen_to(i64::from(of), stores).await?;
        self.touch();
        self.orchestration_row(saved).await
    }

    /// Puts orchestrations in this order.
    ///
    /// # Errors
    /// Those of the ledger.
    pub async fn order_orchestrations(&self, ids: Vec<u32>) -> Result<()> {
        let ids = ids.into_iter().map(i64::from).collect();
        self.0.ledger.order_orchestrations(ids).await?;
        self.touch();
        Ok(())
    }

    /// Deletes an orchestration with its versions and runs.
    ///
    /// # Errors
    /// When one of its runs is under way, or it is not there.
    pub async fn delete_orchestration(&self, of: u32) -> Result<()> {
        let orchestration = self.orchestration_of(of).await?;
        self.0.ledger.delete_orchestration(orchestration.id).await?;
        self.note(None, "orchestration deleted", &orchestration.name)
            .await;
        self.touch();
        Ok(())
    }
}

pub(super) fn version(version: Version) -> VersionRow {
    VersionRow {
        id: id(version.id),
        number: words::count(version.number),
        at: Millis(version.published_at),
        note: version.note,
    }
}

pub(super) fn refused(why: &DocumentError) -> Error {
    Error::invalid(Field::Orchestration, format!("{why} {}", why.remedy()))
}
