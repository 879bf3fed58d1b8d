//! Whether an action happened, told by what is there.

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::alike::alike;
use super::input::Kind;
use super::reading::is_empty;
use super::repeat::{Find, Same};
use super::{Action, reading};

impl Find {
    /// What the listing action is asked, for what was filled in; `None` where nothing can tell.
    pub fn asked(&self, given: &Value) -> Option<Value> {
        if !self
            .same
            .iter()
            .any(|same| filled(given, &same.input).is_some())
        {
            return None;
        }
        let with = self.with.iter();
        let asked: Map<String, Value> = with
            .filter_map(|(theirs, ours)| Some((theirs.clone(), filled(given, ours)?.clone())))
            .collect();
        Some(Value::Object(asked))
    }
}

impl Action {
    /// The one of `items` that is what `given` makes, by `find`: none that was there before `since`,
    /// where it says when it was made.
    pub fn found<'v>(
        &self,
        find: &Find,
        given: &Value,
        items: &'v [Value],
        since: Option<Timestamp>,
    ) -> Option<&'v Value> {
        let read = reading::members(&self.inputs, given).ok()?;
        let sent: Vec<(&Same, &Value)> = find
            .same
            .iter()
            .filter_map(|same| Some((same, read.get(self.input(&same.input)?.sent_as())?)))
            .collect();
        let is = |item: &&Value| {
            let says = |(same, sent): &(&Same, &Value)| self.says(item, same, sent);
            sent.iter().all(says) && made_since(find, item, since)
        };
        items.iter().filter(|_| !sent.is_empty()).find(is)
    }

    fn says(&self, item: &Value, same: &Same, sent: &Value) -> bool {
        let Some(there) = item.pointer(&same.at) else {
            return false;
        };
        let input = self.input(&same.input);
        match (input.map(|it| it.kind), sent.as_str(), there.as_str()) {
            (Some(Kind::Email), Some(sent), Some(there)) => sent.eq_ignore_ascii_case(there),
            _ => alike(sent, there),
        }
    }
}

fn filled<'v>(given: &'v Value, input: &str) -> Option<&'v Value> {
    given.get(input).filter(|value| !is_empty(value))
}

/// What does not say when it was made may have been made since.
fn made_since(find: &Find, item: &Value, since: Option<Timestamp>) -> bool {
    let made = find.made.as_deref().and_then(|at| item.pointer(at));
    match (made.and_then(Value::as_str).and_then(moment), since) {
        (Some(made), Some(since)) => made >= since,
        (None, _) | (_, None) => true,
    }
}

fn moment(text: &str) -> Option<Timestamp> {
    let mail = || Some(jiff::fmt::rfc2822::parse(text).ok()?.timestamp());
    text.parse().ok().or_else(mail)
}
