//! https://developer.bigcommerce.com/docs/rest-management/carts and
//! https://developer.bigcommerce.com/docs/rest-management/marketing

use serde_json::json;

use crate::Row;

pub fn table() -> Vec<Row> {
    vec![
        (
            "get_cart",
            "GET /v3/carts/5b0c1f3e-8d47-4a6b-9c21-7e3d5f90a1b2",
            &[],
            None,
        ),
        (
            "create_cart_redirect_url",
            "POST /v3/carts/5b0c1f3e-8d47-4a6b-9c21-7e3d5f90a1b2/redirect_urls",
            &[],
            None,
        ),
        (
            "list_coupons",
            "GET /v2/coupons",
            &[("code", "QUAY10")],
            None,
        ),
        (
            "create_coupon",
            "POST /v2/coupons",
            &[],
            Some(json!({
                "code": "QUAY10", "name": "Ten off", "type": "percentage_discount",
                "amount": "10", "applies_to": { "entity": "categories", "ids": [0] },
                "min_purchase": "25.00", "expires": "Wed, 31 Dec 2025 23:59:59 +0000",
                "enabled": true, "max_uses": 100,
            })),
        ),
    ]
}
