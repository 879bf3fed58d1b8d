//! What starts an orchestration.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::input::ManualInput;
use super::schedule::Schedule;

/// What starts an orchestration.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
#[serde(rename = "DocumentTrigger")]
pub enum Trigger {
    /// An event of a store.
    Webhook(Webhook),
    /// A time.
    Schedule(Schedule),
    /// Somebody, by hand.
    Manual(Manual),
}

/// An event of a store, and which of its kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
#[serde(rename = "WebhookTrigger")]
pub struct Webhook {
    /// The connector, `bigcommerce`.
    pub connector: String,
    /// The kind of event.
    pub of: Source,
    /// Whether orders that nobody has paid yet (status 0) start nothing.
    #[serde(default, skip_serializing_if = "is_false")]
    pub ignore_incomplete: bool,
    /// Statuses from which an order has to come; empty: any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub status_from: Vec<u32>,
    /// Statuses to which it has to go; empty: any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub status_to: Vec<u32>,
    /// The channel it has to belong to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<u32>,
    /// Seconds within which changes of one resource are one run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coalesce_s: Option<u32>,
}

/// A kind of event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
#[serde(rename = "WebhookSource")]
pub enum Source {
    /// A trigger of the connector, `order_created`.
    Trigger(String),
    /// A webhook scope, `store/customer/created`.
    Scope(String),
}

/// A start by hand.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
#[serde(rename = "ManualTrigger")]
pub struct Manual {
    /// What is asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inputs: Vec<ManualInput>,
}

pub(super) fn is_false(value: &bool) -> bool {
    !value
}
