//! What a search asks of events, and whether one meets it.

use crate::index::texts::{self, Texts};
use crate::tables::event::EventRow;
use crate::words::{Origin, Verdict};

/// Something that an event is, or has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// It is this app's.
    App(i64),
    /// It is this store's.
    Store(i64),
    /// It has this trigger, by id.
    Trigger(String),
    /// It is about this kind of resource, `order`.
    Resource(String),
    /// Its resource, or the part of it, has this id.
    Id(String),
    /// It has this verdict.
    Verdict(Verdict),
    /// It came this way.
    Origin(Origin),
    /// It was delivered more than once.
    Duplicate,
    /// The user pinned it.
    Pinned,
    /// The user wrote a note.
    Noted,
    /// It was read from a file.
    Imported,
    /// It has this label.
    Label(String),
    /// It first arrived at this time or later, in milliseconds since the epoch.
    After(i64),
    /// It first arrived before this time.
    Before(i64),
    /// A body or a header line (`name: value`) has this text, whatever its case.
    Text(String),
}

/// A term that must hold, or must not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// Whether it must not.
    pub not: bool,
    /// The term.
    pub term: Term,
}

/// Conditions sorted by how they go together: terms of one kind that cannot hold at once are
/// alternatives, everything else must hold, and what is denied never.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conditions {
    /// At least one of each group.
    pub(crate) any: Vec<Vec<Term>>,
    /// All of them.
    pub(crate) all: Vec<Term>,
    /// None of them.
    pub(crate) none: Vec<Term>,
    /// Texts that must be there, in lower case.
    pub(crate) texts: Vec<String>,
    /// Texts that must not, likewise.
    pub(crate) absent: Vec<String>,
}

impl Conditions {
    /// Sorts conditions. An empty text asks for nothing.
    pub fn new(conditions: impl IntoIterator<Item = Condition>) -> Self {
        let mut sorted = Self::default();
        for condition in conditions {
            sorted.take(condition);
        }
        sorted
    }

    fn take(&mut self, Condition { not, term }: Condition) {
        if let Term::Text(text) = term {
            self.text(not, &text);
        } else if not {
            self.none.push(term);
        } else if has_alternatives(&term) {
            self.alternative(term);
        } else {
            self.all.push(term);
        }
    }

    fn text(&mut self, not: bool, text: &str) {
        if text.is_empty() {
            return;
        }
        let texts = if not {
            &mut self.absent
        } else {
            &mut self.texts
        };
        texts.push(texts::lower(text));
    }

    fn alternative(&mut self, term: Term) {
        let kind = std::mem::discriminant(&term);
        let same = |group: &&mut Vec<Term>| {
            group
                .first()
                .is_some_and(|first| std::mem::discriminant(first) == kind)
        };
        match self.any.iter_mut().find(same) {
            Some(group) => group.push(term),
            None => self.any.push(vec![term]),
        }
    }

    /// Whether every event meets them.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether the texts of an event have to be read.
    pub(crate) fn reads(&self) -> bool {
        !(self.texts.is_empty() && self.absent.is_empty())
    }

    /// Whether an event meets them, its texts apart.
    pub(crate) fn row(&self, row: &EventRow) -> bool {
        self.any
            .iter()
            .all(|group| group.iter().any(|term| holds(term, row)))
            && self.all.iter().all(|term| holds(term, row))
            && !self.none.iter().any(|term| holds(term, row))
    }

    /// Whether its texts meet them.
    pub(crate) fn texts(&self, of: &[Texts]) -> bool {
        let have = |needle: &String| of.iter().any(|texts| texts.have(needle));
        self.texts.iter().all(have) && !self.absent.iter().any(have)
    }
}

fn has_alternatives(term: &Term) -> bool {
    matches!(
        term,
        Term::App(_)
            | Term::Store(_)
            | Term::Trigger(_)
            | Term::Resource(_)
            | Term::Id(_)
            | Term::Verdict(_)
            | Term::Origin(_)
    )
}

fn holds(term: &Term, row: &EventRow) -> bool {
    match term {
        Term::App(id) => row.app_id == *id,
        Term::Store(id) => row.store_id == *id,
        Term::Trigger(id) => row.trigger.as_ref() == Some(id),
        Term::Resource(kind) => row.resource_type == *kind,
        Term::Id(id) => row.resource_id == *id || row.extra_id.as_ref() == Some(id),
        Term::Verdict(verdict) => row.verdict == *verdict,
        Term::Origin(origin) => row.origin == *origin,
        Term::Duplicate => row.deliveries > 1,
        Term::Pinned => row.pinned,
        Term::Noted => row.noted,
        Term::Imported => row.imported,
        Term::Label(label) => row.labels.contains(label),
        Term::After(at) => row.first_at >= *at,
        Term::Before(at) => row.first_at < *at,
        Term::Text(_) => true,
    }
}
