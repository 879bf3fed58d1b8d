//! The feed: pages of light rows that meet some conditions, a live tail that cannot flood the page,
//! and one event in full.

mod chart;
pub(crate) mod conditions;
mod detail;
mod filters;
mod marks;
mod names;
mod quarantine;
mod replay;
mod shape;
mod tail;

use std::time::Duration;

use patchbay_ledger::Search;

use crate::error::Result;
use crate::patchbay::{Patchbay, id};
use crate::view::{FeedPage, FeedQuery};
use crate::words;

pub(crate) use conditions::ledger as ledger_conditions;
pub(crate) use detail::same_resource;
pub(crate) use names::{KnownNames, ids, trigger_name};

/// The most rows of a page.
const LONGEST_PAGE: u32 = 200;

/// How long a page is looked for before what there is of it is shown.
const PATIENCE: Duration = Duration::from_millis(100);

impl Patchbay {
    /// A page of the feed, newest first, or as much of it as is found in a moment.
    pub async fn feed_page(&self, query: &FeedQuery) -> Result<FeedPage> {
        let head = self.0.ledger.feed_head().await?;
        let search = Search {
            conditions: conditions::ledger(&query.conditions),
            before: query.before.map(i64::from),
            limit: query.limit.clamp(1, LONGEST_PAGE) as usize,
            patience: PATIENCE,
        };
        let found = self.0.ledger.search(search).await?;
        Ok(FeedPage {
            rows: self.shown(&found.rows).await?,
            cursor: id(head.seq),
            total: words::count(head.total),
            next: found.next.map(id),
            searched: found.searched,
        })
    }
}
