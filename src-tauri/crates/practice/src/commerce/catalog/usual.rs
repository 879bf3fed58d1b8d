//! What BigCommerce shows of a product where nothing was set.

use serde_json::{Map, Value, json};

/// The fields nobody set.
pub fn usual() -> Map<String, Value> {
    let mut usual = Map::new();
    for part in [goods(), offer()] {
        if let Value::Object(fields) = part {
            usual.extend(fields);
        }
    }
    usual
}

fn goods() -> Value {
    json!({
        "name": "", "type": "physical", "sku": "", "description": "", "weight": 0, "width": 0,
        "depth": 0, "height": 0, "price": 0, "cost_price": 0, "retail_price": 0,
        "sale_price": 0, "map_price": 0, "tax_class_id": 0, "product_tax_code": "",
        "categories": [], "brand_id": 0, "option_set_id": null, "option_set_display": "right",
        "inventory_tracking": "none", "reviews_rating_sum": 0, "reviews_count": 0,
        "total_sold": 0, "fixed_cost_shipping_price": 0, "is_free_shipping": false,
        "is_visible": true, "is_featured": false, "related_products": [-1], "warranty": "",
        "bin_picking_number": "", "layout_file": "", "upc": "", "mpn": "", "gtin": "",
        "date_last_imported": null, "search_keywords": "",
    })
}

fn offer() -> Value {
    json!({
        "availability": "available", "availability_description": "",
        "gift_wrapping_options_type": "any", "gift_wrapping_options_list": [],
        "sort_order": 0, "condition": "New", "is_condition_shown": false,
        "order_quantity_minimum": 0, "order_quantity_maximum": 0, "page_title": "",
        "meta_keywords": [], "meta_description": "", "view_count": 0,
        "preorder_release_date": null, "preorder_message": "", "is_preorder_only": false,
        "is_price_hidden": false, "price_hidden_label": "",
        "open_graph_type": "product", "open_graph_title": "", "open_graph_description": "",
        "open_graph_use_meta_description": true, "open_graph_use_product_name": true,
        "open_graph_use_image": true,
    })
}
