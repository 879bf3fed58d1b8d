//! Actions, as a manifest describes them: operations on a store through the platform's API.
//!
//! What a person fills in, what is sent for it, how dangerous that is and what may be done when
//! nobody knows whether it happened are data, so that running one by hand, by an orchestration or in
//! a test is the same. Inputs are written by hand: the platform's specifications leave out which are
//! required.

mod alike;
mod amount;
mod existing;
mod fault;
mod found;
mod input;
mod paging;
mod raw;
mod reading;
mod repeat;
mod request;
mod value;
mod words;

use serde::Deserialize;
use serde_json::Value;

pub use existing::Existing;
pub use fault::{Fault, Why};
pub use input::{Choice, DateForm, Goes, Input, Kind, Options};
pub use paging::Paging;
pub use repeat::{Find, Repeat, Same};
pub use request::Request;

/// One operation on a store through the platform's API.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// `create_refund`.
    pub id: String,
    /// "Create refund".
    pub name: String,
    /// What it is listed under, "Refunds and payments".
    pub group: String,
    /// What it does, in one sentence.
    pub about: String,
    /// Method and path under the store's API, `POST /v2/orders/{order_id}/shipments`; the names in
    /// braces are inputs. [`Action::ANY`] where inputs say both.
    pub call: String,
    /// Scopes that may do it; any one suffices. Empty where the path decides.
    pub needs_any: Vec<String>,
    /// What it can do to a store.
    pub danger: Danger,
    /// What is asked before it runs, `Delete product {product_id}?`; the names in braces are inputs,
    /// `{payments/amount}` their fields.
    #[serde(default)]
    pub asks: Option<String>,
    /// JSON pointer to the amounts among the inputs that it moves; a `*` stands for every element.
    #[serde(default)]
    pub amount: Option<String>,
    /// What may be done when nobody knows whether it happened.
    pub repeat: Repeat,
    /// Another call in the place of its own, where what it makes is there already.
    #[serde(default)]
    pub existing: Option<Existing>,
    /// What no two runs of it may be about at the same time, `order {order_id}`.
    #[serde(default)]
    pub serial: Option<String>,
    /// How its body holds the inputs.
    #[serde(default)]
    pub body: Body,
    /// How its list is read on, where it answers one.
    #[serde(default)]
    pub paging: Option<Paging>,
    /// JSON pointer from the answer to what was asked for; empty where the answer is that.
    #[serde(default)]
    pub answer: String,
    /// What it means that there is no such thing, where that is nothing out of the ordinary.
    #[serde(default)]
    pub absent: Option<String>,
    /// What a person should know before.
    #[serde(default)]
    pub hints: Vec<String>,
    /// What a person fills in.
    #[serde(default)]
    pub inputs: Vec<Input>,
    /// Inputs to begin with: JSON. Every required one is there.
    pub example: String,
    /// An answer of the platform: JSON.
    pub sample: String,
}

/// What an action can do to a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Danger {
    /// It changes nothing.
    Reads,
    /// It adds or changes something.
    Writes,
    /// It takes something away.
    Destructive,
    /// It moves money.
    Money,
}

/// How a request's body holds the inputs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// As members of an object.
    #[default]
    Object,
    /// As members of the one object of a list.
    ListOfOne,
    /// The list that is the only input.
    List,
}

impl Action {
    /// The call of an action whose inputs say method and path.
    pub const ANY: &'static str = "ANY";

    /// The input of this id.
    pub fn input(&self, id: &str) -> Option<&Input> {
        self.inputs.iter().find(|input| input.id == id)
    }

    /// What was asked for, of an answer; null where that is not there.
    pub fn answered(&self, answer: &Value) -> Value {
        answer.pointer(&self.answer).cloned().unwrap_or_default()
    }

    /// What was asked for, of the sample that the manifest has.
    pub fn sampled(&self) -> Value {
        self.answered(&serde_json::from_str(&self.sample).unwrap_or_default())
    }

    /// Method and path, with the names of inputs in braces; `None` where inputs say both.
    pub fn method_and_path(&self) -> Option<(&str, &str)> {
        self.call.split_once(' ')
    }
}

impl Danger {
    /// Whether a person is asked before it runs.
    pub fn asks(self) -> bool {
        match self {
            Self::Reads | Self::Writes => false,
            Self::Destructive | Self::Money => true,
        }
    }
}
