//! https://developer.bigcommerce.com/docs/rest-management/customers

use serde_json::json;

use crate::Row;

pub fn table() -> Vec<Row> {
    vec![
        (
            "find_customers",
            "GET /v3/customers",
            &[
                ("email:in", "ada@example.com,ben@example.com"),
                ("include", "addresses"),
            ],
            None,
        ),
        (
            "create_customer",
            "POST /v3/customers",
            &[],
            Some(json!([{
                "email": "ada@example.com", "first_name": "Ada", "last_name": "Marsh",
                "company": "Marsh & Daughters", "customer_group_id": 2, "channel_ids": [1],
            }])),
        ),
        (
            "update_customer",
            "PUT /v3/customers",
            &[],
            Some(json!([{ "id": 12, "phone": "0117 496 0123", "customer_group_id": 3 }])),
        ),
        (
            "list_customer_addresses",
            "GET /v3/customers/addresses",
            &[("customer_id:in", "12")],
            None,
        ),
        (
            "create_customer_address",
            "POST /v3/customers/addresses",
            &[],
            Some(json!([{
                "customer_id": 12, "first_name": "Ada", "last_name": "Marsh",
                "address1": "4 Quay Street", "city": "Bristol", "state_or_province": "Bristol",
                "postal_code": "BS1 4DJ", "country_code": "GB",
            }])),
        ),
        (
            "list_customer_groups",
            "GET /v2/customer_groups",
            &[("name:like", "trade")],
            None,
        ),
    ]
}
