//! API accounts: an app and its one store, added together and given other credentials together.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::collections::BTreeMap;

use common::{House, NOON, new_app};
use patchbay_ledger::{
    Access, AppChange, AppKind, Hook, HookKind, LedgerError, Mode, NewAccount, Proof, StoreChange,
    StoreState,
};

fn account(key: &str, client_id: &str) -> NewAccount {
    NewAccount {
        app: new_app(key),
        client_id: client_id.into(),
        hash: "z4zn3wo".into(),
    }
}

fn hook(store_id: i64) -> Hook {
    Hook {
        kind: HookKind::Trigger,
        id: "h".into(),
        store_id,
        trigger: "order_created".into(),
        remote_id: Some(1),
        destination: "https://example.com/h/h".into(),
        active: true,
        checked_at: None,
        proved_at: None,
        last_delivery_at: None,
        quiet_since: None,
        problem: None,
    }
}

#[tokio::test]
async fn an_account_comes_with_its_store_and_once() {
    let House { ledger, .. } = &House::new().await;
    let (app, store) = ledger.add_account(account("k1", "id1")).await.unwrap();
    assert_eq!(
        (app.kind, app.proof),
        (AppKind::StoreAccount, Proof::NotYet)
    );
    assert_eq!(app.client_id.as_deref(), Some("id1"));
    assert_eq!((store.app_id, store.state), (app.id, StoreState::Connected));
    let twice = ledger.add_account(account("k2", "id1")).await;
    assert!(
        matches!(twice, Err(LedgerError::Conflict { .. })),
        "{twice:?}"
    );
    assert_eq!(
        ledger.app_by_key("k2").await.unwrap(),
        None,
        "nothing is left of it"
    );
    let found = ledger.app_of_client(Mode::Practice, "id1").await.unwrap();
    assert_eq!(found.map(|found| found.id), Some(app.id));
    assert_eq!(ledger.app_of_client(Mode::Live, "id1").await.unwrap(), None);
}

#[tokio::test]
async fn other_credentials_prove_nothing_and_other_accounts_have_no_hooks() {
    let House { ledger, .. } = &House::new().await;
    let (app, store) = ledger.add_account(account("k1", "id1")).await.unwrap();
    let seen = StoreChange {
        state: Some(StoreState::Revoked),
        proved_at: Some(NOON),
        access: Some(Access {
            at: NOON,
            opened: BTreeMap::from([("orders".into(), true)]),
        }),
        ..StoreChange::default()
    };
    let store = ledger.update_store(store.id, seen).await.unwrap();
    assert!(store.access.as_ref().unwrap().opened["orders"]);
    ledger.put_hook(hook(store.id)).await.unwrap();
    let proved = AppChange {
        proof: Some((Proof::Signature, Some(NOON))),
        ..AppChange::default()
    };
    ledger.update_app(app.id, proved).await.unwrap();

    let (same, again) = ledger
        .replace_account(app.id, "id1", NOON + 1)
        .await
        .unwrap();
    assert_eq!((same.proof, again.id), (Proof::NotYet, store.id));
    assert_eq!(
        (again.state, again.proved_at),
        (StoreState::Connected, None)
    );
    assert_eq!((again.installed_at, again.access), (NOON + 1, None));
    assert_eq!(
        ledger.hooks(Some(store.id)).await.unwrap().len(),
        1,
        "the same account"
    );
    ledger
        .replace_account(app.id, "id2", NOON + 2)
        .await
        .unwrap();
    assert!(ledger.hooks(Some(store.id)).await.unwrap().is_empty());
}

#[tokio::test]
async fn only_accounts_are_replaced_and_by_no_known_client() {
    let house = House::new().await;
    let ledger = &house.ledger;
    let oauth = ledger.replace_account(house.app.id, "id9", NOON).await;
    assert_eq!(oauth.unwrap_err(), LedgerError::NotFound);
    let (app, _) = ledger.add_account(account("k1", "id1")).await.unwrap();
    ledger.add_account(account("k2", "id2")).await.unwrap();
    let taken = ledger.replace_account(app.id, "id2", NOON).await;
    assert!(matches!(taken, Err(LedgerError::Conflict { .. })));
}
