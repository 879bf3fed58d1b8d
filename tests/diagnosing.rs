//! What goes wrong between an app and its stores, provoked at the practice BigCommerce, and what is said
//! of it: by what failed, and by the checks.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use std::sync::{Arc, Mutex};

use patchbay_core::view::{
    AppView, CallbackKind, CheckKind, CheckState, DiagnosisAbout, DiagnosisCheck, DiagnosisView,
    InstallStage, InstallWay, Mend, Problem,
};
use reqwest::StatusCode;
use serde_json::json;
use support::clock::Ahead;
use support::elsewhere::{Elsewhere, with_api};
use support::{Bench, PORTAL_SCOPES, Registered, STORE, url};

const EVERYTHING: DiagnosisAbout = DiagnosisAbout {
    app: None,
    store: None,
};

async fn diagnosed(bench: &Bench, about: DiagnosisAbout) -> DiagnosisView {
    bench.patchbay.diagnose(about, |_| ()).await.unwrap()
}

/// One check of everything, and what is wrong by it.
async fn check(bench: &Bench, kind: CheckKind) -> (DiagnosisCheck, Problem) {
    let view = diagnosed(bench, EVERYTHING).await;
    let found = view.checks.into_iter().find(|check| check.kind == kind);
    let found = found.expect("it is among the checks");
    let problem = found.problem.clone().unwrap_or_default();
    (found, problem)
}

/// Why the install failed that was begun.
async fn failure(bench: &Bench, app: &AppView) -> Problem {
    let view = bench.install_view(app).await;
    assert_eq!(view.stage, InstallStage::Failed, "{view:?}");
    view.problem.expect("it says why")
}

async fn begin(bench: &Bench, app: &AppView) {
    let way = InstallWay::ControlPanel;
    bench.patchbay.begin_install(app.id, way).await.unwrap();
}

/// Gives the app a Client Secret that is not its own.
async fn wrong_secret(bench: &Bench, app: &AppView, registered: &Registered) {
    let wrong = "0".repeat(registered.client_secret.len());
    let id = registered.client_id.clone();
    let set = bench.patchbay.set_credentials(app.id, id, wrong.into());
    set.await.unwrap();
}

/// What stands under Auth and Load in the portal.
async fn paste(bench: &Bench, app: &Registered, auth: &str, load: &str) {
    let portal = bench.portal().await;
    let fields = [("auth", auth), ("load", load)];
    let form = format!("{portal}/my/apps/{}/information", app.id);
    bench.post(&form, &fields).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_is_well_after_an_install_and_the_report_says_so() {
    let bench = Bench::start().await;
    let (app, registered) = bench.installed().await;
    bench.place_order().await;
    bench
        .until("a trigger", |it| async move { it.feed().await.total > 0 })
        .await;
    let store = bench.patchbay.stores(Some(app.id)).await.unwrap().remove(0);
    bench.watermarks_begun(store.id).await;

    let told = Arc::new(Mutex::new(Vec::new()));
    let sink = told.clone();
    let tell = move |view: &DiagnosisView| sink.lock().unwrap().push(view.clone());
    let view = bench.patchbay.diagnose(EVERYTHING, tell).await.unwrap();

    let not_fine: Vec<_> = view
        .checks
        .iter()
        .filter(|check| check.state != CheckState::Fine)
        .collect();
    assert!(not_fine.is_empty(), "{not_fine:#?}");
    let kinds: Vec<_> = view.checks.iter().map(|check| check.kind).collect();
    assert_eq!(kinds[..2], [CheckKind::Disk, CheckKind::Ledger]);
    assert_eq!(kinds.last(), Some(&CheckKind::Quota));
    assert!(!kinds.contains(&CheckKind::Address), "practice needs none");

    let told = told.lock().unwrap().clone();
    assert_eq!(told.len(), view.checks.len() + 1, "each step and the end");
    assert_eq!(told[0].checks[0].state, CheckState::Running);
    assert_eq!(told[0].checks[1].state, CheckState::Waiting);
    assert!(told[0].report.is_none() && view.ended_at.is_some());

    let report = view.report.unwrap();
    assert!(report.contains("[ok] Token: It opens "), "{report}");
    let key = url(&app, CallbackKind::Auth);
    let key = key.rsplit('/').next().unwrap();
    let hooks = bench.practice_hooks(&registered.client_id).await;
    let path = hooks[0]["destination"].as_str().unwrap();
    let home = bench.home().display().to_string();
    for secret in [key, path, &registered.client_secret, &home, "@"] {
        assert!(!report.contains(secret), "{secret} in {report}");
    }
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slash_at_the_end_is_seen_when_bigcommerce_calls() {
    let bench = Bench::start().await;
    let (app, registered) = bench.set_up().await;
    let right = url(&app, CallbackKind::Auth);
    paste(&bench, &registered, &format!("{right}/"), &right).await;
    begin(&bench, &app).await;
    let page = bench.consent(&registered, STORE).await;
    assert_eq!(
        page.status(),
        StatusCode::BAD_GATEWAY,
        "the merchant sees a page"
    );
    let said = failure(&bench, &app).await;
    assert_eq!(said.title, "The registered URL has a slash at its end");
    assert_eq!(said.mend, Some(Mend::Callbacks));

    let (found, problem) = check(&bench, CheckKind::CallbackUrls).await;
    assert_eq!((found.state, &problem), (CheckState::Failing, &said));
    let by = found.facts[0].difference.clone().expect("it is shown");
    assert_eq!(
        (&*by.here, &*by.there, &*by.words),
        ("", "/", "A slash at the end")
    );

    paste(&bench, &registered, &right, &right).await;
    bench.install(&app, &registered, STORE).await;
    let (found, _) = check(&bench, CheckKind::CallbackUrls).await;
    assert_eq!(found.state, CheckState::Fine, "what was mended is over");
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_callback_url_under_auth_is_named() {
    let bench = Bench::start().await;
    let (app, registered) = bench.set_up().await;
    let [auth, uninstall] = [CallbackKind::Auth, CallbackKind::Uninstall].map(|it| url(&app, it));
    paste(&bench, &registered, &uninstall, &auth).await;
    begin(&bench, &app).await;
    bench.consent(&registered, STORE).await;
    let said = failure(&bench, &app).await;
    assert_eq!(
        said.title,
        "Another callback URL stands under App information › Auth"
    );
    assert!(
        said.meaning.ends_with("App information › Uninstall."),
        "{said:?}"
    );
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_scheme_and_another_host_are_told_apart() {
    let bench = Bench::start().await;
    let (app, registered) = bench.set_up().await;
    let right = url(&app, CallbackKind::Auth);
    let secure = right.replace("http://", "https://");
    paste(&bench, &registered, &secure, &right).await;
    begin(&bench, &app).await;
    let called = bench.callback_of(&registered, STORE).await;
    let behind_a_proxy = called.replace("https://", "http://");
    let request = bench
        .http
        .get(behind_a_proxy)
        .header("x-forwarded-proto", "https");
    request.send().await.unwrap();
    let said = failure(&bench, &app).await;
    assert_eq!(said.title, "The registered Auth URL has another scheme");
    assert!(said.meaning.contains(&secure), "{said:?}");

    let by_name = right.replace("127.0.0.1", "localhost");
    paste(&bench, &registered, &by_name, &right).await;
    begin(&bench, &app).await;
    bench.consent(&registered, STORE).await;
    let said = failure(&bench, &app).await;
    assert_eq!(said.title, "The registered Auth URL names another address");
    assert!(said.meaning.contains(&by_name), "{said:?}");
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_refusal_of_an_exchange_is_explained() {
    let bench = Bench::start().await;
    let (app, registered) = bench.set_up().await;

    begin(&bench, &app).await;
    let callback = bench.callback_of(&registered, STORE).await;
    bench.get(&callback).await;
    begin(&bench, &app).await;
    bench.get(&callback).await;
    let reused = failure(&bench, &app).await;
    assert_eq!(reused.title, "BigCommerce does not accept the code");
    assert_eq!(reused.mend, Some(Mend::Install));

    begin(&bench, &app).await;
    let callback = bench.callback_of(&registered, STORE).await;
    bench
        .get(&callback.replace(&format!("%2F{STORE}"), "%2Fz4zn3wo"))
        .await;
    let unbound = failure(&bench, &app).await;
    assert_eq!(unbound.title, "The token belongs to no store");

    bench.faults(json!({"token_html": true})).await;
    begin(&bench, &app).await;
    bench.consent(&registered, STORE).await;
    let html = failure(&bench, &app).await;
    assert_eq!(
        html.title,
        "A login page answered instead of the token service"
    );
    bench.faults(json!({})).await;

    wrong_secret(&bench, &app, &registered).await;
    begin(&bench, &app).await;
    bench.consent(&registered, STORE).await;
    let secret = failure(&bench, &app).await;
    assert_eq!(secret.title, "BigCommerce does not accept the credentials");
    let (found, problem) = check(&bench, CheckKind::Credentials).await;
    assert_eq!(found.state, CheckState::Failing);
    assert_eq!(problem.mend, Some(Mend::Credentials));
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_callback_signed_otherwise_speaks_against_the_secret() {
    let bench = Bench::start().await;
    let (app, registered) = bench.installed().await;
    wrong_secret(&bench, &app, &registered).await;
    let (found, _) = check(&bench, CheckKind::Credentials).await;
    assert_eq!(found.state, CheckState::Doubtful, "not proved yet");
    let manage = bench.manage(STORE).await;
    let frame = bench.get(&format!("{manage}/app/{}", registered.id)).await;
    let frame = frame.text().await.unwrap();
    let source = frame.split("<iframe class=\"app\" src=\"").nth(1).unwrap();
    let source = source.split('"').next().unwrap().replace("&amp;", "&");
    bench
        .get(&source.replace("&#x2f;", "/").replace("&#x3d;", "="))
        .await;
    let (found, problem) = check(&bench, CheckKind::Credentials).await;
    assert_eq!(found.state, CheckState::Failing);
    assert_eq!(
        problem.title,
        "A callback is not signed with this Client Secret"
    );
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn narrower_wider_and_misspelt_grants_are_told_apart() {
    let bench = Bench::start().await;
    let (app, registered) = bench.set_up().await;
    let narrow = &PORTAL_SCOPES[..3];
    bench.save_scopes(&registered, narrow).await;
    bench.install(&app, &registered, STORE).await;
    let (found, problem) = check(&bench, CheckKind::Scopes).await;
    assert_eq!(found.state, CheckState::Failing);
    assert!(problem.title.starts_with("Scopes missing: "), "{problem:?}");
    assert_eq!(problem.mend, Some(Mend::Scopes));

    let wide = [PORTAL_SCOPES, &[("customers", "modify")]].concat();
    bench.save_scopes(&registered, &wide).await;
    bench.install(&app, &registered, STORE).await;
    let (found, problem) = check(&bench, CheckKind::StoreScopes).await;
    assert_eq!(found.state, CheckState::Doubtful, "nothing fails by it");
    assert!(
        problem.title.starts_with("Wider than asked for"),
        "{problem:?}"
    );

    bench.save_scopes(&registered, PORTAL_SCOPES).await;
    bench.install(&app, &registered, STORE).await;
    let additional = ["store_v2_information_read_only", "store_cart_read_only"].map(String::from);
    let misspelt = ["store_v2_costumers".to_owned()];
    let set = bench.patchbay.set_scopes(app.id, &additional, &misspelt);
    set.await.unwrap();
    let (found, problem) = check(&bench, CheckKind::Scopes).await;
    assert_eq!(found.state, CheckState::Failing);
    assert!(problem.title.starts_with("Invalid scope: "), "{problem:?}");
    assert!(problem.remedy.contains("store_v2_customers"), "{problem:?}");
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_went_is_told_from_a_token_that_is_refused() {
    let bench = Bench::start().await;
    let (app, _) = bench.installed().await;
    bench.faults(json!({"api_html": true})).await;
    let (found, problem) = check(&bench, CheckKind::Token).await;
    assert_eq!(found.state, CheckState::Failing);
    assert_eq!(
        problem.title,
        "Something other than BigCommerce’s API answered"
    );

    bench.faults(json!({"server_error": 503})).await;
    let (_, problem) = check(&bench, CheckKind::Token).await;
    assert_eq!(problem.title, "The store is not available (status 503)");

    bench.faults(json!({"revoked_tokens": true})).await;
    let (_, problem) = check(&bench, CheckKind::Token).await;
    assert_eq!(
        problem.title,
        "BigCommerce no longer accepts the store’s token"
    );
    assert_eq!(problem.mend, Some(Mend::Install));
    let (hooks, _) = check(&bench, CheckKind::Hooks).await;
    assert_eq!(hooks.state, CheckState::Skipped, "{hooks:?}");
    let stores = bench.patchbay.stores(Some(app.id)).await.unwrap();
    let about = DiagnosisAbout {
        store: Some(stores[0].id),
        ..EVERYTHING
    };
    bench.faults(json!({})).await;
    let view = diagnosed(&bench, about).await;
    let token = view.checks.iter().find(|it| it.kind == CheckKind::Token);
    assert_eq!(
        token.unwrap().state,
        CheckState::Fine,
        "asked again, it works"
    );
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_uninstalled_the_app_is_said_to_have() {
    let bench = Bench::start().await;
    let (app, registered) = bench.installed().await;
    let manage = bench.manage(STORE).await;
    let uninstall = format!("{manage}/marketplace/apps/{}/uninstall", registered.id);
    bench.post(&uninstall, &[]).await;
    let store = bench.patchbay.stores(Some(app.id)).await.unwrap().remove(0);
    let about = DiagnosisAbout {
        store: Some(store.id),
        ..EVERYTHING
    };
    let view = diagnosed(&bench, about).await;
    let token = view
        .checks
        .iter()
        .find(|it| it.kind == CheckKind::Token)
        .unwrap();
    let problem = token.problem.clone().unwrap();
    assert_eq!(problem.title, "The store uninstalled the app");
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_changed_is_shown_to_the_letter() {
    let bench = Bench::start().await;
    let (_app, _) = bench.installed().await;
    let before = bench.status().await.listener.port;
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let after = free.local_addr().unwrap().port();
    drop(free);
    bench.patchbay.set_listener_port(after).await.unwrap();
    let (found, problem) = check(&bench, CheckKind::CallbackUrls).await;
    assert_eq!(found.state, CheckState::Failing);
    assert_eq!(problem.title, "BigCommerce still has the address of before");
    let by = found.facts[0].difference.clone().expect("it is shown");
    assert_eq!(by.words, "Another host or port");
    let there = format!("{}{}{}", by.before, by.there, by.after);
    assert!(there.contains(&before.to_string()), "{there}");
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn signatures_that_are_wrong_or_missing_are_told_apart() {
    let bench = Bench::start().await;
    bench.installed().await;
    let (found, _) = check(&bench, CheckKind::Deliveries).await;
    assert_eq!(found.state, CheckState::Doubtful, "nothing came yet");

    bench.faults(json!({"unsigned": true})).await;
    arrives(&bench, 1).await;
    let (found, problem) = check(&bench, CheckKind::Signatures).await;
    assert_eq!(found.state, CheckState::Doubtful);
    assert_eq!(problem.title, "Deliveries come without a signature");

    bench.faults(json!({"wrong_signature": true})).await;
    arrives(&bench, 2).await;
    let (found, problem) = check(&bench, CheckKind::Signatures).await;
    assert_eq!(found.state, CheckState::Failing);
    assert_eq!(problem.title, "Deliveries are signed with another secret");

    bench.faults(json!({})).await;
    arrives(&bench, 3).await;
    let (found, _) = check(&bench, CheckKind::Signatures).await;
    assert_eq!(found.state, CheckState::Fine, "{found:?}");
    bench.patchbay.stop().await;
}

async fn arrives(bench: &Bench, orders: u32) {
    bench.place_order().await;
    bench
        .until("the order", move |it| async move {
            let rows = it.feed().await.rows;
            let created = |id: Option<&str>| id == Some("order_created");
            rows.iter()
                .filter(|row| created(row.trigger_id.as_deref()))
                .count()
                >= orders as usize
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_is_off_is_said_by_how_much() {
    let clock = Arc::new(Ahead::default());
    let folder = tempfile::tempdir().unwrap();
    let bench = Bench::start_at(folder.path(), 0, clock.clone()).await;
    bench.installed().await;
    let (found, _) = check(&bench, CheckKind::Clock).await;
    assert_eq!(found.state, CheckState::Fine, "{found:?}");
    clock.put_forward(6 * 3_600_000);
    let (found, problem) = check(&bench, CheckKind::Clock).await;
    assert_eq!(found.state, CheckState::Failing);
    assert_eq!(problem.title, "This computer’s clock is fast by 6 hours");
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn hooks_are_asked_for_and_mended() {
    let bench = Bench::start().await;
    let (_, registered) = bench.installed().await;
    let whose = json!({ "client_id": registered.client_id });
    let give_up = format!("stores/{STORE}/hooks/give-up");
    bench.faults(json!({"nobody": true})).await;
    bench.drive(&give_up, whose.clone()).await;
    let (found, _) = check(&bench, CheckKind::Hooks).await;
    assert_eq!(found.state, CheckState::Fine, "{found:?}");
    assert_eq!(found.seen, "4 hooks were off, active again now.");

    bench
        .drive(&format!("stores/{STORE}/hooks/block"), whose)
        .await;
    let (found, problem) = check(&bench, CheckKind::Hooks).await;
    assert_eq!(found.state, CheckState::Failing);
    assert!(
        problem
            .title
            .starts_with("BigCommerce delivers nothing to 127.0.0.1"),
        "{problem:?}"
    );
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_is_let_go_of_stops() {
    let bench = Bench::start().await;
    bench.installed().await;
    bench.faults(json!({"slow_ms": 20_000})).await;
    let patchbay = bench.patchbay.clone();
    let stop = move |view: &DiagnosisView| {
        let asking = |check: &DiagnosisCheck| {
            check.kind == CheckKind::Token && check.state == CheckState::Running
        };
        if view.checks.iter().any(asking) {
            patchbay.unwatch(view.watch);
        }
    };
    let begun = std::time::Instant::now();
    let view = bench.patchbay.diagnose(EVERYTHING, stop).await.unwrap();
    assert!(
        begun.elapsed().as_secs() < 15,
        "nobody waits for the answer"
    );
    let last = view.checks.last().unwrap();
    assert_eq!(
        (last.state, &*last.seen),
        (CheckState::Skipped, "Stopped before it was run.")
    );
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_pasted_in_the_portal_is_compared_to_the_letter() {
    let bench = Bench::start().await;
    let (app, _) = bench.set_up().await;
    let right = url(&app, CallbackKind::Auth);
    for (kind, pasted, words) in [
        (CallbackKind::Auth, right.clone(), None),
        (
            CallbackKind::Auth,
            format!("{right}/"),
            Some("A slash at the end"),
        ),
        (
            CallbackKind::Auth,
            format!(" {right}"),
            Some("Spaces or letters that cannot be seen"),
        ),
        (
            CallbackKind::Auth,
            format!("{right}/uninstall"),
            Some("This is the URL for App information › Uninstall"),
        ),
        (
            CallbackKind::Uninstall,
            right.clone(),
            Some("This is the URL for App information › Auth"),
        ),
        (CallbackKind::Uninstall, format!("{right}/uninstall"), None),
    ] {
        let compared = bench
            .patchbay
            .compare_callback(app.id, kind, &pasted)
            .await
            .unwrap();
        let found = compared.difference.map(|it| it.words);
        assert_eq!(found.as_deref(), words, "{pasted:?}");
    }
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_to_the_uninstall_url_in_a_browser_was_pasted_under_load() {
    let bench = Bench::start().await;
    let (app, _) = bench.installed().await;
    let there = format!(
        "{}?signed_payload_jwt=a.b.c",
        url(&app, CallbackKind::Uninstall)
    );
    let by_a_server = bench.get(&there).await;
    assert_eq!(by_a_server.status(), StatusCode::NOT_FOUND);
    assert!(
        by_a_server.text().await.unwrap().is_empty(),
        "it is told nothing"
    );
    let browser = bench
        .http
        .get(&there)
        .header("sec-fetch-site", "cross-site");
    let page = browser.send().await.unwrap();
    assert_eq!(page.status(), StatusCode::BAD_GATEWAY);
    let (found, problem) = check(&bench, CheckKind::CallbackUrls).await;
    assert_eq!(found.state, CheckState::Failing);
    assert_eq!(
        problem.title,
        "Another callback URL stands under App information › Load"
    );
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hook_that_takes_everything_is_named() {
    let home = tempfile::tempdir().unwrap();
    let bench = with_api(home.path()).await;
    bench.installed().await;
    let elsewhere = Elsewhere::of(&bench, STORE).await;
    let hook = json!({
        "scope": "store/cart/*", "destination": "https://other.example/hooks", "is_active": true,
    });
    let made = elsewhere.call(&bench, "POST", "/v3/hooks", hook).await;
    assert!(made.status().is_success());
    let (found, problem) = check(&bench, CheckKind::Hooks).await;
    assert_eq!(found.state, CheckState::Doubtful);
    assert_eq!(
        problem.title,
        "A hook of this app takes everything: store/cart/*"
    );
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_without_scopes_is_told_from_a_dead_one() {
    let bench = Bench::start().await;
    bench.installed().await;
    bench.faults(json!({"scopes": []})).await;
    let (found, problem) = check(&bench, CheckKind::Hooks).await;
    assert_eq!(found.state, CheckState::Failing, "{found:?}");
    assert_eq!(problem.title, "The store’s token lacks a scope");
    assert_eq!(problem.mend, Some(Mend::Scopes));
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_with_as_many_hooks_as_it_may_have_says_so() {
    let home = tempfile::tempdir().unwrap();
    let bench = with_api(home.path()).await;
    let (app, _) = bench.installed().await;
    let it = &bench.patchbay;
    it.set_trigger(app.id, "cart_updated", false).await.unwrap();
    let elsewhere = Elsewhere::of(&bench, STORE).await;
    for nth in 0..10 {
        let hook = json!({
            "scope": "store/cart/updated", "is_active": true,
            "destination": format!("https://other.example/{nth}"),
        });
        let made = elsewhere.call(&bench, "POST", "/v3/hooks", hook).await;
        assert!(made.status().is_success());
    }
    let set = it.set_trigger(app.id, "cart_updated", true).await.unwrap();
    let cart = set.iter().find(|it| it.id == "cart_updated").unwrap();
    let problem = cart.hooks[0].problem.clone().expect("it was refused");
    assert_eq!(problem.title, "The store has as many hooks as it may have");
    assert!(
        problem.meaning.contains("error.limit.reached"),
        "{problem:?}"
    );
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_that_is_installed_by_link_is_named() {
    let bench = Bench::start().await;
    let (app, _) = bench.set_up().await;
    let way = InstallWay::InstallLink;
    let begun = bench.patchbay.begin_install(app.id, way).await.unwrap();
    let page = bench.get(&begun.opened_url).await.text().await.unwrap();
    assert!(page.contains("This app is not available for installation"));
    bench
        .until("the likely mistakes", |it| {
            let app = app.clone();
            async move { !it.install_view(&app).await.suspicions.is_empty() }
        })
        .await;
    let likeliest = &bench.install_view(&app).await.suspicions[0];
    assert_eq!(likeliest.title, "The app is a draft");
    assert_eq!(likeliest.mend, Some(Mend::Install));
    bench.patchbay.stop().await;
}
