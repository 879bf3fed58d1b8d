use serde::Serialize;
use specta::Type;

use super::ScopeTable;

/// The Permissions & scopes checklist of an app.
#[derive(Clone, Debug, Default, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ScopeChecklist {
    /// Scopes the app asks for: mandatory first, then additional, then custom.
    pub chosen: Vec<ScopeView>,
    /// Documented scopes that can still be added.
    pub available: Vec<ScopeView>,
    /// The rows to set in the developer portal, one level each.
    pub rows: Vec<PortalRow>,
    /// Where the chosen scopes are too few, too many or misspelt.
    pub advice: Vec<ScopeAdvice>,
    /// Compared with the portal and with the stores' tokens; `None` before the first grant.
    pub comparison: Option<ScopeTable>,
}

/// One scope.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ScopeView {
    /// The parameter, `store_v2_orders`.
    pub id: String,
    /// The row of the developer portal it stands in, "Orders"; empty for a custom one.
    pub row: String,
    /// The level to pick there, "Modify".
    pub level: String,
    /// What it lets the app do.
    pub about: String,
    /// What should be known before it is picked.
    pub note: Option<String>,
    /// Whether an app installed on a store can hold it.
    pub for_stores: bool,
    /// Mandatory, additional or custom.
    pub kind: ScopeKind,
    /// Why it is there: "Mandatory for BigCommerce", "Cart Updated needs it".
    pub reasons: Vec<String>,
    /// A chosen scope that includes this one, so that the token will not name it.
    pub satisfied_by: Option<String>,
}

/// How a scope came to be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ScopeKind {
    /// Always requested; cannot be removed.
    Mandatory,
    /// Added from the documented ones.
    Additional,
    /// Typed by the user.
    Custom,
}

/// A row to set in the developer portal.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PortalRow {
    /// The row's name, "Orders".
    pub row: String,
    /// Its name in the old portal.
    pub old_row: String,
    /// The level to pick, "Modify".
    pub level: String,
    /// The level's word in the old portal, "modify".
    pub old_level: String,
    /// The chosen scopes this setting gives.
    pub scopes: Vec<String>,
}

/// A scope that is missing, or more than is needed, or no scope, and what mends it.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ScopeAdvice {
    /// What of it.
    pub kind: AdviceKind,
    /// The scope it is about.
    pub scope: String,
    /// One or two sentences.
    pub message: String,
    /// The one click that mends it.
    pub mend: ScopeMend,
}

/// What advice is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum AdviceKind {
    /// Something in use needs it, and it is not chosen.
    TooLittle,
    /// It is chosen, and nothing in use needs as much.
    TooMuch,
    /// It is not documented, and looks like one that is.
    Misspelt,
}

/// A change of the chosen scopes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum ScopeMend {
    /// Choose one more.
    #[serde(rename_all = "camelCase")]
    Add {
        /// Which.
        scope: String,
    },
    /// Choose it no longer.
    #[serde(rename_all = "camelCase")]
    Remove {
        /// Which.
        scope: String,
    },
    /// Choose another in its place.
    #[serde(rename_all = "camelCase")]
    Replace {
        /// Which.
        scope: String,
        /// The other one.
        by: String,
    },
}

/// Everything that is known of a documented scope.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ScopeFacts {
    /// The parameter, `store_v2_orders`.
    pub id: String,
    /// Its row in the portal.
    pub row: String,
    /// The row's name in the old portal.
    pub old_row: String,
    /// The level to pick there.
    pub level: String,
    /// The level's word in the old portal.
    pub old_level: String,
    /// What it lets the app do.
    pub about: String,
    /// What should be known before it is picked.
    pub note: Option<String>,
    /// Spellings of it in BigCommerce's specifications.
    pub also_spelt: Vec<String>,
    /// Scopes it includes.
    pub includes: Vec<String>,
    /// Triggers whose resource can be read with it.
    pub triggers: Vec<String>,
    /// Calls it opens.
    pub endpoints: Vec<OpenedCalls>,
}

/// Calls that a scope opens.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OpenedCalls {
    /// What they do, "Read orders".
    pub name: String,
    /// Method and path each.
    pub calls: Vec<String>,
}

/// What was found of a typed scope.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CustomScopeCheck {
    /// Whether it has the form of a scope.
    pub well_formed: bool,
    /// Whether an app installed on a store can hold it.
    pub for_stores: bool,
    /// The documented scope it is, if it is one.
    pub documented: Option<String>,
    /// The documented scope it looks like.
    pub did_you_mean: Option<String>,
    /// One sentence for under the field.
    pub message: String,
}

/// The granted scopes of a store against the configured ones.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ScopeComparison {
    /// Configured and granted, or satisfied by a stronger one.
    pub matching: Vec<GrantedScope>,
    /// Configured, but the token does not carry it.
    pub missing: Vec<ScopeView>,
    /// Granted, and stronger than what is configured of its row.
    pub wider: Vec<ScopeView>,
    /// Granted, but nothing of its row is configured here.
    pub extra: Vec<ScopeView>,
}

/// A configured scope and what grants it.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct GrantedScope {
    /// The configured scope.
    pub scope: ScopeView,
    /// The granted scope that carries it, when it is another one.
    pub by: Option<String>,
}
