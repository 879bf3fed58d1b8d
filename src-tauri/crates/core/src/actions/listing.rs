//! Asking a store for a list on behalf of another action: what can be chosen, what is there already,
//! what a call made.

use jiff::Timestamp;
use patchbay_connector::{Action, Find};
use patchbay_ledger::{App, Store};
use serde_json::Value;

use super::answer::items;
use super::form;
use super::input;
use super::outgoing::call;
use crate::error::{Error, Result};
use crate::patchbay::{Patchbay, connector_of};

/// How far BigCommerce's clock may be behind this machine's.
const CLOCKS_MS: i64 = 2 * 60 * 1000;

impl Patchbay {
    /// The items that a listing action answers; what it answers otherwise is one item.
    pub(crate) async fn list(
        &self,
        app: &App,
        store: &Store,
        listing: &Action,
        asked: &Value,
    ) -> Result<Vec<Value>> {
        let request = listing
            .request(asked)
            .map_err(|faults| input::refused(&faults))?;
        let api = self.store_api(app, store).await?;
        let call = call(connector_of(app)?, listing, &request)?;
        let answer = api.perform(&call).await;
        let answer = answer.map_err(|undone| Error::Api(undone.error))?.value;
        if let Some(items) = items(listing, &answer) {
            return Ok(items.to_vec());
        }
        let told = answer.pointer(&listing.answer).and_then(Value::as_array);
        Ok(told.cloned().unwrap_or_default())
    }

    /// What is there that is what `given` makes, by `find`, and was not there before a call that began
    /// then, in milliseconds since the epoch; `None` where nothing can tell.
    pub(crate) async fn made(
        &self,
        (app, store): (&App, &Store),
        (action, find): (&Action, &Find),
        given: &Value,
        began_at: Option<i64>,
    ) -> Result<Option<Vec<Value>>> {
        let Some(asked) = find.asked(given) else {
            return Ok(None);
        };
        let listing = form::action(connector_of(app)?, &find.action)?;
        let since = began_at.and_then(|at| Timestamp::from_millisecond(at - CLOCKS_MS).ok());
        let mut there = self.list(app, store, listing, &asked).await?;
        there.retain(|item| {
            let one = std::slice::from_ref(item);
            action.found(find, given, one, since).is_some()
        });
        Ok(Some(there))
    }
}
