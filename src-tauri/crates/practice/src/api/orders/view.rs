//! Orders and what hangs off them as v2 shows them: amounts as decimal strings of four places,
//! times in RFC 2822, links to what is kept apart.

use serde_json::{Map, Value, json};

use super::consignments::Include;
use crate::api::call::Call;
use crate::api::times;
use crate::commerce::{money, refunded, status, total};
use crate::model::catalog::base_variant;
use crate::model::commerce::{Contact, OrderProduct, Shipment, ShippingAddress};
use crate::model::{Commerce, Order};

/// An order.
pub fn order(commerce: &Commerce, order: &Order, call: &Call, include: Include) -> Value {
    let mut shown = Map::new();
    shown.extend(head(order));
    let goods = total(order) - order.shipping;
    shown.extend(taxed("subtotal", goods, order.tax_permille));
    shown.insert(
        "base_shipping_cost".into(),
        money::v2(order.shipping).into(),
    );
    shown.extend(taxed("shipping_cost", order.shipping, order.tax_permille));
    for kind in ["handling_cost", "wrapping_cost"] {
        shown.insert(format!("base_{kind}"), money::v2(0).into());
        shown.extend(taxed(kind, 0, 0));
    }
    shown.extend(taxed("total", total(order), order.tax_permille));
    shown.extend(payment(commerce, order));
    shown.extend(origin(order));
    shown.insert("billing_address".into(), contact(&order.billing));
    for part in ["products", "shipping_addresses", "coupons", "consignments"] {
        shown.insert(part.into(), link(order, call, part));
    }
    if let Some(included) = include.consignments(order, call) {
        shown.insert("consignments".into(), included);
    }
    Value::Object(shown)
}

/// A line of an order.
pub fn product(order: &Order, line: &OrderProduct) -> Value {
    let whole = line.price * i64::from(line.quantity);
    let mut shown = object(json!({
        "id": line.id, "order_id": order.id, "product_id": line.product_id,
        "variant_id": line.variant_id.unwrap_or_else(|| base_variant(line.product_id)),
        "order_address_id": line.order_address_id,
        "order_pickup_method_id": 0, "name": line.name, "name_customer": line.name,
        "name_merchant": line.name, "sku": line.sku, "upc": "", "type": "physical",
        "base_price": money::v2(line.price), "base_total": money::v2(whole),
        "weight": line.weight.to_string(), "width": "0", "height": "0", "depth": "0",
        "quantity": line.quantity, "quantity_shipped": line.quantity_shipped,
        "quantity_refunded": line.quantity_refunded,
        "is_refunded": line.quantity_refunded >= line.quantity,
        "refund_amount": money::v2(line.price * i64::from(line.quantity_refunded)),
        "return_id": 0, "fixed_shipping_cost": money::v2(0), "option_set_id": null,
        "parent_order_product_id": null, "is_bundled_product": false,
        "bin_picking_number": "", "external_id": null, "brand": "", "applied_discounts": [],
        "product_options": [], "configurable_fields": [], "gift_certificate_id": null,
    }));
    shown.extend(taxed("price", line.price, order.tax_permille));
    shown.extend(taxed("total", whole, order.tax_permille));
    Value::Object(shown)
}

/// A shipping address of an order.
pub fn address(order: &Order, address: &ShippingAddress) -> Value {
    let mut shown = object(contact(&address.contact));
    let lines = order
        .products
        .iter()
        .filter(|line| line.order_address_id == address.id);
    let (items, shipped) = lines.fold((0, 0), |(items, shipped), line| {
        (items + line.quantity, shipped + line.quantity_shipped)
    });
    shown.extend(object(json!({
        "id": address.id, "order_id": order.id, "items_total": items, "items_shipped": shipped,
        "shipping_method": address.shipping_method, "base_cost": money::v2(order.shipping),
        "shipping_zone_id": 1, "shipping_zone_name": order.billing.address.country,
    })));
    shown.extend(taxed("cost", order.shipping, order.tax_permille));
    Value::Object(shown)
}

/// A shipment of an order.
pub fn shipment(order: &Order, shipment: &Shipment) -> Value {
    let items = shipment.items.iter().map(|(line, quantity)| {
        let known = order.products.iter().find(|known| known.id == *line);
        json!({
            "order_product_id": line, "quantity": quantity,
            "product_id": known.map(|known| known.product_id),
        })
    });
    let items: Vec<Value> = items.collect();
    let mut to = order.shipping_addresses.iter();
    let to = to.find(|address| address.id == shipment.order_address_id);
    json!({
        "id": shipment.id, "order_id": order.id, "customer_id": order.customer_id,
        "order_address_id": shipment.order_address_id,
        "date_created": times::v2(shipment.created_ms),
        "tracking_number": shipment.tracking_number,
        "tracking_carrier": shipment.carriage.carrier, "tracking_link": shipment.carriage.link,
        "generated_tracking_link": tracking_link(shipment),
        "merchant_shipping_cost": money::v2(shipment.carriage.cost),
        "shipping_method": shipment.shipping_method,
        "shipping_provider": shipment.carriage.provider,
        "shipping_provider_display_name": shipment.carriage.provider,
        "comments": shipment.comments, "items": items,
        "billing_address": contact(&order.billing),
        "shipping_address": to.map(|address| contact(&address.contact)),
    })
}

fn head(order: &Order) -> Map<String, Value> {
    let name = status(order.status_id).map(|status| status.name);
    let count: u32 = order.products.iter().map(|line| line.quantity).sum();
    let shipped: u32 = order
        .products
        .iter()
        .map(|line| line.quantity_shipped)
        .sum();
    object(json!({
        "id": order.id, "customer_id": order.customer_id,
        "date_created": times::v2(order.created_ms),
        "date_modified": times::v2(order.modified_ms),
        "date_shipped": order.shipped_ms.map(times::v2).unwrap_or_default(),
        "status_id": order.status_id, "status": name, "custom_status": name,
        "items_total": count, "items_shipped": shipped,
        "shipping_address_count": order.shipping_addresses.len(),
        "is_deleted": order.is_deleted, "is_tax_inclusive_pricing": true,
    }))
}

fn payment(commerce: &Commerce, order: &Order) -> Map<String, Value> {
    let back = refunded(commerce, order.id);
    let state = match back {
        0 => order.payment.word(),
        _ if back >= total(order) => "refunded",
        _ => "partially refunded",
    };
    object(json!({
        "payment_method": order.payment_method, "payment_provider_id": null,
        "payment_status": state, "refunded_amount": money::v2(back),
        "store_credit_amount": money::v2(0), "gift_certificate_amount": money::v2(0),
        "discount_amount": money::v2(0), "coupon_discount": money::v2(0),
        "currency_id": 1, "currency_code": order.currency,
        "currency_exchange_rate": "1.0000000000", "default_currency_id": 1,
        "default_currency_code": order.currency, "store_default_currency_code": order.currency,
        "store_default_to_transactional_exchange_rate": "1.0000000000",
        "credit_card_type": null, "tax_provider_id": "BasicTaxProvider",
    }))
}

fn origin(order: &Order) -> Map<String, Value> {
    let from = &order.origin;
    let mut shown = object(json!({
        "cart_id": order.cart_id, "staff_notes": order.staff_notes,
        "customer_message": order.customer_message, "order_is_digital": false,
        "order_source": "www", "channel_id": from.channel_id,
        "external_source": from.external_source, "external_id": null,
        "external_merchant_id": from.external_merchant_id,
        "external_order_id": from.external_order_id, "ebay_order_id": "0",
        "ip_address": "", "ip_address_v6": "", "geoip_country": order.billing.address.country,
        "geoip_country_iso2": order.billing.address.country_iso2, "is_email_opt_in": false,
        "customer_locale": "en", "fees": [],
    }));
    shown.extend(from.said.clone());
    shown
}

/// The link that BigCommerce makes of carrier and number when it was given none.
fn tracking_link(shipment: &Shipment) -> String {
    let by = &shipment.carriage;
    let carrier = if by.provider.is_empty() {
        &by.carrier
    } else {
        &by.provider
    };
    if carrier.is_empty() || shipment.tracking_number.is_empty() || !by.link.is_empty() {
        return String::new();
    }
    let number = &shipment.tracking_number;
    format!("https://tracking.practice.example/{carrier}/{number}")
}

fn contact(contact: &Contact) -> Value {
    let at = &contact.address;
    json!({
        "first_name": contact.first_name, "last_name": contact.last_name,
        "company": contact.company, "street_1": at.street_1, "street_2": at.street_2,
        "city": at.city, "state": at.state, "zip": at.zip, "country": at.country,
        "country_iso2": at.country_iso2, "phone": contact.phone, "email": contact.email,
        "form_fields": [],
    })
}

/// Where a part of an order is read.
pub fn link(order: &Order, call: &Call, part: &str) -> Value {
    let resource = format!("/orders/{}/{part}", order.id);
    let url = format!("{}/stores/{}/v2{resource}", call.base, call.store);
    json!({"url": url, "resource": resource})
}

fn taxed(name: &str, with_tax: i64, permille: i64) -> [(String, Value); 3] {
    let tax = money::tax_in(with_tax, permille);
    [
        (format!("{name}_ex_tax"), money::v2(with_tax - tax).into()),
        (format!("{name}_inc_tax"), money::v2(with_tax).into()),
        (format!("{name}_tax"), money::v2(tax).into()),
    ]
}

fn object(value: Value) -> Map<String, Value> {
    if let Value::Object(map) = value {
        map
    } else {
        Map::new()
    }
}
