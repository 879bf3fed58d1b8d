//! What an action did through the API stands in the control panel, and nothing that was sent is
//! taken for markup.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod town;

use reqwest::Method;
use serde_json::{Value, json};
use town::{STORE, Town, told};

const SCOPES: &[&str] = &[
    "store_v2_orders",
    "store_v2_products",
    "store_v2_customers",
    "store_v2_marketing",
    "store_v2_transactions",
    "store_inventory",
];

const MARKUP: &str = "<b>\"Noor\" & 'Sons'</b>";

async fn write(town: &Town, method: Method, path: &str, body: Value) -> Value {
    let (status, body) = told(town.send(method, path, body).await).await;
    assert!((200..300).contains(&status), "{path}: {status} {body}");
    body
}

async fn page(town: &Town, path: &str) -> String {
    let panel = &town.running.addresses.control_panel;
    let url = format!("{panel}/stores/{STORE}/manage{path}");
    let answer = town.http.get(url).send().await.unwrap();
    assert_eq!(answer.status(), 200, "{path}");
    let html = answer.text().await.unwrap();
    assert!(!html.contains("<b>"), "{html}");
    html
}

/// The text of the element with that mark, up to the end of its like.
fn marked<'h>(html: &'h str, mark: &str) -> &'h str {
    let (before, rest) = html
        .split_once(&format!("data-test=\"{mark}\""))
        .unwrap_or_else(|| panic!("no {mark} in {html}"));
    let tag = before.rsplit('<').next().unwrap().trim();
    let tag = tag.split(' ').next().unwrap();
    rest.split(&format!("</{tag}>")).next().unwrap()
}

fn holds(html: &str, mark: &str, parts: &[&str]) {
    let row = marked(html, mark);
    for part in parts {
        assert!(row.contains(part), "no {part} in {row}");
    }
}

async fn made(town: &Town) -> (String, Value) {
    let order = json!({"billing_address": {"zip": "LS1", "first_name": MARKUP},
                       "external_order_id": "A-1", "external_source": "erp",
                       "products": [{"product_id": 77, "quantity": 2, "price_inc_tax": 12.5}]});
    let made = write(town, Method::POST, "/v2/orders", order).await;
    let path = format!("/v2/orders/{}", made["id"]);
    let (_, lines) = told(town.get(&format!("{path}/products")).await).await;
    (made["id"].to_string(), lines[0].clone())
}

#[tokio::test]
async fn an_order_shows_what_was_shipped_refunded_and_noted() {
    let town = Town::with(SCOPES).await;
    let (order, line) = made(&town).await;
    let before = page(&town, &format!("/orders/{order}")).await;
    for nothing in ["Nothing was shipped.", "Nothing was refunded."] {
        assert!(before.contains(nothing), "{nothing}");
    }
    let ship = json!({"order_address_id": line["order_address_id"], "tracking_number": "Z9",
                      "shipping_provider": "fedex", "comments": MARKUP,
                      "items": [{"order_product_id": line["id"], "quantity": 1}]});
    let path = format!("/v2/orders/{order}/shipments");
    let shipment = write(&town, Method::POST, &path, ship).await["id"].clone();
    let refund = json!({"reason": MARKUP,
        "items": [{"item_type": "PRODUCT", "item_id": line["id"], "quantity": 1}],
        "payments": [{"provider_id": "custom", "amount": 12.5, "offline": true}]});
    let path = format!("/v3/orders/{order}/payment_actions/refunds");
    let refund = write(&town, Method::POST, &path, refund).await["data"]["id"].clone();
    let noted = json!({"permission_set": "app_only", "namespace": "erp", "key": "number",
                       "value": MARKUP});
    let path = format!("/v3/orders/{order}/metafields");
    let noted = write(&town, Method::POST, &path, noted).await["data"]["id"].clone();
    let change = json!({"staff_notes": MARKUP, "status_id": 10});
    write(&town, Method::PUT, &format!("/v2/orders/{order}"), change).await;

    let html = page(&town, &format!("/orders/{order}")).await;
    holds(&html, "status", &["Completed"]);
    holds(&html, "external-order", &["A-1 · erp"]);
    holds(&html, "staff-notes", &["&lt;b&gt;&quot;Noor&quot; &amp;"]);
    let line = format!("line-{}", line["id"]);
    holds(&html, &line, &[">2</td>", ">1</td>"]);
    let shipment = format!("shipment-{shipment}");
    holds(&html, &shipment, &["1 × ", "fedex", "Z9", "&lt;b&gt;"]);
    let refund = format!("refund-{refund}");
    holds(
        &html,
        &refund,
        &["12.50 by custom, offline", "&lt;b&gt;", "1 × PRODUCT"],
    );
    holds(&html, "transactions", &["refund", "12.50"]);
    let noted = format!("metafield-{noted}");
    holds(&html, &noted, &["erp", "number", "client1", "&lt;b&gt;"]);

    let list = page(&town, "/orders").await;
    let row = format!("order-{order}");
    holds(&list, &row, &["12.50", "1 of 2", "&lt;b&gt;"]);
    assert!(!marked(&list, &row).contains("Archived"));
    let path = format!("/v2/orders/{order}");
    write(&town, Method::DELETE, &path, json!({})).await;
    assert!(marked(&page(&town, "/orders").await, &row).contains("Archived"));
}

#[tokio::test]
async fn an_order_that_is_not_there_is_a_page_of_its_own() {
    let town = Town::with(SCOPES).await;
    let panel = &town.running.addresses.control_panel;
    for path in ["g5cd38/manage/orders/7", "nowhere/manage/orders/101"] {
        let url = format!("{panel}/stores/{path}");
        assert_eq!(town.http.get(url).send().await.unwrap().status(), 404);
    }
}

#[tokio::test]
async fn a_product_shows_its_stock_and_what_was_set() {
    let town = Town::with(SCOPES).await;
    let change = json!({"name": MARKUP, "price": 12.75, "search_keywords": "cup",
                        "custom_fields": [{"name": "Material", "value": MARKUP}]});
    write(&town, Method::PUT, "/v3/catalog/products/77", change).await;
    let items: Vec<Value> = [(1, 31), (2, 7)]
        .map(|(at, count)| json!({"location_id": at, "product_id": 77, "quantity": count}))
        .into();
    let path = "/v3/inventory/adjustments/absolute";
    write(&town, Method::PUT, path, json!({"items": items})).await;
    let html = page(&town, "/products").await;
    holds(&html, "stock-77-1", &["AUSTIN-1: 31"]);
    holds(&html, "stock-77-2", &["AUSTIN-2: 7"]);
    let parts = ["12.75", "<code>cup</code>", "Material", "&lt;b&gt;"];
    holds(&html, "product-77", &parts);
    let first = html.split("data-test=\"product-").nth(1).unwrap();
    assert!(first.starts_with("77\""), "{first}");
}

#[tokio::test]
async fn a_customer_shows_notes_and_address_book() {
    let town = Town::with(SCOPES).await;
    let address = json!({"first_name": MARKUP, "last_name": "Haddad", "address1": "1 Cup Row",
                         "city": "Leeds", "country_code": "GB"});
    let one = json!({"email": "noor@shopper.example", "first_name": MARKUP, "last_name": "Haddad",
                     "notes": "Calls <b>often</b>", "store_credit_amounts": [{"amount": 4.5}],
                     "addresses": [address]});
    let made = write(&town, Method::POST, "/v3/customers", json!([one])).await;
    let html = page(&town, "/customers").await;
    let row = format!("customer-{}", made["data"][0]["id"]);
    let parts = [
        "noor@shopper.example",
        "4.50",
        "Leeds, GB",
        "Noor",
        "Calls &lt;b&gt;often",
    ];
    holds(&html, &row, &parts);
}

#[tokio::test]
async fn a_price_list_shows_its_prices() {
    let town = Town::with(SCOPES).await;
    assert!(page(&town, "/price-lists").await.contains("No prices"));
    let rename = json!({"name": MARKUP});
    write(&town, Method::PUT, "/v3/catalog/products/77", rename).await;
    let record = json!([{"variant_id": 377, "currency": "usd", "price": 9.25, "sale_price": 8}]);
    write(&town, Method::PUT, "/v3/pricelists/1/records", record).await;
    let html = page(&town, "/price-lists").await;
    holds(
        &html,
        "record-1-377-USD",
        &["price: <code>9.25", "sale_price: <code>8", "&lt;b&gt;"],
    );
}

#[tokio::test]
async fn a_coupon_shows_its_code() {
    let town = Town::with(SCOPES).await;
    assert!(page(&town, "/coupons").await.contains("No coupons"));
    let coupon = json!({"name": MARKUP, "type": "percentage_discount", "amount": 5,
                        "code": "SPRING5", "applies_to": {"entity": "categories", "ids": [0]}});
    let made = write(&town, Method::POST, "/v2/coupons", coupon).await;
    let html = page(&town, "/coupons").await;
    let parts = ["SPRING5", "percentage discount", "5.00", "&lt;b&gt;"];
    holds(&html, &format!("coupon-{}", made["id"]), &parts);
}
