//! The page's conditions in the ledger's terms.

use patchbay_ledger as ledger;
use patchbay_ledger::{Conditions, Origin, Verdict};

use crate::view::{Condition, Mark, Term};

/// The ledger's conditions.
pub(crate) fn ledger(conditions: &[Condition]) -> Conditions {
    Conditions::new(conditions.iter().map(|condition| ledger::Condition {
        not: condition.not,
        term: term(&condition.term),
    }))
}

fn term(term: &Term) -> ledger::Term {
    match term {
        Term::App(id) => ledger::Term::App(i64::from(*id)),
        Term::Store(id) => ledger::Term::Store(i64::from(*id)),
        Term::Trigger(id) => ledger::Term::Trigger(id.clone()),
        Term::Resource(kind) => ledger::Term::Resource(kind.clone()),
        Term::Id(id) => ledger::Term::Id(id.clone()),
        Term::Is(it) => mark(*it),
        Term::After(at) => ledger::Term::After(at.0),
        Term::Before(at) => ledger::Term::Before(at.0),
        Term::Label(label) => ledger::Term::Label(label.clone()),
        Term::Text(text) => ledger::Term::Text(text.clone()),
    }
}

fn mark(mark: Mark) -> ledger::Term {
    match mark {
        Mark::Verified => ledger::Term::Verdict(Verdict::Verified),
        Mark::Stale => ledger::Term::Verdict(Verdict::VerifiedStale),
        Mark::ByHeader => ledger::Term::Verdict(Verdict::ByHeader),
        Mark::Unverified => ledger::Term::Verdict(Verdict::Unverified),
        Mark::Quarantined => ledger::Term::Verdict(Verdict::Quarantined),
        Mark::Live => ledger::Term::Origin(Origin::Live),
        Mark::Recovered => ledger::Term::Origin(Origin::Recovered),
        Mark::Test => ledger::Term::Origin(Origin::Test),
        Mark::Replayed => ledger::Term::Origin(Origin::Replayed),
        Mark::Duplicate => ledger::Term::Duplicate,
        Mark::Pinned => ledger::Term::Pinned,
        Mark::Noted => ledger::Term::Noted,
        Mark::Imported => ledger::Term::Imported,
    }
}
