//! The feed: events newest first for the list, and in the order of their changes for whoever
//! follows with a cursor.

use rusqlite::types::ToSql;
use rusqlite::{Connection, params_from_iter};

use crate::error::Result;
use crate::ledger::Ledger;
use crate::rows;
use crate::tables::event::{self, COLUMNS, EventRow, Head};
use crate::words::Verdict;

/// Which events to list, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedFilter {
    /// Only this app's.
    pub app_id: Option<i64>,
    /// Only this store's.
    pub store_id: Option<i64>,
    /// Only this trigger's.
    pub trigger: Option<String>,
    /// Only this verdict.
    pub verdict: Option<Verdict>,
    /// Only those whose resource id, or whose part's id, contains this text literally.
    pub resource_part: Option<String>,
    /// Only events with a smaller id than this.
    pub before: Option<i64>,
    /// At most this many.
    pub limit: usize,
}

impl Ledger {
    /// A page of the feed. Pages stay put while events arrive: the next one begins before the id
    /// of this one's last row.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn feed(&self, filter: FeedFilter) -> Result<Vec<EventRow>> {
        self.read(move |conn| page(conn, &filter)).await
    }

    /// Events that changed after `after_seq`, in the order of their changes, each once and as it
    /// is.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn feed_changes(&self, after_seq: i64, limit: usize) -> Result<Vec<EventRow>> {
        let sql = format!(
            "SELECT id, id AS seq, {COLUMNS} FROM event NOT INDEXED WHERE id > ?1 AND seq = id
            UNION ALL
            SELECT id, seq, {COLUMNS} FROM event INDEXED BY event_changed
                WHERE seq > ?1 AND seq <> id
            ORDER BY seq LIMIT ?2"
        );
        let values = (after_seq, limit as i64);
        self.read(move |conn| rows::all(conn, &sql, values, event::of_row))
            .await
    }

    /// How far the ledger is.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn feed_head(&self) -> Result<Head> {
        self.read(event::head).await
    }

    /// How many events first arrived at `at` or later, in milliseconds since the epoch.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn events_since(&self, at: i64) -> Result<i64> {
        let sql = "SELECT count(*) FROM event WHERE first_at >= ?1";
        self.read(move |conn| rows::count(conn, sql, [at])).await
    }

    /// One event.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn event(&self, id: i64) -> Result<Option<EventRow>> {
        let sql = format!("SELECT id, seq, {COLUMNS} FROM event WHERE id = ?1");
        self.read(move |conn| rows::first(conn, &sql, [id], event::of_row))
            .await
    }
}

fn page(conn: &Connection, filter: &FeedFilter) -> Result<Vec<EventRow>> {
    let limit = filter.limit as i64;
    let mut wanted = Wanted::of(filter);
    let sql = wanted.sql(index(filter));
    wanted.values.push(&limit);
    rows::all(conn, &sql, params_from_iter(wanted.values), event::of_row)
}

/// The index that leaves the fewest rows to look at. Named, because without statistics SQLite takes
/// every filter for equally rare.
fn index(filter: &FeedFilter) -> &'static str {
    match filter {
        FeedFilter {
            verdict: Some(verdict),
            ..
        } if *verdict != Verdict::Verified => "INDEXED BY event_doubtful",
        FeedFilter {
            store_id: Some(_), ..
        } => "INDEXED BY event_store",
        FeedFilter {
            trigger: Some(_), ..
        } => "INDEXED BY event_trigger",
        FeedFilter {
            app_id: Some(_), ..
        } => "INDEXED BY event_app",
        _ => "NOT INDEXED",
    }
}

/// Conditions and their values.
#[derive(Default)]
struct Wanted<'f> {
    conditions: Vec<&'static str>,
    values: Vec<&'f dyn ToSql>,
}

impl<'f> Wanted<'f> {
    fn of(filter: &'f FeedFilter) -> Self {
        let mut wanted = Self::default();
        wanted.add("app_id = ?", filter.app_id.as_ref());
        wanted.add("store_id = ?", filter.store_id.as_ref());
        wanted.add("trigger = ?", filter.trigger.as_ref());
        wanted.add("verdict = ?", filter.verdict.as_ref());
        wanted.add("id < ?", filter.before.as_ref());
        let part = filter.resource_part.as_ref();
        wanted.add(
            "instr(resource_id || char(10) || ifnull(extra_id, ''), ?) > 0",
            part,
        );
        if filter
            .verdict
            .is_some_and(|verdict| verdict != Verdict::Verified)
        {
            wanted.conditions.push("verdict <> 'verified'");
        }
        wanted
    }

    fn add<T: ToSql>(&mut self, condition: &'static str, value: Option<&'f T>) {
        if let Some(value) = value {
            self.conditions.push(condition);
            self.values.push(value);
        }
    }

    fn sql(&self, index: &str) -> String {
        let mut conditions = self.conditions.join(" AND ");
        if conditions.is_empty() {
            conditions.push_str("TRUE");
        }
        format!(
            "SELECT id, seq, {COLUMNS} FROM event {index} WHERE {conditions}
                ORDER BY id DESC LIMIT ?"
        )
    }
}
