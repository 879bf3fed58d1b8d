use serde::{Deserialize, Serialize};
use specta::Type;

use super::Millis;

/// How far back a chart goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ChartSpan {
    /// An hour, by minutes.
    Hour,
    /// A day, by quarters of an hour.
    Day,
    /// A week, by two hours.
    Week,
    /// Thirty days, by eight hours.
    Month,
}

/// Events, failures and acknowledgement times over time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ChartView {
    /// When the first slot begins.
    pub from: Millis,
    /// How long a slot is.
    pub step: Millis,
    /// The events of each trigger, by name.
    pub series: Vec<ChartSeries>,
    /// Those of them that are quarantined, slot by slot.
    pub quarantined: Vec<u32>,
    /// The requests that were refused, or answered with a fault, by reason; the most frequent first.
    pub failures: Vec<ChartFailures>,
    /// How long acknowledgements took, slot by slot.
    pub times: Vec<ChartTimes>,
    /// Where each bucket of those times but the last ends, in microseconds.
    pub bucket_ends_us: Vec<u32>,
}

/// The requests that failed for one reason over time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ChartFailures {
    /// The reason, in a few words.
    pub reason: String,
    /// How many failed, slot by slot.
    pub counts: Vec<u32>,
}

/// How long the acknowledgements of a slot took, from the head's arrival to the answer after the
/// commit. Counts can be added up, so that any stretch of slots has a median of its own; the middle
/// of a bucket is within 19 % of what is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ChartTimes {
    /// How many there are in each bucket, the shortest first, up to the last bucket with any.
    pub counts: Vec<u32>,
    /// The longest, exactly; 0 without any.
    pub longest_us: u32,
}

/// The events of a trigger over time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ChartSeries {
    /// The trigger's name, or the webhook scope of an unknown one.
    pub trigger: String,
    /// How many events arrived, slot by slot.
    pub counts: Vec<u32>,
}
