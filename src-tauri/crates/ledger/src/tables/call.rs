//! Calls: all that was sent, by the user or by a run, each written down before it is sent, so that what
//! a kill cut off is known to be unknown.

use rusqlite::named_params;

use crate::error::{LedgerError, Result};
use crate::job::Desk;
use crate::ledger::Ledger;
use crate::migrations::Steps;
use crate::rows::Json;
use crate::tables::store::ProblemRecord;
use crate::words::{CallKind, CallSettled, CallState};

/// Those that are open, or that somebody has to settle, are few. A run's are its attempts.
pub(crate) const STEPS: Steps = &[(
    7,
    "CREATE TABLE call (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL CHECK (kind = 'action' OR kind = 'http' OR kind = 'forward'
            OR kind = 'notify'),
        store_id INTEGER REFERENCES store (id) ON DELETE CASCADE,
        action TEXT NOT NULL,
        input TEXT NOT NULL CHECK (json_valid(input)),
        method TEXT NOT NULL,
        path TEXT NOT NULL,
        body TEXT CHECK (json_valid(body)),
        began_at INTEGER NOT NULL,
        ended_at INTEGER,
        state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed', 'unknown')),
        status INTEGER,
        answer TEXT CHECK (json_valid(answer)),
        too_large INTEGER NOT NULL DEFAULT 0,
        items INTEGER,
        problem TEXT CHECK (json_valid(problem)),
        settled TEXT CHECK (settled IN ('happened', 'did_not')),
        repeats INTEGER REFERENCES call (id) ON DELETE SET NULL,
        run_id INTEGER REFERENCES run (id) ON DELETE CASCADE,
        place TEXT,
        step_key TEXT,
        attempt INTEGER CHECK (attempt > 0),
        CHECK ((kind = 'action') = (action <> '')),
        CHECK (kind <> 'action' OR store_id IS NOT NULL),
        CHECK ((run_id IS NULL) = (place IS NULL)),
        CHECK ((run_id IS NULL) = (step_key IS NULL)),
        CHECK ((run_id IS NULL) = (attempt IS NULL))
    ) STRICT;
    CREATE INDEX call_store ON call (store_id, id);
    CREATE INDEX call_run ON call (run_id, id) WHERE run_id IS NOT NULL;
    CREATE UNIQUE INDEX call_attempt ON call (step_key, attempt) WHERE step_key IS NOT NULL;
    CREATE INDEX call_repeats ON call (repeats) WHERE repeats IS NOT NULL;
    CREATE INDEX call_open ON call (state) WHERE state = 'running' OR state = 'unknown';",
)];

/// What is about to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCall {
    /// What it is.
    pub kind: CallKind,
    /// The store: that of an action, or the one that it is about.
    pub store_id: Option<i64>,
    /// The action, `create_refund`; nothing where it is none.
    pub action: String,
    /// What was filled in: a JSON object.
    pub input: String,
    /// The HTTP method; nothing where it is no request.
    pub method: String,
    /// The path below the store, or the address, with what stands behind it.
    pub path: String,
    /// The body: JSON.
    pub body: Option<String>,
    /// Now, in milliseconds since the epoch.
    pub began_at: i64,
    /// The call that it repeats.
    pub repeats: Option<i64>,
}

/// What part of a run a call is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallOfRun {
    /// The run.
    pub run_id: i64,
    /// The place of the step.
    pub place: String,
    /// What the step is known by, in whatever run it is done.
    pub step_key: String,
    /// Which attempt of that it is, from 1.
    pub attempt: i64,
}

/// What came of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallEnd {
    /// How it stands.
    pub state: CallState,
    /// Now, in milliseconds since the epoch.
    pub ended_at: i64,
    /// The HTTP status, where there was an answer.
    pub status: Option<u16>,
    /// What was answered: JSON, without secrets.
    pub answer: Option<String>,
    /// Whether there was more than is kept.
    pub too_large: bool,
    /// How many items a list had.
    pub items: Option<i64>,
    /// What went wrong.
    pub problem: Option<ProblemRecord>,
}

/// A call, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Its row id.
    pub id: i64,
    /// What was asked.
    pub asked: NewCall,
    /// The part of a run that it is; `None` where the user sent it.
    pub of_run: Option<CallOfRun>,
    /// What came of it; `None` while it is under way.
    pub end: Option<CallEnd>,
    /// What the user said of one whose outcome nobody knew.
    pub settled: Option<CallSettled>,
}

impl Ledger {
    /// Writes down a call of the user's before it is sent; its row id.
    ///
    /// # Errors
    /// Those of writing, and where there is no such store.
    pub async fn begin_call(&self, new: NewCall) -> Result<i64> {
        self.write(move |desk| begin(desk, &new, None)).await
    }

    /// Writes down what came of a call.
    ///
    /// # Errors
    /// `NotFound` when it is not there any more.
    pub async fn end_call(&self, id: i64, end: CallEnd) -> Result<()> {
        self.write(move |desk| end_call(desk, id, &end)).await
    }

    /// Notes what the user says of a call of theirs whose outcome nobody knew. Of one of a run's,
    /// [`Ledger::settle_run`] does.
    ///
    /// # Errors
    /// `NotFound` when there is no such call, or its outcome is known.
    pub async fn settle_call(&self, id: i64, settled: CallSettled) -> Result<()> {
        self.write(move |desk| settle(desk, id, settled)).await
    }

    /// Forgets calls of the user's that came to an end: those of a store, or all. How many. A run's go
    /// with it.
    ///
    /// # Errors
    /// Those of writing.
    pub async fn forget_calls(&self, store_id: Option<i64>) -> Result<usize> {
        let sql = "DELETE FROM call WHERE (?1 IS NULL OR store_id = ?1)
            AND run_id IS NULL AND (state IN ('done', 'failed') OR settled IS NOT NULL)";
        self.write(move |desk| desk.run(sql, [store_id])).await
    }
}

/// Writes down a call before it is sent; its row id.
pub(crate) fn begin(desk: &Desk<'_>, new: &NewCall, of_run: Option<&CallOfRun>) -> Result<i64> {
    let sql =
        "INSERT INTO call (kind, store_id, action, input, method, path, body, began_at, repeats,
            state, run_id, place, step_key, attempt)
        VALUES (:kind, :store, :action, :input, :method, :path, :body, :at, :repeats, 'running',
            :run, :place, :step_key, :attempt)";
    let values = named_params! {
        ":kind": new.kind, ":store": new.store_id, ":action": new.action, ":input": new.input,
        ":method": new.method, ":path": new.path, ":body": new.body, ":at": new.began_at,
        ":repeats": new.repeats, ":run": of_run.map(|it| it.run_id),
        ":place": of_run.map(|it| &it.place), ":step_key": of_run.map(|it| &it.step_key),
        ":attempt": of_run.map(|it| it.attempt),
    };
    desk.run(sql, values)?;
    Ok(desk.conn.last_insert_rowid())
}

/// Writes down what came of a call.
pub(crate) fn end_call(desk: &Desk<'_>, id: i64, end: &CallEnd) -> Result<()> {
    let sql = "UPDATE call SET state = :state, ended_at = :ended_at, status = :status,
            answer = :answer, too_large = :too_large, items = :items, problem = :problem
        WHERE id = :id";
    let values = named_params! {
        ":id": id, ":state": end.state, ":ended_at": end.ended_at, ":status": end.status,
        ":answer": end.answer, ":too_large": end.too_large, ":items": end.items,
        ":problem": end.problem.as_ref().map(Json),
    };
    one(desk.run(sql, values)?)
}

/// Notes what the user says of a call whose outcome nobody knew.
pub(crate) fn settle(desk: &Desk<'_>, id: i64, settled: CallSettled) -> Result<()> {
    let sql = "UPDATE call SET settled = ?2 WHERE id = ?1 AND state = 'unknown'";
    one(desk.run(sql, (id, settled))?)
}

fn one(changed: usize) -> Result<()> {
    match changed {
        0 => Err(LedgerError::NotFound),
        _ => Ok(()),
    }
}
