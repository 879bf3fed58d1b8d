//! The rules of what an action asks others: what can be chosen, and whether it happened. The sample of
//! the one that lists shows whether an item says what is read of it.

use serde_json::Value;

use crate::action::{Action, Find, Input, Options};
use crate::manifest::ManifestError;
use crate::model::Connector;
use crate::validate_action::faulty;

type Checked = Result<(), ManifestError>;

pub(crate) fn listings(connector: &Connector, action: &Action) -> Checked {
    choosing(connector, action, &action.inputs)?;
    let existing = action.existing.as_ref();
    let finds = action.repeat.find().into_iter();
    for find in finds.chain(existing.map(|it| &it.find)) {
        self::find(connector, action, find)?;
    }
    match existing {
        Some(existing) => says(
            connector,
            action,
            &existing.find.action,
            existing.fill.values(),
        ),
        None => Ok(()),
    }
}

fn choosing(connector: &Connector, action: &Action, inputs: &[Input]) -> Checked {
    for input in inputs {
        if let Some(options) = &input.options {
            self::options(connector, action, options)?;
        }
        choosing(connector, action, &input.fields)?;
    }
    Ok(())
}

fn options(connector: &Connector, action: &Action, options: &Options) -> Checked {
    let listing = listing(connector, action, &options.action)?;
    let theirs = options.with.keys().chain(&options.search);
    has(action, listing, theirs)?;
    has(action, action, options.with.values())?;
    if options.label.is_empty() {
        return faulty(action, "offers what has no label");
    }
    let read = options.label.iter().chain([&options.value]);
    says(connector, action, &options.action, read)
}

fn find(connector: &Connector, action: &Action, find: &Find) -> Checked {
    let listing = listing(connector, action, &find.action)?;
    has(action, listing, find.with.keys())?;
    has(action, action, find.with.values())?;
    has(action, action, find.same.iter().map(|same| &same.input))?;
    if find.same.is_empty() {
        return faulty(action, "looks for something that nothing tells apart");
    }
    let read = find.same.iter().map(|same| &same.at);
    says(connector, action, &find.action, read.chain(&find.made))
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

/// Whether every one is an input of `of`.
fn has<'i>(action: &Action, of: &Action, ids: impl Iterator<Item = &'i String>) -> Checked {
    for id in ids {
        if of.input(id).is_none() {
            return faulty(action, format!("names `{id}`, no input of `{}`", of.id));
        }
    }
    Ok(())
}

/// Whether an item of a list says what is read of it.
fn says<'p>(
    connector: &Connector,
    action: &Action,
    listing: &str,
    pointers: impl Iterator<Item = &'p String>,
) -> Checked {
    let listing = self::listing(connector, action, listing)?;
    let sample: Value = serde_json::from_str(&listing.sample).unwrap_or_default();
    let first = sample.pointer(&format!("{}/0", listing.answer));
    for pointer in pointers {
        if first.and_then(|item| item.pointer(pointer)).is_none() {
            let of = &listing.id;
            return faulty(
                action,
                format!("reads `{pointer}`, which the sample of `{of}` does not say"),
            );
        }
    }
    Ok(())
}
