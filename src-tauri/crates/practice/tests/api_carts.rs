//! Carts of v3.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod town;

use reqwest::Method;
use serde_json::{Value, json};
use town::{Town, told};

async fn made(town: &Town) -> Value {
    let body = json!({"customer_id": 1, "line_items": [{"product_id": 77, "quantity": 2},
                                                       {"product_id": 78, "quantity": 1}]});
    let (status, cart) = told(town.post("/v3/carts", body).await).await;
    assert_eq!(status, 201, "{cart}");
    cart["data"].clone()
}

fn line(cart: &Value, at: usize) -> String {
    cart["line_items"]["physical_items"][at]["id"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[tokio::test]
async fn create_and_read() {
    let town = Town::new().await;
    let cart = made(&town).await;
    assert_eq!(cart["cart_amount"], 52.5);
    assert_eq!(
        (&cart["currency"]["code"], &cart["version"]),
        (&json!("USD"), &json!(1))
    );
    let path = format!("/v3/carts/{}", cart["id"].as_str().unwrap());
    assert_eq!(told(town.get(&path).await).await.1["data"], cart);
    assert_eq!(town.get("/v3/carts").await.status(), 405);
    for bad in [
        json!({}),
        json!({"line_items": [{"product_id": 1, "quantity": 1}]}),
        json!({"line_items": [{"product_id": 77, "quantity": 0}]}),
    ] {
        assert_eq!(town.post("/v3/carts", bad).await.status(), 422);
    }
}

#[tokio::test]
async fn lines_come_and_go_and_the_last_takes_the_cart_with_it() {
    let town = Town::new().await;
    let cart = made(&town).await;
    let path = format!("/v3/carts/{}", cart["id"].as_str().unwrap());
    let more = json!({"line_items": [{"product_id": 79, "quantity": 1, "list_price": 1.25}]});
    let (status, body) = told(town.post(&format!("{path}/items"), more).await).await;
    assert_eq!((status, &body["data"]["cart_amount"]), (201, &json!(53.75)));
    let third = line(&body["data"], 2);
    let change = json!({"line_item": {"product_id": 79, "quantity": 4}});
    let (status, body) = told(
        town.send(Method::PUT, &format!("{path}/items/{third}"), change)
            .await,
    )
    .await;
    assert_eq!((status, &body["data"]["cart_amount"]), (200, &json!(57.5)));
    for (line, status) in [(third, 200), (line(&cart, 0), 200), (line(&cart, 1), 204)] {
        let deleted = town
            .send(Method::DELETE, &format!("{path}/items/{line}"), json!({}))
            .await;
        assert_eq!(deleted.status(), status);
    }
    let (status, gone) = told(town.get(&path).await).await;
    assert_eq!((status, &gone["title"]), (404, &json!("Cart not found")));
}

#[tokio::test]
async fn a_stale_version_is_a_conflict() {
    let town = Town::new().await;
    let cart = made(&town).await;
    let path = format!("/v3/carts/{}", cart["id"].as_str().unwrap());
    let assign = |version: u64| json!({"customer_id": 2, "version": version});
    assert_eq!(town.send(Method::PUT, &path, assign(1)).await.status(), 201);
    let (status, body) = told(town.send(Method::PUT, &path, assign(1)).await).await;
    assert_eq!((status, &body["status"]), (409, &json!(409)));
    assert_eq!(town.send(Method::PUT, &path, assign(2)).await.status(), 201);
}

#[tokio::test]
async fn a_deleted_cart_is_gone_for_good() {
    let town = Town::new().await;
    let cart = made(&town).await;
    let path = format!("/v3/carts/{}", cart["id"].as_str().unwrap());
    assert_eq!(
        town.send(Method::DELETE, &path, json!({})).await.status(),
        204
    );
    for method in [Method::GET, Method::DELETE] {
        assert_eq!(town.send(method, &path, json!({})).await.status(), 404);
    }
}

#[tokio::test]
async fn a_link_to_a_cart_is_another_each_time() {
    let town = Town::new().await;
    let cart = made(&town).await["id"].as_str().unwrap().to_owned();
    let path = format!("/v3/carts/{cart}/redirect_urls");
    let body = json!({"query_params": {"utm": "mail & more"}});
    let (status, first) = told(town.post(&path, body).await).await;
    assert_eq!(status, 201, "{first}");
    let url = |made: &Value, name: &str| -> url::Url {
        made["data"][name].as_str().unwrap().parse().unwrap()
    };
    for (name, action) in [
        ("cart_url", "load"),
        ("checkout_url", "loadInCheckout"),
        ("embedded_checkout_url", "loadInCheckout"),
    ] {
        let query = url(&first, name)
            .query_pairs()
            .into_owned()
            .collect::<Vec<_>>();
        let has = |key: &str, value: &str| query.contains(&(key.to_owned(), value.to_owned()));
        assert!(
            has("action", action) && has("id", &cart),
            "{name}: {query:?}"
        );
        assert!(has("utm", "mail & more"), "{name}: {query:?}");
        assert_eq!(has("embedded", "1"), name == "embedded_checkout_url");
    }
    let bare = town.call(Method::POST, town::STORE, town::TOKEN, &path);
    let (status, second) = told(bare.send().await.unwrap()).await;
    assert_eq!(status, 201);
    let token = |made: &Value| {
        let url = url(made, "cart_url");
        let found = url.query_pairs().find(|(name, _)| name == "token");
        found.unwrap().1.into_owned()
    };
    assert_ne!(token(&first), token(&second));
    for bad in [json!({"query_params": {"a": 1}}), json!({"params": {}})] {
        assert_eq!(town.post(&path, bad).await.status(), 422);
    }
    let nowhere = format!("/v3/carts/{}/redirect_urls", "0".repeat(32));
    assert_eq!(town.post(&nowhere, json!({})).await.status(), 404);
    assert_eq!(town.get(&path).await.status(), 405);
}
