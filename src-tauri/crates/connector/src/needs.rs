//! What needs which scopes, and backwards: what a scope opens.
//!
//! Whatever calls the platform states its needs the same way: any one of a list, or a scope that
//! includes one of it. Nothing needed is always met.

use crate::action::Action;
use crate::endpoint::Endpoint;
use crate::model::Connector;
use crate::trigger::Trigger;

/// What a scope opens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opened<'a> {
    /// Triggers whose resource can be fetched with it.
    pub triggers: Vec<&'a Trigger>,
    /// Endpoints that can be called with it.
    pub endpoints: Vec<&'a Endpoint>,
    /// Actions that can be done with it.
    pub actions: Vec<&'a Action>,
}

impl Connector {
    /// Whether `scopes` meet a need.
    pub fn meets(&self, scopes: &[String], needs_any: &[String]) -> bool {
        let met = |need: &String| self.satisfies(scopes, need).is_some();
        needs_any.is_empty() || needs_any.iter().any(met)
    }

    /// The weakest scope that would meet a need which `scopes` do not.
    pub fn unmet<'a>(&'a self, needs_any: &'a [String], scopes: &[String]) -> Option<&'a str> {
        if self.meets(scopes, needs_any) {
            return None;
        }
        let level = |need: &&String| self.scope(need).map(|scope| scope.level);
        needs_any.iter().min_by_key(level).map(String::as_str)
    }

    /// The one of `scopes` that meets a need, the weakest where several do.
    pub fn serving<'s>(&self, scopes: &'s [String], needs_any: &[String]) -> Option<&'s str> {
        let serves = |scope: &&String| {
            let wanted = |need: &String| self.same(scope, need) || self.includes(scope, need);
            needs_any.iter().any(wanted)
        };
        let level = |scope: &&String| self.scope(scope).map(|scope| scope.level);
        let serving = scopes.iter().filter(serves);
        serving.min_by_key(level).map(String::as_str)
    }

    /// What needs `scope`, or one that it includes.
    pub fn opened_by(&self, scope: &str) -> Opened<'_> {
        let alone = [scope.to_owned()];
        let opens = |needs: &[String]| !needs.is_empty() && self.meets(&alone, needs);
        Opened {
            triggers: self
                .triggers
                .iter()
                .filter(|it| opens(&it.needs_any))
                .collect(),
            endpoints: self
                .endpoints
                .iter()
                .filter(|it| opens(&it.needs_any))
                .collect(),
            actions: self
                .actions
                .iter()
                .filter(|it| opens(&it.needs_any))
                .collect(),
        }
    }
}
