//! Which checks are run, and in which order: what everything else stands on comes first.

use patchbay_ledger::{App, Store, StoreState};

use crate::accounts::is_account;
use crate::error::{Error, Result};
use crate::patchbay::{Patchbay, id};
use crate::view::{CheckKind, DiagnosisAbout};
use crate::words;

/// An app with more stores than these is judged by what is known of them; each can be looked into by
/// itself.
const FEW: usize = 3;

const MACHINE: &[CheckKind] = &[
    CheckKind::Disk,
    CheckKind::Ledger,
    CheckKind::Keychain,
    CheckKind::Listener,
    CheckKind::Clock,
];

const ADDRESS: &[CheckKind] = &[CheckKind::Address, CheckKind::Certificate];

const APP: &[CheckKind] = &[
    CheckKind::Credentials,
    CheckKind::Callback,
    CheckKind::CallbackUrls,
    CheckKind::Scopes,
    CheckKind::Stores,
];

/// Of an API account nothing is registered at BigCommerce.
const ACCOUNT: &[CheckKind] = &[CheckKind::Credentials];

const STORE: &[CheckKind] = &[
    CheckKind::Token,
    CheckKind::StoreScopes,
    CheckKind::Hooks,
    CheckKind::Signatures,
    CheckKind::Deliveries,
    CheckKind::Missed,
    CheckKind::Quota,
];

/// A check that is to be run.
#[derive(Clone, Debug)]
pub(super) struct Planned {
    pub kind: CheckKind,
    pub group: String,
    pub app: Option<App>,
    pub store: Option<Store>,
}

impl Planned {
    fn all(
        kinds: &[CheckKind],
        group: &str,
        app: Option<&App>,
        store: Option<&Store>,
    ) -> Vec<Self> {
        let of = |kind: &CheckKind| Self {
            kind: *kind,
            group: group.to_owned(),
            app: app.cloned(),
            store: store.cloned(),
        };
        kinds.iter().map(of).collect()
    }

    pub fn app_id(&self) -> Option<u32> {
        self.app.as_ref().map(|app| id(app.id))
    }

    pub fn store_id(&self) -> Option<u32> {
        self.store.as_ref().map(|store| id(store.id))
    }
}

impl Patchbay {
    /// Every check of what is looked into.
    pub(super) async fn plan_checks(&self, about: DiagnosisAbout) -> Result<Vec<Planned>> {
        let (apps, only) = self.apps_about(about).await?;
        let mut plan = Planned::all(MACHINE, "This machine", apps.first(), None);
        let outside = apps.iter().find(|app| self.is_outside(app));
        if outside.is_some() {
            plan.extend(Planned::all(ADDRESS, "Public address", outside, None));
        }
        for app in &apps {
            let of_app = if is_account(app) { ACCOUNT } else { APP };
            plan.extend(Planned::all(of_app, &app.name, Some(app), None));
            for store in self.stores_about(app, only).await? {
                let name = words::store_name(&store);
                let mut of_store = Planned::all(STORE, &name, Some(app), Some(&store));
                of_store.retain(|it| it.kind != CheckKind::StoreScopes || !is_account(app));
                plan.extend(of_store);
            }
        }
        Ok(plan)
    }

    /// The apps, real ones first, and the one store that is meant.
    async fn apps_about(&self, about: DiagnosisAbout) -> Result<(Vec<App>, Option<i64>)> {
        if let Some(store) = about.store {
            let (app, store) = self.app_and_store(store).await?;
            return Ok((vec![app], Some(store.id)));
        }
        let mut apps = self.0.ledger.apps().await?;
        if let Some(only) = about.app {
            apps.retain(|app| id(app.id) == only);
            if apps.is_empty() {
                return Err(Error::NotFound("app"));
            }
        }
        apps.sort_by_key(crate::patchbay::practises);
        Ok((apps, None))
    }

    async fn stores_about(&self, app: &App, only: Option<i64>) -> Result<Vec<Store>> {
        let mut stores = self.0.ledger.stores(Some(app.id)).await?;
        match only {
            Some(only) => stores.retain(|store| store.id == only),
            None if stores.len() > FEW => stores.clear(),
            None => stores.retain(|store| store.state != StoreState::Uninstalled),
        }
        Ok(stores)
    }
}
