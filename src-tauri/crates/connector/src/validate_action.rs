//! The rules of actions.

use std::collections::HashSet;

use serde_json::Value;

use crate::action::{Action, Find, Goes, Input, Kind, Options};
use crate::form::{id, placeholders, texts, unique};
use crate::manifest::ManifestError;
use crate::model::Connector;
use crate::validate::known;

type Checked = Result<(), ManifestError>;

const METHODS: [&str; 4] = ["GET", "POST", "PUT", "DELETE"];

pub(crate) fn actions(connector: &Connector) -> Checked {
    let all = &connector.actions;
    unique("actions", all.iter().map(|it| it.id.clone()))?;
    all.iter().try_for_each(|it| action(connector, it))
}

fn action(connector: &Connector, action: &Action) -> Checked {
    let place = format!("action `{}`", action.id);
    id("actions", &action.id)?;
    texts(&place, &[&action.name, &action.group, &action.about])?;
    known(connector, &format!("{place}: needs_any"), &action.needs_any)?;
    call(action)?;
    inputs(connector, action, &action.inputs)?;
    asks(action)?;
    named(action, action.serial.as_deref().unwrap_or_default())?;
    if let Some(find) = action.repeat.find() {
        finds(connector, action, find)?;
    }
    samples(action)
}

fn faulty<T>(action: &Action, why: impl Into<String>) -> Result<T, ManifestError> {
    Err(ManifestError::Action {
        action: action.id.clone(),
        why: why.into(),
    })
}

fn call(action: &Action) -> Checked {
    let Some((method, path)) = action.method_and_path() else {
        return match action.call == Action::ANY {
            true => Ok(()),
            false => faulty(action, "has no method and path"),
        };
    };
    if !METHODS.contains(&method) || !path.starts_with("/v") || action.needs_any.is_empty() {
        return faulty(action, format!("cannot be called by `{}`", action.call));
    }
    let in_path: HashSet<&str> = placeholders(path).collect();
    let going = action.inputs.iter().filter(|it| it.goes == Goes::Path);
    let filled: HashSet<&str> = going.map(|it| it.id.as_str()).collect();
    match in_path == filled {
        true => Ok(()),
        false => faulty(action, "must have an input for each name in its path"),
    }
}

fn inputs(connector: &Connector, action: &Action, fields: &[Input]) -> Checked {
    let place = format!("inputs of action `{}`", action.id);
    unique(&place, fields.iter().map(|it| it.id.clone()))?;
    for input in fields {
        id(&place, &input.id)?;
        texts(&place, &[&input.name])?;
        shape(action, input)?;
        if let Some(options) = &input.options {
            self::options(connector, action, options)?;
        }
        inputs(connector, action, &input.fields)?;
    }
    Ok(())
}

fn shape(action: &Action, input: &Input) -> Checked {
    let nested = !input.fields.is_empty();
    let right = match input.kind {
        Kind::List => nested != input.of.is_some(),
        Kind::Object => nested && input.of.is_none(),
        Kind::Choice => !nested && input.choices.is_empty() == input.options.is_some(),
        Kind::Text
        | Kind::LongText
        | Kind::Email
        | Kind::Url
        | Kind::Id
        | Kind::Whole
        | Kind::Number
        | Kind::Money
        | Kind::Switch
        | Kind::Date
        | Kind::Json => !nested && input.of.is_none() && input.choices.is_empty(),
    };
    match right {
        true => Ok(()),
        false => faulty(action, format!("has an input `{}` of no form", input.id)),
    }
}

fn listing<'c>(
    connector: &'c Connector,
    action: &Action,
    id: &str,
) -> Result<&'c Action, ManifestError> {
    match connector.action(id) {
        Some(listing) if listing.call.starts_with("GET ") => Ok(listing),
        Some(_) | None => faulty(
            action,
            format!("asks `{id}`, which is no action that reads"),
        ),
    }
}

fn options(connector: &Connector, action: &Action, options: &Options) -> Checked {
    let listing = listing(connector, action, &options.action)?;
    let theirs = options.with.keys().chain(&options.search);
    has(action, listing, theirs)?;
    has(action, action, options.with.values())
}

fn finds(connector: &Connector, action: &Action, find: &Find) -> Checked {
    let listing = listing(connector, action, &find.action)?;
    has(action, listing, find.with.keys())?;
    has(action, action, find.with.values())?;
    has(action, action, find.same.iter().map(|same| &same.input))?;
    match find.same.is_empty() {
        true => faulty(action, "looks for something that nothing tells apart"),
        false => Ok(()),
    }
}

/// Whether every one is an input of `of`.
fn has<'i>(action: &Action, of: &Action, ids: impl Iterator<Item = &'i String>) -> Checked {
    for id in ids {
        if of.input(id).is_none() {
            return faulty(action, format!("names `{id}`, no input of `{}`", of.id));
        }
    }
    Ok(())
}

fn asks(action: &Action) -> Checked {
    if action.danger.asks() != action.asks.is_some() {
        return faulty(
            action,
            "must ask exactly where it takes away or moves money",
        );
    }
    named(action, action.asks.as_deref().unwrap_or_default())
}

fn named(action: &Action, text: &str) -> Checked {
    match placeholders(text).find(|name| action.input(name).is_none()) {
        Some(name) => faulty(action, format!("names `{{{name}}}`, which is no input")),
        None => Ok(()),
    }
}

fn samples(action: &Action) -> Checked {
    let Ok(example) = serde_json::from_str::<Value>(&action.example) else {
        return faulty(action, "has an example that is not JSON");
    };
    if let Err(faults) = action.request(&example) {
        let told = faults.first().map(|it| format!("{}: {}", it.place, it.why));
        return faulty(
            action,
            format!(
                "has an example that is refused: {}",
                told.unwrap_or_default()
            ),
        );
    }
    let Ok(sample) = serde_json::from_str::<Value>(&action.sample) else {
        return faulty(action, "has a sample that is not JSON");
    };
    match sample.pointer(&action.answer) {
        Some(_) => Ok(()),
        None => faulty(action, "has a sample without what is asked for"),
    }
}
