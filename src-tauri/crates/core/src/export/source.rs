//! The events of an export, oldest first, so that an import gives them ids in the order of their
//! arrival. A filter is found from the newest to the oldest: its ids are gathered first, four bytes
//! each.

use std::collections::VecDeque;
use std::time::Duration;

use patchbay_ledger::{Conditions, Ledger, Search, WholeEvent};

use crate::error::Result;
use crate::feed::conditions;
use crate::patchbay::id;
use crate::transfers::Transfer;
use crate::view::{Condition, EventCount, ExportedEvents, Phase};
use crate::words;

/// Ids taken at once, events read at once, and bytes of bodies after which fewer are.
const IDS: usize = 4096;
const EVENTS: usize = 128;
const BODIES: usize = 4 << 20;

/// A page of a search, and how long one is looked for.
const PAGE: usize = 2000;
const PATIENCE: Duration = Duration::from_millis(200);

/// Where events come from.
pub(super) struct Source {
    ledger: Ledger,
    ids: Ids,
    waiting: VecDeque<i64>,
}

enum Ids {
    /// These, the oldest last.
    Found(Vec<u32>),
    /// All that have one up to `until`; `total` by the count of the ledger.
    All { after: i64, until: i64, total: i64 },
}

impl Source {
    /// The events meant; `None` when it was cancelled meanwhile.
    pub async fn find(
        ledger: &Ledger,
        what: &ExportedEvents,
        transfer: &mut Transfer,
    ) -> Result<Option<Self>> {
        let ids = match what {
            ExportedEvents::Chosen { ids } => Some(Ids::Found(newest_first(ids))),
            ExportedEvents::Filtered { conditions } => {
                let conditions = conditions::ledger(conditions);
                filtered(ledger, conditions, transfer).await?
            }
        };
        Ok(ids.map(|ids| Self {
            ledger: ledger.clone(),
            ids,
            waiting: VecDeque::new(),
        }))
    }

    /// How many there are to come.
    pub fn total(&self) -> i64 {
        match &self.ids {
            Ids::Found(ids) => ids.len() as i64,
            Ids::All { total, .. } => *total,
        }
    }

    /// The next ones; `None` when there are no more.
    pub async fn next(&mut self) -> Result<Option<Vec<WholeEvent>>> {
        if self.waiting.is_empty() {
            self.waiting = self.more().await?.into();
        }
        if self.waiting.is_empty() {
            return Ok(None);
        }
        let ids = self.waiting.iter().take(EVENTS).copied().collect();
        let (events, looked) = self.ledger.whole_events(ids, BODIES).await?;
        self.waiting.drain(..looked);
        Ok(Some(events))
    }

    async fn more(&mut self) -> Result<Vec<i64>> {
        match &mut self.ids {
            Ids::Found(ids) => {
                let rest = ids.len().saturating_sub(IDS);
                Ok(ids.drain(rest..).rev().map(i64::from).collect())
            }
            Ids::All { after, until, .. } => {
                let ids = self.ledger.event_ids(*after, *until, IDS).await?;
                *after = ids.last().copied().unwrap_or(*until);
                Ok(ids)
            }
        }
    }
}

fn newest_first(ids: &[u32]) -> Vec<u32> {
    let mut ids = ids.to_vec();
    ids.sort_unstable_by(|a, b| b.cmp(a));
    ids.dedup();
    ids
}

async fn filtered(
    ledger: &Ledger,
    conditions: Conditions,
    transfer: &mut Transfer,
) -> Result<Option<Ids>> {
    if conditions.is_empty() {
        let head = ledger.feed_head().await?;
        return Ok(Some(Ids::All {
            after: 0,
            until: head.seq,
            total: head.total,
        }));
    }
    transfer.turn_to(Phase::Finding, None);
    let (mut ids, mut before) = (Vec::new(), None);
    loop {
        let found = ledger.search(page(conditions.clone(), before)).await?;
        transfer.did(found.rows.len());
        ids.extend(found.rows.iter().map(|row| id(row.id)));
        if transfer.is_cancelled() {
            return Ok(None);
        }
        before = found.next;
        if before.is_none() {
            return Ok(Some(Ids::Found(ids)));
        }
    }
}

/// How many events meet the conditions, as far as is found in a moment.
pub(super) async fn count(
    ledger: &Ledger,
    wanted: &[Condition],
    before: Option<i64>,
) -> Result<EventCount> {
    let conditions = conditions::ledger(wanted);
    if conditions.is_empty() {
        let head = ledger.feed_head().await?;
        return Ok(EventCount {
            events: words::count(head.total),
            next: None,
        });
    }
    let found = ledger.search(page(conditions, before)).await?;
    Ok(EventCount {
        events: words::count(found.rows.len() as i64),
        next: found.next.map(id),
    })
}

fn page(conditions: Conditions, before: Option<i64>) -> Search {
    Search {
        conditions,
        before,
        limit: PAGE,
        patience: PATIENCE,
    }
}
