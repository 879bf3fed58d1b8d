//! Giving money back.

use super::quote::methods;
use super::{Quote, RequestedItem, left, quote, quote_tax};
use crate::commerce::event::{Event, tell};
use crate::commerce::payment::{card, record};
use crate::commerce::{CommerceError, edit_order, store_mut};
use crate::model::commerce::{RefundItem, RefundPayment, Transaction, TransactionEvent};
use crate::model::{Commerce, Order, Refund, World, id};

const REFUNDED: u8 = 4;
const PARTIALLY_REFUNDED: u8 = 14;

/// A refund to be made.
#[derive(Debug, Clone, Default)]
pub struct RefundRequest {
    /// What is refunded.
    pub items: Vec<RequestedItem>,
    /// Tax that is refunded instead, in hundredths.
    pub tax_only: Option<i64>,
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
    let request = paid_back(request, &quoted);
    check_payments(order, &request.payments, quoted.amount)?;
    let status = if quoted.amount == left(commerce, order) {
        REFUNDED
    } else {
        PARTIALLY_REFUNDED
    };
    let made = transactions(commerce, order, &request.payments, now_ms);
    let refund = written(commerce, order_id, request, &quoted, (&made, now_ms));
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
    for transaction in made {
        record(world, store, transaction);
    }
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
    let mut quoted = match request.tax_only {
        Some(amount) => quote_tax(commerce, order, amount)?,
        None => quote(commerce, order, &request.items)?,
    };
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

/// A refund of tax need not say how it is paid: then the quote's first way pays it.
fn paid_back(request: RefundRequest, quoted: &Quote) -> RefundRequest {
    let first = quoted.methods.first();
    match first.filter(|_| request.tax_only.is_some() && request.payments.is_empty()) {
        Some(way) => RefundRequest {
            payments: vec![(way.provider.to_owned(), quoted.amount, way.offline)],
            ..request
        },
        None => request,
    }
}

/// What happens with the money, one transaction for each payment.
fn transactions(
    commerce: &Commerce,
    order: &Order,
    payments: &[(String, i64, bool)],
    now_ms: i64,
) -> Vec<Transaction> {
    let made = (0..).zip(payments).map(|(place, (provider, amount, _))| {
        let by_card = card(commerce, order, TransactionEvent::Refund, (*amount, now_ms));
        let method = match provider.as_str() {
            "storecredit" => "store_credit",
            "custom" => "custom",
            _ => {
                return Transaction {
                    id: by_card.id + place,
                    ..by_card
                };
            }
        };
        Transaction {
            id: by_card.id + place,
            method: method.to_owned(),
            gateway: provider.clone(),
            ..by_card
        }
    });
    made.collect()
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
    (made, now_ms): (&[Transaction], i64),
) -> Refund {
    let next = &mut commerce.next;
    let payment = |((provider_id, amount, offline), made): (_, &Transaction)| RefundPayment {
        id: id::take(&mut next.refund_payment),
        provider_id,
        amount,
        offline,
        transaction_id: Some(made.id),
    };
    let payments = request.payments.into_iter().zip(made).map(payment);
    let payments = payments.collect();
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
