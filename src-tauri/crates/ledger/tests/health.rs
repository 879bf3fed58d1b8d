//! What checks of stores found, the list of stores, and what became of each.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::{House, NOON, new_store};
use patchbay_ledger::{
    Hook, HookKind, HookStatus, HookTold, ProblemRecord, StoreHealth, StoreState, Told, ToldBlock,
    ToldHook, ToldQuota,
};

const MINUTE: i64 = 60_000;

fn problem() -> ProblemRecord {
    ProblemRecord {
        code: "api_store_down".into(),
        detail: "seen".into(),
    }
}

fn told() -> Told {
    Told {
        emails: vec!["ada@example.com".into()],
        hooks: vec![ToldHook {
            remote_id: 7,
            ours: Some("hook-a".into()),
            scope: "store/order/created".into(),
            destination: "https://example.com/h/hook-a".into(),
            headers: vec!["X-Secret".into()],
            status: HookStatus::Deactivated,
            created_at: Some(NOON),
        }],
        blocked: vec![ToldBlock {
            domain: "example.com".into(),
            until: NOON + 3 * MINUTE,
            reasons: vec![("status 500".into(), 12)],
        }],
        quota: Some(ToldQuota {
            left: 140,
            of: Some(150),
        }),
    }
}

fn health(store_id: i64) -> StoreHealth {
    StoreHealth {
        store_id,
        checked_at: NOON,
        next_at: NOON + 30 * MINUTE,
        failures: 0,
        error: None,
        told: Some((NOON, told())),
    }
}

#[tokio::test]
async fn what_was_told_stays_while_nothing_is_told() {
    let house = House::new().await;
    let (ledger, id) = (&house.ledger, house.store.id);
    assert_eq!(ledger.health(id).await.unwrap(), None);
    ledger.put_health(health(id)).await.unwrap();
    assert_eq!(ledger.health(id).await.unwrap(), Some(health(id)));
    let failed = StoreHealth {
        checked_at: NOON + MINUTE,
        failures: 1,
        error: Some((NOON + MINUTE, problem())),
        told: None,
        ..health(id)
    };
    ledger.put_health(failed.clone()).await.unwrap();
    let known = ledger.health(id).await.unwrap().unwrap();
    assert_eq!(known.told, Some((NOON, told())), "with its age");
    assert_eq!(known.error, failed.error);
    ledger.put_health(health(id)).await.unwrap();
    let known = ledger.health(id).await.unwrap().unwrap();
    assert_eq!(
        (known.failures, known.error),
        (0, failed.error),
        "the last error stays"
    );
    ledger.put_health(health(999)).await.unwrap();
    assert_eq!(
        ledger.health(999).await.unwrap(),
        None,
        "there is no such store"
    );
}

#[tokio::test]
async fn stores_are_due_that_are_connected_and_waited_longest() {
    let house = House::new().await;
    let (ledger, first) = (&house.ledger, house.store.id);
    let second = ledger
        .upsert_store(new_store(house.app.id, "second"))
        .await
        .unwrap();
    ledger.put_health(health(first)).await.unwrap();
    assert_eq!(ledger.due_stores(NOON).await.unwrap(), [second.id]);
    let later = NOON + 30 * MINUTE;
    assert_eq!(ledger.due_stores(later).await.unwrap(), [second.id, first]);
    let refused = ledger
        .revoke_store(second.id, second.installed_at, problem())
        .await;
    assert!(refused.unwrap(), "it is news");
    assert_eq!(ledger.due_stores(later).await.unwrap(), [first]);
}

#[tokio::test]
async fn a_refused_token_is_news_once_and_never_of_a_newer_one() {
    let house = House::new().await;
    let (ledger, store) = (&house.ledger, &house.store);
    let revoke = async |at| ledger.revoke_store(store.id, at, problem()).await.unwrap();
    assert!(!revoke(store.installed_at - 1).await, "that token is gone");
    assert!(revoke(store.installed_at).await);
    assert!(!revoke(store.installed_at).await);
    let known = ledger.store(store.id).await.unwrap().unwrap();
    assert_eq!(known.state, StoreState::Revoked);
    assert_eq!(known.problem, Some(problem()));
}

#[tokio::test]
async fn a_row_counts_hooks_and_knows_the_quietest() {
    let house = House::new().await;
    let (ledger, id) = (&house.ledger, house.store.id);
    for (hook, trigger, active) in [("a", "ta", true), ("b", "tb", true), ("c", "tc", false)] {
        let hook = Hook {
            id: hook.into(),
            trigger: trigger.into(),
            active,
            ..common::hook(id)
        };
        ledger.put_hook(hook).await.unwrap();
    }
    let exceptions = Hook {
        id: "e".into(),
        kind: HookKind::Exceptions,
        trigger: String::new(),
        ..common::hook(id)
    };
    ledger.put_hook(exceptions.clone()).await.unwrap();
    let row = ledger.store_rows().await.unwrap().remove(0);
    assert_eq!((row.hooks_active, row.quiet_since), (2, None));
    let tells = |id: &str, quiet_since| HookTold {
        id: id.into(),
        active: id != "c",
        quiet_since: Some(quiet_since),
    };
    let all = vec![
        tells("a", NOON - 5),
        tells("b", NOON - 9),
        tells("c", 1),
        tells("e", NOON - 99),
        tells("gone", 1),
    ];
    ledger.hooks_told(all, NOON).await.unwrap();
    ledger.put_health(health(id)).await.unwrap();
    let row = ledger.store_rows().await.unwrap().remove(0);
    assert_eq!((row.hooks_active, row.quiet_since), (2, Some(NOON - 9)));
    let kinds = async || {
        let every = ledger.every_hook(Some(id)).await.unwrap();
        every.iter().map(|hook| hook.kind).collect::<Vec<_>>()
    };
    assert_eq!(ledger.hooks(Some(id)).await.unwrap().len(), 3);
    assert_eq!(kinds().await.last(), Some(&HookKind::Exceptions));
    let known = ledger.exception_hook(id).await.unwrap().unwrap();
    assert_eq!(
        (known.id.as_str(), known.quiet_since),
        ("e", Some(NOON - 99))
    );
    assert_eq!(ledger.count_app(house.app.id).await.unwrap().hooks, 3);
    let second = Hook {
        id: "f".into(),
        ..exceptions
    };
    assert!(ledger.put_hook(second).await.is_err(), "one a store");
    assert_eq!(row.blocked_until, Some(NOON + 3 * MINUTE));
    assert_eq!(row.checked_at, Some(NOON));
    assert!(ledger.hook("gone").await.unwrap().is_none());
    assert_eq!(
        ledger.hook("a").await.unwrap().unwrap().checked_at,
        Some(NOON)
    );
}

#[tokio::test]
async fn what_became_of_a_store_stays_with_the_app() {
    let house = House::new().await;
    let (ledger, store, app) = (&house.ledger, house.store.id, house.app.id);
    for (at, what) in [(NOON, "store installed"), (NOON + 1, "token refused")] {
        ledger.note_store_change(store, at, what, "").await.unwrap();
    }
    ledger
        .note_store_change(999, NOON, "nobody", "")
        .await
        .unwrap();
    let of_store = ledger.store_history(store, 10).await.unwrap();
    assert_eq!(of_store.len(), 2);
    assert_eq!(of_store[0].what, "token refused", "newest first");
    ledger.remove_store(store).await.unwrap();
    assert!(ledger.store_history(store, 10).await.unwrap().is_empty());
    assert!(ledger.health(store).await.unwrap().is_none());
    let of_app = ledger.history(Some(app), 10).await.unwrap();
    assert_eq!(of_app.len(), 2);
}
