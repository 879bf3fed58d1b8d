//! The events of a store, in the data the documentation gives them, and their way into the queue
//! of every hook that takes them.

use serde_json::{Value, json};

use crate::delivery;
use crate::model::World;
use crate::model::commerce::TransactionEvent;

/// Something a store tells its hooks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// `store/order/created`.
    OrderCreated(u64),
    /// `store/order/updated`.
    OrderUpdated(u64),
    /// `store/order/archived`.
    OrderArchived(u64),
    /// `store/order/statusUpdated`.
    StatusUpdated {
        /// The order.
        order: u64,
        /// Its status until then.
        from: u8,
        /// Its status since.
        to: u8,
    },
    /// `store/order/refund/created`.
    RefundCreated {
        /// The order.
        order: u64,
        /// The refund.
        refund: u64,
    },
    /// `store/order/transaction/created`.
    TransactionCreated {
        /// The order.
        order: u64,
        /// The transaction.
        transaction: u64,
        /// What happened.
        what: TransactionEvent,
        /// What the payment provider calls it.
        gateway_id: String,
    },
    /// `store/order/metafield/…`.
    OrderMetafield {
        /// `created` or `updated`.
        what: &'static str,
        /// The metafield.
        metafield: u64,
        /// The order.
        order: u64,
    },
    /// `store/shipment/created`.
    ShipmentCreated {
        /// The shipment.
        shipment: u64,
        /// The order.
        order: u64,
    },
    /// `store/shipment/updated`.
    ShipmentUpdated {
        /// The shipment.
        shipment: u64,
        /// The order.
        order: u64,
    },
    /// `store/customer/created`.
    CustomerCreated(u64),
    /// `store/customer/updated`.
    CustomerUpdated(u64),
    /// `store/customer/address/created`.
    AddressCreated {
        /// The address.
        address: u64,
        /// The customer.
        customer: u64,
    },
    /// `store/cart/created`.
    CartCreated(String),
    /// `store/cart/updated`.
    CartUpdated(String),
    /// `store/cart/deleted`.
    CartDeleted(String),
    /// `store/cart/abandoned`.
    CartAbandoned {
        /// The cart.
        cart: String,
        /// What the link in an e-mail to the shopper names it by.
        token: String,
    },
    /// `store/cart/lineItem/…`.
    CartLine {
        /// `created`, `updated` or `deleted`.
        what: &'static str,
        /// The line.
        line: String,
        /// The cart.
        cart: String,
    },
}

impl Event {
    /// The concrete scope it is delivered under.
    pub fn scope(&self) -> String {
        match self {
            Self::OrderCreated(_) => "store/order/created".to_owned(),
            Self::OrderUpdated(_) => "store/order/updated".to_owned(),
            Self::OrderArchived(_) => "store/order/archived".to_owned(),
            Self::StatusUpdated { .. } => "store/order/statusUpdated".to_owned(),
            Self::RefundCreated { .. } => "store/order/refund/created".to_owned(),
            Self::TransactionCreated { .. } => "store/order/transaction/created".to_owned(),
            Self::OrderMetafield { what, .. } => format!("store/order/metafield/{what}"),
            Self::ShipmentCreated { .. } => "store/shipment/created".to_owned(),
            Self::ShipmentUpdated { .. } => "store/shipment/updated".to_owned(),
            Self::CustomerCreated(_) => "store/customer/created".to_owned(),
            Self::CustomerUpdated(_) => "store/customer/updated".to_owned(),
            Self::AddressCreated { .. } => "store/customer/address/created".to_owned(),
            Self::CartCreated(_) => "store/cart/created".to_owned(),
            Self::CartUpdated(_) => "store/cart/updated".to_owned(),
            Self::CartDeleted(_) => "store/cart/deleted".to_owned(),
            Self::CartAbandoned { .. } => "store/cart/abandoned".to_owned(),
            Self::CartLine { what, .. } => format!("store/cart/lineItem/{what}"),
        }
    }

    /// The envelope's `data`.
    pub fn data(&self) -> Value {
        match self {
            Self::OrderCreated(id) | Self::OrderUpdated(id) | Self::OrderArchived(id) => {
                json!({"type": "order", "id": id})
            }
            Self::StatusUpdated { order, from, to } => json!({
                "type": "order", "id": order,
                "status": {"previous_status_id": from, "new_status_id": to},
            }),
            Self::RefundCreated { order, refund } => {
                json!({"type": "order", "id": order, "refund": {"refund_id": refund}})
            }
            Self::TransactionCreated {
                order,
                transaction,
                what,
                gateway_id,
            } => transacted(*order, *transaction, *what, gateway_id),
            Self::OrderMetafield {
                metafield, order, ..
            } => json!({"metafield_id": metafield, "resource_id": order.to_string()}),
            Self::ShipmentCreated { shipment, order }
            | Self::ShipmentUpdated { shipment, order } => {
                json!({"type": "shipment", "id": shipment, "orderId": order})
            }
            Self::CustomerCreated(id) | Self::CustomerUpdated(id) => {
                json!({"type": "customer", "id": id})
            }
            Self::AddressCreated { address, customer } => {
                json!({"type": "customer", "id": address, "address": {"customer_id": customer}})
            }
            Self::CartCreated(id) | Self::CartUpdated(id) | Self::CartDeleted(id) => {
                json!({"type": "cart", "id": id})
            }
            Self::CartAbandoned { cart, token } => {
                json!({"type": "cart", "id": cart, "token": token})
            }
            Self::CartLine { line, cart, .. } => {
                json!({"type": "cart_line_item", "id": line, "cartId": cart})
            }
        }
    }
}

fn transacted(order: u64, id: u64, what: TransactionEvent, gateway_id: &str) -> Value {
    json!({
        "type": "transaction", "order_id": order.to_string(), "transaction_id": id.to_string(),
        "transaction_status": "complete", "transaction_type": what.word(),
        "result": {"code": what.word(), "message": what.word(), "type": "success"},
        "platform_transaction_id": id.to_string(), "provider_transaction_id": gateway_id,
    })
}

/// Queues events, in order.
pub(super) fn tell(world: &mut World, store: &str, events: impl IntoIterator<Item = Event>) {
    for event in events {
        delivery::publish(world, store, &event.scope(), &event.data());
    }
}
