//! Imports: events that an export holds, into an app of this ledger. Nothing arrives by one, so
//! nothing starts: the ledger marks what was imported, and checks no verdict again.

mod check;
mod document;
mod file;
mod guard;
mod items;
mod lines;
mod preview;
mod stores;
mod targets;

use std::path::Path;
use std::time::Duration;

use patchbay_ledger::{Import, LedgerError, Took};

use self::check::Checked;
use self::items::{Item, Items};
use self::stores::Stores;
use self::targets::Target;
use crate::error::Result;
use crate::files::FileKind;
use crate::patchbay::Patchbay;
use crate::transfers::Transfer;
use crate::view::{ImportPreview, ImportView, Phase, Progress, Unreadable};

/// How long to wait when more is queued than the writer takes.
const PAUSE: Duration = Duration::from_millis(50);

/// Bad lines that are named.
const NAMED: usize = 50;

/// The kinds of files that can be imported.
pub const IMPORT_KINDS: &[FileKind] = &[FileKind {
    name: "Patchbay’s JSON or NDJSON",
    endings: &["json", "ndjson", "jsonl"],
}];

impl Patchbay {
    /// What is in a file that the user chose, read to its end.
    ///
    /// # Errors
    /// When it cannot be read, or is no export that can be imported.
    pub async fn read_import(
        &self,
        path: &Path,
        tell: impl FnMut(Progress) + Send + 'static,
    ) -> Result<ImportPreview> {
        let mut transfer = Transfer::begin(self, "import", tell);
        transfer.turn_to(Phase::Reading, None);
        match preview::read(self, path, &mut transfer).await? {
            Some(file) => Ok(ImportPreview::Ready(file)),
            None => Ok(ImportPreview::Nothing),
        }
    }

    /// Imports a file by the number its reading gave it: into one app, or each event into the app
    /// of the same name. What is here already stays as it is.
    ///
    /// # Errors
    /// When the file or the app is gone, or the ledger cannot be written to; what was imported by
    /// then stays, and another import goes on from there.
    pub async fn import_events(
        &self,
        number: u32,
        app: Option<u32>,
        tell: impl FnMut(Progress) + Send + 'static,
    ) -> Result<ImportView> {
        let path = self.0.transfers.file(number)?;
        let total = self.0.transfers.events(number);
        let target = Target::of(self, app).await?;
        let mut transfer = Transfer::begin(self, "import", tell);
        transfer.turn_to(Phase::Importing, total);
        let mut run = Run {
            it: self,
            stores: Stores::default(),
            target,
            view: ImportView::default(),
        };
        run.all(&path, &mut transfer).await?;
        Ok(run.view)
    }
}

/// An import under way.
struct Run<'a> {
    it: &'a Patchbay,
    target: Target,
    stores: Stores,
    view: ImportView,
}

impl Run<'_> {
    async fn all(&mut self, path: &Path, transfer: &mut Transfer) -> Result<()> {
        let mut items = Items::of(path);
        while let Some(batch) = items.next().await? {
            if transfer.is_cancelled() {
                self.view.cancelled = true;
                return Ok(());
            }
            let count = batch.len();
            self.slice(batch).await?;
            transfer.did(count);
        }
        Ok(())
    }

    /// One job of the writer, short enough for arrivals to wait behind it.
    async fn slice(&mut self, batch: Vec<Item>) -> Result<()> {
        let mut events = Vec::with_capacity(batch.len());
        for item in batch {
            let line = item.line;
            match item.event {
                Ok(event) => match self.placed(event).await? {
                    Ok(event) => events.push(event),
                    Err(reason) => bad(&mut self.view.unreadable, line, reason),
                },
                Err(reason) => bad(&mut self.view.unreadable, line, reason),
            }
        }
        for took in self.write(events).await? {
            match took {
                Took::Added => self.view.added += 1,
                Took::Here => self.view.here += 1,
                Took::NoRoom => self.view.no_room += 1,
            }
        }
        Ok(())
    }

    /// An event with the app and the store it goes to, or why it goes nowhere.
    async fn placed(&mut self, event: Box<Checked>) -> Result<Result<Import, String>> {
        let app_id = match self.target.app_of(&event.app) {
            Ok(app_id) => app_id,
            Err(reason) => return Ok(Err(reason)),
        };
        let store = self.stores.row(self.it, app_id, &event.store).await?;
        Ok(store.map(|store_id| event.into_import(app_id, store_id)))
    }

    async fn write(&self, events: Vec<Import>) -> Result<Vec<Took>> {
        loop {
            match self.it.0.ledger.import(events.clone(), self.it.now()).await {
                Err(LedgerError::Busy) => tokio::time::sleep(PAUSE).await,
                outcome => return Ok(outcome?),
            }
        }
    }
}

fn bad(unreadable: &mut Unreadable, line: u32, reason: String) {
    unreadable.count = unreadable.count.saturating_add(1);
    if unreadable.first.len() < NAMED {
        unreadable.first.push(crate::view::BadLine { line, reason });
    }
}
