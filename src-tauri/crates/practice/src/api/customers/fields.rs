//! What the bodies of customers and addresses hold, as the documentation has it.

use crate::api::shape::{ANY, Field, Kind, may, must, or_null};

const TEXT: usize = 65_535;

/// What customers have in common before and after they are made.
macro_rules! customer {
    ($($more:expr),* $(,)?) => {
        &[
            may("company", Kind::Text(0, 255)),
            may("phone", Kind::Text(0, 50)),
            may("notes", Kind::Text(0, TEXT)),
            may("tax_exempt_category", Kind::Text(0, 255)),
            may("customer_group_id", Kind::Whole),
            may("authentication", Kind::Group(AUTHENTICATION)),
            may("accepts_product_review_abandoned_cart_emails", Kind::Flag),
            may("store_credit_amounts", Kind::Each(CREDIT, ANY)),
            or_null("channel_ids", Kind::Wholes),
            may("form_fields", Kind::Nothing),
            $($more),*
        ]
    };
}

/// A customer to be made.
pub(super) const CREATE: &[Field] = customer!(
    must("email", Kind::Text(3, 250)),
    must("first_name", Kind::Text(1, 100)),
    must("last_name", Kind::Text(1, 100)),
    may("addresses", Kind::Each(OWN_ADDRESS, ANY)),
    may("attributes", Kind::Nothing),
    may("trigger_account_created_notification", Kind::Flag),
    may("origin_channel_id", Kind::Whole),
);

/// A customer to be changed.
pub(super) const UPDATE: &[Field] = customer!(
    must("id", Kind::Whole),
    may("email", Kind::Text(3, 250)),
    may("first_name", Kind::Text(1, 100)),
    may("last_name", Kind::Text(1, 100)),
);

/// What addresses have in common, wherever they stand.
macro_rules! address {
    ($($more:expr),* $(,)?) => {
        &[
            must("first_name", Kind::Text(1, 255)),
            must("last_name", Kind::Text(1, 255)),
            must("address1", Kind::Text(1, 255)),
            must("city", Kind::Text(0, 100)),
            must("country_code", Kind::Text(2, 2)),
            may("address2", Kind::Text(0, 255)),
            may("company", Kind::Text(0, 255)),
            may("phone", Kind::Text(0, 50)),
            may("address_type", Kind::Choice(&["residential", "commercial"])),
            may("form_fields", Kind::Nothing),
            $($more),*
        ]
    };
}

/// An address to be made.
pub(super) const ADDRESS: &[Field] = address!(
    must("customer_id", Kind::Whole),
    must("state_or_province", Kind::Text(0, 100)),
    must("postal_code", Kind::Text(0, 30)),
);

/// An address within a customer to be made, which needs less.
const OWN_ADDRESS: &[Field] = address!(
    may("state_or_province", Kind::Text(0, 100)),
    may("postal_code", Kind::Text(0, 30)),
);

const AUTHENTICATION: &[Field] = &[
    may("force_password_reset", Kind::Flag),
    may("new_password", Kind::Text(7, TEXT)),
];

const CREDIT: &[Field] = &[must("amount", Kind::Number)];
