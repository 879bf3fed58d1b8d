//! Events whose runs were forgotten, as long as the events themselves are there: an event starts one
//! run of an orchestration, however often it is looked at and whatever of it is kept.

use crate::error::Result;
use crate::job::Desk;
use crate::migrations::Steps;
use crate::rows;

pub(crate) const STEPS: Steps = &[(
    7,
    "CREATE TABLE ran (
        event_id INTEGER NOT NULL REFERENCES event (id) ON DELETE CASCADE,
        orchestration_id INTEGER NOT NULL REFERENCES orchestration (id) ON DELETE CASCADE,
        PRIMARY KEY (event_id, orchestration_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX ran_orchestration ON ran (orchestration_id);",
)];

/// Remembers the events of a run that is about to go.
pub(crate) fn remember(desk: &Desk<'_>, run_id: i64) -> Result<()> {
    let sql = "INSERT OR IGNORE INTO ran
        SELECT event_id, orchestration_id FROM run
            WHERE id = ?1 AND cause = 'event' AND event_id IS NOT NULL AND dry = 0
        UNION SELECT run_event.event_id, orchestration_id FROM run_event JOIN run ON run.id = run_id
            WHERE run_id = ?1";
    desk.run(sql, [run_id]).map(drop)
}

/// Whether an event may start a run of an orchestration: it is there, came after the orchestration was
/// enabled, and neither had its run nor is stood for by another.
pub(crate) fn may_start(desk: &Desk<'_>, orchestration_id: i64, event_id: i64) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM event WHERE id = ?2
            AND id > (SELECT since FROM orchestration WHERE id = ?1))
        AND NOT EXISTS (SELECT 1 FROM ran WHERE event_id = ?2 AND orchestration_id = ?1)
        AND NOT EXISTS (SELECT 1 FROM run_event JOIN run ON run.id = run_id
            WHERE run_event.event_id = ?2 AND orchestration_id = ?1)
        AND NOT EXISTS (SELECT 1 FROM run
            WHERE event_id = ?2 AND orchestration_id = ?1 AND cause = 'event' AND dry = 0)";
    Ok(rows::count(desk.conn, sql, (orchestration_id, event_id))? > 0)
}
