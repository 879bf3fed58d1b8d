use serde::Serialize;
use specta::Type;

use super::{ExceptionsView, Millis, Problem};

/// How a store is, as BigCommerce last told it.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StoreHealthView {
    /// When BigCommerce was last asked; `None` before the first time.
    pub checked_at: Option<Millis>,
    /// When it is asked again by itself; `None` for a store that is not connected.
    pub next_at: Option<Millis>,
    /// When it last told what follows; `None` before the first time.
    pub told_at: Option<Millis>,
    /// Whom it writes to when it switches hooks off.
    pub emails: Vec<String>,
    /// The hooks made with tokens of this app.
    pub hooks: Vec<ToldHookView>,
    /// Whether it tells of deliveries by them that fail; `None` where the connector cannot.
    pub exceptions: Option<ExceptionsView>,
    /// Domains that it delivers to no more for a while.
    pub blocked: Vec<BlockedDomainView>,
    /// What was left of the store's quota.
    pub quota: Option<QuotaView>,
    /// The last thing that went wrong when it was asked.
    pub error: Option<HealthError>,
    /// What became of the store, newest first.
    pub history: Vec<StoreNoteView>,
}

/// A hook as BigCommerce told of it.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ToldHookView {
    /// BigCommerce's id.
    pub remote_id: u32,
    /// The trigger it carries, where it is one of ours.
    pub trigger: Option<String>,
    /// The event.
    pub scope: String,
    /// Where it delivers to; of ours the unguessable part is masked.
    pub destination: String,
    /// The names of its headers.
    pub headers: Vec<String>,
    /// What it is doing.
    pub status: HookStatus,
    /// When it was made.
    pub created_at: Option<Millis>,
    /// When BigCommerce will switch it off if it carries nothing until then; of ours only.
    pub lapses_at: Option<Millis>,
}

/// What BigCommerce says that a hook is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum HookStatus {
    /// Delivering.
    Active,
    /// Turned off by its owner.
    Inactive,
    /// Turned off by BigCommerce.
    Deactivated,
    /// A state that is not documented.
    Unknown,
}

/// A domain that BigCommerce delivers to no more for a while.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BlockedDomainView {
    /// The domain.
    pub domain: String,
    /// Whether hooks of ours point to it.
    pub ours: bool,
    /// Until when.
    pub until: Millis,
    /// Why.
    pub reasons: Vec<BlockReasonView>,
}

/// Why a domain is blocked.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BlockReasonView {
    /// BigCommerce's words.
    pub words: String,
    /// How often.
    pub count: u32,
}

/// What was left of a store's quota, which all its apps share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct QuotaView {
    /// Requests.
    pub left: u32,
    /// Requests in a whole window, where that was told.
    pub of: Option<u32>,
}

/// Something that went wrong when BigCommerce was asked.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HealthError {
    /// When.
    pub at: Millis,
    /// What.
    pub problem: Problem,
}

/// Something that became of a store.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StoreNoteView {
    /// Its id.
    pub id: u32,
    /// When.
    pub at: Millis,
    /// What.
    pub kind: StoreNoteKind,
    /// Of whom, or from what to what; may be empty.
    pub detail: String,
}

/// What can become of a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum StoreNoteKind {
    /// It installed the app.
    Installed,
    /// It was added by its API account.
    Added,
    /// Its API account has other credentials.
    Replaced,
    /// Its owner consented again.
    Consented,
    /// The user confirmed it.
    Confirmed,
    /// Its owner removed the app.
    Uninstalled,
    /// BigCommerce refused its token.
    Revoked,
    /// BigCommerce accepts its token again.
    Works,
    /// BigCommerce said that it is not available.
    Down,
    /// It is available again.
    Up,
    /// A user of the store lost access to the app.
    UserRemoved,
    /// It has another owner.
    OwnerChanged,
    /// It has another administrator.
    AdminChanged,
    /// It is on another plan.
    PlanChanged,
    /// It does something else, "maintenance".
    StatusChanged,
    /// Hooks that were off or missing are active again.
    HooksMended,
    /// BigCommerce writes to others when it switches hooks off.
    EmailsChanged,
}
