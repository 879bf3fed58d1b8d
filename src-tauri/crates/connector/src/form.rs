//! The forms of ids, texts and addresses in a manifest.

use std::collections::HashSet;

use crate::manifest::ManifestError;

type Checked = Result<(), ManifestError>;

pub(crate) fn unique(place: &str, ids: impl Iterator<Item = String>) -> Checked {
    let mut seen = HashSet::new();
    for id in ids {
        if !seen.insert(id.clone()) {
            return Err(ManifestError::Duplicate {
                place: place.to_owned(),
                id,
            });
        }
    }
    Ok(())
}

pub(crate) fn id(place: &str, id: &str) -> Checked {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if id.starts_with(|first: char| first.is_ascii_lowercase()) && id.chars().all(allowed) {
        return Ok(());
    }
    Err(ManifestError::BadId {
        place: place.to_owned(),
        id: id.to_owned(),
    })
}

pub(crate) fn texts(place: &str, texts: &[&String]) -> Checked {
    if texts.iter().any(|text| text.trim().is_empty()) {
        return Err(ManifestError::Empty {
            place: format!("a text of {place}"),
        });
    }
    Ok(())
}

pub(crate) fn prefix(place: &str, value: &str, prefix: &'static str) -> Checked {
    if value
        .strip_prefix(prefix)
        .is_some_and(|rest| !rest.is_empty())
    {
        return Ok(());
    }
    Err(ManifestError::Prefix {
        place: place.to_owned(),
        value: value.to_owned(),
        prefix,
    })
}

/// The names in braces in a text.
pub(crate) fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split('{').skip(1);
    parts.map(|part| part.split_once('}').map_or(part, |(name, _)| name))
}
