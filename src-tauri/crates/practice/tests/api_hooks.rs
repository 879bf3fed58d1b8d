//! Webhooks of v3 and their limits.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod town;

use reqwest::Method;
use serde_json::{Value, json};
use town::{STORE, Town, told};

const TO: &str = "https://hooks.example/h/1";

#[tokio::test]
async fn create_get_update_delete() {
    let town = Town::new().await;
    let body = json!({"scope": "store/order/created", "destination": TO, "is_active": true,
                      "headers": {"X-Key": "abc"}});
    let (status, made) = told(town.post("/v3/hooks", body).await).await;
    assert_eq!(status, 200);
    let hook = &made["data"];
    assert_eq!(
        (&hook["store_hash"], &hook["client_id"]),
        (&json!(STORE), &json!("client1"))
    );
    assert_eq!(hook["headers"]["X-Key"], "abc");
    assert_eq!(made["meta"], json!({}));
    let path = format!("/v3/hooks/{}", hook["id"]);
    assert_eq!(told(town.get(&path).await).await, (200, made.clone()));

    let change = json!({"destination": "https://elsewhere.example/h", "is_active": false});
    let (status, changed) = told(town.send(Method::PUT, &path, change).await).await;
    assert_eq!(status, 200);
    assert_eq!(
        changed["data"]["destination"],
        "https://elsewhere.example/h"
    );
    assert_eq!(changed["data"]["is_active"], false);
    assert_eq!(changed["data"]["headers"]["X-Key"], "abc");
    assert_eq!(town.send(Method::PUT, &path, json!({})).await.status(), 422);

    let (status, deleted) = told(town.send(Method::DELETE, &path, json!(null)).await).await;
    assert_eq!((status, &deleted["data"]["id"]), (200, &hook["id"]));
    let (status, gone) = told(town.get(&path).await).await;
    assert_eq!(status, 404);
    assert_eq!(
        gone["title"],
        format!("Webhook with id [{}] not found", hook["id"])
    );
}

#[tokio::test]
async fn bad_input_is_told_field_by_field() {
    let town = Town::new().await;
    let post = |body: Value| town.post("/v3/hooks", body);
    let (status, body) = told(post(json!({"scope": "store/order/created"})).await).await;
    assert_eq!(
        (status, &body["title"]),
        (422, &json!("JSON data is missing or invalid"))
    );
    assert_eq!(
        body["errors"],
        json!({"destination": "error.path.missing."})
    );
    let (status, body) = told(post(json!({"destination": TO})).await).await;
    assert_eq!(
        (status, &body["errors"]["scope"]),
        (422, &json!("error.path.missing."))
    );
    for scope in [
        "store/app/uninstall",
        "store/order/Created",
        "order/created",
    ] {
        let (status, body) = told(post(json!({"scope": scope, "destination": TO})).await).await;
        assert_eq!(
            (status, &body["title"]),
            (400, &json!("Input is invalid.")),
            "{scope}"
        );
    }
    for destination in [
        "http://hooks.example/h",
        "https://hooks.example:8443/h",
        "hooks.example",
    ] {
        let body = json!({"scope": "store/order/created", "destination": destination});
        let (status, body) = told(post(body).await).await;
        assert_eq!(status, 422, "{destination}");
        assert!(body["errors"]["destination"].is_string());
    }
    let wrong = json!({"scope": "store/order/created", "destination": TO, "headers": ["x"]});
    assert_eq!(post(wrong).await.status(), 422);
    let wrong = json!({"scope": "store/order/created", "destination": TO, "is_active": "yes"});
    assert_eq!(post(wrong).await.status(), 422);
    let broken = town
        .call(Method::POST, STORE, town::TOKEN, "/v3/hooks")
        .body("no json")
        .send();
    assert_eq!(told(broken.await.unwrap()).await.0, 400);
}

#[tokio::test]
async fn ten_a_scope_and_one_a_destination() {
    let town = Town::new().await;
    let body = |n: u32| {
        json!({"scope": "store/cart/updated", "is_active": true,
                               "destination": format!("https://hooks.example/{n}")})
    };
    for n in 0..10 {
        assert_eq!(town.post("/v3/hooks", body(n)).await.status(), 200);
    }
    assert_eq!(town.post("/v3/hooks", body(10)).await.status(), 422);
    assert_eq!(town.post("/v3/hooks", body(3)).await.status(), 409);
    let other = json!({"scope": "store/cart/created", "destination": "https://hooks.example/3"});
    assert_eq!(town.post("/v3/hooks", other).await.status(), 200);
}

#[tokio::test]
async fn one_exception_hook_with_a_destination_of_its_own() {
    let town = Town::new().await;
    town.hook("store/order/created", TO).await;
    let body = |to: &str| json!({"scope": "store/hook/deliveryException", "destination": to});
    assert_eq!(town.post("/v3/hooks", body(TO)).await.status(), 422);
    assert_eq!(
        town.post("/v3/hooks", body("https://a.example/"))
            .await
            .status(),
        200
    );
    assert_eq!(
        town.post("/v3/hooks", body("https://b.example/"))
            .await
            .status(),
        422
    );
}

#[tokio::test]
async fn lists_are_paged_and_filtered() {
    let town = Town::new().await;
    for scope in [
        "store/order/created",
        "store/order/updated",
        "store/cart/updated",
    ] {
        town.hook(scope, TO).await;
    }
    let (_, page) = told(town.get("/v3/hooks?limit=2&page=2").await).await;
    assert_eq!(page["data"].as_array().unwrap().len(), 1);
    let pagination = &page["meta"]["pagination"];
    assert_eq!(
        (&pagination["total"], &pagination["total_pages"]),
        (&json!(3), &json!(2))
    );
    assert_eq!(pagination["current_page"], 2);
    let count = async |query: &str| {
        let (_, page) = told(town.get(&format!("/v3/hooks?{query}")).await).await;
        page["data"].as_array().unwrap().len()
    };
    assert_eq!(count("scope=store/cart/updated").await, 1);
    assert_eq!(count("is_active=false").await, 0);
    assert_eq!(count("is_active=true").await, 3);
    assert_eq!(count(&format!("destination={TO}")).await, 3);
    assert_eq!(count("destination=https://no.example").await, 0);
}

#[tokio::test]
async fn another_app_sees_nothing_of_them() {
    let town = Town::new().await;
    let id = town.hook("store/order/created", TO).await;
    town.install(2, STORE, "other", town::ALL);
    let other = |method, path: String| town.call(method, STORE, "other", &path).send();
    let (_, list) = told(other(Method::GET, "/v3/hooks".into()).await.unwrap()).await;
    assert_eq!(list["data"], json!([]));
    for method in [Method::GET, Method::DELETE] {
        assert_eq!(
            other(method, format!("/v3/hooks/{id}"))
                .await
                .unwrap()
                .status(),
            404
        );
    }
    let same = json!({"scope": "store/order/created", "destination": TO});
    let made = town
        .call(Method::POST, STORE, "other", "/v3/hooks")
        .json(&same)
        .send()
        .await;
    assert_eq!(made.unwrap().status(), 200);
}

#[tokio::test]
async fn admin_lists_states_and_keeps_addresses() {
    let town = Town::new().await;
    let id = town.hook("store/order/created", TO).await;
    let (status, admin) = told(town.get("/v3/hooks/admin").await).await;
    assert_eq!(status, 200);
    assert_eq!(admin["data"]["emails"], json!([]));
    assert_eq!(admin["data"]["blocked_domains"], json!([]));
    assert_eq!(admin["data"]["hooks_list"][0]["status"], "active");
    town.send(
        Method::PUT,
        &format!("/v3/hooks/{id}"),
        json!({"is_active": false}),
    )
    .await;
    let (_, admin) = told(town.get("/v3/hooks/admin?is_active=false").await).await;
    assert_eq!(admin["data"]["hooks_list"][0]["status"], "inactive");
    let emails = json!({"emails": ["ops@agency.example"]});
    assert_eq!(
        town.send(Method::PUT, "/v3/hooks/admin", emails.clone())
            .await
            .status(),
        204
    );
    let (_, admin) = told(town.get("/v3/hooks/admin").await).await;
    assert_eq!(admin["data"]["emails"], emails["emails"]);
    assert_eq!(
        town.send(Method::PUT, "/v3/hooks/admin", json!({}))
            .await
            .status(),
        422
    );
}
