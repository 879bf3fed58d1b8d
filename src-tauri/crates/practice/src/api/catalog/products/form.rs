//! The fields of a product, as the OpenAPI describes them.

use crate::api::form::Kind::{
    Flag, NotKept, Number, Numbers, Object, Objects, ReadOnly, Text, Texts, Time, Whole, Word,
};
use crate::api::form::{Field, INT_MOST, NUMBER_MOST, field};

const LONG: usize = 65_535;
const COUNT: i64 = 1_000_000_000;

/// Every field of a product's body.
pub const PRODUCT: &[Field] = &[
    field("name", Text(1, 250)).required(),
    field("type", Word(&["physical", "digital"])).required(),
    field("sku", Text(0, 255)),
    field("description", Text(0, usize::MAX)),
    field("weight", Number(NUMBER_MOST)).required(),
    field("width", Number(NUMBER_MOST)),
    field("depth", Number(NUMBER_MOST)),
    field("height", Number(NUMBER_MOST)),
    field("price", Number(NUMBER_MOST)).required(),
    field("cost_price", Number(NUMBER_MOST)),
    field("retail_price", Number(NUMBER_MOST)),
    field("sale_price", Number(NUMBER_MOST)),
    field("map_price", Number(NUMBER_MOST)),
    field("tax_class_id", Whole(0, 255)),
    field("product_tax_code", Text(0, 255)),
    field("categories", Numbers(1_000)),
    field("brand_id", Whole(0, COUNT)),
    field("brand_name", Text(1, 255)),
    field("inventory_level", Whole(0, INT_MOST)),
    field("inventory_warning_level", Whole(0, INT_MOST)),
    field("inventory_tracking", Word(&["none", "product", "variant"])),
    field("fixed_cost_shipping_price", Number(NUMBER_MOST)),
    field("is_free_shipping", Flag),
    field("is_visible", Flag),
    field("is_featured", Flag),
    field("related_products", Numbers(usize::MAX)),
    field("warranty", Text(0, LONG)),
    field("bin_picking_number", Text(0, 255)),
    field("layout_file", Text(0, 500)),
    field("upc", Text(0, 14)),
    field("gtin", Text(0, 14)),
    field("mpn", Text(0, 255)),
    field("search_keywords", Text(0, LONG)),
    field("availability", Word(&["available", "disabled", "preorder"])),
    field("availability_description", Text(0, 255)),
    field("gift_wrapping_options_type", Word(&["any", "none", "list"])),
    field("gift_wrapping_options_list", Numbers(usize::MAX)),
    field("sort_order", SORT_ORDER),
    field("condition", Word(&["New", "Used", "Refurbished"])),
    field("is_condition_shown", Flag),
    field("order_quantity_minimum", Whole(0, COUNT)),
    field("order_quantity_maximum", Whole(0, COUNT)),
    field("page_title", Text(0, 255)),
    field("meta_keywords", Texts),
    field("meta_description", Text(0, LONG)),
    field("view_count", Whole(0, COUNT)),
    field("preorder_release_date", Time).nullable(),
    field("preorder_message", Text(0, 255)),
    field("is_preorder_only", Flag),
    field("is_price_hidden", Flag),
    field("price_hidden_label", Text(0, 200)),
    field("custom_url", Object(CUSTOM_URL)),
    field("open_graph_type", Word(OPEN_GRAPH)),
    field("open_graph_title", Text(0, LONG)),
    field("open_graph_description", Text(0, LONG)),
    field("open_graph_use_meta_description", Flag),
    field("open_graph_use_product_name", Flag),
    field("open_graph_use_image", Flag),
    field("date_last_imported", Time).nullable(),
    field("reviews_rating_sum", Whole(0, INT_MOST)),
    field("reviews_count", Whole(0, INT_MOST)),
    field("total_sold", Whole(0, INT_MOST)),
    field("custom_fields", Objects(CUSTOM_FIELD, 200)),
    field("images", Objects(IMAGE, 1_000)),
    field("variants", NotKept),
    field("videos", NotKept),
    field("bulk_pricing_rules", NotKept),
    field("id", ReadOnly),
    field("date_created", ReadOnly),
    field("date_modified", ReadOnly),
    field("calculated_price", ReadOnly),
    field("base_variant_id", ReadOnly),
    field("option_set_id", ReadOnly),
    field("option_set_display", ReadOnly),
    field("options", ReadOnly),
    field("modifiers", ReadOnly),
    field("primary_image", ReadOnly),
    field("parent_relations", ReadOnly),
    field("channels", ReadOnly),
    field("reviews", ReadOnly),
];

/// Every field of an image's body.
pub const IMAGE: &[Field] = &[
    field("id", Whole(1, INT_MOST)),
    field("image_url", Text(1, 255)),
    field("is_thumbnail", Flag),
    field("sort_order", SORT_ORDER),
    field("description", Text(0, LONG)),
    field("product_id", ReadOnly),
    field("image_file", ReadOnly),
    field("url_zoom", ReadOnly),
    field("url_standard", ReadOnly),
    field("url_thumbnail", ReadOnly),
    field("url_tiny", ReadOnly),
    field("date_modified", ReadOnly),
];

const SORT_ORDER: crate::api::form::Kind = Whole(-INT_MOST - 1, INT_MOST);

const CUSTOM_FIELD: &[Field] = &[
    field("id", Whole(1, INT_MOST)),
    field("name", Text(1, 250)).required(),
    field("value", Text(1, 250)).required(),
];

const CUSTOM_URL: &[Field] = &[
    field("url", Text(1, 255)).required(),
    field("is_customized", Flag).required(),
    field("create_redirect", Flag),
];

const OPEN_GRAPH: &[&str] = &[
    "product", "album", "book", "drink", "food", "game", "movie", "song", "tv_show",
];
