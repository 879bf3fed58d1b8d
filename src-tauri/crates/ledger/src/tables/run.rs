//! Runs: each time an orchestration is carried out. A run is pinned to a version, or carries the
//! draft that it tries out.

use rusqlite::{Connection, Params, Row};

use crate::error::{LedgerError, Result};
use crate::ledger::Ledger;
use crate::migrations::Steps;
use crate::rows;
use crate::words::{RunCause, RunState, WaitsFor};

/// Rows are short, so that a filter can look at all of them: what is long stands in `run_detail`.
/// `turn` is set for one open run of an orchestration, store and `serial_key`, and for every open run
/// without one. An event starts one run of an orchestration; what the user has done about it besides
/// has causes of its own. A replay has, because what it replays may be forgotten before it.
/// Versions go with their orchestration alone, so that no index has to find the runs of one.
pub(crate) const STEPS: Steps = &[(
    7,
    "CREATE TABLE run (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        orchestration_id INTEGER NOT NULL REFERENCES orchestration (id) ON DELETE CASCADE,
        version_id INTEGER,
        event_id INTEGER REFERENCES event (id) ON DELETE SET NULL,
        store_id INTEGER REFERENCES store (id) ON DELETE CASCADE,
        cause TEXT NOT NULL CHECK (cause = 'event' OR cause = 'manual' OR cause = 'schedule'
            OR cause = 'replay'),
        dry INTEGER NOT NULL CHECK (dry = 0 OR dry = 1),
        replay_of INTEGER REFERENCES run (id) ON DELETE SET NULL,
        key TEXT NOT NULL,
        serial_key TEXT,
        turn INTEGER NOT NULL CHECK (turn = 0 OR turn = 1),
        state TEXT NOT NULL CHECK (state = 'queued' OR state = 'running' OR state = 'waiting'
            OR state = 'unknown' OR state = 'succeeded' OR state = 'failed' OR state = 'dead'
            OR state = 'cancelled' OR state = 'skipped'),
        waits_for TEXT CHECK (waits_for = 'time' OR waits_for = 'quota' OR waits_for = 'store'
            OR waits_for = 'person'),
        next_at INTEGER,
        queued_at INTEGER NOT NULL,
        began_at INTEGER,
        ended_at INTEGER,
        code TEXT,
        note TEXT,
        coalesced INTEGER NOT NULL DEFAULT 0,
        CHECK (replay_of IS NULL OR cause = 'replay'),
        CHECK (turn = 0 OR ended_at IS NULL),
        CHECK ((waits_for IS NULL) = (state <> 'waiting'))
    ) STRICT;
    CREATE UNIQUE INDEX run_original ON run (orchestration_id, event_id)
        WHERE cause = 'event' AND dry = 0;
    CREATE INDEX run_of_event ON run (event_id) WHERE event_id IS NOT NULL;
    CREATE INDEX run_of_orchestration ON run (orchestration_id);
    CREATE INDEX run_of_store ON run (store_id) WHERE store_id IS NOT NULL;
    CREATE INDEX run_replay ON run (replay_of) WHERE replay_of IS NOT NULL;
    CREATE INDEX run_state ON run (state) WHERE state = 'queued' OR state = 'running'
        OR state = 'waiting' OR state = 'unknown' OR state = 'failed' OR state = 'dead'
        OR state = 'cancelled';
    CREATE INDEX run_dead ON run (code, orchestration_id) WHERE state = 'dead';
    CREATE INDEX run_next ON run (store_id, id) WHERE state = 'queued' AND turn = 1;
    CREATE INDEX run_due ON run (next_at, store_id)
        WHERE state = 'waiting' AND turn = 1 AND next_at IS NOT NULL;
    CREATE INDEX run_ended ON run (ended_at, orchestration_id, dry, state, began_at)
        WHERE ended_at IS NOT NULL;
    CREATE INDEX run_serial ON run (orchestration_id, store_id, serial_key, id)
        WHERE serial_key IS NOT NULL AND (state = 'queued' OR state = 'running'
            OR state = 'waiting' OR state = 'unknown');
    CREATE TABLE run_detail (
        run_id INTEGER PRIMARY KEY REFERENCES run (id) ON DELETE CASCADE,
        trigger TEXT CHECK (json_valid(trigger)),
        document TEXT CHECK (json_valid(document)),
        problem TEXT CHECK (json_valid(problem))
    ) STRICT;
    CREATE TABLE run_event (
        run_id INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
        event_id INTEGER NOT NULL REFERENCES event (id) ON DELETE CASCADE,
        PRIMARY KEY (run_id, event_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX run_event_event ON run_event (event_id);",
)];

/// The states of [`RunState::is_open`], as the index of serial keys has them.
pub(crate) const OPEN: &str =
    "(state = 'queued' OR state = 'running' OR state = 'waiting' OR state = 'unknown')";

/// Open runs about the same thing as one whose [`same`] are the values.
pub(crate) const SAME: &str = "orchestration_id = ?1 AND store_id IS ?2 AND serial_key = ?3
    AND (state = 'queued' OR state = 'running' OR state = 'waiting' OR state = 'unknown')";

/// The values of [`SAME`].
pub(crate) fn same(run: &Run) -> (i64, Option<i64>, Option<&str>) {
    let serial_key = run.serial_key.as_deref();
    (run.orchestration_id, run.store_id, serial_key)
}

/// The columns that [`of_row`] reads.
pub(crate) const COLUMNS: &str = "id, orchestration_id, version_id, event_id, store_id, cause, dry,
    replay_of, key, serial_key, turn, state, waits_for, next_at, queued_at, began_at, ended_at, code,
    note, coalesced";

/// A run, as light as a list needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Its row id, larger for every later run and never used again.
    pub id: i64,
    /// The orchestration.
    pub orchestration_id: i64,
    /// The version that is carried out; `None` for a draft that is tried out.
    pub version_id: Option<i64>,
    /// The event that started it, as long as that is there.
    pub event_id: Option<i64>,
    /// The store it is about.
    pub store_id: Option<i64>,
    /// Why it was started.
    pub cause: RunCause,
    /// Whether it changes nothing and shows what it would.
    pub dry: bool,
    /// The run that it does again, as long as that is there.
    pub replay_of: Option<i64>,
    /// A random text that nothing else has, for what it makes to be known by.
    pub key: String,
    /// What it is about: those of a store with the same one go one at a time.
    pub serial_key: Option<String>,
    /// Whether it is open and none of them goes before it.
    pub turn: bool,
    /// How it stands.
    pub state: RunState,
    /// What it waits for.
    pub waits_for: Option<WaitsFor>,
    /// When it goes on by itself, in milliseconds since the epoch.
    pub next_at: Option<i64>,
    /// When it was decided on.
    pub queued_at: i64,
    /// When it first began.
    pub began_at: Option<i64>,
    /// When it ended.
    pub ended_at: Option<i64>,
    /// What its trouble is grouped by, or why there was nothing to do; the caller's own closed set.
    pub code: Option<String>,
    /// What the user says of it.
    pub note: Option<String>,
    /// How many later events it stands for too.
    pub coalesced: i64,
}

impl Ledger {
    /// A run.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn run(&self, id: i64) -> Result<Option<Run>> {
        self.read(move |conn| by_id(conn, id)).await
    }

    /// Notes what the user says of a run.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn note_run(&self, id: i64, note: Option<String>) -> Result<()> {
        let sql = "UPDATE run SET note = ?2 WHERE id = ?1";
        self.write(move |desk| match desk.run(sql, (id, &note))? {
            0 => Err(LedgerError::NotFound),
            _ => Ok(()),
        })
        .await
    }
}

pub(crate) fn by_id(conn: &Connection, id: i64) -> Result<Option<Run>> {
    Ok(all(conn, "id = ?1", [id])?.pop())
}

pub(crate) fn all(conn: &Connection, which: &str, values: impl Params) -> Result<Vec<Run>> {
    let sql = format!("SELECT {COLUMNS} FROM run WHERE {which}");
    rows::all(conn, &sql, values, of_row)
}

pub(crate) fn of_row(row: &Row<'_>) -> rusqlite::Result<Run> {
    Ok(Run {
        id: row.get(0)?,
        orchestration_id: row.get(1)?,
        version_id: row.get(2)?,
        event_id: row.get(3)?,
        store_id: row.get(4)?,
        cause: row.get(5)?,
        dry: row.get(6)?,
        replay_of: row.get(7)?,
        key: row.get(8)?,
        serial_key: row.get(9)?,
        turn: row.get(10)?,
        state: row.get(11)?,
        waits_for: row.get(12)?,
        next_at: row.get(13)?,
        queued_at: row.get(14)?,
        began_at: row.get(15)?,
        ended_at: row.get(16)?,
        code: row.get(17)?,
        note: row.get(18)?,
        coalesced: row.get(19)?,
    })
}
