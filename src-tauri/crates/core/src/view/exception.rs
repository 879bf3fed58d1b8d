use serde::Serialize;
use specta::Type;

use super::{HookState, Millis, Problem};

/// Whether BigCommerce tells of a store's deliveries that fail, and what it told last.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ExceptionsView {
    /// The webhook scope that carries what it tells.
    pub scope: String,
    /// How the hook for that is.
    pub state: HookState,
    /// BigCommerce's id of it.
    pub remote_id: Option<u32>,
    /// Why it does not tell.
    pub problem: Option<Problem>,
    /// What it told last.
    pub last: Option<ExceptionView>,
}

/// What BigCommerce told of deliveries by one hook.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ExceptionView {
    /// The event that tells of it.
    pub event_id: u32,
    /// When it first arrived.
    pub at: Millis,
    /// What happened, in one sentence.
    pub words: String,
    /// BigCommerce's number for it.
    pub code: Option<u32>,
    /// BigCommerce's own words; may be empty.
    pub message: String,
    /// BigCommerce's id of the hook that is meant.
    pub hook: Option<u32>,
    /// The trigger that the hook carried, where it was one of ours.
    pub trigger: Option<String>,
    /// Where the hook delivered to.
    pub host: Option<String>,
    /// What it means.
    pub means: String,
    /// What to do.
    pub remedy: String,
    /// Whether events may not have come at all.
    pub loses: bool,
}
