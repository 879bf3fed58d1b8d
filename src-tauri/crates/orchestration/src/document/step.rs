//! The steps of an orchestration.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;

use super::canonical;
use super::outgoing::{Forward, Http, Notify};
use super::trigger::is_false;
use crate::condition::Condition;
use crate::json::Json;

/// A step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
#[serde(rename = "DocumentStep")]
pub struct Step {
    /// What later steps call it: small letters, digits and underscores, one of its kind in the document.
    pub id: String,
    /// What somebody wants to remember of it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Whether it is passed over.
    #[serde(default, skip_serializing_if = "is_false")]
    pub disabled: bool,
    /// What it does.
    #[serde(rename = "do")]
    pub work: Do,
}

/// What a step does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
#[serde(rename = "StepDo")]
pub enum Do {
    /// An action of a connector.
    Action(Action),
    /// A request to a saved address.
    Http(Http),
    /// One of two ways.
    If(If),
    /// One of several ways.
    Switch(Switch),
    /// The same for each item of a list.
    ForEach(ForEach),
    /// A pause.
    Delay(Delay),
    /// Values by a name, for later steps: `vars.total`.
    Set(
        #[serde(serialize_with = "canonical::values")]
        #[specta(type = BTreeMap<String, Json>)]
        BTreeMap<String, Value>,
    ),
    /// The event, to a saved forward address.
    Forward(Forward),
    /// A notification of the desktop.
    Notify(Notify),
    /// The end of the run.
    Stop(Stop),
}

/// An action of a connector.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
#[serde(rename = "StepAction")]
pub struct Action {
    /// The connector, `bigcommerce`.
    pub connector: String,
    /// Its action, `get_order`.
    pub action: String,
    /// What it is given, with expressions in it.
    #[serde(default, serialize_with = "canonical::values")]
    #[specta(type = BTreeMap<String, Json>)]
    pub input: BTreeMap<String, Value>,
    /// Whether somebody is asked before it is sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirm: Option<Confirm>,
    /// How many attempts are made; the usual number where this is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attempts: Option<u32>,
}

/// Whether somebody is asked before something is sent that cannot be taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[serde(rename = "StepConfirm")]
pub enum Confirm {
    /// Each time.
    Ask,
    /// Never.
    Go,
    /// Where an amount is greater than a limit.
    AskAbove {
        /// The amount, an expression.
        amount: String,
        /// The limit, `100.00`.
        limit: String,
    },
}

/// One of two ways.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
#[serde(rename = "StepIf")]
pub struct If {
    /// What decides.
    pub condition: Condition,
    /// What is done where it holds.
    #[serde(default)]
    pub then: Vec<Step>,
    /// What is done otherwise.
    #[serde(default, rename = "else", skip_serializing_if = "Vec::is_empty")]
    pub otherwise: Vec<Step>,
}

/// One of several ways.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
#[serde(rename = "StepSwitch")]
pub struct Switch {
    /// What decides, an expression.
    pub value: String,
    /// The ways, of which the first that fits is taken.
    pub cases: Vec<Case>,
    /// What is done where none fits.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub otherwise: Vec<Step>,
}

/// One way of a [`Switch`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
#[serde(rename = "SwitchCase")]
pub struct Case {
    /// Values, one of which it has to be; numbers and texts of them are alike.
    #[specta(type = Vec<Json>)]
    pub equals: Vec<Value>,
    /// What is done then.
    #[serde(default)]
    pub steps: Vec<Step>,
}

/// The same for each item of a list, one after the other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
#[serde(rename = "StepForEach")]
pub struct ForEach {
    /// The list, an expression.
    pub list: String,
    /// What its steps call the item.
    #[serde(default = "item", rename = "as", skip_serializing_if = "is_item")]
    pub item: String,
    /// What becomes of the others where an item fails.
    #[serde(default, skip_serializing_if = "OnError::is_stop")]
    pub on_error: OnError,
    /// What is done for each.
    #[serde(default)]
    pub steps: Vec<Step>,
}

/// What becomes of the other items where one fails.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
#[serde(rename = "StepOnError")]
pub enum OnError {
    /// The run fails.
    #[default]
    Stop,
    /// They are done, and what failed is told of.
    Collect,
}

/// A pause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
#[serde(rename = "StepDelay")]
pub enum Delay {
    /// So many seconds.
    ForS(#[specta(type = u32)] u64),
    /// Up to a moment, an expression.
    Until(String),
}

/// The end of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
#[serde(rename = "StepStop")]
pub struct Stop {
    /// How it ends.
    pub ending: Ending,
    /// What is said of it, with expressions in it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub message: String,
}

/// How a run ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
#[serde(rename = "StopEnding")]
pub enum Ending {
    /// Well.
    Succeed,
    /// Badly.
    Fail,
}

impl OnError {
    fn is_stop(&self) -> bool {
        matches!(self, Self::Stop)
    }
}

fn item() -> String {
    "item".to_owned()
}

fn is_item(name: &str) -> bool {
    name == "item"
}
