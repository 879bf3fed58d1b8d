//! What apps note on orders.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod town;

use reqwest::Method;
use serde_json::{Value, json};
use town::receiver::Receiver;
use town::{STORE, Town, told};

const PATH: &str = "/v3/orders/101/metafields";
const OTHER: &str = "token0of0another0app";

fn note(key: &str) -> Value {
    json!({"permission_set": "app_only", "namespace": "patchbay", "key": key, "value": "done"})
}

async fn made(town: &Town, body: Value) -> Value {
    let (status, made) = told(town.post(PATH, body).await).await;
    assert_eq!(status, 200, "{made}");
    made["data"].clone()
}

async fn keys(town: &Town, query: &str) -> Vec<String> {
    let (status, body) = told(town.get(&format!("{PATH}{query}")).await).await;
    assert_eq!(status, 200, "{query}: {body}");
    let all = body["data"].as_array().unwrap();
    all.iter()
        .map(|one| one["key"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn a_key_is_taken_once() {
    let (town, receiver) = (Town::new().await, Receiver::new().await);
    town.hook("store/order/metafield/created", &receiver.url)
        .await;
    let one = made(&town, note("run-1")).await;
    assert_eq!(
        (&one["resource_type"], &one["resource_id"]),
        (&json!("order"), &json!(101))
    );
    assert_eq!(one["owner_client_id"], "client1");
    let (status, body) = told(town.post(PATH, note("run-1")).await).await;
    assert_eq!((status, &body["status"]), (409, &json!(409)));
    let elsewhere = town.post("/v3/orders/102/metafields", note("run-1")).await;
    assert_eq!(elsewhere.status(), 200);
    assert_eq!(keys(&town, "").await, ["run-1"]);
    let came = receiver.until(2).await;
    let data: Vec<Value> = came
        .iter()
        .map(|came| came.json()["data"].clone())
        .collect();
    let expected = json!({"metafield_id": one["id"], "resource_id": "101"});
    assert!(data.contains(&expected), "{data:?}");
}

#[tokio::test]
async fn a_metafield_is_changed() {
    let (town, receiver) = (Town::new().await, Receiver::new().await);
    town.hook("store/order/metafield/updated", &receiver.url)
        .await;
    let one = made(&town, note("run-1")).await;
    made(&town, note("run-2")).await;
    let path = format!("{PATH}/{}", one["id"]);
    let mut change = note("run-1");
    change["value"] = json!("undone");
    change["description"] = json!("By hand");
    let (status, after) = told(town.send(Method::PUT, &path, change).await).await;
    assert_eq!((status, &after["data"]["value"]), (200, &json!("undone")));
    assert_eq!(
        told(town.get(&path).await).await.1["data"]["description"],
        "By hand"
    );
    assert_eq!(
        town.send(Method::PUT, &path, note("run-2")).await.status(),
        409
    );
    assert_eq!(
        town.send(Method::PUT, &path, json!({"value": "x"}))
            .await
            .status(),
        422
    );
    let unknown = format!("{PATH}/999");
    assert_eq!(
        town.send(Method::PUT, &unknown, note("run-3"))
            .await
            .status(),
        404
    );
    assert_eq!(
        receiver.until(1).await[0].scope(),
        "store/order/metafield/updated"
    );
}

#[tokio::test]
async fn metafields_are_filtered() {
    let town = Town::new().await;
    for key in ["a", "b", "c"] {
        made(&town, note(key)).await;
    }
    for (query, expected) in [
        ("", vec!["a", "b", "c"]),
        ("?key=b", vec!["b"]),
        ("?key:in=a,c", vec!["a", "c"]),
        ("?namespace=other", vec![]),
        (
            "?namespace:in=patchbay&direction=desc&limit=2",
            vec!["c", "b"],
        ),
        ("?date_modified:min=2099-01-01", vec![]),
    ] {
        assert_eq!(keys(&town, query).await, expected, "{query}");
    }
    let (_, only) = told(
        town.get(&format!("{PATH}?include_fields=key&limit=1"))
            .await,
    )
    .await;
    assert_eq!(only["data"][0].as_object().unwrap().len(), 2);
    assert_eq!(
        town.get(&format!("{PATH}?direction=up")).await.status(),
        422
    );
}

#[tokio::test]
async fn what_is_no_metafield_is_refused() {
    let town = Town::new().await;
    for (field, value) in [
        ("permission_set", json!("everyone")),
        ("namespace", json!("")),
        ("key", json!("k".repeat(65))),
        ("value", json!(1)),
        ("colour", json!("red")),
    ] {
        let mut bad = note("run-1");
        bad[field] = value;
        let (status, body) = told(town.post(PATH, bad).await).await;
        assert_eq!(status, 422, "{field}");
        assert!(body["errors"].get(field).is_some(), "{body}");
    }
    for field in ["permission_set", "namespace", "key", "value"] {
        let mut less = note("run-1");
        less.as_object_mut().unwrap().remove(field);
        let (_, body) = told(town.post(PATH, less).await).await;
        assert_eq!(body["errors"][field], "error.path.missing.");
    }
    let nowhere = town.post("/v3/orders/9/metafields", note("run-1")).await;
    assert_eq!(nowhere.status(), 404);
    assert_eq!(
        town.send(Method::PATCH, PATH, json!({})).await.status(),
        405
    );
}

#[tokio::test]
async fn others_see_and_write_what_they_may() {
    let town = Town::new().await;
    town.install(2, STORE, OTHER, &["store_v2_orders"]);
    let mut paths = Vec::new();
    for permission in ["app_only", "read", "write"] {
        let mut body = note(permission);
        body["permission_set"] = json!(permission);
        paths.push(format!("{PATH}/{}", made(&town, body).await["id"]));
    }
    let other = async |method: Method, path: &str, body: Value| {
        let call = town.call(method, STORE, OTHER, path).json(&body);
        call.send().await.unwrap().status().as_u16()
    };
    let put = Method::PUT;
    assert_eq!(other(put.clone(), &paths[0], note("x")).await, 404);
    assert_eq!(other(put.clone(), &paths[1], note("y")).await, 403);
    assert_eq!(other(put, &paths[2], note("z")).await, 200);
    assert_eq!(other(Method::POST, PATH, note("app_only")).await, 200);
}

#[tokio::test]
async fn the_scope_is_needed() {
    let town = Town::with(&["store_v2_orders_read_only"]).await;
    assert_eq!(town.get(PATH).await.status(), 200);
    assert_eq!(town.post(PATH, note("run-1")).await.status(), 403);
    let town = Town::with(&["store_v2_transactions"]).await;
    assert_eq!(town.get(PATH).await.status(), 403);
}
