//! Writes the state soon after it changed, many changes at once, and a last time at the end.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::Disk;
use crate::Practice;

/// Changes within this time are written together.
const DEBOUNCE: Duration = Duration::from_millis(150);

/// Nobody may change a world while it is read for a write: a large one is left alone for so many times
/// as long as that took, but never longer than [`RETRY`].
const REST: u32 = 8;

/// How long to wait after a failed write.
const RETRY: Duration = Duration::from_secs(2);

/// The task that writes.
#[derive(Debug)]
pub(crate) struct Saver {
    disk: Arc<Disk>,
    practice: Practice,
    stop: CancellationToken,
    task: JoinHandle<()>,
}

impl Saver {
    /// Writes the state as it stands, then after each change.
    pub(crate) fn start(disk: Disk, practice: Practice) -> Self {
        let (disk, stop) = (Arc::new(disk), CancellationToken::new());
        let task = tokio::spawn(follow(Arc::clone(&disk), practice.clone(), stop.clone()));
        Self {
            disk,
            practice,
            stop,
            task,
        }
    }

    /// Writes a last time, after which the folder is free.
    pub(crate) async fn finish(self) {
        self.stop.cancel();
        let _ = self.task.await;
        save(&self.disk, &self.practice).await;
    }
}

/// Ends between two writes, never within one: what still writes would still hold the folder.
async fn follow(disk: Arc<Disk>, practice: Practice, stop: CancellationToken) {
    while !stop.is_cancelled() {
        let began = Instant::now();
        let saved = save(&disk, &practice).await;
        let rest = (began.elapsed() * REST).clamp(DEBOUNCE, RETRY);
        let pause = async {
            if saved {
                practice.changed().await;
                tokio::time::sleep(rest).await;
            } else {
                tokio::time::sleep(RETRY).await;
            }
        };
        stop.run_until_cancelled(pause).await;
    }
}

async fn save(disk: &Arc<Disk>, practice: &Practice) -> bool {
    let (disk, practice) = (Arc::clone(disk), practice.clone());
    let written = tokio::task::spawn_blocking(move || {
        disk.store(|| {
            practice
                .read(serde_json::to_vec)
                .map_err(std::io::Error::other)
        })
    });
    match written.await {
        Ok(Ok(())) => true,
        Ok(Err(error)) => {
            tracing::error!(%error, "the practice state could not be written; trying again");
            false
        }
        Err(error) => {
            tracing::error!(%error, "writing the practice state broke off");
            false
        }
    }
}
