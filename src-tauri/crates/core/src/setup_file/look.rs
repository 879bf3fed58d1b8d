//! What a set-up brings, before any of it is taken.

use std::path::Path;

use patchbay_connector::Connector;
use patchbay_ledger::App;
use tokio::task::spawn_blocking;

use super::document::{self, Document, SetupApp};
use crate::error::{Error, Result};
use crate::files::{FileError, name_of};
use crate::patchbay::{Patchbay, connector};
use crate::view::{Millis, SetupAppView, SetupForwardView, SetupPreview, SetupStanding};
use crate::words;

/// Apps that one file may bring.
const MOST_APPS: usize = 200;

impl Patchbay {
    /// What is in a file that the user chose.
    ///
    /// # Errors
    /// When it cannot be read, or is no set-up.
    pub async fn look_at_setup(&self, path: &Path) -> Result<SetupPreview> {
        let document = read(path).await?;
        let known = self.0.ledger.apps().await?;
        let apps = document.apps.iter().enumerate();
        Ok(SetupPreview::Ready {
            number: self.0.transfers.written(path),
            file: name_of(path),
            purpose: document.purpose,
            exported_at: Millis(document.exported_at.as_millisecond()),
            apps: apps.map(|(at, app)| app_view(at, app, &known)).collect(),
            address: document.address.as_ref().map(|way| way.words()),
            replaces_address: self.0.address.view().way.is_some(),
            filters: words::count_of(document.filters.len()),
            forwards: document
                .forwards
                .into_iter()
                .map(|it| SetupForwardView {
                    name: it.name,
                    url: it.url,
                })
                .collect(),
        })
    }
}

/// Reads a file and judges its size.
pub(super) async fn read(path: &Path) -> Result<Document> {
    let file = path.to_owned();
    let read = spawn_blocking(move || document::read(&file)).await;
    let document = read.map_err(|_| Error::Internal("the reading of a file ended".into()))??;
    if document.apps.len() > MOST_APPS {
        let name = name_of(path);
        return Err(FileError::NoSetup { name }.into());
    }
    Ok(document)
}

fn app_view(at: usize, app: &SetupApp, known: &[App]) -> SetupAppView {
    SetupAppView {
        at: words::count_of(at),
        name: app.name.clone(),
        connector: connector(&app.connector).map_or_else(|_| app.connector.clone(), name_of_it),
        client_id: app.client_id.clone(),
        stores: words::count_of(app.stores.len()),
        keeps_callbacks: app.key.is_some(),
        standing: standing(app, known),
    }
}

fn name_of_it(connector: &Connector) -> String {
    connector.name.clone()
}

/// Whether an app can be taken, by what is here.
pub(super) fn standing(app: &SetupApp, known: &[App]) -> SetupStanding {
    if connector(&app.connector).is_err() {
        return SetupStanding::Unknown;
    }
    let same = |it: &&App| {
        let named = it.client_id.is_some() && it.client_id == app.client_id;
        named && words::mode(it.mode) == app.mode
    };
    match known.iter().find(same) {
        Some(here) => SetupStanding::Here {
            name: here.name.clone(),
        },
        None => SetupStanding::New,
    }
}
