//! The writing itself, off the async threads: disks make one wait.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tokio::task::spawn_blocking;

use super::draft::Draft;
use super::formats::{self, Format};
use crate::error::{Error, Result};
use crate::files::FileError;
use crate::portable::{Head, PortableEvent};
use crate::view::ExportFormat;

/// A file that is being written.
pub(super) struct Writing {
    draft: Draft,
    format: Box<dyn Format>,
    target: PathBuf,
}

impl Writing {
    /// Begins the file.
    pub async fn begin(target: &Path, format: ExportFormat, head: Head) -> Result<Self> {
        let path = target.to_owned();
        off(target.to_owned(), move || {
            let mut draft = Draft::new(&path)?;
            let mut format = formats::writer(format);
            format.begin(&mut draft, &head)?;
            Ok(Self {
                draft,
                format,
                target: path,
            })
        })
        .await
    }

    /// Writes some events.
    pub async fn add(mut self, events: Vec<PortableEvent>) -> Result<Self> {
        off(self.target.clone(), move || {
            for event in &events {
                self.format.event(&mut self.draft, event)?;
            }
            Ok(self)
        })
        .await
    }

    /// Ends the file and gives it its name.
    pub async fn finish(mut self) -> Result<()> {
        off(self.target.clone(), move || {
            self.format.end(&mut self.draft)?;
            self.draft.flush()?;
            self.draft.finish()
        })
        .await
    }
}

/// Does what waits for a disk, and says which file it was about where that fails.
pub(crate) async fn off<T: Send + 'static>(
    target: PathBuf,
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> Result<T> {
    match spawn_blocking(work).await {
        Ok(done) => done.map_err(|why| FileError::writing(&target, &why).into()),
        Err(_) => Err(Error::Internal("the writing of a file ended".into())),
    }
}
