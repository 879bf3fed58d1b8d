//! Starting, stopping, keeping the state, and what is refused whatever it asks.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use std::collections::BTreeSet;
use std::sync::Arc;

use patchbay_practice::clock::ManualClock;
use patchbay_practice::{LoadError, StartError, serve};
use reqwest::{Certificate, Client, StatusCode};
use support::{Bench, START_MS, STORE, options};

fn clock() -> Arc<ManualClock> {
    Arc::new(ManualClock::at(START_MS))
}

#[tokio::test]
async fn a_restart_keeps_everything() {
    let bench = Bench::start().await;
    let app = bench.ready_app("http://127.0.0.1:9").await;
    bench.scopes(app.id, &[("information", "read_only")]).await;
    let token = bench.token(&app).await;
    bench.post(&bench.panel("/orders/place"), &[]).await;
    let before = bench
        .running
        .practice()
        .read(|world| serde_json::to_value(world).unwrap());

    let bench = bench.restart().await;
    let after = bench
        .running
        .practice()
        .read(|world| serde_json::to_value(world).unwrap());
    assert_eq!(before, after);
    assert_eq!(bench.store_status(&token).await, StatusCode::OK);
}

#[tokio::test]
async fn changes_reach_the_disk_without_a_stop() {
    let bench = Bench::start().await;
    let app = bench.create_app("Written").await;
    let file = bench.folder.path().join("practice.json");
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(5);
    while !std::fs::read_to_string(&file).is_ok_and(|text| text.contains(&app.client_id)) {
        assert!(
            std::time::Instant::now() < deadline,
            "the app was not written"
        );
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
}

#[cfg(unix)]
#[tokio::test]
async fn the_state_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("practice");
    serve(options(&own, &clock())).await.unwrap().stop().await;
    let mode = |path: &std::path::Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&own), 0o700);
    assert_eq!(mode(&own.join("practice.json")), 0o600);
}

#[tokio::test]
async fn a_damaged_state_is_named_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("practice.json");
    for (damage, newer) in [
        ("{\"format\":1,", false),
        ("", false),
        ("{\"format\":2}", true),
    ] {
        std::fs::write(&file, damage).unwrap();
        let error = serve(options(folder.path(), &clock())).await.unwrap_err();
        let StartError::State(error) = error else {
            panic!("{error}")
        };
        assert_eq!(
            matches!(error, LoadError::Newer { found: 2, .. }),
            newer,
            "{error}"
        );
        assert_eq!(
            matches!(error, LoadError::Damaged { .. }),
            !newer,
            "{error}"
        );
        assert!(!error.remedy().is_empty());
        assert_eq!(std::fs::read_to_string(&file).unwrap(), damage);
    }
}

#[tokio::test]
async fn a_folder_has_one_owner() {
    let folder = tempfile::tempdir().unwrap();
    let first = serve(options(folder.path(), &clock())).await.unwrap();
    let second = serve(options(folder.path(), &clock())).await.unwrap_err();
    assert!(
        matches!(second, StartError::State(LoadError::InUse { .. })),
        "{second}"
    );
    first.stop().await;
    serve(options(folder.path(), &clock()))
        .await
        .unwrap()
        .stop()
        .await;
}

#[tokio::test]
async fn a_taken_port_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let mut options = options(folder.path(), &clock());
    options.port = port.min(65_532);
    let error = serve(options.clone()).await.unwrap_err();
    assert!(matches!(error, StartError::PortTaken { .. }), "{error}");
    assert!(error.remedy().contains("--port"));
    options.port = 65_533;
    let error = serve(options).await.unwrap_err();
    assert!(
        matches!(error, StartError::PortRange { port: 65_533 }),
        "{error}"
    );
}

#[tokio::test]
async fn only_loopback_names_are_served() {
    let bench = Bench::start().await;
    let addresses = &bench.running.addresses;
    let pages = [
        format!("{}/my/apps", addresses.portal),
        format!("{}/practice.css", addresses.login),
        format!("{}/", addresses.control_panel),
        format!("{}/stores/{STORE}/v2/time", addresses.api),
    ];
    for page in pages {
        for host in [
            "evil.example",
            "evil.example:80",
            "127.0.0.1",
            "127.0.0.1:1",
        ] {
            let answer = bench
                .http
                .get(&page)
                .header("host", host)
                .send()
                .await
                .unwrap();
            assert_eq!(
                answer.status(),
                StatusCode::MISDIRECTED_REQUEST,
                "{page} as {host}"
            );
        }
        assert_ne!(
            bench.get(&page).await.status(),
            StatusCode::MISDIRECTED_REQUEST,
            "{page}"
        );
    }
}

#[tokio::test]
async fn forms_of_other_sites_are_refused() {
    let bench = Bench::start().await;
    let addresses = &bench.running.addresses;
    for url in [
        bench.portal("/my/apps"),
        bench.login("/consent"),
        bench.panel("/orders/place"),
    ] {
        for (name, value) in [
            ("origin", "https://evil.example"),
            ("origin", "null"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
        ] {
            let request = bench
                .http
                .post(&url)
                .form(&[("name", "x")])
                .header(name, value);
            assert_eq!(
                request.send().await.unwrap().status(),
                StatusCode::FORBIDDEN,
                "{url} {value}"
            );
        }
    }
    let own = bench
        .http
        .post(bench.portal("/my/apps"))
        .form(&[("name", "x")]);
    let own = own
        .header("origin", &addresses.portal)
        .header("sec-fetch-site", "same-origin");
    assert_eq!(own.send().await.unwrap().status(), StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn https_is_served_with_the_written_authority() {
    let folder = tempfile::tempdir().unwrap();
    let mut options = options(folder.path(), &clock());
    options.tls = true;
    let running = serve(options).await.unwrap();
    let addresses = running.addresses.clone();
    let pem = std::fs::read(addresses.ca_pem_path.as_ref().unwrap()).unwrap();
    let trusting = Client::builder()
        .tls_certs_only([Certificate::from_pem(&pem).unwrap()])
        .no_proxy()
        .build()
        .unwrap();
    for url in [&addresses.portal, &addresses.control_panel] {
        assert!(url.starts_with("https://127.0.0.1:"));
        assert_eq!(
            trusting.get(url).send().await.unwrap().status(),
            StatusCode::OK
        );
    }
    let by_name = addresses.portal.replace("127.0.0.1", "localhost");
    assert_eq!(
        trusting.get(by_name).send().await.unwrap().status(),
        StatusCode::OK
    );
    assert!(
        support::client()
            .get(&addresses.portal)
            .send()
            .await
            .is_err()
    );
    running.stop().await;
}

#[tokio::test]
async fn a_new_world_has_as_many_stores_as_asked_and_keeps_them() {
    let folder = tempfile::tempdir().unwrap();
    for asked in [20, 3] {
        let mut options = options(folder.path(), &clock());
        options.stores = asked;
        let running = serve(options).await.unwrap();
        let (hashes, numbers): (BTreeSet<_>, BTreeSet<_>) = running.practice().read(|world| {
            let stores = world.stores.values();
            stores
                .map(|store| (store.hash.clone(), store.number))
                .unzip()
        });
        assert_eq!((hashes.len(), numbers.len()), (20, 20), "asked for {asked}");
        assert!(hashes.contains(STORE) && hashes.contains("more0020"));
        running.stop().await;
    }
}
