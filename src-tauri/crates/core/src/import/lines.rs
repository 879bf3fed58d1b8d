//! NDJSON: the head on the first line, then an event a line. A bad line spoils no other.

use std::io::{self, BufRead, Read};
use std::path::Path;

use super::guard::LONGEST;
use super::items::{Item, Sink};
use crate::files::FileError;

/// Reads the events.
pub(super) fn read(path: &Path, mut from: impl BufRead, sink: &mut Sink) -> Result<(), FileError> {
    let mut text = Vec::new();
    let mut line = 0_u32;
    while next(&mut from, &mut text).map_err(|why| FileError::reading(path, &why))? {
        line = line.saturating_add(1);
        if line == 1 || text.trim_ascii().is_empty() {
            continue;
        }
        if !sink.put(item(line, &text), text.len()) {
            break;
        }
    }
    Ok(())
}

fn item(line: u32, text: &[u8]) -> Item {
    if text.len() <= LONGEST {
        return Item::of(line, text);
    }
    Item {
        line,
        event: Err(format!("It is longer than {} MB.", LONGEST >> 20)),
    }
}

/// Reads a line, and no more of it than it takes to see that it is too long; false at the end.
fn next(from: &mut impl BufRead, text: &mut Vec<u8>) -> io::Result<bool> {
    text.clear();
    let mut most = from.take(LONGEST as u64 + 1);
    most.read_until(b'\n', text)?;
    if text.len() > LONGEST && !text.ends_with(b"\n") {
        from.skip_until(b'\n')?;
    }
    Ok(!text.is_empty())
}
