//! What there is to refer to, gathered by whoever has the connectors and the stores.

use serde_json::Value;

/// What there is to refer to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known {
    /// The actions of every connector.
    pub actions: Vec<KnownAction>,
    /// The triggers of every connector.
    pub triggers: Vec<KnownTrigger>,
    /// The ids of saved origins.
    pub origins: Vec<String>,
    /// The ids of forward addresses.
    pub addresses: Vec<String>,
    /// The names of the stores it is to run on.
    pub stores: Vec<String>,
    /// What `trigger` is in a run that a schedule starts; null where that is not known.
    pub schedule: Value,
}

/// An action.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownAction {
    /// The connector, `bigcommerce`.
    pub connector: String,
    /// Its id, `update_order`.
    pub id: String,
    /// What it can do to a store.
    pub danger: Danger,
    /// The kind of thing that it changes, `order`, where that has triggers.
    pub changes: Option<String>,
    /// What it is given.
    pub inputs: Vec<KnownInput>,
    /// What comes of it; null where that is not known.
    pub sample: Value,
    /// The stores whose token may not do it.
    pub unmet: Vec<Unmet>,
}

/// What an action can do to a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Danger {
    /// It changes nothing.
    Reads,
    /// It adds or changes something.
    Writes,
    /// It takes something away.
    Destructive,
    /// It moves money.
    Money,
}

/// What an action is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownInput {
    /// Its name, `order_id`.
    pub id: String,
    /// What may stand there.
    pub fits: Fits,
    /// What may stand in a list, where its items have no fields.
    pub of: Option<Fits>,
    /// The fields of an object, or of each item of a list.
    pub fields: Vec<KnownInput>,
    /// Whether nothing can be done without it.
    pub required: bool,
    /// Exactly one of those that name the same group is filled in.
    pub one_of: Option<String>,
    /// What can be chosen, where that is a closed set.
    pub choices: Vec<String>,
}

/// What may stand somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fits {
    /// Any text.
    Text,
    /// An e-mail address.
    Email,
    /// An http or https URL.
    Url,
    /// A number or a word by which something is known.
    Id,
    /// A whole number.
    Whole,
    /// A number.
    Number,
    /// An amount.
    Money,
    /// Yes or no.
    Switch,
    /// A moment.
    Date,
    /// One of what can be chosen.
    Choice,
    /// Several.
    List,
    /// Something with fields.
    Object,
    /// Anything.
    Json,
}

/// A trigger.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownTrigger {
    /// The connector, `bigcommerce`.
    pub connector: String,
    /// Its id, `order_updated`.
    pub id: String,
    /// Its webhook scope, `store/order/updated`.
    pub scope: String,
    /// The kind of thing it is about, `order`.
    pub resource: String,
    /// Whether it tells of changes, and not only of what is new.
    pub of_changes: bool,
    /// What `trigger` is in a run that it starts; null where that is not known.
    pub sample: Value,
    /// The stores whose token may not fetch what it is about.
    pub unmet: Vec<Unmet>,
}

/// A store whose token lacks a scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmet {
    /// Its name.
    pub store: String,
    /// The scope.
    pub scope: String,
}
