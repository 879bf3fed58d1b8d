//! The money of orders: transactions, taking and letting go what was authorised, refunds of tax.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod town;

use patchbay_practice::commerce::{self, PaidBy};
use serde_json::{Value, json};
use town::receiver::Receiver;
use town::{STORE, Town, told};

fn placed(town: &Town, by: PaidBy) -> u64 {
    let placed = |world: &mut _| commerce::place_order_paid(world, STORE, by);
    town.practice().change(placed).unwrap()
}

async fn act(town: &Town, order: u64, what: &str) -> (u16, Value) {
    let path = format!("/v3/orders/{order}/payment_actions/{what}");
    told(town.post(&path, json!(null)).await).await
}

async fn order(town: &Town, order: u64) -> Value {
    told(town.get(&format!("/v2/orders/{order}")).await).await.1
}

async fn transactions(town: &Town, order: u64) -> (u16, Value) {
    told(town.get(&format!("/v3/orders/{order}/transactions")).await).await
}

/// Waits until the payment of an order is `wanted`.
async fn until(town: &Town, id: u64, wanted: &str) {
    let what = format!("{id} is {wanted}");
    town.until(&what, |world| {
        let order = &world.store(STORE)?.commerce.orders[&id];
        (order.payment.word() == wanted).then_some(())
    })
    .await;
}

#[tokio::test]
async fn a_card_leaves_a_transaction() {
    let (town, receiver) = (Town::new().await, Receiver::new().await);
    town.hook("store/order/transaction/created", &receiver.url)
        .await;
    let id = placed(&town, PaidBy::Card);
    let (status, body) = transactions(&town, id).await;
    assert_eq!(status, 200);
    let one = &body["data"][0];
    assert_eq!(
        (&one["event"], &one["method"]),
        (&json!("purchase"), &json!("credit_card"))
    );
    assert_eq!(
        (&one["order_id"], &one["gateway"]),
        (&json!(id.to_string()), &json!("testgateway"))
    );
    let total: f64 = order(&town, id).await["total_inc_tax"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap();
    assert_eq!(one["amount"].as_f64(), Some(total));
    let data = receiver.until(1).await[0].json()["data"].clone();
    assert_eq!(
        (&data["type"], &data["transaction_type"]),
        (&json!("transaction"), &json!("purchase"))
    );
    assert_eq!(data["order_id"], id.to_string());
    let offline = placed(&town, PaidBy::CashOnDelivery);
    assert_eq!(transactions(&town, offline).await, (204, Value::Null));
    assert_eq!(transactions(&town, 9).await.0, 404);
    assert_eq!(transactions(&town, 101).await.0, 200);
}

#[tokio::test]
async fn an_authorised_payment_is_taken() {
    let (town, receiver) = (Town::new().await, Receiver::new().await);
    let id = placed(&town, PaidBy::CardAuthorized);
    let before = order(&town, id).await;
    assert_eq!(
        (&before["payment_status"], &before["status_id"]),
        (&json!("authorized"), &json!(7))
    );
    town.hook("store/order/transaction/created", &receiver.url)
        .await;
    assert_eq!(act(&town, id, "capture").await, (201, json!({})));
    assert_eq!(act(&town, id, "capture").await.0, 422);
    assert_eq!(act(&town, id, "void").await.0, 422);
    until(&town, id, "captured").await;
    let after = order(&town, id).await;
    assert_eq!(
        (&after["payment_status"], &after["status_id"]),
        (&json!("captured"), &json!(11))
    );
    let (_, body) = transactions(&town, id).await;
    let (first, second) = (&body["data"][0], &body["data"][1]);
    assert_eq!(
        (&first["event"], &second["event"]),
        (&json!("authorization"), &json!("capture"))
    );
    assert_eq!(second["reference_transaction_id"], first["id"]);
    assert_eq!(
        receiver.until(1).await[0].json()["data"]["transaction_type"],
        "capture"
    );
}

#[tokio::test]
async fn an_authorised_payment_is_let_go() {
    let town = Town::new().await;
    let id = placed(&town, PaidBy::CardAuthorized);
    assert_eq!(act(&town, id, "void").await.0, 201);
    assert_eq!(order(&town, id).await["payment_status"], "void pending");
    until(&town, id, "void").await;
    assert_eq!(order(&town, id).await["status_id"], 5);
    assert_eq!(transactions(&town, id).await.1["data"][1]["event"], "void");
    assert_eq!(act(&town, id, "capture").await.0, 422);
}

#[tokio::test]
async fn only_authorised_payments_can_be_acted_on() {
    let town = Town::new().await;
    for by in [PaidBy::Card, PaidBy::CashOnDelivery] {
        let id = placed(&town, by);
        let (status, body) = act(&town, id, "capture").await;
        assert_eq!(status, 422);
        assert_eq!(body["title"], "The payment of the order is not authorized.");
    }
    assert_eq!(act(&town, 9, "capture").await.0, 404);
    let path = "/v3/orders/101/payment_actions/capture";
    assert_eq!(town.get(path).await.status(), 405);
}

#[tokio::test]
async fn what_was_not_taken_cannot_be_given_back() {
    let town = Town::new().await;
    let id = placed(&town, PaidBy::CardAuthorized);
    let items = json!({"items": [{"item_type": "ORDER", "item_id": id, "amount": 1}]});
    let path = format!("/v3/orders/{id}/payment_actions/refund_quotes");
    let (status, body) = told(town.post(&path, items.clone()).await).await;
    assert_eq!(status, 422, "{body}");
    let cash = placed(&town, PaidBy::CashOnDelivery);
    let items = json!({"items": [{"item_type": "ORDER", "item_id": cash, "amount": 1}]});
    let path = format!("/v3/orders/{cash}/payment_actions/refund_quotes");
    let (_, quote) = told(town.post(&path, items).await).await;
    let ways = quote["data"]["refund_methods"].as_array().unwrap();
    let ways: Vec<&Value> = ways.iter().map(|way| &way[0]["provider_id"]).collect();
    assert_eq!(ways, [&json!("storecredit"), &json!("custom")]);
}

#[tokio::test]
async fn a_refund_is_a_transaction() {
    let town = Town::new().await;
    let id = placed(&town, PaidBy::Card);
    let actions = format!("/v3/orders/{id}/payment_actions");
    let body = json!({"items": [{"item_type": "ORDER", "item_id": id, "amount": 3}],
                      "payments": [{"provider_id": "testgateway", "amount": 2, "offline": false},
                                   {"provider_id": "custom", "amount": 1, "offline": true}]});
    let (status, made) = told(town.post(&format!("{actions}/refunds"), body).await).await;
    assert_eq!(status, 201, "{made}");
    let payments = made["data"]["payments"].as_array().unwrap();
    let (_, all) = transactions(&town, id).await;
    let refunds = &all["data"].as_array().unwrap()[1..];
    assert_eq!(refunds.len(), 2);
    for (payment, refund) in payments.iter().zip(refunds) {
        assert_eq!(payment["transaction_id"], refund["id"].to_string());
        assert_eq!(
            (&refund["event"], &refund["amount"]),
            (&json!("refund"), &payment["amount"])
        );
    }
    let list = |id: &Value| {
        let id = id.as_str().unwrap().to_owned();
        format!("/v3/orders/payment_actions/refunds?transaction_id={id}")
    };
    let (_, found) = told(town.get(&list(&payments[1]["transaction_id"])).await).await;
    assert_eq!(found["data"][0]["id"], made["data"]["id"]);
    let (_, none) = told(town.get(&list(&json!("999"))).await).await;
    assert_eq!(none["data"], json!([]));
}

#[tokio::test]
async fn tax_alone_is_given_back() {
    let town = Town::new().await;
    let id = placed(&town, PaidBy::Card);
    let quotes = format!("/v3/orders/{id}/payment_actions/refund_quotes");
    let refunds = format!("/v3/orders/{id}/payment_actions/refunds");
    let tax = |amount: f64| json!({"tax_adjustment_amount": amount});
    let (status, quote) = told(town.post(&quotes, tax(0.5)).await).await;
    assert_eq!(
        (status, quote["data"]["total_refund_amount"].as_f64()),
        (201, Some(0.5))
    );
    let (status, made) = told(town.post(&refunds, tax(0.5)).await).await;
    assert_eq!(status, 201, "{made}");
    let made = &made["data"];
    assert_eq!(
        (&made["items"], made["total_tax"].as_f64()),
        (&json!([]), Some(0.5))
    );
    assert_eq!(made["payments"][0]["provider_id"], "testgateway");
    assert_eq!(order(&town, id).await["status_id"], 14);
    for bad in [
        tax(9_999.0),
        tax(-1.0),
        json!({}),
        json!({"tax_adjustment_amount": "much"}),
        json!({"items": [{"item_type": "ORDER", "item_id": id, "amount": 1}],
                       "tax_adjustment_amount": 1}),
    ] {
        assert_eq!(town.post(&quotes, bad.clone()).await.status(), 422, "{bad}");
        assert_eq!(
            town.post(&refunds, bad.clone()).await.status(),
            422,
            "{bad}"
        );
    }
}

#[tokio::test]
async fn transactions_need_a_scope_of_their_own() {
    let town = Town::with(&["store_v2_orders"]).await;
    assert_eq!(transactions(&town, 101).await.0, 403);
    let id = placed(&town, PaidBy::CardAuthorized);
    assert_eq!(act(&town, id, "capture").await.0, 201);
    let town = Town::with(&["store_v2_transactions_read_only"]).await;
    assert_eq!(transactions(&town, 101).await.0, 200);
    let id = placed(&town, PaidBy::CardAuthorized);
    assert_eq!(act(&town, id, "void").await.0, 403);
}
