//! Reading a document from a file or the ledger, and writing one. What is refused here is what no
//! version of an orchestration may be, not even a draft.

use serde::Serialize;
use serde_json::Value;

use super::model::{Document, SCHEMA_VERSION};
use super::step::{Delay, Do};

/// Steps that a document may have.
pub const MOST_STEPS: usize = 200;

/// How deep steps may stand in steps.
pub const DEEPEST_STEP: usize = 8;

/// What a document may take as JSON, in bytes.
pub const LARGEST_DOCUMENT: usize = 1_048_576;

/// The longest name, in characters.
pub const LONGEST_NAME: usize = 120;

/// The longest note, in characters.
pub const LONGEST_NOTE: usize = 10_000;

/// The longest pause, in seconds: thirty days.
pub const LONGEST_DELAY_S: u64 = 30 * 24 * 60 * 60;

/// Why a document cannot be read or kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum DocumentError {
    /// It is no JSON, or not of this form.
    #[error("This is not an orchestration: {said}.")]
    Form {
        /// What is wrong with it, and where.
        said: String,
    },
    /// A newer build wrote it.
    #[error("This was written by a newer Patchbay (version {version} of the form).")]
    Newer {
        /// The version of its form.
        version: u64,
    },
    /// It takes too much.
    #[error("This is larger than {limit} bytes.")]
    Large {
        /// What is allowed.
        limit: usize,
    },
    /// It has no name, or one that is too long.
    #[error("Its name has to have 1 to {limit} characters.")]
    Name {
        /// What is allowed.
        limit: usize,
    },
    /// A note is too long.
    #[error("A note has more than {limit} characters.")]
    Note {
        /// The step, or nothing for the notes of the whole.
        step: Option<String>,
        /// What is allowed.
        limit: usize,
    },
    /// It has too many steps.
    #[error("There are more than {limit} steps.")]
    Steps {
        /// What is allowed.
        limit: usize,
    },
    /// Steps stand too deep in steps.
    #[error("Step {step} stands more than {limit} deep.")]
    Depth {
        /// The step.
        step: String,
        /// What is allowed.
        limit: usize,
    },
    /// A pause is too long.
    #[error("Step {step} waits longer than thirty days.")]
    Delay {
        /// The step.
        step: String,
    },
}

impl DocumentError {
    /// What to do.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Form { .. } => "Export it again, or correct the file where it says.",
            Self::Newer { .. } => "Update Patchbay.",
            Self::Large { .. } | Self::Steps { .. } => "Divide it into two orchestrations.",
            Self::Name { .. } => "Give it a short name.",
            Self::Note { .. } => "Shorten it.",
            Self::Depth { .. } => "Move the step out of its groups, or decide by one condition.",
            Self::Delay { .. } => "Use a schedule for what is further away.",
        }
    }
}

impl Document {
    /// Reads a document.
    ///
    /// # Errors
    /// Where it is not of this form, from a newer build, or beyond a limit.
    pub fn read(text: &str) -> Result<Self, DocumentError> {
        if text.len() > LARGEST_DOCUMENT {
            let limit = LARGEST_DOCUMENT;
            return Err(DocumentError::Large { limit });
        }
        let form = |error: serde_json::Error| DocumentError::Form {
            said: error.to_string(),
        };
        let value: Value = serde_json::from_str(text).map_err(form)?;
        if let Some(version) = newer(&value) {
            return Err(DocumentError::Newer { version });
        }
        let document: Self = serde_json::from_str(text).map_err(form)?;
        document.within_limits()?;
        Ok(document)
    }

    /// Writes it, in the one order there is, with an end of line after it.
    pub fn write(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// Whether it is within the limits of a document.
    ///
    /// # Errors
    /// Which limit it exceeds, and where.
    pub fn within_limits(&self) -> Result<(), DocumentError> {
        let longer = |text: &str, limit: usize| text.chars().nth(limit).is_some();
        if self.name.trim().is_empty() || longer(&self.name, LONGEST_NAME) {
            return Err(DocumentError::Name {
                limit: LONGEST_NAME,
            });
        }
        if longer(&self.notes, LONGEST_NOTE) {
            return Err(note(None));
        }
        let steps = self.walk();
        if steps.len() > MOST_STEPS {
            return Err(DocumentError::Steps { limit: MOST_STEPS });
        }
        for placed in &steps {
            let step = placed.step.id.clone();
            if placed.depth() > DEEPEST_STEP {
                let limit = DEEPEST_STEP;
                return Err(DocumentError::Depth { step, limit });
            }
            if longer(&placed.step.note, LONGEST_NOTE) {
                return Err(note(Some(step)));
            }
            if let Do::Delay(Delay::ForS(seconds)) = placed.step.work
                && seconds > LONGEST_DELAY_S
            {
                return Err(DocumentError::Delay { step });
            }
        }
        self.within_size()
    }

    fn within_size(&self) -> Result<(), DocumentError> {
        let limit = LARGEST_DOCUMENT;
        if self.write().len() > limit {
            return Err(DocumentError::Large { limit });
        }
        Ok(())
    }
}

fn note(step: Option<String>) -> DocumentError {
    let limit = LONGEST_NOTE;
    DocumentError::Note { step, limit }
}

fn newer(value: &Value) -> Option<u64> {
    let version = value.get("schema_version").and_then(Value::as_u64)?;
    (version > u64::from(SCHEMA_VERSION)).then_some(version)
}
