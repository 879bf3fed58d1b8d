//! What rows of the feed need besides themselves: the names of stores and triggers. The live tail
//! asks for them with every batch, and they seldom change.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use patchbay_connector::{Connector, SubjectIds};
use patchbay_ledger::{EventRow, Exception};

use crate::error::Result;
use crate::exceptions;
use crate::patchbay::{Patchbay, connector_of, id};
use crate::view::{FeedRow, Millis};
use crate::words;

/// Names by the id of what they name.
#[derive(Debug)]
pub(super) struct Names {
    apps: HashMap<i64, &'static Connector>,
    stores: HashMap<i64, String>,
}

/// The names as they were at a count of changes of the set-up.
#[derive(Debug, Default)]
pub(crate) struct KnownNames(Mutex<Option<(u64, Arc<Names>)>>);

impl KnownNames {
    fn at(&self, count: u64) -> Option<Arc<Names>> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (of, names) = known.as_ref()?;
        (*of == count).then(|| Arc::clone(names))
    }

    fn keep(&self, count: u64, names: &Arc<Names>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *known = Some((count, Arc::clone(names)));
    }
}

impl Patchbay {
    /// The names of now; read again only after the set-up changed.
    pub(super) async fn names(&self) -> Result<Arc<Names>> {
        let count = *self.0.changed.borrow();
        if let Some(known) = self.0.names.at(count) {
            return Ok(known);
        }
        let names = Arc::new(self.read_names().await?);
        self.0.names.keep(count, &names);
        Ok(names)
    }

    /// Rows as the page shows them. What looks at their resources tell is one query more, however
    /// many rows there are.
    pub(super) async fn shown(&self, rows: &[EventRow]) -> Result<Vec<FeedRow>> {
        let names = self.names().await?;
        let ids = rows.iter().map(|row| row.id).collect();
        let mut words = match rows.is_empty() {
            true => HashMap::new(),
            false => self.0.ledger.words_of(ids).await?,
        };
        for (event, exception) in self.exceptions_among(rows).await? {
            if let Some(told) = names.exception(rows, event, &exception) {
                words.insert(event, told);
            }
        }
        let shown = rows.iter().map(|row| names.row(row, words.remove(&row.id)));
        Ok(shown.collect())
    }

    /// What those of these events tell that are exceptions; asked for only where there are any.
    async fn exceptions_among(&self, rows: &[EventRow]) -> Result<HashMap<i64, Exception>> {
        let exceptions = rows.iter().filter(|row| row.exception);
        let ids: Vec<i64> = exceptions.map(|row| row.id).collect();
        match ids.is_empty() {
            true => Ok(HashMap::new()),
            false => Ok(self.0.ledger.exceptions_of(ids).await?),
        }
    }

    async fn read_names(&self) -> Result<Names> {
        let apps = self.0.ledger.apps().await?;
        let stores = self.0.ledger.stores(None).await?;
        Ok(Names {
            apps: apps
                .iter()
                .filter_map(|app| Some((app.id, connector_of(app).ok()?)))
                .collect(),
            stores: stores
                .iter()
                .map(|store| (store.id, words::store_name(store)))
                .collect(),
        })
    }
}

impl Names {
    /// The name of a trigger, whichever app's it is, or of what an unknown one is known by; what is
    /// neither stays as it is.
    pub(super) fn trigger(&self, id: &str) -> String {
        let named = |connector: &&Connector| {
            let trigger = connector.trigger(id).map(|trigger| trigger.name.clone());
            trigger.or_else(|| exceptions::name(connector, id))
        };
        let named = self.apps.values().find_map(named);
        named.unwrap_or_else(|| id.to_owned())
    }

    /// What one of these events tells, in one sentence.
    fn exception(&self, rows: &[EventRow], event: i64, told: &Exception) -> Option<String> {
        let row = rows.iter().find(|row| row.id == event)?;
        let connector = self.apps.get(&row.app_id)?;
        Some(exceptions::sentence(connector, told))
    }

    /// A row as the page shows it, in the words of the last look at its resource or its own.
    fn row(&self, row: &EventRow, words: Option<String>) -> FeedRow {
        let connector = self.apps.get(&row.app_id);
        let trigger = connector
            .zip(row.trigger.as_deref())
            .and_then(|(c, id)| c.trigger(id));
        FeedRow {
            id: id(row.id),
            trigger: match trigger {
                Some(trigger) => trigger.name.clone(),
                None => self.trigger(&row.scope),
            },
            trigger_id: row.trigger.clone(),
            scope: row.scope.clone(),
            summary: words.unwrap_or_else(|| match trigger {
                Some(trigger) if !row.resource_id.is_empty() => trigger.sentence(&ids(row)),
                _ => words::resource(row),
            }),
            resource: words::resource(row),
            resource_type: row.resource_type.clone(),
            resource_id: row.resource_id.clone(),
            store: self.stores.get(&row.store_id).cloned().unwrap_or_default(),
            store_id: id(row.store_id),
            app_id: id(row.app_id),
            at: Millis(row.first_at),
            last_at: Millis(row.last_at),
            deliveries: words::count(row.deliveries),
            verdict: words::verdict(row.verdict),
            origin: words::origin(row.origin),
            pinned: row.pinned,
            labels: row.labels.clone(),
            noted: row.noted,
            imported: row.imported,
            exception: row.exception,
        }
    }
}

/// The name of a trigger of any connector; what is no trigger's id stays as it is.
pub(crate) fn trigger_name(id: &str) -> String {
    let named = patchbay_connector::bundled()
        .iter()
        .find_map(|connector| connector.trigger(id));
    named.map_or_else(|| id.to_owned(), |trigger| trigger.name.clone())
}

/// The ids a trigger's sentence and path are made of.
pub(crate) fn ids(row: &EventRow) -> SubjectIds {
    SubjectIds {
        id: row.resource_id.clone(),
        extra: row.extra_id.clone(),
    }
}
