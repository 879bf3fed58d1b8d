//! The developer portal's forms, as a browser sends them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use reqwest::StatusCode;
use support::{Bench, location};

#[tokio::test]
async fn a_new_app_has_credentials_of_the_real_form() {
    let bench = Bench::start().await;
    let app = bench.create_app("  Orders & \"more\" <b> ").await;
    assert_eq!(app.client_id.len(), 31);
    assert!(
        app.client_id
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    );
    assert_eq!(app.client_secret.len(), 64);
    assert!(app.client_secret.bytes().all(|b| b.is_ascii_hexdigit()));
    assert!(uuid::Uuid::parse_str(&app.account_uuid).is_ok());

    let list = bench.text(&bench.portal("/my/apps")).await;
    assert!(
        list.contains("Orders &amp; &quot;more&quot; &lt;b&gt;"),
        "{list}"
    );
    assert!(!list.contains(&app.client_secret));
    let again = bench
        .text(&bench.portal(&format!("/my/apps/{}/credentials", app.id)))
        .await;
    assert_eq!(support::marked(&again, "client-secret"), app.client_secret);
}

#[tokio::test]
async fn a_name_is_needed() {
    let bench = Bench::start().await;
    for name in ["", "   ", &"x".repeat(81)] {
        let answer = bench
            .post(&bench.portal("/my/apps"), &[("name", name)])
            .await;
        assert_eq!(
            answer.status(),
            StatusCode::UNPROCESSABLE_ENTITY,
            "{name:?}"
        );
    }
    assert!(bench.running.practice().read(|world| world.apps.is_empty()));
}

#[tokio::test]
async fn callback_urls_are_checked_and_kept_as_typed_when_wrong() {
    let bench = Bench::start().await;
    let app = bench.create_app("Checked").await;
    let tab = bench.portal(&format!("/my/apps/{}/information", app.id));
    let wrong = [
        ("auth", "http://hooks.example/c"),
        ("load", "/load"),
        ("uninstall", ""),
    ];
    let answer = bench.post(&tab, &wrong).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let html = answer.text().await.unwrap();
    assert!(html.contains("data-test=\"auth-error\"") && html.contains("data-test=\"load-error\""));
    assert!(
        html.contains("hooks.example"),
        "the field lost what was typed"
    );
    assert!(!html.contains("data-test=\"uninstall-error\""));

    let right = [
        ("auth", " https://hooks.example/c/k "),
        ("load", "http://127.0.0.1:9/c/k"),
    ];
    let answer = bench.post(&tab, &right).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    let kept = bench
        .running
        .practice()
        .read(|world| world.apps[&app.id].callbacks.clone());
    assert_eq!(kept.auth, "https://hooks.example/c/k");
    assert_eq!(kept.load, "http://127.0.0.1:9/c/k");
    assert!(!kept.multiple_users);
}

#[tokio::test]
async fn saved_scopes_count_only_once_confirmed() {
    let bench = Bench::start().await;
    let app = bench.create_app("Scoped").await;
    let tab = bench.portal(&format!("/my/apps/{}/scopes", app.id));
    let form = [
        ("mode", "manual"),
        ("scope-orders", "modify"),
        ("scope-carts", "read_only"),
    ];
    let saved = bench.post(&tab, &form).await;
    let confirm = location(&saved);
    let confirmed = || {
        bench
            .running
            .practice()
            .read(|w| w.apps[&app.id].confirmed.clone())
    };
    assert!(confirmed().is_empty());

    let asked = bench.text(&bench.portal(&confirm)).await;
    assert!(
        asked.contains("Orders: Modify") && asked.contains("Carts: Read-Only"),
        "{asked}"
    );
    bench.post(&bench.portal(&confirm), &[]).await;
    assert_eq!(confirmed(), ["store_cart_read_only", "store_v2_orders"]);

    let unchanged = bench.post(&tab, &form).await;
    assert!(location(&unchanged).ends_with("/scopes?confirmed=1"));
}

#[tokio::test]
async fn modify_all_takes_the_strongest_level_of_each_row() {
    let bench = Bench::start().await;
    let app = bench.create_app("All").await;
    let tab = bench.portal(&format!("/my/apps/{}/scopes", app.id));
    let saved = bench
        .post(&tab, &[("mode", "all"), ("scope-orders", "read_only")])
        .await;
    bench.post(&bench.portal(&location(&saved)), &[]).await;
    let scopes = bench
        .running
        .practice()
        .read(|world| world.apps[&app.id].confirmed.clone());
    assert_eq!(scopes.len(), patchbay_practice::model::scope::ROWS.len());
    assert!(scopes.contains(&"store_v2_orders".to_owned()));
    assert!(
        !scopes.iter().any(|scope| scope.ends_with("_read_only")),
        "{scopes:?}"
    );
}

#[tokio::test]
async fn deleting_an_app_ends_its_tokens() {
    let bench = Bench::start().await;
    let app = bench.ready_app("http://127.0.0.1:9").await;
    bench.token(&app).await;
    bench
        .post(&bench.portal(&format!("/my/apps/{}/delete", app.id)), &[])
        .await;
    let left = bench
        .running
        .practice()
        .read(|w| (w.apps.len(), w.tokens.len(), w.installs.len()));
    assert_eq!(left, (0, 0, 0));
}

#[tokio::test]
async fn pages_are_served_with_a_closed_policy() {
    let bench = Bench::start().await;
    let page = bench.get(&bench.portal("/my/apps/new")).await;
    let policy = page.headers()["content-security-policy"]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(
        policy.starts_with("default-src 'none'; style-src 'self'"),
        "{policy}"
    );
    assert!(
        policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"),
        "{policy}"
    );
    let html = page.text().await.unwrap();
    assert!(html.contains("nothing here leaves this machine"));
    assert!(!html.contains("<script") && !html.contains("style="));
    let style = bench.get(&bench.portal("/practice.css")).await;
    assert_eq!(style.headers()["content-type"], "text/css; charset=utf-8");
}
