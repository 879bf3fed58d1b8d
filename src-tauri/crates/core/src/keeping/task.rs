//! The one thing at a time that takes long, how far it is, and that it can be stopped.

use std::sync::Arc;

use patchbay_ledger::{Hear, Progress};

use crate::error::{Error, Result};
use crate::patchbay::Patchbay;
use crate::view::{TaskKind, TaskView};

/// What takes long.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Task {
    kind: TaskKind,
    progress: Progress,
    stopped: bool,
}

/// Holds the place of a task for as long as it lives.
pub(super) struct Turn(Patchbay);

impl Drop for Turn {
    fn drop(&mut self) {
        self.0.0.keeping.task.send_replace(None);
    }
}

impl Patchbay {
    /// Stops what takes long, if anything does. It changes nothing then.
    pub fn stop_task(&self) {
        self.0.keeping.task.send_if_modified(|task| {
            task.as_mut()
                .is_some_and(|task| !std::mem::replace(&mut task.stopped, true))
        });
    }

    /// Begins something that takes long, unless something else does.
    pub(super) fn begin(&self, kind: TaskKind) -> Result<(Turn, Hear)> {
        let mut busy = None;
        self.0.keeping.task.send_if_modified(|task| {
            busy = task.as_ref().map(|task| task.kind);
            if busy.is_none() {
                *task = Some(Task {
                    kind,
                    progress: Progress::default(),
                    stopped: false,
                });
            }
            busy.is_none()
        });
        match busy {
            Some(other) => Err(Error::Conflict {
                message: format!("Patchbay {} at the moment.", doing(other)),
                remedy: "Wait until that is done, or stop it.",
            }),
            None => Ok((Turn(self.clone()), self.hear())),
        }
    }

    fn hear(&self) -> Hear {
        let it = self.clone();
        Arc::new(move |progress| {
            let mut goes_on = !it.0.ended.is_cancelled();
            it.0.keeping.task.send_if_modified(|task| {
                let Some(task) = task else { return false };
                goes_on &= !task.stopped;
                std::mem::replace(&mut task.progress, progress) != progress
            });
            goes_on
        })
    }

    pub(super) fn task_view(&self) -> Option<TaskView> {
        let task = self.0.keeping.task.borrow().clone()?;
        let Progress { done, of } = task.progress;
        Some(TaskView {
            kind: task.kind,
            done: (of > 0).then(|| done as f64 / of as f64),
        })
    }
}

fn doing(kind: TaskKind) -> &'static str {
    match kind {
        TaskKind::BackUp => "writes a backup",
        TaskKind::LookAtBackup => "reads a backup",
        TaskKind::Check => "checks the ledger",
    }
}
