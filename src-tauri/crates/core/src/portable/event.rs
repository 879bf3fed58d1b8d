//! One event as it stands in a file.

use jiff::Timestamp;
use patchbay_ledger::{Import, Mode, Origin, Verdict, WholeEvent};
use serde::{Deserialize, Serialize};

use super::{PortableDelivery, time};

/// An event with its deliveries, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PortableEvent {
    pub app: PortableApp,
    pub store: PortableStore,
    /// What makes it one event of its store, whatever row the store has.
    pub identity: String,
    #[serde(default)]
    pub trigger: Option<String>,
    pub scope: String,
    pub resource: Resource,
    pub origin: Origin,
    pub verdict: Verdict,
    pub first_at: Timestamp,
    pub last_at: Timestamp,
    #[serde(default)]
    pub occurred_at: Option<Timestamp>,
    #[serde(default)]
    pub pinned: bool,
    #[serde(default)]
    pub labels: Vec<String>,
    #[serde(default)]
    pub note: String,
    pub deliveries: Vec<PortableDelivery>,
}

/// What an event is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Resource {
    #[serde(rename = "type")]
    pub kind: String,
    pub id: String,
    /// The part of it, such as a refund.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
}

/// An app by the names it has everywhere.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct PortableApp {
    pub connector: String,
    pub name: String,
    pub mode: Mode,
}

/// A store by the names it has everywhere.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct PortableStore {
    pub hash: String,
    pub name: String,
}

impl PortableEvent {
    /// An event of the ledger's, of these.
    pub fn of(whole: &WholeEvent, app: PortableApp, store: PortableStore) -> Self {
        let row = &whole.row;
        Self {
            app,
            store,
            identity: without_store(&whole.identity, row.store_id).to_owned(),
            trigger: row.trigger.clone(),
            scope: row.scope.clone(),
            resource: Resource {
                kind: row.resource_type.clone(),
                id: row.resource_id.clone(),
                part: row.extra_id.clone(),
            },
            origin: row.origin,
            verdict: row.verdict,
            first_at: time(row.first_at),
            last_at: time(row.last_at),
            occurred_at: row.occurred_at.map(time),
            pinned: row.pinned,
            labels: row.labels.clone(),
            note: whole.note.clone(),
            deliveries: whole.deliveries.iter().map(PortableDelivery::of).collect(),
        }
    }
}

fn without_store(identity: &str, store_id: i64) -> &str {
    let there = Import::identity_there(identity);
    let bare = there.strip_prefix(&store_id.to_string());
    bare.and_then(|rest| rest.strip_prefix(':'))
        .unwrap_or(there)
}
