//! What became of a store, as its history keeps it.

use patchbay_ledger::{Change, Store};

use crate::patchbay::Patchbay;
use crate::view::{Millis, StoreNoteKind, StoreNoteView};

/// Lines of a store's history that are shown.
const SHOWN: usize = 20;

/// Every kind with the words that the ledger keeps it by.
const KINDS: &[(StoreNoteKind, &str)] = &[
    (StoreNoteKind::Installed, "store installed"),
    (StoreNoteKind::Confirmed, "store confirmed"),
    (StoreNoteKind::Uninstalled, "store uninstalled"),
    (StoreNoteKind::Revoked, "token refused"),
    (StoreNoteKind::Works, "token works again"),
    (StoreNoteKind::Down, "store not available"),
    (StoreNoteKind::Up, "store available again"),
    (StoreNoteKind::UserRemoved, "user removed"),
    (StoreNoteKind::OwnerChanged, "owner changed"),
    (StoreNoteKind::AdminChanged, "administrator changed"),
    (StoreNoteKind::PlanChanged, "plan changed"),
    (StoreNoteKind::StatusChanged, "status changed"),
    (StoreNoteKind::HooksMended, "hooks mended"),
    (
        StoreNoteKind::EmailsChanged,
        "notification addresses changed",
    ),
];

impl Patchbay {
    /// A line in the history of a store. What happened stands even where this cannot be kept.
    pub(crate) async fn note_store(&self, store: &Store, kind: StoreNoteKind, detail: &str) {
        let noted = self
            .0
            .ledger
            .note_store_change(store.id, self.now(), words(kind), detail);
        if let Err(error) = noted.await {
            tracing::warn!(error.message = %error, "what became of a store was not noted");
        }
    }

    /// The latest lines of a store's history, newest first.
    pub(crate) async fn store_notes(
        &self,
        store: &Store,
    ) -> crate::error::Result<Vec<StoreNoteView>> {
        let history = self.0.ledger.store_history(store.id, SHOWN).await?;
        Ok(history.into_iter().filter_map(view).collect())
    }
}

fn words(kind: StoreNoteKind) -> &'static str {
    let found = KINDS.iter().find(|(one, _)| *one == kind);
    found.map_or("", |(_, words)| words)
}

fn view(change: Change) -> Option<StoreNoteView> {
    let (kind, _) = KINDS.iter().find(|(_, words)| *words == change.what)?;
    Some(StoreNoteView {
        id: crate::patchbay::id(change.id),
        at: Millis(change.at),
        kind: *kind,
        detail: change.detail,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_kept_by_words_of_its_own() {
        for (kind, kept) in KINDS {
            assert_eq!(words(*kind), *kept);
            let same = KINDS.iter().filter(|(_, other)| other == kept);
            assert_eq!(same.count(), 1, "{kept}");
        }
    }
}
