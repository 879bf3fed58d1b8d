//! The apps that imported events can go to.

use std::collections::HashMap;

use patchbay_ledger::App;

use crate::error::Result;
use crate::patchbay::Patchbay;
use crate::portable::PortableApp;

/// Where the events of an import go.
pub(super) enum Target {
    /// All to this app.
    One(Box<App>),
    /// Each to the app of the same connector and name.
    Own(HashMap<(String, String), i64>),
}

impl Target {
    /// The target that the user chose.
    ///
    /// # Errors
    /// `NotFound` when the app is gone.
    pub async fn of(it: &Patchbay, app: Option<u32>) -> Result<Self> {
        Ok(match app {
            Some(id) => Self::One(Box::new(it.ledger_app(id).await?)),
            None => Self::own(&it.0.ledger.apps().await?),
        })
    }

    /// Each event to the app of its name.
    pub fn own(apps: &[App]) -> Self {
        let named = apps.iter().rev();
        Self::Own(
            named
                .map(|app| ((app.connector.clone(), app.name.clone()), app.id))
                .collect(),
        )
    }

    /// The app that an event of `app` goes to, or why it goes to none.
    pub fn app_of(&self, app: &PortableApp) -> Result<i64, String> {
        match self {
            Self::One(one) if one.connector == app.connector => Ok(one.id),
            Self::One(_) => Err("It is of another connector than the app.".into()),
            Self::Own(own) => own
                .get(&(app.connector.clone(), app.name.clone()))
                .copied()
                .ok_or_else(|| format!("There is no app named {} here.", app.name)),
        }
    }
}

/// How well an app of ours fits one of a file: the same name before the same mode.
pub(super) fn fit(ours: &App, theirs: &PortableApp) -> Option<u8> {
    (ours.connector == theirs.connector)
        .then(|| u8::from(ours.name == theirs.name) * 2 + u8::from(ours.mode == theirs.mode))
}
