//! What each action is about, where nothing offers it for a choice: orders, carts and refunds that the
//! control panel makes, and what other actions make. An action that is not here cannot be walked.

use std::sync::atomic::{AtomicU32, Ordering};

use patchbay_core::view::CallState;
use serde_json::{Value, json};

use crate::support::shop::{Shop, answer};
use crate::{action, given};

/// Places of an action's example, and what stands there instead.
pub type Own = Vec<(&'static str, Value)>;

/// What an action is about; `None` where nothing is known of it.
pub async fn of(shop: &Shop, id: &str) -> Option<Own> {
    Some(match id {
        "list_orders" | "count_orders" => {
            shop.order("card").await;
            vec![]
        }
        "get_store" | "list_order_statuses" | "list_inventory_locations" => vec![],
        "get_order"
        | "list_order_products"
        | "list_order_shipping_addresses"
        | "list_transactions"
        | "set_order_status"
        | "archive_order"
        | "set_order_metafield" => vec![("/order_id", shop.order("card").await)],
        "create_order" => vec![("/external_order_id", fresh("WEB"))],
        "update_order" => vec![
            ("/order_id", shop.order("card").await),
            ("/external_order_id", fresh("WEB")),
        ],
        "capture_payment" | "void_payment" => {
            vec![("/order_id", shop.order("card_authorized").await)]
        }
        "http_request" => vec![("/query/0/value", shop.named("list_products").await)],
        _ => return in_parts(shop, id).await,
    })
}

async fn in_parts(shop: &Shop, id: &str) -> Option<Own> {
    Some(match id {
        "create_shipment" => vec![
            ("/order_id", shop.order("card").await),
            ("/items/0/quantity", json!(1)),
        ],
        "list_shipments" => vec![(
            "/order_id",
            shop.made("create_shipment").await.0["order_id"].take(),
        )],
        "update_shipment" => {
            let (given, made) = shop.made("create_shipment").await;
            vec![
                ("/order_id", given["order_id"].clone()),
                ("/shipment_id", made["id"].clone()),
            ]
        }
        "list_order_metafields" => {
            let (given, _) = shop.made("set_order_metafield").await;
            vec![("/order_id", given["order_id"].clone())]
        }
        "quote_refund" => shop.refunded_items().await,
        "create_refund" => shop.quoted().await,
        "list_refunds" => vec![("/order_id_in/0", shop.refund().await.0)],
        "get_refund" => vec![("/refund_id", shop.refund().await.1)],
        "get_cart" | "create_cart_redirect_url" => vec![("/cart_id", shop.cart().await)],
        _ => return of_catalog(shop, id).await,
    })
}

async fn of_catalog(shop: &Shop, id: &str) -> Option<Own> {
    Some(match id {
        "create_product" => vec![("/name", fresh("Mug")), ("/sku", fresh("MUG"))],
        "list_products" => vec![("/keyword", shop.product().await.1)],
        "find_variants" => vec![("/sku", shop.sku().await)],
        "get_product" | "update_product" | "delete_product" | "add_product_image"
        | "update_variant" => vec![("/product_id", shop.product().await.0)],
        "list_product_images" => {
            let (given, _) = shop.made("add_product_image").await;
            vec![("/product_id", given["product_id"].clone())]
        }
        "list_categories" | "list_brands" | "list_price_lists" => {
            vec![("/name_like", shop.named(id).await)]
        }
        "upsert_price_records" => vec![("/records/0/sku", shop.sku().await)],
        "get_inventory" => vec![
            ("/sku_in/0", shop.sku().await),
            ("/sku_in/1", shop.sku().await),
        ],
        "adjust_inventory_absolute" => vec![("/items/0/sku", shop.sku().await)],
        "adjust_inventory_relative" => vec![],
        _ => return of_people(shop, id).await,
    })
}

async fn of_people(shop: &Shop, id: &str) -> Option<Own> {
    Some(match id {
        "create_customer" => vec![(
            "/email",
            json!(format!("{}@example.com", word(fresh("ada")))),
        )],
        "find_customers" => vec![(
            "/email_in/0",
            shop.made("create_customer").await.0["email"].take(),
        )],
        "update_customer" => vec![("/id", shop.customer().await)],
        "create_customer_address" => vec![("/customer_id", shop.customer().await)],
        "list_customer_addresses" => {
            let (given, _) = shop.made("create_customer_address").await;
            vec![("/customer_id_in/0", given["customer_id"].clone())]
        }
        "list_customer_groups" => vec![("/name_like", shop.named(id).await)],
        "create_coupon" => vec![("/code", fresh("QUAY")), ("/name", fresh("Ten off"))],
        "list_coupons" => vec![("/code", shop.made("create_coupon").await.0["code"].take())],
        _ => return None,
    })
}

impl Shop {
    /// What an action was filled in with, and what it made.
    async fn made(&self, id: &str) -> (Value, Value) {
        let action = action(id);
        let given = Box::pin(given::of(self, action)).await;
        let call = self.run(id, given.clone()).await;
        assert_eq!(call.row.state, CallState::Done, "{id}: {call:?}");
        let made = answer(&call).pointer(&action.answer).cloned().unwrap();
        (given, made)
    }

    /// Presses one of the control panel's buttons of this store.
    async fn press(&self, button: &str, body: Value) -> Value {
        let path = format!("stores/{}/{button}", self.hash);
        self.bench.drive(&path, body).await
    }

    async fn order(&self, paid_by: &str) -> Value {
        self.press("orders", json!({ "paid_by": paid_by })).await["order_id"].take()
    }

    async fn cart(&self) -> Value {
        self.press("carts", json!({})).await["cart_id"].take()
    }

    /// An order and its refund.
    async fn refund(&self) -> (Value, Value) {
        let order = self.order("card").await;
        let button = format!("orders/{order}/refund");
        let mut made = self.press(&button, json!({ "share": "partial" })).await;
        (order, made["refund_id"].take())
    }

    /// A product and its name.
    async fn product(&self) -> (Value, Value) {
        let (given, made) = self.made("create_product").await;
        (made["id"].clone(), given["name"].clone())
    }

    async fn sku(&self) -> Value {
        self.made("create_product").await.0["sku"].take()
    }

    async fn customer(&self) -> Value {
        let (_, made) = self.made("create_customer").await;
        made["id"].clone()
    }

    /// The name of the first thing that a listing action lists.
    async fn named(&self, id: &str) -> Value {
        let listed = answer(&self.run(id, json!({})).await);
        let first = format!("{}/0/name", action(id).answer);
        listed.pointer(&first).cloned().unwrap()
    }

    /// An order with one of its products and a part of its shipping.
    async fn refunded_items(&self) -> Own {
        let order = self.order("card").await;
        let addresses = self.run(
            "list_order_shipping_addresses",
            json!({ "order_id": order }),
        );
        let address = answer(&addresses.await)[0]["id"].take();
        vec![
            ("/order_id", order),
            ("/items/1/item_id", address),
            ("/items/1/amount", json!("1.00")),
        ]
    }

    /// An order with one of its products, and payments as they are quoted for it.
    async fn quoted(&self) -> Own {
        let order = self.order("card").await;
        let lines = self.run("list_order_products", json!({ "order_id": order }));
        let line = answer(&lines.await)[0]["id"].take();
        let items = json!([{ "item_type": "PRODUCT", "item_id": line, "quantity": 1 }]);
        let quote = json!({ "order_id": order, "items": items });
        let quote = answer(&self.run("quote_refund", quote).await);
        let method = quote["data"]["refund_methods"][0]
            .as_array()
            .unwrap()
            .iter();
        let payment = |it: &Value| {
            json!({ "provider_id": it["provider_id"], "offline": it["offline"],
                "amount": it["amount"].to_string() })
        };
        let payments = method.map(payment).collect();
        vec![
            ("/order_id", order),
            ("/items", items),
            ("/payments", payments),
        ]
    }
}

/// A text that nothing had before.
fn fresh(text: &str) -> Value {
    static NTH: AtomicU32 = AtomicU32::new(1);
    json!(format!("{text}-{}", NTH.fetch_add(1, Ordering::Relaxed)))
}

fn word(text: Value) -> String {
    text.as_str().unwrap().to_owned()
}
