//! An orchestration as a user would build it.

#![allow(dead_code)]

use patchbay_orchestration::document::Document;
use serde_json::{Value, json};

/// Refund over 100, get the order, if paid by card notify and forward.
pub fn refunds() -> Value {
    json!({
        "schema_version": 1,
        "name": "Large refunds",
        "trigger": {"webhook": {"connector": "bigcommerce", "of": {"trigger": "refund_created"}}},
        "filter": {"row": {
            "left": "{{ trigger.refund.total_amount }}", "as": "money", "op": "greater", "right": "100",
        }},
        "steps": [
            {"id": "order", "do": {"action": {
                "connector": "bigcommerce", "action": "get_order",
                "input": {"order_id": "{{ trigger.refund.order_id }}"},
            }}},
            {"id": "by_card", "do": {"if": {
                "condition": {"row": {
                    "left": "{{ steps.order.payment_method }}", "as": "text", "op": "equals", "right": "Card",
                }},
                "then": [
                    {"id": "tell", "do": {"notify": {
                        "title": "Refund of {{ trigger.refund.total_amount | money }}",
                        "text": "Order {{ steps.order.id }}",
                    }}},
                    {"id": "pass_on", "do": {"forward": {"address": "erp"}}},
                ],
            }}},
        ],
    })
}

/// A document with these steps, started by hand.
pub fn with_steps(steps: Value) -> Value {
    json!({
        "schema_version": 1,
        "name": "Steps",
        "trigger": {"manual": {}},
        "steps": steps,
    })
}

pub fn document(value: &Value) -> Document {
    Document::read(&value.to_string()).unwrap_or_else(|error| panic!("{error}"))
}
