//! Why the state could not be opened, and what to do about it.

use std::io;
use std::path::PathBuf;

/// Why the state could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The folder cannot be made or used.
    #[error("the practice folder {path} cannot be used: {source}")]
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Another practice BigCommerce has it open.
    #[error("another practice BigCommerce uses the folder {path}")]
    InUse {
        /// The folder.
        path: PathBuf,
    },
    /// The file is not what was written.
    #[error("the practice state {path} is damaged: {why}")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What the parser said.
        why: String,
    },
    /// The file was written by a later version.
    #[error("the practice state {path} is of format {found}; this version reads {supported}")]
    Newer {
        /// The file.
        path: PathBuf,
        /// The format found.
        found: u32,
        /// The format this version reads.
        supported: u32,
    },
}

impl LoadError {
    /// What the user can do.
    pub fn remedy(&self) -> String {
        match self {
            Self::Folder { .. } => {
                "Make the folder writable, or choose another with --folder.".to_owned()
            }
            Self::InUse { .. } => {
                "Close the other one, or choose another folder with --folder.".to_owned()
            }
            Self::Damaged { path, .. } => format!(
                "Restore {0} from a backup, or move it away to start with a fresh practice \
                 BigCommerce. Nothing was changed.",
                path.display()
            ),
            Self::Newer { .. } => "Start the newer version of Patchbay again.".to_owned(),
        }
    }
}
