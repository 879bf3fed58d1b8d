//! Giving money back.

use super::quote::methods;
use super::{Quote, RequestedItem, left, quote};
use crate::commerce::event::{Event, tell};
use crate::commerce::{CommerceError, edit_order, store_mut};
use crate::model::commerce::{RefundItem, RefundPayment};
use crate::model::{Commerce, Order, Refund, World, id};

const REFUNDED: u8 = 4;
const PARTIALLY_REFUNDED: u8 = 14;

/// A refund to be made.
#[derive(Debug, Clone, Default)]
pub struct RefundRequest {
    /// What is refunded.
    pub items: Vec<RequestedItem>,
    /// Provider, amount in hundredths, and whether it is paid offline.
    pub payments: Vec<(String, i64, bool)>,
    /// Amount and tax in hundredths, instead of what the items come to.
    pub instead: Option<(i64, i64)>,
    /// Why.
    pub reason: String,
    /// The user who makes it; 0 for an app.
    pub user_id: u64,
}

/// Refunds as asked; returns the refund's id.
///
/// # Errors
/// When the order is unknown, an item does not fit it, or the payments are not what the quote
/// says: its amount, by one of its methods.
pub fn give_refund(
    world: &mut World,
    store: &str,
    order_id: u64,
    request: RefundRequest,
) -> Result<u64, CommerceError> {
    let now_ms = world.now_ms;
    let commerce = &mut store_mut(world, store)?.commerce;
    let order = commerce
        .orders
        .get(&order_id)
        .ok_or(CommerceError::NoOrder(order_id))?;
    let quoted = quoted(commerce, order, &request)?;
    check_payments(order, &request.payments, quoted.amount)?;
    let status = if quoted.amount == left(commerce, order) {
        REFUNDED
    } else {
        PARTIALLY_REFUNDED
    };
    let refund = written(commerce, order_id, request, &quoted, now_ms);
    let refund_id = refund.id;
    commerce.refunds.insert(refund_id, refund);
    tell(
        world,
        store,
        [Event::RefundCreated {
            order: order_id,
            refund: refund_id,
        }],
    );
    edit_order(world, store, order_id, |order| {
        take_back(order, &quoted.items, status)
    })?;
    Ok(refund_id)
}

fn quoted(
    commerce: &Commerce,
    order: &Order,
    request: &RefundRequest,
) -> Result<Quote, CommerceError> {
    let mut quoted = quote(commerce, order, &request.items)?;
    if let Some((amount, tax)) = request.instead {
        if amount <= 0 || amount > left(commerce, order) || tax > amount {
            return Err(bad(
                "merchant_calculated_override exceeds what is left to refund.",
            ));
        }
        (quoted.amount, quoted.tax) = (amount, tax);
    }
    Ok(quoted)
}

fn check_payments(
    order: &Order,
    payments: &[(String, i64, bool)],
    amount: i64,
) -> Result<(), CommerceError> {
    let guest = order.customer_id == 0;
    if guest
        && payments
            .iter()
            .any(|(provider, ..)| provider == "storecredit")
    {
        return Err(CommerceError::GuestCredit);
    }
    let offered = methods(order);
    let known = |provider: &str| offered.iter().any(|method| method.provider == provider);
    if payments.is_empty() || !payments.iter().all(|(provider, ..)| known(provider)) {
        return Err(bad("payments must use a method of the refund quote."));
    }
    let positive = payments.iter().all(|(_, amount, _)| *amount > 0);
    if !positive || payments.iter().map(|(_, amount, _)| amount).sum::<i64>() != amount {
        return Err(bad(
            "The payment amount does not match the refund amount of the quote.",
        ));
    }
    Ok(())
}

fn written(
    commerce: &mut Commerce,
    order_id: u64,
    request: RefundRequest,
    quoted: &Quote,
    now_ms: i64,
) -> Refund {
    let next = &mut commerce.next;
    let payment = |(provider_id, amount, offline)| RefundPayment {
        id: id::take(&mut next.refund_payment),
        provider_id,
        amount,
        offline,
    };
    let payments = request.payments.into_iter().map(payment).collect();
    Refund {
        id: id::take(&mut next.refund),
        order_id,
        user_id: request.user_id,
        created_ms: now_ms,
        reason: request.reason,
        amount: quoted.amount,
        tax: quoted.tax,
        overridden: request.instead.is_some(),
        items: quoted.items.clone(),
        payments,
    }
}

fn take_back(order: &mut Order, items: &[RefundItem], status: u8) {
    for item in items.iter().filter(|item| item.item_type == "PRODUCT") {
        if let Some(line) = order
            .products
            .iter_mut()
            .find(|line| line.id == item.item_id)
        {
            line.quantity_refunded += item.quantity;
        }
    }
    order.status_id = status;
}

fn bad(why: &str) -> CommerceError {
    CommerceError::BadRefund(why.to_owned())
}
