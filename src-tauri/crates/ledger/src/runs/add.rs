//! Adding a run.

use rusqlite::named_params;

use crate::error::Result;
use crate::job::Desk;
use crate::rows;
use crate::tables::run::OPEN;
use crate::tables::{ran, run_tally};
use crate::words::{RunCause, RunState, WaitsFor};

use super::start::NewRun;

/// What became of a run that was to be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Added {
    /// It is there, with this id.
    Run(i64),
    /// The one with this id stands for it too.
    Joined(i64),
    /// Its event had one before, or is gone.
    Not,
}

/// Adds a run that an event or a schedule starts, unless its event had one or another stands for it.
pub(crate) fn of_event(desk: &Desk<'_>, new: &NewRun) -> Result<Added> {
    let event_id = new.event_id.filter(|_| new.cause == RunCause::Event);
    if let Some(event_id) = event_id.filter(|_| !new.dry) {
        if !ran::may_start(desk, new.orchestration_id, event_id)? {
            return Ok(Added::Not);
        }
        if let Some(run_id) = unstarted(desk, new)? {
            join(desk, run_id, event_id)?;
            return Ok(Added::Joined(run_id));
        }
    }
    add(desk, new, None).map(Added::Run)
}

/// Adds a run; its id.
pub(crate) fn add(desk: &Desk<'_>, new: &NewRun, replay_of: Option<i64>) -> Result<i64> {
    let sql = format!(
        "INSERT INTO run (orchestration_id, version_id, event_id, store_id, cause, dry, replay_of,
            key, serial_key, turn, state, waits_for, next_at, queued_at, ended_at, code)
        VALUES (:orchestration, :version, :event, :store, :cause, :dry, :replay_of, :key, :serial,
            :skipped IS NULL AND (:serial IS NULL OR NOT EXISTS (SELECT 1 FROM run
                WHERE orchestration_id = :orchestration AND store_id IS :store
                AND serial_key = :serial AND {OPEN})),
            :state, :waits_for, :next_at, :at, iif(:skipped IS NULL, NULL, :at), :skipped)"
    );
    let state = state_of(new);
    let waits_for = (state == RunState::Waiting).then_some(WaitsFor::Time);
    let values = named_params! {
        ":orchestration": new.orchestration_id, ":version": new.version_id,
        ":event": new.event_id, ":store": new.store_id, ":cause": new.cause, ":dry": new.dry,
        ":replay_of": replay_of, ":key": new.key, ":serial": new.serial_key, ":state": state,
        ":waits_for": waits_for, ":next_at": new.not_before.filter(|_| waits_for.is_some()),
        ":at": new.queued_at, ":skipped": new.skipped,
    };
    desk.run(&sql, values)?;
    let id = desk.conn.last_insert_rowid();
    if new.trigger.is_some() || new.document.is_some() {
        let sql = "INSERT INTO run_detail (run_id, trigger, document) VALUES (?1, ?2, ?3)";
        desk.run(sql, (id, &new.trigger, &new.document))?;
    }
    run_tally::count(desk, (new.orchestration_id, state, new.dry), 1)?;
    Ok(id)
}

fn state_of(new: &NewRun) -> RunState {
    match (&new.skipped, new.not_before) {
        (Some(_), _) => RunState::Skipped,
        (None, Some(_)) => RunState::Waiting,
        (None, None) => RunState::Queued,
    }
}

/// The run of the same version about the same thing that has not begun.
fn unstarted(desk: &Desk<'_>, new: &NewRun) -> Result<Option<i64>> {
    if !new.coalesce || new.skipped.is_some() {
        return Ok(None);
    }
    let sql = format!(
        "SELECT id FROM run WHERE orchestration_id = ?1 AND store_id IS ?2 AND serial_key = ?3
            AND {OPEN} AND (state = 'queued' OR state = 'waiting') AND began_at IS NULL
            AND version_id IS ?4 AND cause = 'event' AND dry = 0 ORDER BY id DESC LIMIT 1"
    );
    let values = (
        new.orchestration_id,
        new.store_id,
        &new.serial_key,
        new.version_id,
    );
    rows::first(desk.conn, &sql, values, |row| row.get(0))
}

fn join(desk: &Desk<'_>, run_id: i64, event_id: i64) -> Result<()> {
    desk.run("INSERT INTO run_event VALUES (?1, ?2)", (run_id, event_id))?;
    let sql = "UPDATE run SET coalesced = coalesced + 1 WHERE id = ?1";
    desk.run(sql, [run_id]).map(drop)
}
