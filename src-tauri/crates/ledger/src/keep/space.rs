//! What the ledger's files take on the disk.

use std::fs;
use std::path::Path;

use crate::error::Result;
use crate::files;
use crate::index;
use crate::ledger::Ledger;

/// Bytes on the disk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Space {
    /// The ledger's file.
    pub ledger: i64,
    /// What of it holds nothing and is given back in time.
    pub free: i64,
    /// What was written and is not copied into the file yet.
    pub log: i64,
    /// The search index with its own log.
    pub index: i64,
}

impl Ledger {
    /// What the files take on the disk.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn space(&self) -> Result<Space> {
        let free = self.free().await?;
        let ledger = self.path();
        let index = ledger.with_file_name(index::FILE);
        Ok(Space {
            ledger: size(ledger),
            free,
            log: size(&files::beside(ledger, "-wal")),
            index: size(&index) + size(&files::beside(&index, "-wal")),
        })
    }
}

fn size(path: &Path) -> i64 {
    fs::metadata(path).map_or(0, |it| i64::try_from(it.len()).unwrap_or(i64::MAX))
}
