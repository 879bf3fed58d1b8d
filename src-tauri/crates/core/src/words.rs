//! The ledger's values in the page's words.

use patchbay_ledger::{
    Answer, AppKind as LedgerAppKind, EventRow, Mode, Origin as LedgerOrigin, Store,
    Verdict as LedgerVerdict,
};
use patchbay_ledger::{ProblemRecord, StoreState as LedgerStoreState};

use crate::view::{AnswerView, AppKind, AppMode, Origin, Problem, StoreState, Verdict};

pub(crate) fn mode(mode: Mode) -> AppMode {
    match mode {
        Mode::Practice => AppMode::Practice,
        Mode::Live => AppMode::Live,
    }
}

pub(crate) fn kind(kind: LedgerAppKind) -> AppKind {
    match kind {
        LedgerAppKind::Oauth => AppKind::Oauth,
        LedgerAppKind::StoreAccount => AppKind::StoreAccount,
    }
}

pub(crate) fn ledger_mode(mode: AppMode) -> Mode {
    match mode {
        AppMode::Practice => Mode::Practice,
        AppMode::Live => Mode::Live,
    }
}

pub(crate) fn verdict(verdict: LedgerVerdict) -> Verdict {
    match verdict {
        LedgerVerdict::Verified => Verdict::Verified,
        LedgerVerdict::VerifiedStale => Verdict::VerifiedStale,
        LedgerVerdict::ByHeader => Verdict::ByHeader,
        LedgerVerdict::Unverified => Verdict::Unverified,
        LedgerVerdict::Quarantined => Verdict::Quarantined,
    }
}

/// What a verdict means, in a sentence.
pub(crate) fn verdict_means(verdict: LedgerVerdict) -> &'static str {
    match verdict {
        LedgerVerdict::Verified => "Signed with this app’s Client Secret, just before it arrived.",
        LedgerVerdict::VerifiedStale => {
            "Signed with this app’s Client Secret, but more than five minutes before or after it \
             arrived: a late retry, or a clock that is off."
        }
        LedgerVerdict::ByHeader => {
            "Not signed, but it carries the secret header that only this hook knows."
        }
        LedgerVerdict::Unverified => {
            "The keychain was locked when it arrived. It is checked once the keychain opens."
        }
        LedgerVerdict::Quarantined => {
            "It carries a signature that is wrong. It is kept for you to look at and starts nothing."
        }
    }
}

pub(crate) fn answer(answer: Answer) -> AnswerView {
    AnswerView {
        status: answer.status,
        delay_ms: answer.delay_ms,
    }
}

pub(crate) fn origin(origin: LedgerOrigin) -> Origin {
    match origin {
        LedgerOrigin::Live => Origin::Live,
        LedgerOrigin::Recovered => Origin::Recovered,
        LedgerOrigin::Replayed => Origin::Replayed,
        LedgerOrigin::Test => Origin::Test,
    }
}

pub(crate) fn store_state(state: LedgerStoreState) -> StoreState {
    match state {
        LedgerStoreState::Held => StoreState::Held,
        LedgerStoreState::Connected => StoreState::Connected,
        LedgerStoreState::Uninstalled => StoreState::Uninstalled,
        LedgerStoreState::Revoked => StoreState::Revoked,
    }
}

/// A store's name, or its hash while the name is not known.
pub(crate) fn store_name(store: &Store) -> String {
    store
        .profile
        .as_ref()
        .map_or_else(|| store.hash.clone(), |profile| profile.name.clone())
}

/// What an event is about: "Order 250", "Refund 3 of order 250".
pub(crate) fn resource(row: &EventRow) -> String {
    let kind = row.resource_type.replace('_', " ");
    match &row.extra_id {
        Some(extra) => format!("{} {} · {extra}", capitalised(&kind), row.resource_id),
        None => format!("{} {}", capitalised(&kind), row.resource_id),
    }
}

/// A text that begins with a capital.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// A count of rows as the page's number.
pub(crate) fn count(rows: i64) -> u32 {
    u32::try_from(rows.max(0)).unwrap_or(u32::MAX)
}

/// "1 store", "5 stores".
pub(crate) fn counted(count: usize, one: &str) -> String {
    match count {
        1 => format!("1 {one}"),
        count => format!("{count} {one}s"),
    }
}

/// "A", "A and B", "A, B and C".
pub fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// How many there are, as the page's number.
pub(crate) fn count_of(things: usize) -> u32 {
    u32::try_from(things).unwrap_or(u32::MAX)
}

/// A problem as the ledger keeps it.
pub(crate) fn keep(code: &str, problem: &Problem) -> ProblemRecord {
    ProblemRecord {
        code: code.into(),
        detail: serde_json::to_string(problem).unwrap_or_default(),
    }
}

/// A problem the ledger kept.
pub(crate) fn kept(record: &ProblemRecord) -> Problem {
    serde_json::from_str(&record.detail).unwrap_or_else(|_| Problem {
        title: record.code.clone(),
        meaning: record.detail.clone(),
        ..Problem::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_begins_with_a_capital() {
        assert_eq!(capitalised("scope added"), "Scope added");
        assert_eq!(capitalised(""), "");
    }
}
