//! Sets of event ids as Roaring bitmaps, a chunk of 65,536 ids each, so that conditions are combined
//! a chunk at a time and a batch rewrites only the newest chunk.

use std::collections::BTreeMap;
use std::io;

use roaring::RoaringBitmap;
use rusqlite::{Connection, OptionalExtension, params};

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
        let chunk = id >> CHUNK_BITS;
        let key = (field, value, chunk);
        let edited = match self.postings.entry(key) {
            std::collections::btree_map::Entry::Occupied(known) => known.into_mut(),
            std::collections::btree_map::Entry::Vacant(new) => {
                let (field, value, chunk) = new.key();
                let events = stored(conn, "main", *field, value, *chunk)?;
                new.insert(Edited::of(events))
            }
        };
        Ok(edited.set(id, has))
    }

    /// Notes the hour that an event arrived in.
    pub(crate) fn arrived(&mut self, conn: &Connection, id: u32, hour: i64) -> Result<()> {
        let chunk = id >> CHUNK_BITS;
        let edited = match self.hours.entry((chunk, hour)) {
            std::collections::btree_map::Entry::Occupied(known) => known.into_mut(),
            std::collections::btree_map::Entry::Vacant(new) => {
                let sql = "SELECT events FROM hour WHERE chunk = ?1 AND hour = ?2";
                let blob: Option<Vec<u8>> = conn
                    .prepare_cached(sql)?
                    .query_row((chunk, hour), |row| row.get(0))
                    .optional()?;
                new.insert(Edited::of(
                    blob.map_or_else(|| Ok(RoaringBitmap::new()), |it| decode(&it))?,
                ))
            }
        };
        edited.set(id, true);
        Ok(())
    }

    /// Writes what changed.
    pub(crate) fn write(self, conn: &Connection) -> Result<()> {
        let mut put =
            conn.prepare_cached("INSERT OR REPLACE INTO posting VALUES (?1, ?2, ?3, ?4)")?;
        let changed = self.postings.iter().filter(|(_, edited)| edited.changed);
        for ((field, value, chunk), edited) in changed {
            put.execute(params![
                *field as i64,
                value,
                chunk,
                encode(&edited.events)?
            ])?;
        }
        let mut put = conn.prepare_cached("INSERT OR REPLACE INTO hour VALUES (?1, ?2, ?3)")?;
        for ((chunk, hour), edited) in self.hours.iter().filter(|(_, edited)| edited.changed) {
            put.execute(params![chunk, hour, encode(&edited.events)?])?;
        }
        Ok(())
    }
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
}

/// The events of a chunk that have a value, from an index that is attached as `search`.
pub(crate) fn read(
    conn: &Connection,
    (field, value): (Field, &Value),
    chunk: u32,
) -> Result<RoaringBitmap> {
    stored(conn, super::ATTACHED, field, value, chunk)
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
    let mut statement = conn.prepare_cached(&sql)?;
    let mut rows = statement.query(params![field as i64, value, chunk])?;
    match rows.next()? {
        Some(row) => decode(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?),
        None => Ok(RoaringBitmap::new()),
    }
}

/// A stored set.
pub(crate) fn decode(blob: &[u8]) -> Result<RoaringBitmap> {
    RoaringBitmap::deserialize_from(blob).map_err(|_| LedgerError::Corrupt)
}

fn encode(events: &RoaringBitmap) -> Result<Vec<u8>> {
    let mut blob = Vec::with_capacity(events.serialized_size());
    events
        .serialize_into(&mut blob)
        .map_err(|why: io::Error| LedgerError::Disk(why.to_string()))?;
    Ok(blob)
}
