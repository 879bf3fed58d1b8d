//! The history of an app: what the user or BigCommerce changed of its settings, scopes and stores,
//! and when.

mod export;
mod words;

use patchbay_ledger::{Change, Mode};

pub use export::HistoryExport;
pub(crate) use words::{of_consent, of_credentials, of_scopes, store};

use crate::error::Result;
use crate::patchbay::{Patchbay, id};
use crate::view::{HistoryEntry, HistoryPage, Millis};
use crate::words::capitalised;

const PAGE: usize = 100;

/// Changes of the whole of Patchbay that an app's set-up depends on.
fn shared(mode: Mode) -> &'static [&'static str] {
    match mode {
        Mode::Live => &["public address set", "public address removed"],
        Mode::Practice => &["practice address set", "listener port changed"],
    }
}

impl Patchbay {
    /// A page of an app's history, newest first, from before a change on.
    pub async fn history(&self, app_id: u32, before: Option<u32>) -> Result<HistoryPage> {
        let app = self.ledger_app(app_id).await?;
        let before = before.map(i64::from);
        let mut changes = self
            .0
            .ledger
            .changes_of(app.id, shared(app.mode), before, PAGE + 1)
            .await?;
        let more = changes.len() > PAGE;
        changes.truncate(PAGE);
        Ok(HistoryPage {
            older: more.then(|| changes.last().map(|it| id(it.id))).flatten(),
            changes: changes.iter().map(view).collect(),
        })
    }
}

fn view(change: &Change) -> HistoryEntry {
    HistoryEntry {
        id: id(change.id),
        at: Millis(change.at),
        what: capitalised(&change.what),
        detail: detail(change),
        shared: change.app_id.is_none(),
    }
}

/// What exactly, beginning with the store it became of.
fn detail(change: &Change) -> String {
    match (&change.store, change.detail.as_str()) {
        (None, detail) => detail.to_owned(),
        (Some(store), "") => store.clone(),
        (Some(store), detail) => format!("{store}: {detail}"),
    }
}
