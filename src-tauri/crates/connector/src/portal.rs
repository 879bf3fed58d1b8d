//! The scopes as the developer portal asks for them: one level a row.

use crate::model::Connector;
use crate::scope::{Level, Scope};

/// What to pick in one row of the developer portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowSetting {
    /// The row's name, "Orders".
    pub row: String,
    /// Its name in the old developer portal.
    pub old_row: String,
    /// The level to pick.
    pub level: Level,
    /// The configured scopes of that row.
    pub scopes: Vec<String>,
    /// Whether no single level of the row gives them all.
    pub conflict: bool,
}

impl Connector {
    /// The rows to set for `configured`, in the portal's order. Scopes that are not documented
    /// have no row and are left out.
    pub fn portal_rows(&self, configured: &[String]) -> Vec<RowSetting> {
        let mut rows: Vec<(&str, Vec<&Scope>)> = Vec::new();
        for scope in self.scopes.iter().filter(|scope| chosen(scope, configured)) {
            match rows.iter_mut().find(|(row, _)| *row == scope.row) {
                Some((_, scopes)) => scopes.push(scope),
                None => rows.push((&scope.row, vec![scope])),
            }
        }
        rows.into_iter()
            .filter_map(|(row, scopes)| self.setting(row, &scopes))
            .collect()
    }

    fn setting(&self, row: &str, scopes: &[&Scope]) -> Option<RowSetting> {
        let gives_all = |one: &&&Scope| {
            scopes
                .iter()
                .all(|other| one.id == other.id || self.includes(&one.id, &other.id))
        };
        let all = scopes.iter().find(gives_all);
        let strongest = all.or_else(|| scopes.iter().max_by_key(|scope| scope.level))?;
        Some(RowSetting {
            row: row.to_owned(),
            old_row: strongest.old_row().to_owned(),
            level: strongest.level,
            scopes: scopes.iter().map(|scope| scope.id.clone()).collect(),
            conflict: all.is_none(),
        })
    }
}

fn chosen(scope: &Scope, configured: &[String]) -> bool {
    configured.iter().any(|one| scope.is_spelt(one))
}
