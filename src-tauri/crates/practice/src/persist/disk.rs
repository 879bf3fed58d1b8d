//! Reading and replacing the state file, in a folder that one process at a time owns.

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::Deserialize;

use super::LoadError;
use crate::model::{FORMAT, World};
use crate::seed;

const STATE: &str = "practice.json";
const NEXT: &str = "practice.json.next";
const LOCK: &str = "practice.lock";

/// The folder, locked for as long as this lives.
#[derive(Debug)]
pub(crate) struct Disk {
    folder: PathBuf,
    _lock: File,
    written: Mutex<Vec<u8>>,
}

#[derive(Deserialize)]
struct Head {
    format: u32,
}

impl Disk {
    /// Makes the folder if need be and locks it.
    pub(crate) fn open(folder: &Path) -> Result<Self, LoadError> {
        let unusable = |source| LoadError::Folder {
            path: folder.to_owned(),
            source,
        };
        make_private_folder(folder).map_err(unusable)?;
        let lock = private_file(&folder.join(LOCK)).map_err(unusable)?;
        match lock.try_lock() {
            Ok(()) => Ok(Self {
                folder: folder.to_owned(),
                _lock: lock,
                written: Mutex::default(),
            }),
            Err(TryLockError::WouldBlock) => Err(LoadError::InUse {
                path: folder.to_owned(),
            }),
            Err(TryLockError::Error(source)) => Err(unusable(source)),
        }
    }

    /// The state that was last written; a fresh one with so many stores when there is none.
    pub(crate) fn load(&self, stores: usize, now_ms: i64) -> Result<World, LoadError> {
        let path = self.folder.join(STATE);
        match fs::read(&path) {
            Ok(bytes) => parse(&bytes, path).map(|mut world| {
                seed::complete(&mut world, now_ms);
                world
            }),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(seed::world(stores, now_ms)),
            Err(source) => Err(LoadError::Folder { path, source }),
        }
    }

    /// Replaces the state with what `take` gives, which is taken once no other write runs, so
    /// that an older state never follows a newer one. On return it is on the disk. The same state
    /// again is not written: most calls of the API change nothing.
    pub(crate) fn store(&self, take: impl FnOnce() -> io::Result<Vec<u8>>) -> io::Result<()> {
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        let bytes = take()?;
        if bytes == *written {
            return Ok(());
        }
        let next = self.folder.join(NEXT);
        let mut file = private_file(&next)?;
        file.set_len(0)?;
        file.write_all(&bytes)?;
        file.sync_all()?;
        fs::rename(&next, self.folder.join(STATE))?;
        sync_folder(&self.folder)?;
        *written = bytes;
        Ok(())
    }
}

fn parse(bytes: &[u8], path: PathBuf) -> Result<World, LoadError> {
    let damaged = |error: serde_json::Error| LoadError::Damaged {
        path: path.clone(),
        why: error.to_string(),
    };
    let head: Head = serde_json::from_slice(bytes).map_err(damaged)?;
    if head.format > FORMAT {
        return Err(LoadError::Newer {
            path,
            found: head.format,
            supported: FORMAT,
        });
    }
    serde_json::from_slice(bytes).map_err(damaged)
}

#[cfg(unix)]
fn make_private_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
}

#[cfg(not(unix))]
fn make_private_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}

fn private_file(path: &Path) -> io::Result<File> {
    let mut options = fs::OpenOptions::new();
    options.create(true).truncate(false).read(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}
