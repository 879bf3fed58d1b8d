pub use patchbay_orchestration::changes::Change;
pub use patchbay_orchestration::check::Finding;
pub use patchbay_orchestration::document::Document;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{ActionRow, Millis};

/// An orchestration, as a list shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OrchestrationRow {
    /// Its id.
    pub id: u32,
    /// Its name.
    pub name: String,
    /// What starts it: "Order Created", "Every day at 08:30 (Europe/London)", "By hand".
    pub starts: String,
    /// The stores whose events it is for.
    pub stores: Vec<OrchestrationStore>,
    /// Whether events start runs of it.
    pub enabled: bool,
    /// The version that is published.
    pub published: Option<VersionRow>,
    /// Whether the draft says something else than what is published.
    pub differs: bool,
    /// How its runs stand.
    pub runs: RunCounts,
    /// Why it may not start runs although it is enabled, in a sentence.
    pub trouble: Option<String>,
}

/// A store that an orchestration is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OrchestrationStore {
    /// The store.
    pub id: u32,
    /// Its name or hash.
    pub name: String,
    /// Whether it is connected.
    pub connected: bool,
}

/// How many runs there are in each state; those that changed nothing are left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RunCounts {
    /// Waiting for their turn, under way or paused.
    pub open: u32,
    /// Whose outcome nobody knows.
    pub unknown: u32,
    /// That came to their end.
    pub succeeded: u32,
    /// That failed and wait for somebody.
    pub dead: u32,
    /// Others that ended: skipped, cancelled, dismissed.
    pub others: u32,
}

/// A published version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct VersionRow {
    /// Its id.
    pub id: u32,
    /// Its number, from 1.
    pub number: u32,
    /// When it was published.
    pub at: Millis,
    /// What the user said of it.
    pub note: Option<String>,
}

/// An orchestration with all that its editor shows.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OrchestrationView {
    /// As a list shows it.
    pub row: OrchestrationRow,
    /// What is edited.
    pub draft: Document,
    /// When it was last saved, which says whether somebody else saved it since.
    pub drafted_at: Millis,
    /// What stands in the way of publishing it, and what is odd.
    pub findings: Vec<Finding>,
    /// Its versions, the newest first.
    pub versions: Vec<VersionRow>,
}

/// A version with what it says.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct VersionView {
    /// As a list shows it.
    pub row: VersionRow,
    /// What it says.
    pub document: Document,
}

/// A draft that was saved.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DraftSaved {
    /// When.
    pub drafted_at: Millis,
    /// Whether it says something else than what is published.
    pub differs: bool,
    /// What stands in the way of publishing it, and what is odd.
    pub findings: Vec<Finding>,
}

/// What a new orchestration begins with.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum BeginWith {
    /// A trigger and nothing else.
    Nothing,
    /// A ready-made one, by id.
    StartingPoint(String),
    /// A copy of another's draft.
    Copy(u32),
}

/// A ready-made orchestration to begin with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StartingPoint {
    /// `large_refund`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it does, in a sentence.
    pub about: String,
    /// What starts it.
    pub starts: String,
}

/// What can start an orchestration, and what steps can be made of.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Palette {
    /// Triggers of connectors.
    pub triggers: Vec<TriggerChoice>,
    /// Actions, with what each can do to a store.
    pub actions: Vec<ActionRow>,
    /// Saved addresses that requests may go to.
    pub addresses: Vec<AddressChoice>,
    /// Filters of expressions.
    pub filters: Vec<FilterChoice>,
}

/// A trigger to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TriggerChoice {
    /// The connector.
    pub connector: String,
    /// `order_created`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is listed under.
    pub group: String,
    /// When it fires.
    pub about: String,
    /// What is there with the event, `order`.
    pub there: Vec<String>,
}

/// A saved address to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AddressChoice {
    /// Its id, as documents have it.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its URL.
    pub url: String,
}

/// A filter of expressions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FilterChoice {
    /// `money`.
    pub name: String,
    /// What it takes.
    pub takes: Vec<String>,
    /// What it does, in a sentence.
    pub about: String,
}

/// What expressions of a draft can look at, at one of its steps.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SampleContext {
    /// `trigger`, `steps`, `vars` and what else is known there: a JSON object.
    pub known: String,
    /// The event it comes from; `None` where there is none yet and the connector's sample stands in.
    pub event_id: Option<u32>,
    /// The same in words: "Order 118 was created · Practice store".
    pub from: String,
}

/// What a text with expressions comes to.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ExpressionPreview {
    /// The value as JSON, where there is one.
    pub value: Option<String>,
    /// What it is: "a number".
    pub kind: Option<String>,
    /// What is wrong with it.
    pub remarks: Vec<ExpressionRemark>,
}

/// Something to mark in a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ExpressionRemark {
    /// Where it begins, in characters as the page counts them.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
    /// What happened.
    pub words: String,
    /// What to do.
    pub remedy: String,
}
