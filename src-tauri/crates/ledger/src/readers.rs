//! Readers: a few connections that cannot write, each used by one blocking task at a time. They
//! see what is committed and never make the writer wait.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;
use tokio::sync::Semaphore;
use tokio::task;

use crate::error::{LedgerError, Result};
use crate::open;

/// The most connections there are.
const MOST: usize = 4;

/// The connections that read.
#[derive(Clone, Debug)]
pub(crate) struct Readers {
    path: Arc<PathBuf>,
    index: Option<Arc<PathBuf>>,
    idle: Arc<Mutex<Vec<Connection>>>,
    permits: Arc<Semaphore>,
}

impl Readers {
    /// Readers of the ledger at `path` and the search index, when there is one. Connections are
    /// opened when they are needed.
    pub(crate) fn new(path: PathBuf, index: Option<PathBuf>) -> Self {
        Self {
            path: Arc::new(path),
            index: index.map(Arc::new),
            idle: Arc::default(),
            permits: Arc::new(Semaphore::new(MOST)),
        }
    }

    /// Runs a query off the async threads, when a connection is free.
    pub(crate) async fn read<T, Q>(&self, query: Q) -> Result<T>
    where
        T: Send + 'static,
        Q: FnOnce(&Connection) -> Result<T> + Send + 'static,
    {
        let permits = Arc::clone(&self.permits);
        let permit = permits
            .acquire_owned()
            .await
            .map_err(|_| LedgerError::Closed)?;
        let readers = self.clone();
        let task = task::spawn_blocking(move || {
            let conn = readers.take()?;
            let found = query(&conn);
            readers.give_back(conn);
            drop(permit);
            found
        });
        task.await.unwrap_or(Err(LedgerError::Closed))
    }

    /// The ledger's file.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the search index is attached to every connection.
    pub(crate) fn indexed(&self) -> bool {
        self.index.is_some()
    }

    /// Lets those that run finish, and no more begin.
    pub(crate) async fn close(&self) {
        let all = self.permits.acquire_many(MOST as u32).await;
        self.permits.close();
        drop(all);
        self.idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }

    fn take(&self) -> Result<Connection> {
        let idle = self
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        let index = self.index.as_ref().map(|path| path.as_path());
        idle.map_or_else(|| open::reader(&self.path, index), Ok)
    }

    fn give_back(&self, conn: Connection) {
        self.idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(conn);
    }
}
