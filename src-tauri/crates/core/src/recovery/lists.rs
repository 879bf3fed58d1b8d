//! Walking the lists of a store, page by page.

use std::collections::BTreeMap;

use patchbay_bigcommerce::api::Dated;
use patchbay_bigcommerce::{ApiError, StoreApi};
use patchbay_connector::{Recovery as List, Tells, Trigger, Walk};
use patchbay_ledger::{MissedEvent, RecoveryCause, RecoveryStep, Watermark};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio_util::sync::CancellationToken;

use super::missed::{Known, Of};
use super::times;
use crate::error::{Error, Result};
use crate::patchbay::Patchbay;

/// How far before its watermark a list is read again: BigCommerce's servers need not show at once what
/// they were told, nor do their clocks agree to the second.
const OVERLAP_MS: i64 = 5 * 60 * 1000;

/// What happened within so long before is left to its delivery, which may be under way.
const GRACE_MS: i64 = 2 * 60 * 1000;

/// Pages of items that all have the same time, before it is taken for a list that does not move on.
const MOST_PAGES: u32 = 400;

/// Where a recovery goes on: the lists it has begun, by their id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Progress {
    pub lists: BTreeMap<String, Cursor>,
}

/// Where a list is read on. Times are BigCommerce's, in milliseconds since the epoch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Cursor {
    /// What happened since.
    pub since: i64,
    /// The page of that, from 1.
    pub page: u32,
    /// Up to when it is read; `None` before the first answer.
    pub until: Option<i64>,
    /// Whether all of it was read.
    pub done: bool,
    /// Whether the token may not read it.
    #[serde(default)]
    pub refused: bool,
}

/// A list with what is told of it, and since when.
pub(super) struct Told<'l> {
    pub list: &'static List,
    pub tells: Vec<(&'static Tells, &'static Trigger, &'l Watermark)>,
}

impl Told<'_> {
    fn begin(&self) -> Cursor {
        let since = |mark: &Watermark| (mark.at - OVERLAP_MS).max(mark.since);
        let marks = self.tells.iter().map(|(_, _, mark)| since(mark));
        Cursor {
            since: marks.min().unwrap_or(i64::MAX),
            page: 1,
            until: None,
            done: false,
            refused: false,
        }
    }

    fn marks(&self, at: i64) -> Vec<(String, i64)> {
        let mark = |(_, trigger, _): &(_, &Trigger, _)| (trigger.id.clone(), at);
        self.tells.iter().map(mark).collect()
    }
}

impl Patchbay {
    /// Reads a list to its end, or until it is stopped; whether it came to its end.
    pub(super) async fn read_list(
        &self,
        of: &Of<'_>,
        told: &Told<'_>,
        progress: &mut Progress,
        stop: &CancellationToken,
    ) -> Result<bool> {
        let id = told.list.id.clone();
        let cursor = progress.lists.entry(id).or_insert_with(|| told.begin());
        let (mut known, mut cursor) = (None, cursor.clone());
        while !cursor.done {
            let page = tokio::select! {
                biased;
                () = stop.cancelled() => return Ok(false),
                page = read(of.api, told.list, &cursor) => page,
            };
            let page = match page {
                Err(ApiError::ScopeMissing) => Page::refused(&cursor),
                page => self.page_of(page?, told.list, &cursor, of)?,
            };
            let known = match &mut known {
                Some(known) => known,
                none => none.insert(self.known_lately(of, page.ahead + cursor.since).await?),
            };
            cursor = page.next;
            progress.lists.insert(told.list.id.clone(), cursor.clone());
            let events = self
                .missed(of, told, &page.items, known, page.until)
                .await?;
            let marks = match cursor.done && !cursor.refused {
                true => told.marks(page.until),
                false => Vec::new(),
            };
            self.take_page(of, (page.items.len(), events), progress, marks)
                .await?;
        }
        Ok(true)
    }

    async fn take_page(
        &self,
        of: &Of<'_>,
        (read, events): (usize, Vec<MissedEvent>),
        progress: &Progress,
        marks: Vec<(String, i64)>,
    ) -> Result<()> {
        let step = RecoveryStep {
            recovery_id: of.recovery.id,
            events,
            read,
            progress: serde_json::to_string(progress).unwrap_or_default(),
            marks,
        };
        self.0.ledger.recover(step).await?;
        Ok(())
    }

    async fn missed(
        &self,
        of: &Of<'_>,
        told: &Told<'_>,
        items: &[Value],
        known: &Known,
        until: i64,
    ) -> Result<Vec<MissedEvent>> {
        let mut missed = Vec::new();
        for item in items {
            missed.extend(self.missed_of(of, told, item, known, until).await?);
        }
        Ok(missed)
    }

    fn page_of(&self, answer: Dated, list: &List, at: &Cursor, of: &Of<'_>) -> Result<Page> {
        let mut value = answer.value;
        let items = match value.is_null() {
            true => Vec::new(),
            false => value
                .pointer_mut(&list.items)
                .and_then(Value::as_array_mut)
                .map(std::mem::take)
                .ok_or_else(|| unlisted(list))?,
        };
        let now = self.now();
        let server = answer.at.unwrap_or(now);
        let asked = of.recovery.of.cause == RecoveryCause::Asked;
        let grace = if asked { 0 } else { GRACE_MS };
        let until = at.until.unwrap_or(server - grace);
        let next = next(at, list, &items, until)?;
        Ok(Page {
            items,
            until,
            next,
            ahead: now - server,
        })
    }
}

/// A page that was read.
struct Page {
    items: Vec<Value>,
    until: i64,
    next: Cursor,
    /// How far this machine's clock is ahead of BigCommerce's, in milliseconds.
    ahead: i64,
}

impl Page {
    fn refused(at: &Cursor) -> Self {
        Self {
            items: Vec::new(),
            until: at.since,
            next: Cursor {
                done: true,
                refused: true,
                ..at.clone()
            },
            ahead: 0,
        }
    }
}

async fn read(api: &StoreApi, list: &List, at: &Cursor) -> Result<Dated, ApiError> {
    let (since, page) = (times::filter(at.since), at.page.to_string());
    let limit = list.limit.to_string();
    let mut query: Vec<(&str, &str)> =
        vec![(&list.since, &since), ("limit", &limit), ("page", &page)];
    query.extend(
        list.query
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str())),
    );
    api.get_dated(&list.path, &query).await
}

/// Where a list is read on after a page. A page that is not full is the last, and so is one that
/// reaches beyond what is to be read.
fn next(at: &Cursor, list: &List, items: &[Value], until: i64) -> Result<Cursor> {
    let last = items
        .last()
        .and_then(|item| times::read(item.pointer(&list.at)?));
    let beyond = list.walk == Walk::Time && last.is_some_and(|last| last > until);
    let next = Cursor {
        until: Some(until),
        page: at.page + 1,
        ..at.clone()
    };
    if items.len() < usize::from(list.limit) || beyond {
        return Ok(Cursor { done: true, ..next });
    }
    if next.page > MOST_PAGES {
        return Err(unlisted(list));
    }
    match last.filter(|last| list.walk == Walk::Time && last - 1000 > at.since) {
        Some(last) => Ok(Cursor {
            since: last - 1000,
            page: 1,
            ..next
        }),
        None => Ok(next),
    }
}

fn unlisted(list: &List) -> Error {
    Error::Api(ApiError::Unexpected {
        status: 200,
        title: format!("the list of {} is not as documented", list.name),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn list(id: &str) -> &'static List {
        let all = &patchbay_connector::bundled()[0].recoveries;
        all.iter().find(|list| list.id == id).unwrap()
    }

    fn orders(count: usize, last: &str) -> Vec<Value> {
        vec![json!({"id": 1, "date_modified": last}); count]
    }

    const AT: Cursor = Cursor {
        since: 1_790_000_000_000,
        page: 1,
        until: None,
        done: false,
        refused: false,
    };

    #[test]
    fn a_page_that_is_not_full_is_the_last() {
        let next = next(&AT, list("orders"), &orders(249, ""), i64::MAX).unwrap();
        assert!(next.done);
    }

    #[test]
    fn a_list_by_time_goes_on_where_the_page_ended() {
        let page = orders(250, "Mon, 21 Sep 2026 14:13:20 +0000");
        let before = Cursor {
            since: 1_789_999_000_000,
            page: 3,
            ..AT
        };
        let next = next(&before, list("orders"), &page, i64::MAX).unwrap();
        assert_eq!((next.since, next.page), (1_790_000_000_000 - 1000, 1));
    }

    #[test]
    fn items_of_one_second_are_read_page_by_page_but_not_for_ever() {
        let page = orders(250, "Mon, 21 Sep 2026 14:13:20 +0000");
        let here = Cursor {
            since: 1_789_999_999_000,
            ..AT
        };
        let on = next(&here, list("orders"), &page, i64::MAX).unwrap();
        assert_eq!((on.since, on.page), (here.since, 2));
        let last = Cursor {
            page: MOST_PAGES,
            ..here
        };
        assert!(next(&last, list("orders"), &page, i64::MAX).is_err());
    }

    #[test]
    fn a_list_that_grows_is_read_page_by_page() {
        let page = vec![json!({"id": 1, "created": "2030-01-01T00:00:00Z"}); 250];
        let on = next(&AT, list("refunds"), &page, 0).unwrap();
        assert_eq!((on.since, on.page, on.done), (AT.since, 2, false));
    }

    #[test]
    fn what_is_beyond_the_period_ends_a_list_by_time() {
        let page = orders(250, "Mon, 21 Sep 2026 15:00:00 +0000");
        let end = next(&AT, list("orders"), &page, 1_790_000_000_000).unwrap();
        assert!(end.done);
    }
}
