//! The one question that whoever carries out a run asks: what is next?

use serde_json::Value;

use super::admit::{Skip, admit};
use super::failure::Failure;
use super::memo::{Mark, Memo};
use super::place::Place;
use super::start::Start;
use super::walk::Walk;
use super::work::{Question, Work};
use crate::document::{Document, Ending};

/// What is next. First everything in `records` is kept, in one transaction; then `then` is done, and
/// what became of it noted at its place; then what is next is asked again.
#[derive(Clone, Debug, PartialEq)]
pub struct Next {
    /// What became of places since, in order.
    pub records: Vec<Record>,
    /// What is to be done after that.
    pub then: Then,
}

/// What became of a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The place.
    pub place: Place,
    /// What was looked at or is sent, for the timeline; null where that is nothing.
    pub input: Value,
    /// What is to be remembered of it.
    pub mark: Mark,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Then {
    /// Nothing but to ask again: there is more than goes into one transaction.
    Again,
    /// Something is to be sent. Its place is noted as [`Mark::Done`] or [`Mark::Failed`] once that is
    /// certain; until then the answer stays the same, so that it can be tried again or asked for.
    Perform {
        /// Where.
        place: Place,
        /// The step's key.
        key: String,
        /// What.
        work: Work,
    },
    /// A person is to be asked whether something is sent: [`Mark::Allowed`] or [`Mark::Refused`].
    Ask {
        /// Where.
        place: Place,
        /// The step's key.
        key: String,
        /// What would be sent.
        work: Work,
        /// Why they are asked.
        question: Question,
    },
    /// Nothing is to be done before a moment.
    Sleep {
        /// Where.
        place: Place,
        /// Milliseconds since 1970.
        until_ms: i64,
    },
    /// The run is at its end.
    Ended {
        /// How.
        ending: Ending,
        /// What a step said of it; empty where none did.
        message: String,
        /// The values that were set by a name.
        output: Value,
    },
    /// The run failed.
    Failed {
        /// Where; `None` where its filter could not be judged.
        place: Option<Place>,
        /// Why.
        failure: Failure,
    },
    /// The event is none that the orchestration is for.
    Skipped {
        /// Why.
        why: Skip,
    },
}

/// What is next in a run, `now_ms` being milliseconds since 1970.
pub fn next(document: &Document, start: &Start, memo: &Memo, now_ms: i64) -> Next {
    if memo.is_empty() {
        match admit(document, start) {
            Ok(None) => {}
            Ok(Some(why)) => return at_once(Then::Skipped { why }),
            Err(failure) => {
                let place = None;
                return at_once(Then::Failed { place, failure });
            }
        }
    }
    Walk::new(start, memo, now_ms).of(&document.steps)
}

fn at_once(then: Then) -> Next {
    let records = Vec::new();
    Next { records, then }
}
