//! What a refund would give back, and by which ways.

use super::{left, of_order, tax, total};
use crate::commerce::CommerceError;
use crate::model::commerce::{PaymentState, RefundItem};
use crate::model::{Commerce, Order};

/// The provider that takes the cards of practice orders.
pub const PROVIDER: &str = "testgateway";

/// One thing to be refunded, as the API takes it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RequestedItem {
    /// `PRODUCT`, `GIFT_WRAPPING`, `SHIPPING`, `HANDLING`, `ORDER` or `FEE`.
    pub item_type: String,
    /// Order product, order address or order.
    pub item_id: u64,
    /// How many, for products.
    pub quantity: Option<u32>,
    /// In hundredths, for everything but products.
    pub amount: Option<i64>,
    /// Why.
    pub reason: String,
}

/// What a refund would be.
#[derive(Debug, Clone)]
pub struct Quote {
    /// In hundredths.
    pub amount: i64,
    /// Tax contained in it, in hundredths.
    pub tax: i64,
    /// The part asked for the order as a whole, without tax, in hundredths.
    pub order_level: i64,
    /// The items with what each gives back.
    pub items: Vec<RefundItem>,
    /// The ways it can be paid; each pays the whole amount.
    pub methods: Vec<Method>,
}

/// One way to pay a refund.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Method {
    /// `provider_id`.
    pub provider: &'static str,
    /// Name on screen.
    pub about: &'static str,
    /// Whether the merchant pays outside of BigCommerce.
    pub offline: bool,
}

const CARD: Method = Method {
    provider: PROVIDER,
    about: "Test Payment Gateway",
    offline: false,
};
const CREDIT: Method = Method {
    provider: "storecredit",
    about: "Store Credit",
    offline: false,
};
const CUSTOM: Method = Method {
    provider: "custom",
    about: "Custom",
    offline: true,
};

/// What refunding these items of an order would give back.
///
/// # Errors
/// When an item is not the order's, or more is asked than is left.
pub fn quote(
    commerce: &Commerce,
    order: &Order,
    wanted: &[RequestedItem],
) -> Result<Quote, CommerceError> {
    if wanted.is_empty() {
        return Err(bad("items must name at least one item"));
    }
    check_taken(order)?;
    let items = wanted
        .iter()
        .map(|item| priced(commerce, order, item))
        .collect::<Result<Vec<_>, _>>()?;
    let amount = items.iter().map(|item| item.amount).sum();
    if amount <= 0 || amount > left(commerce, order) {
        return Err(bad(
            "The refund amount exceeds what is left to refund on the order.",
        ));
    }
    let whole = items.iter().filter(|item| item.item_type == "ORDER");
    let order_level = whole.map(|item| item.amount).sum();
    let tax = tax(order, amount - order_level);
    Ok(Quote {
        amount,
        tax,
        order_level,
        items,
        methods: methods(order),
    })
}

/// What giving back so much tax, and nothing else, would give back.
///
/// # Errors
/// When it is more tax than the order still holds.
pub fn quote_tax(commerce: &Commerce, order: &Order, amount: i64) -> Result<Quote, CommerceError> {
    check_taken(order)?;
    let back: i64 = of_order(commerce, order.id).map(|refund| refund.tax).sum();
    let held = tax(order, total(order)) - back;
    if amount <= 0 || amount > held.min(left(commerce, order)) {
        return Err(bad(
            "tax_adjustment_amount exceeds the tax that is left on the order.",
        ));
    }
    Ok(Quote {
        amount,
        tax: amount,
        order_level: 0,
        items: Vec::new(),
        methods: methods(order),
    })
}

/// The ways an order's refunds can be paid: its card if it was charged; a guest has no store credit.
pub(super) fn methods(order: &Order) -> Vec<Method> {
    let card = (order.payment == PaymentState::Captured).then_some(CARD);
    let credit = (order.customer_id != 0).then_some(CREDIT);
    card.into_iter().chain(credit).chain([CUSTOM]).collect()
}

/// Whether the money of an order was taken, so that it can be given back.
pub fn refundable(order: &Order) -> bool {
    match order.payment {
        PaymentState::Captured | PaymentState::Offline => true,
        PaymentState::Authorized
        | PaymentState::CapturePending
        | PaymentState::VoidPending
        | PaymentState::Voided => false,
    }
}

fn check_taken(order: &Order) -> Result<(), CommerceError> {
    if refundable(order) {
        return Ok(());
    }
    Err(bad("The payment of the order has not been captured."))
}

fn priced(
    commerce: &Commerce,
    order: &Order,
    item: &RequestedItem,
) -> Result<RefundItem, CommerceError> {
    let amount = match item.item_type.as_str() {
        "PRODUCT" => return product(order, item),
        "SHIPPING" => shipping(commerce, order, item)?,
        "ORDER" if item.item_id == order.id => asked(item)?,
        "ORDER" => return Err(bad("item_id of an ORDER item must be the order's id")),
        "GIFT_WRAPPING" | "HANDLING" | "FEE" | "TAX" => {
            return Err(bad("The order has no such item to refund."));
        }
        _ => return Err(bad("item_type is not one of the documented ones")),
    };
    Ok(refund_item(item, 0, amount))
}

fn product(order: &Order, item: &RequestedItem) -> Result<RefundItem, CommerceError> {
    let line = order
        .products
        .iter()
        .find(|line| line.id == item.item_id)
        .ok_or_else(|| bad("item_id is not a product of this order"))?;
    let quantity = item
        .quantity
        .ok_or_else(|| bad("quantity is required for PRODUCT"))?;
    if quantity == 0 || quantity > line.quantity.saturating_sub(line.quantity_refunded) {
        return Err(bad(
            "The quantity exceeds what is left to refund of the product.",
        ));
    }
    Ok(refund_item(
        item,
        quantity,
        line.price * i64::from(quantity),
    ))
}

fn shipping(
    commerce: &Commerce,
    order: &Order,
    item: &RequestedItem,
) -> Result<i64, CommerceError> {
    if !order
        .shipping_addresses
        .iter()
        .any(|address| address.id == item.item_id)
    {
        return Err(bad("item_id is not a shipping address of this order"));
    }
    let before = of_order(commerce, order.id)
        .flat_map(|refund| &refund.items)
        .filter(|earlier| earlier.item_type == "SHIPPING")
        .map(|earlier| earlier.amount)
        .sum::<i64>();
    let amount = asked(item)?;
    if amount > order.shipping - before {
        return Err(bad(
            "The amount exceeds what is left to refund of the shipping cost.",
        ));
    }
    Ok(amount)
}

fn asked(item: &RequestedItem) -> Result<i64, CommerceError> {
    item.amount
        .filter(|amount| *amount > 0)
        .ok_or_else(|| bad("amount must be positive"))
}

fn refund_item(item: &RequestedItem, quantity: u32, amount: i64) -> RefundItem {
    RefundItem {
        item_type: item.item_type.clone(),
        item_id: item.item_id,
        quantity,
        amount,
        reason: item.reason.clone(),
    }
}

fn bad(why: &str) -> CommerceError {
    CommerceError::BadRefund(why.to_owned())
}
