//! https://developer.bigcommerce.com/docs/rest-management/inventory and
//! https://developer.bigcommerce.com/docs/rest-management/price-lists

use serde_json::json;

use crate::Row;

pub fn table() -> Vec<Row> {
    vec![
        (
            "get_inventory",
            "GET /v3/inventory/items",
            &[("sku:in", "MUG-GREY,MUG-BLUE"), ("location_id:in", "1")],
            None,
        ),
        (
            "adjust_inventory_absolute",
            "PUT /v3/inventory/adjustments/absolute",
            &[],
            Some(json!({
                "items": [{ "location_id": 1, "sku": "MUG-GREY", "quantity": 25 }],
                "reason": "Stock-taking",
            })),
        ),
        (
            "adjust_inventory_relative",
            "POST /v3/inventory/adjustments/relative",
            &[],
            Some(json!({
                "items": [{ "location_id": 1, "variant_id": 93, "quantity": -2 }],
                "reason": "Broken in the warehouse",
            })),
        ),
        (
            "list_inventory_locations",
            "GET /v3/inventory/locations",
            &[("is_active", "true")],
            None,
        ),
        (
            "list_price_lists",
            "GET /v3/pricelists",
            &[("name:like", "trade")],
            None,
        ),
        (
            "upsert_price_records",
            "PUT /v3/pricelists/4/records",
            &[],
            Some(json!([
                { "sku": "MUG-GREY", "currency": "GBP", "price": 11.95, "sale_price": 10.5 },
                { "variant_id": 94, "currency": "GBP", "price": 12.1 },
            ])),
        ),
    ]
}
