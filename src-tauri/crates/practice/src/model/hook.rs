//! Webhooks, what waits to be delivered to them, what became of each attempt.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A webhook of one store, made with the token of one app or API account.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Hook {
    /// BigCommerce's number of it.
    pub id: u64,
    /// The app or API account whose token made it.
    pub app_id: u64,
    /// Its client id.
    pub client_id: String,
    /// The store's hash.
    pub store: String,
    /// What it subscribes to; may be a wildcard.
    pub scope: String,
    /// Where it delivers to.
    pub destination: String,
    /// Headers added to each delivery.
    pub headers: Option<BTreeMap<String, String>>,
    /// Whether it delivers.
    pub is_active: bool,
    /// Whether BigCommerce itself turned it off, as opposed to the app.
    pub deactivated: bool,
    /// Seconds since the epoch.
    pub created_at: i64,
    /// Seconds since the epoch.
    pub updated_at: i64,
    /// When an event last matched it, in milliseconds since the epoch.
    pub last_event_ms: i64,
}

/// A delivery that was not yet acknowledged.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Pending {
    /// `webhook-id`: the same on every attempt.
    pub message_id: String,
    /// The hook it goes to.
    pub hook_id: u64,
    /// The store's hash.
    pub store: String,
    /// The concrete event.
    pub scope: String,
    /// The body, byte for byte the same on every attempt.
    pub body: String,
    /// Attempts that failed so far.
    pub failures: u32,
    /// When the next attempt is due, in milliseconds since the epoch.
    pub due_ms: i64,
    /// When the event happened, in milliseconds since the epoch.
    pub created_ms: i64,
}

/// One finished attempt, for the *Deliveries* page.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Attempt {
    /// Rises by one with each attempt.
    pub number: u64,
    /// `webhook-id`.
    pub message_id: String,
    /// The hook.
    pub hook_id: u64,
    /// The store's hash.
    pub store: String,
    /// The concrete event.
    pub scope: String,
    /// Where it was sent.
    pub destination: String,
    /// The body that was sent.
    pub body: String,
    /// When it was sent, in milliseconds since the epoch.
    pub sent_ms: i64,
    /// How long the answer took, in milliseconds.
    pub took_ms: i64,
    /// What came of it.
    pub outcome: Outcome,
    /// When it is tried again, in milliseconds since the epoch.
    pub next_ms: Option<i64>,
}

/// What came of an attempt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// A status code, 2xx or not.
    Answered(u16),
    /// No answer, and why.
    Failed(String),
    /// Held back because the destination's domain is blocked.
    Blocked,
}

impl Outcome {
    /// Whether BigCommerce takes it as acknowledged.
    pub fn acknowledged(&self) -> bool {
        matches!(self, Self::Answered(200..=299))
    }
}

/// How one destination domain fares with one app: the sliding window and the block.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct DomainHealth {
    /// Attempts in the window: when (milliseconds since the epoch) and whether acknowledged.
    pub recent: Vec<(i64, bool)>,
    /// Until when deliveries are held back, in milliseconds since the epoch.
    pub blocked_until_ms: Option<i64>,
    /// Failures by description: how many, and the last one's time in seconds since the epoch.
    pub reasons: BTreeMap<String, (u32, i64)>,
    /// When a `store/hook/deliveryException` was last sent for it, in milliseconds.
    pub exception_ms: Option<i64>,
}
