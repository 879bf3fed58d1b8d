//! Which format a file has, told by its beginning and not by its name.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::files::{FileError, name_of};
use crate::portable::{FORMAT, VERSION};

/// Bytes that are looked at.
const BEGINNING: u64 = 64 * 1024;

/// A file to read from its beginning.
pub(super) enum Open {
    /// NDJSON.
    Lines(BufReader<File>),
    /// JSON.
    Document(BufReader<File>),
}

/// What a JSON file may say of itself at its head.
#[derive(Deserialize)]
struct Said {
    format: Option<String>,
    version: Option<u32>,
    events: Option<IgnoredAny>,
    log: Option<IgnoredAny>,
}

/// Opens a file that can be imported.
pub(super) fn open(path: &Path) -> Result<Open, FileError> {
    let cannot = |why: io::Error| FileError::reading(path, &why);
    let mut file = File::open(path).map_err(cannot)?;
    let mut start = Vec::new();
    let mut beginning = (&mut file).take(BEGINNING);
    beginning.read_to_end(&mut start).map_err(cannot)?;
    let is_lines = judge(path, &start)?;
    file.seek(SeekFrom::Start(0)).map_err(cannot)?;
    let reader = BufReader::with_capacity(1 << 16, file);
    Ok(match is_lines {
        true => Open::Lines(reader),
        false => Open::Document(reader),
    })
}

/// Whether a file that begins like this is NDJSON, or else JSON.
fn judge(path: &Path, start: &[u8]) -> Result<bool, FileError> {
    let text = String::from_utf8_lossy(start);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let name = name_of(path);
    if text.starts_with("first_at,last_at,") {
        let format = "a CSV file";
        return Err(FileError::OneWay { name, format });
    }
    let first = text.lines().next().unwrap_or_default();
    match serde_json::from_str::<Said>(first) {
        Ok(said) => of_said(&said, name),
        Err(_) if is_archive(text) => Err(archive(name)),
        Err(_) if text.starts_with('{') => Ok(false),
        Err(_) => Err(FileError::Foreign { name }),
    }
}

fn of_said(said: &Said, name: String) -> Result<bool, FileError> {
    if said.log.is_some() {
        return Err(archive(name));
    }
    if said.format.as_deref() != Some(FORMAT) {
        return Err(FileError::Foreign { name });
    }
    if said.version.is_none_or(|version| version > VERSION) {
        return Err(FileError::Newer { name });
    }
    Ok(said.events.is_none())
}

fn is_archive(text: &str) -> bool {
    let keys = text.strip_prefix('{').map(str::trim_start);
    keys.is_some_and(|keys| keys.starts_with("\"log\""))
}

fn archive(name: String) -> FileError {
    FileError::OneWay {
        name,
        format: "an HTTP Archive",
    }
}
