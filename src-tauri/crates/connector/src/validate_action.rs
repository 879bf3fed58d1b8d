//! The rules of actions: what they call, ask and show.

use std::collections::HashSet;

use serde_json::Value;

use crate::action::{Action, Body, Danger, Existing, Goes, Input, Kind};
use crate::form::{id, placeholders, texts, unique};
use crate::manifest::ManifestError;
use crate::model::Connector;
use crate::validate::known;
use crate::{validate_input, validate_listing};

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
    texts(&place, &action.hints.iter().collect::<Vec<_>>())?;
    known(connector, &format!("{place}: needs_any"), &action.needs_any)?;
    validate_input::inputs(action)?;
    match action.call == Action::ANY {
        true => any(action)?,
        false => own(connector, action)?,
    }
    asks(action)?;
    amount(action)?;
    named(action, action.serial.as_deref().unwrap_or_default())?;
    samples(action)?;
    validate_listing::listings(connector, action)
}

pub(crate) fn faulty<T>(action: &Action, why: impl Into<String>) -> Result<T, ManifestError> {
    Err(ManifestError::Action {
        action: action.id.clone(),
        why: why.into(),
    })
}

/// An action whose inputs say what is called.
fn any(action: &Action) -> Checked {
    let is = |id: &str, kind: Kind| {
        action
            .input(id)
            .is_some_and(|it| it.kind == kind && it.required)
    };
    match is("method", Kind::Choice) && is("path", Kind::Text) && action.needs_any.is_empty() {
        true => Ok(()),
        false => faulty(
            action,
            "must have a method and a path as inputs, and no needs",
        ),
    }
}

/// An action with a call of its own.
fn own(connector: &Connector, action: &Action) -> Checked {
    call(connector, action, &action.call, &HashSet::new())?;
    if let Some(existing) = &action.existing {
        over(connector, action, existing)?;
    }
    let (method, _) = action.method_and_path().unwrap_or_default();
    let mut in_body = action.inputs.iter().filter(|it| it.goes == Goes::Body);
    if matches!(method, "GET" | "DELETE") && in_body.clone().next().is_some() {
        return faulty(action, format!("sends a body with {method}"));
    }
    let right = match action.body {
        Body::Object => true,
        Body::ListOfOne => in_body.next().is_some(),
        Body::List => in_body.all(|it| it.kind == Kind::List) && in_body_is_one(action),
    };
    if !right {
        return faulty(action, "has a body of another form than its inputs");
    }
    paging(action)
}

fn in_body_is_one(action: &Action) -> bool {
    let of_body = action.inputs.iter().filter(|it| it.goes == Goes::Body);
    of_body.count() == 1
}

fn over(connector: &Connector, action: &Action, existing: &Existing) -> Checked {
    let filled: HashSet<&str> = existing.fill.keys().map(String::as_str).collect();
    call(connector, action, &existing.call, &filled)
}

/// A call, its names in braces, and the endpoint that says the same of what it needs.
fn call(connector: &Connector, action: &Action, call: &str, filled: &HashSet<&str>) -> Checked {
    let (method, path) = call.split_once(' ').unwrap_or_default();
    if !METHODS.contains(&method) || !path.starts_with("/v") || action.needs_any.is_empty() {
        return faulty(action, format!("cannot be called by `{call}`"));
    }
    let in_path: HashSet<&str> = placeholders(path).collect();
    let going = action.inputs.iter().filter(|it| it.goes == Goes::Path);
    let ours: HashSet<&str> = going.map(|it| it.id.as_str()).collect();
    if in_path != ours.union(filled).copied().collect() {
        return faulty(action, "must have an input for each name in its path");
    }
    let of = connector.endpoint_of(method, path);
    match of.is_some_and(|it| alike(connector, &it.needs_any, &action.needs_any)) {
        true => Ok(()),
        false => faulty(
            action,
            format!("calls `{call}`, of which no endpoint says what it needs"),
        ),
    }
}

/// Whether every scope that meets one need meets the other.
fn alike(connector: &Connector, one: &[String], other: &[String]) -> bool {
    connector.scopes.iter().all(|scope| {
        let alone = [scope.id.clone()];
        connector.meets(&alone, one) == connector.meets(&alone, other)
    })
}

fn paging(action: &Action) -> Checked {
    let asks = |id: &str| action.input(id).is_some_and(|it| it.goes == Goes::Query);
    match action.paging.is_none() || (asks("page") && asks("limit")) {
        true => Ok(()),
        false => faulty(action, "is read on without `page` and `limit`"),
    }
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

/// The amounts of an action that moves money are amounts among its inputs.
fn amount(action: &Action) -> Checked {
    let Some(pointer) = &action.amount else {
        return Ok(());
    };
    let is_money = pointed(&action.inputs, pointer).is_some_and(|it| it.kind == Kind::Money);
    match is_money && action.danger == Danger::Money {
        true => Ok(()),
        false => faulty(action, format!("moves no amount that `{pointer}` leads to")),
    }
}

/// The input that a pointer leads to: `/payments/*/amount`, with a `*` below a list.
fn pointed<'i>(inputs: &'i [Input], pointer: &str) -> Option<&'i Input> {
    let path = pointer.strip_prefix('/')?;
    let (first, rest) = path.split_at(path.find('/').unwrap_or(path.len()));
    let input = inputs.iter().find(|it| it.id == first)?;
    let rest = match input.kind == Kind::List {
        true => rest.strip_prefix("/*")?,
        false => rest,
    };
    match rest.is_empty() {
        true => Some(input),
        false => pointed(&input.fields, rest),
    }
}

fn named(action: &Action, text: &str) -> Checked {
    match placeholders(text).find(|name| !leads(&action.inputs, name)) {
        Some(name) => faulty(action, format!("names `{{{name}}}`, which is no input")),
        None => Ok(()),
    }
}

/// Whether a path of ids leads to an input: `payments/amount`.
fn leads(inputs: &[Input], path: &str) -> bool {
    let (first, rest) = path.split_once('/').unwrap_or((path, ""));
    let input = inputs.iter().find(|it| it.id == first);
    input.is_some_and(|it| rest.is_empty() || leads(&it.fields, rest))
}

fn samples(action: &Action) -> Checked {
    let Ok(example) = serde_json::from_str::<Value>(&action.example) else {
        return faulty(action, "has an example that is not JSON");
    };
    if let Err(faults) = action.request(&example) {
        let told = faults.first().map(|it| format!("{}: {}", it.place, it.why));
        let told = told.unwrap_or_default();
        return faulty(action, format!("has an example that is refused: {told}"));
    }
    let Ok(sample) = serde_json::from_str::<Value>(&action.sample) else {
        return faulty(action, "has a sample that is not JSON");
    };
    match sample.pointer(&action.answer) {
        Some(_) => Ok(()),
        None => faulty(action, "has a sample without what is asked for"),
    }
}
