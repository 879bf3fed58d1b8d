//! The rules of a recovery: its sample must say all that an event needs, and every trigger is told
//! of by one list, or says why by none.

use serde_json::Value;

use crate::form::{id, prefix, texts, unique};
use crate::manifest::ManifestError;
use crate::model::Connector;
use crate::recovery::{Recovery, Tells};
use crate::trigger::Trigger;

type Checked = Result<(), ManifestError>;

pub(crate) fn recoveries(connector: &Connector) -> Checked {
    let all = &connector.recoveries;
    unique("recoveries", all.iter().map(|one| one.id.clone()))?;
    let told = all.iter().flat_map(|one| &one.tells);
    unique("recoveries: tells", told.map(|one| one.trigger.clone()))?;
    all.iter().try_for_each(|one| recovery(connector, one))?;
    connector.triggers.iter().try_for_each(|trigger| {
        let listed = connector.recovery_of(&trigger.id).is_some();
        match listed == trigger.unrecoverable.is_none() {
            true => Ok(()),
            false => Err(ManifestError::Recovered(trigger.id.clone())),
        }
    })
}

fn recovery(connector: &Connector, recovery: &Recovery) -> Checked {
    let place = format!("recovery `{}`", recovery.id);
    id("recoveries", &recovery.id)?;
    texts(&place, &[&recovery.name, &recovery.since])?;
    prefix(&format!("{place}: path"), &recovery.path, "/v")?;
    let sample: Value = serde_json::from_str(&recovery.sample)
        .map_err(|why| unread(recovery, &format!("is not JSON: {why}")))?;
    says(recovery, &sample, &recovery.at)?;
    for tells in &recovery.tells {
        let trigger = connector.trigger(&tells.trigger);
        let trigger = trigger.ok_or_else(|| unread(recovery, "tells of a trigger there is not"))?;
        told(recovery, tells, trigger, &sample)?;
    }
    Ok(())
}

fn told(recovery: &Recovery, tells: &Tells, trigger: &Trigger, sample: &Value) -> Checked {
    says(recovery, sample, &tells.at)?;
    if let Some(after) = &tells.after {
        says(recovery, sample, after)?;
    }
    let whole = tells.extra.is_some() == trigger.subject.extra.is_some();
    match tells.subject_of(sample).filter(|_| whole) {
        Some(_) => Ok(()),
        None => Err(unread(recovery, &format!("has no ids of `{}`", trigger.id))),
    }
}

fn says(recovery: &Recovery, sample: &Value, pointer: &str) -> Checked {
    match sample.pointer(pointer).and_then(Value::as_str) {
        Some(_) => Ok(()),
        None => Err(unread(recovery, &format!("has no time at `{pointer}`"))),
    }
}

fn unread(recovery: &Recovery, why: &str) -> ManifestError {
    ManifestError::RecoverySample {
        recovery: recovery.id.clone(),
        why: why.to_owned(),
    }
}
