//! What became of a store, as its history keeps it.

use patchbay_ledger::{AppKind, Change, Store};

use crate::alerts::Alert;
use crate::history;
use crate::patchbay::Patchbay;
use crate::view::{AlertKind, Millis, StoreNoteKind, StoreNoteView};
use crate::words::store_name;

/// Lines of a store's history that are shown.
const SHOWN: usize = 20;

/// Every kind with the words that the ledger keeps it by.
const KINDS: &[(StoreNoteKind, &str)] = &[
    (StoreNoteKind::Installed, "store installed"),
    (StoreNoteKind::Added, "store added"),
    (StoreNoteKind::Replaced, "API account replaced"),
    (StoreNoteKind::Consented, "store consented again"),
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
        self.note_of_store(store, words(kind), detail).await;
        let of = self.kind_of(store).await;
        if let Some((kind, alert)) = alert_of(of, store, kind, detail) {
            self.alert(kind, alert).await;
        }
    }

    /// That a store installed the app with these scopes, or consented again, as it was before.
    pub(crate) async fn note_grant(&self, before: Option<&Store>, store: &Store) {
        if let Some(changes) = history::of_consent(before, store) {
            return self
                .note_store(store, StoreNoteKind::Consented, &changes)
                .await;
        }
        let by = store.installed_by.as_deref().unwrap_or_default();
        self.note_store(store, StoreNoteKind::Installed, by).await;
        self.note_of_store(store, "scopes granted", &store.granted.join(", "))
            .await;
    }

    async fn note_of_store(&self, store: &Store, what: &str, detail: &str) {
        let noted = self
            .0
            .ledger
            .note_store_change(store.id, self.now(), what, detail);
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

/// What of it the desktop may tell.
fn alert_of(
    of: AppKind,
    store: &Store,
    kind: StoreNoteKind,
    detail: &str,
) -> Option<(AlertKind, Alert)> {
    let name = store_name(store);
    let (kind, title, body) = match kind {
        StoreNoteKind::Uninstalled => (
            AlertKind::StoreLost,
            format!("{name} removed the app"),
            "BigCommerce deleted its hooks and its token.".to_owned(),
        ),
        StoreNoteKind::Revoked => (
            AlertKind::StoreLost,
            format!("{name} is disconnected"),
            match of {
                AppKind::Oauth => "BigCommerce refuses its token: the app is to be installed again.",
                AppKind::StoreAccount => {
                    "BigCommerce refuses its token: its API account was deleted, and another is needed."
                }
            }
            .to_owned(),
        ),
        StoreNoteKind::HooksMended => (
            AlertKind::HookOff,
            format!("Hooks of {name} were off"),
            format!("BigCommerce had switched {detail} off. They are on again."),
        ),
        StoreNoteKind::Installed
        | StoreNoteKind::Added
        | StoreNoteKind::Replaced
        | StoreNoteKind::Consented
        | StoreNoteKind::Confirmed
        | StoreNoteKind::Works
        | StoreNoteKind::Down
        | StoreNoteKind::Up
        | StoreNoteKind::UserRemoved
        | StoreNoteKind::OwnerChanged
        | StoreNoteKind::AdminChanged
        | StoreNoteKind::PlanChanged
        | StoreNoteKind::StatusChanged
        | StoreNoteKind::EmailsChanged => return None,
    };
    let place = format!("#/stores/{}", store.id);
    Some((kind, Alert { title, body, place }))
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
