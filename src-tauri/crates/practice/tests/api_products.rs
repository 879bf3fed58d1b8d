//! Products of the v3 catalogue and their images: made, changed, deleted.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod town;

use reqwest::Method;
use serde_json::{Value, json};
use town::receiver::Receiver;
use town::{STORE, Town, told};

const SCOPES: &[&str] = &["store_v2_products"];
const PRODUCTS: &str = "/v3/catalog/products";

fn ids(body: &Value) -> Vec<u64> {
    let data = body["data"].as_array().unwrap();
    data.iter().map(|one| one["id"].as_u64().unwrap()).collect()
}

async fn listed(town: &Town, query: &str) -> Vec<u64> {
    let (status, body) = told(town.get(&format!("{PRODUCTS}{query}")).await).await;
    assert_eq!(status, 200, "{query}: {body}");
    ids(&body)
}

async fn refused(town: &Town, method: Method, path: &str, body: Value) -> (u16, Value) {
    told(town.send(method, path, body).await).await
}

fn grinder() -> Value {
    json!({"name": "Hand grinder", "type": "physical", "weight": 0.75, "price": 64.9,
           "sku": "HCR-GRIND"})
}

async fn made(town: &Town, body: Value) -> Value {
    let (status, body) = told(town.post(PRODUCTS, body).await).await;
    assert_eq!(status, 200, "{body}");
    body["data"].clone()
}

#[tokio::test]
async fn a_product_is_made_whole() {
    let town = Town::with(SCOPES).await;
    let mut body = grinder();
    body["brand_name"] = json!("Burr & Sons");
    body["categories"] = json!([23, 26]);
    body["sale_price"] = json!(59.95);
    body["inventory_tracking"] = json!("product");
    body["inventory_level"] = json!(12);
    body["custom_fields"] = json!([{"name": "Burrs", "value": "steel"}]);
    body["images"] = json!([{"image_url": "https://pictures.example/grinder.png",
                             "is_thumbnail": true}]);
    let product = made(&town, body).await;
    assert_eq!(
        (&product["price"], &product["calculated_price"]),
        (&json!(64.9), &json!(59.95))
    );
    assert_eq!(
        (&product["inventory_level"], &product["brand_id"]),
        (&json!(12), &json!(36))
    );
    assert_eq!(
        product["custom_url"],
        json!({"url": "/hand-grinder/", "is_customized": false})
    );
    let path = format!("{PRODUCTS}/{}?include=images,custom_fields", product["id"]);
    let (_, read) = told(town.get(&path).await).await;
    assert_eq!(read["data"]["custom_fields"][0]["value"], "steel");
    assert_eq!(read["data"]["images"][0]["is_thumbnail"], true);
    let (_, brands) = told(town.get("/v3/catalog/brands?name:like=burr").await).await;
    assert_eq!(
        (ids(&brands), &brands["data"][0]["name"]),
        (vec![36], &json!("Burr & Sons"))
    );
}

#[tokio::test]
async fn a_new_product_can_be_ordered() {
    let town = Town::with(&["store_v2_products", "store_v2_orders"]).await;
    let product = made(&town, grinder()).await;
    let order = json!({"billing_address": {"email": "noor@shopper.example", "zip": "78751"},
                       "products": [{"product_id": product["id"], "quantity": 2}]});
    let (status, order) = told(town.post("/v2/orders", order).await).await;
    assert_eq!((status, &order["total_inc_tax"]), (201, &json!("129.8000")));
    let lines = format!("/v2/orders/{}/products", order["id"]);
    let (_, lines) = told(town.get(&lines).await).await;
    assert_eq!(lines[0]["variant_id"], product["base_variant_id"]);
}

#[tokio::test]
async fn what_does_not_fit_is_told_field_by_field() {
    let town = Town::with(SCOPES).await;
    let (status, body) = refused(&town, Method::POST, PRODUCTS, json!({"price": "64.90"})).await;
    assert_eq!(
        (status, &body["title"]),
        (422, &json!("JSON data is missing or invalid"))
    );
    assert_eq!(
        body["errors"],
        json!({"name": "error.path.missing", "type": "error.path.missing",
               "weight": "error.path.missing", "price": "error.expected.jsnumber"})
    );
    for (field, value, message) in [
        ("colour", json!("red"), "error.path.unknown"),
        ("type", json!("service"), "error.expected.validenumvalue"),
        ("price", json!(-1), "error.min"),
        ("name", json!("x".repeat(251)), "error.maxLength"),
        ("is_visible", json!(1), "error.expected.jsboolean"),
        ("categories", json!("23"), "error.expected.jsarray"),
        ("inventory_level", json!(1.5), "error.expected.int"),
        (
            "preorder_release_date",
            json!("soon"),
            "error.expected.date",
        ),
    ] {
        let mut wanted = grinder();
        wanted[field] = value;
        let (status, body) = refused(&town, Method::POST, PRODUCTS, wanted).await;
        assert_eq!(
            (status, &body["errors"][field]),
            (422, &json!(message)),
            "{field}"
        );
    }
    let broken = town
        .call(Method::POST, STORE, town::TOKEN, PRODUCTS)
        .body("[");
    assert_eq!(broken.send().await.unwrap().status(), 400);
    assert_eq!(listed(&town, "?id:min=82").await, [0u64; 0]);
}

#[tokio::test]
async fn names_and_skus_are_unique_and_what_is_named_exists() {
    let town = Town::with(SCOPES).await;
    for (field, value, title) in [
        (
            "name",
            json!("ENAMEL MUG"),
            "The product name is a duplicate",
        ),
        ("sku", json!("hcr-mug"), "The product sku is a duplicate"),
        ("categories", json!([99]), "The category 99 does not exist"),
        ("brand_id", json!(99), "The brand 99 does not exist"),
    ] {
        let mut wanted = grinder();
        wanted[field] = value.clone();
        let (status, body) = refused(&town, Method::POST, PRODUCTS, wanted).await;
        assert_eq!((status, &body["title"]), (409, &json!(title)));
        assert_eq!(body["errors"], json!({field: title}));
        let path = format!("{PRODUCTS}/77");
        let (status, _) = refused(&town, Method::PUT, &path, json!({field: value})).await;
        assert_eq!(status, 409, "{field}");
    }
    assert_eq!(listed(&town, "").await, [77, 78, 79, 80, 81]);
}

#[tokio::test]
async fn a_change_leaves_the_rest_and_may_repeat_what_was_read() {
    let town = Town::with(SCOPES).await;
    let path = format!("{PRODUCTS}/81");
    let (_, before) = told(town.get(&path).await).await;
    let mut whole = before["data"].clone();
    whole["price"] = json!(15);
    let (status, after) = told(town.send(Method::PUT, &path, whole).await).await;
    assert_eq!(status, 200, "{after}");
    let after = &after["data"];
    assert_eq!(
        (&after["price"], &after["name"]),
        (&json!(15), &json!("Enamel mug"))
    );
    assert_eq!(after["date_created"], before["data"]["date_created"]);
    let (status, body) = refused(&town, Method::PUT, &path, json!({"weigth": 1})).await;
    assert_eq!(
        (status, &body["errors"]["weigth"]),
        (422, &json!("error.path.unknown"))
    );
    let missing = format!("{PRODUCTS}/7");
    assert_eq!(
        refused(&town, Method::PUT, &missing, json!({"price": 1}))
            .await
            .0,
        404
    );
}

#[tokio::test]
async fn nothing_is_deleted_without_saying_what() {
    let town = Town::with(SCOPES).await;
    let delete = |path: String| town.call(Method::DELETE, STORE, town::TOKEN, &path).send();
    let bare = delete(PRODUCTS.to_owned()).await.unwrap();
    assert_eq!(bare.status(), 422);
    for query in ["?limit=1", "?id:in=", "?id:min=1"] {
        let refused = delete(format!("{PRODUCTS}{query}")).await.unwrap();
        assert_eq!(refused.status(), 422, "{query}");
    }
    assert_eq!(listed(&town, "").await, [77, 78, 79, 80, 81]);
    let one = delete(format!("{PRODUCTS}/79")).await.unwrap();
    assert_eq!(told(one).await, (204, Value::Null));
    let some = delete(format!("{PRODUCTS}?id:in=77,80")).await.unwrap();
    assert_eq!(some.status(), 204);
    assert_eq!(listed(&town, "").await, [78, 81]);
    let again = delete(format!("{PRODUCTS}/79")).await.unwrap();
    assert_eq!(again.status(), 404);
}

#[tokio::test]
async fn images_are_added_by_address() {
    let town = Town::with(SCOPES).await;
    let path = format!("{PRODUCTS}/81/images");
    assert_eq!(told(town.get(&path).await).await, (204, Value::Null));
    let image = |file: &str| {
        json!({"image_url": format!("https://pictures.example/{file}.png"),
               "is_thumbnail": true, "description": "From above"})
    };
    let (status, first) = told(town.post(&path, image("mug")).await).await;
    assert_eq!((status, &first["data"]["product_id"]), (200, &json!(81)));
    let (_, second) = told(town.post(&path, image("mug-2")).await).await;
    assert_ne!(first["data"]["id"], second["data"]["id"]);
    let (_, all) = told(town.get(&path).await).await;
    let shown = |at: usize| all["data"][at]["is_thumbnail"].as_bool().unwrap();
    assert_eq!((shown(0), shown(1)), (false, true));
    assert_eq!(all["meta"]["pagination"]["total"], 2);
    let long = format!("https://pictures.example/{}", "x".repeat(240));
    for bad in [
        json!({"image_url": long}),
        json!({"image_url": "mug.png"}),
        json!({"image_url": 1}),
        json!({"image_url": "https://a.example/b", "alt": ""}),
    ] {
        assert_eq!(refused(&town, Method::POST, &path, bad).await.0, 422);
    }
    let (status, body) = refused(&town, Method::POST, &path, json!({})).await;
    assert_eq!(status, 422);
    assert_eq!(
        body["title"],
        "image_url must be present if uploading by url"
    );
}

#[tokio::test]
async fn hooks_are_told_of_products() {
    let (town, receiver) = (Town::with(SCOPES).await, Receiver::new().await);
    town.hook("store/product/*", &receiver.url).await;
    let id = made(&town, grinder()).await["id"].clone();
    let path = format!("{PRODUCTS}/{id}");
    let told = async |count: usize, scope: &str| {
        let came = receiver.until(count).await;
        assert_eq!(came[count - 1].scope(), format!("store/product/{scope}"));
        assert_eq!(
            came[count - 1].json()["data"],
            json!({"type": "product", "id": id})
        );
    };
    told(1, "created").await;
    for change in [
        json!({"price": 64.9}),
        json!({"mpn": "G-1", "is_visible": true, "inventory_level": 7}),
        json!({"price": 70}),
    ] {
        assert_eq!(town.send(Method::PUT, &path, change).await.status(), 200);
    }
    told(2, "updated").await;
    let images = format!("{path}/images");
    for file in ["a", "b"] {
        let url = format!("https://pictures.example/{file}.png");
        let image = json!({"image_url": url, "is_thumbnail": true});
        assert_eq!(town.post(&images, image).await.status(), 200);
    }
    told(3, "updated").await;
    town.send(Method::DELETE, &path, json!({})).await;
    told(4, "deleted").await;
}

#[tokio::test]
async fn scopes_are_asked_for() {
    let town = Town::with(&["store_v2_products_read_only"]).await;
    assert_eq!(town.get(PRODUCTS).await.status(), 200);
    assert_eq!(town.post(PRODUCTS, grinder()).await.status(), 403);
    let path = format!("{PRODUCTS}/77");
    assert_eq!(
        town.send(Method::DELETE, &path, json!({})).await.status(),
        403
    );
    let town = Town::with(&["store_v2_orders", "store_inventory"]).await;
    assert_eq!(town.get(PRODUCTS).await.status(), 403);
    assert_eq!(town.get("/v3/catalog/brands").await.status(), 403);
}

#[tokio::test]
async fn other_methods_and_paths_are_refused() {
    let town = Town::with(SCOPES).await;
    for (method, path, status) in [
        (Method::PATCH, PRODUCTS, 405),
        (Method::PUT, "/v3/catalog/brands", 405),
        (Method::POST, "/v3/catalog/products/77", 405),
        (Method::GET, "/v3/catalog/products/77/nothing", 404),
        (Method::GET, "/v3/catalog/nothing", 404),
    ] {
        assert_eq!(
            refused(&town, method, path, json!({})).await.0,
            status,
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_world_of_an_earlier_version_gets_a_catalogue() {
    let town = Town::with(SCOPES).await;
    let Town {
        http,
        folder,
        running,
    } = town;
    running.stop().await;
    let file = folder.path().join("practice/practice.json");
    let mut world: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    let store = world["stores"][STORE].as_object_mut().unwrap();
    assert!(store.remove("catalog").is_some());
    std::fs::write(&file, world.to_string()).unwrap();
    let mut options = patchbay_practice::Options::new(folder.path().join("practice"));
    options.port = 0;
    let running = patchbay_practice::serve(options).await.unwrap();
    let town = Town {
        http,
        folder,
        running,
    };
    assert_eq!(listed(&town, "?categories:in=26").await, [79, 80, 81]);
}
