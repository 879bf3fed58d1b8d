//! A payload beside the others of its trigger: which of its fields are new, missing or of another
//! type. BigCommerce documents its payloads loosely, and a field that changes breaks whoever reads it.

use std::collections::{BTreeMap, BTreeSet};

use patchbay_ledger::{EventRow, JsonType, Origin, ShapeField, Verdict, fields_of};

use crate::error::{Error, Result};
use crate::feed::detail::LONGEST_BODY;
use crate::patchbay::Patchbay;
use crate::view::{Difference, DifferenceView, JsonKind, Millis, ShapeFieldView, ShapeView};
use crate::words;

/// So many others have to be known before one differs.
const ENOUGH: i64 = 20;

const MOST_FIELDS: usize = 300;
const MOST_DIFFERENCES: usize = 50;

impl Patchbay {
    /// A delivery's payload beside the others of its event's trigger; nothing when it is not JSON, or
    /// when none of them is known.
    pub async fn payload_shape(
        &self,
        event_id: u32,
        delivery_id: u32,
    ) -> Result<Option<ShapeView>> {
        let row = self.event_row(event_id).await?;
        let ledger = &self.0.ledger;
        let body = ledger.body_start(i64::from(delivery_id), LONGEST_BODY);
        let (body, _) = body.await?.ok_or(Error::NotFound("delivery"))?;
        let trigger = row.trigger.clone().unwrap_or_else(|| row.scope.clone());
        let known = Known::of(ledger.shape(row.app_id, trigger).await?, taught(&row));
        Ok(fields_of(&body)
            .filter(|_| known.payloads > 0)
            .map(|fields| known.view(&fields)))
    }
}

/// Whether the event is among those that are known.
fn taught(row: &EventRow) -> bool {
    matches!(row.origin, Origin::Live | Origin::Recovered)
        && matches!(row.verdict, Verdict::Verified | Verdict::VerifiedStale)
        && !row.imported
}

type Fields = BTreeSet<(String, JsonType)>;

/// What is known of one path.
#[derive(Debug, Default)]
struct Path {
    kinds: BTreeMap<JsonType, i64>,
    first_at: i64,
    last_at: i64,
}

#[derive(Debug)]
struct Known {
    paths: BTreeMap<String, Path>,
    payloads: i64,
    /// 1 where the payload that is looked at is counted, else 0.
    own: i64,
}

impl Known {
    fn of(fields: Vec<ShapeField>, taught: bool) -> Self {
        let mut paths: BTreeMap<String, Path> = BTreeMap::new();
        for field in fields {
            let path = paths.entry(field.path).or_insert(Path {
                first_at: field.first_at,
                last_at: field.last_at,
                ..Path::default()
            });
            path.kinds.insert(field.kind, field.events);
            path.first_at = path.first_at.min(field.first_at);
            path.last_at = path.last_at.max(field.last_at);
        }
        let payloads = paths.get("").map_or(0, |root| root.kinds.values().sum());
        Self {
            paths,
            payloads,
            own: i64::from(taught),
        }
    }

    fn others(&self) -> i64 {
        (self.payloads - self.own).max(0)
    }

    /// How many payloads have a field: with items of several types one counts under each.
    fn having(&self, path: &str) -> i64 {
        let sum = |path: &Path| path.kinds.values().sum::<i64>().min(self.payloads);
        self.paths.get(path).map_or(0, sum)
    }

    fn view(&self, fields: &Fields) -> ShapeView {
        let enough = self.others() >= ENOUGH;
        let differences = if enough {
            self.differences(fields)
        } else {
            Vec::new()
        };
        ShapeView {
            others: words::count(self.others()),
            fields: self.fields(),
            differences,
            enough,
        }
    }

    fn fields(&self) -> Vec<ShapeFieldView> {
        let paths = self.paths.iter().take(MOST_FIELDS);
        paths.map(|(path, known)| self.field(path, known)).collect()
    }

    fn field(&self, path: &str, known: &Path) -> ShapeFieldView {
        let mut kinds: Vec<_> = known.kinds.iter().collect();
        kinds.sort_by_key(|(_, events)| -**events);
        ShapeFieldView {
            path: path.to_owned(),
            kinds: kinds.into_iter().map(|(kind, _)| kind_of(*kind)).collect(),
            payloads: words::count(self.having(path)),
            first_at: Millis(known.first_at),
            last_at: Millis(known.last_at),
        }
    }

    fn differences(&self, fields: &Fields) -> Vec<DifferenceView> {
        let mut here: BTreeMap<&str, Vec<JsonType>> = BTreeMap::new();
        for (path, kind) in fields {
            here.entry(path).or_default().push(*kind);
        }
        let unusual = here
            .iter()
            .filter_map(|(path, kinds)| self.unusual(path, kinds));
        let missing = self
            .paths
            .keys()
            .filter_map(|path| self.missing(path, &here));
        let mut all: Vec<DifferenceView> = unusual.chain(missing).collect();
        all.sort_by(|one, other| one.path.cmp(&other.path));
        let mut told: Vec<DifferenceView> = Vec::new();
        for difference in all {
            if !told.iter().any(|it| is_within(&difference.path, &it.path)) {
                told.push(difference);
            }
        }
        told.truncate(MOST_DIFFERENCES);
        told
    }

    /// A field of the payload that is new, or has a type that is.
    fn unusual(&self, path: &str, kinds: &[JsonType]) -> Option<DifferenceView> {
        let others = self.having(path) - self.own;
        let is = kinds.iter().copied().map(kind_of).collect();
        if is_rare(others, self.others()) {
            let usual = Vec::new();
            return Some(difference(path, Difference::New, (is, usual), others));
        }
        let known = self.paths.get(path)?;
        let with = |kind: &JsonType| known.kinds.get(kind).copied().unwrap_or_default() - self.own;
        let odd = kinds
            .iter()
            .map(with)
            .filter(|with| is_rare(*with, others))
            .min()?;
        let usual = known.kinds.iter();
        let usual =
            usual.filter(|(kind, events)| !is_rare(**events, others) || !kinds.contains(kind));
        let usual = usual.map(|(kind, _)| kind_of(*kind)).collect();
        Some(difference(path, Difference::Retyped, (is, usual), odd))
    }

    /// A field that nearly every other payload has. What would be in a list that is empty here is not
    /// missing.
    fn missing(&self, path: &str, here: &BTreeMap<&str, Vec<JsonType>>) -> Option<DifferenceView> {
        let having = self.having(path);
        let usual = having * 100 >= self.others() * 99;
        if !usual || here.contains_key(path) || is_of_empty_list(path, here) {
            return None;
        }
        let kinds = self.paths.get(path)?.kinds.keys();
        let kinds = kinds.copied().map(kind_of).collect();
        let what = Difference::Missing;
        Some(difference(path, what, (Vec::new(), kinds), having))
    }
}

fn difference(
    path: &str,
    difference: Difference,
    (kinds, usual): (Vec<JsonKind>, Vec<JsonKind>),
    others: i64,
) -> DifferenceView {
    DifferenceView {
        path: path.to_owned(),
        difference,
        kinds,
        usual,
        others: words::count(others.max(0)),
    }
}

/// At most one in a hundred.
fn is_rare(some: i64, all: i64) -> bool {
    some * 100 <= all
}

fn is_within(path: &str, outer: &str) -> bool {
    path.strip_prefix(outer)
        .is_some_and(|rest| outer.is_empty() || rest.starts_with('.') || rest.starts_with("[]"))
}

fn is_of_empty_list(path: &str, here: &BTreeMap<&str, Vec<JsonType>>) -> bool {
    path.match_indices("[]").any(|(at, brackets)| {
        let (list, item) = (&path[..at], &path[..at + brackets.len()]);
        here.contains_key(list) && !here.contains_key(item)
    })
}

fn kind_of(kind: JsonType) -> JsonKind {
    match kind {
        JsonType::Null => JsonKind::Null,
        JsonType::Boolean => JsonKind::Boolean,
        JsonType::Number => JsonKind::Number,
        JsonType::Text => JsonKind::Text,
        JsonType::List => JsonKind::List,
        JsonType::Object => JsonKind::Object,
    }
}

#[cfg(test)]
mod tests;
