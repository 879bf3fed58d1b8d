//! Migrations: forward only, all that are due in one transaction, after a backup.
//!
//! Each table keeps its own SQL beside its queries; a version of the ledger is what all tables
//! have for it, in the order of [`ALL`], which puts a table after those it refers to.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use crate::error::{LedgerError, Result};
use crate::files;
use crate::tables::{
    answer, answered, app, call, callback, change, delivery, event, exception, fetching, forward,
    forward_address, health, hook, orchestration, orchestration_version, outage, ran, recovery,
    removed, replay, retention, run, run_tally, saved_filter, seen_token, setting, snapshot, step,
    store, usage, watermark,
};

/// What a table has to say about versions: each is a version, from 1, and the SQL that leads to it.
pub(crate) type Steps = &'static [(usize, &'static str)];

/// Every table's steps.
pub(crate) const ALL: &[Steps] = &[
    app::STEPS,
    callback::STEPS,
    store::STEPS,
    hook::STEPS,
    event::STEPS,
    exception::STEPS,
    delivery::STEPS,
    seen_token::STEPS,
    setting::STEPS,
    change::STEPS,
    saved_filter::STEPS,
    answer::STEPS,
    replay::STEPS,
    forward_address::STEPS,
    forward::STEPS,
    removed::STEPS,
    retention::STEPS,
    usage::STEPS,
    answered::STEPS,
    snapshot::STEPS,
    fetching::STEPS,
    outage::STEPS,
    watermark::STEPS,
    recovery::STEPS,
    health::STEPS,
    orchestration::STEPS,
    orchestration_version::STEPS,
    run::STEPS,
    run_tally::STEPS,
    ran::STEPS,
    step::STEPS,
    call::STEPS,
];

/// The version of the file; 0 for an empty one.
pub(crate) fn version(conn: &Connection) -> Result<i64> {
    Ok(conn.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// An old build must not touch what a newer one wrote: it would not know what to keep intact.
pub(crate) fn refuse_newer(found: i64) -> Result<()> {
    let supported = latest(ALL) as i64;
    if found > supported {
        return Err(LedgerError::Newer { found, supported });
    }
    Ok(())
}

/// Brings the ledger at `path` to the newest version, with a backup beside it first unless it is
/// empty or new enough.
pub(crate) fn migrate(conn: &mut Connection, path: &Path, tables: &[Steps]) -> Result<()> {
    let found = version(conn)?;
    let wanted = latest(tables);
    if found >= wanted as i64 {
        return Ok(());
    }
    if found > 0 {
        back_up(conn, path, found)?;
    }
    to_version(conn, tables, wanted)?;
    tracing::info!(from = found, to = wanted, "migrated the ledger");
    Ok(())
}

/// Where the backup of a ledger of `version` goes.
pub(crate) fn backup_path(path: &Path, version: i64) -> PathBuf {
    path.with_file_name(format!("ledger.v{version}.backup.db"))
}

fn back_up(conn: &Connection, path: &Path, version: i64) -> Result<()> {
    let backup = backup_path(path, version);
    let partial = backup.with_extension("partial");
    let file = files::create_private(&partial).map_err(|why| files::refused(&partial, &why))?;
    conn.execute("VACUUM INTO ?1", [partial.to_string_lossy()])?;
    file.sync_all()
        .and_then(|()| fs::rename(&partial, &backup))
        .map_err(|why| files::refused(&backup, &why))
}

/// Brings a ledger from any version before it to `version`.
pub(crate) fn to_version(conn: &mut Connection, tables: &[Steps], version: usize) -> Result<()> {
    let scripts: Vec<String> = (1..=version).map(|number| script(tables, number)).collect();
    let steps = scripts.iter().map(|sql| M::up(sql).foreign_key_check());
    Migrations::from_iter(steps)
        .to_latest(conn)
        .map_err(|error| {
            if let rusqlite_migration::Error::RusqliteError { err, .. } = error {
                return err.into();
            }
            LedgerError::Sqlite(error.to_string())
        })
}

fn script(tables: &[Steps], version: usize) -> String {
    let steps = tables.iter().flat_map(|steps| steps.iter());
    steps
        .filter(|(number, _)| *number == version)
        .map(|(_, sql)| *sql)
        .collect()
}

fn latest(tables: &[Steps]) -> usize {
    tables
        .iter()
        .flat_map(|steps| steps.iter())
        .map(|(number, _)| *number)
        .max()
        .unwrap_or(0)
}

#[cfg(test)]
mod tests;
