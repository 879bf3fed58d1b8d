//! What an action is filled in with: its example, about things that the practice store has. What can
//! be chosen is asked of the store as the page asks; the rest is in `things`.

use patchbay_connector::{Action, Input};
use serde_json::Value;

use crate::support::shop::Shop;
use crate::things;

/// What fills an action in, so that it can be carried out.
pub async fn of(shop: &Shop, action: &Action) -> Value {
    let mut given: Value = serde_json::from_str(&action.example).unwrap();
    let own = things::of(shop, &action.id).await;
    let own = own.unwrap_or_else(|| panic!("{}: nothing says what it is about", action.id));
    for (place, value) in &own {
        let at = given.pointer_mut(place);
        *at.unwrap_or_else(|| panic!("{}: no {place} in its example", action.id)) = value.clone();
    }
    let said = |place: &str| own.iter().any(|(own, _)| *own == place);
    for place in chosen("", &action.inputs, &given) {
        if !said(&place) {
            choose(shop, action, &place, &mut given).await;
        }
    }
    given
}

/// The places of an example at which the store is asked what can be chosen.
fn chosen(within: &str, inputs: &[Input], given: &Value) -> Vec<String> {
    let mut places = Vec::new();
    for input in inputs {
        let Some(value) = given.get(&input.id) else {
            continue;
        };
        let place = format!("{within}/{}", input.id);
        match value.as_array().filter(|_| !input.fields.is_empty()) {
            Some(items) => {
                for (nth, item) in items.iter().enumerate() {
                    places.extend(chosen(&format!("{place}/{nth}"), &input.fields, item));
                }
            }
            None => places.extend(chosen(&place, &input.fields, value)),
        }
        if input.options.is_some() {
            places.push(place);
        }
    }
    places
}

/// What is filled in stays where it can be chosen; in the place of the rest comes what can be.
async fn choose(shop: &Shop, action: &Action, place: &str, given: &mut Value) {
    let options = shop
        .options(&action.id, place.trim_start_matches('/'), given.clone())
        .await;
    let mut options: Vec<String> = options.into_iter().map(|option| option.value).collect();
    let value = given.pointer_mut(place).unwrap();
    let values: Vec<&mut Value> = match value.is_array() {
        true => value.as_array_mut().unwrap().iter_mut().collect(),
        false => vec![value],
    };
    for value in values {
        let is = |option: &String| *option == value.to_string().trim_matches('"');
        let at = options.iter().position(is).unwrap_or_default();
        assert!(at < options.len(), "{}: no choice at {place}", action.id);
        *value = Value::String(options.remove(at));
    }
}
