//! What requests were answered, a minute at a time: how many were acknowledged and how long that
//! took, and how many were turned away and why. A flood of requests adds to a row, and makes none.

use std::time::Duration;

use rusqlite::{Connection, Row};

use crate::error::Result;
use crate::index::tally::Chart;
use crate::job::Desk;
use crate::ledger::Ledger;
use crate::migrations::Steps;
use crate::rows;
use crate::times::Times;
use crate::words::AnswerKind;

pub(crate) const STEPS: Steps = &[(
    4,
    "CREATE TABLE answered (
        minute INTEGER NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('acknowledged', 'fault', 'host', 'cross_site', 'path',
            'method', 'unknown', 'nonce', 'too_large', 'too_many_headers', 'malformed', 'slow',
            'connections', 'rate', 'busy')),
        answers INTEGER NOT NULL,
        longest_us INTEGER NOT NULL,
        times BLOB NOT NULL,
        PRIMARY KEY (minute, kind)
    ) STRICT, WITHOUT ROWID;",
)];

const KINDS: usize = AnswerKind::ALL.len();

/// What was answered in a stretch of time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    counts: [u32; KINDS],
    times: Times,
}

impl Answers {
    /// Counts an answer.
    pub fn note(&mut self, kind: AnswerKind) {
        self.count_more(kind, 1);
    }

    /// Counts an acknowledgement and how long it took.
    pub fn acknowledged(&mut self, took: Duration) {
        self.note(AnswerKind::Acknowledged);
        self.times.note(took);
    }

    /// How many answers of a kind there were.
    pub fn count(&self, kind: AnswerKind) -> u32 {
        self.counts[kind as usize]
    }

    /// How long acknowledgements took.
    pub fn times(&self) -> &Times {
        &self.times
    }

    /// Adds others.
    pub fn add(&mut self, others: &Self) {
        for kind in AnswerKind::ALL {
            self.count_more(*kind, others.count(*kind));
        }
        self.times.add(&others.times);
    }

    fn count_more(&mut self, kind: AnswerKind, by: u32) {
        let count = &mut self.counts[kind as usize];
        *count = count.saturating_add(by);
    }

    fn add_row(&mut self, row: &AnsweredRow) {
        self.count_more(row.kind, row.answers);
        self.times.add(&row.times);
    }
}

/// The answers of a kind in a minute.
struct AnsweredRow {
    minute: i64,
    kind: AnswerKind,
    answers: u32,
    times: Times,
}

impl Ledger {
    /// Adds what was answered, each by its minute since the epoch, to what is known of those
    /// minutes, and forgets minutes before `oldest`.
    ///
    /// # Errors
    /// Those of writing.
    pub async fn add_answers(&self, minutes: Vec<(i64, Answers)>, oldest: i64) -> Result<()> {
        self.write(move |desk| {
            for (minute, answers) in &minutes {
                add(desk, *minute, answers)?;
            }
            desk.run("DELETE FROM answered WHERE minute < ?1", [oldest])
                .map(drop)
        })
        .await
    }

    /// What was answered in each slot of a chart.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn answers(&self, chart: Chart) -> Result<Vec<Answers>> {
        self.read(move |conn| by_slot(conn, &chart)).await
    }
}

fn add(desk: &Desk<'_>, minute: i64, answers: &Answers) -> Result<()> {
    for kind in AnswerKind::ALL {
        let count = answers.count(*kind);
        if count == 0 {
            continue;
        }
        let mut row = known(desk.conn, minute, *kind)?;
        row.answers = row.answers.saturating_add(count);
        if *kind == AnswerKind::Acknowledged {
            row.times.add(&answers.times);
        }
        keep(desk, &row)?;
    }
    Ok(())
}

fn known(conn: &Connection, minute: i64, kind: AnswerKind) -> Result<AnsweredRow> {
    let sql = "SELECT minute, kind, answers, longest_us, times FROM answered
        WHERE minute = ?1 AND kind = ?2";
    let none = AnsweredRow {
        minute,
        kind,
        answers: 0,
        times: Times::default(),
    };
    Ok(rows::first(conn, sql, (minute, kind), of_row)?.unwrap_or(none))
}

fn keep(desk: &Desk<'_>, row: &AnsweredRow) -> Result<()> {
    let values = (
        row.minute,
        row.kind,
        row.answers,
        row.times.longest_us(),
        row.times.to_bytes(),
    );
    desk.run(
        "INSERT OR REPLACE INTO answered VALUES (?1, ?2, ?3, ?4, ?5)",
        values,
    )
    .map(drop)
}

fn by_slot(conn: &Connection, chart: &Chart) -> Result<Vec<Answers>> {
    let sql = "SELECT minute, kind, answers, longest_us, times FROM answered
        WHERE minute >= ?1 AND minute < ?2";
    let mut slots = vec![Answers::default(); usize::try_from(chart.slots).unwrap_or_default()];
    let mut statement = conn.prepare_cached(sql)?;
    let until = chart.from + chart.step * chart.slots;
    let mut rows = statement.query((chart.from, until))?;
    while let Some(row) = rows.next()? {
        let row = of_row(row)?;
        if let Some(slot) = chart.slot_of(row.minute).and_then(|at| slots.get_mut(at)) {
            slot.add_row(&row);
        }
    }
    Ok(slots)
}

/// Bytes that are no counts are shown as none: a chart is no reason to show nothing.
fn of_row(row: &Row<'_>) -> rusqlite::Result<AnsweredRow> {
    let (longest_us, bytes): (u32, Vec<u8>) = (row.get(3)?, row.get(4)?);
    Ok(AnsweredRow {
        minute: row.get(0)?,
        kind: row.get(1)?,
        answers: row.get(2)?,
        times: Times::from_bytes(&bytes, longest_us).unwrap_or_default(),
    })
}
