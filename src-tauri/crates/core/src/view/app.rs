use serde::{Deserialize, Serialize};
use specta::Type;

use super::{AccountView, AppKind, AppState, Millis, ScopeChecklist};

/// Which BigCommerce an app belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum AppMode {
    /// The practice BigCommerce on this machine.
    Practice,
    /// The real BigCommerce.
    Live,
}

/// The steps of the set-up, in the order they are done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum StepId {
    /// How BigCommerce reaches this machine.
    Address,
    /// The callback URLs, pasted at BigCommerce.
    Callbacks,
    /// Permissions and scopes.
    Scopes,
    /// Client ID and Client Secret.
    Credentials,
    /// On a first store; of an API account, its token.
    Install,
    /// The hooks on that store, and a first trigger.
    Triggers,
}

/// One step, with what was observed of it.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Step {
    /// Which.
    pub id: StepId,
    /// How far it is.
    pub state: StepState,
    /// What is proved and how, or what is still missing: one sentence.
    pub evidence: String,
    /// When it was last proved.
    pub proved_at: Option<Millis>,
}

/// How far a step is. Only what was observed counts as proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum StepState {
    /// Nothing given yet.
    Open,
    /// Given, but nothing has shown that it works.
    Given,
    /// Seen to work.
    Proved,
    /// Seen not to work.
    Failing,
}

/// An app with all its set-up. Serves the wizard and its settings alike.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AppView {
    /// Its id.
    pub id: u32,
    /// The connector it is an app of.
    pub connector: String,
    /// What stands behind it at BigCommerce.
    pub kind: AppKind,
    /// The name the user gave it.
    pub name: String,
    /// With the practice BigCommerce, or the real one.
    pub mode: AppMode,
    /// The API account that it is, in the place of an OAuth app.
    pub account: Option<AccountView>,
    /// Whether it can do its work.
    pub state: AppState,
    /// Every step, in order.
    pub steps: Vec<Step>,
    /// The first step that is not done.
    pub current_step: StepId,
    /// The four callback URLs, empty `url` while there is no public address; an API account has none.
    pub callbacks: Vec<CallbackView>,
    /// The scopes, as the checklist shows them.
    pub scopes: ScopeChecklist,
    /// The credentials, without the secret.
    pub credentials: CredentialsView,
    /// When it was created.
    pub created_at: Millis,
    /// Whether resources are fetched as its events arrive.
    pub fetches: bool,
}

/// A callback URL and what was seen of it.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CallbackView {
    /// Which callback.
    pub kind: CallbackKind,
    /// Where it goes in today's developer portal, "App information › Auth".
    pub portal_field: String,
    /// Its name in the old developer portal, "Auth Callback URL".
    pub old_portal_field: String,
    /// The URL to paste, exactly.
    pub url: String,
    /// Whether BigCommerce asks for it.
    pub required: bool,
    /// When BigCommerce last called it.
    pub last_seen_at: Option<Millis>,
    /// Whether that was at another address than today's.
    pub moved: bool,
}

/// An app whose callback URLs have to be changed in the developer portal.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct MovedCallbacks {
    /// Its row.
    pub app: u32,
    /// Its name.
    pub name: String,
    /// What to paste.
    pub callbacks: Vec<CallbackView>,
}

/// The callbacks of a BigCommerce app.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum CallbackKind {
    /// A store's owner installs the app.
    Auth,
    /// A user opens it in the control panel.
    Load,
    /// A store's owner removes it.
    Uninstall,
    /// A user loses access to it.
    RemoveUser,
}

/// What is known of the credentials. The secret itself never leaves the vault.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CredentialsView {
    /// The Client ID, which is public.
    pub client_id: Option<String>,
    /// Whether the vault holds a secret.
    pub has_secret: bool,
    /// What proved the pair.
    pub proof: Proof,
    /// When it was proved.
    pub proved_at: Option<Millis>,
    /// Where the secret is kept.
    pub kept_in: VaultKind,
}

/// What proved that a Client ID and a Client Secret belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Proof {
    /// Nothing yet: BigCommerce has no call for it.
    NotYet,
    /// BigCommerce exchanged a code for them.
    Exchange,
    /// BigCommerce signed something with the secret.
    Signature,
    /// BigCommerce refused them.
    Refused,
}

/// Where secrets are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum VaultKind {
    /// The keychain of the operating system.
    Keychain,
    /// Memory only: practice without a keychain. Gone when the app ends.
    Memory,
}

/// What goes when an app is deleted.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DeletionPreview {
    /// The name to type to confirm.
    pub name: String,
    /// What stands behind it at BigCommerce, and stays there.
    pub kind: AppKind,
    /// The stores whose connection goes.
    pub stores: Vec<String>,
    /// Hooks to be deleted at BigCommerce.
    pub hooks: u32,
    /// Hooks that cannot be, as far as is known before.
    pub left_hooks: Vec<LeftHooks>,
    /// Events in the feed.
    pub events: u32,
    /// Secrets in the vault.
    pub secrets: u32,
}

/// Hooks of one store that stay at BigCommerce.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LeftHooks {
    /// The store's name.
    pub store: String,
    /// How many.
    pub hooks: u32,
    /// What stands in the way, in a few words.
    pub why: String,
}

/// What a deletion of an app or a store could not take with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Removal {
    /// The stores whose hooks are still at BigCommerce.
    pub left_hooks: Vec<LeftHooks>,
}
