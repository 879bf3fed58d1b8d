use serde::Serialize;
use specta::Type;

use super::{Millis, Problem};

/// A time during which events may not have arrived, and what was found of them since.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct GapView {
    /// Another for each gap.
    pub id: u32,
    /// Why they may not have.
    pub cause: GapCause,
    /// Since when; `None` where only BigCommerce's watermarks say so.
    pub from: Option<Millis>,
    /// Until when.
    pub to: Option<Millis>,
    /// When BigCommerce began to be asked.
    pub began_at: Millis,
    /// When that ended; `None` while it goes on.
    pub ended_at: Option<Millis>,
    /// How far it is.
    pub state: GapState,
    /// Stores that are asked, and those of them that it is done for.
    pub stores: u32,
    /// The latter.
    pub stores_done: u32,
    /// Items of BigCommerce's lists that were read.
    pub read: u32,
    /// What was found, by trigger.
    pub found: Vec<Found>,
    /// What cannot be found again.
    pub lost: Vec<Lost>,
    /// What stands in the way, by store; the first few.
    pub problems: Vec<GapProblem>,
}

/// Why events may not have arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum GapCause {
    /// Patchbay was not running.
    Start,
    /// The machine slept.
    Sleep,
    /// Nothing arrived through the public address.
    Outage,
    /// A hook was off, or gone.
    Hooks,
    /// Nobody knows of a cause: the user asked.
    Asked,
    /// Nobody knows of a cause: it was found at an hourly look.
    Round,
}

/// How far the search is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum GapState {
    /// Under way.
    Running,
    /// Something stands in its way; it is tried again.
    Waiting,
    /// It cannot be done for some store.
    Failed,
    /// The user stopped it.
    Stopped,
    /// All was read.
    Done,
}

/// Events of a trigger that were found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Found {
    /// The trigger's name.
    pub trigger: String,
    /// How many.
    pub events: u32,
}

/// A trigger of which nothing can be found again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Lost {
    /// The trigger's name.
    pub trigger: String,
    /// Why, in a sentence.
    pub why: String,
}

/// What stands in the way at a store.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct GapProblem {
    /// The store.
    pub store_id: u32,
    /// Its name.
    pub store: String,
    /// What it is.
    pub problem: Problem,
}

/// Up to when everything of a store is known.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StoreWatermarks {
    /// By trigger.
    pub marks: Vec<WatermarkView>,
    /// What cannot be found again.
    pub lost: Vec<Lost>,
    /// The last gaps of this store, newest first.
    pub gaps: Vec<GapView>,
}

/// Up to when all events of a trigger are known.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WatermarkView {
    /// The trigger's name.
    pub trigger: String,
    /// Up to when, by BigCommerce's clock; `None` before BigCommerce was first asked.
    pub at: Option<Millis>,
}
