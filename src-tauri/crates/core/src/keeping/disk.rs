//! How much is left of the disk, looked at often enough to say so before it is full.

use std::path::Path;
use std::time::Duration;

use crate::patchbay::Patchbay;
use crate::view::{Mend, Problem};

/// The time between two looks.
const LOOK: Duration = Duration::from_secs(30);

/// Less is nearly nothing: arrivals of a busy day, and what SQLite needs to remove anything.
const LITTLE: i64 = 1 << 30;

impl Patchbay {
    /// Looks at the disk until the app ends.
    pub(crate) async fn watch_disk(&self) {
        loop {
            let before = self.disk_free();
            let free = self.look_at_disk().await;
            if problem(before) != problem(free) {
                self.touch();
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    /// Free bytes on the disk now, when the system says so.
    pub(crate) async fn look_at_disk(&self) -> Option<i64> {
        let free = free_at(self.0.home.folder().to_owned()).await;
        self.0.keeping.known().disk_free = free;
        free
    }

    /// Free bytes on the disk at the last look, when the system says so.
    pub(super) fn disk_free(&self) -> Option<i64> {
        self.0.keeping.known().disk_free
    }

    /// Why there is too little.
    pub(crate) fn disk_problem(&self) -> Option<Problem> {
        problem(self.disk_free())
    }
}

async fn free_at(folder: std::path::PathBuf) -> Option<i64> {
    let asked = tokio::task::spawn_blocking(move || fs4::available_space(folder));
    i64::try_from(asked.await.ok()?.ok()?).ok()
}

fn problem(free: Option<i64>) -> Option<Problem> {
    let free = free.filter(|free| *free < LITTLE)?;
    Some(Problem {
        title: "The disk is nearly full.".into(),
        meaning: format!(
            "{} MB are left on the disk that Patchbay’s data folder is on. Once nothing is left, \
             triggers are turned away, and BigCommerce delivers them again later.",
            free / 1_000_000
        ),
        remedy: "Free some space on that disk, or keep fewer events.".into(),
        mend: Some(Mend::Data),
    })
}

/// The size of every file in a folder, not of those in folders in it.
pub(super) fn size_of(folder: &Path) -> i64 {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return 0;
    };
    let sizes = entries.flatten().filter_map(|entry| entry.metadata().ok());
    let files = sizes.filter(std::fs::Metadata::is_file);
    files
        .map(|file| i64::try_from(file.len()).unwrap_or(i64::MAX))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_is_said_before_there_is_nothing() {
        assert_eq!(problem(None), None);
        assert_eq!(problem(Some(LITTLE)), None);
        let said = problem(Some(250_000_000)).unwrap();
        assert!(
            said.meaning.starts_with("250 MB are left"),
            "{}",
            said.meaning
        );
    }
}
