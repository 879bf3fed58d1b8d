//! Headers that all deliveries of a hook have in common, kept once: a search for one of them needs
//! no trigrams of a million copies.

use std::collections::HashMap;

use rusqlite::Connection;

use crate::error::Result;
use crate::index::fields::Field;
use crate::index::texts;
use crate::rows;

/// The most that are kept. Senders that vary what others keep have theirs among the trigrams.
const MOST: i64 = 4096;

/// The heads that this process has met, by their text.
#[derive(Debug, Default)]
pub(crate) struct Heads(HashMap<String, i64>);

impl Heads {
    /// The head with this text, kept from now on; `None` when there are too many already.
    pub(crate) fn of(&mut self, conn: &Connection, text: &str) -> Result<Option<i64>> {
        if let Some(id) = self.0.get(text) {
            return Ok(Some(*id));
        }
        let sql = "SELECT id FROM head WHERE text = ?1";
        let known = rows::first(conn, sql, [text], |row| row.get(0))?;
        let id = match known {
            Some(id) => id,
            None if rows::count(conn, "SELECT count(*) FROM head", [])? >= MOST => return Ok(None),
            None => {
                conn.prepare_cached("INSERT INTO head (text) VALUES (?1)")?
                    .execute([text])?;
                conn.last_insert_rowid()
            }
        };
        self.0.insert(text.to_owned(), id);
        Ok(Some(id))
    }
}

/// The heads that events of a chunk have.
pub(crate) fn of_chunk(conn: &Connection, chunk: u32) -> Result<Vec<i64>> {
    let sql = "SELECT value FROM posting WHERE field = ?1 AND chunk = ?2";
    rows::all(conn, sql, (Field::Head as i64, chunk), |row| row.get(0))
}

/// The heads that have `needle`, which is in lower case, in an index that is attached as `search`.
pub(crate) fn with(conn: &Connection, needle: &str) -> Result<Vec<i64>> {
    let heads = rows::all(conn, "SELECT id, text FROM search.head", [], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
    })?;
    Ok(heads
        .into_iter()
        .filter(|(_, text)| texts::lower(text).contains(needle))
        .map(|(id, _)| id)
        .collect())
}
