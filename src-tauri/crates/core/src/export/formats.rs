//! The formats an export can have.

use std::io::{self, Write};

use crate::files::FileKind;
use crate::portable::{Head, PortableEvent};
use crate::view::ExportFormat;

use super::csv::Csv;
use super::har::Har;
use super::json::Json;
use super::ndjson::Ndjson;

/// Writes events, one after the other, as one file.
pub(super) trait Format: Send {
    /// Writes what stands before the first event.
    fn begin(&mut self, out: &mut dyn Write, head: &Head) -> io::Result<()>;
    /// Writes an event.
    fn event(&mut self, out: &mut dyn Write, event: &PortableEvent) -> io::Result<()>;
    /// Writes what stands after the last event.
    fn end(&mut self, out: &mut dyn Write) -> io::Result<()>;
}

/// The writer of a format.
pub(super) fn writer(format: ExportFormat) -> Box<dyn Format> {
    match format {
        ExportFormat::Json => Box::new(Json::default()),
        ExportFormat::Ndjson => Box::new(Ndjson),
        ExportFormat::Csv => Box::new(Csv),
        ExportFormat::Har => Box::new(Har::default()),
    }
}

/// What a dialog calls files of a format.
pub(super) fn kinds(format: ExportFormat) -> &'static [FileKind] {
    match format {
        ExportFormat::Json => &[FileKind {
            name: "JSON",
            endings: &["json"],
        }],
        ExportFormat::Ndjson => &[FileKind {
            name: "NDJSON, one event a line",
            endings: &["ndjson", "jsonl"],
        }],
        ExportFormat::Csv => &[FileKind {
            name: "CSV, comma-separated",
            endings: &["csv"],
        }],
        ExportFormat::Har => &[FileKind {
            name: "HTTP Archive",
            endings: &["har"],
        }],
    }
}
