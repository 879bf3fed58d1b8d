//! A payload beside the others of its trigger: which of its fields are new, missing or of another
//! type. BigCommerce documents its payloads loosely, and a field that changes breaks whoever reads it.

use std::collections::{BTreeMap, BTreeSet};

use patchbay_ledger::{EventRow, JsonType, SHAPE_CAP, ShapeField, fields_of, teaches};

use crate::error::{Error, Result};
use crate::feed::detail::LONGEST_BODY;
use crate::patchbay::Patchbay;
use crate::view::{Difference, DifferenceView, JsonKind, Millis, ShapeFieldView, ShapeView};
use crate::words;

/// So many others have to be known before one differs.
const ENOUGH: i64 = 20;

const MOST_DIFFERENCES: usize = 50;

impl Patchbay {
    /// A delivery's payload beside the others of its event's trigger; nothing when it is not JSON, has
    /// more than 200 fields, or when none of them is known.
    pub async fn payload_shape(
        &self,
        event_id: u32,
        delivery_id: u32,
    ) -> Result<Option<ShapeView>> {
        let row = self.event_row(event_id).await?;
        let fields = self.fields_of_delivery(i64::from(delivery_id)).await?;
        let trigger = row.trigger.clone().unwrap_or_else(|| row.scope.clone());
        let known = self.0.ledger.shape(row.app_id, trigger).await?;
        let known = Known::of(known, self.taught_by(&row).await?);
        Ok(fields
            .filter(|_| known.payloads > 0)
            .map(|fields| known.view(&fields)))
    }

    async fn fields_of_delivery(&self, id: i64) -> Result<Option<Fields>> {
        let body = self.0.ledger.body_start(id, LONGEST_BODY).await?;
        let (body, _) = body.ok_or(Error::NotFound("delivery"))?;
        Ok(fields_of(&body))
    }

    /// What is known by the event itself, and says nothing about the others.
    async fn taught_by(&self, row: &EventRow) -> Result<Fields> {
        let deliveries = match teaches(row) {
            true => self.0.ledger.deliveries(row.id).await?,
            false => Vec::new(),
        };
        let first = deliveries.iter().find(|it| it.verdict.is_proved());
        let Some(first) = first else {
            return Ok(Fields::new());
        };
        let fields = self.fields_of_delivery(first.id).await?;
        Ok(fields.unwrap_or_default())
    }
}

type Fields = BTreeSet<(String, JsonType)>;

/// What is known of one path.
#[derive(Debug, Default)]
struct Path {
    kinds: BTreeMap<JsonType, i64>,
    payloads: i64,
    first_at: i64,
    last_at: i64,
}

#[derive(Debug)]
struct Known {
    paths: BTreeMap<String, Path>,
    payloads: i64,
    /// Of a full shape fields are known that it has no room for: nothing can be called new.
    full: bool,
    /// What the event that is looked at is counted with.
    own: Fields,
}

impl Known {
    fn of(fields: Vec<ShapeField>, own: Fields) -> Self {
        let full = fields.len() >= SHAPE_CAP;
        let mut paths: BTreeMap<String, Path> = BTreeMap::new();
        for field in fields {
            let path = paths.entry(field.path).or_insert(Path {
                first_at: field.first_at,
                last_at: field.last_at,
                ..Path::default()
            });
            path.kinds.insert(field.kind, field.events);
            path.payloads += field.payloads;
            path.first_at = path.first_at.min(field.first_at);
            path.last_at = path.last_at.max(field.last_at);
        }
        let payloads = paths.get("").map_or(0, |root| root.payloads);
        Self {
            paths,
            payloads,
            full,
            own,
        }
    }

    fn others(&self) -> i64 {
        self.having("")
    }

    /// How many others have a field.
    fn having(&self, path: &str) -> i64 {
        let own = self.own.iter().any(|(it, _)| it == path);
        let all = self.paths.get(path).map_or(0, |known| known.payloads);
        (all - i64::from(own)).max(0)
    }

    /// How many others have a field with a type.
    fn having_as(&self, path: &str, kind: JsonType) -> i64 {
        let own = self.own.contains(&(path.to_owned(), kind));
        let known = self.paths.get(path).and_then(|it| it.kinds.get(&kind));
        (known.copied().unwrap_or_default() - i64::from(own)).max(0)
    }

    /// The types a field has in the others, the most frequent first, without those that hardly any has.
    fn usual(&self, path: &str) -> Vec<JsonKind> {
        let having = self.having(path);
        let known = self.paths.get(path).into_iter();
        let kinds = known.flat_map(|it| it.kinds.keys().copied());
        let counted = kinds.map(|kind| (kind, self.having_as(path, kind)));
        let mut usual: Vec<_> = counted.filter(|it| !is_rare(it.1, having)).collect();
        usual.sort_by_key(|it| -it.1);
        usual.into_iter().map(|it| kind_of(it.0)).collect()
    }

    fn view(&self, fields: &Fields) -> ShapeView {
        let enough = self.others() >= ENOUGH;
        let mut differences = match enough {
            true => self.differences(fields),
            false => Vec::new(),
        };
        let differing = differences.len() as u32;
        differences.truncate(MOST_DIFFERENCES);
        ShapeView {
            others: words::count(self.others()),
            fields: self.fields(),
            differences,
            differing,
            enough,
            full: self.full,
        }
    }

    fn fields(&self) -> Vec<ShapeFieldView> {
        let paths = self.paths.iter();
        paths.map(|(path, known)| field_view(path, known)).collect()
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
        told
    }

    /// A field of the payload that is new, or has a type that is.
    fn unusual(&self, path: &str, kinds: &[JsonType]) -> Option<DifferenceView> {
        if self.full {
            return None;
        }
        let others = self.having(path);
        let is = kinds.iter().copied().map(kind_of).collect();
        if is_rare(others, self.others()) {
            let usual = Vec::new();
            return Some(difference(path, Difference::New, (is, usual), others));
        }
        let with = kinds.iter().map(|kind| self.having_as(path, *kind));
        let odd = with.filter(|with| is_rare(*with, others)).min()?;
        let usual = self.usual(path);
        Some(difference(path, Difference::Retyped, (is, usual), odd))
    }

    /// A field that nearly every other payload has. What would be in something that is empty here is
    /// not missing.
    fn missing(&self, path: &str, here: &BTreeMap<&str, Vec<JsonType>>) -> Option<DifferenceView> {
        let having = self.having(path);
        let usual = having * 100 >= self.others() * 99;
        if !usual || here.contains_key(path) || is_of_empty(path, here) {
            return None;
        }
        let kinds = (Vec::new(), self.usual(path));
        Some(difference(path, Difference::Missing, kinds, having))
    }
}

fn field_view(path: &str, known: &Path) -> ShapeFieldView {
    let mut kinds: Vec<_> = known.kinds.iter().collect();
    kinds.sort_by_key(|(_, events)| -**events);
    ShapeFieldView {
        path: path.to_owned(),
        kinds: kinds.into_iter().map(|(kind, _)| kind_of(*kind)).collect(),
        payloads: words::count(known.payloads),
        first_at: Millis(known.first_at),
        last_at: Millis(known.last_at),
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

/// Whether a path leads into the items of a list, or the entries of an object by their ids, that has
/// none here.
fn is_of_empty(path: &str, here: &BTreeMap<&str, Vec<JsonType>>) -> bool {
    let items = path.match_indices("[]").chain(path.match_indices('*'));
    items.into_iter().any(|(at, mark)| {
        let (outer, item) = (&path[..at], &path[..at + mark.len()]);
        let outer = outer.strip_suffix('.').unwrap_or(outer);
        here.contains_key(outer) && !here.contains_key(item)
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
