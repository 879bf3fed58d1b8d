//! The rules of a resource: what is said to be read of it must be there in its own sample.

use serde_json::Value;

use crate::form::{id, texts, unique};
use crate::manifest::ManifestError;
use crate::model::Connector;
use crate::resource::{Fact, Resource};

type Checked = Result<(), ManifestError>;

pub(crate) fn resources(connector: &Connector) -> Checked {
    let ids = connector.resources.iter().map(|it| it.id.clone());
    unique("resources", ids)?;
    connector.resources.iter().try_for_each(resource)?;
    for trigger in &connector.triggers {
        let fetched = trigger.fetch.as_ref().map(|fetch| &fetch.resource);
        if let Some(unknown) = fetched.filter(|id| connector.resource(id).is_none()) {
            return Err(ManifestError::UnknownResource {
                trigger: trigger.id.clone(),
                resource: unknown.clone(),
            });
        }
    }
    Ok(())
}

fn resource(resource: &Resource) -> Checked {
    let place = format!("resource `{}`", resource.id);
    id("resources", &resource.id)?;
    texts(&place, &[&resource.name])?;
    placeholders(&place, &resource.name, &["id", "extra"])?;
    unique(&place, resource.facts.iter().map(|fact| fact.id.clone()))?;
    for fact in &resource.facts {
        id(&place, &fact.id)?;
        texts(&place, &[&fact.name])?;
        let change = fact.change.iter();
        change
            .into_iter()
            .try_for_each(|change| placeholders(&place, change, &["from", "to"]))?;
    }
    sample(resource)
}

fn sample(resource: &Resource) -> Checked {
    let of = || resource.id.clone();
    let sample: Value =
        serde_json::from_str(&resource.sample).map_err(|why| ManifestError::ResourceNotJson {
            resource: of(),
            why: why.to_string(),
        })?;
    let read = resource.read(&sample, None);
    let missing = |fact: &&Fact| !read.0.contains_key(&fact.id);
    match resource.facts.iter().find(missing) {
        Some(fact) => Err(ManifestError::FactMissing {
            resource: of(),
            fact: fact.id.clone(),
        }),
        None => Ok(()),
    }
}

fn placeholders(place: &str, template: &str, known: &[&str]) -> Checked {
    for part in template.split('{').skip(1) {
        let (name, closed) = match part.split_once('}') {
            Some((name, _)) => (name, true),
            None => (part, false),
        };
        if !closed || !known.contains(&name) {
            return Err(ManifestError::Placeholder {
                place: place.to_owned(),
                name: name.to_owned(),
            });
        }
    }
    Ok(())
}
