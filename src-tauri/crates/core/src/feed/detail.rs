//! One event in full.

use std::collections::HashMap;

use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use patchbay_ledger::{Condition, Conditions, Delivery, EventRow, Search, Term};

use crate::error::{Error, Result};
use crate::patchbay::{Patchbay, connector_of, id};
use crate::view::{BodyView, DeliveryView, EventDetail, HeaderView, Millis};
use crate::words;

/// The most of a body that is shown, in bytes.
pub(super) const LONGEST_BODY: usize = 1_048_576;

impl Patchbay {
    /// An event with everything known of it.
    pub async fn event(&self, event_id: u32) -> Result<EventDetail> {
        let row = self.event_row(event_id).await?;
        self.detail(&row).await
    }

    /// The event before this one of the same resource of the same store.
    pub async fn previous_event(&self, event_id: u32) -> Result<Option<EventDetail>> {
        let row = self.event_row(event_id).await?;
        let mut before = Some(row.id);
        while before.is_some() && !row.resource_id.is_empty() {
            let found = self.0.ledger.search(same_resource(&row, before, 1)).await?;
            let same = |it: &&EventRow| it.resource_id == row.resource_id;
            if let Some(previous) = found.rows.iter().find(same) {
                return self.detail(previous).await.map(Some);
            }
            before = found.next;
        }
        Ok(None)
    }

    /// A delivery's body, as far as a person can look at it.
    pub async fn delivery_body(&self, delivery_id: u32) -> Result<BodyView> {
        let body = self
            .0
            .ledger
            .body_start(i64::from(delivery_id), LONGEST_BODY);
        let (start, size) = body.await?.ok_or(Error::NotFound("delivery"))?;
        let size = words::count(size);
        Ok(match text(&start, size as usize > start.len()) {
            Some(text) => BodyView::Text {
                json: is_json(text.as_bytes()),
                text: text.to_owned(),
                size,
            },
            None => BodyView::Binary {
                base64: BASE64_STANDARD.encode(&start),
                size,
            },
        })
    }

    async fn detail(&self, row: &EventRow) -> Result<EventDetail> {
        let deliveries = self.0.ledger.deliveries(row.id).await?;
        let body = match deliveries.last() {
            Some(latest) => self.0.ledger.body(latest.id).await?.unwrap_or_default(),
            None => Vec::new(),
        };
        let shown = self.shown(std::slice::from_ref(row)).await?.pop();
        let app = self.ledger_app(id(row.app_id)).await?;
        Ok(EventDetail {
            row: shown.ok_or(Error::NotFound("event"))?,
            scope: row.scope.clone(),
            occurred_at: row.occurred_at.map(Millis),
            verdict_means: verdict_means(row),
            quarantine: self.quarantine(row, &deliveries).await?,
            deliveries: deliveries.iter().map(delivery_view).collect(),
            body_is_text: text(&body, false).is_some(),
            body_is_json: is_json(&body),
            body_size: u32::try_from(body.len()).unwrap_or(u32::MAX),
            body: String::from_utf8_lossy(&body).into_owned(),
            can_fetch: row.trigger.is_some() && !row.resource_id.is_empty(),
            exception: self.exception_of(row.id, connector_of(&app)?).await?,
            look: self.last_look(row.id).await?,
            note: self.0.ledger.note(row.id).await?,
            replay_of: self.0.ledger.replay_source(row.id).await?.map(id),
            replays: self
                .0
                .ledger
                .replays(row.id)
                .await?
                .into_iter()
                .map(id)
                .collect(),
            forwards: self.forwards_of_event(row.id).await?,
        })
    }

    /// An event in plain words; nothing when it is gone.
    pub(crate) async fn event_summary(&self, event_id: i64) -> Result<String> {
        let summary = self.event_summaries([event_id]).await?.remove(&event_id);
        Ok(summary.unwrap_or_default())
    }

    /// The same of several, by their ids; those that are gone have none.
    pub(crate) async fn event_summaries(
        &self,
        ids: impl IntoIterator<Item = i64>,
    ) -> Result<HashMap<i64, String>> {
        let mut rows = Vec::new();
        for id in ids {
            rows.extend(self.0.ledger.event(id).await?);
        }
        let shown = self.shown(&rows).await?.into_iter();
        Ok(shown.map(|row| (i64::from(row.id), row.summary)).collect())
    }

    pub(crate) async fn event_row(&self, event_id: u32) -> Result<EventRow> {
        self.0
            .ledger
            .event(i64::from(event_id))
            .await?
            .ok_or(Error::NotFound("event"))
    }
}

/// What the verdict means. That of an imported event was found elsewhere.
fn verdict_means(row: &EventRow) -> String {
    let means = words::verdict_means(row.verdict);
    match row.imported {
        true => format!("Imported; nothing was checked here. Where it came from: {means}"),
        false => means.to_owned(),
    }
}

/// The events of the same resource, at most so many of those before the one with the id `before`.
pub(crate) fn same_resource(row: &EventRow, before: Option<i64>, limit: usize) -> Search {
    let terms = [
        Term::Store(row.store_id),
        Term::Resource(row.resource_type.clone()),
        Term::Id(row.resource_id.clone()),
    ];
    Search {
        conditions: Conditions::new(terms.map(|term| Condition { not: false, term })),
        before,
        limit,
        patience: Duration::from_millis(250),
    }
}

/// A body as text, unless it is none. One that is `cut` may end in the middle of a character.
fn text(body: &[u8], cut: bool) -> Option<&str> {
    let text = match std::str::from_utf8(body) {
        Ok(text) => text,
        Err(why) if cut && why.error_len().is_none() => {
            std::str::from_utf8(&body[..why.valid_up_to()]).ok()?
        }
        Err(_) => return None,
    };
    (!text.contains('\0')).then_some(text)
}

fn is_json(body: &[u8]) -> bool {
    serde_json::from_slice::<serde::de::IgnoredAny>(body).is_ok()
}

fn delivery_view(delivery: &Delivery) -> DeliveryView {
    DeliveryView {
        id: id(delivery.id),
        at: Millis(delivery.received_at),
        verdict: words::verdict(delivery.verdict),
        origin: words::origin(delivery.origin),
        method: delivery.method.clone(),
        path: delivery.path.clone(),
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
        answer: delivery.answer.map(words::answer),
        size: words::count(delivery.size),
    }
}
