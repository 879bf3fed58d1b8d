//! What a file holds, read on a thread of its own, a slice at a time.

use std::path::Path;

use tokio::sync::mpsc;
use tokio::task::{JoinHandle, spawn_blocking};

use super::check::{Checked, checked};
use super::{document, file, lines};
use crate::error::{Error, Result};
use crate::files::FileError;
use crate::portable::PortableEvent;

/// Events of a slice, and the bytes after which it has fewer.
const EVENTS: usize = 64;
const BYTES: usize = 1 << 20;

/// The most of a reason, in characters.
const LONGEST_REASON: usize = 160;

/// One thing of a file.
pub(super) struct Item {
    /// The line it is on, from 1.
    pub line: u32,
    /// The event, or why it is none.
    pub event: Result<Box<Checked>, String>,
}

impl Item {
    /// What a text of JSON on this line is.
    pub fn of(line: u32, text: &[u8]) -> Self {
        let event = serde_json::from_slice::<PortableEvent>(text)
            .map_err(|why| reason(&why))
            .and_then(|event| checked(event).map(Box::new));
        Self { line, event }
    }
}

/// Why a text is no event, without a place that is none of the file's.
fn reason(why: &serde_json::Error) -> String {
    let said = why.to_string();
    let said = said.split(" at line ").next().unwrap_or_default();
    let short: String = said.chars().take(LONGEST_REASON).collect();
    format!("It is no event: {short}.")
}

/// Where the readers of the formats put what they find.
pub(super) struct Sink {
    batches: mpsc::Sender<Vec<Item>>,
    batch: Vec<Item>,
    bytes: usize,
}

impl Sink {
    /// Puts an item that stood on so many bytes; false when nobody wants more.
    pub fn put(&mut self, item: Item, bytes: usize) -> bool {
        self.batch.push(item);
        self.bytes += bytes;
        if self.batch.len() < EVENTS && self.bytes < BYTES {
            return !self.batches.is_closed();
        }
        self.bytes = 0;
        let full = std::mem::take(&mut self.batch);
        self.batches.blocking_send(full).is_ok()
    }

    fn end(self) {
        if !self.batch.is_empty() {
            let _nobody_wants_more = self.batches.blocking_send(self.batch);
        }
    }
}

/// The items of a file.
pub(super) struct Items {
    batches: mpsc::Receiver<Vec<Item>>,
    reading: Option<JoinHandle<Result<(), FileError>>>,
}

impl Items {
    /// Begins to read.
    pub fn of(path: &Path) -> Self {
        let (sender, batches) = mpsc::channel(2);
        let path = path.to_owned();
        Self {
            batches,
            reading: Some(spawn_blocking(move || read(&path, sender))),
        }
    }

    /// The next slice; `None` at the end.
    ///
    /// # Errors
    /// When the file cannot be read, or is no export that can be imported.
    pub async fn next(&mut self) -> Result<Option<Vec<Item>>> {
        if let Some(batch) = self.batches.recv().await {
            return Ok(Some(batch));
        }
        let Some(reading) = self.reading.take() else {
            return Ok(None);
        };
        match reading.await {
            Ok(read) => Ok(read.map(|()| None)?),
            Err(_) => Err(Error::Internal("the reading of a file ended".into())),
        }
    }
}

fn read(path: &Path, batches: mpsc::Sender<Vec<Item>>) -> Result<(), FileError> {
    let mut sink = Sink {
        batches,
        batch: Vec::new(),
        bytes: 0,
    };
    match file::open(path)? {
        file::Open::Lines(reader) => lines::read(path, reader, &mut sink)?,
        file::Open::Document(reader) => document::read(path, reader, &mut sink)?,
    }
    sink.end();
    Ok(())
}
