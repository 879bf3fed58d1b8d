//! The lists of the v3 catalogue: products, categories and brands.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod town;

use serde_json::{Value, json};
use town::{Town, told};

const SCOPES: &[&str] = &["store_v2_products_read_only"];
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

#[tokio::test]
async fn the_seeded_goods_are_listed() {
    let town = Town::with(SCOPES).await;
    let (status, body) = told(town.get(PRODUCTS).await).await;
    assert_eq!(status, 200);
    assert_eq!(ids(&body), [77, 78, 79, 80, 81]);
    let blend = &body["data"][0];
    assert_eq!(blend["name"], "Harbour Blend 340 g");
    assert_eq!(
        (&blend["price"], &blend["calculated_price"]),
        (&json!(16.5), &json!(16.5))
    );
    assert_eq!(
        (&blend["inventory_level"], &blend["brand_id"]),
        (&json!(120), &json!(35))
    );
    assert_ne!(blend["base_variant_id"], blend["id"]);
    assert!(blend.get("variants").is_none() && blend.get("images").is_none());
    assert_eq!(
        body["meta"]["pagination"],
        json!({"total": 5, "count": 5, "per_page": 50, "current_page": 1, "total_pages": 1,
               "links": {"current": "?page=1&limit=50"}})
    );
}

#[tokio::test]
async fn lists_are_filtered() {
    let town = Town::with(SCOPES).await;
    for (query, wanted) in [
        ("?id=78", &[78][..]),
        ("?id:in=77,81,9", &[77, 81]),
        ("?id:not_in=77,78,79", &[80, 81]),
        ("?id:greater=80", &[81]),
        ("?sku=hcr-mug", &[81]),
        ("?sku:in=HCR-MUG,HCR-KETTLE", &[79, 81]),
        ("?name=enamel%20mug", &[81]),
        ("?name=enamel", &[]),
        ("?keyword=340", &[77, 78]),
        ("?keyword=harbour%20coffee", &[77, 78, 79, 80, 81]),
        ("?brand_id=35", &[77, 78, 79, 80, 81]),
        ("?brand_id=36", &[]),
        ("?categories:in=26", &[79, 80, 81]),
        ("?categories=24", &[77]),
        ("?is_visible=false", &[]),
        ("?price=79", &[79]),
        ("?inventory_level:less=20", &[79]),
        ("?type=digital", &[]),
        ("?channel_id:in=1,2", &[77, 78, 79, 80, 81]),
        ("?channel_id:in=2", &[]),
        ("?out_of_stock=1", &[]),
        ("?date_modified:min=2020-01-01", &[77, 78, 79, 80, 81]),
        ("?date_modified:max=2020-01-01", &[]),
    ] {
        assert_eq!(listed(&town, query).await, wanted, "{query}");
    }
}

#[tokio::test]
async fn lists_are_sorted_and_paged() {
    let town = Town::with(SCOPES).await;
    assert_eq!(listed(&town, "?sort=price").await, [80, 81, 77, 78, 79]);
    assert_eq!(
        listed(&town, "?sort=name&direction=desc&limit=2").await,
        [78, 79]
    );
    assert_eq!(
        listed(&town, "?direction=desc&limit=2&page=2").await,
        [79, 78]
    );
    let (_, body) = told(town.get(&format!("{PRODUCTS}?limit=2&page=2")).await).await;
    let pagination = &body["meta"]["pagination"];
    assert_eq!(
        (&pagination["total_pages"], &pagination["count"]),
        (&json!(3), &json!(2))
    );
    assert_eq!(pagination["links"]["next"], "?page=3&limit=2");
    let (_, body) = told(town.get(&format!("{PRODUCTS}?limit=999")).await).await;
    assert_eq!(body["meta"]["pagination"]["per_page"], 250);
    let (_, body) = told(town.get(&format!("{PRODUCTS}?include=options")).await).await;
    assert_eq!(body["meta"]["pagination"]["per_page"], 10);
}

#[tokio::test]
async fn only_known_parameters_are_taken() {
    let town = Town::with(SCOPES).await;
    let (status, body) = told(town.get(&format!("{PRODUCTS}?colour=red&id=77")).await).await;
    assert_eq!(status, 422);
    assert_eq!(
        body["title"],
        "The filter(s): colour are not valid filter parameter(s)."
    );
    for query in [
        "?sort=weight",
        "?direction=up",
        "?include=prices",
        "?id=x",
        "?is_visible=yes",
    ] {
        assert_eq!(
            town.get(&format!("{PRODUCTS}{query}")).await.status(),
            422,
            "{query}"
        );
    }
}

#[tokio::test]
async fn fields_are_chosen_and_included() {
    let town = Town::with(SCOPES).await;
    let get = async |query: &str| {
        let (status, body) = told(town.get(&format!("{PRODUCTS}/81{query}")).await).await;
        assert_eq!(status, 200, "{body}");
        body["data"].clone()
    };
    let few = json!({"id": 81, "name": "Enamel mug", "gift_wrapping_options_type": "any",
                     "gift_wrapping_options_list": []});
    assert_eq!(get("?include_fields=name").await, few);
    let most = get("?exclude_fields=id,name,sku").await;
    assert_eq!((&most["id"], most.get("name")), (&json!(81), None));
    assert_eq!(most["type"], "physical");
    let whole = get("?include=variants,images,primary_image,custom_fields").await;
    assert_eq!(whole["variants"][0]["id"], whole["base_variant_id"]);
    assert_eq!(whole["variants"][0]["sku"], "HCR-MUG");
    assert_eq!(
        (&whole["images"], &whole["primary_image"]),
        (&json!([]), &Value::Null)
    );
    assert_eq!(town.get(&format!("{PRODUCTS}/7")).await.status(), 404);
    assert_eq!(town.get(&format!("{PRODUCTS}/mug")).await.status(), 404);
}

#[tokio::test]
async fn categories_form_a_tree() {
    let town = Town::with(SCOPES).await;
    let listed = async |query: &str| {
        let path = format!("/v3/catalog/trees/categories{query}");
        let (status, body) = told(town.get(&path).await).await;
        assert_eq!(status, 200, "{query}");
        let data = body["data"].as_array().unwrap().iter();
        data.map(|one| one["category_id"].as_u64().unwrap())
            .collect::<Vec<_>>()
    };
    assert_eq!(listed("").await, [23, 24, 25, 26]);
    assert_eq!(listed("?parent_id:in=23").await, [24, 25]);
    assert_eq!(listed("?name=coffee").await, [23]);
    assert_eq!(listed("?name:like=ing").await, [25, 26]);
    assert_eq!(listed("?tree_id:in=2").await, [0u64; 0]);
    assert_eq!(listed("?category_id:in=24,26&limit=1").await, [24]);
    let unknown = town.get("/v3/catalog/trees/categories?id:in=24").await;
    assert_eq!(unknown.status(), 422);
    let (_, brands) = told(town.get("/v3/catalog/brands").await).await;
    assert_eq!(brands["data"][0]["name"], "Harbour Coffee");
}
