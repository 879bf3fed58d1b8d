//! Publishing: a draft in which nothing stands in the way becomes a version that nothing changes.

use patchbay_ledger::{NewVersion, OrchestrationVersion};
use patchbay_orchestration::changes::{Change, diff};
use patchbay_orchestration::check::Severity;
use patchbay_orchestration::document::Document;

use super::draft::{refused, version};
use super::kept_document;
use crate::error::{Error, Field, Result};
use crate::patchbay::Patchbay;
use crate::view::{OrchestrationView, VersionRow, VersionView};

/// The longest note of a version, in characters.
const LONGEST_NOTE: usize = 500;

impl Patchbay {
    /// Publishes an orchestration's draft: what is started from now on is of it.
    ///
    /// # Errors
    /// When something stands in the way, which [`Patchbay::orchestration`] tells of.
    pub async fn publish_orchestration(&self, of: u32, note: &str) -> Result<OrchestrationView> {
        let orchestration = self.orchestration_of(of).await?;
        let draft = self.draft_of(orchestration.id).await?;
        draft.within_limits().map_err(|why| refused(&why))?;
        let findings = self.findings(&orchestration, &draft).await?;
        if let Some(first) = findings.iter().find(|it| it.severity == Severity::Error) {
            return Err(Error::invalid(Field::Orchestration, first.message.clone()));
        }
        let new = NewVersion {
            orchestration_id: orchestration.id,
            document: draft.write(),
            published_at: self.now(),
            note: noted(note)?,
        };
        let published = self.0.ledger.publish(new).await?;
        let what = format!("{} (version {})", draft.name, published.number);
        self.note(None, "orchestration published", &what).await;
        self.0.orchestrating.wake();
        self.touch();
        self.orchestration(of).await
    }

    /// A published version.
    ///
    /// # Errors
    /// When it is not there.
    pub async fn orchestration_version(&self, version_id: u32) -> Result<VersionView> {
        let version = self.0.ledger.orchestration_version(i64::from(version_id));
        let version = version.await?.ok_or(Error::NotFound("version"))?;
        Ok(VersionView {
            document: kept_document(&version.published.document)?,
            row: row(version),
        })
    }

    /// What one version says other than another; the draft, where one is not named.
    ///
    /// # Errors
    /// When one is not there.
    pub async fn compare_versions(
        &self,
        of: u32,
        from: Option<u32>,
        to: Option<u32>,
    ) -> Result<Vec<Change>> {
        let (from, to) = (self.state_of(of, from).await?, self.state_of(of, to).await?);
        Ok(diff(&from, &to))
    }

    async fn state_of(&self, of: u32, version_id: Option<u32>) -> Result<Document> {
        match version_id {
            Some(version_id) => {
                let document = self.version_document(i64::from(version_id)).await?;
                Ok(Document::clone(&document))
            }
            None => self.draft_of(i64::from(of)).await,
        }
    }
}

fn noted(note: &str) -> Result<Option<String>> {
    let note = note.trim();
    if note.chars().count() > LONGEST_NOTE {
        let long = format!("A note has at most {LONGEST_NOTE} characters.");
        return Err(Error::invalid(Field::Note, long));
    }
    Ok((!note.is_empty()).then(|| note.to_owned()))
}

fn row(of: OrchestrationVersion) -> VersionRow {
    version(patchbay_ledger::VersionRow {
        id: of.id,
        number: of.number,
        published_at: of.published.published_at,
        note: of.published.note,
    })
}
