//! Exports and imports under way: their progress, how they are cancelled, and the files they were
//! about, which the page knows by number only.

use std::collections::VecDeque;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio_util::sync::CancellationToken;

use crate::error::Result;
use crate::files::FileError;
use crate::patchbay::Patchbay;
use crate::view::{Phase, Progress};
use crate::words;

/// Files that are remembered.
const REMEMBERED: usize = 32;

/// The shortest time between two words on progress.
const PACE: Duration = Duration::from_millis(100);

/// Files by number.
#[derive(Debug, Default)]
pub(crate) struct Transfers(Mutex<Files>);

#[derive(Debug, Default)]
struct Files {
    last: u32,
    files: VecDeque<Remembered>,
}

#[derive(Debug)]
struct Remembered {
    number: u32,
    file: PathBuf,
    events: Option<i64>,
}

impl Transfers {
    /// Remembers a file that was written; its number.
    pub fn written(&self, file: &Path) -> u32 {
        self.remember(file, None)
    }

    /// Remembers a file that was chosen to be imported, with its count of events; its number.
    pub fn chosen(&self, file: &Path, events: i64) -> u32 {
        self.remember(file, Some(events))
    }

    fn remember(&self, file: &Path, events: Option<i64>) -> u32 {
        let mut files = self.files();
        files.last = files.last.wrapping_add(1);
        let number = files.last;
        files.files.push_back(Remembered {
            number,
            file: file.to_owned(),
            events,
        });
        if files.files.len() > REMEMBERED {
            files.files.pop_front();
        }
        number
    }

    /// A file by its number.
    ///
    /// # Errors
    /// When it is not remembered any more.
    pub fn file(&self, number: u32) -> Result<PathBuf> {
        let files = self.files();
        let found = files.files.iter().find(|it| it.number == number);
        Ok(found
            .map(|it| it.file.clone())
            .ok_or(FileError::NotChosen)?)
    }

    /// How many events are in a file, where that was counted.
    pub fn events(&self, number: u32) -> Option<i64> {
        let files = self.files();
        let found = files.files.iter().find(|it| it.number == number);
        found.and_then(|it| it.events)
    }

    /// The folder of a file.
    ///
    /// # Errors
    /// When the file is not remembered any more.
    pub fn folder(&self, number: u32) -> Result<String> {
        let file = self.file(number)?;
        let folder = file.parent().unwrap_or(&file);
        Ok(folder.display().to_string())
    }

    fn files(&self) -> MutexGuard<'_, Files> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An export or import under way. It is cancelled by letting go of its watch.
pub(crate) struct Transfer {
    it: Patchbay,
    watch: u32,
    token: CancellationToken,
    phase: Phase,
    done: i64,
    total: Option<i64>,
    told: Option<Instant>,
    tell: Box<dyn FnMut(Progress) + Send>,
}

impl Transfer {
    /// Begins one, and ends another of the same thing.
    pub fn begin(it: &Patchbay, what: &str, tell: impl FnMut(Progress) + Send + 'static) -> Self {
        let (watch, token) = it.begin_watch(what);
        Self {
            it: it.clone(),
            watch,
            token,
            phase: Phase::Writing,
            done: 0,
            total: None,
            told: None,
            tell: Box::new(tell),
        }
    }

    /// Turns to another part of the work, of so many events.
    pub fn turn_to(&mut self, phase: Phase, total: impl Into<Option<i64>>) {
        (self.phase, self.total, self.done) = (phase, total.into(), 0);
        self.tell();
    }

    /// So many more events are done.
    pub fn did(&mut self, events: usize) {
        self.done += events as i64;
        if self.told.is_none_or(|told| told.elapsed() >= PACE) {
            self.tell();
        }
    }

    /// How many events are done.
    pub fn done(&self) -> i64 {
        self.done
    }

    /// Whether to stop.
    pub fn is_cancelled(&self) -> bool {
        self.token.is_cancelled()
    }

    fn tell(&mut self) {
        self.told = Some(Instant::now());
        (self.tell)(Progress {
            watch: self.watch,
            phase: self.phase,
            done: words::count(self.done),
            total: self.total.map(words::count),
        });
    }
}

impl Drop for Transfer {
    fn drop(&mut self) {
        self.it.unwatch(self.watch);
    }
}

impl fmt::Debug for Transfer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Transfer")
            .field("watch", &self.watch)
            .finish_non_exhaustive()
    }
}
