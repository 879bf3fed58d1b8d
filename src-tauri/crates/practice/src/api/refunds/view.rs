//! Refunds and quotes as v3 shows them: amounts as numbers.

use serde_json::{Value, json};

use crate::api::times;
use crate::commerce::{Method, Quote, money};
use crate::model::commerce::RefundItem;
use crate::model::{Order, Refund};

/// A refund.
pub fn refund(refund: &Refund) -> Value {
    let payments = refund.payments.iter().map(|payment| {
        json!({
            "id": payment.id, "provider_id": payment.provider_id,
            "amount": money::v3(payment.amount), "offline": payment.offline,
            "is_declined": false, "declined_message": "",
            "transaction_id": payment.transaction_id.map(|id| id.to_string()),
        })
    });
    json!({
        "id": refund.id, "order_id": refund.order_id, "user_id": refund.user_id,
        "created": times::v3(refund.created_ms), "reason": refund.reason,
        "total_amount": money::v3(refund.amount), "total_tax": money::v3(refund.tax),
        "uses_merchant_override_values": refund.overridden,
        "payments": payments.collect::<Vec<_>>(),
        "items": refund.items.iter().map(item).collect::<Vec<_>>(),
    })
}

/// A quote.
pub fn quote(order: &Order, quote: &Quote) -> Value {
    let methods = quote
        .methods
        .iter()
        .map(|way| json!([method(way, quote.amount)]));
    json!({
        "order_id": order.id,
        "total_refund_amount": money::v3(quote.amount),
        "total_refund_tax_amount": money::v3(quote.tax),
        "order_level_refund_amount": money::v3(quote.order_level),
        "rounding": 0, "adjustment": 0, "tax_inclusive": true,
        "refund_methods": methods.collect::<Vec<_>>(),
    })
}

fn item(item: &RefundItem) -> Value {
    let by_amount = item.item_type != "PRODUCT";
    json!({
        "item_type": item.item_type, "item_id": item.item_id, "reason": item.reason,
        "quantity": item.quantity, "adjustments": [],
        "requested_amount": by_amount.then(|| money::v3(item.amount)),
    })
}

fn method(method: &Method, amount: i64) -> Value {
    let why = if method.offline {
        "This is an offline payment provider."
    } else {
        ""
    };
    json!({
        "provider_id": method.provider, "provider_description": method.about,
        "amount": money::v3(amount), "offline": method.offline,
        "offline_provider": method.offline, "offline_reason": why,
    })
}
