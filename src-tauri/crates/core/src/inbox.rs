//! What arrives: checked, committed, and only then acknowledged.

use std::time::{Instant, SystemTime, UNIX_EPOCH};

use async_trait::async_trait;
use patchbay_bigcommerce::webhook::{self, Payload, Signature, SigningKey};
use patchbay_connector::{CallbackKind, Trigger};
use patchbay_gateway::{Came, HookAnswer, Inbox, Outcome, Page, Received};
use patchbay_ledger::{Answer, Headers, HookKind, NewDelivery, NewEvent, Origin, Proof, Verdict};

use crate::callbacks::parameter;
use crate::exceptions;
use crate::hook_secret;
use crate::identity::{self, Identity};
use crate::naming;
use crate::pages::Notice;
use crate::patchbay::Patchbay;
use crate::routes::HookRoute;
use crate::sendings::{self, Sending};

/// What stands for a secret that was there.
pub(crate) const MASK: &str = "••••••••";

#[async_trait]
impl Inbox for Patchbay {
    async fn hook(&self, key: &str, request: Received) -> HookAnswer {
        let route = match self.hook_route(key).await {
            Ok(Some(route)) => route,
            Ok(None) => return HookAnswer::Unknown,
            Err(error) => return busy(&error.to_string()),
        };
        if !knows_secret(&route, &request) {
            return HookAnswer::Unknown;
        }
        let sent = self.sent(&request);
        let counts = route.live && sent.is_none();
        let answer = self.take_delivery(&route, request, sent).await;
        if counts {
            let (app, now) = (route.app_id, self.now());
            self.0.address.successes.note(app, now, is_well(answer));
        }
        answer
    }

    async fn browser(&self, key: &str, query: Vec<(String, String)>, came: Came) -> Page {
        let app = match self.called_app(key).await {
            Ok(Some(app)) => app,
            Ok(None) => return Page::html(404, ""),
            Err(_) => return Notice::Unavailable.page(None),
        };
        match parameter(&query, "signed_payload_jwt") {
            Some(token) => self.on_load(&app, token).await,
            None => self.on_auth(&app, &query, &came).await,
        }
    }

    async fn stray(&self, key: &str, rest: &str, names: Vec<String>, came: Came) -> Option<Page> {
        let app = self.0.ledger.app_by_key(key).await.ok().flatten()?;
        self.on_stray(&app, rest, &names, &came)
    }

    async fn server(&self, key: &str, what: &str, query: Vec<(String, String)>) -> u16 {
        let kind = match what {
            "uninstall" => CallbackKind::Uninstall,
            "remove-user" => CallbackKind::RemoveUser,
            _ => return 404,
        };
        let Some(token) = parameter(&query, "signed_payload_jwt") else {
            return 404;
        };
        match self.called_app(key).await {
            Ok(Some(app)) => self.on_server_callback(&app, kind, token).await,
            Ok(None) => 404,
            Err(_) => 503,
        }
    }

    fn answered(&self, at: SystemTime, outcome: Outcome) {
        self.0.answered.note(at, outcome);
    }
}

impl Patchbay {
    /// Commits it, and tells what its sender is answered.
    async fn take_delivery(
        &self,
        route: &HookRoute,
        request: Received,
        sent: Option<(String, Sending)>,
    ) -> HookAnswer {
        let mut delivery = delivery(route, request, sent.as_ref());
        delivery.answer = self.fault_of(route);
        let fault = delivery.answer;
        let proof = proof(route, &delivery, sent.is_some());
        match self.0.ledger.record(delivery).await {
            Ok(recorded) => {
                if let Some((nonce, _)) = sent {
                    self.0.sendings.arrived(&nonce, recorded.event_id);
                }
                if let Some(proof) = proof {
                    self.proved_by_delivery(route.app_id, proof);
                }
                self.told(fault).await
            }
            Err(error) => busy(&error.to_string()),
        }
    }

    /// What the user wants answered. BigCommerce may tell of a fault all the same: what it tells is no
    /// delivery of the merchant's.
    fn fault_of(&self, route: &HookRoute) -> Option<Answer> {
        let faults = &self.0.faults;
        match route.kind {
            HookKind::Trigger => faults.answer(route.store_id, &route.trigger, self.now()),
            HookKind::Exceptions => None,
        }
    }

    /// What was sent from here, with its nonce.
    fn sent(&self, request: &Received) -> Option<(String, Sending)> {
        let nonce = std::str::from_utf8(request.header(sendings::HEADER)?).ok()?;
        let sending = self.0.sendings.of(nonce)?;
        Some((nonce.to_owned(), sending))
    }

    /// What the sender of a stored delivery is told, at once or after the delay asked for.
    async fn told(&self, fault: Option<Answer>) -> HookAnswer {
        let Some(answer) = fault else {
            return HookAnswer::Stored;
        };
        let stored = Instant::now();
        self.keep_back(answer).await;
        self.0.changed.send_modify(|count| *count += 1);
        HookAnswer::Told {
            status: answer.status,
            kept_back: stored.elapsed(),
        }
    }
}

/// What a delivery of BigCommerce's own says of an app's secret that nothing proved yet. It came by
/// the hook's secret path and header, so a wrong signature is made with another secret.
fn proof(route: &HookRoute, delivery: &NewDelivery, sent: bool) -> Option<Proof> {
    if sent || !route.unproved {
        return None;
    }
    match delivery.verdict {
        Verdict::Verified | Verdict::VerifiedStale => Some(Proof::Signature),
        Verdict::Quarantined if foreign(&delivery.body, &route.store_hash).is_none() => {
            Some(Proof::Refused)
        }
        Verdict::Quarantined | Verdict::ByHeader | Verdict::Unverified => None,
    }
}

fn is_well(answer: HookAnswer) -> bool {
    match answer {
        HookAnswer::Stored => true,
        HookAnswer::Told { status, .. } => (200..300).contains(&status),
        HookAnswer::Unknown | HookAnswer::Busy | HookAnswer::TooLarge => false,
    }
}

fn busy(why: &str) -> HookAnswer {
    tracing::error!(
        delivery.problem = why,
        "a delivery could not be stored and was turned away"
    );
    HookAnswer::Busy
}

/// Whether the hook's own header is right. While the keychain is locked nobody can tell, and the
/// unguessable path has to do.
fn knows_secret(route: &HookRoute, request: &Received) -> bool {
    match &route.secrets {
        None => true,
        Some(secrets) => request
            .header(hook_secret::HEADER)
            .is_some_and(|given| secrets.header.matches(given)),
    }
}

fn delivery(route: &HookRoute, request: Received, sent: Option<&(String, Sending)>) -> NewDelivery {
    let received_at = request
        .received_at
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| {
            i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
        });
    let signature = route.secrets.as_ref().map(|secrets| {
        webhook::verify(
            &secrets.signing,
            &request.headers,
            &request.body,
            received_at / 1000,
        )
    });
    let payload = webhook::parse(&request.body).ok();
    let verdict = judge(route, signature.as_ref(), payload.as_ref());
    let (webhook_id, webhook_timestamp_s) = stamp(&request);
    let trigger = payload
        .as_ref()
        .and_then(|payload| route.connector.trigger_by_scope(&payload.scope));
    let payload = payload.map(|payload| naming::named(payload, trigger, &request.body));
    let identity = match (&payload, sent) {
        (_, Some((nonce, _))) => identity::of_sending(route.store_id, nonce),
        (Some(payload), None) if verdict != Verdict::Quarantined => {
            let webhook = (webhook_id.as_deref(), webhook_timestamp_s);
            identity::of(route.store_id, payload, trigger, webhook)
        }
        _ => identity::of_quarantined(route.store_id, &request.body, received_at),
    };
    let exception = exceptions::told_by(route, payload.as_ref(), &request.body);
    NewDelivery {
        app_id: route.app_id,
        store_id: route.store_id,
        hook_id: Some(route.hook_id.clone()),
        received_at,
        received_mono_ns: mono_ns(&request),
        path: request.path.replace(&route.hook_id, "…"),
        method: request.method,
        headers: masked(request.headers),
        body: request.body,
        verdict,
        webhook_id,
        webhook_timestamp_s,
        origin: sent.map_or(Origin::Live, |(_, sending)| sending.origin()),
        answer: None,
        replay_of: sent.and_then(|(_, sending)| sending.replay_of()),
        event: match payload {
            Some(payload) => event(identity, trigger, payload),
            None => unreadable(route, identity),
        },
        exception,
    }
}

/// Nanoseconds on the process's monotonic clock.
fn mono_ns(request: &Received) -> i64 {
    static START: std::sync::LazyLock<std::time::Instant> =
        std::sync::LazyLock::new(std::time::Instant::now);
    let since = request.received_mono.saturating_duration_since(*START);
    i64::try_from(since.as_nanos()).unwrap_or(i64::MAX)
}

/// `webhook-id` and `webhook-timestamp` as they stand in the request.
fn stamp(request: &Received) -> (Option<String>, Option<i64>) {
    let text = |name| {
        request
            .header(name)
            .and_then(|value| std::str::from_utf8(value).ok())
    };
    let id = text("webhook-id")
        .filter(|id| !id.is_empty())
        .map(str::to_owned);
    (
        id,
        text("webhook-timestamp").and_then(|stamp| stamp.parse().ok()),
    )
}

fn judge(route: &HookRoute, signature: Option<&Signature>, payload: Option<&Payload>) -> Verdict {
    match signature {
        _ if is_foreign(payload, &route.store_hash) => Verdict::Quarantined,
        None => Verdict::Unverified,
        Some(signature) => of_signature(signature),
    }
}

/// The store that a body names, when it is another than this one.
pub(crate) fn foreign(body: &[u8], store_hash: &str) -> Option<String> {
    let named = webhook::parse(body).ok()?.store_hash?;
    (named.as_str() != store_hash).then(|| named.as_str().to_owned())
}

/// Whether the payload names another store than the hook's.
fn is_foreign(payload: Option<&Payload>, store_hash: &str) -> bool {
    payload
        .and_then(|payload| payload.store_hash.as_ref())
        .is_some_and(|hash| hash.as_str() != store_hash)
}

fn of_signature(signature: &Signature) -> Verdict {
    match signature {
        Signature::Good { .. } => Verdict::Verified,
        Signature::Stale { .. } => Verdict::VerifiedStale,
        Signature::Absent => Verdict::ByHeader,
        Signature::Wrong { .. } => Verdict::Quarantined,
    }
}

/// A delivery as it arrived, `received_at` in milliseconds since the epoch.
pub(crate) struct Arrived<'a> {
    pub headers: &'a Headers,
    pub body: &'a [u8],
    pub received_at: i64,
}

/// The verdict on a delivery for the store with this hash, by the clock of its arrival.
pub(crate) fn verdict_of(key: &SigningKey, store_hash: &str, arrived: &Arrived<'_>) -> Verdict {
    if is_foreign(webhook::parse(arrived.body).ok().as_ref(), store_hash) {
        return Verdict::Quarantined;
    }
    of_signature(&webhook::verify(
        key,
        arrived.headers,
        arrived.body,
        arrived.received_at / 1000,
    ))
}

fn event(identity: Identity, trigger: Option<&Trigger>, payload: Payload) -> NewEvent {
    NewEvent {
        identity: identity.text,
        identity_before: identity.before,
        recovered_from: identity.recovered_from,
        trigger: trigger.map(|trigger| trigger.id.clone()),
        scope: payload.scope,
        resource_type: payload.resource_type,
        resource_id: payload.resource_id,
        extra_id: payload.extra_id,
        occurred_at: payload.created_at_s.map(|at| at.saturating_mul(1000)),
    }
}

/// What came by a hook but cannot be read as a trigger.
fn unreadable(route: &HookRoute, identity: Identity) -> NewEvent {
    let trigger = route.connector.trigger(&route.trigger);
    NewEvent {
        identity: identity.text,
        identity_before: identity.before,
        recovered_from: identity.recovered_from,
        trigger: trigger.map(|trigger| trigger.id.clone()),
        scope: match (trigger, &route.connector.exceptions) {
            (Some(trigger), _) => trigger.scope.clone(),
            (None, Some(told)) if route.kind == HookKind::Exceptions => told.scope.clone(),
            (None, _) => route.trigger.clone(),
        },
        resource_type: "unreadable".into(),
        resource_id: String::new(),
        extra_id: None,
        occurred_at: None,
    }
}

fn masked(headers: Headers) -> Headers {
    let hide = |(name, value): (String, Vec<u8>)| {
        let secret = name.eq_ignore_ascii_case(hook_secret::HEADER);
        (
            name,
            if secret {
                MASK.as_bytes().to_vec()
            } else {
                value
            },
        )
    };
    headers.into_iter().map(hide).collect()
}
