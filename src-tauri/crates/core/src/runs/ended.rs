//! How a run comes to its end by its own document.

use std::sync::Arc;

use patchbay_ledger::Trouble;
use patchbay_orchestration::document::Document;

use super::trouble;
use crate::error::{Error, Result};
use crate::view::Problem;

/// The draft that a run tries out.
pub(super) fn draft(text: &str) -> Result<Arc<Document>> {
    Document::read(text)
        .map(Arc::new)
        .map_err(|why| Error::Internal(format!("a draft: {why}")))
}

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
