//! Ready-made orchestrations to begin with: documents like any other, beside the connector that they
//! are for.

use patchbay_orchestration::document::Document;

use crate::error::{Error, Result};
use crate::patchbay::Patchbay;
use crate::view::StartingPoint;

use super::starts;

const ALL: &[(&str, &str)] = &[
    (
        "large_refund",
        include_str!("../../../../orchestrations/large_refund.json"),
    ),
    (
        "ship_on_status",
        include_str!("../../../../orchestrations/ship_on_status.json"),
    ),
    (
        "mirror_orders",
        include_str!("../../../../orchestrations/mirror_orders.json"),
    ),
    (
        "restock_on_refund",
        include_str!("../../../../orchestrations/restock_on_refund.json"),
    ),
];

impl Patchbay {
    /// Ready-made orchestrations.
    ///
    /// # Errors
    /// `Internal` where one cannot be read.
    pub fn starting_points(&self) -> Result<Vec<StartingPoint>> {
        let all = ALL.iter().map(|(id, _)| {
            let document = read(id)?;
            Ok(StartingPoint {
                id: (*id).to_owned(),
                starts: starts::words(&document.trigger),
                name: document.name,
                about: document.notes,
            })
        });
        all.collect()
    }
}

/// The document of a ready-made orchestration.
pub(super) fn read(id: &str) -> Result<Document> {
    let (_, text) = ALL
        .iter()
        .find(|(own, _)| *own == id)
        .ok_or(Error::NotFound("starting point"))?;
    Document::read(text).map_err(|why| Error::Internal(format!("{id}: {why}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_one_can_be_read_and_says_what_it_does() {
        for (id, _) in ALL {
            let document = read(id).unwrap();
            assert!(!document.notes.is_empty(), "{id}");
            assert!(!document.steps.is_empty(), "{id}");
        }
    }
}
