//! Lists of runs, newest first, a page at a time. An index leads where it is sure to lead to few rows or
//! to a page soon; all else looks at the rows themselves, which are short, in their order.

use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};

use crate::error::Result;
use crate::ledger::Ledger;
use crate::rows;
use crate::tables::run::{self, COLUMNS, Run};
use crate::words::{RunCause, RunState};

/// Which runs are listed; everything that is not said is not asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunsOf {
    /// The orchestration.
    pub orchestration_id: Option<i64>,
    /// The store.
    pub store_id: Option<i64>,
    /// In one of these states; in any where there are none.
    pub states: Vec<RunState>,
    /// Why they were started.
    pub cause: Option<RunCause>,
    /// Whether they change nothing.
    pub dry: Option<bool>,
    /// Decided on at this time or later, in milliseconds since the epoch.
    pub from: Option<i64>,
    /// Decided on before this time.
    pub until: Option<i64>,
    /// The event that started them, or that they stand for too.
    pub event_id: Option<i64>,
    /// The run that they do again.
    pub replay_of: Option<i64>,
    /// Only those before this one.
    pub before: Option<i64>,
}

/// How many runs of an event are in a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventRuns {
    /// The event.
    pub event_id: i64,
    /// The state.
    pub state: RunState,
    /// How many.
    pub runs: i64,
}

impl Ledger {
    /// Runs, the newest first, `most` at most.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn runs(&self, of: RunsOf, most: usize) -> Result<Vec<Run>> {
        self.read(move |conn| list(conn, &of, most)).await
    }

    /// How many runs there are of each of these events, by state, those that stand for it among them.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn runs_of_events(&self, ids: Vec<i64>) -> Result<Vec<EventRuns>> {
        let sql = "SELECT event, state, count(*) FROM (
                SELECT event_id AS event, state FROM json_each(?1)
                    CROSS JOIN run ON event_id = value
                UNION ALL SELECT run_event.event_id, state FROM json_each(?1)
                    CROSS JOIN run_event ON run_event.event_id = value JOIN run ON run.id = run_id)
            GROUP BY event, state";
        self.read(move |conn| rows::all(conn, sql, [rows::Json(ids)], of_event_of_row))
            .await
    }
}

fn list(conn: &Connection, of: &RunsOf, most: usize) -> Result<Vec<Run>> {
    let (sql, mut values) = of.query();
    values.push(i64::try_from(most).unwrap_or(i64::MAX).into());
    rows::all(conn, &sql, params_from_iter(values), run::of_row)
}

impl RunsOf {
    /// The query, and its values but for the last, which is how many.
    fn query(&self) -> (String, Vec<Value>) {
        let mut sql = format!("SELECT {COLUMNS} FROM run {} WHERE true", self.way());
        let mut values = Vec::new();
        if let Some(states) = self.one_of() {
            sql += &format!(" AND ({states})");
        }
        for (condition, value) in self.conditions() {
            sql += " AND ";
            sql += condition;
            values.push(value);
        }
        sql += " ORDER BY id DESC LIMIT ?";
        (sql, values)
    }

    /// What leads to the rows.
    fn way(&self) -> &'static str {
        let only = self.states.is_empty() && self.cause.is_none() && self.dry.is_none();
        let one = (self.orchestration_id, self.store_id);
        match (self.event_id.or(self.replay_of), &*self.states, one) {
            (Some(_), ..) => "",
            (None, [state], _) if is_indexed(*state) => "INDEXED BY run_state",
            (None, _, (Some(_), None)) if only => "INDEXED BY run_of_orchestration",
            (None, _, (None, Some(_))) if only => "INDEXED BY run_of_store",
            (None, ..) => "NOT INDEXED",
        }
    }

    fn one_of(&self) -> Option<String> {
        let states = self.states.iter();
        let states: Vec<_> = states
            .map(|it| format!("state = '{}'", it.word()))
            .collect();
        (!states.is_empty()).then(|| states.join(" OR "))
    }

    fn conditions(&self) -> impl Iterator<Item = (&'static str, Value)> {
        let event = "id IN (WITH of (event) AS (SELECT ?)
            SELECT one.id FROM of CROSS JOIN run AS one ON one.event_id = event
            UNION SELECT run_id FROM of CROSS JOIN run_event ON run_event.event_id = event)";
        let text = |word: &str| Value::Text(word.to_owned());
        let all = [
            (
                "orchestration_id = ?",
                self.orchestration_id.map(Value::from),
            ),
            ("store_id = ?", self.store_id.map(Value::from)),
            ("cause = ?", self.cause.map(|it| text(it.word()))),
            ("dry = ?", self.dry.map(Value::from)),
            ("queued_at >= ?", self.from.map(Value::from)),
            ("queued_at < ?", self.until.map(Value::from)),
            (event, self.event_id.map(Value::from)),
            ("replay_of = ?", self.replay_of.map(Value::from)),
            ("id < ?", self.before.map(Value::from)),
        ];
        let all = all.into_iter();
        all.filter_map(|(condition, value)| Some((condition, value?)))
    }
}

/// Whether the index of states has it.
const fn is_indexed(state: RunState) -> bool {
    match state {
        RunState::Queued
        | RunState::Running
        | RunState::Waiting
        | RunState::Unknown
        | RunState::Failed
        | RunState::Dead
        | RunState::Cancelled => true,
        RunState::Succeeded | RunState::Skipped => false,
    }
}

fn of_event_of_row(row: &Row<'_>) -> rusqlite::Result<EventRuns> {
    Ok(EventRuns {
        event_id: row.get(0)?,
        state: row.get(1)?,
        runs: row.get(2)?,
    })
}
