//! What a manifest says of a connector as a whole.

use serde::Deserialize;

use crate::action::Action;
use crate::diagnosis::Diagnosis;
use crate::endpoint::Endpoint;
use crate::exception::Exceptions;
use crate::recovery::Recovery;
use crate::resource::Resource;
use crate::scope::Scope;
use crate::trigger::Trigger;
use crate::webhook::Webhooks;

/// An entry of the apps catalog, as its manifest describes it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Connector {
    /// The version of the manifest format; only 1 exists.
    pub manifest: u32,
    /// `bigcommerce`: lower case letters, digits and underscores.
    pub id: String,
    /// The platform's name as it writes it.
    pub name: String,
    /// The version of this manifest, `1.0.0`.
    pub version: String,
    /// One sentence on what it connects.
    pub summary: String,
    /// Words it is also found by.
    pub categories: Vec<String>,
    /// How an app of it is authorised.
    pub auth: Auth,
    /// The URLs the platform calls.
    pub callbacks: Vec<Callback>,
    /// Every documented scope, in the order of the platform's own table.
    pub scopes: Vec<Scope>,
    /// Scopes that are always requested and cannot be removed.
    pub mandatory: Vec<String>,
    /// Scopes a token carries unasked; never a difference.
    pub ignored_granted: Vec<String>,
    /// The kinds of events it can send that are described in full.
    pub triggers: Vec<Trigger>,
    /// The other webhooks that the platform documents.
    #[serde(default)]
    pub webhooks: Vec<Webhooks>,
    /// A trigger for each of these that a store has one of.
    #[serde(skip)]
    pub other_triggers: Vec<Trigger>,
    /// The kinds of things that triggers are about and that can be fetched.
    pub resources: Vec<Resource>,
    /// Where missed events are found again.
    pub recoveries: Vec<Recovery>,
    /// How it tells of deliveries that failed, where it does.
    #[serde(default)]
    pub exceptions: Option<Exceptions>,
    /// Calls of the platform's API, with the scopes they need.
    #[serde(default)]
    pub endpoints: Vec<Endpoint>,
    /// What can be done in a store.
    #[serde(default)]
    pub actions: Vec<Action>,
    /// What goes wrong with the platform, explained; of those with a code the first that fits.
    #[serde(default)]
    pub diagnoses: Vec<Diagnosis>,
    /// Pages a person is sent to.
    pub links: Links,
}

impl Connector {
    /// The resource of this id, `order`.
    pub fn resource(&self, id: &str) -> Option<&Resource> {
        self.resources.iter().find(|resource| resource.id == id)
    }

    /// The endpoint of this id, `read_orders`.
    pub fn endpoint(&self, id: &str) -> Option<&Endpoint> {
        self.endpoints.iter().find(|endpoint| endpoint.id == id)
    }

    /// The action of this id, `create_refund`.
    pub fn action(&self, id: &str) -> Option<&Action> {
        self.actions.iter().find(|action| action.id == id)
    }

    /// The callback of this kind.
    pub fn callback(&self, kind: CallbackKind) -> Option<&Callback> {
        self.callbacks.iter().find(|callback| callback.kind == kind)
    }
}

/// How an app is authorised, and what the user has to bring.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Auth {
    /// The kind of authorisation.
    pub kind: AuthKind,
    /// What the user copies from the platform.
    pub credentials: Vec<CredentialField>,
}

/// The kinds of authorisation a connector can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AuthKind {
    /// OAuth 2 begun by the platform: no `state`, no PKCE, no refresh token.
    Oauth2ProviderInitiated,
}

/// One thing the user copies from the platform.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CredentialField {
    /// `client_id`.
    pub id: String,
    /// Its name on the platform's page, "Client ID".
    pub label: String,
    /// Whether it is kept in the keychain and never shown again.
    pub secret: bool,
    /// Where to find it.
    pub about: String,
}

/// One URL the platform calls.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Callback {
    /// What it is called for.
    pub kind: CallbackKind,
    /// Its field in today's developer portal, "App information › Auth".
    pub portal_field: String,
    /// Its field in the old developer portal, "Technical › Auth Callback URL".
    pub old_portal_field: String,
    /// Whether the app cannot work without it.
    pub required: bool,
    /// Who calls it.
    pub origin: CallbackOrigin,
    /// What follows the app's callback URL: empty, or `/uninstall`.
    pub suffix: String,
    /// What happens when it is called, in one sentence.
    pub about: String,
}

/// What a callback is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallbackKind {
    /// A store installs the app: a code to exchange.
    Auth,
    /// A user opens the app in the control panel.
    Load,
    /// A store uninstalled the app.
    Uninstall,
    /// A user of a store lost access to the app.
    RemoveUser,
}

/// Who calls a callback.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallbackOrigin {
    /// The browser of the person at the store.
    Browser,
    /// The platform's servers.
    Server,
}

/// Pages a person is sent to.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Links {
    /// The developer portal.
    pub portal: String,
    /// Where draft apps are installed from a store's control panel.
    pub control_panel_develop: String,
    /// Pages of the platform's documentation, by topic.
    pub help: Vec<Link>,
}

impl Links {
    /// The help page of a topic, `scopes`.
    pub fn help(&self, topic: &str) -> Option<&Link> {
        self.help.iter().find(|link| link.topic == topic)
    }
}

/// One page of the platform's documentation.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// What it explains, `scopes`.
    pub topic: String,
    /// Its title for a link.
    pub title: String,
    /// An https URL.
    pub url: String,
}
