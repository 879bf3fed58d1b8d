//! What the writer is asked to do: work on the open transaction, and someone waiting for the
//! answer, who gets it only once the transaction is on the disk.

use rusqlite::Connection;
use tokio::sync::oneshot;

use crate::counts::Notes;
use crate::error::{LedgerError, Result};
use crate::tables::event::Head;
use crate::tables::usage::Usage;

/// What a job works with.
pub(crate) struct Desk<'c> {
    /// The connection, inside the group's transaction.
    pub(crate) conn: &'c Connection,
    /// How far the ledger is with this job.
    pub(crate) head: Head,
    /// What is noted of the group.
    pub(crate) notes: &'c mut Notes,
    /// Whether the job did more than add deliveries.
    pub(crate) more: bool,
}

impl Desk<'_> {
    /// Runs a statement that is kept prepared; how many rows it changed.
    pub(crate) fn run(&self, sql: &str, values: impl rusqlite::Params) -> Result<usize> {
        Ok(self.conn.prepare_cached(sql)?.execute(values)?)
    }

    /// The next place in the order of changes.
    pub(crate) fn next_seq(&mut self) -> i64 {
        self.more = true;
        self.delivery_seq()
    }

    /// The same where it is the id of a delivery that the job adds.
    pub(crate) fn delivery_seq(&mut self) -> i64 {
        self.head.seq += 1;
        self.head.seq
    }

    /// Notes what an app has more of, or with negative numbers less.
    pub(crate) fn note_usage(&mut self, change: Usage) {
        self.more = true;
        self.note_delivery(change);
    }

    /// The same of a delivery that the job adds.
    pub(crate) fn note_delivery(&mut self, change: Usage) {
        self.notes.usage.push(change);
    }
}

/// Work for the writer.
pub(crate) trait Job: Send {
    /// Does the work; again, from the start, when its first transaction was given up.
    fn run(&mut self, desk: &mut Desk<'_>) -> Result<()>;

    /// Whether who waits is sure to go on as soon as they are told, or not to wait any more: only
    /// they can be left to tell others.
    fn tells(&self) -> bool;

    /// Tells who waits: the job's own result, or why its transaction was not committed. They tell
    /// the others by letting go of them.
    fn answer(self: Box<Self>, failure: Option<&LedgerError>, others: Settled);
}

/// What a job made; the job itself, so that who waits also frees it: the writer has no time; and the
/// others of its group.
pub(crate) type Answer<W, T> = (Result<T>, W, Settled);

/// Jobs whose transaction was committed, or was not. One of those who wait tells the others: to wake
/// somebody on another thread is a system call, which the writer would make for each.
#[derive(Default)]
pub(crate) struct Settled {
    jobs: Vec<Box<dyn Job>>,
    failure: Option<LedgerError>,
}

impl Settled {
    /// The jobs of a transaction, and why it was not committed.
    pub(crate) fn new(jobs: Vec<Box<dyn Job>>, failure: Option<LedgerError>) -> Self {
        Self { jobs, failure }
    }

    /// Tells one who tells the others, or each when there is none.
    pub(crate) fn tell(mut self) {
        if let Some(at) = self.jobs.iter().position(|job| job.tells()) {
            let first = self.jobs.remove(at);
            first.answer(self.failure.clone().as_ref(), self);
        }
    }
}

/// However they are let go of, they are told: also when who was to tell them waits no more.
impl Drop for Settled {
    fn drop(&mut self) {
        for job in self.jobs.drain(..) {
            job.answer(self.failure.as_ref(), Self::default());
        }
    }
}

/// A closure and who waits for what it returns.
pub(crate) struct Task<W, T> {
    work: W,
    tells: bool,
    made: Option<Result<T>>,
    reply: oneshot::Sender<Answer<W, T>>,
}

impl<W, T> Task<W, T> {
    /// The task, and where its answer comes.
    pub(crate) fn new(work: W, tells: bool) -> (Self, oneshot::Receiver<Answer<W, T>>) {
        let (reply, answer) = oneshot::channel();
        (
            Self {
                work,
                tells,
                made: None,
                reply,
            },
            answer,
        )
    }
}

impl<W, T> Job for Task<W, T>
where
    W: Fn(&mut Desk<'_>) -> Result<T> + Send,
    T: Send,
{
    fn run(&mut self, desk: &mut Desk<'_>) -> Result<()> {
        let made = (self.work)(desk);
        let outcome = made.as_ref().map(|_| ()).map_err(LedgerError::clone);
        self.made = Some(made);
        outcome
    }

    fn tells(&self) -> bool {
        self.tells
    }

    fn answer(self: Box<Self>, failure: Option<&LedgerError>, others: Settled) {
        let answer = match (self.made, failure) {
            (Some(Err(own)), _) => Err(own),
            (_, Some(failure)) => Err(failure.clone()),
            (Some(Ok(value)), None) => Ok(value),
            (None, None) => Err(LedgerError::Closed),
        };
        let _nobody_waits_any_more = self.reply.send((answer, self.work, others));
    }
}
