//! Scopes that are more than what is in use needs.

use crate::model::Connector;

/// How a scope is more than is needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Surplus {
    /// Every need is met without it.
    Unneeded,
    /// A weaker one of its row would do.
    Narrower {
        /// That one.
        instead: String,
    },
}

impl Connector {
    /// How `scope`, one of `scopes`, is more than these needs ask for. One that another of `scopes`
    /// includes adds nothing to it, and is judged with that one.
    pub fn surplus(&self, scopes: &[String], scope: &str, needs: &[&[String]]) -> Option<Surplus> {
        if scopes.iter().any(|other| self.includes(other, scope)) {
            return None;
        }
        let mut others: Vec<String> = scopes.iter().filter(|it| *it != scope).cloned().collect();
        let unmet = |with: &[String]| -> Vec<&[String]> {
            let lost = |need: &&&[String]| self.meets(scopes, need) && !self.meets(with, need);
            needs.iter().filter(lost).copied().collect()
        };
        if unmet(&others).is_empty() {
            return Some(Surplus::Unneeded);
        }
        let weaker = self
            .scopes
            .iter()
            .filter(|it| self.includes(scope, &it.id))
            .min_by_key(|it| it.level)?;
        others.push(weaker.id.clone());
        unmet(&others).is_empty().then(|| Surplus::Narrower {
            instead: weaker.id.clone(),
        })
    }
}
