//! Looking at BigCommerce whether a call happened whose answer is lost.

use patchbay_connector::Find;
use patchbay_ledger::{App, CallState, Store};
use serde_json::Value;

use super::answer::items;
use super::form::action;
use super::input;
use super::outgoing::call;
use crate::error::{Error, Result};
use crate::patchbay::{Patchbay, connector_of};
use crate::view::CallFound;
use crate::words;

impl Patchbay {
    /// What BigCommerce shows of a call whose outcome nobody knows.
    ///
    /// # Errors
    /// When its outcome is known, nothing tells, or the store cannot be asked.
    pub async fn look_for_call(&self, call_id: u32) -> Result<CallFound> {
        let (app, store, asked) = self.whole_call(call_id).await?;
        let unknown = asked
            .end
            .as_ref()
            .is_some_and(|end| end.state == CallState::Unknown);
        let action = action(connector_of(&app)?, &asked.asked.action)?;
        let find = action.repeat.find().filter(|_| unknown);
        let find = find.ok_or_else(nothing_tells)?;
        let given = input::parse(&asked.asked.input)?;
        let found = self.found(&app, &store, find, &given).await?;
        let pretty = |item: &Value| serde_json::to_string_pretty(item).unwrap_or_default();
        Ok(CallFound {
            words: sentence(found.len()),
            items: found.iter().map(pretty).collect(),
        })
    }

    /// What is there that has everything in common with what was sent.
    async fn found(
        &self,
        app: &App,
        store: &Store,
        find: &Find,
        given: &Value,
    ) -> Result<Vec<Value>> {
        let listing = action(connector_of(app)?, &find.action)?;
        let asked = find.ask(given).ok_or_else(nothing_tells)?;
        let request = listing
            .request(&asked)
            .map_err(|faults| input::refused(&faults))?;
        let api = self.store_api(app, store).await?;
        let answer = api.perform(&call(listing, &request)?).await;
        let answer = answer.map_err(|undone| Error::Api(undone.error))?.value;
        let there = items(listing, &answer).unwrap_or_default().iter();
        let same = there.filter(|item| find.is_same(given, item));
        Ok(same.cloned().collect())
    }
}

fn sentence(found: usize) -> String {
    match found {
        0 => "BigCommerce shows nothing like it. It may take half a minute until something new is \
              listed."
            .into(),
        1 => "BigCommerce shows one that is the same.".into(),
        found => format!(
            "BigCommerce shows {}, all the same.",
            words::counted(found, "one")
        ),
    }
}

fn nothing_tells() -> Error {
    Error::Conflict {
        message: "Nothing at BigCommerce tells whether this happened.".into(),
        remedy: "Look in the store’s control panel, and say here what you found.",
    }
}
