//! One JSON document; each event stands on a line of its own, so that differences can be read.

use std::io::{self, Write};

use super::formats::Format;
use crate::portable::{Head, PortableEvent};

#[derive(Default)]
pub(super) struct Json {
    begun: bool,
}

impl Format for Json {
    fn begin(&mut self, out: &mut dyn Write, head: &Head) -> io::Result<()> {
        let text = serde_json::to_string(head)?;
        write!(out, "{},\"events\":[", text.trim_end_matches('}'))
    }

    fn event(&mut self, out: &mut dyn Write, event: &PortableEvent) -> io::Result<()> {
        let before: &[u8] = if self.begun { b",\n" } else { b"\n" };
        self.begun = true;
        out.write_all(before)?;
        Ok(serde_json::to_writer(out, event)?)
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"\n]}\n")
    }
}
