//! What is to be sent, filled in.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;

use crate::document::Method;
use crate::json::Json;

/// What is to be sent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
#[serde(rename = "StepWork")]
pub enum Work {
    /// An action of a connector.
    Action {
        /// The connector.
        connector: String,
        /// Its action.
        action: String,
        /// What it is given: an object.
        #[specta(type = Json)]
        input: Value,
        /// How many attempts are made, where the step says so.
        attempts: Option<u32>,
    },
    /// A request to a saved origin.
    Http {
        /// The id of the origin.
        origin: String,
        /// The method.
        method: Method,
        /// The path, which begins with one slash.
        path: String,
        /// Parameters after the path.
        query: BTreeMap<String, String>,
        /// Headers.
        headers: BTreeMap<String, String>,
        /// The body: a text as it stands, anything else as JSON.
        #[specta(type = Option<Json>)]
        body: Option<Value>,
        /// Whether it may be sent again where nobody knows whether it arrived.
        repeatable: bool,
        /// How many attempts are made, where the step says so.
        attempts: Option<u32>,
    },
    /// The event, to a saved forward address.
    Forward {
        /// The id of the address.
        address: String,
        /// What is sent in the place of the event as it arrived.
        #[specta(type = Option<Json>)]
        body: Option<Value>,
    },
    /// A notification of the desktop.
    Notify {
        /// Its title.
        title: String,
        /// Its text.
        text: String,
    },
}

/// Why a person is asked before something is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
#[serde(rename = "StepQuestion")]
pub enum Question {
    /// Because they always are.
    Always,
    /// Because an amount is above a limit.
    Above {
        /// The amount.
        amount: String,
        /// The limit.
        limit: String,
    },
}
