//! Triggers, as a manifest describes them.

use serde::Deserialize;

use crate::fetch::Fetch;
use crate::hydration::Hydration;
use crate::model::Connector;

/// A kind of event a connector can send.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trigger {
    /// `order_created`.
    pub id: String,
    /// "Order Created".
    pub name: String,
    /// What it is listed under, "Orders".
    pub group: String,
    /// The webhook scope that carries it, `store/order/created`.
    pub scope: String,
    /// When it fires, in one sentence.
    pub about: String,
    /// By which rule deliveries become one event.
    pub kind: TriggerKind,
    /// Where its payload names what it is about.
    pub subject: Subject,
    /// Scopes that fetch the resource; any one suffices.
    pub needs_any: Vec<String>,
    /// How the resource is fetched, where Patchbay knows how.
    #[serde(default)]
    pub fetch: Option<Fetch>,
    /// What is asked for besides, so that an orchestration has more than ids to go on.
    #[serde(default)]
    pub hydration: Vec<Hydration>,
    /// One sentence for a person, `Order {id} was created`.
    pub phrase: String,
    /// Whether a new app listens to it.
    pub default_on: bool,
    /// Why nothing can be found again of it that was missed, in one sentence; absent where a recovery
    /// tells of it.
    #[serde(default)]
    pub unrecoverable: Option<String>,
    /// A payload as the platform sends it: JSON.
    pub sample: String,
}

/// By which rule deliveries become one event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TriggerKind {
    /// It happens to a resource once.
    Created,
    /// It happens to a resource again and again.
    Updated,
}

/// Where a payload names what it is about.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subject {
    /// The kind of resource, `order`.
    pub resource: String,
    /// JSON pointer to its id, `/data/id`.
    pub id: String,
    /// The second id some payloads carry.
    #[serde(default)]
    pub extra: Option<ExtraId>,
}

/// The second id a payload carries, a refund's beside its order's.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExtraId {
    /// What it identifies, `refund`.
    pub name: String,
    /// JSON pointer to it, `/data/refund/refund_id`.
    pub pointer: String,
}

impl Connector {
    /// Every trigger: those that the manifest describes, then one for each of the other webhooks.
    pub fn every_trigger(&self) -> impl Iterator<Item = &Trigger> {
        self.triggers.iter().chain(&self.other_triggers)
    }

    /// The trigger of this id, `order_created`.
    pub fn trigger(&self, id: &str) -> Option<&Trigger> {
        self.every_trigger().find(|trigger| trigger.id == id)
    }

    /// The trigger a webhook scope carries, `store/order/created`.
    pub fn trigger_by_scope(&self, webhook_scope: &str) -> Option<&Trigger> {
        self.every_trigger()
            .find(|trigger| trigger.scope == webhook_scope)
    }
}
