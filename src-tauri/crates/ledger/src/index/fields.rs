//! What of an event is found by its value.

use rusqlite::ToSql;
use rusqlite::types::ToSqlOutput;

use crate::tables::event::EventRow;
use crate::words::{Origin, Verdict};

/// A field that events are found by. The numbers stand in the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Field {
    /// Every event; the value is 0.
    All = 0,
    App = 1,
    Store = 2,
    Trigger = 3,
    Resource = 4,
    /// The id of the resource, or of its part.
    Id = 5,
    Verdict = 6,
    Origin = 7,
    /// Something that is so or not: one of [`DUPLICATE`], [`PINNED`], [`NOTED`],
    /// [`IMPORTED`].
    Is = 8,
    Label = 9,
    /// The headers that deliveries have in common.
    Head = 10,
}

/// More than one delivery.
pub(crate) const DUPLICATE: i64 = 1;
/// Pinned by the user.
pub(crate) const PINNED: i64 = 2;
/// With a note of the user's.
pub(crate) const NOTED: i64 = 3;
pub(crate) const IMPORTED: i64 = 4;

/// The longest text kept as a value, in bytes. Longer ones are cut, so that what is found by them
/// has to be compared in full.
const LONGEST: usize = 120;

/// A field's value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Value {
    Number(i64),
    Text(String),
}

impl Value {
    /// A text, cut to what is kept of it.
    pub(crate) fn text(text: &str) -> Self {
        let end = (0..=LONGEST.min(text.len()))
            .rev()
            .find(|at| text.is_char_boundary(*at));
        Self::Text(text[..end.unwrap_or(0)].to_owned())
    }

    /// Whether it stands for nothing but itself.
    pub(crate) fn is_whole(&self) -> bool {
        match self {
            Self::Number(_) => true,
            Self::Text(text) => text.len() < LONGEST - 3,
        }
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match self {
            Self::Number(number) => number.to_sql(),
            Self::Text(text) => text.to_sql(),
        }
    }
}

/// What an event keeps for good.
pub(crate) fn lasting(row: &EventRow) -> Vec<(Field, Value)> {
    let mut postings = vec![
        (Field::All, Value::Number(0)),
        (Field::App, Value::Number(row.app_id)),
        (Field::Store, Value::Number(row.store_id)),
        (Field::Resource, Value::text(&row.resource_type)),
        (Field::Id, Value::text(&row.resource_id)),
        (Field::Origin, Value::text(row.origin.word())),
    ];
    postings.extend(
        row.trigger
            .iter()
            .map(|id| (Field::Trigger, Value::text(id))),
    );
    postings.extend(row.extra_id.iter().map(|id| (Field::Id, Value::text(id))));
    postings
}

/// Everything that may have come and gone of an event, and its labels.
pub(crate) fn passing(row: &EventRow) -> impl Iterator<Item = (Field, Value)> {
    let flags = [DUPLICATE, PINNED, NOTED].map(|flag| (Field::Is, Value::Number(flag)));
    let labels = row.labels.iter();
    let labels = labels.map(|label| (Field::Label, Value::text(label)));
    flags.into_iter().chain(labels)
}

/// What may come and go: each with whether the event has it.
pub(crate) fn flags(row: &EventRow) -> [(i64, bool); 4] {
    [
        (DUPLICATE, row.deliveries > 1),
        (PINNED, row.pinned),
        (NOTED, row.noted),
        (IMPORTED, row.imported),
    ]
}

/// A verdict as a value.
pub(crate) fn of_verdict(verdict: Verdict) -> Value {
    Value::text(verdict.word())
}

/// An origin as a value.
pub(crate) fn of_origin(origin: Origin) -> Value {
    Value::text(origin.word())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut_between_characters() {
        let long = "ä".repeat(100);
        let Value::Text(cut) = Value::text(&long) else {
            panic!("a text");
        };
        assert!(cut.len() <= LONGEST && long.starts_with(&cut));
        assert!(!Value::text(&long).is_whole() && Value::text("250").is_whole());
    }
}
