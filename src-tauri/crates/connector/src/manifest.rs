//! From a manifest's text to a connector, or to a message its author can act on.

use crate::model::Connector;
use crate::{validate, webhook};

/// What is wrong with a manifest. Each names the place in it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ManifestError {
    /// Not TOML, a missing or unknown key, or a value of the wrong type.
    #[error("the manifest cannot be read: {0}")]
    Syntax(String),
    /// A format this app does not know.
    #[error("manifest format {0} is not supported: only format 1 is")]
    Format(u32),
    /// An empty text where one is shown.
    #[error("{place} is empty")]
    Empty {
        /// Where.
        place: String,
    },
    /// An id with other characters than lower case letters, digits and underscores.
    #[error("{place}: `{id}` is no id: use lower case letters, digits and underscores")]
    BadId {
        /// Where.
        place: String,
        /// The id.
        id: String,
    },
    /// An id or a spelling used twice.
    #[error("{place}: `{id}` occurs twice")]
    Duplicate {
        /// Where.
        place: String,
        /// The id.
        id: String,
    },
    /// A scope that is not among the connector's.
    #[error("{place} names the scope `{scope}`, which is not in [[scopes]]")]
    UnknownScope {
        /// Where.
        place: String,
        /// The scope.
        scope: String,
    },
    /// Scopes that imply each other.
    #[error("scopes imply each other in a circle: {0}")]
    Cycle(String),
    /// A scope that implies one of another row.
    #[error("scope `{scope}` implies `{implied}` of another row: a row has one level")]
    OtherRow {
        /// The stronger scope.
        scope: String,
        /// The scope of the other row.
        implied: String,
    },
    /// A needed callback is not there, or there twice.
    #[error("callback {0} must occur exactly once")]
    Callback(&'static str),
    /// A callback's suffix has another form.
    #[error("callback suffix `{0}` must be empty, or a slash and lower case letters or hyphens")]
    Suffix(String),
    /// A sample that is not JSON.
    #[error("the sample of trigger `{trigger}` is not JSON: {why}")]
    SampleNotJson {
        /// The trigger.
        trigger: String,
        /// What the parser said.
        why: String,
    },
    /// A pointer that leads to no id in the sample.
    #[error("the sample of trigger `{trigger}` has no id at `{pointer}`")]
    PointerMissing {
        /// The trigger.
        trigger: String,
        /// The JSON pointer.
        pointer: String,
    },
    /// A sample of another webhook scope than its trigger's.
    #[error("the sample of trigger `{trigger}` is not one of `{scope}`")]
    SampleScope {
        /// The trigger.
        trigger: String,
        /// The trigger's webhook scope.
        scope: String,
    },
    /// A resource that is not among the connector's.
    #[error("trigger `{trigger}` fetches `{resource}`, which is not in [[resources]]")]
    UnknownResource {
        /// The trigger.
        trigger: String,
        /// The resource.
        resource: String,
    },
    /// Something that a trigger is hydrated with and that cannot be asked for as it is described.
    #[error("hydration `{hydration}` of trigger `{trigger}` {why}")]
    Hydration {
        /// The trigger.
        trigger: String,
        /// What it is hydrated with.
        hydration: String,
        /// What is wrong.
        why: String,
    },
    /// A webhook whose payload or scope is not what is said of it.
    #[error("webhook `{scope}` {why}")]
    Webhook {
        /// The webhook scope.
        scope: String,
        /// What is wrong.
        why: String,
    },
    /// A call of another form.
    #[error("endpoint `{endpoint}`: `{call}` is no call: use a method and a path, GET /v2/orders")]
    Call {
        /// The endpoint.
        endpoint: String,
        /// What stands there.
        call: String,
    },
    /// An action that cannot be done as it is described.
    #[error("action `{action}` {why}")]
    Action {
        /// The action.
        action: String,
        /// What is wrong.
        why: String,
    },
    /// A resource's sample that is not JSON.
    #[error("the sample of resource `{resource}` is not JSON: {why}")]
    ResourceNotJson {
        /// The resource.
        resource: String,
        /// What the parser said.
        why: String,
    },
    /// A fact that cannot be read in the sample.
    #[error("the sample of resource `{resource}` does not say `{fact}`")]
    FactMissing {
        /// The resource.
        resource: String,
        /// The fact.
        fact: String,
    },
    /// A recovery whose sample does not say what an event needs.
    #[error("the sample of recovery `{recovery}` {why}")]
    RecoverySample {
        /// The recovery.
        recovery: String,
        /// What is missing.
        why: String,
    },
    /// What is told of failed deliveries has a sample that does not say what is read of it.
    #[error("the sample of exceptions {0}")]
    ExceptionSample(String),
    /// A trigger that is neither found again nor says why not, or does both.
    #[error("trigger `{0}` needs a recovery that tells of it, or `unrecoverable`, and not both")]
    Recovered(String),
    /// A code whose last diagnosis does not fit every failure of it.
    #[error("the last diagnosis of `{0}` must ask for nothing, or failures stay unexplained")]
    Unexplained(String),
    /// A diagnosis behind one that fits every failure of its code.
    #[error("diagnosis `{0}` is never reached: one before it asks for nothing")]
    Unreached(String),
    /// A text that names what is never seen.
    #[error("diagnosis `{diagnosis}`: nothing is known as `{{{name}}}`")]
    Fact {
        /// The diagnosis.
        diagnosis: String,
        /// The name.
        name: String,
    },
    /// A webhook scope, path or URL of another form.
    #[error("{place}: `{value}` must begin with `{prefix}`")]
    Prefix {
        /// Where.
        place: String,
        /// What stands there.
        value: String,
        /// What it must begin with.
        prefix: &'static str,
    },
    /// A placeholder that nothing fills.
    #[error(
        "{place}: `{{{name}}}` cannot be filled: use {{id}}, or {{extra}} with subject.extra; in a \
         change {{from}} and {{to}}; in exceptions {{trigger}} and {{host}}"
    )]
    Placeholder {
        /// Where.
        place: String,
        /// The placeholder's name.
        name: String,
    },
}

/// Reads and validates a manifest.
///
/// # Errors
/// The first thing wrong with it.
pub fn parse(text: &str) -> Result<Connector, ManifestError> {
    let mut connector: Connector =
        toml::from_str(text).map_err(|error| ManifestError::Syntax(error.to_string()))?;
    validate::connector(&connector)?;
    connector.other_triggers = webhook::triggers(&connector.webhooks);
    Ok(connector)
}
