//! A cart as v3 shows it.

use serde_json::{Value, json};

use crate::api::times;
use crate::commerce::money;
use crate::model::Cart;
use crate::model::catalog::base_variant;
use crate::model::commerce::CartItem;

/// A cart.
pub fn cart(cart: &Cart) -> Value {
    let amount = cart
        .items
        .iter()
        .map(|item| item.price * i64::from(item.quantity))
        .sum();
    json!({
        "id": cart.id, "customer_id": cart.customer_id, "channel_id": 1, "email": cart.email,
        "currency": {"code": cart.currency}, "tax_included": true,
        "base_amount": money::v3(amount), "discount_amount": 0,
        "manual_discount_amount": 0, "cart_amount": money::v3(amount),
        "coupons": [], "discounts": [],
        "line_items": {
            "physical_items": cart.items.iter().map(item).collect::<Vec<_>>(),
            "digital_items": [], "gift_certificates": [], "custom_items": [],
        },
        "created_time": times::v3(cart.created_ms), "updated_time": times::v3(cart.updated_ms),
        "locale": "en", "version": cart.version,
    })
}

fn item(item: &CartItem) -> Value {
    let whole = item.price * i64::from(item.quantity);
    json!({
        "id": item.id, "parent_id": null, "variant_id": base_variant(item.product_id),
        "product_id": item.product_id, "sku": item.sku, "name": item.name, "url": "",
        "quantity": item.quantity, "taxable": true, "image_url": "", "discounts": [],
        "coupons": [], "discount_amount": 0, "coupon_amount": 0,
        "original_price": money::v3(item.price), "list_price": money::v3(item.price),
        "sale_price": money::v3(item.price), "extended_list_price": money::v3(whole),
        "extended_sale_price": money::v3(whole), "is_require_shipping": true,
        "is_mutable": true, "options": [],
    })
}
