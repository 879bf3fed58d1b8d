//! The rules of a trigger: what it says of a payload must hold for its own sample.

use serde_json::Value;

use crate::fetch::Fetch;
use crate::form::{id, prefix, texts, unique};
use crate::manifest::ManifestError;
use crate::model::Connector;
use crate::subject::read_id;
use crate::trigger::Trigger;
use crate::validate::known;

type Checked = Result<(), ManifestError>;

pub(crate) fn triggers(connector: &Connector) -> Checked {
    let all = &connector.triggers;
    unique("triggers", all.iter().map(|trigger| trigger.id.clone()))?;
    let scopes = all.iter().map(|trigger| trigger.scope.clone());
    unique("trigger scopes", scopes)?;
    all.iter().try_for_each(|it| trigger(connector, it))
}

fn trigger(connector: &Connector, trigger: &Trigger) -> Checked {
    let place = format!("trigger `{}`", trigger.id);
    id("triggers", &trigger.id)?;
    let needs = format!("{place}: needs_any");
    known(connector, &needs, &trigger.needs_any)?;
    let (name, group, about) = (&trigger.name, &trigger.group, &trigger.about);
    texts(&place, &[name, group, about])?;
    texts(&place, &[&trigger.phrase, &trigger.subject.resource])?;
    prefix(&format!("{place}: scope"), &trigger.scope, "store/")?;
    placeholders(trigger, &format!("{place}: phrase"), &trigger.phrase)?;
    trigger
        .fetch
        .iter()
        .try_for_each(|it| fetch(trigger, it, &place))?;
    sample(trigger)
}

fn fetch(trigger: &Trigger, fetch: &Fetch, place: &str) -> Checked {
    let place = format!("{place}: fetch");
    prefix(&place, &fetch.path, "/v")?;
    let mut templates = fetch.templates();
    templates.try_for_each(|template| placeholders(trigger, &place, template))
}

fn sample(trigger: &Trigger) -> Checked {
    let name = || trigger.id.clone();
    let sample: Value =
        serde_json::from_str(&trigger.sample).map_err(|why| ManifestError::SampleNotJson {
            trigger: name(),
            why: why.to_string(),
        })?;
    let extra = trigger.subject.extra.iter().map(|extra| &extra.pointer);
    for pointer in std::iter::once(&trigger.subject.id).chain(extra) {
        if read_id(&sample, pointer).is_none() {
            let pointer = pointer.clone();
            return Err(ManifestError::PointerMissing {
                trigger: name(),
                pointer,
            });
        }
    }
    if sample.get("scope").and_then(Value::as_str) != Some(trigger.scope.as_str()) {
        let scope = trigger.scope.clone();
        return Err(ManifestError::SampleScope {
            trigger: name(),
            scope,
        });
    }
    Ok(())
}

fn placeholders(trigger: &Trigger, place: &str, template: &str) -> Checked {
    for part in template.split('{').skip(1) {
        let name = part.split_once('}').map_or(part, |(name, _)| name);
        let fillable = match name {
            "id" => part.contains('}'),
            "extra" => trigger.subject.extra.is_some(),
            _ => false,
        };
        if !fillable {
            let (place, name) = (place.to_owned(), name.to_owned());
            return Err(ManifestError::Placeholder { place, name });
        }
    }
    Ok(())
}
