use serde::{Deserialize, Serialize};
use specta::Type;

use super::{CallbackKind, Millis, Problem};

/// What is looked into: one store, one app, or everything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DiagnosisAbout {
    /// The app.
    pub app: Option<u32>,
    /// The store.
    pub store: Option<u32>,
}

/// An ordered list of checks that were run, or are being run.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DiagnosisView {
    /// The number to let go of it by, which stops it.
    pub watch: u32,
    /// When it began.
    pub began_at: Millis,
    /// When it ended; `None` while it runs.
    pub ended_at: Option<Millis>,
    /// Every check, in order.
    pub checks: Vec<DiagnosisCheck>,
    /// The same as a text for a ticket, without secrets, e-mail addresses and unguessable paths; once
    /// it has ended.
    pub report: Option<String>,
}

/// One check.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DiagnosisCheck {
    /// Which.
    pub kind: CheckKind,
    /// What it is of: "This machine", an app's name, a store's.
    pub group: String,
    /// The app it is of.
    pub app: Option<u32>,
    /// The store it is of.
    pub store: Option<u32>,
    /// How it came out.
    pub state: CheckState,
    /// What was seen, in a sentence.
    pub seen: String,
    /// What is wrong.
    pub problem: Option<Problem>,
    /// What was seen in detail.
    pub facts: Vec<CheckFact>,
    /// How long it took, in milliseconds.
    pub took_ms: Option<u32>,
}

/// The checks there are, in the order in which they are run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum CheckKind {
    /// How much is left of the disk.
    Disk,
    /// Whether the ledger takes writes.
    Ledger,
    /// Whether the keychain opens.
    Keychain,
    /// Whether the listener listens.
    Listener,
    /// This computer's clock against BigCommerce's.
    Clock,
    /// A request that goes out and has to come back in by the public address.
    Address,
    /// The certificate of the public address.
    Certificate,
    /// Client ID and Client Secret, and what proved them.
    Credentials,
    /// A request to the app's Callback URL.
    Callback,
    /// The callback URLs against those that BigCommerce called.
    CallbackUrls,
    /// Scopes here, in the portal and on the stores.
    Scopes,
    /// All stores of an app, by what is known of them.
    Stores,
    /// Whether a store's token works, and of which store.
    Token,
    /// The scopes of a store's token.
    StoreScopes,
    /// A store's hooks, as BigCommerce lists them.
    Hooks,
    /// The signatures of a store's latest deliveries.
    Signatures,
    /// How many deliveries came lately.
    Deliveries,
    /// Up to when everything is known.
    Missed,
    /// What is left of a store's quota.
    Quota,
}

/// How a check came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum CheckState {
    /// Not run yet.
    Waiting,
    /// Running.
    Running,
    /// As it should be.
    Fine,
    /// Nothing fails by it yet.
    Doubtful,
    /// Not as it should be.
    Failing,
    /// Not run: there is nothing to look at, or it was stopped.
    Skipped,
}

/// Something that a check saw.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CheckFact {
    /// What it is.
    pub label: String,
    /// What was seen.
    pub value: String,
    /// When, where it is about a time.
    pub at: Option<Millis>,
    /// Where it is not what it should be: the difference.
    pub difference: Option<UrlDifference>,
}

/// Where two URLs differ: what they share before and after, and what stands between.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct UrlDifference {
    /// What is different, in a few words.
    pub words: String,
    /// Shared, before.
    pub before: String,
    /// In ours.
    pub here: String,
    /// In the other.
    pub there: String,
    /// Shared, after.
    pub after: String,
}

/// A URL that somebody pasted, against the callback URL that should stand there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CallbackComparison {
    /// Which callback.
    pub kind: CallbackKind,
    /// What should stand there.
    pub expected: String,
    /// Where what was pasted differs; `None` where it does not.
    pub difference: Option<UrlDifference>,
}
