//! Running an action: written down, sent, and what came of it written down.

use patchbay_bigcommerce::StoreApi;
use patchbay_bigcommerce::api::{Call, Performed, Undone};
use patchbay_connector::{Action, Request};
use patchbay_ledger::{App, CallKind, NewCall, Store, StoreState};
use serde::Deserialize;
use serde_json::Value;
use specta::Type;
use tokio::sync::OwnedMutexGuard;

use super::form::action;
use super::outgoing::{call, path};
use super::paging::every_page;
use super::preview::lacks;
use super::{ending, input};
use crate::error::{Error, Result};
use crate::patchbay::{Patchbay, connector_of};
use crate::redact::redact_json;
use crate::view::{ActionProgress, CallView};

/// How an action is run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RunAs {
    /// The user confirmed it, where that is asked.
    pub confirmed: bool,
    /// A list is read to its end.
    pub every_page: bool,
    /// The call that it repeats.
    pub repeats: Option<u32>,
}

/// An action that is ready to be sent.
pub(crate) struct Ready {
    pub app: App,
    pub store: Store,
    pub action: &'static Action,
    pub given: Value,
    pub request: Request,
    pub call: Call,
    /// What no two may be about at a time.
    serial: Option<String>,
}

impl Patchbay {
    /// Runs an action on a store with what is filled in, a JSON object. Letting go of the watch that the
    /// progress names ends the reading of a list after the page that is read; nothing else can be
    /// called back once it is sent.
    ///
    /// # Errors
    /// When it cannot be sent. What BigCommerce refuses is no error but an outcome.
    pub async fn run_action(
        &self,
        store_id: u32,
        action_id: &str,
        given: &str,
        run: RunAs,
        tell: impl FnMut(ActionProgress) + Send + 'static,
    ) -> Result<CallView> {
        let ready = self.ready(store_id, action_id, given, run).await?;
        let api = self.store_api(&ready.app, &ready.store).await?;
        // What is under way comes to its end whether or not the page waits for it.
        let it = self.clone();
        let sent = tokio::spawn(async move { it.send(ready, api, run, tell).await });
        let id = sent
            .await
            .map_err(|why| Error::Internal(format!("an action broke off: {why}")))??;
        self.call(crate::patchbay::id(id)).await
    }

    async fn ready(
        &self,
        store_id: u32,
        action_id: &str,
        given: &str,
        run: RunAs,
    ) -> Result<Ready> {
        let (app, store) = self.app_and_store(store_id).await?;
        let given = input::parse(given)?;
        let ready = ready_for((app, store), action_id, given)?;
        let connector = connector_of(&ready.app)?;
        let asks = connector.danger_of(ready.action, &ready.request).asks();
        match asks && !run.confirmed {
            true => Err(unconfirmed()),
            false => Ok(ready),
        }
    }

    /// Waits until it is an action's turn, where no two may be about the same thing at a time.
    pub(crate) async fn action_turn(&self, ready: &Ready) -> Option<OwnedMutexGuard<()>> {
        let key = (ready.store.id, ready.serial.clone()?);
        Some(self.0.action_turns.of(key).await)
    }

    /// Sends it when it is its turn; the id of what was written down.
    async fn send(
        &self,
        mut ready: Ready,
        api: StoreApi,
        run: RunAs,
        tell: impl FnMut(ActionProgress) + Send + 'static,
    ) -> Result<i64> {
        let _turn = self.action_turn(&ready).await;
        self.over_existing(&mut ready).await?;
        let id = self.0.ledger.begin_call(self.written(&ready, run)).await?;
        self.touch();
        let outcome = self.perform(&ready, &api, run, tell).await;
        if let Err(undone) = &outcome
            && matches!(undone.error, patchbay_bigcommerce::ApiError::TokenDead)
        {
            self.token_refused(&ready.store).await;
        }
        let end = ending::of(
            ready.action,
            &ready.app,
            ready.call.harmless,
            outcome,
            self.now(),
        );
        self.0.ledger.end_call(id, end).await?;
        self.touch();
        Ok(id)
    }

    /// Changes what is there already, where an action does that instead of adding a second one.
    pub(crate) async fn over_existing(&self, ready: &mut Ready) -> Result<()> {
        let (action, of) = (ready.action, (&ready.app, &ready.store));
        let Some(existing) = &action.existing else {
            return Ok(());
        };
        let there = self.made(of, (action, &existing.find), &ready.given, None);
        if let Some(found) = there.await?.unwrap_or_default().first() {
            ready.request = action
                .request_over(&ready.given, found)
                .map_err(|faults| input::refused(&faults))?;
            ready.call = call(connector_of(&ready.app)?, action, &ready.request)?;
        }
        Ok(())
    }

    async fn perform(
        &self,
        ready: &Ready,
        api: &StoreApi,
        run: RunAs,
        mut tell: impl FnMut(ActionProgress) + Send + 'static,
    ) -> Result<Performed, Undone> {
        if !run.every_page || ready.action.paging.is_none() {
            return api.perform(&ready.call).await;
        }
        let (watch, until) = self.begin_watch("action");
        let tell = |progress| tell(ActionProgress { watch, ..progress });
        let read = every_page(api, ready.action, &ready.call, &until, tell).await;
        self.unwatch(watch);
        read
    }

    /// What is written down of it before it is sent.
    pub(crate) fn written(&self, ready: &Ready, run: RunAs) -> NewCall {
        let mut given = ready.given.clone();
        redact_json(&mut given);
        let mut body = ready.request.body.clone();
        body.iter_mut().for_each(redact_json);
        NewCall {
            kind: CallKind::Action,
            store_id: Some(ready.store.id),
            action: ready.action.id.clone(),
            input: given.to_string(),
            method: ready.request.method.clone(),
            path: path(&ready.request),
            body: body.map(|body| body.to_string()),
            began_at: self.now(),
            repeats: run.repeats.map(i64::from),
        }
    }
}

/// An action on a store that can be asked, with a token that is not known to lack a scope for it.
pub(crate) fn ready_for(of: (App, Store), action_id: &str, given: Value) -> Result<Ready> {
    let (app, store) = of;
    let connector = connector_of(&app)?;
    let action = action(connector, action_id)?;
    let request = action
        .request(&given)
        .map_err(|faults| input::refused(&faults))?;
    if store.state != StoreState::Connected {
        return Err(not_connected());
    }
    let needed = connector.needed(action, &request);
    if let Some(error) = lacks(connector, needed, (&app, &store)) {
        return Err(error);
    }
    Ok(Ready {
        serial: connector.serial_of(action, &given, &request),
        call: call(connector, action, &request)?,
        app,
        store,
        action,
        given,
        request,
    })
}

fn not_connected() -> Error {
    Error::Conflict {
        message: "The store is not connected, so nothing can be done on it.".into(),
        remedy: "Look at the store’s page for why, and connect it again.",
    }
}

fn unconfirmed() -> Error {
    Error::Conflict {
        message: "This takes something away or moves money, and was not confirmed.".into(),
        remedy: "Confirm it, and run it again.",
    }
}
