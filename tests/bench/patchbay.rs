//! Patchbay as the bench loads it: the real listener, the checks of a hook's deliveries, and the
//! ledger.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use async_trait::async_trait;
use patchbay_bigcommerce::webhook::{self, Signature};
use patchbay_gateway::{Config, HookAnswer, Hosts, Inbox, Listener, Page, Received};
use patchbay_ledger::{
    Ledger, Mode, NewApp, NewDelivery, NewEvent, NewStore, Origin, StoreState, Verdict,
};
use secrecy::SecretString;
use tokio::sync::oneshot;

use crate::Result;
use crate::contender::Address;

const SECRET: &str = "a-client-secret-of-the-usual-length-0123456789abcdef0123456789ab";
const STORE: &str = "g5cd38";

/// Serves until stdin closes.
pub fn serve(folder: &Path) -> Result<()> {
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        let ledger = Ledger::open(folder)?;
        let inbox = Arc::new(seeded(ledger.clone()).await?);
        let listener = Listener::bind(Config::default(), inbox, Arc::new(Hosts::new())).await?;
        let address = Address {
            url: format!(
                "http://{}/h/0123456789abcdef0123456789abcdef",
                listener.addr()
            ),
            secret: SECRET.into(),
            store_hash: STORE.into(),
            ..Address::default()
        };
        writeln!(std::io::stdout(), "{}", serde_json::to_string(&address)?)?;
        stdin_closed().await;
        listener.stop().await;
        ledger.close().await;
        Ok(())
    })
}

async fn stdin_closed() {
    let (closed, end) = oneshot::channel::<()>();
    std::thread::spawn(move || {
        let _either_way = std::io::stdin().read_to_end(&mut Vec::new());
        drop(closed);
    });
    let _closed = end.await;
}

async fn seeded(ledger: Ledger) -> Result<BenchInbox> {
    let app = match ledger.app_by_key("bench").await? {
        Some(app) => app,
        None => {
            let app = NewApp {
                connector: "bigcommerce".into(),
                mode: Mode::Practice,
                name: "Bench".into(),
                key: "bench".into(),
                created_at: 0,
            };
            ledger.add_app(app).await?
        }
    };
    let store = NewStore {
        app_id: app.id,
        hash: STORE.into(),
        state: StoreState::Connected,
        granted: Vec::new(),
        installed_by: None,
        owner: None,
        account_uuid: None,
        installed_at: 0,
    };
    let store = ledger.upsert_store(store).await?;
    Ok(BenchInbox {
        ledger,
        app_id: app.id,
        store_id: store.id,
        secret: SECRET.into(),
    })
}

struct BenchInbox {
    ledger: Ledger,
    app_id: i64,
    store_id: i64,
    secret: SecretString,
}

#[async_trait]
impl Inbox for BenchInbox {
    async fn hook(&self, _key: &str, request: Received) -> HookAnswer {
        match self.ledger.record(self.delivery(request)).await {
            Ok(recorded) if recorded.verdict == Verdict::Verified => HookAnswer::Stored,
            _ => HookAnswer::Busy,
        }
    }

    async fn browser(&self, _key: &str, _query: Vec<(String, String)>) -> Page {
        Page::html(404, "")
    }

    async fn server(&self, _key: &str, _what: &str, _query: Vec<(String, String)>) -> u16 {
        404
    }
}

impl BenchInbox {
    fn delivery(&self, request: Received) -> NewDelivery {
        let received_at = request
            .received_at
            .duration_since(UNIX_EPOCH)
            .unwrap_or(Duration::ZERO);
        let now_s = received_at.as_secs() as i64;
        let signature = webhook::verify(&self.secret, &request.headers, &request.body, now_s);
        let event = webhook::parse(&request.body).map(|payload| NewEvent {
            identity: format!(
                "{}:c:{}:{}:",
                self.store_id, payload.scope, payload.resource_id
            ),
            trigger: Some("order_created".into()),
            scope: payload.scope,
            resource_type: payload.resource_type,
            resource_id: payload.resource_id,
            extra_id: payload.extra_id,
            occurred_at: payload.created_at_s.map(|at| at * 1000),
        });
        let good = matches!(signature, Signature::Good { .. }) && event.is_ok();
        NewDelivery {
            app_id: self.app_id,
            store_id: self.store_id,
            hook_id: None,
            received_at: received_at.as_millis() as i64,
            received_mono_ns: 0,
            webhook_id: request
                .header("webhook-id")
                .map(|id| String::from_utf8_lossy(id).into()),
            webhook_timestamp_s: Some(now_s),
            method: request.method,
            path: "/h/…".into(),
            headers: request.headers,
            body: request.body,
            verdict: if good {
                Verdict::Verified
            } else {
                Verdict::Quarantined
            },
            origin: Origin::Live,
            event: event.unwrap_or_else(|_| unreadable()),
        }
    }
}

fn unreadable() -> NewEvent {
    NewEvent {
        identity: "unreadable".into(),
        trigger: None,
        scope: String::new(),
        resource_type: String::new(),
        resource_id: String::new(),
        extra_id: None,
        occurred_at: None,
    }
}
