//! What is different between two versions.

use serde_json::Value;

use super::change::{Change, ChangeKind};
use super::fields::{FieldChange, fields};
use super::order::moved;
use super::shell::{kind, shell, value};
use super::spot::{Spot, Spots};
use crate::document::{Document, Step};

/// Everything that is different, in the order of the new version; what is not there any more comes last.
pub fn diff(old: &Document, new: &Document) -> Vec<Change> {
    let mut changes = of_whole(old, new);
    let after = Spots::of(new);
    let before = Spots::of(old).matched_to(&after);
    for (step, spot) in &after.steps {
        match before.get(&step.id) {
            None if is_within_new(spot, &before) => {}
            None => changes.push(added(step, spot)),
            Some((was, stood)) => {
                changes.extend(moved_to(step, stood, spot, &before, &after));
                changes.extend(of_step(was, step));
            }
        }
    }
    let gone = before
        .steps
        .iter()
        .filter(|(step, _)| after.get(&step.id).is_none());
    let outermost = gone.filter(|(_, spot)| !is_within_new(spot, &after));
    changes.extend(outermost.map(|(step, spot)| removed(step, spot)));
    changes
}

fn of_whole(old: &Document, new: &Document) -> Vec<Change> {
    let mut changes = Vec::new();
    if old.name != new.name {
        let words = format!("It is called {} now.", new.name);
        let change = Change::of(ChangeKind::Name, words);
        changes.push(change.between(Some(value(&old.name)), Some(value(&new.name))));
    }
    if old.notes != new.notes {
        let change = Change::of(ChangeKind::Note, "The notes changed.".to_owned());
        changes.push(change.between(Some(value(&old.notes)), Some(value(&new.notes))));
    }
    let triggers = fields(&value(&old.trigger), &value(&new.trigger));
    changes.extend(triggers.into_iter().map(|it| {
        let words = format!("Trigger: {}.", it.words());
        of_field(Change::of(ChangeKind::Trigger, words), it)
    }));
    changes.extend(of_filter(old, new));
    changes
}

fn of_filter(old: &Document, new: &Document) -> Vec<Change> {
    let change = |words: &str| Change::of(ChangeKind::Filter, words.to_owned());
    match (&old.filter, &new.filter) {
        (None, None) => Vec::new(),
        (None, Some(after)) => {
            vec![change("A filter was added.").between(None, Some(value(after)))]
        }
        (Some(before), None) => {
            vec![change("The filter was removed.").between(Some(value(before)), None)]
        }
        (Some(before), Some(after)) => {
            let found = fields(&value(before), &value(after)).into_iter();
            let of_one = |it: FieldChange| {
                let words = format!("Filter: {}.", it.words());
                of_field(Change::of(ChangeKind::Filter, words), it)
            };
            found.map(of_one).collect()
        }
    }
}

fn of_field(change: Change, field: FieldChange) -> Change {
    let at = field.at;
    Change { at, ..change }.between(field.before, field.after)
}

/// Whether a step stands in one that the other version does not have: that one is told of.
fn is_within_new(spot: &Spot, other: &Spots<'_>) -> bool {
    let of = spot.list.of.as_ref();
    of.is_some_and(|of| other.get(of).is_none())
}

fn added(step: &Step, spot: &Spot) -> Change {
    let words = format!("`{}` was added, {}.", step.id, spot.words());
    Change::of_step(ChangeKind::Added, &step.id, words).between(None, Some(value(step)))
}

fn removed(step: &Step, spot: &Spot) -> Change {
    let words = format!("`{}` was removed; it stood {}.", step.id, spot.words());
    Change::of_step(ChangeKind::Removed, &step.id, words).between(Some(value(step)), None)
}

fn moved_to(
    step: &Step,
    stood: &Spot,
    stands: &Spot,
    before: &Spots<'_>,
    after: &Spots<'_>,
) -> Option<Change> {
    let in_list = || moved(&before.within(&stood.list), &after.within(&stands.list));
    if stood.list == stands.list && !in_list().contains(step.id.as_str()) {
        return None;
    }
    let (from, to) = (stood.words(), stands.words());
    let words = format!("`{}` was moved: it stood {from}, and stands {to}.", step.id);
    let change = Change::of_step(ChangeKind::Moved, &step.id, words);
    Some(change.between(Some(Value::String(from)), Some(Value::String(to))))
}

fn of_step(was: &Step, is: &Step) -> Vec<Change> {
    let mut changes = Vec::new();
    let id = &is.id;
    if was.disabled != is.disabled {
        let word = if is.disabled { "off" } else { "on" };
        let words = format!("`{id}` was switched {word}.");
        changes.push(Change::of_step(ChangeKind::Switched, id, words));
    }
    if was.note != is.note {
        let change = Change::of_step(ChangeKind::Note, id, format!("The note of `{id}` changed."));
        changes.push(change.between(Some(value(&was.note)), Some(value(&is.note))));
    }
    let (before, after) = (shell(was), shell(is));
    if kind(was) != kind(is) {
        let words = format!("`{id}` was {}, and is {}.", kind(was), kind(is));
        let change = Change::of_step(ChangeKind::Replaced, id, words);
        changes.push(change.between(Some(before), Some(after)));
        return changes;
    }
    changes.extend(fields(&before, &after).into_iter().map(|it| {
        let words = format!("`{id}`: {}.", it.words());
        of_field(Change::of_step(ChangeKind::Field, id, words), it)
    }));
    changes
}
