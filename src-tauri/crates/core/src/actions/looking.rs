//! Looking at BigCommerce whether a call happened whose answer is lost.

use patchbay_ledger::CallState;
use serde_json::Value;

use super::form;
use super::input;
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
        let action = form::action(connector_of(&app)?, &asked.asked.action)?;
        let find = action.repeat.find().filter(|_| unknown);
        let find = find.ok_or_else(nothing_tells)?;
        let given = input::parse(&asked.asked.input)?;
        let began_at = Some(asked.asked.began_at);
        let found = self.made((&app, &store), (action, find), &given, began_at);
        let found = found.await?.ok_or_else(nothing_tells)?;
        let pretty = |item: &Value| serde_json::to_string_pretty(item).unwrap_or_default();
        Ok(CallFound {
            words: sentence(found.len()),
            items: found.iter().map(pretty).collect(),
        })
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
