//! Connectors as data: what an integration can do, which scopes it needs, and what they imply.
//!
//! Everything here is pure: a manifest goes in, answers about scopes and triggers come out. The
//! manifests lie in `src-tauri/connectors`, each in a file and a folder of its name; the build script refuses a faulty one with the same
//! modules that refuse it at load, so that a user never meets it.

mod action;
mod calls;
mod compare;
mod custom;
mod diagnosis;
mod endpoint;
mod exception;
mod fetch;
mod form;
mod hydration;
mod manifest;
mod model;
mod needs;
mod portal;
mod reading;
mod recovery;
mod resource;
mod satisfy;
mod scope;
mod subject;
mod surplus;
mod telling;
mod trigger;
mod validate;
mod validate_action;
mod validate_diagnosis;
mod validate_endpoint;
mod validate_exception;
mod validate_hydration;
mod validate_input;
mod validate_listing;
mod validate_recovery;
mod validate_resource;
mod validate_trigger;
mod validate_webhook;
mod webhook;

use std::sync::LazyLock;

pub use action::{
    Action, Body, Choice, Danger, DateForm, Existing, Fault, Find, Goes, Input, Kind, Options,
    Paging, Repeat, Request, Same, Why,
};
pub use compare::Comparison;
pub use custom::CustomScope;
pub use diagnosis::{Diagnosis, Explained, Mend, Symptom};
pub use endpoint::Endpoint;
pub use exception::{ExceptionCode, ExceptionNames, Exceptions, ToldException};
pub use fetch::Fetch;
pub use hydration::Hydration;
pub use manifest::{ManifestError, parse};
pub use model::{
    Auth, AuthKind, Callback, CallbackKind, CallbackOrigin, Connector, CredentialField, Link, Links,
};
pub use needs::Opened;
pub use portal::RowSetting;
pub use reading::Facts;
pub use recovery::{Recovery, Tells, Walk};
pub use resource::{Fact, FactKind, Resource};
pub use scope::{Holder, Level, Scope};
pub use subject::SubjectIds;
pub use surplus::Surplus;
pub use telling::{Change, Told};
pub use trigger::{ExtraId, Subject, Trigger, TriggerKind};
pub use webhook::{Webhook, Webhooks};

/// Each in several files, which the build script joins the same way.
static MANIFESTS: &[&str] = &[concat!(
    include_str!("../../../connectors/bigcommerce.toml"),
    "\n",
    include_str!("../../../connectors/bigcommerce/carts.toml"),
    "\n",
    include_str!("../../../connectors/bigcommerce/customers.toml"),
    "\n",
    include_str!("../../../connectors/bigcommerce/inventory.toml"),
    "\n",
    include_str!("../../../connectors/bigcommerce/orders.toml"),
    "\n",
    include_str!("../../../connectors/bigcommerce/orders_change.toml"),
    "\n",
    include_str!("../../../connectors/bigcommerce/payments.toml"),
    "\n",
    include_str!("../../../connectors/bigcommerce/products.toml"),
    "\n",
    include_str!("../../../connectors/bigcommerce/products_change.toml"),
    "\n",
    include_str!("../../../connectors/bigcommerce/refunds.toml"),
    "\n",
    include_str!("../../../connectors/bigcommerce/shipments.toml"),
    "\n",
    include_str!("../../../connectors/bigcommerce/store.toml"),
    "\n",
    include_str!("../../../connectors/bigcommerce/triggers.toml"),
    "\n",
    include_str!("../../../connectors/bigcommerce/webhooks.toml"),
)];

static BUNDLED: LazyLock<Vec<Connector>> = LazyLock::new(|| {
    MANIFESTS
        .iter()
        .filter_map(|text| parse(text).ok())
        .collect()
});

/// The connectors that ship with the app, parsed once. The build script has validated each.
pub fn bundled() -> &'static [Connector] {
    &BUNDLED
}
