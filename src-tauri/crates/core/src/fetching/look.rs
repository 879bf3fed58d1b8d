//! One look: the request, and what is kept of its answer.

use patchbay_bigcommerce::ApiError;
use patchbay_bigcommerce::api::{Method, Patience};
use patchbay_ledger::{EventRow, Looked, NewSnapshot};
use serde_json::{Value, json};

use super::sight::{Sight, blank, json};
use super::subject::Subject;
use crate::error::{Error, Result};
use crate::patchbay::Patchbay;
use crate::redact;
use crate::view::{Millis, ResourceView};

/// Who waits for a look.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Waits {
    /// The user.
    User,
    /// Nobody.
    Nobody,
}

impl Patchbay {
    /// The resource of an event as it is now at BigCommerce. The look is kept.
    pub async fn fetch_resource(&self, event_id: u32) -> Result<ResourceView> {
        let of = self.subject(self.event_row(event_id).await?).await?;
        let at = self.now();
        let answer = self.ask(&of, Waits::User).await;
        let tells = self.is_newest(&of).await.unwrap_or_default();
        if let Err(error) = self.keep_look(&of, at, &answer, tells).await {
            tracing::warn!(error.message = %error, "a look at a resource was not kept");
        }
        let request = of.request();
        Ok(match answer {
            Ok(body) => ResourceView::Found {
                request,
                body: serde_json::to_string_pretty(&body).unwrap_or_default(),
                at: Millis(at),
            },
            Err(Error::Api(ApiError::NotFound)) => ResourceView::Gone {
                request,
                meaning: gone(&of.row.resource_type).into(),
                at: Millis(at),
            },
            Err(error) => ResourceView::Failed {
                request,
                problem: error.problem_for(of.app.kind),
                at: Millis(at),
            },
        })
    }

    /// Keeps what a run fetched of an event's resource as a look of its own, where it is there by the name
    /// of its kind; that name, and what the look before showed.
    pub(crate) async fn keep_seen(
        &self,
        event: EventRow,
        seen: &Value,
    ) -> Result<(String, Option<Value>)> {
        let of = self.subject(event).await?;
        let kind = of.resource.id.clone();
        let wrapped = of.fetch.path.starts_with("/v3/");
        let body = seen.get(&kind).filter(|it| !it.is_null()).cloned();
        let body = body.ok_or(Error::NotFound("resource"))?;
        let body = match wrapped {
            true => json!({ "data": body, "meta": {} }),
            false => body,
        };
        let tells = self.is_newest(&of).await?;
        self.keep_look(&of, self.now(), &Ok(body), tells).await?;
        let looks = self.0.ledger.snapshots(of.row.id, 2).await?;
        let before = looks.first().filter(|_| looks.len() == 2);
        let before = before.and_then(|look| look.kept.body.as_deref());
        let before = before.and_then(|body| serde_json::from_str::<Value>(body).ok());
        Ok((
            kind,
            before.map(|it| match wrapped {
                true => it.get("data").cloned().unwrap_or_default(),
                false => it,
            }),
        ))
    }

    /// Asks for the resource. What would unlock anything is not in the answer.
    pub(super) async fn ask(&self, of: &Subject, waits: Waits) -> Result<Value> {
        let api = self.store_api(&of.app, &of.store).await?;
        let api = match waits {
            Waits::User => api,
            Waits::Nobody => api.sparing().with_patience(Patience::NONE),
        };
        let query = of.fetch.query_for(&of.ids);
        let query: Vec<(&str, &str)> = query
            .iter()
            .map(|(name, it)| (*name, it.as_str()))
            .collect();
        let path = of.fetch.path_for(&of.ids);
        let answer = api.call(Method::Get, &path, &query, None).await;
        if matches!(answer, Err(ApiError::TokenDead)) {
            self.token_refused(&of.store).await;
        }
        let mut body = answer?;
        if of.fetch.is_absent(&body) {
            return Err(ApiError::NotFound.into());
        }
        redact::redact_json(&mut body);
        Ok(body)
    }

    /// Keeps what a look found, at `at`; what only failed leaves nothing. Whether it `tells` what
    /// the event did: a resource that changed again since shows what a later event did.
    pub(super) async fn keep_look(
        &self,
        of: &Subject,
        at: i64,
        answer: &Result<Value>,
        tells: bool,
    ) -> Result<()> {
        let sight = Sight::from(of);
        let snapshot = blank(&sight, at, of.request());
        let snapshot = match answer {
            Ok(body) => self.seen(&sight, snapshot, body).await?,
            Err(Error::Api(ApiError::NotFound)) => NewSnapshot {
                looked: Looked::Gone,
                words: Some(of.resource.gone(&of.ids)),
                ..snapshot
            },
            Err(error) if is_refusal(error) => NewSnapshot {
                looked: Looked::Refused,
                detail: json(&error.problem_for(of.app.kind)),
                ..snapshot
            },
            Err(_) => return Ok(()),
        };
        let words = snapshot.words.filter(|_| tells);
        let snapshot = NewSnapshot { words, ..snapshot };
        Ok(self.0.ledger.keep_snapshot(snapshot).await?)
    }
}

/// Whether BigCommerce does not let the app see it, now or later.
fn is_refusal(error: &Error) -> bool {
    matches!(
        error,
        Error::Api(ApiError::TokenDead | ApiError::ScopeMissing | ApiError::Forbidden { .. })
    )
}

/// Why something may be gone.
pub(super) fn gone(resource_type: &str) -> &'static str {
    match resource_type {
        "cart" => {
            "The cart is not there any more. That is normal: a cart goes when it becomes an order, \
             when it is emptied, and after 30 days."
        }
        _ => "It is not there any more: somebody deleted it since.",
    }
}
