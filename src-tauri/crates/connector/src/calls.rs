//! Which of the platform's calls a request is, where a person typed it: what it needs, what it can do
//! and whether it may be done twice follow from that.

use serde_json::Value;

use crate::action::{Action, Danger, Request};
use crate::endpoint::Endpoint;
use crate::model::Connector;

impl Connector {
    /// The endpoint that a method and path belong to, `GET` and `/v2/orders/118`; `None` where it is
    /// not known. What it needs is in its `needs_any`.
    pub fn endpoint_of(&self, method: &str, path: &str) -> Option<&Endpoint> {
        let all = self.endpoints.iter();
        let calls = all.flat_map(|it| it.calls.iter().map(move |call| (call.as_str(), it)));
        nearest(calls, method, path)
    }

    /// The action of its own that a method and path are. Of several the most dangerous.
    pub fn action_of(&self, method: &str, path: &str) -> Option<&Action> {
        let own = self.actions.iter().filter(|it| it.call != Action::ANY);
        let mut calls: Vec<(&str, &Action)> = own.map(|it| (it.call.as_str(), it)).collect();
        calls.sort_by_key(|(_, it)| it.danger);
        nearest(calls.into_iter(), method, path)
    }

    /// Scopes that open `request` of `action`, any one of which suffices; `None` where nobody knows.
    pub fn needed<'c>(&'c self, action: &'c Action, request: &Request) -> Option<&'c [String]> {
        match action.call == Action::ANY {
            false => Some(&action.needs_any),
            true => {
                let found = self.endpoint_of(&request.method, &request.path);
                found.map(|it| it.needs_any.as_slice())
            }
        }
    }

    /// What `request` of `action` can do to a store.
    pub fn danger_of(&self, action: &Action, request: &Request) -> Danger {
        if action.call != Action::ANY {
            return action.danger;
        }
        match (
            self.action_of(&request.method, &request.path),
            request.method.as_str(),
        ) {
            (Some(own), _) => own.danger,
            (None, "GET") => Danger::Reads,
            (None, "DELETE") => Danger::Destructive,
            (None, _) => Danger::Writes,
        }
    }

    /// What no two runs may be about at the same time, with what was filled in and the request that
    /// this makes.
    pub fn serial_of(&self, action: &Action, given: &Value, request: &Request) -> Option<String> {
        if action.call != Action::ANY {
            return action.serial_of(given);
        }
        let own = self.action_of(&request.method, &request.path)?;
        let (_, call) = own.method_and_path()?;
        own.serial_of(&named(call, &request.path))
    }

    /// Whether doing `request` of `action` twice is the same as doing it once.
    pub fn is_harmless_twice(&self, action: &Action, request: &Request) -> bool {
        if action.call != Action::ANY {
            return action.repeat.is_harmless();
        }
        let own = self.action_of(&request.method, &request.path);
        own.map_or(request.method != "POST", |own| own.repeat.is_harmless())
    }
}

/// What stands in a path in the places of a call's names.
fn named(call: &str, path: &str) -> Value {
    let segments = call.split('/').zip(path.split('/'));
    let named = segments.filter_map(|(its, segment)| {
        let name = its.strip_prefix('{')?.strip_suffix('}')?;
        Some((name.to_owned(), Value::from(segment)))
    });
    Value::Object(named.collect())
}

/// What belongs to the call that fits best: `/v2/orders/count` before `/v2/orders/{id}`.
fn nearest<'c, T>(
    calls: impl Iterator<Item = (&'c str, T)>,
    method: &str,
    path: &str,
) -> Option<T> {
    let fitting = calls.filter_map(|(call, of)| Some((literals(call, method, path)?, of)));
    fitting
        .max_by_key(|(literals, _)| *literals)
        .map(|(_, of)| of)
}

/// How many segments of a call are the path's to the letter; `None` where it does not fit.
fn literals(call: &str, method: &str, path: &str) -> Option<usize> {
    let (its_method, its_path) = call.split_once(' ')?;
    let (theirs, ours) = (its_path.split('/'), path.split('/'));
    let same_length = theirs.clone().count() == ours.clone().count();
    let fits = |(its, segment): (&str, &str)| match its.starts_with('{') {
        true => !segment.is_empty(),
        false => its == segment,
    };
    let all = its_method == method && same_length && theirs.clone().zip(ours).all(fits);
    all.then(|| theirs.filter(|its| !its.starts_with('{')).count())
}
