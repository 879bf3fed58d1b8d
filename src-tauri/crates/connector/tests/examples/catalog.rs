//! https://developer.bigcommerce.com/docs/rest-catalog

use serde_json::json;

use crate::Row;

pub fn table() -> Vec<Row> {
    vec![
        (
            "list_products",
            "GET /v3/catalog/products",
            &[
                ("keyword", "mug"),
                ("categories:in", "18,23"),
                ("is_visible", "true"),
                ("include", "variants,images"),
            ],
            None,
        ),
        (
            "get_product",
            "GET /v3/catalog/products/77",
            &[("include", "variants")],
            None,
        ),
        (
            "find_variants",
            "GET /v3/catalog/variants",
            &[("sku", "MUG-GREY")],
            None,
        ),
        (
            "list_categories",
            "GET /v3/catalog/trees/categories",
            &[("name:like", "kitchen"), ("parent_id:in", "0")],
            None,
        ),
        (
            "list_brands",
            "GET /v3/catalog/brands",
            &[("name:like", "Quay")],
            None,
        ),
        (
            "list_product_images",
            "GET /v3/catalog/products/77/images",
            &[],
            None,
        ),
        (
            "create_product",
            "POST /v3/catalog/products",
            &[],
            Some(json!({
                "name": "Stoneware mug", "type": "physical", "price": 15.0, "weight": 0.4,
                "sku": "MUG", "categories": [18, 23], "brand_id": 5, "is_visible": true,
                "inventory_tracking": "product", "inventory_level": 40,
                "images": [{
                    "image_url": "https://images.example.com/mug.jpg", "is_thumbnail": true,
                }],
            })),
        ),
        (
            "update_product",
            "PUT /v3/catalog/products/77",
            &[],
            Some(json!({ "price": 16.5, "inventory_level": 38 })),
        ),
        (
            "delete_product",
            "DELETE /v3/catalog/products/77",
            &[],
            None,
        ),
        (
            "add_product_image",
            "POST /v3/catalog/products/77/images",
            &[],
            Some(json!({
                "image_url": "https://images.example.com/mug.jpg",
                "description": "Mug, grey, front",
                "is_thumbnail": true,
            })),
        ),
        (
            "update_variant",
            "PUT /v3/catalog/products/77/variants/93",
            &[],
            Some(json!({ "price": 17.25, "inventory_level": 24 })),
        ),
    ]
}
