use serde::Serialize;
use specta::Type;

/// The Permissions & scopes checklist of an app.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ScopeChecklist {
    /// Scopes the app asks for: mandatory first, then additional, then custom.
    pub chosen: Vec<ScopeView>,
    /// Documented scopes that can still be added.
    pub available: Vec<ScopeView>,
    /// The rows to set in the developer portal, one level each.
    pub rows: Vec<PortalRow>,
    /// What the chosen scopes leave out: "Cart Updated needs a cart scope".
    pub advice: Vec<ScopeAdvice>,
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
    /// The level to pick, "Modify".
    pub level: String,
    /// The level's word in the old portal, "modify".
    pub old_level: String,
    /// The chosen scopes this setting gives.
    pub scopes: Vec<String>,
}

/// Something missing from the chosen scopes, and the scope that mends it.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ScopeAdvice {
    /// One sentence.
    pub message: String,
    /// The scope to add.
    pub add: String,
}

/// What was found of a typed scope.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CustomScopeCheck {
    /// Whether it has the form of a scope.
    pub well_formed: bool,
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
    /// Granted, but not configured here.
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
