//! Which events an orchestration is for: the options of its trigger, and its filter.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;

use super::failure::Failure;
use super::fill::Filling;
use super::start::Start;
use crate::condition::Judgement;
use crate::document::{Document, Trigger, Webhook};

/// Why an event starts nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(tag = "code", rename_all = "snake_case")]
#[serde(rename = "RunSkip")]
pub enum Skip {
    /// Nobody has paid the order yet.
    Incomplete,
    /// The order does not come from one of the statuses.
    From {
        /// The one it comes from, where that is known.
        status: Option<u32>,
    },
    /// The order does not go to one of the statuses.
    To {
        /// The one it goes to, where that is known.
        status: Option<u32>,
    },
    /// It belongs to another channel.
    Channel {
        /// The one it belongs to, where that is known.
        channel: Option<u32>,
    },
    /// The filter does not hold.
    Filter {
        /// What was compared.
        judgement: Judgement,
    },
}

/// Where BigCommerce's orders and carts have their status and channel: in what was fetched, or in the
/// payload itself.
const STATUS: [&str; 2] = ["/order/status_id", "/status_id"];
const CHANNEL: [&str; 4] = [
    "/order/channel_id",
    "/cart/channel_id",
    "/channel_id",
    "/data/channel_id",
];
const INCOMPLETE: u32 = 0;

/// Why a run of a document is skipped; `None` where it is not.
///
/// # Errors
/// Where its filter cannot be judged.
pub fn admit(document: &Document, start: &Start) -> Result<Option<Skip>, Failure> {
    if let Trigger::Webhook(webhook) = &document.trigger
        && let Some(skip) = by_options(webhook, start)
    {
        return Ok(Some(skip));
    }
    let Some(filter) = &document.filter else {
        return Ok(None);
    };
    let known = start.context();
    let judgement = Filling { known: &known }.judge("/filter", filter)?;
    Ok((!judgement.holds).then_some(Skip::Filter { judgement }))
}

fn by_options(webhook: &Webhook, start: &Start) -> Option<Skip> {
    let status = number(start.trigger(), &STATUS);
    let came_from = start.before().and_then(|before| number(before, &STATUS));
    let channel = number(start.trigger(), &CHANNEL);
    if webhook.ignore_incomplete && status == Some(INCOMPLETE) {
        return Some(Skip::Incomplete);
    }
    if !fits(&webhook.status_from, came_from) {
        return Some(Skip::From { status: came_from });
    }
    if !fits(&webhook.status_to, status) || stayed(webhook, status, came_from) {
        return Some(Skip::To { status });
    }
    let elsewhere = webhook.channel.is_some() && webhook.channel != channel;
    elsewhere.then_some(Skip::Channel { channel })
}

/// What is not known is none of those asked for.
fn fits(wanted: &[u32], found: Option<u32>) -> bool {
    wanted.is_empty() || found.is_some_and(|found| wanted.contains(&found))
}

/// An order that was there before goes nowhere by another change of it.
fn stayed(webhook: &Webhook, status: Option<u32>, came_from: Option<u32>) -> bool {
    !webhook.status_to.is_empty() && came_from.is_some() && came_from == status
}

fn number(of: &Value, pointers: &[&str]) -> Option<u32> {
    let found = pointers.iter().find_map(|pointer| of.pointer(pointer))?;
    match found {
        Value::Number(number) => u32::try_from(number.as_u64()?).ok(),
        Value::String(text) => text.parse().ok(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}
