//! Which of its fields a list shows: `include_fields` and `exclude_fields`. The id is always there.

use serde_json::{Map, Value};

use crate::api::call::Call;

/// Names of the two parameters and of those that page.
pub const OF_LISTS: [&str; 4] = ["page", "limit", "include_fields", "exclude_fields"];

/// What a call wants to see.
#[derive(Debug)]
pub struct Chosen<'c> {
    only: Vec<&'c str>,
    but: Vec<&'c str>,
}

impl<'c> Chosen<'c> {
    /// From the query.
    pub fn of(call: &'c Call) -> Self {
        let names = |name| {
            let text = call.param(name).unwrap_or_default();
            let names = text.split(',').map(str::trim);
            names.filter(|name| !name.is_empty()).collect()
        };
        Self {
            only: names("include_fields"),
            but: names("exclude_fields"),
        }
    }

    /// What is left of something shown; `always` stays whatever was asked for.
    pub fn of_shown(&self, shown: Map<String, Value>, always: &[&str]) -> Value {
        let stays = |name: &str| {
            let named = self.only.is_empty() || self.only.contains(&name);
            always.contains(&name) || (named && !self.but.contains(&name))
        };
        shown.into_iter().filter(|(name, _)| stays(name)).collect()
    }
}
