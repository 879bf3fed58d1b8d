//! The way to the writer thread: bounded, so that a disk that cannot keep up turns deliveries away
//! instead of filling the memory with them.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::SyncSender;
use std::thread;

use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot, watch};

use crate::counts;
use crate::error::{LedgerError, Result};
use crate::job::{Desk, Job, Task};
use crate::tables::event;
use crate::writer::Writer;

/// What the writer thread is sent.
pub(crate) enum Message {
    /// Work.
    Job(Box<dyn Job>),
    /// Work that shares its transaction with no other.
    Apart(Box<dyn Job>),
    /// Copy the log into the database, and say so.
    Checkpoint(oneshot::Sender<()>),
    /// Finish, and say so.
    Close(oneshot::Sender<()>),
}

/// How much was written since the ledger was opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Jobs in committed transactions.
    pub jobs: u64,
    /// Those transactions.
    pub commits: u64,
}

/// The same while it is counted.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    jobs: AtomicU64,
    commits: AtomicU64,
}

impl Tally {
    /// Counts one transaction of `jobs`.
    pub(crate) fn committed(&self, jobs: usize) {
        self.jobs.fetch_add(jobs as u64, Ordering::Relaxed);
        self.commits.fetch_add(1, Ordering::Relaxed);
    }
}

/// Those who are told that there were changes.
#[derive(Debug)]
pub(crate) struct Announce {
    announce: watch::Sender<i64>,
    follower: Option<SyncSender<()>>,
}

impl Announce {
    /// Tells them how far the ledger is.
    pub(crate) fn tell(&self, seq: i64) {
        self.announce.send_replace(seq);
        if let Some(follower) = &self.follower {
            let _awake_already = follower.try_send(());
        }
    }
}

/// The way to the writer thread.
#[derive(Clone, Debug)]
pub(crate) struct Queue {
    sender: mpsc::Sender<Message>,
    changes: watch::Receiver<i64>,
    outage: watch::Sender<Option<LedgerError>>,
    tally: Arc<Tally>,
}

impl Queue {
    /// Starts the writer thread on `conn`, with room for `room` waiting jobs. It wakes `follower`
    /// after each change.
    pub(crate) fn start(
        conn: Connection,
        room: usize,
        follower: Option<SyncSender<()>>,
    ) -> Result<Self> {
        counts::catch_up(&conn)?;
        let head = event::head(&conn)?;
        let (sender, messages) = mpsc::channel(room.max(1));
        let (announce, changes) = watch::channel(head.seq);
        let tally = Arc::new(Tally::default());
        let announce = Announce { announce, follower };
        let writer = Writer::new(conn, head, messages, announce, Arc::clone(&tally))?;
        thread::Builder::new()
            .name("ledger".into())
            .spawn(move || writer.serve())
            .map_err(|why| LedgerError::Sqlite(why.to_string()))?;
        Ok(Self {
            sender,
            changes,
            outage: watch::Sender::new(None),
            tally,
        })
    }

    /// Queues work and waits until it is committed. A full queue is `Busy` at once. The work may be
    /// done twice, the first time in a transaction that is given up.
    pub(crate) async fn write<T, W>(&self, work: W) -> Result<T>
    where
        T: Send + 'static,
        W: Fn(&mut Desk<'_>) -> Result<T> + Send + 'static,
    {
        self.send(work, false, Message::Job).await
    }

    /// The same by somebody who tells the others of the transaction: who waits for this must wait for
    /// nothing else before they have polled it to its end.
    pub(crate) async fn write_and_tell<T, W>(&self, work: W) -> Result<T>
    where
        T: Send + 'static,
        W: Fn(&mut Desk<'_>) -> Result<T> + Send + 'static,
    {
        self.send(work, true, Message::Job).await
    }

    /// The same in a transaction of its own, after those who were queued before are answered.
    pub(crate) async fn write_apart<T, W>(&self, work: W) -> Result<T>
    where
        T: Send + 'static,
        W: Fn(&mut Desk<'_>) -> Result<T> + Send + 'static,
    {
        self.send(work, false, Message::Apart).await
    }

    async fn send<T, W>(
        &self,
        work: W,
        tells: bool,
        message: fn(Box<dyn Job>) -> Message,
    ) -> Result<T>
    where
        T: Send + 'static,
        W: Fn(&mut Desk<'_>) -> Result<T> + Send + 'static,
    {
        let (task, answer) = Task::new(work, tells);
        self.sender
            .try_send(message(Box::new(task)))
            .map_err(|refused| match refused {
                mpsc::error::TrySendError::Full(_) => LedgerError::Busy,
                mpsc::error::TrySendError::Closed(_) => LedgerError::Closed,
            })?;
        let made = answer
            .await
            .map_or(Err(LedgerError::Closed), |(made, _, _)| made);
        self.observe(made.as_ref().err());
        made
    }

    /// What the last write says of the disk: only one that reached it says that all is well.
    fn observe(&self, failure: Option<&LedgerError>) {
        let outage = failure.filter(|why| why.is_outage());
        let known = self.outage.borrow().as_ref() == outage;
        if !known && (outage.is_some() || failure.is_none()) {
            self.outage.send_replace(outage.cloned());
        }
    }

    /// Lets the writer finish what is queued, empty the log and end.
    pub(crate) async fn close(&self) {
        let (done, ended) = oneshot::channel();
        if self.sender.send(Message::Close(done)).await.is_ok() {
            let _ended_either_way = ended.await;
        }
    }

    /// Has the writer copy the log into the database, as far as no reader needs it.
    pub(crate) async fn checkpoint(&self) {
        let (done, copied) = oneshot::channel();
        if self.sender.send(Message::Checkpoint(done)).await.is_ok() {
            let _copied_either_way = copied.await;
        }
    }

    /// The place of the last committed change.
    pub(crate) fn changes(&self) -> watch::Receiver<i64> {
        self.changes.clone()
    }

    /// Why nothing can be written, when that is so.
    pub(crate) fn outage(&self) -> watch::Receiver<Option<LedgerError>> {
        self.outage.subscribe()
    }

    /// How much was written.
    pub(crate) fn written(&self) -> Written {
        Written {
            jobs: self.tally.jobs.load(Ordering::Relaxed),
            commits: self.tally.commits.load(Ordering::Relaxed),
        }
    }
}
