//! Stock of v3, at locations.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod town;

use reqwest::Method;
use serde_json::{Value, json};
use town::receiver::Receiver;
use town::{STORE, Town, told};

const SCOPES: &[&str] = &["store_inventory", "store_v2_products"];
const ABSOLUTE: &str = "/v3/inventory/adjustments/absolute";
const RELATIVE: &str = "/v3/inventory/adjustments/relative";

async fn absolute(town: &Town, items: Value) -> (u16, Value) {
    let body = json!({"reason": "Counted", "items": items});
    told(town.send(Method::PUT, ABSOLUTE, body).await).await
}

async fn relative(town: &Town, items: Value) -> (u16, Value) {
    told(town.post(RELATIVE, json!({"items": items})).await).await
}

/// What is on hand of a product at the two locations.
async fn on_hand(town: &Town, product: u64) -> Vec<i64> {
    let path = format!("/v3/inventory/items?product_id:in={product}");
    let (status, body) = told(town.get(&path).await).await;
    assert_eq!(status, 200, "{body}");
    let locations = body["data"][0]["locations"].as_array().unwrap().iter();
    locations
        .map(|one| one["total_inventory_onhand"].as_i64().unwrap())
        .collect()
}

#[tokio::test]
async fn stock_is_listed_by_item_and_location() {
    let town = Town::with(SCOPES).await;
    let (status, body) = told(town.get("/v3/inventory/items?sku:in=HCR-MUG").await).await;
    assert_eq!(status, 200);
    let mug = &body["data"][0];
    assert_eq!(
        mug["identity"],
        json!({"sku": "HCR-MUG", "variant_id": 381, "product_id": 81, "sku_id": null})
    );
    let first = &mug["locations"][0];
    assert_eq!(
        (&first["location_id"], &first["location_code"]),
        (&json!(1), &json!("AUSTIN-1"))
    );
    assert_eq!(
        (
            &first["available_to_sell"],
            &first["settings"]["warning_level"]
        ),
        (&json!(55), &json!(5))
    );
    for (query, items, locations) in [
        ("", 5, 2),
        ("?variant_id:in=377,378", 2, 2),
        ("?location_id:in=2", 5, 1),
        ("?location_code:in=AUSTIN-1,AUSTIN-2", 5, 2),
        ("?location_id:in=3", 0, 0),
        ("?product_id:in=1", 0, 0),
        ("?limit=2&page=3", 1, 2),
    ] {
        let (_, body) = told(town.get(&format!("/v3/inventory/items{query}")).await).await;
        let data = body["data"].as_array().unwrap();
        let places = data
            .first()
            .map_or(0, |one| one["locations"].as_array().unwrap().len());
        assert_eq!((data.len(), places), (items, locations), "{query}");
    }
    assert_eq!(
        town.get("/v3/inventory/items?sku=HCR-MUG").await.status(),
        422
    );
}

#[tokio::test]
async fn a_count_is_set_whatever_names_the_item() {
    let town = Town::with(SCOPES).await;
    for (quantity, name) in [
        (7, json!({"sku": "hcr-mug"})),
        (8, json!({"variant_id": 381})),
        (9, json!({"product_id": 81})),
    ] {
        let mut item = name;
        item["location_id"] = json!(1);
        item["quantity"] = json!(quantity);
        let (status, body) = absolute(&town, json!([item])).await;
        assert_eq!(status, 200, "{body}");
        let transaction = body["transaction_id"].as_str().unwrap();
        assert_eq!((transaction.len(), body.get("data")), (36, None));
        assert_eq!(on_hand(&town, 81).await, [quantity, 0]);
    }
    let (_, product) = told(town.get("/v3/catalog/products/81").await).await;
    assert_eq!(product["data"]["inventory_level"], 9);
}

#[tokio::test]
async fn a_difference_adds_and_takes() {
    let town = Town::with(SCOPES).await;
    let item = |location: u64, quantity: i64| json!({"location_id": location, "sku": "HCR-BLEND-340", "quantity": quantity});
    let (status, _) = relative(&town, json!([item(1, -20), item(2, 4)])).await;
    assert_eq!(status, 200);
    assert_eq!(on_hand(&town, 77).await, [100, 40]);
    let (status, body) = relative(&town, json!([item(2, 1), item(1, -101)])).await;
    assert_eq!(status, 422);
    assert_eq!(
        body["title"],
        "Items with identity: [sku HCR-BLEND-340] have insufficient stock"
    );
    assert_eq!(on_hand(&town, 77).await, [100, 40]);
    let (status, _) = relative(&town, json!([item(1, -100)])).await;
    assert_eq!((status, on_hand(&town, 77).await), (200, vec![0, 40]));
}

#[tokio::test]
async fn what_is_kept_back_is_not_taken() {
    let town = Town::with(SCOPES).await;
    town.practice().change(|world| {
        let catalog = &mut world.store_mut(STORE).unwrap().catalog;
        catalog
            .stock
            .get_mut(&1)
            .unwrap()
            .get_mut(&77)
            .unwrap()
            .safety = 10;
    });
    let item = |quantity: i64| json!([{"location_id": 1, "product_id": 77, "quantity": quantity}]);
    assert_eq!(relative(&town, item(-111)).await.0, 422);
    assert_eq!(relative(&town, item(-110)).await.0, 200);
    assert_eq!(on_hand(&town, 77).await, [10, 36]);
    assert_eq!(absolute(&town, item(3)).await.0, 200);
}

#[tokio::test]
async fn a_difference_needs_a_count_first() {
    let town = Town::with(SCOPES).await;
    let grinder = json!({"name": "Hand grinder", "type": "physical", "weight": 1, "price": 64.9});
    let (_, made) = told(town.post("/v3/catalog/products", grinder).await).await;
    let id = made["data"]["id"].as_u64().unwrap();
    let item = json!([{"location_id": 2, "product_id": id, "quantity": 5}]);
    let (status, body) = relative(&town, item.clone()).await;
    assert_eq!(status, 422);
    assert_eq!(
        body["title"],
        format!(
            "Items with identity: [product_id {id}] requires absolute adjustment before relative"
        )
    );
    assert_eq!(absolute(&town, item.clone()).await.0, 200);
    assert_eq!(relative(&town, item).await.0, 200);
    assert_eq!(on_hand(&town, id).await, [0, 10]);
}

#[tokio::test]
async fn where_variants_are_counted_a_product_is_no_name() {
    let town = Town::with(SCOPES).await;
    let change = json!({"inventory_tracking": "variant"});
    town.send(Method::PUT, "/v3/catalog/products/81", change)
        .await;
    let by_product = json!([{"location_id": 1, "product_id": 81, "quantity": 5}]);
    let (status, body) = absolute(&town, by_product).await;
    assert_eq!(status, 422);
    assert!(
        body["title"]
            .as_str()
            .unwrap()
            .contains("is tracked by variant"),
        "{body}"
    );
    let by_variant = json!([{"location_id": 1, "variant_id": 381, "quantity": 5}]);
    assert_eq!(absolute(&town, by_variant).await.0, 200);
}

#[tokio::test]
async fn items_that_are_not_there_are_told_and_nothing_is_done() {
    let town = Town::with(SCOPES).await;
    for (item, title) in [
        (
            json!({"location_id": 1, "sku": "NONE", "quantity": 1}),
            "Items with identity: [sku NONE] do not exist",
        ),
        (
            json!({"location_id": 1, "variant_id": 81, "quantity": 1}),
            "Items with identity: [variant_id 81] do not exist",
        ),
        (
            json!({"location_id": 9, "product_id": 81, "quantity": 1}),
            "[Location with id 9 does not exist]",
        ),
    ] {
        let good = json!({"location_id": 1, "product_id": 81, "quantity": 1});
        let (status, body) = absolute(&town, json!([good, item])).await;
        assert_eq!(
            (status, &body["title"], &body["errors"]),
            (422, &json!(title), &json!({}))
        );
    }
    assert_eq!(on_hand(&town, 81).await, [55, 0]);
}

#[tokio::test]
async fn a_payload_that_does_not_fit_is_told_field_by_field() {
    let town = Town::with(SCOPES).await;
    let items = json!([
        {"location_id": 1, "quantity": 1},
        {"location_id": 1, "sku": "HCR-MUG", "product_id": 81, "quantity": 1},
        {"location_id": "1", "sku": "HCR-MUG", "amount": 1},
        {"location_id": 1, "sku": "HCR-MUG", "quantity": -1},
    ]);
    let (status, body) = absolute(&town, items).await;
    assert_eq!(
        (status, &body["title"]),
        (422, &json!("Payload contains invalid fields"))
    );
    assert_eq!(
        body["errors"],
        json!({
            "items.0": "One of sku, variant_id or product_id is required",
            "items.1": "Only one of sku, variant_id or product_id is allowed",
            "items.2.location_id": "error.expected.jsnumber",
            "items.2.amount": "error.path.unknown",
            "items.2.quantity": "error.path.missing",
            "items.3.quantity": "error.min",
        })
    );
    let (status, body) = told(town.post(RELATIVE, json!({"reason": "None"})).await).await;
    assert_eq!(
        (status, &body["errors"]["items"]),
        (422, &json!("error.path.missing"))
    );
    let many = vec![json!({"location_id": 1, "product_id": 81, "quantity": 1}); 2_001];
    assert_eq!(absolute(&town, json!(many)).await.0, 422);
    assert_eq!(absolute(&town, json!(many[..2_000])).await.0, 200);
}

#[tokio::test]
async fn hooks_are_told_of_stock_and_so_are_orders() {
    let scopes = ["store_inventory", "store_v2_products", "store_v2_orders"];
    let (town, receiver) = (Town::with(&scopes).await, Receiver::new().await);
    town.hook("store/product/inventory/updated", &receiver.url)
        .await;
    absolute(
        &town,
        json!([{"location_id": 1, "product_id": 81, "quantity": 50}]),
    )
    .await;
    let came = receiver.until(1).await;
    assert_eq!(
        came[0].json()["data"],
        json!({"type": "product", "id": 81,
               "inventory": {"product_id": 81, "method": "absolute", "value": -5}})
    );
    absolute(
        &town,
        json!([{"location_id": 1, "product_id": 81, "quantity": 50}]),
    )
    .await;
    let orders = Receiver::new().await;
    town.hook("store/product/inventory/order/updated", &orders.url)
        .await;
    for (status, quantity) in [(0, 1), (11, 48), (11, 9)] {
        let order = json!({"status_id": status, "billing_address": {"zip": "78751"},
                           "products": [{"product_id": 81, "quantity": quantity}]});
        assert_eq!(town.post("/v2/orders", order).await.status(), 201);
    }
    let mut values: Vec<i64> = orders
        .until(2)
        .await
        .iter()
        .map(|came| came.json()["data"]["inventory"]["value"].as_i64().unwrap())
        .collect();
    values.sort_unstable();
    assert_eq!(values, [-48, -2]);
    assert_eq!(on_hand(&town, 81).await, [0, 0]);
    assert_eq!(receiver.came().len(), 1);
}

#[tokio::test]
async fn locations_have_a_scope_of_their_own() {
    let town = Town::with(&["store_locations_read_only"]).await;
    let (status, body) = told(town.get("/v3/inventory/locations").await).await;
    assert_eq!(status, 200);
    let codes = |body: &Value| {
        let data = body["data"].as_array().unwrap().iter();
        data.map(|one| one["code"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(codes(&body), ["AUSTIN-1", "AUSTIN-2"]);
    assert_eq!(body["data"][0]["time_zone"], "America/Chicago");
    for (query, wanted) in [
        ("is_default=true", "AUSTIN-1"),
        ("location_id:in=2", "AUSTIN-2"),
    ] {
        let (_, body) = told(town.get(&format!("/v3/inventory/locations?{query}")).await).await;
        assert_eq!(codes(&body), [wanted]);
    }
    assert_eq!(town.get("/v3/inventory/items").await.status(), 403);
    assert_eq!(
        town.post("/v3/inventory/locations", json!([]))
            .await
            .status(),
        405
    );
}

#[tokio::test]
async fn reading_stock_does_not_carry_changing_it() {
    let town = Town::with(&["store_inventory_read_only"]).await;
    assert_eq!(town.get("/v3/inventory/items").await.status(), 200);
    let item = json!([{"location_id": 1, "product_id": 81, "quantity": 5}]);
    assert_eq!(absolute(&town, item.clone()).await.0, 403);
    assert_eq!(relative(&town, item).await.0, 403);
    assert_eq!(town.get("/v3/inventory/locations").await.status(), 403);
    let town = Town::with(SCOPES).await;
    assert_eq!(town.get(ABSOLUTE).await.status(), 405);
    assert_eq!(town.get("/v3/inventory/nothing").await.status(), 404);
}
