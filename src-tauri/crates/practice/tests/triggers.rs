//! What each change of a store sends to its hooks, to those of the one scope and to those of a
//! wildcard, with exactly the data that the documentation gives it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod town;

use reqwest::Method;
use serde_json::{Value, json};
use town::receiver::{Came, Receiver};
use town::{STORE, Town, told};

const SCOPES: &[&str] = &[
    "store_v2_orders",
    "store_v2_products",
    "store_v2_customers",
    "store_v2_transactions",
    "store_inventory",
    "store_cart",
];

/// A hook of one scope and one of its group's wildcard.
struct Watch {
    town: Town,
    scope: &'static str,
    one: Receiver,
    group: Receiver,
}

impl Watch {
    async fn of(scope: &'static str, wildcard: &str) -> Self {
        let town = Town::with(SCOPES).await;
        let (one, group) = (Receiver::new().await, Receiver::new().await);
        town.hook(scope, &one.url).await;
        town.hook(wildcard, &group.url).await;
        Self {
            town,
            scope,
            one,
            group,
        }
    }

    /// Passes when both hooks get this, and the one of the scope nothing else.
    async fn gets(&self, data: &Value) {
        let came = self.one.until(1).await;
        assert_eq!((came.len(), came[0].scope().as_str()), (1, self.scope));
        assert_eq!(came[0].json()["data"], *data);
        for count in 1.. {
            let group = self.group.until(count).await;
            let same = |came: &Came| came.scope() == self.scope && came.json()["data"] == *data;
            if group.iter().any(same) {
                break;
            }
        }
    }

    async fn write(&self, method: Method, path: &str, body: Value) -> Value {
        let (status, body) = told(self.town.send(method, path, body).await).await;
        assert!((200..300).contains(&status), "{status} {body}");
        body
    }

    async fn drive(&self, path: &str) -> Value {
        let panel = &self.town.running.addresses.control_panel;
        let url = format!("{panel}/practice/stores/{STORE}{path}");
        let (status, body) = told(self.town.http.post(url).send().await.unwrap()).await;
        assert_eq!(status, 200, "{body}");
        body
    }
}

fn order() -> Value {
    json!({"billing_address": {"zip": "LS1"}, "products": [{"product_id": 77, "quantity": 2}]})
}

fn line(quantity: u32) -> Value {
    json!({"product_id": 77, "quantity": quantity})
}

#[tokio::test]
async fn an_order_that_is_made() {
    let watch = Watch::of("store/order/created", "store/order/*").await;
    let made = watch.write(Method::POST, "/v2/orders", order()).await;
    watch
        .gets(&json!({"type": "order", "id": made["id"]}))
        .await;
}

#[tokio::test]
async fn an_order_that_is_changed() {
    let watch = Watch::of("store/order/updated", "store/order/*").await;
    let change = json!({"staff_notes": "x"});
    watch.write(Method::PUT, "/v2/orders/101", change).await;
    watch.gets(&json!({"type": "order", "id": 101})).await;
}

#[tokio::test]
async fn a_status_that_is_changed() {
    let watch = Watch::of("store/order/statusUpdated", "store/order/*").await;
    let made = watch.write(Method::POST, "/v2/orders", order()).await;
    let path = format!("/v2/orders/{}", made["id"]);
    for status in [1, 9] {
        let change = json!({"status_id": status});
        watch.write(Method::PUT, &path, change).await;
    }
    let status = json!({"previous_status_id": 1, "new_status_id": 9});
    watch
        .gets(&json!({"type": "order", "id": made["id"], "status": status}))
        .await;
}

#[tokio::test]
async fn a_refund_that_is_made() {
    let watch = Watch::of("store/order/refund/created", "store/order/*").await;
    let body = json!({"items": [{"item_type": "ORDER", "item_id": 101, "amount": 1}],
                      "payments": [{"provider_id": "custom", "amount": 1, "offline": true}]});
    let path = "/v3/orders/101/payment_actions/refunds";
    let made = watch.write(Method::POST, path, body).await;
    let refund = json!({"refund_id": made["data"]["id"]});
    watch
        .gets(&json!({"type": "order", "id": 101, "refund": refund}))
        .await;
}

#[tokio::test]
async fn a_shipment_that_is_made() {
    let watch = Watch::of("store/shipment/created", "store/shipment/*").await;
    let order = watch.write(Method::POST, "/v2/orders", order()).await["id"].clone();
    let path = format!("/v2/orders/{order}");
    let (_, lines) = told(watch.town.get(&format!("{path}/products")).await).await;
    let body = json!({"order_address_id": lines[0]["order_address_id"],
                      "items": [{"order_product_id": lines[0]["id"], "quantity": 1}]});
    let made = watch
        .write(Method::POST, &format!("{path}/shipments"), body)
        .await;
    watch
        .gets(&json!({"type": "shipment", "id": made["id"], "orderId": order}))
        .await;
}

#[tokio::test]
async fn a_customer_that_is_made() {
    let watch = Watch::of("store/customer/created", "store/customer/*").await;
    let one = json!({"email": "noor@shopper.example", "first_name": "Noor", "last_name": "Haddad"});
    let made = watch
        .write(Method::POST, "/v3/customers", json!([one]))
        .await;
    watch
        .gets(&json!({"type": "customer", "id": made["data"][0]["id"]}))
        .await;
}

#[tokio::test]
async fn a_customer_that_is_changed() {
    let watch = Watch::of("store/customer/updated", "store/customer/*").await;
    let change = json!([{"id": 2, "notes": "calls often"}]);
    watch.write(Method::PUT, "/v3/customers", change).await;
    watch.gets(&json!({"type": "customer", "id": 2})).await;
}

#[tokio::test]
async fn a_product_that_is_made() {
    let watch = Watch::of("store/product/created", "store/product/*").await;
    let one = json!({"name": "Whisk", "type": "physical", "weight": 1, "price": 12});
    let made = watch.write(Method::POST, "/v3/catalog/products", one).await;
    watch
        .gets(&json!({"type": "product", "id": made["data"]["id"]}))
        .await;
}

#[tokio::test]
async fn a_product_that_is_changed() {
    let watch = Watch::of("store/product/updated", "store/product/*").await;
    let change = json!({"price": 12.5});
    watch
        .write(Method::PUT, "/v3/catalog/products/77", change)
        .await;
    watch.gets(&json!({"type": "product", "id": 77})).await;
}

#[tokio::test]
async fn stock_that_is_counted() {
    let watch = Watch::of("store/product/inventory/updated", "store/product/*").await;
    let item = json!({"location_id": 1, "product_id": 81, "quantity": 50});
    let path = "/v3/inventory/adjustments/absolute";
    watch
        .write(Method::PUT, path, json!({"items": [item]}))
        .await;
    let inventory = json!({"product_id": 81, "method": "absolute", "value": -5});
    watch
        .gets(&json!({"type": "product", "id": 81, "inventory": inventory}))
        .await;
}

#[tokio::test]
async fn stock_that_is_sold() {
    let watch = Watch::of("store/product/inventory/order/updated", "store/product/*").await;
    let order = json!({"billing_address": {"zip": "LS1"}, "status_id": 11,
                       "products": [{"product_id": 81, "quantity": 3}]});
    watch.write(Method::POST, "/v2/orders", order).await;
    let inventory = json!({"product_id": 81, "method": "relative", "value": -3});
    watch
        .gets(&json!({"type": "product", "id": 81, "inventory": inventory}))
        .await;
}

#[tokio::test]
async fn a_cart_that_is_made_is_changed_too() {
    for scope in ["store/cart/created", "store/cart/updated"] {
        let watch = Watch::of(scope, "store/cart/*").await;
        let body = json!({"line_items": [line(1)]});
        let made = watch.write(Method::POST, "/v3/carts", body).await;
        watch
            .gets(&json!({"type": "cart", "id": made["data"]["id"]}))
            .await;
    }
}

#[tokio::test]
async fn a_cart_that_is_left() {
    let watch = Watch::of("store/cart/abandoned", "store/cart/*").await;
    let cart = watch.drive("/carts").await["cart_id"].clone();
    let path = format!("/carts/{}/abandon", cart.as_str().unwrap());
    watch.drive(&path).await;
    let came = watch.one.until(1).await.remove(0).json();
    let token = came["data"]["token"].as_str().unwrap();
    assert!(token.len() == 32 && token.chars().all(|c| c.is_ascii_hexdigit()));
    watch
        .gets(&json!({"type": "cart", "id": cart, "token": token}))
        .await;
    let left = format!("/v3/carts/{}", cart.as_str().unwrap());
    assert_eq!(watch.town.get(&left).await.status(), 200);
    let panel = &watch.town.running.addresses.control_panel;
    let gone = format!("{panel}/practice/stores/{STORE}/carts/nowhere/abandon");
    assert_eq!(
        watch.town.http.post(gone).send().await.unwrap().status(),
        404
    );
}
