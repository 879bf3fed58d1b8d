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

/// Events over time.
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
