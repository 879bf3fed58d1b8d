//! The feed: pages of light rows, a live tail that cannot flood the page, and one event in full.

use std::collections::HashMap;
use std::time::Duration;

use patchbay_bigcommerce::ApiError;
use patchbay_connector::{Connector, SubjectIds};
use patchbay_ledger::{App, Delivery, EventRow, FeedFilter, Store};

use crate::error::{Error, Result, problem_of_api};
use crate::patchbay::{Patchbay, connector_of, id};
use crate::view::{
    DeliveryView, EventDetail, FeedBatch, FeedPage, FeedQuery, FeedRow, HeaderView, Millis,
    ResourceView,
};
use crate::words;

/// The most rows of a page, and of a batch.
const LONGEST_PAGE: u32 = 200;
const LONGEST_BATCH: usize = 100;

/// A page further behind than this loads anew instead of catching up row by row.
const FLOOD: i64 = 2_000;

/// The shortest time between two batches.
const PACE: Duration = Duration::from_millis(50);

/// What rows need besides themselves.
struct Names {
    apps: HashMap<i64, &'static Connector>,
    stores: HashMap<i64, String>,
}

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

    /// An event with everything known of it.
    pub async fn event(&self, event_id: u32) -> Result<EventDetail> {
        let row = self.event_row(event_id).await?;
        let names = self.names().await?;
        let deliveries = self.0.ledger.deliveries(row.id).await?;
        let body = match deliveries.last() {
            Some(latest) => self.0.ledger.body(latest.id).await?.unwrap_or_default(),
            None => Vec::new(),
        };
        Ok(EventDetail {
            row: names.row(&row),
            scope: row.scope.clone(),
            occurred_at: row.occurred_at.map(Millis),
            verdict_means: words::verdict_means(row.verdict).into(),
            deliveries: deliveries.iter().map(delivery_view).collect(),
            body_is_json: serde_json::from_slice::<serde::de::IgnoredAny>(&body).is_ok(),
            body_size: u32::try_from(body.len()).unwrap_or(u32::MAX),
            body: String::from_utf8_lossy(&body).into_owned(),
            can_fetch: row.trigger.is_some() && !row.resource_id.is_empty(),
        })
    }

    /// The resource of an event as it is now at BigCommerce.
    pub async fn fetch_resource(&self, event_id: u32) -> Result<ResourceView> {
        let row = self.event_row(event_id).await?;
        let app = self
            .0
            .ledger
            .app(row.app_id)
            .await?
            .ok_or(Error::NotFound("app"))?;
        let store = self.ledger_store(row.store_id).await?;
        let path = resource_path(&app, &row)?;
        let request = format!("GET {path}");
        let answer = match self.store_api(&app, &store).await {
            Ok(api) => api.get(&path).await,
            Err(error) => {
                return Ok(ResourceView::Failed {
                    request,
                    problem: error.problem(),
                });
            }
        };
        Ok(match answer {
            Ok(body) => ResourceView::Found {
                request,
                body: serde_json::to_string_pretty(&body).unwrap_or_default(),
                at: Millis(self.now()),
            },
            Err(ApiError::NotFound) => ResourceView::Gone {
                request,
                meaning: gone(&row).into(),
            },
            Err(error) => ResourceView::Failed {
                request,
                problem: problem_of_api(&error),
            },
        })
    }

    async fn event_row(&self, event_id: u32) -> Result<EventRow> {
        self.0
            .ledger
            .event(i64::from(event_id))
            .await?
            .ok_or(Error::NotFound("event"))
    }

    async fn names(&self) -> Result<Names> {
        let apps = self.0.ledger.apps().await?;
        let stores = self.0.ledger.stores(None).await?;
        Ok(Names {
            apps: apps
                .iter()
                .filter_map(|app| Some((app.id, connector_of(app).ok()?)))
                .collect(),
            stores: stores
                .iter()
                .map(|store: &Store| (store.id, words::store_name(store)))
                .collect(),
        })
    }
}

impl Names {
    fn row(&self, row: &EventRow) -> FeedRow {
        let connector = self.apps.get(&row.app_id);
        let trigger = connector
            .zip(row.trigger.as_deref())
            .and_then(|(c, id)| c.trigger(id));
        FeedRow {
            id: id(row.id),
            trigger: trigger.map_or_else(|| row.scope.clone(), |trigger| trigger.name.clone()),
            trigger_id: row.trigger.clone(),
            summary: match trigger {
                Some(trigger) if !row.resource_id.is_empty() => trigger.sentence(&ids(row)),
                _ => words::resource(row),
            },
            resource: words::resource(row),
            store: self.stores.get(&row.store_id).cloned().unwrap_or_default(),
            store_id: id(row.store_id),
            app_id: id(row.app_id),
            at: Millis(row.first_at),
            last_at: Millis(row.last_at),
            deliveries: words::count(row.deliveries),
            verdict: words::verdict(row.verdict),
            origin: words::origin(row.origin),
        }
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

fn ids(row: &EventRow) -> SubjectIds {
    SubjectIds {
        id: row.resource_id.clone(),
        extra: row.extra_id.clone(),
    }
}

fn resource_path(app: &App, row: &EventRow) -> Result<String> {
    let trigger = row
        .trigger
        .as_deref()
        .and_then(|id| connector_of(app).ok()?.trigger(id));
    match trigger {
        Some(trigger) if !row.resource_id.is_empty() => Ok(trigger.fetch_path(&ids(row))),
        _ => Err(Error::NotFound("resource")),
    }
}

fn gone(row: &EventRow) -> &'static str {
    match row.resource_type.as_str() {
        "cart" => {
            "The cart is not there any more. That is normal: a cart goes when it becomes an order, \
             when it is emptied, and after 30 days."
        }
        _ => "It is not there any more: somebody deleted it since.",
    }
}

fn delivery_view(delivery: &Delivery) -> DeliveryView {
    DeliveryView {
        id: id(delivery.id),
        at: Millis(delivery.received_at),
        verdict: words::verdict(delivery.verdict),
        headers: delivery
            .headers
            .iter()
            .map(|(name, value)| HeaderView {
                name: name.clone(),
                value: String::from_utf8_lossy(value).into_owned(),
            })
            .collect(),
        webhook_id: delivery.webhook_id.clone(),
        webhook_timestamp: delivery
            .webhook_timestamp_s
            .map(|at| Millis(at.saturating_mul(1000))),
        size: words::count(delivery.size),
    }
}
