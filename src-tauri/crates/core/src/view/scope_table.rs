use serde::Serialize;
use specta::Type;

use super::{AppMode, Millis, ScopeMend};

/// What is configured here, what is ticked in the portal, and what the stores' tokens carry.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ScopeTable {
    /// By what it is known what the portal has ticked.
    pub told: ScopesTold,
    /// How many stores' tokens are compared.
    pub stores: u32,
    /// A line a row of the portal, in its order, then those of no row.
    pub lines: Vec<ScopeLine>,
    /// What the differences mean, the gravest first.
    pub findings: Vec<ScopeFinding>,
    /// The first of the stores that differ, those that lack something first.
    pub differing: Vec<DifferingStore>,
    /// How many differ.
    pub differing_total: u32,
}

/// The newest grant: the portal itself cannot be asked.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ScopesTold {
    /// When BigCommerce gave it.
    pub at: Millis,
    /// The store that consented.
    pub store: String,
}

/// One row of the portal, or one scope that has none.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ScopeLine {
    /// The row's name, "Orders"; a custom scope itself.
    pub row: String,
    /// Its name in the old portal.
    pub old_row: String,
    /// Whether it is a custom scope.
    pub custom: bool,
    /// Configured here.
    pub here: ScopeCell,
    /// Ticked in the portal, as last told.
    pub portal: ScopeCell,
    /// Held by tokens: stores that hold the same are one, most stores first.
    pub stores: Vec<HeldCell>,
}

/// What one list of scopes sets of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ScopeCell {
    /// The portal's word, "Read-Only" or "None"; empty for a custom scope that is there.
    pub level: String,
    /// The scopes, without those that another of them includes.
    pub scopes: Vec<String>,
    /// Against what is configured here.
    pub standing: Standing,
}

/// What some stores' tokens hold of a row.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HeldCell {
    /// What they hold.
    pub cell: ScopeCell,
    /// How many stores.
    pub stores: u32,
}

/// How a cell stands against what is configured here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Standing {
    /// It is what is configured.
    Same,
    /// Configured, and not there.
    Missing,
    /// Less than is configured.
    Narrower,
    /// More than is configured.
    Wider,
    /// There, and not configured.
    Unasked,
}

/// What a difference means, and what to do about it.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ScopeFinding {
    /// In whose terms.
    pub kind: FindingKind,
    /// What was found.
    pub title: String,
    /// What it means.
    pub meaning: String,
    /// What to do.
    pub remedy: String,
    /// The rows to set in the portal.
    pub steps: Vec<PortalStep>,
    /// Changes here that mend it as well.
    pub mends: Vec<ScopeMend>,
    /// Whether stores have to consent again.
    pub consent: bool,
}

/// The kinds of differences, in BigCommerce's terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum FindingKind {
    /// "Scopes missing": the portal asks for less than is configured.
    ScopesMissing,
    /// "Invalid scope": nothing grants it.
    InvalidScope,
    /// Stores that consented before the scopes changed.
    ConsentDue,
    /// More is granted than is configured.
    Wider,
}

/// A row to set in the portal.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PortalStep {
    /// The row.
    pub row: String,
    /// Its name in the old portal.
    pub old_row: String,
    /// The level to pick.
    pub level: String,
    /// The level's word in the old portal.
    pub old_level: String,
    /// What it was at, as last told.
    pub now: String,
}

/// A store whose token is not what is configured.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DifferingStore {
    /// Its id.
    pub id: u32,
    /// Its name.
    pub name: String,
    /// Its hash at BigCommerce.
    pub hash: String,
    /// Whether it lacks something; otherwise it only has more.
    pub lacks: bool,
    /// Each difference: "Carts: None instead of Read-Only".
    pub differences: Vec<String>,
}

/// The comparison of one store.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StoreScopes {
    /// The mode of its app.
    pub mode: AppMode,
    /// The comparison; `None` while the store has no token.
    pub table: Option<ScopeTable>,
}
