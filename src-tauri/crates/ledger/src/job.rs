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

    /// Tells who waits: the job's own result, or why its transaction was not committed.
    fn answer(self: Box<Self>, failure: Option<&LedgerError>);
}

/// What a job made, and the job itself, so that who waits also frees it: the writer has no time.
pub(crate) type Answer<W, T> = (Result<T>, W);

/// A closure and who waits for what it returns.
pub(crate) struct Task<W, T> {
    work: W,
    made: Option<Result<T>>,
    reply: oneshot::Sender<Answer<W, T>>,
}

impl<W, T> Task<W, T> {
    /// The task, and where its answer comes.
    pub(crate) fn new(work: W) -> (Self, oneshot::Receiver<Answer<W, T>>) {
        let (reply, answer) = oneshot::channel();
        (
            Self {
                work,
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

    fn answer(self: Box<Self>, failure: Option<&LedgerError>) {
        let answer = match (self.made, failure) {
            (Some(Err(own)), _) => Err(own),
            (_, Some(failure)) => Err(failure.clone()),
            (Some(Ok(value)), None) => Ok(value),
            (None, None) => Err(LedgerError::Closed),
        };
        let _nobody_waits_any_more = self.reply.send((answer, self.work));
    }
}
