//! How a run comes to its end by its own document.

use patchbay_ledger::Trouble;

use super::trouble;
use crate::view::Problem;

/// What a step said that ended the run badly.
pub(super) fn stopped(message: &str) -> Trouble {
    let problem = Problem {
        title: match message.is_empty() {
            true => "A step ended it".into(),
            false => message.to_owned(),
        },
        ..Problem::default()
    };
    trouble::of("stopped", &problem)
}
