use serde::Serialize;
use specta::Type;

use super::{
    AddressView, Closing, FaultView, GapView, GoTo, LeavingView, Problem, RescueView, RunCounts,
    VaultKind,
};

/// What the status bar shows on every screen.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StatusView {
    /// How BigCommerce reaches this machine.
    pub address: AddressView,
    /// The local listener.
    pub listener: ListenerView,
    /// The practice BigCommerce.
    pub practice: PracticeView,
    /// Events since midnight, local time.
    pub events_today: u32,
    /// How the runs of all orchestrations stand.
    pub runs: RunCounts,
    /// Why nothing that arrives can be stored, when that is so.
    pub ledger: Option<Problem>,
    /// Why the disk is nearly full, when it is.
    pub disk: Option<Problem>,
    /// Where secrets are kept, or why they cannot be.
    pub vault: VaultView,
    /// Whether the window was asked to open straight into practice.
    pub practice_asked: bool,
    /// The folder everything is kept in.
    pub home: String,
    /// The fault that deliveries are answered with.
    pub fault: Option<FaultView>,
    /// The last time that something may have been missed, and how far the search for it is.
    pub gap: Option<GapView>,
    /// What closing the window does.
    pub closing: Closing,
    /// Where the window is led by an alert that was opened.
    pub leads: Option<GoTo>,
    /// What the user is asked before the app ends.
    pub leaving: Option<LeavingView>,
    /// The app's version.
    pub version: String,
}

/// The local listener.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ListenerView {
    /// The loopback port asked for.
    pub port: u16,
    /// Whether it listens.
    pub listening: bool,
    /// Why not.
    pub problem: Option<Problem>,
    /// Requests refused since the start, by reason.
    pub refused: Vec<RefusedCount>,
}

/// How many requests were refused for a reason.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RefusedCount {
    /// The reason, in words.
    pub reason: String,
    /// How many.
    pub count: u32,
}

/// The practice BigCommerce.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PracticeView {
    /// Its state.
    pub state: PracticeState,
    /// Its developer portal.
    pub portal_url: Option<String>,
    /// Its control panel.
    pub control_panel_url: Option<String>,
    /// Whether it is to send through the public address.
    pub through_address: bool,
    /// What is wrong with it.
    pub problem: Option<Problem>,
}

/// The state of the practice BigCommerce.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum PracticeState {
    /// Not running.
    Stopped,
    /// Starting.
    Starting,
    /// It answers.
    Running,
    /// It could not be started, or ended by itself.
    Failed,
}

/// Where secrets are kept.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct VaultView {
    /// Which vault is in use.
    pub kind: VaultKind,
    /// Why the keychain is not.
    pub problem: Option<Problem>,
}

/// Whether the app could start, and if not, why.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum Startup {
    /// All is well.
    Ready,
    /// It could not: the only thing to show.
    #[serde(rename_all = "camelCase")]
    Failed {
        /// Why, and the remedy.
        problem: Problem,
        /// The folder concerned.
        home: String,
        /// What can be put in the place of the ledger, when it is damaged.
        rescue: Option<RescueView>,
    },
}
