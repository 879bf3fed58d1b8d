//! The feed: pages of light rows, a live tail that cannot flood the page, and one event in full.

mod detail;
mod names;

use std::time::Duration;

use patchbay_ledger::FeedFilter;

use crate::error::Result;
use crate::patchbay::{Patchbay, id};
use crate::view::{FeedBatch, FeedPage, FeedQuery};
use crate::words;

pub(crate) use names::KnownNames;

/// The most rows of a page, and of a batch.
const LONGEST_PAGE: u32 = 200;
const LONGEST_BATCH: usize = 100;

/// A page further behind than this loads anew instead of catching up row by row.
const FLOOD: i64 = 2_000;

/// The shortest time between two batches.
const PACE: Duration = Duration::from_millis(50);

impl Patchbay {
    /// A page of the feed, newest first.
    pub async fn feed_page(&self, query: &FeedQuery) -> Result<FeedPage> {
        let limit = query.limit.clamp(1, LONGEST_PAGE) as usize;
        let head = self.0.ledger.feed_head().await?;
        let mut rows = self.0.ledger.feed(filter(query, limit + 1)).await?;
        let more = rows.len() > limit;
        rows.truncate(limit);
        let names = self.names().await?;
        Ok(FeedPage {
            rows: rows.iter().map(|row| names.row(row)).collect(),
            cursor: id(head.seq),
            more,
            total: words::count(head.total),
        })
    }

    /// Sends what is new or changed after `after`, until `sink` answers `false` or the watch is let
    /// go of.
    pub fn follow_feed(
        &self,
        after: u32,
        mut sink: impl FnMut(FeedBatch) -> bool + Send + 'static,
    ) -> u32 {
        let it = self.clone();
        self.watch("feed", async move {
            let mut hints = it.0.ledger.changes();
            let mut cursor = i64::from(after);
            loop {
                hints.mark_unchanged();
                match it.next_batch(&mut cursor).await {
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

    /// What comes after `cursor`, which moves on; `None` when nothing does.
    async fn next_batch(&self, cursor: &mut i64) -> Result<Option<FeedBatch>> {
        let head = self.0.ledger.feed_head().await?;
        if head.seq <= *cursor {
            return Ok(None);
        }
        let total = words::count(head.total);
        if head.seq - *cursor > FLOOD {
            *cursor = head.seq;
            return Ok(Some(FeedBatch::Lagged {
                cursor: id(head.seq),
                total,
            }));
        }
        let rows = self.0.ledger.feed_changes(*cursor, LONGEST_BATCH).await?;
        *cursor = rows.last().map_or(head.seq, |row| row.seq);
        let names = self.names().await?;
        let rows = rows.iter().map(|row| names.row(row)).collect();
        Ok(Some(FeedBatch::Rows {
            rows,
            cursor: id(*cursor),
            total,
        }))
    }
}

fn filter(query: &FeedQuery, limit: usize) -> FeedFilter {
    FeedFilter {
        app_id: query.app_id.map(i64::from),
        store_id: query.store_id.map(i64::from),
        trigger: query.trigger.clone(),
        verdict: query.verdict.map(words::ledger_verdict),
        resource_part: query
            .resource
            .clone()
            .filter(|part| !part.trim().is_empty()),
        before: query.before.map(i64::from),
        limit,
    }
}
