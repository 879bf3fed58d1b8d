//! Apps, stores, hooks and the small tables.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::collections::BTreeMap;

use common::{House, NOON, new_app, new_store};
use patchbay_ledger::{
    AppChange, CallbackSeen, Change, ChosenScope, Counts, Hook, HookKind, LedgerError, Mode,
    ProblemRecord, Profile, Proof, ScopeKind, StoreChange, StoreState,
};

fn hook(id: &str, store_id: i64, trigger: &str) -> Hook {
    Hook {
        id: id.into(),
        store_id,
        kind: HookKind::Trigger,
        trigger: trigger.into(),
        remote_id: None,
        destination: format!("https://example.com/h/{id}"),
        active: false,
        checked_at: None,
        proved_at: None,
        last_delivery_at: None,
        quiet_since: None,
        problem: None,
    }
}

fn problem(code: &str) -> ProblemRecord {
    ProblemRecord {
        code: code.into(),
        detail: "seen".into(),
    }
}

#[tokio::test]
async fn an_app_is_found_and_changed_piece_by_piece() {
    let house = House::new().await;
    let (ledger, id) = (&house.ledger, house.app.id);
    assert_eq!(house.app.mode, Mode::Practice);
    assert_eq!(
        ledger.app_by_key("key-a").await.unwrap().as_ref(),
        Some(&house.app)
    );
    assert_eq!(ledger.app_by_key("key-").await.unwrap(), None);
    let scopes = vec![ChosenScope {
        scope: "store_cart".into(),
        kind: ScopeKind::Additional,
    }];
    let change = AppChange {
        scopes: Some(scopes.clone()),
        ..AppChange::default()
    };
    ledger.update_app(id, change).await.unwrap();
    let change = AppChange {
        client_id: Some(Some("abc".into())),
        proof: Some((Proof::Exchange, Some(NOON))),
        portal_scopes_saved_at: Some(Some(NOON)),
        ..AppChange::default()
    };
    let changed = ledger.update_app(id, change).await.unwrap();
    assert_eq!(
        (changed.proof, changed.proof_at),
        (Proof::Exchange, Some(NOON))
    );
    assert_eq!((&changed.name, &changed.scopes), (&house.app.name, &scopes));
    let change = AppChange {
        client_id: Some(None),
        ..AppChange::default()
    };
    let changed = ledger.update_app(id, change).await.unwrap();
    assert_eq!(changed.client_id, None);
    assert_eq!(ledger.app(id).await.unwrap(), Some(changed));
}

#[tokio::test]
async fn a_key_is_one_app_s() {
    let house = House::new().await;
    let twice = house.ledger.add_app(new_app("key-a")).await;
    assert_eq!(
        twice,
        Err(LedgerError::Conflict {
            what: "app.key".into()
        })
    );
    let gone = house.ledger.update_app(999, AppChange::default()).await;
    assert_eq!(gone, Err(LedgerError::NotFound));
}

#[tokio::test]
async fn callbacks_seen_belong_to_their_app() {
    let house = House::new().await;
    let (ledger, id) = (&house.ledger, house.app.id);
    ledger
        .saw_callback(id, "auth", NOON, "https://a.example/c")
        .await
        .unwrap();
    ledger
        .saw_callback(id, "load", NOON + 1, "https://a.example/c")
        .await
        .unwrap();
    ledger
        .saw_callback(id, "auth", NOON + 2, "https://b.example/c")
        .await
        .unwrap();
    let app = ledger.app(id).await.unwrap().unwrap();
    let expected = BTreeMap::from([("auth".into(), NOON + 2), ("load".into(), NOON + 1)]);
    assert_eq!(app.callbacks_seen, expected);
    let url = "https://b.example/c".into();
    let first = ledger.callbacks(id).await.unwrap().remove(0);
    assert_eq!(
        first,
        CallbackSeen {
            kind: "auth".into(),
            at: NOON + 2,
            url
        }
    );
    let nobody = ledger.saw_callback(999, "auth", NOON, "").await;
    assert_eq!(nobody, Err(LedgerError::NotFound));
}

#[tokio::test]
async fn a_store_that_installs_again_is_the_same_store() {
    let house = House::new().await;
    let ledger = &house.ledger;
    let profile = Profile {
        name: "Bean & Co".into(),
        ..Profile::default()
    };
    let change = StoreChange {
        state: Some(StoreState::Revoked),
        profile: Some(profile.clone()),
        proved_at: Some(NOON),
        problem: Some(Some(problem("token_dead"))),
        ..StoreChange::default()
    };
    let broken = ledger.update_store(house.store.id, change).await.unwrap();
    assert_eq!(broken.problem, Some(problem("token_dead")));
    let mut again = new_store(house.app.id, "g5cd38");
    again.installed_at = NOON + 9;
    again.owner = None;
    again.granted = vec!["store_cart".into()];
    let store = ledger.upsert_store(again).await.unwrap();
    assert_eq!(
        (store.id, store.state),
        (house.store.id, StoreState::Connected)
    );
    assert_eq!((store.problem, store.proved_at), (None, None));
    assert_eq!(
        (store.owner, store.profile),
        (house.store.owner, Some(profile))
    );
    assert_eq!(
        (store.granted, store.installed_at),
        (vec!["store_cart".to_owned()], NOON + 9)
    );
}

#[tokio::test]
async fn stores_are_listed_by_app_and_found_by_hash() {
    let house = House::new().await;
    let (app, store) = common::app_and_store(&house.ledger, "key-b", "g5cd38").await;
    let ledger = &house.ledger;
    assert_eq!(ledger.stores(None).await.unwrap().len(), 2);
    assert_eq!(
        ledger.stores(Some(app.id)).await.unwrap(),
        std::slice::from_ref(&store)
    );
    assert_eq!(
        ledger.store_by_hash(app.id, "g5cd38").await.unwrap(),
        Some(store)
    );
    assert_eq!(ledger.store_by_hash(app.id, "none").await.unwrap(), None);
    let orphan = ledger.upsert_store(new_store(999, "h")).await;
    assert_eq!(orphan, Err(LedgerError::NotFound));
}

#[tokio::test]
async fn a_store_has_one_hook_for_a_trigger() {
    let house = House::new().await;
    let (ledger, store) = (&house.ledger, house.store.id);
    ledger
        .put_hook(hook("h1", store, "order_created"))
        .await
        .unwrap();
    let registered = Hook {
        remote_id: Some(7),
        active: true,
        checked_at: Some(NOON),
        problem: Some(problem("inactive")),
        last_delivery_at: Some(NOON),
        ..hook("h1", store, "order_created")
    };
    ledger.put_hook(registered.clone()).await.unwrap();
    assert_eq!(ledger.hook("h1").await.unwrap(), Some(registered));
    let second = ledger.put_hook(hook("h2", store, "order_created")).await;
    assert!(
        matches!(second, Err(LedgerError::Conflict { .. })),
        "{second:?}"
    );
    ledger
        .put_hook(hook("h3", store, "cart_updated"))
        .await
        .unwrap();
    let listed = ledger.hooks(Some(store)).await.unwrap();
    let triggers: Vec<_> = listed.iter().map(|hook| hook.trigger.as_str()).collect();
    assert_eq!(triggers, ["cart_updated", "order_created"]);
    ledger.remove_hook("h1").await.unwrap();
    ledger.remove_hook("h1").await.unwrap();
    assert_eq!(ledger.hooks(None).await.unwrap().len(), 1);
}

#[tokio::test]
async fn deleting_an_app_takes_everything_of_it_and_nothing_else() {
    let house = House::new().await;
    let ledger = &house.ledger;
    let (other, other_store) = common::app_and_store(ledger, "key-b", "zzz").await;
    ledger
        .put_hook(hook("h1", house.store.id, "order_created"))
        .await
        .unwrap();
    ledger
        .saw_callback(house.app.id, "auth", NOON, "u")
        .await
        .unwrap();
    ledger
        .note_change(Some(house.app.id), NOON, "renamed", "")
        .await
        .unwrap();
    let mut bodies = Vec::new();
    for number in 0..600 {
        let sent = house.delivery(number.to_string());
        bodies.push(ledger.record(sent).await.unwrap().delivery_id);
    }
    let kept = ledger
        .record(common::delivery(other.id, other_store.id, "1"))
        .await
        .unwrap();
    let expected = Counts {
        stores: 1,
        hooks: 1,
        events: 600,
    };
    assert_eq!(ledger.count_app(house.app.id).await.unwrap(), expected);
    assert_eq!(ledger.delete_app(house.app.id).await.unwrap(), expected);
    assert_eq!(ledger.apps().await.unwrap(), [other]);
    assert_eq!(ledger.stores(None).await.unwrap().len(), 1);
    assert!(ledger.hooks(None).await.unwrap().is_empty());
    assert!(
        ledger
            .history(Some(house.app.id), 10)
            .await
            .unwrap()
            .is_empty()
    );
    assert!(ledger.callbacks(house.app.id).await.unwrap().is_empty());
    assert_eq!(ledger.body(bodies[0]).await.unwrap(), None);
    assert_eq!(ledger.feed_head().await.unwrap().total, 1);
    assert!(ledger.body(kept.delivery_id).await.unwrap().is_some());
    assert_eq!(
        ledger.delete_app(house.app.id).await,
        Err(LedgerError::NotFound)
    );
}

#[tokio::test]
async fn removing_a_store_leaves_its_app() {
    let house = House::new().await;
    house.ledger.record(house.delivery("1")).await.unwrap();
    let gone = house.ledger.remove_store(house.store.id).await.unwrap();
    assert_eq!(
        gone,
        Counts {
            stores: 1,
            hooks: 0,
            events: 1
        }
    );
    assert_eq!(house.ledger.apps().await.unwrap().len(), 1);
    assert_eq!(house.ledger.feed_head().await.unwrap().total, 0);
}

#[tokio::test]
async fn a_token_counts_once() {
    let house = House::new().await;
    let ledger = &house.ledger;
    let week = 7 * 24 * 3_600_000;
    assert!(ledger.remember_jti("a", NOON).await.unwrap());
    assert!(!ledger.remember_jti("a", NOON).await.unwrap());
    assert!(ledger.remember_jti("b", NOON + week).await.unwrap());
    assert!(!ledger.remember_jti("a", NOON).await.unwrap());
    assert!(ledger.remember_jti("c", NOON + week + 1).await.unwrap());
    assert!(
        ledger.remember_jti("a", NOON + week).await.unwrap(),
        "it was forgotten by then"
    );
}

#[tokio::test]
async fn settings_and_history_are_kept() {
    let house = House::new().await;
    house
        .ledger
        .set_setting("address", "https://a.example")
        .await
        .unwrap();
    house
        .ledger
        .set_setting("address", "https://b.example")
        .await
        .unwrap();
    house
        .ledger
        .note_change(None, NOON, "address", "b")
        .await
        .unwrap();
    house
        .ledger
        .note_change(Some(house.app.id), NOON, "name", "x")
        .await
        .unwrap();
    let house = house.reopen().await;
    let setting = house.ledger.setting("address").await.unwrap();
    assert_eq!(setting.as_deref(), Some("https://b.example"));
    assert_eq!(house.ledger.setting("none").await.unwrap(), None);
    let history = house.ledger.history(None, 10).await.unwrap();
    assert_eq!((history.len(), history[0].what.as_str()), (1, "address"));
}

#[tokio::test]
async fn an_apps_history_has_what_all_apps_share_and_is_read_in_pages() {
    let house = House::new().await;
    let other = house.ledger.add_app(new_app("other")).await.unwrap().id;
    for (app, what) in [
        (Some(house.app.id), "scope added"),
        (Some(other), "scope added"),
        (None, "public address set"),
        (None, "backup made"),
        (Some(house.app.id), "renamed"),
    ] {
        let noted = house.ledger.note_change(app, NOON, what, "").await;
        noted.unwrap();
    }
    let shared = ["public address set"];
    let read = async |before, limit| {
        let read = house
            .ledger
            .changes_of(house.app.id, &shared, before, limit);
        read.await.unwrap()
    };
    let whats = |changes: &[Change]| {
        let whats = changes.iter().map(|change| change.what.clone());
        whats.collect::<Vec<_>>()
    };
    let first = read(None, 2).await;
    assert_eq!(whats(&first), ["renamed", "public address set"]);
    let rest = read(first.last().map(|change| change.id), 10).await;
    assert_eq!(whats(&rest), ["scope added"]);
    assert!(
        read(rest.last().map(|change| change.id), 10)
            .await
            .is_empty()
    );
}

#[tokio::test]
async fn every_word_is_accepted_by_its_column() {
    let house = House::new().await;
    for state in StoreState::ALL {
        let change = StoreChange {
            state: Some(*state),
            ..StoreChange::default()
        };
        assert_eq!(
            house
                .ledger
                .update_store(house.store.id, change)
                .await
                .unwrap()
                .state,
            *state
        );
    }
    for proof in Proof::ALL {
        let change = AppChange {
            proof: Some((*proof, None)),
            ..AppChange::default()
        };
        assert_eq!(
            house
                .ledger
                .update_app(house.app.id, change)
                .await
                .unwrap()
                .proof,
            *proof
        );
    }
    for (number, mode) in Mode::ALL.iter().enumerate() {
        let app = patchbay_ledger::NewApp {
            mode: *mode,
            ..new_app(&number.to_string())
        };
        assert_eq!(house.ledger.add_app(app).await.unwrap().mode, *mode);
    }
    for origin in patchbay_ledger::Origin::ALL {
        let mut sent = house.delivery(origin.word());
        sent.origin = *origin;
        let id = house.ledger.record(sent).await.unwrap().event_id;
        assert_eq!(
            house.ledger.event(id).await.unwrap().unwrap().origin,
            *origin
        );
    }
}
