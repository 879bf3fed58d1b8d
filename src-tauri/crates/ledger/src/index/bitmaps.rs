//! Sets of event ids as Roaring bitmaps, a chunk of 65,536 ids each, so that conditions are combined
//! a chunk at a time and a batch rewrites only the newest chunk.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::io;
use std::ops::RangeInclusive;

use roaring::RoaringBitmap;
use rusqlite::{Connection, Params, params};

use crate::error::{LedgerError, Result};
use crate::index::fields::{Field, Value};

/// The bits of an id within its chunk.
pub(crate) const CHUNK_BITS: u32 = 16;

/// What a batch changes of the index, kept until its end: most events of a batch share their chunk
/// and most of their values.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    postings: BTreeMap<(Field, Value, u32), Edited>,
    hours: BTreeMap<(u32, i64), Edited>,
}

#[derive(Debug)]
struct Edited {
    events: RoaringBitmap,
    changed: bool,
}

impl Draft {
    /// Puts an event among, or takes it from among, those that have a value; whether that changed
    /// anything.
    pub(crate) fn set(
        &mut self,
        conn: &Connection,
        (field, value): (Field, Value),
        id: u32,
        has: bool,
    ) -> Result<bool> {
        let key = (field, value, id >> CHUNK_BITS);
        let edited = edited(&mut self.postings, key, |(field, value, chunk)| {
            stored(conn, "main", *field, value, *chunk)
        })?;
        Ok(edited.set(id, has))
    }

    /// Notes when an event arrived, in milliseconds since the epoch, or forgets it.
    pub(crate) fn arrived(&mut self, conn: &Connection, id: u32, at: i64, has: bool) -> Result<()> {
        let key = (id >> CHUNK_BITS, hour(at));
        let edited = edited(&mut self.hours, key, |(chunk, hour)| {
            within(conn, "main", *chunk, &(*hour..=*hour))
        })?;
        edited.set(id, has);
        Ok(())
    }

    /// The events of a chunk that have a value, with what the batch changed.
    pub(crate) fn events(
        &mut self,
        conn: &Connection,
        (field, value): (Field, Value),
        chunk: u32,
    ) -> Result<&RoaringBitmap> {
        let edited = edited(
            &mut self.postings,
            (field, value, chunk),
            |(field, value, chunk)| stored(conn, "main", *field, value, *chunk),
        )?;
        Ok(&edited.events)
    }

    /// Writes what changed. A set without events is no row.
    pub(crate) fn write(self, conn: &Connection) -> Result<()> {
        let mut put =
            conn.prepare_cached("INSERT OR REPLACE INTO posting VALUES (?1, ?2, ?3, ?4)")?;
        let mut drop = conn
            .prepare_cached("DELETE FROM posting WHERE field = ?1 AND value = ?2 AND chunk = ?3")?;
        for ((field, value, chunk), edited) in &self.postings {
            match edited.written()? {
                Written::Same => {}
                Written::Empty => {
                    drop.execute(params![*field as i64, value, chunk])?;
                }
                Written::As(blob) => {
                    put.execute(params![*field as i64, value, chunk, blob])?;
                }
            }
        }
        self.write_hours(conn)
    }

    fn write_hours(&self, conn: &Connection) -> Result<()> {
        let mut put = conn.prepare_cached("INSERT OR REPLACE INTO hour VALUES (?1, ?2, ?3)")?;
        let mut drop = conn.prepare_cached("DELETE FROM hour WHERE chunk = ?1 AND hour = ?2")?;
        for ((chunk, hour), edited) in &self.hours {
            match edited.written()? {
                Written::Same => {}
                Written::Empty => {
                    drop.execute((chunk, hour))?;
                }
                Written::As(blob) => {
                    put.execute(params![chunk, hour, blob])?;
                }
            }
        }
        Ok(())
    }
}

/// What becomes of a set's row.
enum Written {
    Same,
    Empty,
    As(Vec<u8>),
}

impl Edited {
    fn of(events: RoaringBitmap) -> Self {
        Self {
            events,
            changed: false,
        }
    }

    fn set(&mut self, id: u32, has: bool) -> bool {
        let changed = if has {
            self.events.insert(id)
        } else {
            self.events.remove(id)
        };
        self.changed |= changed;
        changed
    }

    fn written(&self) -> Result<Written> {
        Ok(match (self.changed, self.events.is_empty()) {
            (false, _) => Written::Same,
            (true, true) => Written::Empty,
            (true, false) => Written::As(encode(&self.events)?),
        })
    }
}

/// The events of a chunk that have a value, from an index that is attached as `search`.
pub(crate) fn read(
    conn: &Connection,
    (field, value): (Field, &Value),
    chunk: u32,
) -> Result<RoaringBitmap> {
    stored(conn, super::ATTACHED, field, value, chunk)
}

/// The events of a chunk that arrived within some hours, from an index attached as `search`.
pub(crate) fn read_hours(
    conn: &Connection,
    hours: &RangeInclusive<i64>,
    chunk: u32,
) -> Result<RoaringBitmap> {
    within(conn, super::ATTACHED, chunk, hours)
}

/// The hour of a time in milliseconds since the epoch.
pub(crate) const fn hour(at: i64) -> i64 {
    at.div_euclid(3_600_000)
}

/// What is edited of a key, read when it is touched for the first time.
fn edited<K: Ord>(
    all: &mut BTreeMap<K, Edited>,
    key: K,
    read: impl FnOnce(&K) -> Result<RoaringBitmap>,
) -> Result<&mut Edited> {
    Ok(match all.entry(key) {
        Entry::Occupied(known) => known.into_mut(),
        Entry::Vacant(new) => {
            let events = read(new.key())?;
            new.insert(Edited::of(events))
        }
    })
}

fn stored(
    conn: &Connection,
    schema: &str,
    field: Field,
    value: &Value,
    chunk: u32,
) -> Result<RoaringBitmap> {
    let sql = format!(
        "SELECT events FROM {schema}.posting WHERE field = ?1 AND value = ?2 AND chunk = ?3"
    );
    union(conn, &sql, params![field as i64, value, chunk])
}

fn within(
    conn: &Connection,
    schema: &str,
    chunk: u32,
    hours: &RangeInclusive<i64>,
) -> Result<RoaringBitmap> {
    let sql =
        format!("SELECT events FROM {schema}.hour WHERE chunk = ?1 AND hour >= ?2 AND hour <= ?3");
    union(conn, &sql, (chunk, hours.start(), hours.end()))
}

/// All the events of the sets that a query finds.
fn union(conn: &Connection, sql: &str, values: impl Params) -> Result<RoaringBitmap> {
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query(values)?;
    let mut found = RoaringBitmap::new();
    while let Some(row) = rows.next()? {
        found |= decode(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?)?;
    }
    Ok(found)
}

fn decode(blob: &[u8]) -> Result<RoaringBitmap> {
    RoaringBitmap::deserialize_from(blob).map_err(|_| LedgerError::Corrupt)
}

fn encode(events: &RoaringBitmap) -> Result<Vec<u8>> {
    let mut blob = Vec::with_capacity(events.serialized_size());
    events
        .serialize_into(&mut blob)
        .map_err(|why: io::Error| LedgerError::Disk(why.to_string()))?;
    Ok(blob)
}
