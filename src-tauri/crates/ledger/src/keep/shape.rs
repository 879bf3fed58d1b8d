//! Whether a file is a ledger: it has the tables of its version with their columns, and nothing that
//! could do anything by itself. A file that somebody hands over is not trusted to be what it is
//! called.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use crate::error::{LedgerError, Result};
use crate::{migrations, rows};

/// Tables with the names of their columns.
type Shape = BTreeMap<String, BTreeSet<String>>;

/// Refuses what is no ledger, or one that a newer build wrote.
pub(crate) fn of_a_ledger(conn: &Connection) -> Result<()> {
    let version = migrations::version(conn)?;
    if rows::count(
        conn,
        "SELECT count(*) FROM sqlite_schema WHERE name = 'delivery'",
        [],
    )? == 0
    {
        return Err(LedgerError::Foreign);
    }
    migrations::refuse_newer(version)?;
    let acts = "SELECT count(*) FROM sqlite_schema WHERE type IN ('trigger', 'view')
        OR sql LIKE 'CREATE VIRTUAL%'";
    let version = usize::try_from(version).unwrap_or_default();
    let as_expected = version > 0 && shape(conn)? == expected(version)?;
    if !as_expected || rows::count(conn, acts, [])? > 0 {
        return Err(LedgerError::Foreign);
    }
    Ok(())
}

fn expected(version: usize) -> Result<Shape> {
    let mut conn = Connection::open_in_memory()?;
    migrations::to_version(&mut conn, migrations::ALL, version)?;
    shape(&conn)
}

fn shape(conn: &Connection) -> Result<Shape> {
    let sql = "SELECT tables.name, columns.name
        FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns
        WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
    let mut shape = Shape::new();
    let columns: Vec<(String, String)> =
        rows::all(conn, sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    for (table, column) in columns {
        shape.entry(table).or_default().insert(column);
    }
    Ok(shape)
}
