//! What the ledger knows of itself besides its rows: how far it is, what each app has, and who was
//! heard from.
//!
//! Each of these is a page of the log, and the deliveries of a group are hardly more. So they are
//! written a few times a second, and at once with whatever did more than add deliveries. Whoever reads
//! them meanwhile counts what came since, and so does opening the ledger after a kill.

use std::time::{Duration, Instant};

use rusqlite::Connection;

use crate::error::Result;
use crate::heard::Heard;
use crate::tables::event::{self, Head};
use crate::tables::usage::{self, Usage};
use crate::tables::{hook, store};

/// How long they may wait to be written.
const PAUSE: Duration = Duration::from_millis(250);

/// What came, went and was heard.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    /// What apps have more of, or with negative numbers less.
    pub(crate) usage: Vec<Usage>,
    /// Who was heard from; to be noted when nothing can fail any more.
    pub(crate) heard: Heard,
}

impl Notes {
    fn clear(&mut self) {
        self.usage.clear();
        self.heard.clear();
    }

    fn take_in(&mut self, other: &mut Self) {
        for change in other.usage.drain(..) {
            usage::add_to(&mut self.usage, change);
        }
        self.heard.take_in(&mut other.heard);
    }

    fn write(&self, conn: &Connection) -> Result<()> {
        self.heard.write(conn)?;
        usage::write(conn, &self.usage)
    }
}

/// How far the ledger is, and what is still to be written.
#[derive(Debug)]
pub(crate) struct Counts {
    /// How far it is with the group at hand.
    pub(crate) head: Head,
    /// What is noted of the group at hand.
    pub(crate) notes: Notes,
    /// Whether that group did more than add deliveries, which can be counted again.
    pub(crate) more: bool,
    committed: Head,
    written: Head,
    /// What is noted of the groups that were committed since.
    kept: Notes,
    written_at: Instant,
}

impl Counts {
    /// Those of a ledger that is as far as `head`, all written.
    pub(crate) fn new(head: Head) -> Self {
        Self {
            head,
            notes: Notes::default(),
            more: false,
            committed: head,
            written: head,
            kept: Notes::default(),
            written_at: Instant::now() - PAUSE,
        }
    }

    /// Forgets the group at hand.
    pub(crate) fn give_up(&mut self) {
        self.head = self.committed;
        self.notes.clear();
        self.more = false;
    }

    /// Whether the group at hand takes them along.
    pub(crate) fn are_due(&self) -> bool {
        self.more || (self.head != self.written && self.written_at.elapsed() >= PAUSE)
    }

    /// When they are to be written at the latest; `None` when they are.
    pub(crate) fn due_at(&self) -> Option<Instant> {
        (self.head != self.written).then(|| self.written_at + PAUSE)
    }

    /// Writes them, in the transaction of the group at hand.
    pub(crate) fn write(&self, conn: &Connection) -> Result<()> {
        self.kept.write(conn)?;
        self.notes.write(conn)?;
        event::put_head(conn, self.head)
    }

    /// The group at hand was committed, and they with it or not.
    pub(crate) fn committed(&mut self, written: bool) {
        self.committed = self.head;
        self.more = false;
        if written {
            self.kept.clear();
            self.notes.clear();
            self.written = self.head;
            self.written_at = Instant::now();
        } else {
            self.kept.take_in(&mut self.notes);
        }
    }

    /// They could not be written: it is not tried again at once.
    pub(crate) fn put_off(&mut self) {
        self.written_at = Instant::now();
    }
}

/// Counts what was added after they were last written, before a kill.
///
/// # Errors
/// Those of writing.
pub(crate) fn catch_up(conn: &Connection) -> Result<()> {
    let known: i64 = conn.query_row("SELECT seq FROM head", [], |row| row.get(0))?;
    if event::seq_of(conn, "main")? <= known {
        return Ok(());
    }
    let transaction = conn.unchecked_transaction()?;
    usage::add_since(conn, known)?;
    store::heard_since(conn, known)?;
    hook::carried_since(conn, known)?;
    event::put_head(conn, event::head(conn)?)?;
    Ok(transaction.commit()?)
}
