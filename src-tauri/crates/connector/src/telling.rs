//! Saying in plain words how a resource is, and what changed of it between two looks.

use serde::{Deserialize, Serialize};

use crate::reading::Facts;
use crate::resource::{Fact, FactKind, Resource};
use crate::subject::SubjectIds;

/// Ids longer than this are shortened in a name.
const LONGEST_ID: usize = 12;

/// What a look at a resource tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// One sentence; `None` when there is nothing to say of it.
    pub words: Option<String>,
    /// All that changed since the look before, the most telling first.
    pub changes: Vec<Change>,
}

/// One thing that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What, "Status".
    pub name: String,
    /// How it was; `None` where only is said that it changed.
    pub from: Option<String>,
    /// How it is.
    pub to: Option<String>,
}

impl Resource {
    /// "Order 250 moved from Pending to Shipped, and 2 more" when something changed since the look
    /// `before`, "Order 250 · Shipped · 336.32 USD" otherwise.
    pub fn tell(&self, ids: &SubjectIds, before: Option<&Facts>, now: &Facts) -> Told {
        let name = self.named(ids);
        let changed: Vec<&Fact> = self
            .facts
            .iter()
            .filter(|fact| before.is_some_and(|before| fact.differs(before, now)))
            .collect();
        let words = match (changed.first(), before) {
            (Some(first), Some(before)) => {
                let more = match changed.len() - 1 {
                    0 => String::new(),
                    more => format!(", and {more} more"),
                };
                Some(format!("{}{more}", first.sentence(&name, before, now)))
            }
            _ => self.standing(&name, now),
        };
        let change = |fact: &&Fact| before.map(|before| fact.change_between(before, now));
        Told {
            words,
            changes: changed.iter().filter_map(change).collect(),
        }
    }

    /// "Order 250 no longer exists".
    pub fn gone(&self, ids: &SubjectIds) -> String {
        format!("{} no longer exists", self.named(ids))
    }

    fn named(&self, ids: &SubjectIds) -> String {
        let short = |id: &str| match id.char_indices().nth(8) {
            Some((end, _)) if id.chars().count() > LONGEST_ID => format!("{}…", &id[..end]),
            _ => id.to_owned(),
        };
        let extra = ids.extra.as_deref().unwrap_or_default();
        self.name
            .replace("{id}", &short(&ids.id))
            .replace("{extra}", &short(extra))
    }

    fn standing(&self, name: &str, now: &Facts) -> Option<String> {
        let shown = self.facts.iter().filter(|fact| fact.shown);
        let shown: Vec<String> = shown.filter_map(|fact| fact.shown_in(now)).collect();
        let told = shown.join(&self.between);
        (!told.is_empty()).then(|| format!("{name}{}{told}", self.lead))
    }
}

impl Fact {
    fn of<'f>(&self, facts: &'f Facts) -> Option<&'f str> {
        facts.0.get(&self.id).map(String::as_str)
    }

    /// Whether it is another than before. What is missing in one of the two looks may only have been
    /// left out, unless it is something of which nobody says what it was.
    fn differs(&self, before: &Facts, now: &Facts) -> bool {
        match (self.of(before), self.of(now)) {
            (Some(from), Some(to)) => from != to,
            (from, to) => self.kind == FactKind::Whole && from != to,
        }
    }

    fn sentence(&self, name: &str, before: &Facts, now: &Facts) -> String {
        if self.kind == FactKind::Whole {
            return format!("{name}: {} changed", self.name);
        }
        let [from, to] = [before, now].map(|facts| self.of(facts).unwrap_or_default());
        match &self.change {
            Some(change) => {
                let said = change.replace("{from}", from).replace("{to}", to);
                format!("{name} {said}")
            }
            None => format!("{name}: {} went from {from} to {to}", self.name),
        }
    }

    fn change_between(&self, before: &Facts, now: &Facts) -> Change {
        let value = |facts| self.of(facts).filter(|_| self.kind != FactKind::Whole);
        Change {
            name: capitalised(&self.name),
            from: value(before).map(str::to_owned),
            to: value(now).map(str::to_owned),
        }
    }

    fn shown_in(&self, now: &Facts) -> Option<String> {
        let value = self.of(now)?;
        Some(match &self.units {
            Some([one, _]) if value == "1" => format!("1 {one}"),
            Some([_, several]) => format!("{value} {several}"),
            None => value.to_owned(),
        })
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}
