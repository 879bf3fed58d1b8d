//! https://developer.bigcommerce.com/docs/rest-management/orders/order-refunds

use serde_json::json;

use crate::Row;

pub fn table() -> Vec<Row> {
    vec![
        (
            "quote_refund",
            "POST /v3/orders/118/payment_actions/refund_quotes",
            &[],
            Some(json!({
                "items": [
                    {
                        "item_type": "PRODUCT", "item_id": 41, "quantity": 1,
                        "reason": "Arrived broken",
                    },
                    { "item_type": "SHIPPING", "item_id": 22, "amount": 4.95 },
                ],
            })),
        ),
        (
            "create_refund",
            "POST /v3/orders/118/payment_actions/refunds",
            &[],
            Some(json!({
                "items": [{
                    "item_type": "PRODUCT", "item_id": 41, "quantity": 1,
                    "reason": "Arrived broken",
                }],
                "payments": [{ "provider_id": "braintree", "amount": 18.0, "offline": false }],
            })),
        ),
        (
            "list_refunds",
            "GET /v3/orders/payment_actions/refunds",
            &[
                ("order_id:in", "118"),
                ("created:min", "2025-11-01T00:00:00Z"),
            ],
            None,
        ),
        (
            "get_refund",
            "GET /v3/orders/payment_actions/refunds/7",
            &[],
            None,
        ),
        (
            "list_transactions",
            "GET /v3/orders/118/transactions",
            &[],
            None,
        ),
        (
            "capture_payment",
            "POST /v3/orders/118/payment_actions/capture",
            &[],
            None,
        ),
        (
            "void_payment",
            "POST /v3/orders/118/payment_actions/void",
            &[],
            None,
        ),
    ]
}
