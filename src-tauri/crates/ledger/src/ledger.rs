//! The handle the rest of the app holds.

use std::path::Path;
use std::sync::{Arc, Mutex};

use rusqlite::Connection;
use tokio::sync::watch;
use tokio::task;

use crate::error::{LedgerError, Result};
use crate::index::{self, Index};
use crate::job::Desk;
use crate::queue::{Queue, Written};
use crate::readers::Readers;
use crate::{files, open};

/// The ledger; cheap to clone. Its operations need a tokio runtime.
///
/// Every operation that writes returns after its commit has reached the disk, so that what returns
/// `Ok` survives a kill and a power cut. Dropping the future does not take the write back.
#[derive(Clone, Debug)]
pub struct Ledger {
    queue: Queue,
    readers: Readers,
    index: Arc<Mutex<Option<Index>>>,
}

/// How large the ledger and what waits for it may grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Jobs that may wait to be written; more are `Busy`.
    pub queue: usize,
    /// Pages of 4 KiB the file may have, and `Full` beyond; `None` for as many as the disk holds.
    pub pages: Option<u32>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            queue: 4096,
            pages: None,
        }
    }
}

impl Ledger {
    /// Opens `ledger.db` in `folder`, making both where there are none and bringing an older
    /// ledger to this build's version after a backup beside it. Blocks; call it off the async
    /// threads. The caller holds the folder's lock.
    ///
    /// # Errors
    /// `Newer` when a newer build wrote it, `NotWritable`, `Full`, `Corrupt` when it is no ledger.
    pub fn open(folder: &Path) -> Result<Self> {
        Self::open_with(folder, Limits::default())
    }

    /// The same, with other limits.
    ///
    /// # Errors
    /// As [`Ledger::open`].
    pub fn open_with(folder: &Path, limits: Limits) -> Result<Self> {
        let path = files::prepare(folder)?;
        let conn = open::writer(&path, &limits)?;
        let index = Index::open(folder, &path);
        let queue = Queue::start(conn, limits.queue, index.as_ref().map(Index::waker))?;
        let indexed = index.as_ref().map(|index| index.path().to_owned());
        Ok(Self {
            queue,
            readers: Readers::new(path, indexed),
            index: Arc::new(Mutex::new(index)),
        })
    }

    /// Commits what is queued, copies the log into the database and closes the files. Other
    /// clones' operations are `Closed` from then on.
    pub async fn close(self) {
        self.readers.close().await;
        let index = self.index.lock().map_or(None, |mut index| index.take());
        let _ended_either_way = task::spawn_blocking(move || drop(index)).await;
        self.queue.close().await;
    }

    /// The place of the last committed change in the order of changes. A hint only: several
    /// changes may be seen as one, so catch up with [`Ledger::feed_changes`] from a cursor.
    pub fn changes(&self) -> watch::Receiver<i64> {
        self.queue.changes()
    }

    /// Copies what was written into the database, as far as no reader holds it back, and shortens
    /// the file by what was given back.
    pub async fn checkpoint(&self) {
        self.queue.checkpoint().await;
    }

    /// Why nothing can be written (the disk is full, say), for as long as that lasts. It ends with
    /// the first write that succeeds, so keep trying one.
    pub fn outage(&self) -> watch::Receiver<Option<LedgerError>> {
        self.queue.outage()
    }

    /// How much was written since the ledger was opened.
    pub fn written(&self) -> Written {
        self.queue.written()
    }

    /// Where its file is.
    pub(crate) fn path(&self) -> &Path {
        self.readers.path()
    }

    pub(crate) async fn write<T, W>(&self, work: W) -> Result<T>
    where
        T: Send + 'static,
        W: Fn(&mut Desk<'_>) -> Result<T> + Send + 'static,
    {
        self.queue.write(work).await
    }

    /// The same by who tells the others of the transaction; see the queue's.
    pub(crate) async fn write_and_tell<T, W>(&self, work: W) -> Result<T>
    where
        T: Send + 'static,
        W: Fn(&mut Desk<'_>) -> Result<T> + Send + 'static,
    {
        self.queue.write_and_tell(work).await
    }

    pub(crate) async fn write_apart<T, W>(&self, work: W) -> Result<T>
    where
        T: Send + 'static,
        W: Fn(&mut Desk<'_>) -> Result<T> + Send + 'static,
    {
        self.queue.write_apart(work).await
    }

    /// How far the search index is, as a place in the order of changes; 0 without one.
    pub fn indexed(&self) -> i64 {
        self.index
            .lock()
            .map_or(0, |index| index.as_ref().map_or(0, Index::cursor))
    }

    /// Has the search index made anew, when there is one. Searches read the ledger itself meanwhile.
    pub fn remake_index(&self) {
        if let Ok(Some(index)) = self.index.lock().as_deref() {
            index.begin_anew();
        }
    }

    /// Reads a snapshot of the ledger and the search index; the query is told how far the latter
    /// is, 0 when there is none to ask.
    pub(crate) async fn read_indexed<T, Q>(&self, query: Q) -> Result<T>
    where
        T: Send + 'static,
        Q: FnOnce(&Connection, i64) -> Result<T> + Send + 'static,
    {
        let indexed = self.readers.indexed();
        self.read(move |conn| {
            let snapshot = conn.unchecked_transaction()?;
            let cursor = if indexed {
                index::cursor(&snapshot)?
            } else {
                0
            };
            query(&snapshot, cursor)
        })
        .await
    }

    pub(crate) async fn read<T, Q>(&self, query: Q) -> Result<T>
    where
        T: Send + 'static,
        Q: FnOnce(&Connection) -> Result<T> + Send + 'static,
    {
        self.readers.read(query).await
    }
}
