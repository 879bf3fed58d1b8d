//! An order, as version 2 of the API answers it, and what expressions see of it.

#![allow(dead_code)]

use patchbay_orchestration::expression::{Context, Expression, ExpressionError};
use serde_json::{Value, json};

pub fn order() -> Value {
    json!({
        "id": 250,
        "status": "Awaiting Fulfillment",
        "status_id": 11,
        "total_inc_tax": "336.3200",
        "items_total": 3,
        "currency_code": "USD",
        "date_created": "Tue, 20 Nov 2012 00:00:00 +0000",
        "staff_notes": null,
        "customer": null,
        "is_deleted": false,
        "account": 9007199254740993_i64,
        "weight": 0.1,
        "billing_address": {"city": "Bristol", "email": "ada@example.com"},
        "products": [
            {"id": 1, "name": "Mug", "type": "physical", "quantity": 2, "price": "9.9500"},
            {"id": 2, "name": "Gift card", "type": "digital", "quantity": 1, "price": "25.0000"},
            {"id": 3, "name": "Poster", "type": "physical", "quantity": 10, "price": "100.0000"},
        ],
        "coupons": [],
    })
}

pub fn context() -> Context {
    Context::new()
        .with("trigger", order())
        .with(
            "steps",
            json!({"charge": {"ok": true, "items": ["b", "a", "b"]}}),
        )
        .with(
            "run",
            json!({"key": "k1", "started_at": "2026-03-01T12:00:00Z"}),
        )
        .with("vars", json!({}))
}

pub fn value(text: &str) -> Result<Value, ExpressionError> {
    Expression::parse(text)?.evaluate(&context())
}

/// The value of one expression, written without braces.
pub fn of(inside: &str) -> Value {
    let text = format!("{{{{ {inside} }}}}");
    value(&text).unwrap_or_else(|error| panic!("{inside}: {error}"))
}

/// What is said to be wrong with one expression, and what to do.
pub fn fault(inside: &str) -> (String, String) {
    let text = format!("{{{{ {inside} }}}}");
    match value(&text) {
        Ok(value) => panic!("{inside} is {value}"),
        Err(error) => (error.message(), error.remedy()),
    }
}
