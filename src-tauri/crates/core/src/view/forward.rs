use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Condition, Millis};

/// Where a forward address leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Reach {
    /// To this machine alone.
    Machine,
    /// To the local network.
    Network,
    /// To the internet.
    Internet,
}

/// A forward address as the user gives it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ForwardAddressSpec {
    /// Its name, at most 60 characters.
    pub name: String,
    /// The URL that events are posted to.
    pub url: String,
    /// Whether arriving events are forwarded to it by themselves.
    pub forwards: bool,
    /// Which ones; all when there are no conditions.
    pub conditions: Vec<Condition>,
}

/// A forward address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ForwardAddressView {
    /// Its id.
    pub id: u32,
    /// Its name.
    pub name: String,
    /// The URL that events are posted to.
    pub url: String,
    /// Where it may lead; an attempt fails when its host leads elsewhere.
    pub reach: Reach,
    /// Whether arriving events are forwarded to it by themselves.
    pub forwards: bool,
    /// Which ones.
    pub conditions: Vec<Condition>,
    /// How many forwards wait to be sent, or to be sent again.
    pub waiting: u32,
    /// How many arrived, of the latest 5,000.
    pub delivered: u32,
    /// How many were given up.
    pub failed: u32,
}

/// How a forward stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ForwardState {
    /// It is to be sent, or to be sent again.
    Waiting,
    /// It arrived.
    Delivered,
    /// It was given up.
    Failed,
}

/// One event on its way to one forward address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ForwardView {
    /// Its id.
    pub id: u32,
    /// The address's id.
    pub address_id: u32,
    /// The address's name.
    pub address: String,
    /// The event's id.
    pub event_id: u32,
    /// The event in plain words.
    pub summary: String,
    /// How it stands.
    pub state: ForwardState,
    /// Whether the user sent it.
    pub by_hand: bool,
    /// When it was decided on.
    pub at: Millis,
    /// When it is sent next.
    pub next_at: Option<Millis>,
    /// Every attempt, oldest first.
    pub attempts: Vec<AttemptView>,
}

/// One sending of a forward.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AttemptView {
    /// When it began.
    pub at: Millis,
    /// How long it took, in milliseconds.
    pub took_ms: u32,
    /// The status it was answered with.
    pub status: Option<u16>,
    /// The beginning of the answer, or why there was none.
    pub said: String,
}
