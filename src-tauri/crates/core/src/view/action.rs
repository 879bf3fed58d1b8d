use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Millis, Problem};

/// An action, as a list shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ActionRow {
    /// The connector, `bigcommerce`.
    pub connector: String,
    /// `create_refund`.
    pub id: String,
    /// "Create refund".
    pub name: String,
    /// What it is listed under.
    pub group: String,
    /// What it does, in one sentence.
    pub about: String,
    /// Method and path, with the names of inputs in braces; empty where inputs say both.
    pub call: String,
    /// What it can do to a store.
    pub danger: ActionDanger,
}

/// What an action can do to a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ActionDanger {
    /// It changes nothing.
    Reads,
    /// It adds or changes something.
    Writes,
    /// It takes something away.
    Destructive,
    /// It moves money.
    Money,
}

/// An action with what a person fills in.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ActionForm {
    /// The action.
    pub action: ActionRow,
    /// What a person should know before.
    pub hints: Vec<String>,
    /// What a person fills in.
    pub inputs: Vec<ActionInput>,
    /// Inputs to begin with: a JSON object.
    pub example: String,
    /// An answer of the platform: JSON.
    pub sample: String,
    /// Whether it answers a list of several pages.
    pub pages: bool,
    /// The scopes of which one is needed, the weakest first; empty where the path decides.
    pub scopes: Vec<String>,
    /// What is done when its answer is lost, in a sentence.
    pub lost: String,
}

/// One thing that a person fills in.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ActionInput {
    /// Its name among the inputs, `order_id`.
    pub id: String,
    /// Its label.
    pub name: String,
    /// What it is, in one sentence.
    pub about: Option<String>,
    /// What may stand there.
    pub kind: InputKind,
    /// What the items of a list are, where they are no objects.
    pub of: Option<InputKind>,
    /// The members of an object, or of each object of a list.
    pub fields: Vec<ActionInput>,
    /// Whether nothing can be done without it.
    pub required: bool,
    /// Exactly one of the inputs that name the same group is filled in.
    pub one_of: Option<String>,
    /// Whether most people leave it empty.
    pub more: bool,
    /// What can be chosen, where that is a closed set.
    pub choices: Vec<InputChoice>,
    /// Whether the store is asked what can be chosen.
    pub asks_store: bool,
    /// Whether what is typed narrows down what can be chosen.
    pub searches: bool,
    /// Inputs that have to be filled in before the store is asked.
    pub after: Vec<String>,
    /// What one may look like.
    pub like: Option<String>,
}

/// What may stand in an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum InputKind {
    /// One line.
    Text,
    /// Several lines.
    LongText,
    /// An e-mail address.
    Email,
    /// An http or https URL.
    Url,
    /// A number or text by which the platform knows something.
    Id,
    /// A whole number.
    Whole,
    /// A decimal number.
    Number,
    /// An amount of money.
    Money,
    /// Yes or no.
    Switch,
    /// A point in time, as RFC 3339 has it.
    Date,
    /// One of what can be chosen.
    Choice,
    /// Several.
    List,
    /// Something with fields of its own.
    Object,
    /// Any JSON.
    Json,
}

/// One of what can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct InputChoice {
    /// What is filled in.
    pub value: String,
    /// What a person reads.
    pub name: String,
}

/// What would be sent for what is filled in so far.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ActionPreview {
    /// What is wrong, by place.
    pub faults: Vec<InputFault>,
    /// What would be sent, once nothing is wrong.
    pub request: Option<RequestView>,
    /// Why the store would refuse it, as far as its scopes tell.
    pub refused: Option<Problem>,
    /// What is to be confirmed before it runs: "Refund order 118?".
    pub asks: Option<String>,
    /// The amount that it moves, with its currency, where that is known.
    pub amount: Option<String>,
}

/// What is wrong with one input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct InputFault {
    /// Which: `items/0/quantity`.
    pub place: String,
    /// What is wrong, in a few words.
    pub words: String,
    /// Whether it is only that nothing is there yet.
    pub missing: bool,
}

/// A request to a store's API.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RequestView {
    /// `POST`.
    pub method: String,
    /// The path below the store, with what stands behind it.
    pub path: String,
    /// The body, as it is sent, broken into lines.
    pub body: Option<String>,
    /// The same as a command for a terminal, its token a variable.
    pub curl: String,
}

/// Which calls are listed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CallFilter {
    /// Only those on this store.
    pub store_id: Option<u32>,
    /// Only those of this action.
    pub action: Option<String>,
    /// Only those that came out so.
    pub state: Option<CallState>,
}

/// An action that was run, as a list shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CallRow {
    /// Its id.
    pub id: u32,
    /// The action, `create_refund`.
    pub action: String,
    /// Its name.
    pub name: String,
    /// The store.
    pub store_id: u32,
    /// Its name or hash.
    pub store: String,
    /// Method and path, `POST /v2/orders/118/shipments`.
    pub call: String,
    /// When it was sent.
    pub at: Millis,
    /// How long it took, in milliseconds; `None` while it runs.
    pub took_ms: Option<u32>,
    /// What came of it.
    pub state: CallState,
    /// The HTTP status, where there was an answer.
    pub status: Option<u16>,
    /// The same in a sentence.
    pub words: String,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum CallState {
    /// It is under way.
    Running,
    /// It was carried out.
    Done,
    /// It was refused, or never left: nothing happened.
    Failed,
    /// It may have happened.
    Unknown,
}

/// An action that was run.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CallView {
    /// As a list shows it.
    pub row: CallRow,
    /// The connector, `bigcommerce`.
    pub connector: String,
    /// What was filled in: a JSON object.
    pub input: String,
    /// What was sent.
    pub request: RequestView,
    /// What was answered: JSON, broken into lines.
    pub answer: Option<String>,
    /// How many items a list had.
    pub items: Option<u32>,
    /// Whether the answer was too large to keep.
    pub too_large: bool,
    /// What went wrong.
    pub problem: Option<Problem>,
    /// Whether BigCommerce can be asked if it happened.
    pub can_look: bool,
    /// What the user said of one whose outcome nobody knew.
    pub settled: Option<CallSettled>,
    /// The call that it repeats.
    pub repeats: Option<u32>,
}

/// What the user said of a call whose outcome nobody knew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum CallSettled {
    /// It happened.
    Happened,
    /// It did not.
    DidNot,
}

/// What BigCommerce shows of a call whose outcome nobody knows.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CallFound {
    /// What may be what it made: JSON each, broken into lines.
    pub items: Vec<String>,
    /// The same in a sentence.
    pub words: String,
}

/// How far an action is that reads several pages.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ActionProgress {
    /// The number to let go of it by, which ends it after the page that is read.
    pub watch: u32,
    /// Pages read.
    pub pages: u32,
    /// Items read.
    pub items: u32,
}
