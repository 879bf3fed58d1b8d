//! The pages the app opens in the system browser: a closed set, every address built here.

use patchbay_bigcommerce::{Endpoints, install};
use patchbay_ledger::Mode;
use serde::Deserialize;
use specta::Type;

use crate::error::{Error, Result};
use crate::patchbay::{Patchbay, connector};

/// A page or folder the user can be sent to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Page {
    /// BigCommerce's developer portal.
    Portal,
    /// Apps › Develop in the control panel of the user's store.
    ControlPanel,
    /// Settings › Store-level API accounts in the control panel of the user's store.
    ApiAccounts,
    /// The practice developer portal.
    PracticePortal,
    /// The practice control panel.
    PracticeControlPanel,
    /// BigCommerce on callbacks.
    DocsCallbacks,
    /// BigCommerce on scopes.
    DocsScopes,
    /// BigCommerce on webhooks.
    DocsWebhooks,
    /// Patchbay's data folder.
    DataFolder,
}

impl Patchbay {
    /// The address of a page; for the data folder its path.
    pub async fn page_address(&self, page: Page) -> Result<String> {
        let live = Endpoints::live();
        Ok(match page {
            Page::Portal => install::portal(&live).to_string(),
            Page::ControlPanel => install::control_panel_develop(&live).to_string(),
            Page::ApiAccounts => install::api_accounts(&live).to_string(),
            Page::PracticePortal => self.endpoints(Mode::Practice).await?.portal.to_string(),
            Page::PracticeControlPanel => self
                .endpoints(Mode::Practice)
                .await?
                .control_panel
                .to_string(),
            Page::DocsCallbacks => help("callbacks")?,
            Page::DocsScopes => help("scopes")?,
            Page::DocsWebhooks => help("webhooks")?,
            Page::DataFolder => self.0.home.folder().display().to_string(),
        })
    }
}

fn help(topic: &str) -> Result<String> {
    let link = connector("bigcommerce")?.links.help(topic);
    link.map(|link| link.url.clone())
        .ok_or(Error::NotFound("page"))
}
