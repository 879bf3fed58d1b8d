use serde::{Deserialize, Serialize};
use specta::Type;

use super::Millis;

/// What an event must, or must not, be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Condition {
    /// Whether it must not.
    pub not: bool,
    /// What.
    pub term: Term,
}

/// Something that an event is, or has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", tag = "field", content = "value")]
pub enum Term {
    /// It is this app's.
    App(u32),
    /// It is this store's.
    Store(u32),
    /// It has this trigger, by id.
    Trigger(String),
    /// It is about this kind of resource, `order`.
    Resource(String),
    /// Exactly the id of its resource, or of the part it is about.
    Id(String),
    /// What the checks said, how it came, or what the user put on it.
    Is(Mark),
    /// It arrived at this time or later.
    After(Millis),
    /// It arrived before this time.
    Before(Millis),
    /// It has this label.
    Label(String),
    /// A body or a header contains this, literally, whatever its case.
    Text(String),
}

/// What an event can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Mark {
    /// Signature good, timestamp fresh.
    Verified,
    /// Signature good, timestamp old.
    Stale,
    /// The hook's secret header good, no signature.
    ByHeader,
    /// To be verified later.
    Unverified,
    /// A signature was there and is wrong.
    Quarantined,
    /// BigCommerce delivered it.
    Live,
    /// Found by reconciling after downtime.
    Recovered,
    /// A test made here.
    Test,
    /// Sent again by the user.
    Replayed,
    /// Delivered more than once.
    Duplicate,
    /// Pinned by the user.
    Pinned,
    /// With a note of the user's.
    Noted,
    /// Read from a file; it never arrived here.
    Imported,
}

/// A filter of the feed that the user keeps under a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SavedFilter {
    /// Its id.
    pub id: u32,
    /// Its name.
    pub name: String,
    /// What it asks for.
    pub conditions: Vec<Condition>,
}
