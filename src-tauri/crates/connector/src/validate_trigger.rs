//! The rules of a trigger: what it says of a payload must hold for its own sample.

use serde_json::Value;

use crate::form::prefix;
use crate::manifest::ManifestError;
use crate::subject::read_id;
use crate::trigger::Trigger;

type Checked = Result<(), ManifestError>;

pub(crate) fn trigger(trigger: &Trigger) -> Checked {
    let place = format!("trigger `{}`", trigger.id);
    prefix(&format!("{place}: scope"), &trigger.scope, "store/")?;
    prefix(&format!("{place}: fetch"), &trigger.fetch, "/v")?;
    placeholders(trigger, &format!("{place}: fetch"), &trigger.fetch)?;
    placeholders(trigger, &format!("{place}: phrase"), &trigger.phrase)?;
    sample(trigger)
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
