//! The rules of what is told of failed deliveries: its own sample must say all that is read of it.

use serde_json::Value;

use crate::exception::{Exceptions, PLACEHOLDERS};
use crate::form::{prefix, texts, unique};
use crate::manifest::ManifestError;
use crate::model::Connector;

type Checked = Result<(), ManifestError>;

pub(crate) fn exceptions(connector: &Connector) -> Checked {
    let Some(told) = &connector.exceptions else {
        return Ok(());
    };
    texts("exceptions", &[&told.name, &told.unknown])?;
    prefix("exceptions: scope", &told.scope, "store/")?;
    let mut webhooks = connector.webhooks.iter().flat_map(|of| &of.events);
    let listed = webhooks.any(|it| it.scope == told.scope);
    if listed || connector.trigger_by_scope(&told.scope).is_some() {
        return Err(ManifestError::Duplicate {
            place: "exceptions: scope".into(),
            id: told.scope.clone(),
        });
    }
    let numbers = told.codes.iter().map(|one| one.code.to_string());
    unique("exceptions: codes", numbers)?;
    placeholders("exceptions: unknown", &told.unknown)?;
    for one in &told.codes {
        let place = format!("exceptions: code {}", one.code);
        texts(&place, &[&one.phrase, &one.means, &one.remedy])?;
        placeholders(&place, &one.phrase)?;
    }
    sample(told)
}

fn sample(told: &Exceptions) -> Checked {
    let payload: Value =
        serde_json::from_str(&told.sample).map_err(|why| unread(&format!("is not JSON: {why}")))?;
    if payload.get("scope").and_then(Value::as_str) != Some(told.scope.as_str()) {
        return Err(unread(&format!("is not one of `{}`", told.scope)));
    }
    let read = told.read(&payload);
    let read = read.ok_or_else(|| unread("does not say which hook is meant and why"))?;
    match told.of(read.code) {
        _ if read.message.is_empty() => Err(unread("has no words")),
        Some(_) => Ok(()),
        None => Err(unread(&format!("has the unknown code {}", read.code))),
    }
}

fn placeholders(place: &str, phrase: &str) -> Checked {
    for part in phrase.split('{').skip(1) {
        let name = part.split_once('}').map_or(part, |(name, _)| name);
        if !part.contains('}') || !PLACEHOLDERS.contains(&name) {
            return Err(ManifestError::Placeholder {
                place: place.to_owned(),
                name: name.to_owned(),
            });
        }
    }
    Ok(())
}

fn unread(why: &str) -> ManifestError {
    ManifestError::ExceptionSample(why.to_owned())
}
