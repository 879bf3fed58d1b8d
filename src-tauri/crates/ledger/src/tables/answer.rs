//! What deliveries were answered when it was not 200: the user may ask for a fault, to watch what
//! BigCommerce does about it. Rows of their own, so that no other delivery carries the columns.

use crate::error::Result;
use crate::job::Desk;
use crate::migrations::Steps;

pub(crate) const STEPS: Steps = &[(
    4,
    "CREATE TABLE answer (
        delivery_id INTEGER PRIMARY KEY REFERENCES delivery (id) ON DELETE CASCADE,
        status INTEGER NOT NULL,
        delay_ms INTEGER NOT NULL
    ) STRICT;",
)];

/// An answer that the user asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// How long it was kept back, in milliseconds.
    pub delay_ms: u32,
}

/// Keeps what a delivery is answered.
pub(crate) fn keep(desk: &Desk<'_>, delivery_id: i64, answer: Answer) -> Result<()> {
    let sql = "INSERT INTO answer (delivery_id, status, delay_ms) VALUES (?1, ?2, ?3)";
    desk.run(sql, (delivery_id, answer.status, answer.delay_ms))
        .map(drop)
}
