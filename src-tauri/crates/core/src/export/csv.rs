//! A row an event (RFC 4180), for spreadsheets: in UTF-8 with a mark that says so, and with no cell
//! that a spreadsheet would take for a formula.

use std::borrow::Cow;
use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};

use super::formats::Format;
use crate::portable::{Head, PortableEvent};

const COLUMNS: &[&str] = &[
    "first_at",
    "last_at",
    "occurred_at",
    "trigger",
    "scope",
    "store",
    "store_hash",
    "app",
    "resource_type",
    "resource_id",
    "part_id",
    "verdict",
    "origin",
    "deliveries",
    "pinned",
    "labels",
    "note",
    "webhook_id",
    "body",
];

/// Spreadsheets cut or refuse longer cells; in characters.
const LONGEST_CELL: usize = 32_000;

pub(super) struct Csv;

impl Format for Csv {
    fn begin(&mut self, out: &mut dyn Write, _: &Head) -> io::Result<()> {
        out.write_all("\u{feff}".as_bytes())?;
        row(out, COLUMNS.iter().map(|name| (*name).to_owned()))
    }

    fn event(&mut self, out: &mut dyn Write, event: &PortableEvent) -> io::Result<()> {
        row(out, cells(event).into_iter())
    }

    fn end(&mut self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// One row of cells.
pub(crate) fn row(out: &mut dyn Write, cells: impl Iterator<Item = String>) -> io::Result<()> {
    let mut rows = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(out);
    let cells = cells.map(|cell| harmless(&cell).into_owned());
    rows.write_record(cells).map_err(io::Error::from)?;
    rows.flush()
}

fn cells(event: &PortableEvent) -> [String; COLUMNS.len()] {
    let latest = event.deliveries.last();
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    [
        event.first_at.to_string(),
        event.last_at.to_string(),
        event
            .occurred_at
            .map_or_else(String::new, |at| at.to_string()),
        text(&event.trigger),
        event.scope.clone(),
        event.store.name.clone(),
        event.store.hash.clone(),
        event.app.name.clone(),
        event.resource.kind.clone(),
        event.resource.id.clone(),
        text(&event.resource.part),
        event.verdict.word().to_owned(),
        event.origin.word().to_owned(),
        event.deliveries.len().to_string(),
        event.pinned.to_string(),
        event.labels.join(", "),
        event.note.clone(),
        latest.map_or_else(String::new, |it| text(&it.webhook_id)),
        latest.map_or_else(String::new, |it| text(&it.body)),
    ]
}

/// A cell that no spreadsheet computes: an apostrophe before what would begin a formula, and no
/// more than a cell holds.
fn harmless(cell: &str) -> Cow<'_, str> {
    let cut = cell
        .char_indices()
        .nth(LONGEST_CELL)
        .map_or(cell, |(end, _)| &cell[..end]);
    match cut.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        true => Cow::Owned(format!("'{cut}")),
        false => Cow::Borrowed(cut),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(cells: &[&str]) -> String {
        let mut out = Vec::new();
        row(&mut out, cells.iter().map(|cell| (*cell).to_owned())).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn quotes_what_must_be_quoted() {
        assert_eq!(line(&["a", "b,c"]), "a,\"b,c\"\r\n");
        assert_eq!(line(&["say \"x\"", ""]), "\"say \"\"x\"\"\",\r\n");
        assert_eq!(line(&["two\r\nlines", "z"]), "\"two\r\nlines\",z\r\n");
    }

    #[test]
    fn no_cell_is_a_formula() {
        for bad in ["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1"] {
            assert!(harmless(bad).starts_with('\''), "{bad:?}");
        }
        for good in ["{\"a\":1}", "order", "", "a=b"] {
            assert_eq!(harmless(good), good);
        }
    }

    #[test]
    fn a_cell_is_cut_between_characters() {
        let long = "ä".repeat(LONGEST_CELL + 5);
        assert_eq!(harmless(&long).chars().count(), LONGEST_CELL);
    }
}
