//! One event in full, and the resource it is about as it is now.

use patchbay_bigcommerce::ApiError;
use patchbay_ledger::{App, Delivery, EventRow, Store};

use super::names::ids;
use crate::error::{Error, Result};
use crate::patchbay::{Patchbay, connector_of, id};
use crate::view::{DeliveryView, EventDetail, HeaderView, Millis, ResourceView};
use crate::words;

impl Patchbay {
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
        let app = self.ledger_app(id(row.app_id)).await?;
        let store = self.ledger_store(row.store_id).await?;
        let path = resource_path(&app, &row)?;
        let request = format!("GET {path}");
        let answer = self.get(&app, &store, &path).await;
        Ok(match answer {
            Ok(body) => ResourceView::Found {
                request,
                body: serde_json::to_string_pretty(&body).unwrap_or_default(),
                at: Millis(self.now()),
            },
            Err(Error::Api(ApiError::NotFound)) => ResourceView::Gone {
                request,
                meaning: gone(&row).into(),
            },
            Err(error) => ResourceView::Failed {
                request,
                problem: error.problem(),
            },
        })
    }

    async fn get(&self, app: &App, store: &Store, path: &str) -> Result<serde_json::Value> {
        Ok(self.store_api(app, store).await?.get(path).await?)
    }

    async fn event_row(&self, event_id: u32) -> Result<EventRow> {
        self.0
            .ledger
            .event(i64::from(event_id))
            .await?
            .ok_or(Error::NotFound("event"))
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
