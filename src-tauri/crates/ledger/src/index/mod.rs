//! The search index: a database of its own beside the ledger, which follows it and can be made
//! anew from it.
//!
//! Indexing an event costs many times what storing it does, so none of it stands in front of an
//! acknowledgement: a thread of the lowest priority follows the ledger's changes with a cursor that
//! is committed together with what was indexed. A search asks the ledger itself for whatever the
//! cursor has not passed, so it misses nothing while the index is behind, or gone.

mod bitmaps;
mod event;
pub(crate) mod fields;
mod follow;
mod grams;
pub(crate) mod heads;
mod known;
pub(crate) mod paths;
mod schema;
pub(crate) mod shape;
pub(crate) mod tally;
pub(crate) mod texts;
mod tidy;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

use rusqlite::Connection;

use crate::error::Result;
use follow::Follower;

pub(crate) use bitmaps::{CHUNK_BITS, hour, read as read_bitmap, read_hours};
pub(crate) use grams::BLOCK;
pub(crate) use schema::{ATTACHED, FILE, throw_away_in};

/// The index that follows a ledger.
#[derive(Debug)]
pub(crate) struct Index {
    path: PathBuf,
    wake: SyncSender<()>,
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

/// What the thread and its owner both see.
#[derive(Debug, Default)]
pub(crate) struct Shared {
    cursor: AtomicI64,
    ending: AtomicBool,
    anew: AtomicBool,
}

impl Index {
    /// Opens the index in `folder`, or makes one, and follows the ledger at `ledger`. `None` when
    /// there can be no index there: the ledger is searched without one then, more slowly.
    pub(crate) fn open(folder: &Path, ledger: &Path) -> Option<Self> {
        match Self::start(folder, ledger) {
            Ok(index) => Some(index),
            Err(why) => {
                tracing::warn!(%why, "there is no search index; searches read the ledger itself");
                None
            }
        }
    }

    fn start(folder: &Path, ledger: &Path) -> Result<Self> {
        let (conn, path) = schema::open(folder, ledger)?;
        let shared = Arc::new(Shared::default());
        let follower = Follower::new(conn, ledger, Arc::clone(&shared))?;
        let (wake, wakes) = sync_channel(1);
        let thread = thread::Builder::new()
            .name("search-index".into())
            .spawn(move || follower.serve(&wakes))
            .map_err(|why| crate::LedgerError::Sqlite(why.to_string()))?;
        Ok(Self {
            path,
            wake,
            shared,
            thread: Some(thread),
        })
    }

    /// Where its file is.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// What wakes it: something was committed.
    pub(crate) fn waker(&self) -> SyncSender<()> {
        self.wake.clone()
    }

    /// The last change that is indexed.
    pub(crate) fn cursor(&self) -> i64 {
        self.shared.cursor.load(Ordering::Acquire)
    }

    /// Forgets all that is indexed and begins from the start.
    pub(crate) fn begin_anew(&self) {
        self.shared.anew.store(true, Ordering::Release);
        let _awake_already = self.wake.try_send(());
    }

    fn end(&mut self) {
        self.shared.ending.store(true, Ordering::Release);
        let _awake_already = self.wake.try_send(());
        if let Some(thread) = self.thread.take() {
            let _ended_either_way = thread.join();
        }
    }
}

impl Drop for Index {
    fn drop(&mut self) {
        self.end();
    }
}

/// The last change that the attached index has, in the snapshot of `conn`.
pub(crate) fn cursor(conn: &Connection) -> Result<i64> {
    let sql = "SELECT cursor FROM search.progress";
    Ok(conn.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
}
