//! One event into the index.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use crate::error::Result;
use crate::index::bitmaps::{CHUNK_BITS, Draft};
use crate::index::fields::{self, Field, Value};
use crate::index::grams::{self, BLOCK};
use crate::index::heads;
use crate::index::known::Known;
use crate::index::shape::{self, Lessons};
use crate::index::tally::Tally;
use crate::index::texts::{self, Texts};
use crate::tables::event::EventRow;
use crate::words::Verdict;

/// What a batch gathers before it is written.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    draft: Draft,
    tally: Tally,
    lessons: Lessons,
    /// Blocks that events were taken out of.
    left: BTreeSet<i64>,
    /// The heads of chunks that events were taken out of.
    heads: BTreeMap<u32, Vec<i64>>,
}

impl Batch {
    /// Adds an event as it is, or brings what is known of it up to date.
    pub(crate) fn add(
        &mut self,
        conn: &Connection,
        known: &mut Known,
        row: &EventRow,
        cursor: i64,
    ) -> Result<()> {
        let Ok(id) = u32::try_from(row.id) else {
            return Ok(());
        };
        let mut new = false;
        for posting in fields::lasting(row) {
            let first = posting.0 == Field::All;
            let changed = self.draft.set(conn, posting, id, true)?;
            new |= first && changed;
        }
        let proved = self.verdict(conn, row, id)?;
        for (flag, has) in fields::flags(row) {
            let posting = (Field::Is, Value::Number(flag));
            self.draft.set(conn, posting, id, has)?;
        }
        self.labels(conn, row, id)?;
        if new {
            self.draft.arrived(conn, id, row.first_at, true)?;
        }
        let texts = texts::of_event(conn, "ledger", row)?;
        if proved {
            self.learn(row, &texts);
        }
        self.texts(conn, known, (row.id, &texts), (new, cursor))
    }

    /// Takes an event out that is no longer in the ledger, as `row` remembers it. What it had when it
    /// was indexed is known here better.
    pub(crate) fn remove(&mut self, conn: &Connection, row: &EventRow) -> Result<()> {
        let Ok(id) = u32::try_from(row.id) else {
            return Ok(());
        };
        if !self
            .draft
            .set(conn, (Field::All, Value::Number(0)), id, false)?
        {
            return Ok(());
        }
        for posting in fields::lasting(row).into_iter().chain(fields::passing(row)) {
            self.draft.set(conn, posting, id, false)?;
        }
        self.heads(conn, id)?;
        for verdict in Verdict::ALL {
            let posting = (Field::Verdict, fields::of_verdict(*verdict));
            if self.draft.set(conn, posting, id, false)? {
                self.tally.count(row, *verdict, -1);
            }
        }
        self.draft.arrived(conn, id, row.first_at, false)?;
        self.left.insert(row.id.div_euclid(BLOCK));
        conn.prepare_cached("DELETE FROM doc WHERE rowid = ?1")?
            .execute([row.id])?;
        Ok(())
    }

    /// Takes an event out from among those with each head: which of them it has, nobody knows.
    fn heads(&mut self, conn: &Connection, id: u32) -> Result<()> {
        let chunk = id >> CHUNK_BITS;
        let heads = match self.heads.entry(chunk) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(heads::of_chunk(conn, chunk)?),
        };
        for head in heads {
            let posting = (Field::Head, Value::Number(*head));
            self.draft.set(conn, posting, id, false)?;
        }
        Ok(())
    }

    /// Blocks that events were taken out of and that have none any more.
    fn emptied(&mut self, conn: &Connection) -> Result<Vec<i64>> {
        let mut emptied = Vec::new();
        for block in std::mem::take(&mut self.left) {
            let first = (block * BLOCK) as u32;
            let all = (Field::All, Value::Number(0));
            let events = self.draft.events(conn, all, first >> CHUNK_BITS)?;
            if events.range_cardinality(first..first + BLOCK as u32) == 0 {
                emptied.push(block);
            }
        }
        Ok(emptied)
    }

    /// Writes it all. Blocks below that of the event `newest` get no more events.
    pub(crate) fn write(mut self, conn: &Connection, newest: i64) -> Result<()> {
        let mut emptied = self.emptied(conn)?;
        emptied.retain(|block| *block < newest.div_euclid(BLOCK));
        grams::forget(conn, &emptied)?;
        self.draft.write(conn)?;
        self.lessons.write(conn)?;
        self.tally.write(conn)
    }

    /// Counts the event under its verdict, and no longer under the one it had; whether it is proved,
    /// and was not before.
    fn verdict(&mut self, conn: &Connection, row: &EventRow, id: u32) -> Result<bool> {
        let (mut was, mut is) = (false, false);
        for verdict in Verdict::ALL {
            let posting = (Field::Verdict, fields::of_verdict(*verdict));
            let has = *verdict == row.verdict;
            if self.draft.set(conn, posting, id, has)? {
                self.tally.count(row, *verdict, if has { 1 } else { -1 });
                let known = if has { &mut is } else { &mut was };
                *known |= verdict.is_proved();
            }
        }
        Ok(is && !was)
    }

    /// Learns from the first delivery that is proved: one before it may be forged.
    fn learn(&mut self, row: &EventRow, texts: &[Texts]) {
        let first = texts.iter().find(|it| it.proved);
        if let (true, Some(first)) = (shape::teaches(row), first) {
            self.lessons.learn(row, &first.body);
        }
    }

    /// A label that was taken off stays as a posting; whoever finds an event by it looks at the
    /// event too.
    fn labels(&mut self, conn: &Connection, row: &EventRow, id: u32) -> Result<()> {
        for label in &row.labels {
            let posting = (Field::Label, Value::text(label));
            self.draft.set(conn, posting, id, true)?;
        }
        Ok(())
    }

    /// Its texts, when it has any that may not be indexed. One that was taken away stays: whoever
    /// finds an event by it looks at the event too.
    fn texts(
        &mut self,
        conn: &Connection,
        known: &mut Known,
        (id, texts): (i64, &[Texts]),
        (new, cursor): (bool, i64),
    ) -> Result<()> {
        let latest = texts.last().map_or(0, |it| it.delivery_id);
        let beside = texts.first().is_some_and(Texts::are_beside);
        if texts.is_empty() || !(new || latest > cursor || beside) {
            return Ok(());
        }
        let mut doc = String::new();
        for of_delivery in texts {
            self.document(conn, known, id, of_delivery, &mut doc)?;
        }
        let sql = "INSERT OR REPLACE INTO doc (rowid, text) VALUES (?1, ?2)";
        conn.prepare_cached(sql)?.execute((id, doc))?;
        Ok(())
    }

    fn document(
        &mut self,
        conn: &Connection,
        known: &mut Known,
        id: i64,
        texts: &Texts,
        doc: &mut String,
    ) -> Result<()> {
        doc.push_str(&texts.body);
        doc.push('\n');
        doc.push_str(&texts.varying);
        let grams = known.grams(conn, id.div_euclid(BLOCK))?;
        grams.add(&texts.body);
        grams.add(&texts.varying);
        if texts.are_beside() {
            return Ok(());
        }
        match known.head(conn, &texts.common)? {
            Some(head) => {
                let posting = (Field::Head, Value::Number(head));
                self.draft.set(conn, posting, id as u32, true)?;
            }
            None => doc.push_str(&texts.common),
        }
        Ok(())
    }
}
