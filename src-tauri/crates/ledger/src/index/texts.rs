//! The texts of an event, as a search compares them: the bodies and headers of its deliveries, what
//! became of its resource, and the user's note.

use std::collections::HashSet;

use rusqlite::Connection;

use crate::error::Result;
use crate::headers;
use crate::rows;
use crate::tables::delivery::OF_EVENT;
use crate::tables::event::EventRow;
use crate::words::Verdict;

/// Headers that differ from delivery to delivery, in lower case. The others are the same for every
/// delivery of a hook, and are kept once.
const VARYING: &[&str] = &[
    "cf-ray",
    "content-length",
    "date",
    "traceparent",
    "tracestate",
    "webhook-id",
    "webhook-timestamp",
    "x-amzn-trace-id",
    "x-correlation-id",
    "x-request-id",
    "x-request-start",
];

/// Nobody looks for a signature, but its random letters would be found by every short text.
const SIGNATURE: &str = "webhook-signature";

/// The texts of one delivery, or what stands beside the deliveries of an event.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    /// The row id of the delivery; 0 of what stands beside them.
    pub(crate) delivery_id: i64,
    /// Whether a signature proved it.
    pub(crate) proved: bool,
    /// The body, lossy where it is not UTF-8.
    pub(crate) body: String,
    /// The headers that differ, a line each: `name: value`.
    pub(crate) varying: String,
    /// The others, likewise.
    pub(crate) common: String,
}

impl Texts {
    /// Whether they stand beside the deliveries.
    pub(crate) fn are_beside(&self) -> bool {
        self.delivery_id == 0
    }

    /// Whether one of them has `needle`, which is in lower case.
    pub(crate) fn have(&self, needle: &str) -> bool {
        [&self.body, &self.varying, &self.common]
            .into_iter()
            .any(|text| lower(text).contains(needle))
    }
}

/// The texts of an event: what stands beside its deliveries, if anything does, and theirs, oldest
/// first. The ledger is `schema` on this connection.
pub(crate) fn of_event(conn: &Connection, schema: &str, row: &EventRow) -> Result<Vec<Texts>> {
    let mut texts = of_deliveries(conn, schema, row.id)?;
    let body = [told(conn, schema, row.id)?, note(conn, schema, row)?];
    let body: Vec<String> = body.into_iter().flatten().collect();
    if !body.is_empty() {
        let beside = Texts {
            body: body.join("\n"),
            ..Texts::default()
        };
        texts.insert(0, beside);
    }
    Ok(texts)
}

/// What the newest look tells of it.
fn told(conn: &Connection, schema: &str, event_id: i64) -> Result<Option<String>> {
    let sql = format!(
        "SELECT words FROM {schema}.snapshot WHERE event_id = ?1 AND words IS NOT NULL
            ORDER BY id DESC LIMIT 1"
    );
    rows::first(conn, &sql, [event_id], |row| row.get(0))
}

fn note(conn: &Connection, schema: &str, row: &EventRow) -> Result<Option<String>> {
    if !row.noted {
        return Ok(None);
    }
    let sql = format!("SELECT note FROM {schema}.event WHERE id = ?1");
    rows::first(conn, &sql, [row.id], |row| row.get(0))
}

fn of_deliveries(conn: &Connection, schema: &str, event_id: i64) -> Result<Vec<Texts>> {
    let of_event = OF_EVENT.replace("FROM delivery", &format!("FROM {schema}.delivery"));
    let sql = format!(
        "SELECT id, headers, body, verdict FROM {schema}.delivery WHERE id IN ({of_event}) ORDER BY id"
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let mut rows = statement.query([event_id])?;
    let mut texts = Vec::new();
    while let Some(row) = rows.next()? {
        let headers = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
        let body = row.get_ref(2)?.as_blob().map_err(rusqlite::Error::from)?;
        let mut of_delivery = Texts {
            delivery_id: row.get(0)?,
            proved: row.get::<_, Verdict>(3)?.is_proved(),
            body: String::from_utf8_lossy(body).into_owned(),
            ..Texts::default()
        };
        for (name, value) in headers::decode(headers).map_err(rusqlite::Error::from)? {
            of_delivery.add_header(&name, &value);
        }
        texts.push(of_delivery);
    }
    Ok(texts)
}

impl Texts {
    fn add_header(&mut self, name: &str, value: &[u8]) {
        if SIGNATURE.eq_ignore_ascii_case(name) {
            return;
        }
        let varies = VARYING.iter().any(|it| it.eq_ignore_ascii_case(name));
        let lines = if varies {
            &mut self.varying
        } else {
            &mut self.common
        };
        lines.push_str(name);
        lines.push_str(": ");
        lines.push_str(&String::from_utf8_lossy(value));
        lines.push('\n');
    }
}

/// In lower case, by the shortest way.
pub(crate) fn lower(text: &str) -> String {
    if text.is_ascii() {
        text.to_ascii_lowercase()
    } else {
        text.to_lowercase()
    }
}

/// The trigrams of a text, as a query that finds the documents with all of them: any text is
/// literal. `None` for a text without any.
pub(crate) fn all_trigrams(text: &str) -> Option<String> {
    let chars: Vec<char> = lower(text).chars().collect();
    let mut known = HashSet::new();
    let terms: Vec<String> = chars
        .windows(3)
        .filter(|window| !window.contains(&'\0') && known.insert(window.to_vec()))
        .map(|window| {
            let trigram: String = window.iter().collect();
            format!("\"{}\"", trigram.replace('"', "\"\""))
        })
        .collect();
    (!terms.is_empty()).then(|| terms.join(" AND "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trigrams_are_literal() {
        assert_eq!(
            all_trigrams("a\"b*").as_deref(),
            Some("\"a\"\"b\" AND \"\"\"b*\"")
        );
        assert_eq!(all_trigrams("aaaa").as_deref(), Some("\"aaa\""));
        assert_eq!(all_trigrams("ab"), None);
        assert_eq!(all_trigrams("a\0b"), None);
    }
}
