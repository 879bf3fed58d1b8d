//! The document itself.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::step::Step;
use super::trigger::Trigger;
use crate::condition::Condition;

/// The form of documents that this build writes, and the newest it reads.
pub const SCHEMA_VERSION: u32 = 1;

/// An orchestration.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// [`SCHEMA_VERSION`].
    pub schema_version: u32,
    /// What it is called.
    pub name: String,
    /// What somebody wants to remember of it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub notes: String,
    /// What starts it.
    pub trigger: Trigger,
    /// What has to hold for it to start; a run of which it does not is skipped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter: Option<Condition>,
    /// What it does, in order.
    #[serde(default)]
    pub steps: Vec<Step>,
}
