//! Calls: actions that were performed on a store, each written down before it is sent, so that what a
//! kill cut off is known to be unknown.

use rusqlite::{Connection, Row, named_params};

use crate::error::{LedgerError, Result};
use crate::ledger::Ledger;
use crate::migrations::Steps;
use crate::rows::{self, Json};
use crate::tables::store::ProblemRecord;
use crate::words::{CallSettled, CallState};

/// Those that are open, or that somebody has to settle, are few.
pub(crate) const STEPS: Steps = &[(
    7,
    "CREATE TABLE call (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        store_id INTEGER NOT NULL REFERENCES store (id) ON DELETE CASCADE,
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
        repeats INTEGER REFERENCES call (id) ON DELETE SET NULL
    ) STRICT;
    CREATE INDEX call_store ON call (store_id, id);
    CREATE INDEX call_repeats ON call (repeats) WHERE repeats IS NOT NULL;
    CREATE INDEX call_open ON call (state) WHERE state = 'running' OR state = 'unknown';",
)];

/// An action that is about to be performed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCall {
    /// The store.
    pub store_id: i64,
    /// The action, `create_refund`.
    pub action: String,
    /// What was filled in: a JSON object.
    pub input: String,
    /// The HTTP method.
    pub method: String,
    /// The path below the store, with what stands behind it.
    pub path: String,
    /// The body: JSON.
    pub body: Option<String>,
    /// Now, in milliseconds since the epoch.
    pub began_at: i64,
    /// The call that it repeats.
    pub repeats: Option<i64>,
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
    /// What came of it; `None` while it is under way.
    pub end: Option<CallEnd>,
    /// What the user said of one whose outcome nobody knew.
    pub settled: Option<CallSettled>,
}

/// Which calls are listed; everything that is not said is not asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallsOf {
    /// The store.
    pub store_id: Option<i64>,
    /// The action.
    pub action: Option<String>,
    /// How they stand.
    pub state: Option<CallState>,
    /// Only those before this one.
    pub before: Option<i64>,
}

impl Ledger {
    /// Writes down a call before it is sent; its row id.
    ///
    /// # Errors
    /// Those of writing, and where there is no such store.
    pub async fn begin_call(&self, new: NewCall) -> Result<i64> {
        let sql =
            "INSERT INTO call (store_id, action, input, method, path, body, began_at, repeats,
                state)
            VALUES (:store, :action, :input, :method, :path, :body, :at, :repeats, 'running')";
        self.write(move |desk| {
            let values = named_params! {
                ":store": new.store_id, ":action": new.action, ":input": new.input,
                ":method": new.method, ":path": new.path, ":body": new.body, ":at": new.began_at,
                ":repeats": new.repeats,
            };
            desk.run(sql, values)?;
            Ok(desk.conn.last_insert_rowid())
        })
        .await
    }

    /// Writes down what came of a call.
    ///
    /// # Errors
    /// `NotFound` when it is not there any more.
    pub async fn end_call(&self, id: i64, end: CallEnd) -> Result<()> {
        let sql = "UPDATE call SET state = :state, ended_at = :ended_at, status = :status,
                answer = :answer, too_large = :too_large, items = :items, problem = :problem
            WHERE id = :id";
        self.write(move |desk| {
            let problem = end.problem.as_ref().map(Json);
            let values = named_params! {
                ":id": id, ":state": end.state, ":ended_at": end.ended_at, ":status": end.status,
                ":answer": end.answer, ":too_large": end.too_large, ":items": end.items,
                ":problem": problem,
            };
            one(desk.run(sql, values)?)
        })
        .await
    }

    /// Notes what the user says of a call whose outcome nobody knew.
    ///
    /// # Errors
    /// `NotFound` when there is no such call, or its outcome is known.
    pub async fn settle_call(&self, id: i64, settled: CallSettled) -> Result<()> {
        let sql = "UPDATE call SET settled = ?2 WHERE id = ?1 AND state = 'unknown'";
        self.write(move |desk| one(desk.run(sql, (id, settled))?))
            .await
    }

    /// A call.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn call(&self, id: i64) -> Result<Option<Call>> {
        self.read(move |conn| rows::first(conn, &select("id = ?1"), [id], of_row))
            .await
    }

    /// Calls, the newest first, `most` at most.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn calls(&self, of: CallsOf, most: usize) -> Result<Vec<Call>> {
        self.read(move |conn| list(conn, &of, most)).await
    }

    /// Forgets calls that came to an end: those of a store, or all. How many.
    ///
    /// # Errors
    /// Those of writing.
    pub async fn forget_calls(&self, store_id: Option<i64>) -> Result<usize> {
        let sql = "DELETE FROM call WHERE (?1 IS NULL OR store_id = ?1)
            AND (state IN ('done', 'failed') OR settled IS NOT NULL)";
        self.write(move |desk| desk.run(sql, [store_id])).await
    }
}

fn list(conn: &Connection, of: &CallsOf, most: usize) -> Result<Vec<Call>> {
    let sql = select(
        "(:store IS NULL OR store_id = :store) AND (:action IS NULL OR action = :action)
            AND (:state IS NULL OR state = :state) AND (:before IS NULL OR id < :before)
        ORDER BY id DESC LIMIT :most",
    );
    let values = named_params! {
        ":store": of.store_id, ":action": of.action, ":state": of.state, ":before": of.before,
        ":most": i64::try_from(most).unwrap_or(i64::MAX),
    };
    rows::all(conn, &sql, values, of_row)
}

fn one(changed: usize) -> Result<()> {
    match changed {
        0 => Err(LedgerError::NotFound),
        _ => Ok(()),
    }
}

fn select(which: &str) -> String {
    format!(
        "SELECT id, store_id, action, input, method, path, body, began_at, repeats, state, ended_at,
            status, answer, too_large, items, problem, settled
        FROM call WHERE {which}"
    )
}

fn of_row(row: &Row<'_>) -> rusqlite::Result<Call> {
    let asked = NewCall {
        store_id: row.get("store_id")?,
        action: row.get("action")?,
        input: row.get("input")?,
        method: row.get("method")?,
        path: row.get("path")?,
        body: row.get("body")?,
        began_at: row.get("began_at")?,
        repeats: row.get("repeats")?,
    };
    Ok(Call {
        id: row.get("id")?,
        asked,
        end: end_of_row(row)?,
        settled: row.get("settled")?,
    })
}

fn end_of_row(row: &Row<'_>) -> rusqlite::Result<Option<CallEnd>> {
    let state: CallState = row.get("state")?;
    let ended_at: Option<i64> = row.get("ended_at")?;
    let Some(ended_at) = ended_at.filter(|_| state != CallState::Running) else {
        return Ok(None);
    };
    Ok(Some(CallEnd {
        state,
        ended_at,
        status: row.get("status")?,
        answer: row.get("answer")?,
        too_large: row.get("too_large")?,
        items: row.get("items")?,
        problem: rows::optional_json(row, "problem")?,
    }))
}
