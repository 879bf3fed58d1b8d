//! Forward addresses: where the user's own software takes events, a development server say. Each
//! that forwards has a cursor of its own, so that one switched on later gets no flood of old events.

use rusqlite::{Connection, Row, named_params};

use crate::error::{LedgerError, Result};
use crate::job::Desk;
use crate::ledger::Ledger;
use crate::migrations::Steps;
use crate::rows;
use crate::words::{ForwardState, Reach};

pub(crate) const STEPS: Steps = &[(
    4,
    "CREATE TABLE forward_address (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL UNIQUE COLLATE NOCASE,
        url TEXT NOT NULL,
        reach TEXT NOT NULL CHECK (reach = 'machine' OR reach = 'network' OR reach = 'internet'),
        forwards INTEGER NOT NULL,
        conditions TEXT NOT NULL,
        cursor INTEGER NOT NULL
    ) STRICT;",
)];

/// A forward address to save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewForwardAddress {
    /// Its name, unique whatever its case.
    pub name: String,
    /// The absolute URL that events are posted to.
    pub url: String,
    /// Where its host may lead to, as the user saw it when saving.
    pub reach: Reach,
    /// Whether arriving events are forwarded to it by themselves.
    pub forwards: bool,
    /// Which ones, as the caller's own JSON.
    pub conditions: String,
}

/// A forward address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForwardAddress {
    /// Its row id.
    pub id: i64,
    /// What the user said of it.
    pub saved: NewForwardAddress,
    /// Every event up to the one with this id was looked at.
    pub cursor: i64,
    /// How many forwards wait to be sent, or to be sent again.
    pub waiting: i64,
    /// How many arrived; the oldest of them are forgotten.
    pub delivered: i64,
    /// How many were given up.
    pub failed: i64,
}

impl Ledger {
    /// Every forward address, by name.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn forward_addresses(&self) -> Result<Vec<ForwardAddress>> {
        let sql = "SELECT * FROM forward_address ORDER BY name COLLATE NOCASE";
        self.read(move |conn| {
            let plain = rows::all(conn, sql, [], of_row)?;
            plain.into_iter().map(|it| counted(conn, it)).collect()
        })
        .await
    }

    /// One forward address.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn forward_address(&self, id: i64) -> Result<Option<ForwardAddress>> {
        self.read(move |conn| {
            let found = by_id(conn, id)?;
            found.map(|it| counted(conn, it)).transpose()
        })
        .await
    }

    /// Saves a forward address: a new one, or in place of the one with this id. One that begins to
    /// forward begins with the next event.
    ///
    /// # Errors
    /// `NotFound`, `Conflict` when another has the name.
    pub async fn save_forward_address(
        &self,
        id: Option<i64>,
        address: NewForwardAddress,
    ) -> Result<ForwardAddress> {
        self.write(move |desk| save(desk, id, &address)).await
    }

    /// Deletes a forward address, with its forwards.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn delete_forward_address(&self, id: i64) -> Result<()> {
        self.write(move |desk| {
            match desk.run("DELETE FROM forward_address WHERE id = ?1", [id])? {
                0 => Err(LedgerError::NotFound),
                _ => Ok(()),
            }
        })
        .await
    }
}

fn save(desk: &Desk<'_>, id: Option<i64>, address: &NewForwardAddress) -> Result<ForwardAddress> {
    let before = id.map(|id| by_id(desk.conn, id)).transpose()?.flatten();
    if id.is_some() && before.is_none() {
        return Err(LedgerError::NotFound);
    }
    let going_on = before.filter(|before| before.saved.forwards);
    let saved = rows::first(
        desk.conn,
        "INSERT INTO forward_address (id, name, url, reach, forwards, conditions, cursor)
        VALUES (:id, :name, :url, :reach, :forwards, :conditions, :cursor)
        ON CONFLICT (id) DO UPDATE SET name = :name, url = :url, reach = :reach,
            forwards = :forwards, conditions = :conditions, cursor = :cursor
        RETURNING *",
        named_params! {
            ":id": id,
            ":name": address.name,
            ":url": address.url,
            ":reach": address.reach,
            ":forwards": address.forwards,
            ":conditions": address.conditions,
            ":cursor": going_on.map_or(desk.head.seq, |before| before.cursor),
        },
        of_row,
    )?;
    counted(desk.conn, saved.ok_or(LedgerError::NotFound)?)
}

fn by_id(conn: &Connection, id: i64) -> Result<Option<ForwardAddress>> {
    rows::first(
        conn,
        "SELECT * FROM forward_address WHERE id = ?1",
        [id],
        of_row,
    )
}

fn counted(conn: &Connection, mut address: ForwardAddress) -> Result<ForwardAddress> {
    let sql = "SELECT count(*) FROM forward WHERE address_id = ?1 AND state = ?2";
    let count = |state: ForwardState| rows::count(conn, sql, (address.id, state));
    let (waiting, delivered, failed) = (
        count(ForwardState::Waiting)?,
        count(ForwardState::Delivered)?,
        count(ForwardState::Failed)?,
    );
    (address.waiting, address.delivered, address.failed) = (waiting, delivered, failed);
    Ok(address)
}

fn of_row(row: &Row<'_>) -> rusqlite::Result<ForwardAddress> {
    Ok(ForwardAddress {
        id: row.get("id")?,
        saved: NewForwardAddress {
            name: row.get("name")?,
            url: row.get("url")?,
            reach: row.get("reach")?,
            forwards: row.get("forwards")?,
            conditions: row.get("conditions")?,
        },
        cursor: row.get("cursor")?,
        waiting: 0,
        delivered: 0,
        failed: 0,
    })
}
