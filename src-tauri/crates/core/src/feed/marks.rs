//! What the user puts on events. The live tail brings it back as a change of them.

use crate::error::{Error, Field, Result};
use crate::patchbay::Patchbay;

/// The longest label and the longest note, in characters.
const LONGEST_LABEL: usize = 40;
const LONGEST_NOTE: usize = 10_000;

impl Patchbay {
    /// Pins events, or takes the pins off.
    pub async fn pin_events(&self, ids: &[u32], pinned: bool) -> Result<()> {
        Ok(self.0.ledger.pin(rows(ids), pinned).await?)
    }

    /// Puts a label on events, or takes it off.
    pub async fn label_events(&self, ids: &[u32], label: &str, on: bool) -> Result<()> {
        let label = label.trim();
        if label.is_empty() || label.chars().count() > LONGEST_LABEL {
            return Err(Error::invalid(
                Field::Label,
                format!("A label has 1 to {LONGEST_LABEL} characters."),
            ));
        }
        Ok(self.0.ledger.label(rows(ids), label, on).await?)
    }

    /// Writes a note on an event; an empty one takes it off.
    pub async fn note_event(&self, event_id: u32, note: &str) -> Result<()> {
        let note = note.trim_end();
        if note.chars().count() > LONGEST_NOTE {
            return Err(Error::invalid(
                Field::Note,
                format!("A note has at most {LONGEST_NOTE} characters."),
            ));
        }
        Ok(self.0.ledger.write_note(i64::from(event_id), note).await?)
    }

    /// Every label in use, in alphabetical order.
    pub async fn labels(&self) -> Result<Vec<String>> {
        Ok(self.0.ledger.labels().await?.into_iter().collect())
    }
}

fn rows(ids: &[u32]) -> Vec<i64> {
    ids.iter().map(|id| i64::from(*id)).collect()
}
