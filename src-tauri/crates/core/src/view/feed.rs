use serde::{Deserialize, Serialize};
use specta::Type;

use super::{AnswerView, Condition, ExceptionView, ForwardView, Millis, Problem};

/// A page to look for.
#[derive(Clone, Debug, Default, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FeedQuery {
    /// What events must meet. Alternatives where two cannot hold at once (two stores), together
    /// otherwise.
    pub conditions: Vec<Condition>,
    /// Rows older than this event.
    pub before: Option<u32>,
    /// At most this many rows, 200 at the most.
    pub limit: u32,
}

/// A page of the feed, newest first, or as much of it as was found in a moment.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FeedPage {
    /// The rows.
    pub rows: Vec<FeedRow>,
    /// Where to follow from, to miss nothing after this page.
    pub cursor: u32,
    /// All events there are, whatever the filter.
    pub total: u32,
    /// Where to go on, as `before` of the next query; `None` when there are no older events.
    pub next: Option<u32>,
    /// How much of the ledger was looked at by now, from 0 to 1.
    #[specta(type = u32)]
    pub searched: f64,
}

/// One event as the list shows it. Its payload is fetched on demand.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FeedRow {
    /// The event's id; larger is newer.
    pub id: u32,
    /// The trigger's name, "Order Created", or the webhook scope of an unknown one.
    pub trigger: String,
    /// The trigger's id, when it is one of the connector's.
    pub trigger_id: Option<String>,
    /// The webhook scope, `store/order/created`.
    pub scope: String,
    /// In plain words: "Order 250 was created", or what a look at the order told: "Order 250 moved
    /// from Pending to Shipped".
    pub summary: String,
    /// What it is about, "Order 250".
    pub resource: String,
    /// The kind of that, `order`.
    pub resource_type: String,
    /// The id of that.
    pub resource_id: String,
    /// The store's name or hash.
    pub store: String,
    /// The store's id.
    pub store_id: u32,
    /// The app's id.
    pub app_id: u32,
    /// When its first delivery arrived.
    pub at: Millis,
    /// When its latest delivery arrived.
    pub last_at: Millis,
    /// How many deliveries it had.
    pub deliveries: u32,
    /// What the checks say.
    pub verdict: Verdict,
    /// How it came here.
    pub origin: Origin,
    /// Whether the user pinned it.
    pub pinned: bool,
    /// The user's labels.
    pub labels: Vec<String>,
    /// Whether the user wrote a note.
    pub noted: bool,
    /// Whether it was read from a file. Its verdict is what the checks said there.
    pub imported: bool,
    /// Whether BigCommerce tells of its own deliveries by it, and nothing of the merchant's.
    pub exception: bool,
}

/// What the checks said when a delivery arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Verdict {
    /// Signature good, timestamp fresh.
    Verified,
    /// Signature good, timestamp old.
    VerifiedStale,
    /// The hook's secret header good, no signature.
    ByHeader,
    /// The vault was locked: to be verified later.
    Unverified,
    /// A signature was there and is wrong.
    Quarantined,
}

/// How an event came to be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Origin {
    /// BigCommerce delivered it.
    Live,
    /// Found by reconciling after downtime.
    Recovered,
    /// Sent again by the user.
    Replayed,
    /// A test made here.
    Test,
}

/// An event with everything known of it.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EventDetail {
    /// The row.
    pub row: FeedRow,
    /// The webhook scope, `store/order/created`.
    pub scope: String,
    /// When BigCommerce says it happened.
    pub occurred_at: Option<Millis>,
    /// What the verdict means, in a sentence.
    pub verdict_means: String,
    /// Why it is quarantined, if it is, and what to do.
    pub quarantine: Option<Problem>,
    /// Its deliveries, oldest first.
    pub deliveries: Vec<DeliveryView>,
    /// The latest delivery's body as text, lossy where it is not UTF-8.
    pub body: String,
    /// Whether that body is text: UTF-8 without NUL.
    pub body_is_text: bool,
    /// Whether that body is well-formed JSON.
    pub body_is_json: bool,
    /// Its size in bytes.
    pub body_size: u32,
    /// Whether the resource can be fetched.
    pub can_fetch: bool,
    /// What it tells of other deliveries, where that is all it is about.
    pub exception: Option<ExceptionView>,
    /// The last look at the resource that was made for it.
    pub look: Option<LookView>,
    /// The user's note.
    pub note: String,
    /// The event that this one replays.
    pub replay_of: Option<u32>,
    /// The events that replay this one, oldest first.
    pub replays: Vec<u32>,
    /// Where it was forwarded to, oldest first.
    pub forwards: Vec<ForwardView>,
}

/// A look at an event's resource.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LookView {
    /// When it was asked for.
    pub at: Millis,
    /// All that changed since the look before, the most telling first; empty where that says nothing
    /// of this event.
    pub changes: Vec<ChangeView>,
}

/// Something that changed of a resource.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ChangeView {
    /// What, "Status".
    pub name: String,
    /// How it was; `None` where only is said that it changed.
    pub from: Option<String>,
    /// How it is.
    pub to: Option<String>,
}

/// One HTTP request received.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DeliveryView {
    /// Its id.
    pub id: u32,
    /// When it arrived.
    pub at: Millis,
    /// What the checks said.
    pub verdict: Verdict,
    /// How it came here.
    pub origin: Origin,
    /// The request's method.
    pub method: String,
    /// The request's path, its secret part masked.
    pub path: String,
    /// The headers in order, case and repeats kept, secrets masked.
    pub headers: Vec<HeaderView>,
    /// `webhook-id`, the same for every retry.
    pub webhook_id: Option<String>,
    /// `webhook-timestamp`, in milliseconds.
    pub webhook_timestamp: Option<Millis>,
    /// What it was answered, when that was not 200 at once.
    pub answer: Option<AnswerView>,
    /// The body's size in bytes.
    pub size: u32,
}

/// A header as received.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HeaderView {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// What the live tail sends.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum FeedBatch {
    /// What is new or changed, oldest change first.
    #[serde(rename_all = "camelCase")]
    Rows {
        /// Those that meet the conditions.
        rows: Vec<FeedRow>,
        /// The ids of those that do not.
        gone: Vec<u32>,
        /// Where to go on from.
        cursor: u32,
        /// All events there are.
        total: u32,
    },
    /// Too much happened at once: load the page anew.
    #[serde(rename_all = "camelCase")]
    Lagged {
        /// Where to go on from.
        cursor: u32,
        /// All events there are.
        total: u32,
    },
}

/// A delivery's body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum BodyView {
    /// Text: UTF-8 without NUL.
    #[serde(rename_all = "camelCase")]
    Text {
        /// Its first megabyte.
        text: String,
        /// Whether it is well-formed JSON.
        json: bool,
        /// The size of all of it in bytes.
        size: u32,
    },
    /// Anything else.
    #[serde(rename_all = "camelCase")]
    Binary {
        /// Its first megabyte, in Base64.
        base64: String,
        /// The size of all of it in bytes.
        size: u32,
    },
}

/// The resource of an event, as it was at BigCommerce when it was asked for.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum ResourceView {
    /// Found.
    #[serde(rename_all = "camelCase")]
    Found {
        /// The request, "GET /v2/orders/250".
        request: String,
        /// Pretty-printed JSON.
        body: String,
        /// When it was asked for.
        at: Millis,
    },
    /// It is gone, which is normal for a converted cart.
    #[serde(rename_all = "camelCase")]
    Gone {
        /// The request.
        request: String,
        /// Why that may be.
        meaning: String,
        /// When it was asked for.
        at: Millis,
    },
    /// It could not be fetched.
    #[serde(rename_all = "camelCase")]
    Failed {
        /// The request.
        request: String,
        /// Why, and the remedy.
        problem: Problem,
        /// When it was asked for.
        at: Millis,
    },
}
