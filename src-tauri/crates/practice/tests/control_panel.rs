//! The buttons that make things happen, and the switches for what goes wrong.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use patchbay_practice::faults::{Faults, TooMany};
use patchbay_practice::model::World;
use patchbay_practice::model::commerce::PaymentState;
use reqwest::StatusCode;
use support::{Bench, STORE, location};

fn after<'l>(location: &'l str, name: &str) -> &'l str {
    location.split_once(&format!("{name}=")).unwrap().1
}

#[tokio::test]
async fn an_order_is_placed_changed_and_refunded() {
    let bench = Bench::start().await;
    let placed = location(&bench.post(&bench.panel("/orders/place"), &[]).await);
    let order: u64 = after(&placed, "id").parse().unwrap();
    let status = format!("/orders/{order}/status");
    bench
        .post(&bench.panel(&status), &[("status_id", "2")])
        .await;
    let read = || {
        bench.running.practice().read(|world| {
            let trade = &world.stores[STORE].commerce;
            (trade.orders[&order].status_id, trade.refunds.len())
        })
    };
    assert_eq!(read(), (2, 0));
    let refund = bench.panel(&format!("/orders/{order}/refund"));
    bench.post(&refund, &[("share", "partial")]).await;
    assert_eq!(read().1, 1);
    bench.post(&refund, &[("share", "full")]).await;
    assert_eq!(read(), (4, 2));
    let nothing_left = bench.post(&refund, &[("share", "full")]).await;
    assert_eq!(nothing_left.status(), StatusCode::CONFLICT);
    let page = bench.text(&bench.panel("/orders")).await;
    assert!(page.contains(&format!("data-test=\"order-{order}\"")));
    assert!(!page.contains(&format!("data-test=\"refund-fully-{order}\"")));
}

#[tokio::test]
async fn an_order_is_paid_as_chosen() {
    let bench = Bench::start().await;
    let page = async || bench.text(&bench.panel("/orders")).await;
    assert!(page().await.contains("data-test=\"paid-by\""));
    for (paid_by, payment) in [
        ("card", PaymentState::Captured),
        ("card_authorized", PaymentState::Authorized),
        ("cash_on_delivery", PaymentState::Offline),
    ] {
        let (url, form) = (bench.panel("/orders/place"), [("paid_by", paid_by)]);
        let placed = location(&bench.post(&url, &form).await);
        let order: u64 = after(&placed, "id").parse().unwrap();
        let read = |world: &World| world.stores[STORE].commerce.orders[&order].payment;
        assert_eq!(bench.running.practice().read(read), payment);
        let refunds = format!("data-test=\"refund-fully-{order}\"");
        assert_eq!(
            page().await.contains(&refunds),
            payment != PaymentState::Authorized
        );
    }
}

#[tokio::test]
async fn a_cart_is_created_changed_and_abandoned() {
    let bench = Bench::start().await;
    let created = location(&bench.post(&bench.panel("/carts/create"), &[]).await);
    let cart = after(&created, "id").to_owned();
    let change = bench.panel(&format!("/carts/{cart}/change"));
    assert_eq!(
        bench.post(&change, &[]).await.status(),
        StatusCode::SEE_OTHER
    );
    assert!(bench.text(&bench.panel("/carts")).await.contains(&cart));
    let abandon = bench.panel(&format!("/carts/{cart}/abandon"));
    let back = location(&bench.post(&abandon, &[]).await);
    let root = &bench.running.addresses.control_panel;
    let page = bench.text(&format!("{root}{back}")).await;
    assert!(page.contains(&format!("Cart {cart} was abandoned")));
    for button in ["change", "abandon"] {
        let gone = bench.panel(&format!("/carts/nowhere/{button}"));
        let gone = bench.post(&gone, &[]).await;
        assert_eq!(gone.status(), StatusCode::CONFLICT);
    }
}

#[tokio::test]
async fn a_burst_makes_as_many_as_asked() {
    let bench = Bench::start().await;
    let count = || {
        bench.running.practice().read(|world| {
            let trade = &world.stores[STORE].commerce;
            (trade.orders.len(), trade.carts.len(), trade.refunds.len())
        })
    };
    let before = count();
    let burst = |page, what| {
        let url = bench.panel(&format!("/{page}/burst"));
        let http = bench.http.clone();
        async move {
            http.post(url)
                .form(&[("what", what), ("count", "40")])
                .send()
                .await
                .unwrap()
        }
    };
    for (page, what) in [
        ("orders", "orders"),
        ("carts", "carts"),
        ("orders", "refunds"),
    ] {
        assert_eq!(
            burst(page, what).await.status(),
            StatusCode::SEE_OTHER,
            "{what}"
        );
    }
    for (page, what) in [("orders", "statuses"), ("carts", "cart_changes")] {
        assert_eq!(
            burst(page, what).await.status(),
            StatusCode::SEE_OTHER,
            "{what}"
        );
    }
    let after = count();
    assert_eq!(after.1 - before.1, 40);
    assert_eq!(after.2 - before.2, 40);
    assert!(after.0 - before.0 >= 40);
}

#[tokio::test]
async fn faults_are_switched_on_and_off() {
    let bench = Bench::start().await;
    let page = format!("{}/faults", bench.running.addresses.control_panel);
    let form = [
        ("too_many", "without_headers"),
        ("slow_ms", "250"),
        ("server_error", ""),
        ("answers", "3"),
        ("store", STORE),
        ("scopes_changed", "on"),
        ("scopes", "store_v2_orders_read_only store_cart"),
        ("wrong_signature", "on"),
        ("duplicates", "2"),
        ("lost_answers", "4"),
        ("lost_path", "/refunds"),
    ];
    assert_eq!(
        bench.post(&page, &form).await.status(),
        StatusCode::SEE_OTHER
    );
    let faults = bench.running.practice().read(|world| world.faults.clone());
    let expected = Faults {
        store: Some(STORE.to_owned()),
        answers: Some(3),
        slow_ms: 250,
        too_many: TooMany::WithoutHeaders,
        scopes: Some(vec![
            "store_v2_orders_read_only".to_owned(),
            "store_cart".to_owned(),
        ]),
        wrong_signature: true,
        duplicates: 2,
        lost_answers: 4,
        lost_path: Some("/refunds".to_owned()),
        ..Faults::default()
    };
    assert_eq!(faults, expected);
    let html = bench.text(&page).await;
    assert!(
        html.contains("value=\"250\"")
            && html.contains("value=\"store_v2_orders_read_only store_cart\"")
    );

    bench.post(&page, &[]).await;
    assert_eq!(
        bench.running.practice().read(|world| world.faults.clone()),
        Faults::default()
    );
}

#[tokio::test]
async fn every_page_of_every_store_is_there() {
    let bench = Bench::start().await;
    let app = bench.ready_app("http://127.0.0.1:9").await;
    bench.token(&app).await;
    let root = &bench.running.addresses.control_panel;
    let stores = bench.text(&format!("{root}/")).await;
    for hash in ["g5cd38", "z4zn3wo", "q8tk1m2r"] {
        assert!(stores.contains(&format!("data-test=\"store-{hash}\"")));
        let base = format!("{root}/stores/{hash}/manage");
        assert!(location(&bench.get(&base).await).ends_with("/marketplace/apps/develop"));
        for page in [
            "marketplace/apps/develop",
            "orders",
            "carts",
            "products",
            "customers",
            "price-lists",
            "coupons",
            "deliveries",
        ] {
            let answer = bench.get(&format!("{base}/{page}")).await;
            assert_eq!(answer.status(), StatusCode::OK, "{page}");
        }
        let own = format!("{base}/marketplace/apps/{}", app.id);
        assert_eq!(bench.get(&own).await.status(), StatusCode::OK);
    }
    assert_eq!(
        bench
            .get(&format!("{root}/stores/nowhere/manage/orders"))
            .await
            .status(),
        404
    );
    assert_eq!(
        bench
            .get(&bench.panel("/marketplace/apps/1"))
            .await
            .status(),
        404
    );
}
