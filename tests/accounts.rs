//! Stores without an app: added by their API account, told what is wrong with it, proved by what
//! happens, given other credentials, and let go.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use patchbay_core::view::{
    AccessStanding, AccessView, AddressWay, AppKind, AppMode, AppState, AttentionKind,
    CallbackKind, InstallWay, Origin, Proof, StepId, StepState, StoreNoteKind, StoreState, Verdict,
};
use patchbay_core::{Error, ErrorCode, Field};
use reqwest::StatusCode;
use serde_json::json;
use support::{ACCOUNT_SCOPES, Account, Bench, STORE};

fn refusal(error: &Error) -> (Option<Field>, String) {
    (error.field(), format!("{error} {}", error.hint()))
}

async fn step(bench: &Bench, app: u32, id: StepId) -> StepState {
    let view = bench.patchbay.app(app).await.unwrap();
    let step = view.steps.iter().find(|step| step.id == id);
    step.unwrap().state
}

async fn access(bench: &Bench, store: u32) -> AccessView {
    bench
        .until("what the token opens is tried", |it| async move {
            let store = it.patchbay.store(store).await.unwrap();
            store.access.unwrap().tried_at.is_some()
        })
        .await;
    bench.patchbay.store(store).await.unwrap().access.unwrap()
}

fn standing(access: &AccessView, what: &str) -> AccessStanding {
    let line = access.lines.iter().find(|line| line.what.starts_with(what));
    line.unwrap_or_else(|| panic!("no {what} in {access:?}"))
        .standing
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_is_added_and_a_trigger_proves_its_secret() {
    let bench = Bench::start().await;
    let (account, store) = bench.with_account(ACCOUNT_SCOPES).await;
    assert_eq!(
        (store.kind, store.state),
        (AppKind::StoreAccount, StoreState::Connected)
    );
    assert_eq!(store.profile.unwrap().name, "Harbour Coffee Roasters");
    assert!(store.proved_at.is_some() && store.scopes.missing.is_empty());
    let app = bench.patchbay.app(store.app_id).await.unwrap();
    let steps: Vec<StepId> = app.steps.iter().map(|step| step.id).collect();
    assert_eq!(
        steps,
        [
            StepId::Address,
            StepId::Credentials,
            StepId::Install,
            StepId::Triggers
        ]
    );
    assert!(app.callbacks.is_empty() && app.scopes.chosen.is_empty());
    assert_eq!(app.account.unwrap().hash, STORE);
    assert_eq!(
        (app.credentials.proof, app.state),
        (Proof::NotYet, AppState::Ready)
    );
    assert_eq!(
        step(&bench, app.id, StepId::Credentials).await,
        StepState::Given
    );

    bench.place_order().await;
    bench
        .until("the secret is proved", |it| async move {
            let app = it.patchbay.app(store.app_id).await.unwrap();
            app.credentials.proof == Proof::Signature
        })
        .await;
    let row = &bench.feed().await.rows[0];
    assert_eq!((row.verdict, row.origin), (Verdict::Verified, Origin::Live));
    assert_eq!(
        step(&bench, store.app_id, StepId::Credentials).await,
        StepState::Proved
    );
    assert_eq!(
        step(&bench, store.app_id, StepId::Triggers).await,
        StepState::Proved
    );
    let hooks = bench.practice_hooks(&account.client_id).await;
    assert_eq!(hooks.len(), 4);
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_test_of_our_own_proves_nothing() {
    let bench = Bench::start().await;
    let (_, store) = bench.with_account(ACCOUNT_SCOPES).await;
    let hook = bench
        .patchbay
        .prove_hook(store.id, "order_created")
        .await
        .unwrap();
    assert!(hook.proved_at.is_some(), "{hook:?}");
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    let app = bench.patchbay.app(store.app_id).await.unwrap();
    assert_eq!(app.credentials.proof, Proof::NotYet);
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn mistakes_are_explained_and_nothing_is_kept() {
    let bench = Bench::start().await;
    bench.patchbay.start_practice().await.unwrap();
    let good = bench.make_account(STORE, ACCOUNT_SCOPES).await;
    let token = Account {
        token: "q7".repeat(15),
        ..good.clone()
    };
    let elsewhere = Account {
        api_path: "z4zn3wo".into(),
        ..good.clone()
    };
    let nowhere = Account {
        api_path: "https://shop.example/".into(),
        ..good.clone()
    };
    let swapped = Account {
        token: good.client_secret.clone(),
        ..good.clone()
    };
    for (account, field, says) in [
        (token, Field::AccessToken, "(401)"),
        (
            elsewhere,
            Field::AccessToken,
            "the API path is another store’s",
        ),
        (
            nowhere,
            Field::ApiPath,
            "not a path of the practice BigCommerce",
        ),
        (swapped, Field::AccessToken, "same as the Client Secret"),
    ] {
        let error = bench.add_account(&account).await.unwrap_err();
        let (where_, words) = refusal(&error);
        assert_eq!(where_, Some(field), "{words}");
        assert!(words.contains(says), "{words}");
    }
    assert!(bench.patchbay.stores(None).await.unwrap().is_empty());
    assert!(bench.patchbay.catalog("").await.unwrap()[0].apps.is_empty());
    bench.add_account(&good).await.unwrap();
    let error = bench.add_account(&good).await.unwrap_err();
    let (field, words) = refusal(&error);
    assert_eq!(field, Some(Field::ClientId));
    assert!(words.contains("here already, as “Warehouse”"), "{words}");
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_apps_client_id_is_no_accounts() {
    let bench = Bench::start().await;
    let (_, registered) = bench.set_up().await;
    let account = bench.make_account(STORE, ACCOUNT_SCOPES).await;
    let mixed = Account {
        client_id: registered.client_id,
        ..account
    };
    let error = bench.add_account(&mixed).await.unwrap_err();
    assert_eq!(error.field(), Some(Field::ClientId));
    assert!(
        error.to_string().contains("that of your app “Practice”"),
        "{error}"
    );
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_token_opens_is_tried_and_never_guessed() {
    let bench = Bench::start().await;
    let (_, store) = bench.with_account(&[("orders", "read_only")]).await;
    let found = access(&bench, store.id).await;
    assert_eq!(standing(&found, "Name, plan"), AccessStanding::Refused);
    assert_eq!(standing(&found, "Order Created"), AccessStanding::Open);
    assert_eq!(standing(&found, "Refund Created"), AccessStanding::Open);
    assert_eq!(standing(&found, "Cart Updated"), AccessStanding::NotTold);
    let view = bench.patchbay.store(store.id).await.unwrap();
    assert!(
        view.profile.is_none() && view.proved_at.is_some(),
        "the token works all the same"
    );
    let order = bench.place_order().await;
    bench
        .until("the trigger", |it| async move { it.feed().await.total > 0 })
        .await;
    let looked = bench
        .patchbay
        .fetch_resource(bench.feed().await.rows[0].id)
        .await;
    assert!(
        serde_json::to_string(&looked.unwrap())
            .unwrap()
            .contains(&order.to_string())
    );
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_scope_asks_for_another_account() {
    let bench = Bench::start().await;
    let (_, store) = bench.with_account(&[("information", "read_only")]).await;
    assert_eq!(
        standing(&access(&bench, store.id).await, "Order Created"),
        AccessStanding::Refused
    );
    bench.place_order().await;
    bench
        .until("the trigger", |it| async move { it.feed().await.total > 0 })
        .await;
    let looked = bench
        .patchbay
        .fetch_resource(bench.feed().await.rows[0].id)
        .await
        .unwrap();
    let words = serde_json::to_string(&looked).unwrap();
    assert!(
        words.contains("Make another account with that scope"),
        "{words}"
    );
    assert!(!words.contains("developer portal"), "{words}");
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_secret_shows_at_the_first_trigger_and_is_replaced() {
    let bench = Bench::start().await;
    bench.patchbay.start_practice().await.unwrap();
    let right = bench.make_account(STORE, ACCOUNT_SCOPES).await;
    let wrong = Account {
        client_secret: "f".repeat(64),
        ..right.clone()
    };
    let store = bench.add_account(&wrong).await.unwrap();
    bench.hooks_active(store.id).await;
    bench.place_order().await;
    bench
        .until("the secret is seen to be wrong", |it| async move {
            let app = it.patchbay.app(store.app_id).await.unwrap();
            app.credentials.proof == Proof::Refused
        })
        .await;
    assert_eq!(
        step(&bench, store.app_id, StepId::Credentials).await,
        StepState::Failing
    );
    assert_eq!(bench.feed().await.rows[0].verdict, Verdict::Quarantined);
    replace(&bench, store.app_id, "", &right).await.unwrap();
    bench
        .until("what came before proves the right one", |it| async move {
            let app = it.patchbay.app(store.app_id).await.unwrap();
            let verdict = it.feed().await.rows[0].verdict;
            app.credentials.proof == Proof::Signature && verdict == Verdict::Verified
        })
        .await;
    let hooks = bench.practice_hooks(&right.client_id).await;
    assert_eq!(hooks.len(), 4, "the same account’s hooks are the same");
    bench.patchbay.stop().await;
}

async fn replace(bench: &Bench, app: u32, path: &str, by: &Account) -> Result<(), Error> {
    let (secret, token) = (by.client_secret.clone().into(), by.token.clone().into());
    let replaced = bench
        .patchbay
        .replace_account(app, path, &by.client_id, secret, token)
        .await;
    replaced.map(drop)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_account_is_noticed_and_another_takes_over() {
    let bench = Bench::start().await;
    let (old, store) = bench.with_account(ACCOUNT_SCOPES).await;
    bench.delete_account(STORE, &old).await;
    let found = bench.patchbay.check_store(store.id).await.unwrap();
    assert_eq!(found.state, StoreState::Revoked);
    let problem = found.problem.unwrap();
    assert!(
        problem.meaning.contains("account was deleted"),
        "{problem:?}"
    );
    assert!(
        problem.remedy.contains("replace the credentials"),
        "{problem:?}"
    );
    assert!(!format!("{problem:?}").contains("nstall"), "{problem:?}");
    let rows = bench.patchbay.store_rows().await.unwrap();
    assert_eq!(
        rows[0].attention.as_ref().unwrap().kind,
        AttentionKind::Revoked
    );
    assert_eq!(
        step(&bench, store.app_id, StepId::Install).await,
        StepState::Failing
    );

    let new = bench.make_account(STORE, ACCOUNT_SCOPES).await;
    let other = bench.make_account("z4zn3wo", ACCOUNT_SCOPES).await;
    let error = replace(&bench, store.app_id, &other.api_path, &other)
        .await
        .unwrap_err();
    assert_eq!(error.field(), Some(Field::ApiPath), "{error}");
    let error = replace(&bench, store.app_id, "", &old).await.unwrap_err();
    assert_eq!(error.field(), Some(Field::AccessToken), "{error}");
    replace(&bench, store.app_id, &new.api_path, &new)
        .await
        .unwrap();
    bench.hooks_active(store.id).await;
    let view = bench.patchbay.store(store.id).await.unwrap();
    assert_eq!((view.state, view.problem), (StoreState::Connected, None));
    let hooks = bench.practice_hooks(&new.client_id).await;
    assert_eq!(hooks.len(), 4, "made anew");
    bench.place_order().await;
    bench
        .until("its trigger is verified", |it| async move {
            let rows = it.feed().await.rows;
            rows.first()
                .is_some_and(|row| row.verdict == Verdict::Verified)
        })
        .await;
    let health = bench.patchbay.store_health(store.id).await.unwrap();
    let kinds: Vec<StoreNoteKind> = health.history.iter().map(|note| note.kind).collect();
    for kind in [
        StoreNoteKind::Added,
        StoreNoteKind::Revoked,
        StoreNoteKind::Replaced,
    ] {
        assert!(kinds.contains(&kind), "{kinds:?}");
    }
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_living_accounts_hooks_go_when_another_takes_over() {
    let bench = Bench::start().await;
    let (old, store) = bench.with_account(ACCOUNT_SCOPES).await;
    let new = bench.make_account(STORE, ACCOUNT_SCOPES).await;
    replace(&bench, store.app_id, "", &new).await.unwrap();
    bench.hooks_active(store.id).await;
    assert_eq!(bench.practice_hooks(&new.client_id).await.len(), 4);
    let of_old = |state: &serde_json::Value| {
        let hooks = state["hooks"].as_object().unwrap().values();
        hooks
            .filter(|hook| hook["client_id"] == old.client_id.as_str())
            .count()
    };
    assert_eq!(of_old(&bench.practice_state()), 0);
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_makes_no_sense_for_an_account_is_refused() {
    let bench = Bench::start().await;
    let (account, store) = bench.with_account(ACCOUNT_SCOPES).await;
    let (patchbay, app) = (&bench.patchbay, store.app_id);
    let secret = || account.client_secret.clone().into();
    let refused = [
        patchbay
            .begin_install(app, InstallWay::ControlPanel)
            .await
            .err(),
        patchbay.install_link(app).await.err(),
        patchbay.set_scopes(app, &[], &[]).await.err(),
        patchbay
            .set_credentials(app, account.client_id.clone(), secret())
            .await
            .err(),
    ];
    for error in refused {
        assert_eq!(error.unwrap().code(), ErrorCode::Conflict);
    }
    assert!(
        patchbay
            .store_scopes(store.id)
            .await
            .unwrap()
            .table
            .is_none()
    );
    assert!(patchbay.moved_callbacks().await.unwrap().is_empty());
    let triggers = patchbay.triggers(app).await.unwrap();
    assert!(
        triggers
            .iter()
            .all(|trigger| trigger.missing_scope.is_none())
    );
    let (oauth, _) = bench.set_up().await;
    let error = replace(&bench, oauth.id, "", &account).await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::Conflict);
    let callback = support::url(&oauth, CallbackKind::Auth);
    let key = callback.rsplit('/').next().unwrap();
    let own = app_key(&bench, app).await;
    let called = callback.replace(key, &own);
    for path in [
        format!("{called}?code=x&context=stores/{STORE}"),
        format!("{called}/uninstall?signed_payload_jwt=x"),
    ] {
        assert_eq!(
            bench.get(&path).await.status(),
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    bench.patchbay.stop().await;
}

/// The key that the account's secrets are kept under, which no page shows.
async fn app_key(bench: &Bench, app: u32) -> String {
    let ledger = patchbay_ledger::Ledger::open(bench.home());
    match ledger {
        Ok(ledger) => ledger.app(i64::from(app)).await.unwrap().unwrap().key,
        Err(why) => panic!("{why}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn removing_its_store_removes_the_account() {
    let bench = Bench::start().await;
    let (account, store) = bench.with_account(ACCOUNT_SCOPES).await;
    let preview = bench.patchbay.deletion_preview(store.app_id).await.unwrap();
    assert_eq!(
        (preview.kind, preview.secrets, preview.hooks),
        (AppKind::StoreAccount, 3, 4)
    );
    let removal = bench.patchbay.remove_store(store.id).await.unwrap();
    assert!(removal.left_hooks.is_empty());
    assert_eq!(
        bench.patchbay.app(store.app_id).await.unwrap_err().code(),
        ErrorCode::NotFound
    );
    assert!(bench.patchbay.stores(None).await.unwrap().is_empty());
    bench
        .until("its hooks are gone", |it| async move {
            it.practice_state()["hooks"] == json!({})
        })
        .await;
    bench.add_account(&account).await.unwrap();
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_goes_on_after_a_restart() {
    let bench = Bench::start().await;
    let (_, store) = bench.with_account(ACCOUNT_SCOPES).await;
    let bench = bench.restart().await;
    bench
        .until("practice runs", |it| async move {
            it.status().await.practice.portal_url.is_some()
        })
        .await;
    bench.place_order().await;
    bench
        .until("its trigger is verified", |it| async move {
            let rows = it.feed().await.rows;
            rows.first()
                .is_some_and(|row| row.verdict == Verdict::Verified)
        })
        .await;
    assert_eq!(
        bench.patchbay.app(store.app_id).await.unwrap().kind,
        AppKind::StoreAccount
    );
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn hooks_wait_for_an_address_that_works() {
    let bench = Bench::start().await;
    bench.patchbay.start_practice().await.unwrap();
    let account = bench.make_account(STORE, ACCOUNT_SCOPES).await;
    let url = "https://nobody.example.com".to_owned();
    let way = AddressWay::Own { url };
    bench
        .patchbay
        .set_address(way, String::new().into())
        .await
        .unwrap();
    bench.patchbay.set_practice_address(true).await.unwrap();
    let store = bench.add_account(&account).await.unwrap();
    assert_eq!(
        (store.state, store.hooks_active),
        (StoreState::Connected, 0)
    );
    assert!(
        store.access.unwrap().tried_at.is_some(),
        "the token is tried all the same"
    );
    bench.patchbay.set_practice_address(false).await.unwrap();
    bench.hooks_active(store.id).await;
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_practice_path_is_never_asked_at_bigcommerce() {
    let bench = Bench::start().await;
    let (account, _) = bench.with_account(ACCOUNT_SCOPES).await;
    let error = bench
        .patchbay
        .add_account(
            "bigcommerce",
            AppMode::Live,
            &account.spec("Live"),
            account.client_secret.clone().into(),
            account.token.clone().into(),
        )
        .await
        .unwrap_err();
    let (field, words) = refusal(&error);
    assert_eq!(
        field,
        Some(Field::ApiPath),
        "a practice path is never sent to BigCommerce"
    );
    assert!(words.contains("Choose Practice"), "{words}");
    bench.patchbay.stop().await;
}
