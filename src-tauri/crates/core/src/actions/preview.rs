//! What would be sent for what is filled in so far, and what stands in its way.

use patchbay_connector::{Action, Connector, Danger};
use patchbay_ledger::{App, Store};
use serde_json::Value;

use super::form::action;
use super::input;
use super::outgoing::path;
use crate::accounts::is_account;
use crate::error::{Error, Result};
use crate::patchbay::{Patchbay, connector_of};
use crate::view::ActionPreview;

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
        let refused = |needed: Option<&[String]>| {
            let error = lacks(connector, needed, (&app, &store))?;
            Some(error.problem())
        };
        let request = match action.request(&given) {
            Ok(request) => request,
            Err(faults) => {
                return Ok(ActionPreview {
                    faults: faults.iter().map(input::shown).collect(),
                    request: None,
                    refused: refused(Some(&action.needs_any)),
                    asks: None,
                    amount: None,
                });
            }
        };
        let asked = (&*request.method, &*path(&request), request.body.as_ref());
        Ok(ActionPreview {
            faults: Vec::new(),
            request: Some(self.shown_request(&app, &store, asked).await),
            refused: refused(connector.needed(action, &request)),
            asks: connector
                .danger_of(action, &request)
                .asks()
                .then(|| asks(action, &given, &request.method, &request.path)),
            amount: amount(action, &given, &store),
        })
    }
}

/// Why the store would refuse what needs any of some scopes. Of an API account's nothing is known.
pub(super) fn lacks(
    connector: &Connector,
    needed: Option<&[String]>,
    (app, store): (&App, &Store),
) -> Option<Error> {
    let needed = needed.filter(|_| !is_account(app))?;
    let scope = connector.unmet(needed, &store.granted)?;
    Some(Error::LacksScope(scope.to_owned()))
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
