//! An order before and while it is written into the books.

use crate::model::commerce::{Contact, OrderProduct, Origin, PaymentState, ShippingAddress};
use crate::model::{Commerce, Order, id};

/// An order to be made.
#[derive(Debug, Clone, Default)]
pub struct NewOrder {
    /// The customer; 0 for a guest.
    pub customer_id: u64,
    /// The first status.
    pub status_id: u8,
    /// Who pays, and where it goes.
    pub billing: Contact,
    /// Its lines.
    pub lines: Vec<NewLine>,
    /// Shipping cost with tax, in hundredths.
    pub shipping: i64,
    /// What the customer wrote.
    pub customer_message: String,
    /// What the shop's staff noted.
    pub staff_notes: String,
    /// Where it goes, with the shipping method; absent, to who pays.
    pub ship_to: Option<(Contact, String)>,
    /// Where it came from.
    pub origin: Origin,
    /// How it is paid.
    pub payment: PaymentState,
    /// The same in the portal's words; empty takes the payment's own.
    pub payment_method: String,
    /// When it was placed, in milliseconds since the epoch; absent, now.
    pub created_ms: Option<i64>,
}

/// A line of an order to be made.
#[derive(Debug, Clone, Default)]
pub struct NewLine {
    /// The product; 0 for one that the catalogue does not have.
    pub product_id: u64,
    /// The product's variant; absent for its only one.
    pub variant_id: Option<u64>,
    /// Name.
    pub name: String,
    /// SKU.
    pub sku: String,
    /// Price of one with tax, in hundredths.
    pub price: i64,
    /// How many.
    pub quantity: u32,
    /// Weight of one.
    pub weight: f64,
}

/// Numbers an order and what hangs off it.
pub(super) fn written(
    commerce: &mut Commerce,
    currency: &str,
    new: NewOrder,
    now_ms: i64,
) -> Order {
    let standard = || (new.billing.clone(), "Standard shipping".to_owned());
    let (contact, shipping_method) = new.ship_to.unwrap_or_else(standard);
    let address = ShippingAddress {
        id: id::take(&mut commerce.next.order_address),
        contact,
        shipping_method,
    };
    let number = |line| ordered(line, id::take(&mut commerce.next.order_product), address.id);
    let products = new.lines.into_iter().map(number).collect();
    Order {
        id: id::take(&mut commerce.next.order),
        customer_id: new.customer_id,
        status_id: new.status_id,
        created_ms: new.created_ms.unwrap_or(now_ms),
        modified_ms: now_ms,
        shipped_ms: None,
        cart_id: None,
        currency: currency.to_owned(),
        billing: new.billing,
        products,
        shipping_addresses: vec![address],
        shipments: Vec::new(),
        shipping: new.shipping,
        tax_permille: 80,
        payment_method: if new.payment_method.is_empty() {
            method(new.payment).to_owned()
        } else {
            new.payment_method
        },
        staff_notes: new.staff_notes,
        customer_message: new.customer_message,
        is_deleted: false,
        origin: new.origin,
        payment: new.payment,
    }
}

fn method(payment: PaymentState) -> &'static str {
    match payment {
        PaymentState::Captured
        | PaymentState::Authorized
        | PaymentState::CapturePending
        | PaymentState::VoidPending
        | PaymentState::Voided => "Test Payment Gateway",
        PaymentState::Offline => "Manual",
    }
}

fn ordered(line: NewLine, id: u64, order_address_id: u64) -> OrderProduct {
    OrderProduct {
        id,
        product_id: line.product_id,
        variant_id: line.variant_id,
        order_address_id,
        name: line.name,
        sku: line.sku,
        price: line.price,
        quantity: line.quantity,
        quantity_shipped: 0,
        quantity_refunded: 0,
        weight: line.weight,
    }
}
