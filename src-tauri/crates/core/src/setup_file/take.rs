//! A set-up taken over: each app as if it were set up by hand, up to its secret.

use patchbay_bigcommerce::{StoreHash, credentials};
use patchbay_ledger::{App, AppChange, AppKind, NewApp};
use secrecy::SecretString;

use super::document::{Document, SetupApp, SetupFilter, SetupForward};
use super::export::is_portable;
use super::look::{read, standing};
use crate::apps::checked_name;
use crate::error::{Error, Field, Result};
use crate::patchbay::{Patchbay, connector, id};
use crate::random::random_hex;
use crate::view::{
    AddressWay, ForwardAddressSpec, Mend, Problem, SetupStanding, SetupTaken, SetupWanted, TakenApp,
};
use crate::{scopes, words};

/// The letters of an app's key.
const KEY: usize = 32;

impl Patchbay {
    /// Takes what is wanted of a file by the number that looking at it gave. What cannot be taken is
    /// named; the rest is taken. Apps are complete but for their Client Secret.
    ///
    /// # Errors
    /// When the file is gone or changed, or the ledger cannot be written to.
    pub async fn take_setup(&self, number: u32, wanted: &SetupWanted) -> Result<SetupTaken> {
        let path = self.0.transfers.file(number)?;
        let document = read(&path).await?;
        let mut taken = SetupTaken::default();
        for at in &wanted.apps {
            let app = usize::try_from(*at)
                .ok()
                .and_then(|at| document.apps.get(at));
            match app {
                Some(app) => self.take_app(app, &mut taken).await?,
                None => return Err(Error::NotFound("app")),
            }
        }
        self.take_rest(document, wanted, &mut taken).await?;
        self.note(
            None,
            "set-up imported",
            &words::counted(taken.apps.len(), "app"),
        )
        .await;
        self.touch();
        Ok(taken)
    }

    async fn take_app(&self, app: &SetupApp, taken: &mut SetupTaken) -> Result<()> {
        match self.added(app).await {
            Ok(added) => taken.apps.push(TakenApp {
                id: id(added.id),
                name: added.name,
                client_id: added.client_id,
            }),
            Err(error @ Error::Ledger(_)) => return Err(error),
            Err(error) => taken.left.push(format!("{}: {error}", app.name)),
        }
        Ok(())
    }

    async fn added(&self, app: &SetupApp) -> Result<App> {
        let known = self.0.ledger.apps().await?;
        if let SetupStanding::Here { name } = standing(app, &known) {
            return Err(Error::Conflict {
                message: format!("It is here already, as {name}."),
                remedy: "Use the one that is here.",
            });
        }
        let connector = connector(&app.connector)?;
        let client_id = app.client_id.as_deref().map(str::trim);
        refuse_bad_client_id(client_id)?;
        let name = checked_name(&app.name)?;
        let scopes = scopes::choose(connector, &app.additional_scopes, &app.custom_scopes)?;
        let chosen = |ids: &[String]| {
            let there = ids.iter().filter(|id| connector.trigger(id).is_some());
            Some(there.cloned().collect())
        };
        let row = NewApp {
            connector: connector.id.clone(),
            kind: AppKind::Oauth,
            mode: words::ledger_mode(app.mode),
            name,
            key: self.key_of(app, &known)?,
            created_at: self.now(),
        };
        let change = AppChange {
            client_id: Some(client_id.map(str::to_owned)),
            scopes: Some(scopes),
            triggers_off: chosen(&app.triggers_off),
            triggers_on: chosen(&app.triggers_on),
            ..AppChange::default()
        };
        let row = self.0.ledger.add_app(row).await?;
        let row = self.0.ledger.update_app(row.id, change).await?;
        self.note(
            Some(row.id),
            "app created",
            &format!("{}, from a file", row.name),
        )
        .await;
        if app.fetches {
            self.0.ledger.set_fetching(row.id, Some(self.now())).await?;
        }
        self.take_stores(app, &row).await?;
        Ok(row)
    }

    /// The key that the file brings, where it is one and nobody has it, else a new one.
    fn key_of(&self, app: &SetupApp, known: &[App]) -> Result<String> {
        let is_key = |key: &&String| {
            let hex = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
            key.len() == KEY && key.chars().all(hex)
        };
        let taken = |key: &&String| known.iter().any(|it| it.key == **key);
        match app.key.as_ref().filter(is_key).filter(|key| !taken(key)) {
            Some(key) => Ok(key.clone()),
            None => random_hex::<16>(),
        }
    }

    async fn take_stores(&self, app: &SetupApp, row: &App) -> Result<()> {
        let problem = words::keep("from_a_set_up", &without_token());
        for store in &app.stores {
            if StoreHash::parse(&store.hash).is_err() {
                continue;
            }
            let name = Some(store.name.trim().to_owned());
            let name = name.filter(|name| !name.is_empty() && *name != store.hash);
            let ledger = &self.0.ledger;
            ledger
                .add_imported_store((row.id, &store.hash), name, problem.clone(), self.now())
                .await?;
        }
        Ok(())
    }

    async fn take_rest(
        &self,
        document: Document,
        wanted: &SetupWanted,
        taken: &mut SetupTaken,
    ) -> Result<()> {
        if let Some(way) = document.address.filter(|_| wanted.address) {
            self.take_address(way, taken).await?;
        }
        if wanted.filters {
            for filter in document.filters {
                self.take_filter(filter, taken).await?;
            }
        }
        if wanted.forwards {
            for forward in document.forwards {
                self.take_forward(forward, taken).await?;
            }
        }
        Ok(())
    }

    /// One that needs a token is set by hand, where the token is asked for.
    async fn take_address(&self, way: AddressWay, taken: &mut SetupTaken) -> Result<()> {
        match self.set_address(way, SecretString::default()).await {
            Ok(_) => taken.address = true,
            Err(error @ Error::Ledger(_)) => return Err(error),
            Err(error) => taken.left.push(format!("Public address: {error}")),
        }
        Ok(())
    }

    async fn take_filter(&self, filter: SetupFilter, taken: &mut SetupTaken) -> Result<()> {
        let same = |name: &str| name == filter.name.trim();
        let known = self.saved_filters().await?;
        if !is_portable(&filter.conditions) || known.iter().any(|it| same(&it.name)) {
            taken.left.push(format!("Filter {}", filter.name));
            return Ok(());
        }
        match self.save_filter(&filter.name, &filter.conditions).await {
            Ok(_) => taken.filters += 1,
            Err(error @ Error::Ledger(_)) => return Err(error),
            Err(error) => taken.left.push(format!("Filter {}: {error}", filter.name)),
        }
        Ok(())
    }

    /// It is off until the user switches it on.
    async fn take_forward(&self, forward: SetupForward, taken: &mut SetupTaken) -> Result<()> {
        let spec = ForwardAddressSpec {
            name: forward.name,
            url: forward.url,
            forwards: false,
            conditions: forward.conditions,
        };
        if !is_portable(&spec.conditions) {
            taken.left.push(format!("Forward address {}", spec.name));
            return Ok(());
        }
        match self.save_forward_address(None, &spec).await {
            Ok(_) => taken.forwards += 1,
            Err(error @ Error::Ledger(_)) => return Err(error),
            Err(error) => taken
                .left
                .push(format!("Forward address {}: {error}", spec.name)),
        }
        Ok(())
    }
}

/// A secret is none of the file's; the shape of the rest is judged as where it is typed.
fn refuse_bad_client_id(client_id: Option<&str>) -> Result<()> {
    let Some(client_id) = client_id else {
        return Ok(());
    };
    let findings = credentials::check(client_id, &SecretString::default());
    let of_id = |it: &credentials::Finding| it.field == credentials::Field::ClientId;
    let mut bad = findings.into_iter().filter(of_id);
    match bad.find(|finding| finding.code.blocks()) {
        Some(finding) => Err(Error::invalid(Field::ClientId, finding.message)),
        None => Ok(()),
    }
}

fn without_token() -> Problem {
    Problem {
        title: "Known from an imported set-up only.".into(),
        meaning: "A file brings no token. The app is not installed on it here.".into(),
        remedy: "Install the app on it again; BigCommerce gives a new token.".into(),
        mend: Some(Mend::Install),
    }
}
