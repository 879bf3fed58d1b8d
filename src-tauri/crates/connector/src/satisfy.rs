//! What carries what: a stronger scope of a row includes the weaker.
//!
//! The portal offers one level a row and the token names only the stronger, so that a scope which
//! is asked for may be held without being named.

use crate::model::Connector;
use crate::scope::Scope;

const READ_ONLY: &str = "_read_only";

impl Connector {
    /// The granted scope that carries `wanted`: itself, another spelling of it, or a stronger one.
    pub fn satisfies(&self, granted: &[String], wanted: &str) -> Option<String> {
        granted
            .iter()
            .find(|one| *one == wanted)
            .or_else(|| granted.iter().find(|one| self.same(one, wanted)))
            .or_else(|| granted.iter().find(|one| self.includes(one, wanted)))
            .cloned()
    }

    /// The scopes the token will name: those that a stronger one includes are left out.
    /// In the order configured, each once, in the documented spelling.
    pub fn requested(&self, configured: &[String]) -> Vec<String> {
        let mut asked: Vec<String> = Vec::new();
        for one in configured {
            let one = self.canonical(one);
            let carried = configured.iter().any(|other| self.includes(other, one));
            if !carried && !asked.iter().any(|known| known == one) {
                asked.push(one.to_owned());
            }
        }
        asked
    }

    /// The documented spelling of a scope; one that is not documented stays as it is.
    pub(crate) fn canonical<'a>(&'a self, spelling: &'a str) -> &'a str {
        self.scope(spelling)
            .map_or(spelling, |scope| scope.id.as_str())
    }

    pub(crate) fn same(&self, one: &str, other: &str) -> bool {
        self.canonical(one) == self.canonical(other)
    }

    /// Whether `stronger` includes `weaker` without being it.
    pub(crate) fn includes(&self, stronger: &str, weaker: &str) -> bool {
        if self.same(stronger, weaker) {
            return false;
        }
        match (self.scope(stronger), self.scope(weaker)) {
            (Some(stronger), Some(weaker)) => self.reaches(stronger, weaker),
            (None, None) => weaker.strip_suffix(READ_ONLY) == Some(stronger),
            (Some(_), None) | (None, Some(_)) => false,
        }
    }

    fn reaches(&self, from: &Scope, to: &Scope) -> bool {
        from.implies
            .iter()
            .any(|id| *id == to.id || self.scope(id).is_some_and(|next| self.reaches(next, to)))
    }
}
