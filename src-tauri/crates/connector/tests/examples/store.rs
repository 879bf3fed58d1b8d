//! https://developer.bigcommerce.com/docs/rest-management/store-information

use crate::Row;

pub fn table() -> Vec<Row> {
    vec![
        ("get_store", "GET /v2/store", &[], None),
        (
            "http_request",
            "GET /v3/catalog/products",
            &[("limit", "5"), ("keyword", "mug & saucer")],
            None,
        ),
    ]
}
