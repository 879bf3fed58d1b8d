//! Small things every table's queries share.

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef};
use rusqlite::{Connection, Params, Row, ToSql};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::Result;

/// A value kept as JSON in a TEXT column.
pub(crate) struct Json<T>(pub(crate) T);

impl<T: Serialize> ToSql for Json<T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let text = serde_json::to_string(&self.0)
            .map_err(|why| rusqlite::Error::ToSqlConversionFailure(why.into()))?;
        Ok(ToSqlOutput::from(text))
    }
}

impl<T: DeserializeOwned> FromSql for Json<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        serde_json::from_str(value.as_str()?)
            .map(Json)
            .map_err(|why| FromSqlError::Other(why.into()))
    }
}

/// A JSON column that may be NULL.
pub(crate) fn optional_json<T: DeserializeOwned>(
    row: &Row<'_>,
    column: &str,
) -> rusqlite::Result<Option<T>> {
    Ok(row.get::<_, Option<Json<T>>>(column)?.map(|json| json.0))
}

/// The first row that a query finds.
pub(crate) fn first<T>(
    conn: &Connection,
    sql: &str,
    values: impl Params,
    map: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Option<T>> {
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query(values)?;
    let found = rows.next()?.map(map).transpose()?;
    Ok(found)
}

/// All the rows that a query finds.
pub(crate) fn all<T>(
    conn: &Connection,
    sql: &str,
    values: impl Params,
    map: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>> {
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map(values, map)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The number that a counting query returns.
pub(crate) fn count(conn: &Connection, sql: &str, values: impl Params) -> Result<i64> {
    Ok(conn
        .prepare_cached(sql)?
        .query_row(values, |row| row.get(0))?)
}
