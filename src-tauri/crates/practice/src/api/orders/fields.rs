//! What the bodies of orders and shipments hold, as the documentation has it. What it has and the
//! practice stores do not calculate is refused by name, so that nobody takes it for done.

use crate::api::shape::{ANY, Field, Kind, may, must, or_null, read_only, unheeded};

const TEXT: usize = 65_535;

/// What orders have in common before and after they are made.
macro_rules! order {
    ($($more:expr),* $(,)?) => {
        &[
            may("customer_id", Kind::Whole),
            may("status_id", Kind::Whole),
            may("channel_id", Kind::Whole),
            may("external_order_id", Kind::Text(0, 255)),
            or_null("external_source", Kind::Text(0, 255)),
            may("staff_notes", Kind::Text(0, TEXT)),
            may("customer_message", Kind::Text(0, TEXT)),
            may("payment_method", Kind::Text(0, 255)),
            may("base_shipping_cost", Kind::Amount),
            may("shipping_cost_ex_tax", Kind::Amount),
            may("shipping_cost_inc_tax", Kind::Amount),
            may("geoip_country", Kind::Text(0, 255)),
            may("geoip_country_iso2", Kind::Text(0, 2)),
            may("ip_address", Kind::Text(0, 30)),
            may("ip_address_v6", Kind::Text(0, 39)),
            may("order_source", Kind::Text(0, 255)),
            may("ebay_order_id", Kind::Text(0, 255)),
            may("customer_locale", Kind::Text(0, 35)),
            may("tax_provider_id", Kind::Text(0, 255)),
            may("order_is_digital", Kind::Flag),
            unheeded("consignments"),
            unheeded("fees"),
            unheeded("payment_provider_id"),
            unheeded("base_handling_cost"),
            unheeded("base_wrapping_cost"),
            unheeded("discount_amount"),
            unheeded("handling_cost_ex_tax"),
            unheeded("handling_cost_inc_tax"),
            unheeded("wrapping_cost_ex_tax"),
            unheeded("wrapping_cost_inc_tax"),
            unheeded("subtotal_ex_tax"),
            unheeded("subtotal_inc_tax"),
            unheeded("total_ex_tax"),
            unheeded("total_inc_tax"),
            unheeded("refunded_amount"),
            unheeded("items_shipped"),
            read_only("id"),
            read_only("external_id"),
            read_only("date_modified"),
            read_only("date_shipped"),
            read_only("status"),
            read_only("payment_status"),
            read_only("cart_id"),
            $($more),*
        ]
    };
}

/// An order to be made.
pub(super) const CREATE: &[Field] = order!(
    must("billing_address", Kind::Group(BILLING)),
    must("products", Kind::Each(LINE, ANY)),
    may("shipping_addresses", Kind::Each(SHIPPING, ANY)),
    or_null("external_merchant_id", Kind::Text(0, 255)),
    may("date_created", Kind::Text(1, 64)),
    unheeded("default_currency_code"),
    unheeded("items_total"),
);

/// An order to be changed.
pub(super) const UPDATE: &[Field] = order!(
    may("billing_address", Kind::Group(BILLING_CHANGE)),
    unheeded("products"),
    unheeded("shipping_addresses"),
    unheeded("date_created"),
    read_only("items_total"),
    read_only("external_merchant_id"),
    read_only("default_currency_code"),
);

/// Fields of an order that are kept as they are said, because nothing follows from them.
pub(super) const SAID: &[&str] = &[
    "geoip_country",
    "geoip_country_iso2",
    "ip_address",
    "ip_address_v6",
    "order_source",
    "ebay_order_id",
    "customer_locale",
    "tax_provider_id",
    "order_is_digital",
];

macro_rules! contact {
    ($($more:expr),*) => {
        &[
            may("first_name", Kind::Text(0, 255)),
            may("last_name", Kind::Text(0, 255)),
            may("company", Kind::Text(0, 255)),
            may("street_1", Kind::Text(0, 255)),
            may("street_2", Kind::Text(0, 255)),
            may("city", Kind::Text(0, 255)),
            may("state", Kind::Text(0, 255)),
            may("country", Kind::Text(0, 255)),
            may("country_iso2", Kind::Text(0, 2)),
            may("phone", Kind::Text(0, 50)),
            may("email", Kind::Text(0, 255)),
            may("form_fields", Kind::Nothing),
            $($more),*
        ]
    };
}

const BILLING: &[Field] = contact!(must("zip", Kind::Text(2, 30)));
const BILLING_CHANGE: &[Field] = contact!(may("zip", Kind::Text(2, 30)));
const SHIPPING: &[Field] = contact!(
    may("zip", Kind::Text(0, 30)),
    may("shipping_method", Kind::Text(0, 255))
);

const LINE: &[Field] = &[
    may("product_id", Kind::Whole),
    may("name", Kind::Text(1, 250)),
    may("name_customer", Kind::Text(1, 250)),
    may("name_merchant", Kind::Text(0, 250)),
    must("quantity", Kind::Whole),
    may("price_inc_tax", Kind::Amount),
    may("price_ex_tax", Kind::Amount),
    may("sku", Kind::Text(0, 255)),
    may("variant_id", Kind::Whole),
    may("product_options", Kind::Nothing),
    unheeded("upc"),
    unheeded("wrapping_id"),
    unheeded("wrapping_name"),
    unheeded("wrapping_message"),
    unheeded("wrapping_cost_ex_tax"),
    unheeded("wrapping_cost_inc_tax"),
];

const ITEM: &[Field] = &[
    must("order_product_id", Kind::Whole),
    must("quantity", Kind::Whole),
    may("product_id", Kind::Whole),
];

/// What shipments have in common before and after they are made.
macro_rules! shipment {
    ($($more:expr),* $(,)?) => {
        &[
            may("tracking_number", Kind::Text(0, 50)),
            may("tracking_link", Kind::Text(0, 500)),
            may("tracking_carrier", Kind::Text(0, 100)),
            may("shipping_provider", Kind::Text(0, 100)),
            may("shipping_method", Kind::Text(0, 255)),
            may("merchant_shipping_cost", Kind::Amount),
            may("comments", Kind::Text(0, TEXT)),
            $($more),*
        ]
    };
}

/// A shipment to be made.
pub(super) const SHIP: &[Field] = shipment!(
    must("order_address_id", Kind::Whole),
    must("items", Kind::Each(ITEM, ANY)),
);

/// A shipment to be changed.
pub(super) const RESHIP: &[Field] = shipment!(
    may("order_address_id", Kind::Whole),
    read_only("id"),
    read_only("order_id"),
    read_only("items"),
);
