//! The fields of a product, as the OpenAPI describes them.

use crate::api::shape::Kind::{
    Choice, Each, Flag, Group, Integers, Text, Texts, Time, UpTo, Within,
};
use crate::api::shape::{ANY, Field, INT_MOST, Kind, NUMBER_MOST};
use crate::api::shape::{may, must, or_null, passed_over, unheeded};

const LONG: usize = 65_535;
const COUNT: i64 = 1_000_000_000;

/// Every field of a product's body.
pub const PRODUCT: &[Field] = &[
    must("name", Text(1, 250)),
    must("type", Choice(&["physical", "digital"])),
    may("sku", Text(0, 255)),
    may("description", Text(0, usize::MAX)),
    must("weight", UpTo(NUMBER_MOST)),
    may("width", UpTo(NUMBER_MOST)),
    may("depth", UpTo(NUMBER_MOST)),
    may("height", UpTo(NUMBER_MOST)),
    must("price", UpTo(NUMBER_MOST)),
    may("cost_price", UpTo(NUMBER_MOST)),
    may("retail_price", UpTo(NUMBER_MOST)),
    may("sale_price", UpTo(NUMBER_MOST)),
    may("map_price", UpTo(NUMBER_MOST)),
    may("tax_class_id", Within(0, 255)),
    may("product_tax_code", Text(0, 255)),
    may("categories", Integers(1_000)),
    may("brand_id", Within(0, COUNT)),
    may("brand_name", Text(1, 255)),
    may("inventory_level", Within(0, INT_MOST)),
    may("inventory_warning_level", Within(0, INT_MOST)),
    may(
        "inventory_tracking",
        Choice(&["none", "product", "variant"]),
    ),
    may("fixed_cost_shipping_price", UpTo(NUMBER_MOST)),
    may("is_free_shipping", Flag),
    may("is_visible", Flag),
    may("is_featured", Flag),
    may("related_products", Integers(ANY)),
    may("warranty", Text(0, LONG)),
    may("bin_picking_number", Text(0, 255)),
    may("layout_file", Text(0, 500)),
    may("upc", Text(0, 14)),
    may("gtin", Text(0, 14)),
    may("mpn", Text(0, 255)),
    may("search_keywords", Text(0, LONG)),
    may(
        "availability",
        Choice(&["available", "disabled", "preorder"]),
    ),
    may("availability_description", Text(0, 255)),
    may(
        "gift_wrapping_options_type",
        Choice(&["any", "none", "list"]),
    ),
    may("gift_wrapping_options_list", Integers(ANY)),
    may("sort_order", SORT_ORDER),
    may("condition", Choice(&["New", "Used", "Refurbished"])),
    may("is_condition_shown", Flag),
    may("order_quantity_minimum", Within(0, COUNT)),
    may("order_quantity_maximum", Within(0, COUNT)),
    may("page_title", Text(0, 255)),
    may("meta_keywords", Texts),
    may("meta_description", Text(0, LONG)),
    may("view_count", Within(0, COUNT)),
    or_null("preorder_release_date", Time),
    may("preorder_message", Text(0, 255)),
    may("is_preorder_only", Flag),
    may("is_price_hidden", Flag),
    may("price_hidden_label", Text(0, 200)),
    may("custom_url", Group(CUSTOM_URL)),
    may("open_graph_type", Choice(OPEN_GRAPH)),
    may("open_graph_title", Text(0, LONG)),
    may("open_graph_description", Text(0, LONG)),
    may("open_graph_use_meta_description", Flag),
    may("open_graph_use_product_name", Flag),
    may("open_graph_use_image", Flag),
    or_null("date_last_imported", Time),
    may("reviews_rating_sum", Within(0, INT_MOST)),
    may("reviews_count", Within(0, INT_MOST)),
    may("total_sold", Within(0, INT_MOST)),
    may("custom_fields", Each(CUSTOM_FIELD, 200)),
    may("images", Each(IMAGE, 1_000)),
    unheeded("variants"),
    unheeded("videos"),
    unheeded("bulk_pricing_rules"),
    passed_over("id"),
    passed_over("date_created"),
    passed_over("date_modified"),
    passed_over("calculated_price"),
    passed_over("base_variant_id"),
    passed_over("option_set_id"),
    passed_over("option_set_display"),
    passed_over("options"),
    passed_over("modifiers"),
    passed_over("primary_image"),
    passed_over("parent_relations"),
    passed_over("channels"),
    passed_over("reviews"),
];

/// Every field of an image's body.
pub const IMAGE: &[Field] = &[
    may("id", Within(1, INT_MOST)),
    may("image_url", Text(1, 255)),
    may("is_thumbnail", Flag),
    may("sort_order", SORT_ORDER),
    may("description", Text(0, LONG)),
    passed_over("product_id"),
    passed_over("image_file"),
    passed_over("url_zoom"),
    passed_over("url_standard"),
    passed_over("url_thumbnail"),
    passed_over("url_tiny"),
    passed_over("date_modified"),
];

const SORT_ORDER: Kind = Within(-INT_MOST - 1, INT_MOST);

const CUSTOM_FIELD: &[Field] = &[
    may("id", Within(1, INT_MOST)),
    must("name", Text(1, 250)),
    must("value", Text(1, 250)),
];

const CUSTOM_URL: &[Field] = &[
    must("url", Text(1, 255)),
    must("is_customized", Flag),
    may("create_redirect", Flag),
];

const OPEN_GRAPH: &[&str] = &[
    "product", "album", "book", "drink", "food", "game", "movie", "song", "tv_show",
];
