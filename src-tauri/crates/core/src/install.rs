//! Installs that are awaited: begun here, finished by a callback from BigCommerce.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use patchbay_bigcommerce::{StoreHash, install};
use patchbay_ledger::App;
use tokio::sync::watch;

use crate::accounts::refuse_account;
use crate::error::{Error, Field, Result};
use crate::patchbay::{Patchbay, connector_of, practises};
use crate::scopes;
use crate::suspicions::{Silence, suspicions};
use crate::view::{InstallStage, InstallView, InstallWay, Millis, Problem};

/// How long BigCommerce may take before the likely mistakes are named.
const PATIENCE: Duration = Duration::from_secs(20);

/// The installs awaited, one an app.
#[derive(Debug, Default)]
pub(crate) struct Installs(Mutex<HashMap<i64, watch::Sender<InstallView>>>);

impl Installs {
    fn begin(&self, app_id: i64, view: InstallView) {
        let mut installs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let sender = installs
            .entry(app_id)
            .or_insert_with(|| watch::Sender::new(view.clone()));
        sender.send_replace(view);
    }

    fn subscribe(&self, app_id: i64) -> Option<watch::Receiver<InstallView>> {
        let installs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        installs.get(&app_id).map(watch::Sender::subscribe)
    }

    /// Whether an install of this app is awaited.
    pub fn awaited(&self, app_id: i64) -> bool {
        self.subscribe(app_id)
            .is_some_and(|view| !over(view.borrow().stage))
    }

    /// Changes the view of an install that is not over.
    pub fn change(&self, app_id: i64, change: impl FnOnce(&mut InstallView)) {
        let installs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sender) = installs.get(&app_id) {
            sender.send_if_modified(|view| {
                let open = !over(view.stage);
                if open {
                    change(view);
                }
                open
            });
        }
    }

    /// Moves an install on.
    pub fn stage(&self, app_id: i64, stage: InstallStage) {
        self.change(app_id, |view| view.stage = stage);
    }

    /// Ends an install with a problem.
    pub fn fail(&self, app_id: i64, problem: Problem) {
        self.change(app_id, |view| {
            view.stage = InstallStage::Failed;
            view.problem = Some(problem);
        });
    }
}

fn over(stage: InstallStage) -> bool {
    matches!(
        stage,
        InstallStage::Done | InstallStage::Failed | InstallStage::Cancelled
    )
}

impl Patchbay {
    /// Begins to wait for an install and says which page to open for it.
    pub async fn begin_install(&self, id: u32, way: InstallWay) -> Result<InstallView> {
        let app = self.ledger_app(id).await?;
        refuse_account(&app)?;
        self.credentials(&app).await?;
        let view = InstallView {
            stage: InstallStage::Waiting,
            since: Millis(self.now()),
            opened_url: self.install_page(&app, &way).await?,
            store_id: None,
            problem: None,
            suspicions: Vec::new(),
        };
        self.0.installs.begin(app.id, view.clone());
        let refused_before = self.refused_total().await;
        let by_link = matches!(way, InstallWay::InstallLink);
        self.spawn(move |it| async move { it.suspect(app, by_link, refused_before).await });
        Ok(view)
    }

    /// The link a merchant can be sent. Only an approved or unlisted app can be installed by it.
    pub async fn install_link(&self, id: u32) -> Result<String> {
        let app = self.ledger_app(id).await?;
        refuse_account(&app)?;
        self.install_page(&app, &InstallWay::InstallLink).await
    }

    /// Sends how far the install is, until it is over, `sink` answers `false` or the watch is let go
    /// of; `None` when none was begun.
    pub fn watch_install(
        &self,
        id: u32,
        mut sink: impl FnMut(InstallView) -> bool + Send + 'static,
    ) -> Option<u32> {
        let mut view = self.0.installs.subscribe(i64::from(id))?;
        Some(self.watch(&format!("install {id}"), async move {
            loop {
                let now = view.borrow_and_update().clone();
                let ended = over(now.stage);
                if !sink(now) || ended || view.changed().await.is_err() {
                    return;
                }
            }
        }))
    }

    /// Stops waiting. A store that still arrives is held for confirmation.
    pub fn cancel_install(&self, id: u32) {
        self.0
            .installs
            .stage(i64::from(id), InstallStage::Cancelled);
    }

    async fn install_page(&self, app: &App, way: &InstallWay) -> Result<String> {
        let endpoints = self.endpoints(app.mode).await?;
        let client_id = app.client_id.as_deref().unwrap_or_default();
        let url = match way {
            InstallWay::ControlPanel => install::control_panel_develop(&endpoints),
            InstallWay::InstallLink => install::install_link(&endpoints, client_id),
            InstallWay::Authorize { store_hash } => {
                let store = StoreHash::parse(store_hash.trim()).map_err(|_| bad_hash())?;
                let callback = self.callback_url(app).ok_or(Error::NoAddress)?;
                let configured = scopes::configured(connector_of(app)?, app).join(" ");
                install::authorize_url(&endpoints, client_id, &callback, &configured, &store)
            }
        };
        Ok(url.to_string())
    }

    /// Names the likely mistakes once BigCommerce takes its time.
    async fn suspect(&self, app: App, by_link: bool, refused_before: u64) {
        tokio::time::sleep(PATIENCE).await;
        let address = self.is_outside(&app).then(|| self.0.address.view());
        let refused = self.refused_total().await.saturating_sub(refused_before);
        let callback = self.callback_url(&app).unwrap_or_default();
        let found = suspicions(Silence {
            practice: practises(&app),
            by_link,
            callback: &callback,
            address: address.as_ref(),
            refused,
        });
        self.0.installs.change(app.id, |view| {
            if view.stage == InstallStage::Waiting {
                view.suspicions = found;
            }
        });
    }
}

fn bad_hash() -> Error {
    Error::invalid(
        Field::StoreHash,
        "A store’s hash has only small letters and digits, like g5cd38. It stands in the control \
         panel’s address: store-g5cd38.mybigcommerce.com.",
    )
}
