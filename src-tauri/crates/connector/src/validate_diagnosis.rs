//! The rules of diagnoses: each can be reached, names only what may be seen, and every code ends with one
//! that asks for nothing, so that no failure stays unexplained.

use crate::diagnosis::Diagnosis;
use crate::form::{id, texts, unique};
use crate::manifest::ManifestError;

type Checked = Result<(), ManifestError>;

/// What a text may name.
const FACTS: [&str; 6] = ["said", "status", "here", "there", "field", "meant"];

pub(crate) fn diagnoses(all: &[Diagnosis]) -> Checked {
    unique("diagnoses", all.iter().map(|rule| rule.id.clone()))?;
    all.iter().try_for_each(diagnosis)?;
    all.iter().enumerate().try_for_each(|(at, rule)| {
        let mut later = all[at + 1..].iter().filter(|it| it.code == rule.code);
        match (rule.is_plain(), later.next()) {
            (true, Some(dead)) => Err(ManifestError::Unreached(dead.id.clone())),
            (false, None) => Err(ManifestError::Unexplained(rule.code.clone())),
            _ => Ok(()),
        }
    })
}

fn diagnosis(rule: &Diagnosis) -> Checked {
    let place = format!("diagnosis `{}`", rule.id);
    id("diagnoses", &rule.id)?;
    id(&place, &rule.code)?;
    texts(&place, &[&rule.title, &rule.meaning, &rule.remedy])?;
    match rule.names().find(|name| !FACTS.contains(name)) {
        Some(name) => Err(ManifestError::Fact {
            diagnosis: rule.id.clone(),
            name: name.to_owned(),
        }),
        None => Ok(()),
    }
}
