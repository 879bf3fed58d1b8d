//! Where in a text something stands, as an editor marks it.

use serde::{Deserialize, Serialize};
use specta::Type;

/// A part of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename = "TextSpan")]
pub struct Span {
    /// The byte it begins at.
    pub start: u32,
    /// The byte after its end.
    pub end: u32,
    /// The line it begins on; the first is 1.
    pub line: u32,
    /// The character of that line it begins at; the first is 1.
    pub column: u32,
}

impl Span {
    /// The bytes from `start` up to `end` of a text.
    pub(crate) fn within(text: &str, start: usize, end: usize) -> Self {
        let before = text.get(..start).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = before.matches('\n').count() + 1;
        let column = before.get(line_start..).unwrap_or_default().chars().count() + 1;
        Self {
            start: narrow(start),
            end: narrow(end),
            line: narrow(line),
            column: narrow(column),
        }
    }

    /// What stands there.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start as usize..self.end as usize)
            .unwrap_or_default()
    }
}

/// Texts are shorter than four gigabytes by far: `parts::LONGEST_TEXT`.
fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
