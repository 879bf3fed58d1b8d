use serde::{Deserialize, Serialize};
use specta::Type;

use super::{CallState, Millis, Problem, RequestView};

/// A run, as a list shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RunRow {
    /// Its id.
    pub id: u32,
    /// The orchestration.
    pub orchestration_id: u32,
    /// Its name.
    pub orchestration: String,
    /// The number of the version that is carried out; `None` for a draft that is tried out.
    pub version: Option<u32>,
    /// What started it, in words: "Order 118 was created", "By hand", "08:30".
    pub about: String,
    /// The event that started it, as long as that is there.
    pub event_id: Option<u32>,
    /// The store.
    pub store_id: Option<u32>,
    /// Its name or hash.
    pub store: String,
    /// Why it was started.
    pub cause: RunCause,
    /// Whether it changes nothing and shows what it would.
    pub dry: bool,
    /// How it stands.
    pub state: RunState,
    /// The same in a sentence: what it waits for, what failed, why there was nothing to do.
    pub words: String,
    /// When it was decided on.
    pub at: Millis,
    /// How long it took from its beginning to its end, in milliseconds.
    pub took_ms: Option<u32>,
    /// When it goes on by itself.
    pub next_at: Option<Millis>,
    /// How many later events it stands for too.
    pub coalesced: u32,
    /// What the user says of it.
    pub note: Option<String>,
}

/// Why a run was started.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum RunCause {
    /// An event.
    Event,
    /// The user.
    Manual,
    /// Its time had come.
    Schedule,
    /// The user, who had another run done again.
    Replay,
}

/// How a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum RunState {
    /// It may go as soon as it is its turn.
    Queued,
    /// It is under way.
    Running,
    /// It goes on when what it waits for is there.
    Waiting,
    /// Something it did may have happened: it waits until somebody says so.
    Unknown,
    /// It came to its end.
    Succeeded,
    /// It failed, and nobody needs to look at it.
    Failed,
    /// It failed, and waits for somebody to have it tried again or to dismiss it.
    Dead,
    /// The user stopped it.
    Cancelled,
    /// There was nothing to do.
    Skipped,
}

/// Which runs are listed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RunFilter {
    /// Only those of this orchestration.
    pub orchestration_id: Option<u32>,
    /// Only those about this store.
    pub store_id: Option<u32>,
    /// Only those of this event.
    pub event_id: Option<u32>,
    /// Only those that stand so; empty: any.
    pub states: Vec<RunState>,
    /// Only those that were started so.
    pub cause: Option<RunCause>,
    /// Whether those that change nothing are left out.
    pub without_dry: bool,
    /// Only those since then.
    pub since: Option<Millis>,
}

/// A run with its steps.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RunView {
    /// As a list shows it.
    pub row: RunRow,
    /// What expressions see as `trigger`: JSON, broken into lines; `None` while it is not there yet.
    pub trigger: Option<String>,
    /// Its steps, in the order in which they were carried out.
    pub steps: Vec<RunStep>,
    /// Why it did not come to its end.
    pub problem: Option<Problem>,
    /// The run that it does again.
    pub replay_of: Option<u32>,
    /// What can be done with it.
    pub can: RunCan,
}

/// What can be done with a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RunCan {
    /// Stop it.
    pub cancel: bool,
    /// Have it go on at once.
    pub resume: bool,
    /// Have it tried again from where it failed.
    pub requeue: bool,
    /// Dismiss it.
    pub dismiss: bool,
    /// Do it again from the start.
    pub replay: bool,
}

/// A step of a run.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RunStep {
    /// Where it stands: `each#2/refund`.
    pub place: String,
    /// Its id in the document.
    pub id: String,
    /// How deep it stands, from 0.
    pub depth: u32,
    /// What it does: "Create refund", "If", "Wait".
    pub what: String,
    /// How it stands.
    pub state: RunStepState,
    /// The same in a sentence.
    pub words: String,
    /// What went in: JSON, broken into lines.
    pub input: Option<String>,
    /// What came out: JSON, broken into lines.
    pub output: Option<String>,
    /// When it began.
    pub at: Millis,
    /// How long it took, in milliseconds.
    pub took_ms: Option<u32>,
    /// What went wrong.
    pub problem: Option<Problem>,
    /// What was sent for it, each attempt.
    pub attempts: Vec<RunAttempt>,
    /// What is asked, where somebody has to say.
    pub asks: Option<RunAsks>,
}

/// How a step of a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum RunStepState {
    /// It is under way.
    Running,
    /// It is done.
    Done,
    /// It failed.
    Failed,
    /// It was passed over.
    Skipped,
    /// It goes on later.
    Waiting,
    /// It may have happened.
    Unknown,
}

/// One attempt of a step.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RunAttempt {
    /// Which it is, from 1.
    pub number: u32,
    /// The call of an action, by its id; `None` for what goes elsewhere.
    pub call_id: Option<u32>,
    /// What was sent.
    pub request: RequestView,
    /// When.
    pub at: Millis,
    /// How long it took, in milliseconds.
    pub took_ms: Option<u32>,
    /// The HTTP status, where there was an answer.
    pub status: Option<u16>,
    /// How it came out.
    pub state: CallState,
    /// What was answered: JSON.
    pub answer: Option<String>,
    /// What came of it, in a sentence.
    pub words: String,
}

/// What somebody is asked about a step.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum RunAsks {
    /// Whether it may be sent.
    #[serde(rename_all = "camelCase")]
    Confirm {
        /// "Refund 120.00 of order 118?"
        question: String,
        /// What would be sent: JSON, broken into lines.
        input: String,
    },
    /// Whether it happened.
    #[serde(rename_all = "camelCase")]
    Happened {
        /// What was sent.
        request: RequestView,
        /// Whether BigCommerce can be asked.
        can_look: bool,
        /// The call to look for.
        call_id: u32,
    },
}

/// What somebody says of a step that asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum RunSaid {
    /// Send it.
    Go,
    /// Do not send it: the run ends.
    No,
    /// It happened.
    Happened,
    /// It did not: send it again.
    DidNot,
}

/// Runs that failed for one reason.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DeadGroup {
    /// What they are grouped by.
    pub code: String,
    /// The orchestration.
    pub orchestration_id: u32,
    /// Its name.
    pub orchestration: String,
    /// How many.
    pub runs: u32,
    /// The latest of them.
    pub latest: RunRow,
    /// Why.
    pub problem: Problem,
}

/// What is replayed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ReplayRun {
    /// The run.
    pub run_id: u32,
    /// From the step that failed, with what the steps before it answered; from the start otherwise.
    pub from_failed: bool,
    /// With the version that is published now; with its own otherwise.
    pub current: bool,
    /// What is seen as `trigger` in the place of what it was: JSON.
    pub trigger: Option<String>,
    /// Whether nothing is changed and what would be is shown.
    pub dry: bool,
}

/// What is tried out.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TryOut {
    /// The orchestration, whose draft is carried out.
    pub orchestration_id: u32,
    /// The store.
    pub store_id: u32,
    /// With this event; with the connector's sample otherwise.
    pub event_id: Option<u32>,
    /// What was filled in for a start by hand: a JSON object.
    pub input: Option<String>,
    /// Whether nothing is changed and what would be is shown.
    pub dry: bool,
}

/// An orchestration's runs over time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RunChart {
    /// How long a bar is, in milliseconds.
    pub step_ms: u32,
    /// The bars, the oldest first.
    pub bars: Vec<RunBar>,
}

/// A bar of an orchestration's chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RunBar {
    /// When it begins.
    pub at: Millis,
    /// Runs that came to their end.
    pub succeeded: u32,
    /// Runs that failed.
    pub failed: u32,
    /// Half of them took no longer, in milliseconds.
    pub half_ms: Option<u32>,
    /// Nineteen of twenty took no longer.
    pub most_ms: Option<u32>,
}
