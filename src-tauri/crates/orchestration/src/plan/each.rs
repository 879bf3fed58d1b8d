//! The same for each item of a list, one after the other. An item that is done is remembered as a
//! whole, so that a long list is not gone over anew at each step.

use std::sync::Arc;

use serde_json::{Value, json};

use super::failure::{Failure, FailureKind};
use super::memo::Mark;
use super::walk::{Flow, Halt, Walk};
use crate::document::{Do, ForEach, OnError, Step, walk};
use crate::expression::Kind;

/// Items that a list may have.
pub const MOST_ITEMS: usize = 1_000;

/// What steps for an item see and steps after it do not.
const OF_ITEM: [&str; 3] = ["item", "index", "vars"];

impl Walk<'_> {
    pub(super) fn begin(&mut self, step: &Step, it: &ForEach) -> Flow {
        let list = self.filling().of("/list", &it.list).and_then(list);
        let items = self.or_fail(list)?;
        let mark = Mark::Began {
            items: items.clone(),
        };
        self.record(Value::Null, mark);
        self.items(step, &items)
    }

    /// Over a list that was begun.
    pub(super) fn items(&mut self, step: &Step, items: &[Value]) -> Flow {
        let Do::ForEach(it) = &step.work else {
            return self.fail(Failure::memo());
        };
        let mut failed = Vec::new();
        for (index, item) in (0_u32..).zip(items) {
            self.place.at_item(Some(index));
            let flow = self.item(it, index, item);
            self.place.at_item(None);
            failed.extend(flow?);
        }
        self.done(step, json!({"items": items.len(), "failed": failed}));
        Ok(())
    }

    /// One item; what failed of it, where that is told of.
    fn item(&mut self, it: &ForEach, index: u32, item: &Value) -> Result<Option<Value>, Halt> {
        let memo = self.memo;
        match memo.get(&self.place) {
            Some(Mark::Failed { failure }) => return Ok(Some(told(index, failure))),
            Some(_) => return Ok(None),
            None => {}
        }
        let before = self.show(it, index, item);
        let flow = self.steps(&it.steps);
        self.hide(it, before);
        match (flow, it.on_error) {
            (Ok(()), _) => {
                let output = Value::Null;
                self.record(Value::Null, Mark::Done { output });
                Ok(None)
            }
            (Err(Halt::Failed { failure, .. }), OnError::Collect)
                if failure.kind != FailureKind::Steps =>
            {
                let told = told(index, &failure);
                self.record(Value::Null, Mark::Failed { failure });
                Ok(Some(told))
            }
            (Err(halt), _) => Err(halt),
        }
    }

    fn show(&mut self, it: &ForEach, index: u32, item: &Value) -> Before {
        let known = &mut self.known;
        let before = Before {
            names: names(it).map(|name| known.shared(name).cloned()).collect(),
            steps: ids(&it.steps)
                .map(|id| known.field("steps", id).cloned())
                .collect(),
        };
        let item = Arc::new(item.clone());
        known.share("item", Arc::clone(&item));
        known.share(&it.item, item);
        known.set("index", json!(index));
        before
    }

    fn hide(&mut self, it: &ForEach, before: Before) {
        for (name, value) in names(it).zip(before.names) {
            self.known.restore(name, value);
        }
        for (id, value) in ids(&it.steps).zip(before.steps) {
            self.known.restore_field("steps", id, value);
        }
    }
}

/// What was known by the names that an item's steps use.
struct Before {
    names: Vec<Option<Arc<Value>>>,
    steps: Vec<Option<Value>>,
}

/// `item` may be what its steps call it too: then it is restored twice, to the same.
fn names(it: &ForEach) -> impl Iterator<Item = &str> {
    OF_ITEM.into_iter().chain([it.item.as_str()])
}

/// The ids of steps, and of those in them.
fn ids(steps: &[Step]) -> impl Iterator<Item = &str> {
    let placed = walk(steps).into_iter();
    placed.map(|placed| placed.step.id.as_str())
}

fn list(value: Value) -> Result<Vec<Value>, Failure> {
    let at = "/list";
    let items = match value {
        Value::Array(items) => items,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {
            let message = format!("This is {}, and not a list.", Kind::of(&value));
            return Err(Failure::value(at, message, "Take a field that is a list."));
        }
    };
    if items.len() > MOST_ITEMS {
        let message = format!(
            "The list has {} items; {MOST_ITEMS} are allowed.",
            items.len()
        );
        let remedy = "Take fewer: `… | slice(0, 1000)`.";
        return Err(Failure::new(FailureKind::Items, at, message, remedy));
    }
    Ok(items)
}

fn told(index: u32, failure: &Failure) -> Value {
    json!({"index": index, "message": failure.message})
}
