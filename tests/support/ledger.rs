//! Rows for a ledger that a test fills without anything having arrived.

#![allow(dead_code, reason = "each test file uses its part")]

use patchbay_ledger::{
    AppKind, Ledger, Mode, NewApp, NewDelivery, NewEvent, NewStore, Origin, StoreState, Verdict,
};

/// An app of this name, installed at a time on the store with this hash; their row ids.
pub async fn app_and_store(
    ledger: &Ledger,
    mode: Mode,
    (name, hash): (&str, &str),
    at: i64,
) -> (i64, i64) {
    let app = NewApp {
        connector: "bigcommerce".into(),
        kind: AppKind::Oauth,
        mode,
        name: name.into(),
        key: format!("key of {name}"),
        created_at: at,
    };
    let app = ledger.add_app(app).await.unwrap();
    let store = NewStore {
        app_id: app.id,
        hash: hash.into(),
        state: StoreState::Connected,
        granted: Vec::new(),
        installed_by: None,
        owner: None,
        account_uuid: None,
        installed_at: at,
    };
    (app.id, ledger.upsert_store(store).await.unwrap().id)
}

/// The verified delivery of an order's creation.
pub fn order((app_id, store_id): (i64, i64), number: i64, at: i64) -> NewDelivery {
    NewDelivery {
        app_id,
        store_id,
        hook_id: None,
        received_at: at,
        received_mono_ns: 0,
        method: "POST".into(),
        path: "/h/\u{2026}".into(),
        headers: vec![("Host".into(), b"hooks.example.com".to_vec())],
        body: format!("{{\"data\":{{\"id\":{number}}}}}").into(),
        verdict: Verdict::Verified,
        webhook_id: None,
        webhook_timestamp_s: None,
        origin: Origin::Live,
        answer: None,
        replay_of: None,
        exception: None,
        event: NewEvent {
            trigger: Some("order_created".into()),
            scope: "store/order/created".into(),
            resource_type: "order".into(),
            resource_id: number.to_string(),
            extra_id: None,
            occurred_at: None,
            identity: format!("{store_id}:c:store/order/created:{number}:"),
            identity_before: None,
            recovered_from: None,
        },
    }
}
