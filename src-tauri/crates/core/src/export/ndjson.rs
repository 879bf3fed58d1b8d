//! The head on the first line, then an event a line.

use std::io::{self, Write};

use super::formats::Format;
use crate::portable::{Head, PortableEvent};

pub(super) struct Ndjson;

impl Format for Ndjson {
    fn begin(&mut self, out: &mut dyn Write, head: &Head) -> io::Result<()> {
        serde_json::to_writer(&mut *out, head)?;
        out.write_all(b"\n")
    }

    fn event(&mut self, out: &mut dyn Write, event: &PortableEvent) -> io::Result<()> {
        serde_json::to_writer(&mut *out, event)?;
        out.write_all(b"\n")
    }

    fn end(&mut self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}
