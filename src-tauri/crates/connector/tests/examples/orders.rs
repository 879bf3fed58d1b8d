//! https://developer.bigcommerce.com/docs/rest-management/orders

use serde_json::json;

use crate::Row;

pub fn table() -> Vec<Row> {
    vec![
        (
            "list_orders",
            "GET /v2/orders",
            &[
                ("status_id", "11"),
                ("sort", "date_created:desc"),
                ("limit", "10"),
            ],
            None,
        ),
        ("get_order", "GET /v2/orders/118", &[], None),
        (
            "count_orders",
            "GET /v2/orders/count",
            &[("min_date_created", "2025-11-01T00:00:00Z")],
            None,
        ),
        (
            "list_order_products",
            "GET /v2/orders/118/products",
            &[],
            None,
        ),
        (
            "list_order_shipping_addresses",
            "GET /v2/orders/118/shipping_addresses",
            &[],
            None,
        ),
        ("list_order_statuses", "GET /v2/order_statuses", &[], None),
        (
            "create_order",
            "POST /v2/orders",
            &[],
            Some(json!({
                "billing_address": {
                    "first_name": "Ada", "last_name": "Marsh", "email": "ada@example.com",
                    "street_1": "4 Quay Street", "city": "Bristol", "zip": "BS1 4DJ",
                    "country": "United Kingdom",
                },
                "products": [
                    { "product_id": 77, "quantity": 2 },
                    {
                        "name": "Gift card sleeve", "quantity": 1,
                        "price_inc_tax": 1.2, "price_ex_tax": 1.0,
                    },
                ],
                "status_id": 11,
                "external_order_id": "WEB-20417",
                "external_source": "ERP (Acumatica)",
            })),
        ),
        (
            "update_order",
            "PUT /v2/orders/118",
            &[],
            Some(json!({ "staff_notes": "Called on Monday.", "external_order_id": "WEB-20417" })),
        ),
        (
            "set_order_status",
            "PUT /v2/orders/118",
            &[],
            Some(json!({ "status_id": 2 })),
        ),
        ("archive_order", "DELETE /v2/orders/118", &[], None),
        (
            "list_order_metafields",
            "GET /v3/orders/118/metafields",
            &[("namespace", "patchbay")],
            None,
        ),
        (
            "set_order_metafield",
            "POST /v3/orders/118/metafields",
            &[],
            Some(json!({
                "namespace": "patchbay", "key": "exported", "value": "2025-11-22",
                "permission_set": "app_only",
            })),
        ),
        ("list_shipments", "GET /v2/orders/118/shipments", &[], None),
        (
            "create_shipment",
            "POST /v2/orders/118/shipments",
            &[],
            Some(json!({
                "order_address_id": 22,
                "items": [{ "order_product_id": 41, "quantity": 2 }],
                "tracking_number": "RM731904852GB",
                "shipping_provider": "royalmail",
            })),
        ),
        (
            "update_shipment",
            "PUT /v2/orders/118/shipments/9",
            &[],
            Some(json!({ "tracking_number": "RM731904860GB" })),
        ),
    ]
}
