//! The live tail: what is new or changed, judged by the conditions of who watches. A page that is
//! too far behind is told to load anew.

use std::time::Duration;

use patchbay_ledger::{Conditions, EventRow, Head};

use super::conditions;
use crate::error::Result;
use crate::patchbay::{Patchbay, id};
use crate::view::{Condition, FeedBatch};
use crate::words;

/// The most changes of a batch.
const LONGEST_BATCH: usize = 100;

/// A page further behind than this loads anew instead of catching up row by row.
const FLOOD: i64 = 2_000;

/// The shortest time between two batches.
const PACE: Duration = Duration::from_millis(20);

/// A watcher's place.
struct Tail {
    it: Patchbay,
    conditions: Conditions,
    cursor: i64,
}

impl Patchbay {
    /// Sends what is new or changed after `after`, until `sink` answers `false` or the watch is let
    /// go of.
    pub fn follow_feed(
        &self,
        wanted: &[Condition],
        after: u32,
        mut sink: impl FnMut(FeedBatch) -> bool + Send + 'static,
    ) -> u32 {
        let mut tail = Tail {
            it: self.clone(),
            conditions: conditions::ledger(wanted),
            cursor: i64::from(after),
        };
        let mut hints = self.0.ledger.changes();
        self.watch("feed", async move {
            loop {
                hints.mark_unchanged();
                match tail.next().await {
                    Ok(Some(batch)) => {
                        if !sink(batch) {
                            return;
                        }
                        tokio::time::sleep(PACE).await;
                    }
                    Ok(None) if hints.changed().await.is_err() => return,
                    Ok(None) => tokio::time::sleep(PACE).await,
                    Err(error) => {
                        tracing::warn!(error.message = %error, "the live tail paused");
                        tokio::time::sleep(Duration::from_secs(1)).await;
                    }
                }
            }
        })
    }
}

impl Tail {
    /// The page is to load anew.
    fn lagged(&mut self, head: Head) -> FeedBatch {
        self.cursor = head.seq;
        FeedBatch::Lagged {
            cursor: id(head.seq),
            total: words::count(head.total),
        }
    }

    /// What comes next; `None` when nothing does.
    async fn next(&mut self) -> Result<Option<FeedBatch>> {
        let head = self.it.0.ledger.feed_head().await?;
        if head.seq <= self.cursor {
            return Ok(None);
        }
        let total = words::count(head.total);
        if head.seq - self.cursor > FLOOD {
            return Ok(Some(self.lagged(head)));
        }
        let judged = self
            .it
            .0
            .ledger
            .feed_judged(self.conditions.clone(), self.cursor, LONGEST_BATCH)
            .await?;
        let before = self.cursor;
        self.cursor = judged.last().map_or(head.seq, |(row, _)| row.seq);
        let removed = self.it.0.ledger.feed_gone(before, self.cursor).await?;
        let Some(removed) = removed else {
            return Ok(Some(self.lagged(head)));
        };
        let (meet, gone): (Vec<_>, Vec<_>) = judged.into_iter().partition(|(_, meets)| *meets);
        let meet: Vec<EventRow> = meet.into_iter().map(|(row, _)| row).collect();
        Ok(Some(FeedBatch::Rows {
            rows: self.it.shown(&meet).await?,
            gone: gone
                .iter()
                .map(|(row, _)| row.id)
                .chain(removed)
                .map(id)
                .collect(),
            cursor: id(self.cursor),
            total,
        }))
    }
}
