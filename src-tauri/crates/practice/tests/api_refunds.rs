//! Refund quotes and refunds of v3.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod town;

use patchbay_practice::commerce::{self, NewLine, NewOrder};
use serde_json::{Value, json};
use town::{STORE, Town, told};

struct Case {
    town: Town,
    order: u64,
    line: u64,
    address: u64,
}

impl Case {
    /// Two of 10.00 and 5.00 of shipping: 25.00.
    async fn new(customer_id: u64) -> Self {
        let town = Town::new().await;
        let line = NewLine {
            name: "Mug".into(),
            price: 1_000,
            quantity: 2,
            ..NewLine::default()
        };
        let new = NewOrder {
            customer_id,
            status_id: 11,
            lines: vec![line],
            shipping: 500,
            ..NewOrder::default()
        };
        let order = town
            .practice()
            .change(|w| commerce::add_order(w, STORE, new))
            .unwrap();
        let (line, address) = town.practice().read(|world| {
            let order = &world.store(STORE).unwrap().commerce.orders[&order];
            (order.products[0].id, order.shipping_addresses[0].id)
        });
        Self {
            town,
            order,
            line,
            address,
        }
    }

    fn product(&self, quantity: u32) -> Value {
        json!({"item_type": "PRODUCT", "item_id": self.line, "quantity": quantity})
    }

    fn shipping(&self, amount: f64) -> Value {
        json!({"item_type": "SHIPPING", "item_id": self.address, "amount": amount})
    }

    fn path(&self, what: &str) -> String {
        format!("/v3/orders/{}/payment_actions/{what}", self.order)
    }

    async fn quote(&self, items: Value) -> (u16, Value) {
        told(
            self.town
                .post(&self.path("refund_quotes"), json!({"items": items}))
                .await,
        )
        .await
    }

    async fn refund(&self, items: Value, provider: &str, amount: f64) -> (u16, Value) {
        let payments = json!([{"provider_id": provider, "amount": amount, "offline": false}]);
        let body = json!({"items": items, "payments": payments, "reason": "Broken"});
        told(self.town.post(&self.path("refunds"), body).await).await
    }

    async fn order(&self) -> Value {
        told(self.town.get(&format!("/v2/orders/{}", self.order)).await)
            .await
            .1
    }
}

#[tokio::test]
async fn a_quote_tells_amount_and_methods() {
    let case = Case::new(1).await;
    let (status, quote) = case
        .quote(json!([case.product(1), case.shipping(2.5)]))
        .await;
    assert_eq!(status, 201);
    let quote = &quote["data"];
    assert_eq!(
        (&quote["order_id"], &quote["total_refund_amount"]),
        (&json!(case.order), &json!(12.5))
    );
    let providers: Vec<_> = quote["refund_methods"]
        .as_array()
        .unwrap()
        .iter()
        .map(|method| method[0]["provider_id"].as_str().unwrap())
        .collect();
    assert_eq!(providers, ["testgateway", "storecredit", "custom"]);
    assert!(
        quote["refund_methods"]
            .as_array()
            .unwrap()
            .iter()
            .all(|m| m[0]["amount"] == 12.5)
    );
}

#[tokio::test]
async fn partly_then_wholly() {
    let case = Case::new(1).await;
    let (status, first) = case
        .refund(json!([case.product(1)]), "testgateway", 10.0)
        .await;
    assert_eq!(status, 201, "{first}");
    assert_eq!(first["data"]["total_amount"], 10.0);
    assert_eq!(first["data"]["payments"][0]["provider_id"], "testgateway");
    let order = case.order().await;
    assert_eq!(
        (&order["status_id"], &order["refunded_amount"]),
        (&json!(14), &json!("10.0000"))
    );
    let rest = json!([case.product(1), case.shipping(5.0)]);
    let (status, second) = case.refund(rest, "storecredit", 15.0).await;
    assert_eq!(status, 201);
    assert_eq!(case.order().await["status_id"], 4);
    let (status, _) = case
        .refund(json!([case.product(1)]), "testgateway", 10.0)
        .await;
    assert_eq!(status, 422);

    let (_, of_order) = told(case.town.get(&case.path("refunds")).await).await;
    assert_eq!(of_order["data"].as_array().unwrap().len(), 2);
    let one = format!(
        "/v3/orders/payment_actions/refunds/{}",
        second["data"]["id"]
    );
    assert_eq!(
        told(case.town.get(&one).await).await.1["data"],
        second["data"]
    );
    assert_eq!(
        case.town
            .get("/v3/orders/payment_actions/refunds/9999")
            .await
            .status(),
        404
    );
}

#[tokio::test]
async fn all_refunds_are_filtered() {
    let case = Case::new(1).await;
    let (_, made) = case.refund(json!([case.product(1)]), "custom", 10.0).await;
    let all = async |query: &str| {
        let path = format!("/v3/orders/payment_actions/refunds?{query}");
        let (status, body) = told(case.town.get(&path).await).await;
        assert_eq!(status, 200, "{body}");
        body["data"].as_array().unwrap().len()
    };
    let created = made["data"]["created"]
        .as_str()
        .unwrap()
        .replace('+', "%2B");
    assert_eq!(all("").await, 1);
    assert_eq!(all(&format!("created:min={created}")).await, 1);
    assert_eq!(all("created:min=2099-01-01T00:00:00Z").await, 0);
    assert_eq!(all("created:max=2001-01-01T00:00:00Z").await, 0);
    assert_eq!(all(&format!("order_id:in={},5", case.order)).await, 1);
    assert_eq!(all("id:in=99").await, 0);
}

#[tokio::test]
async fn the_payment_must_be_what_the_quote_says() {
    let case = Case::new(1).await;
    for (provider, amount) in [
        ("testgateway", 9.99),
        ("testgateway", 10.01),
        ("paypal", 10.0),
    ] {
        let (status, body) = case
            .refund(json!([case.product(1)]), provider, amount)
            .await;
        assert_eq!(status, 422, "{provider} {amount}");
        assert_eq!(body["data"][0]["status"], 422);
    }
    assert_eq!(case.order().await["status_id"], 11);
}

#[tokio::test]
async fn a_guest_gets_no_store_credit() {
    let case = Case::new(0).await;
    let (_, quote) = case.quote(json!([case.product(1)])).await;
    assert_eq!(quote["data"]["refund_methods"].as_array().unwrap().len(), 2);
    let (status, body) = case
        .refund(json!([case.product(1)]), "storecredit", 10.0)
        .await;
    assert_eq!(status, 422);
    assert_eq!(
        body["data"][0]["title"],
        "Unable to provide store credit for a guest customer."
    );
}

#[tokio::test]
async fn items_must_be_the_orders_and_not_too_much() {
    let case = Case::new(1).await;
    let order_item =
        |amount: f64| json!({"item_type": "ORDER", "item_id": case.order, "amount": amount});
    let bad = [
        case.product(3),
        case.product(0),
        case.shipping(5.01),
        order_item(25.01),
        json!({"item_type": "PRODUCT", "item_id": 1, "quantity": 1}),
        json!({"item_type": "ORDER", "item_id": 1, "amount": 1}),
        json!({"item_type": "HANDLING", "item_id": case.address, "amount": 1}),
        json!({"item_type": "WISH", "item_id": 1, "amount": 1}),
    ];
    for item in bad {
        let (status, body) = case.quote(json!([item])).await;
        assert_eq!(status, 422, "{item}");
        assert!(body["title"].is_string());
    }
    assert_eq!(case.quote(json!([])).await.0, 422);
    assert_eq!(case.quote(json!([order_item(25.0)])).await.0, 201);
    let missing = case.town.post(
        "/v3/orders/1/payment_actions/refund_quotes",
        json!({"items": []}),
    );
    assert_eq!(missing.await.status(), 404);
}

#[tokio::test]
async fn the_merchant_may_calculate() {
    let case = Case::new(1).await;
    let body = |amount: f64| {
        json!({
            "items": [case.product(1)],
            "payments": [{"provider_id": "testgateway", "amount": amount, "offline": false}],
            "merchant_calculated_override": {"total_amount": amount, "total_tax": 0},
        })
    };
    let path = case.path("refunds");
    assert_eq!(told(case.town.post(&path, body(25.01)).await).await.0, 422);
    let (status, refund) = told(case.town.post(&path, body(4.0)).await).await;
    assert_eq!(
        (status, &refund["data"]["total_amount"]),
        (201, &json!(4.0))
    );
    assert_eq!(refund["data"]["uses_merchant_override_values"], true);
}
