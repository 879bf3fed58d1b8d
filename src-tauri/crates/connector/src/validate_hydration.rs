//! The rules of what a trigger is hydrated with: it must be there in the samples of the actions that
//! are asked.

use serde_json::Value;

use crate::action::{Action, Danger};
use crate::form::{id, placeholders};
use crate::hydration::Hydration;
use crate::manifest::ManifestError;
use crate::model::Connector;
use crate::trigger::Trigger;

type Checked = Result<(), ManifestError>;

pub(crate) fn hydrations(connector: &Connector) -> Checked {
    for trigger in &connector.triggers {
        let payload: Value = serde_json::from_str(&trigger.sample).unwrap_or_default();
        for (at, part) in trigger.hydration.iter().enumerate() {
            let before = &trigger.hydration[..at];
            let taken = before.iter().any(|it| it.name == part.name);
            if taken || payload.get(&part.name).is_some() {
                return faulty(trigger, part, "has the name of something else");
            }
            hydration(connector, trigger, part, &payload)?;
        }
    }
    Ok(())
}

fn hydration(
    connector: &Connector,
    trigger: &Trigger,
    part: &Hydration,
    payload: &Value,
) -> Checked {
    id(&format!("trigger `{}`: hydration", trigger.id), &part.name)?;
    let Some(action) = connector.action(&part.action) else {
        return faulty(trigger, part, "asks an action that there is not");
    };
    if action.danger != Danger::Reads {
        return faulty(trigger, part, "asks an action that changes something");
    }
    let extra = trigger.subject.extra.is_some();
    let known = |name: &str| name == "id" || (name == "extra" && extra);
    let names = part.templates().into_iter().flat_map(placeholders);
    if let Some(name) = names.into_iter().find(|name| !known(name)) {
        let why = format!("names `{{{name}}}`, which cannot be filled");
        return faulty(trigger, part, &why);
    }
    sample(trigger, part, action, payload)
}

fn sample(trigger: &Trigger, part: &Hydration, action: &Action, payload: &Value) -> Checked {
    let Some(ids) = trigger.subject_of(payload) else {
        return faulty(trigger, part, "has no ids to go by");
    };
    if let Err(faults) = action.request(&part.input_for(&ids)) {
        let told = faults.first().map(|it| format!("{}: {}", it.place, it.why));
        let why = format!("cannot be asked for: {}", told.unwrap_or_default());
        return faulty(trigger, part, &why);
    }
    let answer = serde_json::from_str(&action.sample).unwrap_or_default();
    match part.of(action, &answer, &ids).is_null() {
        true => faulty(trigger, part, "is not in the sample of its action"),
        false => Ok(()),
    }
}

fn faulty(trigger: &Trigger, part: &Hydration, why: &str) -> Checked {
    Err(ManifestError::Hydration {
        trigger: trigger.id.clone(),
        hydration: part.name.clone(),
        why: why.to_owned(),
    })
}
