//! Which events of a range of ids may meet the conditions, as the index knows it: never too few,
//! sometimes too many, so that each is looked at before it counts as found.

use std::ops::RangeInclusive;

use roaring::RoaringBitmap;
use rusqlite::Connection;

use crate::error::Result;
use crate::index::fields::{self, Field, Value};
use crate::index::{self, CHUNK_BITS, heads, texts};
use crate::rows;
use crate::search::condition::{Conditions, Term};

/// So few candidates are read sooner than their trigrams are looked up.
const FEW: u64 = 256;

/// The conditions in the terms of the index.
#[derive(Debug)]
pub(super) struct Plan {
    any: Vec<Vec<(Field, Value)>>,
    none: Vec<(Field, Value)>,
    hours: Option<RangeInclusive<i64>>,
    texts: Vec<Wanted>,
}

/// A text that must be there.
#[derive(Debug)]
struct Wanted {
    heads: Vec<i64>,
    by: By,
}

/// How a text is looked up.
#[derive(Debug)]
enum By {
    /// By its trigrams, as a query.
    Trigrams(String),
    /// It is too short for that: by the blocks in which it occurs.
    Gram(String),
    /// Not at all.
    Looking,
}

impl Plan {
    /// The plan for some conditions.
    pub(super) fn of(conn: &Connection, conditions: &Conditions) -> Result<Self> {
        let single = conditions.all.iter().map(std::slice::from_ref);
        let groups = conditions.any.iter().map(Vec::as_slice).chain(single);
        let wanted = conditions.texts.iter().map(|text| Wanted::of(conn, text));
        Ok(Self {
            any: groups.filter_map(postings).collect(),
            none: conditions.none.iter().filter_map(denied).collect(),
            hours: hours(conditions),
            texts: wanted.collect::<Result<_>>()?,
        })
    }

    /// The ids of a range that may meet the conditions.
    pub(super) fn candidates(
        &self,
        conn: &Connection,
        range: RangeInclusive<u32>,
    ) -> Result<RoaringBitmap> {
        let mut found = RoaringBitmap::new();
        for chunk in range.start() >> CHUNK_BITS..=range.end() >> CHUNK_BITS {
            found |= self.in_chunk(conn, chunk)?;
        }
        keep(&mut found, &range);
        for wanted in &self.texts {
            if found.len() <= FEW {
                break;
            }
            found &= wanted.candidates(conn, &range)?;
        }
        Ok(found)
    }

    fn in_chunk(&self, conn: &Connection, chunk: u32) -> Result<RoaringBitmap> {
        let mut found = index::read_bitmap(conn, (Field::All, &Value::Number(0)), chunk)?;
        for group in &self.any {
            if found.is_empty() {
                return Ok(found);
            }
            let mut either = RoaringBitmap::new();
            for (field, value) in group {
                either |= index::read_bitmap(conn, (*field, value), chunk)?;
            }
            found &= either;
        }
        for (field, value) in &self.none {
            found -= index::read_bitmap(conn, (*field, value), chunk)?;
        }
        if let (Some(hours), false) = (&self.hours, found.is_empty()) {
            found &= index::read_hours(conn, hours, chunk)?;
        }
        Ok(found)
    }
}

impl Wanted {
    fn of(conn: &Connection, text: &str) -> Result<Self> {
        let by = match texts::all_trigrams(text) {
            Some(query) => By::Trigrams(query),
            None if text.chars().count() <= 2 => By::Gram(text.to_owned()),
            None => By::Looking,
        };
        let heads = match by {
            By::Trigrams(_) => heads::with(conn, text)?,
            By::Gram(_) | By::Looking => Vec::new(),
        };
        Ok(Self { heads, by })
    }

    fn candidates(&self, conn: &Connection, range: &RangeInclusive<u32>) -> Result<RoaringBitmap> {
        let mut found = match &self.by {
            By::Trigrams(query) => with_trigrams(conn, query, range)?,
            By::Gram(gram) => with_gram(conn, gram, range)?,
            By::Looking => (*range).clone().collect(),
        };
        for head in &self.heads {
            for chunk in range.start() >> CHUNK_BITS..=range.end() >> CHUNK_BITS {
                found |= index::read_bitmap(conn, (Field::Head, &Value::Number(*head)), chunk)?;
            }
        }
        Ok(found)
    }
}

fn with_trigrams(
    conn: &Connection,
    query: &str,
    range: &RangeInclusive<u32>,
) -> Result<RoaringBitmap> {
    let sql = "SELECT rowid FROM search.doc
        WHERE doc MATCH ?1 AND rowid >= ?2 AND rowid <= ?3 ORDER BY rowid";
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query((query, range.start(), range.end()))?;
    let mut found = RoaringBitmap::new();
    while let Some(row) = rows.next()? {
        found.insert(row.get(0)?);
    }
    Ok(found)
}

fn with_gram(conn: &Connection, gram: &str, range: &RangeInclusive<u32>) -> Result<RoaringBitmap> {
    let sql = "SELECT block FROM search.gram WHERE gram = ?1 AND block >= ?2 AND block <= ?3";
    let block = index::BLOCK as u32;
    let values = (gram, range.start() / block, range.end() / block);
    let blocks: Vec<u32> = rows::all(conn, sql, values, |row| row.get(0))?;
    let mut found = RoaringBitmap::new();
    for at in blocks {
        found.insert_range(at * block..=at * block + (block - 1));
    }
    Ok(found)
}

fn keep(found: &mut RoaringBitmap, range: &RangeInclusive<u32>) {
    found.remove_range(..range.start());
    if let Some(beyond) = range.end().checked_add(1) {
        found.remove_range(beyond..);
    }
}

/// The hours in which what the conditions want can have arrived.
fn hours(conditions: &Conditions) -> Option<RangeInclusive<i64>> {
    let (mut first, mut last) = (i64::MIN, i64::MAX);
    for term in &conditions.all {
        if let Term::After(at) = term {
            first = first.max(index::hour(*at));
        } else if let Term::Before(at) = term {
            last = last.min(index::hour(*at));
        }
    }
    ((first, last) != (i64::MIN, i64::MAX)).then_some(first..=last)
}

fn postings(terms: &[Term]) -> Option<Vec<(Field, Value)>> {
    terms.iter().map(posting).collect()
}

/// What of a denied term the index can take away: only what it knows exactly.
fn denied(term: &Term) -> Option<(Field, Value)> {
    let exact = !matches!(term, Term::Label(_));
    posting(term).filter(|(_, value)| exact && value.is_whole())
}

fn posting(term: &Term) -> Option<(Field, Value)> {
    Some(match term {
        Term::App(id) => (Field::App, Value::Number(*id)),
        Term::Store(id) => (Field::Store, Value::Number(*id)),
        Term::Trigger(id) => (Field::Trigger, Value::text(id)),
        Term::Resource(kind) => (Field::Resource, Value::text(kind)),
        Term::Id(id) => (Field::Id, Value::text(id)),
        Term::Verdict(verdict) => (Field::Verdict, fields::of_verdict(*verdict)),
        Term::Origin(origin) => (Field::Origin, fields::of_origin(*origin)),
        Term::Duplicate => (Field::Is, Value::Number(fields::DUPLICATE)),
        Term::Pinned => (Field::Is, Value::Number(fields::PINNED)),
        Term::Noted => (Field::Is, Value::Number(fields::NOTED)),
        Term::Imported => (Field::Is, Value::Number(fields::IMPORTED)),
        Term::Label(label) => (Field::Label, Value::text(label)),
        Term::After(_) | Term::Before(_) | Term::Text(_) => return None,
    })
}
