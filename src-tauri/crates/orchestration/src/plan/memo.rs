//! What is remembered of a run: what became of each place so far. It is all that a run is gone on with.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use specta::Type;

use super::failure::Failure;
use super::place::Place;
use crate::document::Ending;
use crate::json::Json;

/// What became of a place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(tag = "state", rename_all = "snake_case")]
#[serde(rename = "StepMark")]
pub enum Mark {
    /// The step is switched off.
    Skipped,
    /// It is done.
    Done {
        /// What later steps see of it.
        #[specta(type = Json)]
        output: Value,
    },
    /// One of its ways was taken.
    Took {
        /// Which.
        way: Way,
    },
    /// It goes over a list.
    Began {
        /// The list.
        #[specta(type = Vec<Json>)]
        items: Vec<Value>,
    },
    /// It is being sent, or will be once more.
    Sending,
    /// It waits for a moment.
    Sleeping {
        /// Milliseconds since 1970.
        #[specta(type = u32)]
        until_ms: i64,
    },
    /// It waits for a person's word.
    Asking,
    /// The person said yes.
    Allowed,
    /// The person said no.
    Refused,
    /// The run ended here.
    Stopped {
        /// How.
        ending: Ending,
        /// What was said of it.
        message: String,
    },
    /// It failed for good.
    Failed {
        /// Why.
        failure: Failure,
    },
}

/// A way of a step that has several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
#[serde(rename = "StepWay")]
pub enum Way {
    /// What is done where the condition holds.
    Then,
    /// What is done where it does not.
    Else,
    /// The case at this place among the cases, the first being 0.
    Case(u32),
    /// What is done where no case fits.
    Otherwise,
}

impl Mark {
    fn is_failure(&self) -> bool {
        match self {
            Self::Failed { .. } | Self::Refused => true,
            Self::Stopped { ending, .. } => *ending == Ending::Fail,
            Self::Skipped
            | Self::Done { .. }
            | Self::Took { .. }
            | Self::Began { .. }
            | Self::Sending
            | Self::Sleeping { .. }
            | Self::Asking
            | Self::Allowed => false,
        }
    }
}

impl Way {
    /// What later steps see of the step.
    pub fn output(self) -> Value {
        match self {
            Self::Then => json!({"holds": true}),
            Self::Else => json!({"holds": false}),
            Self::Case(at) => json!({"case": at}),
            Self::Otherwise => json!({"case": null}),
        }
    }
}

/// What is remembered of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Memo {
    marks: BTreeMap<Place, Mark>,
    steps: usize,
}

impl Memo {
    /// One of a run that has not begun.
    pub fn new() -> Self {
        Self::default()
    }

    /// Remembers what became of a place, in the place of what was before.
    pub fn note(&mut self, place: Place, mark: Mark) {
        let is_step = place.is_step();
        if self.marks.insert(place, mark).is_none() && is_step {
            self.steps += 1;
        }
    }

    /// What became of a place.
    pub fn get(&self, place: &Place) -> Option<&Mark> {
        self.marks.get(place)
    }

    /// Every place, in the order of their texts.
    pub fn marks(&self) -> impl Iterator<Item = (&Place, &Mark)> {
        self.marks.iter()
    }

    /// Forgets a place, so that it is come to once more.
    pub fn forget(&mut self, place: &Place) {
        if self.marks.remove(place).is_some() && place.is_step() {
            self.steps -= 1;
        }
    }

    /// The places to forget so that a run that failed goes on with what failed of it. Everything else
    /// stays as it is, so that nothing else is sent again.
    pub fn failures(&self) -> Vec<Place> {
        let failed = self.marks.iter().filter(|(_, mark)| mark.is_failure());
        failed.map(|(place, _)| place.clone()).collect()
    }

    /// Whether nothing has happened yet.
    pub fn is_empty(&self) -> bool {
        self.marks.is_empty()
    }

    /// How many steps there were so far, each item's counted.
    pub fn steps(&self) -> usize {
        self.steps
    }
}

impl FromIterator<(Place, Mark)> for Memo {
    fn from_iter<I: IntoIterator<Item = (Place, Mark)>>(marks: I) -> Self {
        let mut memo = Self::new();
        for (place, mark) in marks {
            memo.note(place, mark);
        }
        memo
    }
}
