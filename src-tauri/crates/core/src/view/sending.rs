use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Millis, Problem};

/// By which way something is sent to Patchbay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Way {
    /// Through the public address, as BigCommerce sends it.
    Public,
    /// Straight to the listener on this machine.
    Here,
}

/// A test of a trigger, to be signed and sent.
#[derive(Clone, Debug, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TriggerTest {
    /// The store it seems to come from.
    pub store_id: u32,
    /// The trigger's id.
    pub trigger: String,
    /// By which way.
    pub way: Way,
    /// The payload.
    pub body: String,
}

/// A test that was stored.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TestArrived {
    /// The event it became.
    pub event_id: u32,
    /// From its sending to its being stored, in milliseconds.
    pub took_ms: u32,
}

/// Where an event is sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase", tag = "to", content = "id")]
pub enum ReplayTo {
    /// To Patchbay, where it becomes a new event.
    Here,
    /// To a forward address.
    Address(u32),
}

/// What became of an event that was sent again.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Replayed {
    /// The event that was sent.
    pub event_id: u32,
    /// The event it became here.
    pub became: Option<u32>,
    /// The status it was answered with elsewhere.
    pub status: Option<u16>,
    /// How long it took, in milliseconds.
    pub took_ms: u32,
    /// Why it did not arrive.
    pub problem: Option<Problem>,
}

/// How arriving deliveries are to be answered for a while.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FaultSpec {
    /// Only those of this store.
    pub store_id: Option<u32>,
    /// Only those of this trigger, by id.
    pub trigger: Option<String>,
    /// The status, from 200 to 599.
    pub status: u16,
    /// How long the answer is kept back, in seconds, at most 30.
    pub delay_s: u32,
    /// For how many minutes, at most 60.
    pub minutes: u32,
    /// For how many deliveries; `None` for all until then.
    pub times: Option<u32>,
}

/// The fault that deliveries are answered with at this moment.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FaultView {
    /// The name of the only trigger it concerns.
    pub trigger: Option<String>,
    /// The name of the only store it concerns.
    pub store: Option<String>,
    /// The status.
    pub status: u16,
    /// How long an answer is kept back, in seconds.
    pub delay_s: u32,
    /// How many deliveries are still answered so; `None` for every one.
    pub left: Option<u32>,
    /// When it ends at the latest.
    pub until: Millis,
}

/// What a delivery was answered, when that was not 200 at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AnswerView {
    /// The status.
    pub status: u16,
    /// How long it was kept back, in milliseconds.
    pub delay_ms: u32,
}
