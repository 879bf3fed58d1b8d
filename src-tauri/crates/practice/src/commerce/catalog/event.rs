//! What a store tells of its catalogue, in the data the documentation gives it.

use serde_json::{Value, json};

use crate::delivery;
use crate::model::World;

/// Something a store tells its hooks of its catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CatalogEvent {
    /// `store/product/created`.
    Created(u64),
    /// `store/product/updated`.
    Updated(u64),
    /// `store/product/deleted`.
    Deleted(u64),
    /// `store/product/inventory/updated`: by the API or in the control panel.
    Counted {
        /// The product.
        product: u64,
        /// By how many its stock changed.
        by: i64,
    },
    /// `store/product/inventory/order/updated`.
    Sold {
        /// The product.
        product: u64,
        /// By how many its stock changed.
        by: i64,
    },
}

impl CatalogEvent {
    /// The concrete scope it is delivered under.
    pub fn scope(&self) -> &'static str {
        match self {
            Self::Created(_) => "store/product/created",
            Self::Updated(_) => "store/product/updated",
            Self::Deleted(_) => "store/product/deleted",
            Self::Counted { .. } => "store/product/inventory/updated",
            Self::Sold { .. } => "store/product/inventory/order/updated",
        }
    }

    /// The envelope's `data`.
    pub fn data(&self) -> Value {
        match self {
            Self::Created(id) | Self::Updated(id) | Self::Deleted(id) => {
                json!({"type": "product", "id": id})
            }
            Self::Counted { product, by } => counted(*product, "absolute", *by),
            Self::Sold { product, by } => counted(*product, "relative", *by),
        }
    }
}

fn counted(product: u64, method: &str, by: i64) -> Value {
    json!({
        "type": "product", "id": product,
        "inventory": {"product_id": product, "method": method, "value": by},
    })
}

/// Queues events, in order.
pub(super) fn tell(world: &mut World, store: &str, events: impl IntoIterator<Item = CatalogEvent>) {
    for event in events {
        delivery::publish(world, store, event.scope(), &event.data());
    }
}
