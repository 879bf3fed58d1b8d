//! New orchestrations.

use patchbay_connector::bundled;
use patchbay_ledger::NewOrchestration;
use patchbay_orchestration::document::{Document, SCHEMA_VERSION, Source, Trigger, Webhook};

use super::starting_points;
use crate::error::{Error, Result};
use crate::patchbay::{Patchbay, id};
use crate::random::random_hex;
use crate::view::BeginWith;

impl Patchbay {
    /// Adds an orchestration, off and with nothing published; its id.
    ///
    /// # Errors
    /// When what it begins with is not there.
    pub async fn new_orchestration(&self, with: &BeginWith) -> Result<u32> {
        let mut document = match with {
            BeginWith::Nothing => nothing()?,
            BeginWith::StartingPoint(point) => starting_points::read(point)?,
            BeginWith::Copy(of) => self.draft_of(i64::from(*of)).await?,
        };
        document.name = self.unused_name(&document.name).await?;
        let stores = match with {
            BeginWith::Copy(of) => self.orchestration_of(*of).await?.stores,
            BeginWith::Nothing | BeginWith::StartingPoint(_) => self.only_store().await?,
        };
        self.add_document(document, stores).await
    }

    pub(super) async fn add_document(&self, document: Document, stores: Vec<i64>) -> Result<u32> {
        let new = NewOrchestration {
            key: random_hex::<16>()?,
            name: document.name.clone(),
            draft: document.write(),
            stores,
            made_at: self.now(),
        };
        let added = self.0.ledger.add_orchestration(new).await?;
        self.note(None, "orchestration added", &added.name).await;
        self.touch();
        Ok(id(added.id))
    }

    /// The name itself, or with a number behind it.
    pub(super) async fn unused_name(&self, name: &str) -> Result<String> {
        let all = self.0.ledger.orchestrations().await?;
        let used = |name: &str| all.iter().any(|it| it.name == name);
        let numbered = (2_u32..).map(|number| format!("{name} {number}"));
        let mut names = std::iter::once(name.to_owned()).chain(numbered);
        Ok(names.find(|name| !used(name)).unwrap_or_default())
    }

    /// The only store there is.
    async fn only_store(&self) -> Result<Vec<i64>> {
        let stores = self.0.ledger.stores(None).await?;
        Ok(match &stores[..] {
            [only] => vec![only.id],
            _ => Vec::new(),
        })
    }
}

/// A trigger and nothing else.
fn nothing() -> Result<Document> {
    let connector = bundled().first().ok_or(Error::NotFound("connector"))?;
    let trigger = connector
        .triggers
        .first()
        .ok_or(Error::NotFound("trigger"))?;
    Ok(Document {
        schema_version: SCHEMA_VERSION,
        name: "New orchestration".into(),
        notes: String::new(),
        trigger: Trigger::Webhook(Webhook {
            connector: connector.id.clone(),
            of: Source::Trigger(trigger.id.clone()),
            ignore_incomplete: false,
            status_from: Vec::new(),
            status_to: Vec::new(),
            channel: None,
            coalesce_s: None,
        }),
        filter: None,
        steps: Vec::new(),
    })
}
