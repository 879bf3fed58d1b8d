//! What would be sent for what is filled in so far, and what stands in its way.

use patchbay_bigcommerce::ApiError;
use patchbay_connector::{Action, Connector, Danger};
use patchbay_ledger::{App, Store};
use serde_json::Value;

use super::form::action;
use super::input;
use super::outgoing::{danger, path};
use crate::accounts::is_account;
use crate::error::{Error, Result};
use crate::patchbay::{Patchbay, connector_of};
use crate::view::{ActionPreview, Problem};

impl Patchbay {
    /// What would be sent to a store for what is filled in, a JSON object. Nothing is sent.
    ///
    /// # Errors
    /// When store or action are not there, or it is no JSON object.
    pub async fn preview_action(
        &self,
        store_id: u32,
        action_id: &str,
        given: &str,
    ) -> Result<ActionPreview> {
        let (app, store) = self.app_and_store(store_id).await?;
        let connector = connector_of(&app)?;
        let action = action(connector, action_id)?;
        let given = input::parse(given)?;
        let request = match action.request(&given) {
            Ok(request) => request,
            Err(faults) => {
                return Ok(ActionPreview {
                    faults: faults.iter().map(input::shown).collect(),
                    request: None,
                    refused: refused(connector, action, &app, &store),
                    asks: None,
                    amount: None,
                });
            }
        };
        let asked = (&*request.method, &*path(&request), request.body.as_ref());
        Ok(ActionPreview {
            faults: Vec::new(),
            request: Some(self.shown_request(&app, &store, asked).await),
            refused: refused(connector, action, &app, &store),
            asks: danger(action, &request)
                .asks()
                .then(|| asks(action, &given, &request.method, &request.path)),
            amount: amount(action, &given, &store),
        })
    }
}

/// Why the store would refuse it. Of an API account's scopes nothing is known.
fn refused(connector: &Connector, action: &Action, app: &App, store: &Store) -> Option<Problem> {
    if is_account(app) || connector.meets(&store.granted, &action.needs_any) {
        return None;
    }
    Some(Error::Api(ApiError::ScopeMissing).problem_for(app.kind))
}

/// What is to be confirmed.
fn asks(action: &Action, given: &Value, method: &str, path: &str) -> String {
    let asked = action.asked(given);
    asked.unwrap_or_else(|| format!("Send {method} {path}?"))
}

/// The amount that it moves, where that was filled in.
fn amount(action: &Action, given: &Value, store: &Store) -> Option<String> {
    if action.danger != Danger::Money {
        return None;
    }
    let total = action.amount_of(given)?;
    let currency = store.profile.as_ref().map(|it| it.currency.as_str());
    let shown = format!("{total} {}", currency.unwrap_or_default());
    Some(shown.trim_end().to_owned())
}
