//! The configured scopes against those a token was granted.

use crate::model::Connector;

/// The configured scopes against those a token was granted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Configured and held; with the granted scope that carries it, when that is another one.
    pub matching: Vec<(String, Option<String>)>,
    /// Configured, and not held.
    pub missing: Vec<String>,
    /// Held, and unrelated to anything configured.
    pub extra: Vec<String>,
    /// Held, and stronger than anything configured of its row.
    pub wider: Vec<String>,
}

impl Comparison {
    /// Whether every configured scope is held and none besides.
    pub fn is_exact(&self) -> bool {
        self.missing.is_empty() && self.extra.is_empty() && self.wider.is_empty()
    }
}

impl Connector {
    /// Compares what the app asks for with what a token names. Scopes a token carries unasked are
    /// no difference; nor is a granted scope that includes a configured one, or is included by it.
    pub fn compare(&self, configured: &[String], granted: &[String]) -> Comparison {
        let mut comparison = Comparison::default();
        for wanted in unique(configured) {
            match self.satisfies(granted, wanted) {
                Some(by) => comparison
                    .matching
                    .push((wanted.clone(), (by != *wanted).then_some(by))),
                None => comparison.missing.push(wanted.clone()),
            }
        }
        for held in unique(granted) {
            self.sort_held(configured, held, &mut comparison);
        }
        comparison
    }

    fn sort_held(&self, configured: &[String], held: &str, comparison: &mut Comparison) {
        let asked = |one: &String| self.same(one, held) || self.includes(one, held);
        if self.ignored_granted.iter().any(|ignored| ignored == held)
            || configured.iter().any(asked)
        {
            return;
        }
        if configured.iter().any(|one| self.includes(held, one)) {
            comparison.wider.push(held.to_owned());
        } else {
            comparison.extra.push(held.to_owned());
        }
    }
}

fn unique(scopes: &[String]) -> impl Iterator<Item = &String> {
    scopes
        .iter()
        .enumerate()
        .filter(|(index, scope)| !scopes[..*index].contains(scope))
        .map(|(_, scope)| scope)
}
