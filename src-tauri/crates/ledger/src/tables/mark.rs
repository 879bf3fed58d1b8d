//! What the user puts on events: pins, labels and notes. Each is a change of the event, so that
//! whoever follows the feed sees it.

use std::collections::BTreeSet;

use crate::error::{LedgerError, Result};
use crate::job::Desk;
use crate::ledger::Ledger;
use crate::rows::{self, Json};

impl Ledger {
    /// Pins events, or takes the pins off. Events that are gone are passed over.
    ///
    /// # Errors
    /// Those of writing.
    pub async fn pin(&self, ids: Vec<i64>, pinned: bool) -> Result<()> {
        let sql = "UPDATE event SET seq = ?2, pinned = ?3 WHERE id = ?1 AND pinned <> ?3";
        self.write(move |desk| {
            for id in &ids {
                let seq = desk.next_seq();
                desk.run(sql, (id, seq, pinned))?;
            }
            Ok(())
        })
        .await
    }

    /// Puts a label on events, or takes it off. Events that are gone are passed over.
    ///
    /// # Errors
    /// Those of writing.
    pub async fn label(&self, ids: Vec<i64>, label: &str, on: bool) -> Result<()> {
        let label = label.to_owned();
        self.write(move |desk| {
            for id in &ids {
                put_label(desk, *id, &label, on)?;
            }
            Ok(())
        })
        .await
    }

    /// Writes a note on an event; an empty one takes it off.
    ///
    /// # Errors
    /// `NotFound` when the event is gone.
    pub async fn write_note(&self, id: i64, note: &str) -> Result<()> {
        let note = (!note.is_empty()).then(|| note.to_owned());
        let sql = "UPDATE event SET seq = ?2, note = ?3 WHERE id = ?1";
        self.write(move |desk| {
            let seq = desk.next_seq();
            match desk.run(sql, (id, seq, &note))? {
                0 => Err(LedgerError::NotFound),
                _ => Ok(()),
            }
        })
        .await
    }

    /// The note on an event; empty when there is none.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn note(&self, id: i64) -> Result<String> {
        let sql = "SELECT ifnull(note, '') FROM event WHERE id = ?1";
        self.read(move |conn| rows::first(conn, sql, [id], |row| row.get(0)))
            .await
            .map(Option::unwrap_or_default)
    }

    /// Every label in use, in alphabetical order.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn labels(&self) -> Result<BTreeSet<String>> {
        let sql = "SELECT labels FROM event INDEXED BY event_labelled WHERE labels IS NOT NULL";
        let all: Vec<Vec<String>> = self
            .read(move |conn| {
                rows::all(conn, sql, [], |row| row.get::<_, Json<_>>(0).map(|it| it.0))
            })
            .await?;
        Ok(all.into_iter().flatten().collect())
    }
}

fn put_label(desk: &mut Desk<'_>, id: i64, label: &str, on: bool) -> Result<()> {
    let sql = "SELECT labels FROM event WHERE id = ?1";
    let known = rows::first(desk.conn, sql, [id], |row| {
        rows::optional_json::<Vec<String>>(row, "labels")
    })?;
    let Some(known) = known else { return Ok(()) };
    let mut labels = known.unwrap_or_default();
    if labels.iter().any(|it| it == label) == on {
        return Ok(());
    }
    if on {
        labels.push(label.to_owned());
    } else {
        labels.retain(|it| it != label);
    }
    let seq = desk.next_seq();
    let labels = (!labels.is_empty()).then_some(Json(labels));
    desk.run(
        "UPDATE event SET seq = ?2, labels = ?3 WHERE id = ?1",
        (id, seq, labels),
    )
    .map(drop)
}
