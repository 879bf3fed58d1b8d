//! Orders, shipments and statuses of v2.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod town;

use reqwest::Method;
use serde_json::{Value, json};
use town::{STORE, Town, told};

fn ids(list: &Value) -> Vec<u64> {
    list.as_array()
        .unwrap()
        .iter()
        .map(|order| order["id"].as_u64().unwrap())
        .collect()
}

async fn listed(town: &Town, query: &str) -> Vec<u64> {
    let (status, body) = told(town.get(&format!("/v2/orders{query}")).await).await;
    assert_eq!(status, 200, "{query}: {body}");
    ids(&body)
}

#[tokio::test]
async fn an_order_has_v2_amounts_and_times() {
    let town = Town::new().await;
    let (status, order) = told(town.get("/v2/orders/101").await).await;
    assert_eq!(status, 200);
    assert_eq!(order["id"], 101);
    assert_eq!(
        (&order["status_id"], &order["status"]),
        (&json!(10), &json!("Completed"))
    );
    let total = order["total_inc_tax"].as_str().unwrap();
    assert_eq!(total.split_once('.').unwrap().1.len(), 4, "{total}");
    assert!(order["date_created"].as_str().unwrap().ends_with("+0000"));
    let url = order["products"]["url"].as_str().unwrap();
    assert!(
        url.ends_with("/stores/g5cd38/v2/orders/101/products"),
        "{url}"
    );
    assert!(
        order["billing_address"]["email"]
            .as_str()
            .unwrap()
            .contains('@')
    );
}

#[tokio::test]
async fn lists_are_filtered_sorted_and_paged() {
    let town = Town::new().await;
    assert_eq!(listed(&town, "").await, [101, 102, 103]);
    assert_eq!(listed(&town, "?min_id=102").await, [102, 103]);
    assert_eq!(listed(&town, "?min_id=102&max_id=102").await, [102]);
    assert_eq!(listed(&town, "?sort=id:desc&limit=2").await, [103, 102]);
    assert_eq!(listed(&town, "?limit=2&page=2").await, [103]);
    assert_eq!(
        listed(&town, "?sort=date_created:desc").await,
        [103, 102, 101]
    );
    let (_, second) = told(town.get("/v2/orders/102").await).await;
    let created = second["date_created"].as_str().unwrap();
    let query = url::form_urlencoded::byte_serialize(created.as_bytes()).collect::<String>();
    assert_eq!(
        listed(&town, &format!("?min_date_created={query}")).await,
        [102, 103]
    );
    assert_eq!(
        listed(&town, &format!("?max_date_created={query}")).await,
        [101, 102]
    );
    assert_eq!(
        listed(&town, &format!("?min_date_modified={query}")).await,
        [102, 103]
    );
    assert_eq!(
        listed(&town, &format!("?max_date_modified={query}")).await,
        [101, 102]
    );
    town.send(Method::PUT, "/v2/orders/102", json!({"status_id": 2}))
        .await;
    assert_eq!(listed(&town, "?status_id=2").await, [102]);
}

#[tokio::test]
async fn an_empty_list_is_204_without_a_body() {
    let town = Town::new().await;
    assert_eq!(
        told(town.get("/v2/orders?min_id=9999").await).await,
        (204, Value::Null)
    );
    assert_eq!(
        told(town.get("/v2/orders?page=2").await).await,
        (204, Value::Null)
    );
    assert_eq!(
        told(town.get("/v2/orders/101/shipments").await).await,
        (204, Value::Null)
    );
    assert_eq!(
        told(town.get("/v2/orders/101/coupons").await).await,
        (204, Value::Null)
    );
}

#[tokio::test]
async fn errors_are_arrays() {
    let town = Town::new().await;
    let (status, body) = told(town.get("/v2/orders/1").await).await;
    assert_eq!(status, 404);
    assert_eq!(
        body,
        json!([{"status": 404, "message": "The requested resource was not found."}])
    );
    for (path, body) in [
        ("/v2/orders/101", json!({"status_id": 99})),
        ("/v2/orders/101", json!({})),
    ] {
        let (status, told) = told(town.send(Method::PUT, path, body).await).await;
        assert_eq!((status, &told[0]["status"]), (422, &json!(422)));
    }
    assert_eq!(town.get("/v2/orders?sort=colour").await.status(), 422);
    assert_eq!(
        town.get("/v2/orders?min_date_created=soon").await.status(),
        422
    );
    let broken = town
        .call(Method::PUT, STORE, town::TOKEN, "/v2/orders/101")
        .body("{")
        .send()
        .await;
    assert_eq!(broken.unwrap().status(), 400);
    assert_eq!(
        town.send(Method::PATCH, "/v2/orders/101", json!({}))
            .await
            .status(),
        405
    );
}

#[tokio::test]
async fn statuses_and_counts() {
    let town = Town::new().await;
    let (_, statuses) = told(town.get("/v2/order_statuses").await).await;
    assert_eq!(statuses.as_array().unwrap().len(), 15);
    assert_eq!(statuses[14]["name"], "Partially Refunded");
    let (_, one) = told(town.get("/v2/order_statuses/11").await).await;
    assert_eq!(one["name"], "Awaiting Fulfillment");
    assert_eq!(town.get("/v2/order_statuses/15").await.status(), 404);
    let (_, count) = told(town.get("/v2/orders/count").await).await;
    assert_eq!(
        (&count["count"], &count["statuses"][10]["count"]),
        (&json!(3), &json!(3))
    );
}

#[tokio::test]
async fn an_update_changes_the_order_and_its_date() {
    let town = Town::new().await;
    let (_, before) = told(town.get("/v2/orders/101").await).await;
    let change = json!({"status_id": 2, "staff_notes": "Left at the door"});
    let (status, after) = told(town.send(Method::PUT, "/v2/orders/101", change).await).await;
    assert_eq!(status, 200);
    assert_eq!(
        (&after["status"], &after["staff_notes"]),
        (&json!("Shipped"), &json!("Left at the door"))
    );
    assert_ne!(before["date_modified"], after["date_modified"]);
    assert_eq!(before["date_created"], after["date_created"]);
}

#[tokio::test]
async fn an_order_is_created_and_archived() {
    let town = Town::new().await;
    let order = json!({
        "status_id": 11,
        "billing_address": {"first_name": "Noor", "last_name": "Haddad", "zip": "LS1",
                            "email": "noor@shopper.example"},
        "products": [{"product_id": 77, "quantity": 2},
                     {"name": "Gift card", "quantity": 1, "price_inc_tax": "25.50",
                      "price_ex_tax": "23.46"}],
    });
    let (status, created) = told(town.post("/v2/orders", order).await).await;
    assert_eq!(status, 201, "{created}");
    assert_eq!(created["total_inc_tax"], "58.5000");
    assert_eq!(created["items_total"], 3);
    let path = format!("/v2/orders/{}", created["id"]);
    assert_eq!(
        town.send(Method::DELETE, &path, json!({})).await.status(),
        204
    );
    assert_eq!(listed(&town, "").await, [101, 102, 103]);
    assert_eq!(told(town.get(&path).await).await.1["is_deleted"], true);
    for bad in [
        json!({"billing_address": {"zip": "LS1"}, "products": []}),
        json!({"billing_address": {"zip": "LS1"}, "products": [{"product_id": 1, "quantity": 1}]}),
        json!({"billing_address": {}, "products": [{"product_id": 77, "quantity": 1}]}),
        json!({"products": [{"product_id": 77, "quantity": 1}]}),
    ] {
        assert_eq!(town.post("/v2/orders", bad).await.status(), 422);
    }
}

#[tokio::test]
async fn lines_addresses_and_shipments() {
    let town = Town::new().await;
    let order = town
        .practice()
        .change(|w| patchbay_practice::commerce::place_order(w, STORE))
        .unwrap();
    let path = format!("/v2/orders/{order}");
    let (_, lines) = told(town.get(&format!("{path}/products")).await).await;
    let (_, addresses) = told(town.get(&format!("{path}/shipping_addresses")).await).await;
    let (line, address) = (&lines[0], &addresses[0]);
    assert_eq!(line["order_address_id"], address["id"]);
    let one = format!("{path}/products/{}", line["id"]);
    assert_eq!(told(town.get(&one).await).await.1["sku"], line["sku"]);
    let one = format!("{path}/shipping_addresses/{}", address["id"]);
    assert_eq!(town.get(&one).await.status(), 200);

    let items = |quantity: u64| json!([{"order_product_id": line["id"], "quantity": quantity}]);
    let shipment = |quantity| {
        json!({"order_address_id": address["id"], "items": items(quantity),
                                     "tracking_number": "PB1"})
    };
    let shipments = format!("{path}/shipments");
    assert_eq!(town.post(&shipments, shipment(99)).await.status(), 422);
    let (status, made) = told(town.post(&shipments, shipment(1)).await).await;
    assert_eq!((status, &made["tracking_number"]), (201, &json!("PB1")));
    let (_, listed) = told(town.get(&shipments).await).await;
    assert_eq!(listed[0]["id"], made["id"]);
    let one = format!("{shipments}/{}", made["id"]);
    assert_eq!(
        told(town.get(&one).await).await.1["items"][0]["quantity"],
        1
    );
    assert_eq!(
        told(town.get(&format!("{shipments}/count")).await).await.1["count"],
        1
    );
    assert_eq!(town.get(&format!("{shipments}/9999")).await.status(), 404);
    let (_, order) = told(town.get(&path).await).await;
    assert_eq!(order["items_shipped"], 1);
    assert!([2, 3].contains(&order["status_id"].as_u64().unwrap()));
}
