//! The writer thread: takes what is queued as one transaction, and answers after its commit.
//!
//! A commit waits for the disk, so its cost is shared by everyone who queued meanwhile. A job that
//! fails takes nothing from its neighbours: the group is given up and run again with a savepoint
//! for each job. Savepoints from the start would cost every job what only failures need.
//!
//! Work that takes long is cut into slices, each of which is a transaction of its own between two
//! groups: what arrives waits for one slice at most, however many there are.

use std::sync::Arc;

use rusqlite::Connection;
use tokio::runtime::{self, Runtime};
use tokio::sync::{mpsc, oneshot};
use tokio::time::{Instant, timeout_at};

use crate::checkpoint::{self, Checkpoints};
use crate::counts::Counts;
use crate::error::{LedgerError, Result};
use crate::job::{Desk, Job, Settled};
use crate::queue::{Announce, Message, Tally};
use crate::tables::event::Head;

/// The most jobs that one transaction takes.
const GROUP: usize = 256;

/// The one that writes, on its own thread.
pub(crate) struct Writer {
    conn: Connection,
    counts: Counts,
    messages: mpsc::Receiver<Message>,
    announce: Announce,
    tally: Arc<Tally>,
    checkpoints: Checkpoints,
    /// Waits for a message or a time.
    clock: Runtime,
    apart: Option<Box<dyn Job>>,
    /// Who waits for the log to be copied.
    copied: Option<oneshot::Sender<()>>,
    /// Whether the job at hand shares its transaction with no other.
    alone: bool,
    closing: Option<oneshot::Sender<()>>,
}

impl Writer {
    /// A writer on `conn`, whose ledger is as far as `head`.
    pub(crate) fn new(
        conn: Connection,
        head: Head,
        messages: mpsc::Receiver<Message>,
        announce: Announce,
        tally: Arc<Tally>,
    ) -> Result<Self> {
        let clock = runtime::Builder::new_current_thread().enable_time().build();
        Ok(Self {
            conn,
            counts: Counts::new(head),
            messages,
            announce,
            tally,
            checkpoints: Checkpoints::default(),
            clock: clock.map_err(|why| LedgerError::Sqlite(why.to_string()))?,
            apart: None,
            copied: None,
            alone: false,
            closing: None,
        })
    }

    /// Serves until it is told to close, or nobody is left who could ask for anything.
    pub(crate) fn serve(mut self) {
        let mut group = Vec::new();
        while self.closing.is_none() && self.wait(&mut group) {
            self.settle(&mut group);
            self.settle_apart(&mut group);
            self.checkpoint();
        }
        self.messages.close();
        self.write_counts();
        checkpoint::all(&self.conn);
        drop(self.conn);
        if let Some(done) = self.closing {
            let _nobody_waits_any_more = done.send(());
        }
    }

    fn checkpoint(&mut self) {
        match self.copied.take() {
            None => self.checkpoints.if_due(&self.conn),
            Some(done) => {
                checkpoint::now(&self.conn);
                let _nobody_waits_any_more = done.send(());
            }
        }
    }

    /// Waits for a first job; false when there will be none.
    fn wait(&mut self, group: &mut Vec<Box<dyn Job>>) -> bool {
        let Some(message) = self.next() else {
            return false;
        };
        self.take(message, group);
        true
    }

    /// The next message; `None` when there will be none. What is to be written meanwhile is.
    fn next(&mut self) -> Option<Message> {
        while let Some(due) = self.counts.due_at() {
            if let Ok(message) = self.messages.try_recv() {
                return Some(message);
            }
            let (messages, due) = (&mut self.messages, Instant::from_std(due));
            let message = async { timeout_at(due, messages.recv()).await };
            match self.clock.block_on(message) {
                Ok(message) => return message,
                Err(_) => self.write_counts(),
            }
        }
        self.messages.blocking_recv()
    }

    /// Writes what the ledger knows of itself, when it is not written.
    fn write_counts(&mut self) {
        if self.counts.due_at().is_none() {
            return;
        }
        self.give_up();
        let written = self
            .execute("BEGIN IMMEDIATE")
            .and_then(|()| self.counts.write(&self.conn))
            .and_then(|()| self.execute("COMMIT"));
        match written {
            Ok(()) => self.counts.committed(true),
            Err(why) => {
                tracing::warn!(%why, "the counts were not written; what came is counted again");
                self.give_up();
                self.counts.put_off();
            }
        }
    }

    /// Takes one more job that is queued by now; false when the group is to be committed.
    fn take_another(&mut self, group: &mut Vec<Box<dyn Job>>) -> bool {
        if group.len() == GROUP || self.closing.is_some() || self.alone {
            return false;
        }
        match self.messages.try_recv() {
            Ok(message) => self.take(message, group),
            Err(_) => false,
        }
    }

    /// Adds a job to the group; false when the message is none.
    fn take(&mut self, message: Message, group: &mut Vec<Box<dyn Job>>) -> bool {
        match message {
            Message::Job(job) => group.push(job),
            Message::Apart(job) => self.apart = Some(job),
            Message::Checkpoint(done) => self.copied = Some(done),
            Message::Close(done) => self.closing = Some(done),
        }
        self.closing.is_none() && self.apart.is_none() && self.copied.is_none()
    }

    /// Does the work that shares no transaction, when there is some: whoever was queued before it has
    /// been answered, and whoever comes meanwhile waits for it alone.
    fn settle_apart(&mut self, group: &mut Vec<Box<dyn Job>>) {
        group.extend(self.apart.take());
        self.alone = true;
        self.settle(group);
        self.alone = false;
    }

    /// Commits the group, then answers it.
    fn settle(&mut self, group: &mut Vec<Box<dyn Job>>) {
        if group.is_empty() {
            return;
        }
        let before = self.counts.head.seq;
        let outcome = self.commit(group);
        if let Err(why) = &outcome {
            self.give_up();
            tracing::error!(%why, jobs = group.len(), "a group was not committed");
        } else {
            self.tally.committed(group.len());
        }
        Settled::new(std::mem::take(group), outcome.err()).tell();
        if self.counts.head.seq != before {
            self.announce.tell(self.counts.head.seq);
        }
    }

    fn commit(&mut self, group: &mut Vec<Box<dyn Job>>) -> Result<()> {
        self.give_up();
        self.execute("BEGIN IMMEDIATE")?;
        if !self.run_together(group) {
            self.give_up();
            self.execute("BEGIN IMMEDIATE")?;
            for job in group {
                self.run_apart(job.as_mut())?;
            }
        }
        let due = self.counts.are_due();
        if due {
            self.counts.write(&self.conn)?;
        }
        self.execute("COMMIT")?;
        self.counts.committed(due);
        Ok(())
    }

    /// Runs all jobs, and those that come meanwhile; false when one fails.
    fn run_together(&mut self, group: &mut Vec<Box<dyn Job>>) -> bool {
        let mut done = 0;
        while done < group.len() || self.take_another(group) {
            if self.run(group[done].as_mut()).is_err() {
                return false;
            }
            done += 1;
        }
        true
    }

    /// Runs one job in a savepoint. An error is the whole group's: SQLite answers some failures of
    /// the disk by rolling everything back.
    fn run_apart(&mut self, job: &mut dyn Job) -> Result<()> {
        self.execute("SAVEPOINT job")?;
        match self.run(job) {
            Err(why) if self.conn.is_autocommit() => return Err(why),
            Err(_) => self.execute("ROLLBACK TO job")?,
            Ok(()) => {}
        }
        self.execute("RELEASE job")
    }

    fn run(&mut self, job: &mut dyn Job) -> Result<()> {
        let place = self.counts.notes.usage.len();
        let mut desk = Desk {
            conn: &self.conn,
            head: self.counts.head,
            notes: &mut self.counts.notes,
            more: false,
        };
        let done = job.run(&mut desk);
        let (head, more) = (desk.head, desk.more);
        match done {
            Ok(()) => self.counts.head = head,
            Err(_) => self.counts.notes.usage.truncate(place),
        }
        self.counts.more |= more && done.is_ok();
        done
    }

    /// Goes back to what was committed, out of any transaction.
    fn give_up(&mut self) {
        self.counts.give_up();
        if self.conn.is_autocommit() {
            return;
        }
        if let Err(why) = self.execute("ROLLBACK") {
            tracing::error!(%why, "a transaction was not rolled back");
        }
    }

    fn execute(&self, sql: &str) -> Result<()> {
        self.conn.prepare_cached(sql)?.execute([])?;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
