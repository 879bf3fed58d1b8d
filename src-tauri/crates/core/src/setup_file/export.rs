//! A set-up written to a file.

use std::io::Write;
use std::path::Path;

use jiff::tz::TimeZone;
use patchbay_ledger::{App, Mode, ScopeKind, StoreState};

use super::SETUP_KINDS;
use super::document::{Document, FORMAT, SetupApp, SetupFilter, SetupForward, SetupStore, VERSION};
use crate::accounts::is_account;
use crate::error::Result;
use crate::export::{Draft, off};
use crate::files::{FileKind, name_of};
use crate::patchbay::{Patchbay, id};
use crate::portable::time;
use crate::view::{Condition, SetupExportView, SetupPurpose, Term};
use crate::words;

/// A set-up before it has a file.
#[derive(Debug)]
pub struct SetupExport {
    it: Patchbay,
    document: Document,
}

impl Patchbay {
    /// An export of the set-up of these apps. To move, it has what keeps the callback URLs the same, the
    /// stores' names and the public address; to share, it has none of these. It never has a secret.
    /// Practice apps are known to this machine's practice BigCommerce alone, and stay; so do API accounts,
    /// of which little is left without their secrets.
    ///
    /// # Errors
    /// Those of the ledger.
    pub async fn export_setup(&self, apps: &[u32], purpose: SetupPurpose) -> Result<SetupExport> {
        let moves = purpose == SetupPurpose::Move;
        let mut chosen = Vec::new();
        for app in self.0.ledger.apps().await? {
            if apps.contains(&id(app.id)) && app.mode == Mode::Live && !is_account(&app) {
                chosen.push(self.setup_app(&app, moves).await?);
            }
        }
        let document = Document {
            format: FORMAT.into(),
            version: VERSION,
            written_by: format!("Patchbay {}", self.0.setup.version),
            exported_at: time(self.now()),
            purpose,
            apps: chosen,
            address: self.0.address.view().way.filter(|_| moves),
            filters: self.setup_filters().await?,
            forwards: self.setup_forwards().await?,
        };
        Ok(SetupExport {
            it: self.clone(),
            document,
        })
    }

    async fn setup_app(&self, app: &App, moves: bool) -> Result<SetupApp> {
        let scopes = |kind| {
            let chosen = app.scopes.iter().filter(move |it| it.kind == kind);
            chosen.map(|it| it.scope.clone()).collect()
        };
        let stores = self.0.ledger.stores(Some(app.id)).await?;
        let stores = stores.iter().filter(|it| it.state != StoreState::Held);
        let stores = stores.map(|store| SetupStore {
            hash: store.hash.clone(),
            name: words::store_name(store),
        });
        Ok(SetupApp {
            connector: app.connector.clone(),
            mode: words::mode(app.mode),
            name: app.name.clone(),
            client_id: app.client_id.clone(),
            key: moves.then(|| app.key.clone()),
            additional_scopes: scopes(ScopeKind::Additional),
            custom_scopes: scopes(ScopeKind::Custom),
            triggers_off: app.triggers_off.clone(),
            triggers_on: app.triggers_on.clone(),
            fetches: self.0.ledger.fetching().await?.contains_key(&app.id),
            stores: if moves { stores.collect() } else { Vec::new() },
        })
    }

    async fn setup_filters(&self) -> Result<Vec<SetupFilter>> {
        let saved = self.saved_filters().await?.into_iter();
        let saved = saved.filter(|it| is_portable(&it.conditions));
        Ok(saved
            .map(|filter| SetupFilter {
                name: filter.name,
                conditions: filter.conditions,
            })
            .collect())
    }

    async fn setup_forwards(&self) -> Result<Vec<SetupForward>> {
        let addresses = self.forward_addresses().await?.into_iter();
        let addresses = addresses.filter(|it| is_portable(&it.conditions));
        Ok(addresses
            .map(|address| SetupForward {
                name: address.name,
                url: address.url,
                conditions: address.conditions,
            })
            .collect())
    }
}

/// Whether they mean the same elsewhere: an app and a store have other numbers there.
pub(super) fn is_portable(conditions: &[Condition]) -> bool {
    let of_here = |it: &Condition| matches!(it.term, Term::App(_) | Term::Store(_));
    !conditions.iter().any(of_here)
}

impl SetupExport {
    /// A name for the file.
    pub fn suggested(&self) -> String {
        let now = time(self.it.now()).to_zoned(TimeZone::system());
        format!("patchbay-setup-{}.json", now.strftime("%Y-%m-%d"))
    }

    /// The kinds of files it can be.
    pub fn kinds(&self) -> &'static [FileKind] {
        SETUP_KINDS
    }

    /// Writes the file.
    ///
    /// # Errors
    /// Those of writing it; there is no file then.
    pub async fn write(self, target: &Path) -> Result<SetupExportView> {
        let apps = words::count_of(self.document.apps.len());
        let (path, document) = (target.to_owned(), self.document);
        off(target.to_owned(), move || {
            let mut draft = Draft::new(&path)?;
            serde_json::to_writer_pretty(&mut draft, &document)?;
            draft.write_all(b"\n")?;
            draft.flush()?;
            draft.finish()
        })
        .await?;
        self.it.note(None, "set-up exported", "").await;
        Ok(SetupExportView::Done {
            number: self.it.0.transfers.written(target),
            apps,
            file: name_of(target),
        })
    }
}
