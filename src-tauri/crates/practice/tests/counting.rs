//! What a test can count: the writes that each store received, also those whose answer was lost.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod town;

use reqwest::Method;
use serde_json::{Value, json};
use town::{PRO_STORE, STORE, TOKEN, Town, told};

const OTHER: &str = "token0of0another0store";
const ORDERS: &str = "POST /v2/orders";
const SHIPMENTS: &str = "POST /v2/orders/{id}/shipments";

fn order(external_id: &str) -> Value {
    json!({"billing_address": {"zip": "LS1"}, "external_order_id": external_id,
           "products": [{"product_id": 77, "quantity": 2}]})
}

async fn drive(town: &Town, method: Method, path: &str, body: Value) -> (u16, Value) {
    let url = format!("{}/practice{path}", town.running.addresses.control_panel);
    told(
        town.http
            .request(method, url)
            .json(&body)
            .send()
            .await
            .unwrap(),
    )
    .await
}

async fn switch(town: &Town, faults: Value) {
    assert_eq!(drive(town, Method::PUT, "/faults", faults).await.0, 200);
}

/// How many of a kind a store accepted, refused, and lost the answer to.
async fn counted(town: &Town, store: &str, kind: &str) -> (u64, u64, u64) {
    let (_, calls) = drive(town, Method::GET, "/calls", json!(null)).await;
    let count = &calls["counts"][store][kind];
    let number = |name: &str| count[name].as_u64().unwrap_or_default();
    (number("accepted"), number("refused"), number("lost"))
}

async fn listed(town: &Town, query: &str) -> Vec<Value> {
    let (_, calls) = drive(town, Method::GET, &format!("/calls?{query}"), json!(null)).await;
    calls["last"].as_array().unwrap().clone()
}

async fn orders(town: &Town, external_id: &str) -> usize {
    let path = format!("/v2/orders?external_order_id={external_id}");
    let (_, found) = told(town.get(&path).await).await;
    found.as_array().map_or(0, Vec::len)
}

#[tokio::test]
async fn writes_are_counted_by_store_and_kind() {
    let town = Town::new().await;
    town.install(2, PRO_STORE, OTHER, &["store_v2_orders_read_only"]);
    town.get("/v2/orders").await;
    assert_eq!(town.post("/v2/orders", order("1")).await.status(), 201);
    assert_eq!(town.post("/v2/orders", json!({})).await.status(), 422);
    let forbidden = town.call(Method::POST, PRO_STORE, OTHER, "/v2/orders");
    assert_eq!(
        forbidden.json(&order("1")).send().await.unwrap().status(),
        403
    );
    for id in [101, 102] {
        let path = format!("/v2/orders/{id}");
        town.send(Method::PUT, &path, json!({"staff_notes": "x"}))
            .await;
    }
    assert_eq!(counted(&town, STORE, ORDERS).await, (1, 1, 0));
    assert_eq!(counted(&town, PRO_STORE, ORDERS).await, (0, 1, 0));
    assert_eq!(
        counted(&town, STORE, "PUT /v2/orders/{id}").await,
        (2, 0, 0)
    );
    assert_eq!(counted(&town, STORE, "GET /v2/orders").await, (0, 0, 0));
    let one = listed(&town, "path=/v2/orders/102").await;
    assert_eq!(
        (one.len(), &one[0]["status"], &one[0]["fate"]),
        (1, &json!(200), &json!("accepted"))
    );
    assert_eq!(listed(&town, "store=z4zn3wo").await[0]["fate"], "refused");
    assert_eq!(
        listed(&town, "kind=PUT%20/v2/orders/%7Bid%7D").await.len(),
        2
    );

    assert_eq!(
        drive(&town, Method::DELETE, "/calls", json!(null)).await.0,
        204
    );
    assert_eq!(counted(&town, STORE, ORDERS).await, (0, 0, 0));
}

#[tokio::test]
async fn what_a_fault_spoils_counts_as_refused() {
    let town = Town::new().await;
    switch(&town, json!({"api_html": true})).await;
    assert_eq!(town.post("/v2/orders", order("1")).await.status(), 200);
    switch(&town, json!({})).await;
    assert_eq!(counted(&town, STORE, ORDERS).await, (0, 1, 0));
    assert_eq!(orders(&town, "1").await, 0);
}

#[tokio::test]
async fn a_lost_answer_leaves_the_write_done() {
    let town = Town::new().await;
    switch(&town, json!({"lost_answers": 2})).await;
    let create = |id: &str| {
        let call = town.call(Method::POST, STORE, TOKEN, "/v2/orders");
        call.json(&order(id)).send()
    };
    for id in ["1", "2"] {
        let error = create(id).await.unwrap_err();
        assert!(!error.is_connect() && !error.is_timeout(), "{error:?}");
        assert_eq!(orders(&town, id).await, 1);
    }
    assert_eq!(create("3").await.unwrap().status(), 201);
    assert_eq!(counted(&town, STORE, ORDERS).await, (3, 0, 2));
    let (_, faults) = drive(&town, Method::GET, "/faults", json!(null)).await;
    assert_eq!(faults["lost_answers"], 0);
}

#[tokio::test]
async fn only_the_writes_that_are_meant_lose_their_answers() {
    let town = Town::new().await;
    switch(
        &town,
        json!({"lost_answers": 1, "lost_path": "/shipments", "store": STORE}),
    )
    .await;
    let (status, made) = told(town.post("/v2/orders", order("1")).await).await;
    assert_eq!(status, 201);
    let path = format!("/v2/orders/{}", made["id"]);
    let (_, lines) = told(town.get(&format!("{path}/products")).await).await;
    let ship = |quantity: u64| {
        let body = json!({"order_address_id": lines[0]["order_address_id"],
                          "items": [{"order_product_id": lines[0]["id"], "quantity": quantity}]});
        let call = town.call(Method::POST, STORE, TOKEN, &format!("{path}/shipments"));
        call.json(&body).send()
    };
    assert_eq!(ship(9).await.unwrap().status(), 422);
    ship(1).await.unwrap_err();
    assert_eq!(ship(1).await.unwrap().status(), 201);
    assert_eq!(counted(&town, STORE, SHIPMENTS).await, (2, 1, 1));
}

#[tokio::test]
async fn counts_outlive_a_restart() {
    let town = Town::new().await;
    town.post("/v2/orders", order("1")).await;
    let town = town.restart(1.0).await;
    assert_eq!(counted(&town, STORE, ORDERS).await, (1, 0, 0));
    assert_eq!(orders(&town, "1").await, 1);
}

async fn shown(town: &Town, query: &str) -> Value {
    let path = format!("/calls?{query}");
    drive(town, Method::GET, &path, json!(null)).await.1
}

#[tokio::test]
async fn what_is_made_twice_is_told_by_its_subject() {
    let town = Town::new().await;
    switch(&town, json!({"lost_answers": 1, "lost_path": "/v2/orders"})).await;
    let lost = town.call(Method::POST, STORE, TOKEN, "/v2/orders");
    lost.json(&order("A-1")).send().await.unwrap_err();
    for id in ["A-1", "B-2"] {
        assert_eq!(town.post("/v2/orders", order(id)).await.status(), 201);
    }
    for _ in 0..2 {
        let path = "/v2/orders/101";
        town.send(Method::PUT, path, json!({"staff_notes": "x"}))
            .await;
    }
    let twice =
        |accepted: u64, lost: u64| json!({"accepted": accepted, "refused": 0, "lost": lost});
    let calls = shown(&town, "").await;
    assert_eq!(
        calls["twice"][STORE],
        json!({"POST /v2/orders external_order_id=A-1": twice(2, 1)})
    );
    assert_eq!(
        calls["subjects"][STORE],
        json!({"POST /v2/orders external_order_id=A-1": twice(2, 1),
               "POST /v2/orders external_order_id=B-2": twice(1, 0),
               "PUT /v2/orders/101": twice(2, 0)})
    );
    let one = shown(
        &town,
        "subject=POST%20/v2/orders%20external_order_id%3DB-2&store=g5cd38",
    )
    .await;
    assert_eq!(one["subjects"][STORE].as_object().unwrap().len(), 1);
    assert_eq!(one["last"].as_array().unwrap().len(), 1);
    assert_eq!(one["twice"][STORE], json!({}));
}

#[tokio::test]
async fn two_refunds_of_an_order_are_two_of_one_subject() {
    let town = Town::new().await;
    let path = "/v3/orders/101/payment_actions/refunds";
    let refund = json!({"items": [{"item_type": "ORDER", "item_id": 101, "amount": 1}],
                        "payments": [{"provider_id": "custom", "amount": 1, "offline": true}]});
    for _ in 0..2 {
        let (status, body) = told(town.post(path, refund.clone()).await).await;
        assert_eq!(status, 201, "{body}");
    }
    let twice = &shown(&town, "").await["twice"][STORE];
    assert_eq!(twice[format!("POST {path}")]["accepted"], 2);
    let made = town.practice().read(|world| {
        let refunds = &world.stores[STORE].commerce.refunds;
        refunds.values().filter(|one| one.order_id == 101).count()
    });
    assert_eq!(made, 2);
}
