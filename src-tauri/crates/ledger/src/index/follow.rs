//! The thread that follows the ledger.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use rusqlite::Connection;

use crate::error::Result;
use crate::index::Shared;
use crate::index::event::Batch;
use crate::index::known::Known;
use crate::index::{schema, tidy};
use crate::tables::event::{self, EventRow};
use crate::tables::{feed, removed};
use crate::{files, open};

/// Changes that one transaction takes.
const BATCH: usize = 4096;

/// How long what is new gathers before it is indexed: a search reads it from the ledger meanwhile,
/// and a batch costs much less than as many single events.
const GATHER: Duration = Duration::from_millis(250);

/// Changes a second that are a burst, and how many a search may have to read itself.
const BURST: i64 = 400;
const FAR_BEHIND: i64 = 5_000;

/// The same of a torrent, which lasts seconds: whoever searches meanwhile waits a little, so that
/// the torrent is acknowledged in time.
const TORRENT: i64 = 2_000;
const FARTHER_BEHIND: i64 = 50_000;

/// How long it may take to notice that it is to end.
const STEP: Duration = Duration::from_millis(25);

/// A log this long, in bytes, is given way to. Begun anew, it is cut to [`open::LOG`].
const LONG_LOG: u64 = open::LOG + open::LOG / 2;

/// How long a failure is left alone.
const AFTER_FAILURE: Duration = Duration::from_secs(5);

/// The one that writes the index.
#[derive(Debug)]
pub(super) struct Follower {
    conn: Connection,
    /// The ledger's log.
    log: PathBuf,
    cursor: i64,
    known: Known,
    /// Whether there may be something to merge or to give back.
    untidy: bool,
    shared: Arc<Shared>,
}

impl Follower {
    pub(super) fn new(conn: Connection, ledger: &Path, shared: Arc<Shared>) -> Result<Self> {
        let cursor = conn.query_row("SELECT cursor FROM progress", [], |row| row.get(0))?;
        shared.cursor.store(cursor, Ordering::Release);
        Ok(Self {
            conn,
            log: files::beside(ledger, "-wal"),
            cursor,
            known: Known::default(),
            untidy: true,
            shared,
        })
    }

    /// Follows until it is told to end, or nobody is left who could wake it.
    pub(super) fn serve(mut self, wakes: &Receiver<()>) {
        stand_back();
        loop {
            let pause = match self.catch_up() {
                Ok(()) => GATHER,
                Err(why) => {
                    tracing::warn!(%why, "the search index fell behind");
                    AFTER_FAILURE
                }
            };
            self.pause(pause);
            self.let_pass();
            if self.ending() || !self.wait(wakes) {
                return;
            }
        }
    }

    /// Waits for what wakes it, and tidies up meanwhile; `false` when nobody is left who could.
    fn wait(&mut self, wakes: &Receiver<()>) -> bool {
        while self.untidy && !self.ending() {
            match wakes.recv_timeout(STEP) {
                Ok(()) => return true,
                Err(RecvTimeoutError::Disconnected) => return false,
                Err(RecvTimeoutError::Timeout) => {
                    self.untidy = tidy::step(&self.conn).unwrap_or(false);
                }
            }
        }
        wakes.recv().is_ok()
    }

    /// Lets what is new gather. It sleeps through what wakes it, which comes with every commit.
    fn pause(&self, pause: Duration) {
        let until = Instant::now() + pause;
        while !self.ending() && Instant::now() < until {
            std::thread::sleep(pause.min(STEP));
        }
    }

    /// Waits while much arrives, unless a search would have to read too much of it itself: what the
    /// index writes goes to the same disk that arrivals wait for.
    fn let_pass(&self) {
        let mut arrivals = Arrivals::from(self.head());
        loop {
            self.pause(GATHER);
            let head = self.head();
            let most = behind_at_most(arrivals.rate(head));
            if head.saturating_sub(self.cursor) >= most || self.ending() {
                return;
            }
        }
    }

    fn head(&self) -> i64 {
        event::seq_of(&self.conn, "ledger").unwrap_or(i64::MAX)
    }

    fn ending(&self) -> bool {
        self.shared.ending.load(Ordering::Acquire)
    }

    fn catch_up(&mut self) -> Result<()> {
        if self.shared.anew.swap(false, Ordering::AcqRel) {
            self.begin_anew()?;
        }
        let mut arrivals = Arrivals::from(self.head());
        while !self.ending() {
            match self.batch() {
                Ok(false) => return Ok(()),
                Ok(true) => self.give_way(),
                Err(why) => {
                    self.give_up();
                    return Err(why);
                }
            }
            let head = self.head();
            let torrent = arrivals.rate(head) >= TORRENT;
            if torrent && head.saturating_sub(self.cursor) < FARTHER_BEHIND {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Lets the ledger's log begin anew, which it cannot while anybody reads: under a load without a
    /// pause it would grow for ever.
    fn give_way(&self) {
        if fs::metadata(&self.log).is_ok_and(|log| log.len() > LONG_LOG) {
            self.pause(GATHER);
        }
    }

    fn begin_anew(&mut self) -> Result<()> {
        self.give_up();
        schema::clear(&self.conn)?;
        self.cursor = 0;
        self.shared.cursor.store(0, Ordering::Release);
        Ok(())
    }

    /// Indexes the next changes; whether there were any.
    fn batch(&mut self) -> Result<bool> {
        self.conn.execute_batch("BEGIN IMMEDIATE")?;
        let head = event::seq_of(&self.conn, "ledger")?;
        if head <= self.cursor {
            self.conn.execute_batch("ROLLBACK")?;
            return Ok(false);
        }
        let (changed, gone, cursor) = self.next(head)?;
        self.index(&changed, &gone, head)?;
        self.conn
            .prepare_cached("UPDATE progress SET cursor = ?1")?
            .execute([cursor])?;
        self.conn.execute_batch("COMMIT")?;
        self.untidy |= !gone.is_empty() || changed.len() == BATCH;
        self.cursor = cursor;
        self.shared.cursor.store(cursor, Ordering::Release);
        Ok(true)
    }

    /// The next changes, what went, and how far both are.
    fn next(&self, head: i64) -> Result<(Vec<EventRow>, Vec<EventRow>, i64)> {
        let mut changed = feed::changes(&self.conn, "ledger", self.cursor, BATCH)?;
        let mut cursor = match changed.last() {
            Some(last) if changed.len() == BATCH => last.seq,
            _ => head,
        };
        let span = (self.cursor, cursor);
        let mut gone = removed::between(&self.conn, "ledger", span, BATCH)?;
        if let (Some(last), BATCH) = (gone.last(), gone.len()) {
            cursor = last.seq - 1;
            gone.retain(|row| row.seq <= cursor);
            changed.retain(|row| row.seq <= cursor);
        }
        Ok((changed, gone, cursor))
    }

    fn index(&mut self, changed: &[EventRow], gone: &[EventRow], newest: i64) -> Result<()> {
        let mut batch = Batch::default();
        for row in changed {
            batch.add(&self.conn, &mut self.known, row, self.cursor)?;
        }
        for row in gone {
            batch.remove(&self.conn, row)?;
        }
        batch.write(&self.conn, newest)?;
        self.known.write(&self.conn)
    }

    fn give_up(&mut self) {
        self.known = Known::default();
        if !self.conn.is_autocommit() {
            let _gone_already = self.conn.execute_batch("ROLLBACK");
        }
    }
}

/// How far behind it may be while so much arrives a second.
fn behind_at_most(rate: i64) -> i64 {
    match rate {
        TORRENT.. => FARTHER_BEHIND,
        BURST.. => FAR_BEHIND,
        _ => 0,
    }
}

/// How much arrives.
struct Arrivals {
    head: i64,
    seen: Instant,
}

impl Arrivals {
    fn from(head: i64) -> Self {
        let seen = Instant::now();
        Self { head, seen }
    }

    /// Changes a second since the last look.
    fn rate(&mut self, head: i64) -> i64 {
        let then = std::mem::replace(self, Self::from(head));
        let millis = i64::try_from(then.seen.elapsed().as_millis()).unwrap_or(i64::MAX);
        head.saturating_sub(then.head).saturating_mul(1000) / millis.max(1)
    }
}

/// Lets every other thread of the machine go first.
#[cfg(target_os = "linux")]
fn stand_back() {
    if let Err(why) = rustix::process::nice(19) {
        tracing::debug!(%why, "the search index keeps its priority");
    }
}

#[cfg(not(target_os = "linux"))]
fn stand_back() {}
