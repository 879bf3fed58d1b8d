//! What can be chosen in an input, asked of the store.

use patchbay_connector::{Action, Input, Options};
use serde_json::{Map, Value};

use super::form::action;
use super::input;
use crate::error::{Error, Result};
use crate::patchbay::{Patchbay, connector_of};
use crate::view::InputChoice;

/// The most that are offered.
const MOST: usize = 250;

impl Patchbay {
    /// What can be chosen in an input of an action: at `place` (`items/0/order_product_id`), with what
    /// is filled in so far and what was typed there. Nothing while an input that it depends on is
    /// empty.
    ///
    /// # Errors
    /// When the store cannot be asked.
    pub async fn action_options(
        &self,
        store_id: u32,
        action_id: &str,
        place: &str,
        given: &str,
        typed: &str,
    ) -> Result<Vec<InputChoice>> {
        let (app, store) = self.app_and_store(store_id).await?;
        let connector = connector_of(&app)?;
        let input = at(action(connector, action_id)?, place).ok_or(Error::NotFound("field"))?;
        let options = input.options.as_ref().ok_or(Error::NotFound("field"))?;
        let listing = action(connector, &options.action)?;
        let Some(asked) = asked(listing, options, &input::parse(given)?, typed) else {
            return Ok(Vec::new());
        };
        let found = self.list(&app, &store, listing, &asked).await?;
        let choices = found.iter();
        Ok(choices
            .filter_map(|it| choice(options, it))
            .take(MOST)
            .collect())
    }
}

/// The input at a place; numbers are places within lists.
fn at<'a>(action: &'a Action, place: &str) -> Option<&'a Input> {
    let mut names = place.split('/').filter(|it| it.parse::<usize>().is_err());
    let first = action.input(names.next()?)?;
    names.try_fold(first, |input, name| input.field(name))
}

fn asked(listing: &Action, options: &Options, given: &Value, typed: &str) -> Option<Value> {
    let mut asked = Map::new();
    for (theirs, ours) in &options.with {
        let filled = given.get(ours).filter(|it| !it.is_null() && *it != "");
        asked.insert(theirs.clone(), filled?.clone());
    }
    if let Some(search) = options.search.as_ref().filter(|_| !typed.trim().is_empty()) {
        asked.insert(search.clone(), typed.trim().into());
    }
    if listing.input("limit").is_some() {
        asked.insert("limit".into(), MOST.into());
    }
    Some(Value::Object(asked))
}

fn choice(options: &Options, item: &Value) -> Option<InputChoice> {
    let value = item.pointer(&options.value).and_then(text)?;
    let parts: Vec<String> = options
        .label
        .iter()
        .filter_map(|at| item.pointer(at).and_then(text))
        .filter(|part| !part.trim().is_empty())
        .collect();
    let name = match parts.is_empty() {
        true => value.clone(),
        false => parts.join(" · "),
    };
    Some(InputChoice { value, name })
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}
