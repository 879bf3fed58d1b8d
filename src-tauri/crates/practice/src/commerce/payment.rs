//! The money of orders: taken at once or authorised, taken or let go later, given back. The payment
//! provider does what it is asked a moment after it was asked.

use super::edit_order;
use super::event::{Event, tell};
use super::refund::total;
use crate::model::commerce::{PaymentState, Settling, Transaction, TransactionEvent};
use crate::model::{Commerce, Order, World, id};

/// How long the payment provider takes, in milliseconds.
const TAKES_MS: i64 = 500;

const CANCELLED: u8 = 5;
const AWAITING_FULFILLMENT: u8 = 11;

/// Why the payment provider is not asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PaymentError {
    /// The store has no order of that number.
    #[error("the store has no order {0}")]
    NoOrder(u64),
    /// Only an authorised payment can be taken or let go.
    #[error("The payment of the order is not authorized.")]
    NotAuthorized,
}

/// Asks the payment provider to take an authorised payment or to let it go: `wanted` is
/// [`PaymentState::CapturePending`] or [`PaymentState::VoidPending`].
///
/// # Errors
/// When the order is unknown, or its payment is not authorised.
pub fn ask(
    world: &mut World,
    store: &str,
    order_id: u64,
    wanted: PaymentState,
) -> Result<(), PaymentError> {
    let due_ms = world.now_ms + TAKES_MS;
    let commerce = world.store_mut(store).map(|shop| &mut shop.commerce);
    let commerce = commerce.ok_or(PaymentError::NoOrder(order_id))?;
    let order = commerce.orders.get(&order_id);
    let order = order.ok_or(PaymentError::NoOrder(order_id))?;
    if order.payment != PaymentState::Authorized {
        return Err(PaymentError::NotAuthorized);
    }
    commerce.settling.push(Settling { order_id, due_ms });
    edit_order(world, store, order_id, |order| order.payment = wanted)
        .map_err(|_| PaymentError::NoOrder(order_id))
}

/// Whether a payment provider has anything to do, soon or now.
pub fn settles(world: &World) -> bool {
    let mut stores = world.stores.values();
    stores.any(|store| !store.commerce.settling.is_empty())
}

/// Whether a payment provider has done something that is not in the books yet.
pub fn due_payments(world: &World) -> bool {
    let all = world
        .stores
        .values()
        .flat_map(|store| &store.commerce.settling);
    all.into_iter().any(|one| one.due_ms <= world.now_ms)
}

/// Does what the payment providers were asked and is due.
pub fn settle(world: &mut World) {
    let now_ms = world.now_ms;
    let mut due = Vec::new();
    for (hash, store) in &mut world.stores {
        store.commerce.settling.retain(|one| {
            let ready = one.due_ms <= now_ms;
            if ready {
                due.push((hash.clone(), one.order_id));
            }
            !ready
        });
    }
    for (store, order) in due {
        settle_one(world, &store, order);
    }
}

fn settle_one(world: &mut World, store: &str, order_id: u64) {
    let now_ms = world.now_ms;
    let commerce = world.store(store).map(|shop| &shop.commerce);
    let order = commerce.and_then(|commerce| commerce.orders.get(&order_id));
    let (Some(commerce), Some(order)) = (commerce, order) else {
        return;
    };
    let Some(settled) = order.payment.settled() else {
        return;
    };
    let (event, status) = if settled == PaymentState::Captured {
        (TransactionEvent::Capture, AWAITING_FULFILLMENT)
    } else {
        (TransactionEvent::Void, CANCELLED)
    };
    let made = card(commerce, order, event, (total(order), now_ms));
    record(world, store, made);
    let changed = edit_order(world, store, order_id, |order| {
        order.payment = settled;
        order.status_id = status;
    });
    if let Err(error) = changed {
        tracing::warn!(%error, "a payment was settled on no order");
    }
}

/// The transaction by which an order is paid when it is placed; absent when it is paid elsewhere.
pub fn paid(commerce: &Commerce, order: &Order, at_ms: i64) -> Option<Transaction> {
    let event = match order.payment {
        PaymentState::Captured => TransactionEvent::Purchase,
        PaymentState::Authorized => TransactionEvent::Authorization,
        PaymentState::CapturePending
        | PaymentState::VoidPending
        | PaymentState::Voided
        | PaymentState::Offline => return None,
    };
    Some(card(commerce, order, event, (total(order), at_ms)))
}

/// A transaction of the order's card.
pub(super) fn card(
    commerce: &Commerce,
    order: &Order,
    event: TransactionEvent,
    (amount, created_ms): (i64, i64),
) -> Transaction {
    Transaction {
        id: id::after(&commerce.transactions),
        order_id: order.id,
        event,
        method: "credit_card".to_owned(),
        gateway: "testgateway".to_owned(),
        amount,
        currency: order.currency.clone(),
        created_ms,
        reference: taken(commerce, order.id),
        gateway_id: id::lowercase(16),
    }
}

/// The last transaction by which money of an order was authorised or taken.
fn taken(commerce: &Commerce, order_id: u64) -> Option<u64> {
    let all = commerce.transactions.values().rev();
    let mut own = all.filter(|one| one.order_id == order_id);
    let last = own.find(|one| match one.event {
        TransactionEvent::Purchase
        | TransactionEvent::Authorization
        | TransactionEvent::Capture => true,
        TransactionEvent::Refund | TransactionEvent::Void => false,
    });
    last.map(|one| one.id)
}

/// Writes a transaction into the books and tells of it.
pub(super) fn record(world: &mut World, store: &str, made: Transaction) {
    let event = Event::TransactionCreated {
        order: made.order_id,
        transaction: made.id,
        what: made.event,
        gateway_id: made.gateway_id.clone(),
    };
    if let Some(shop) = world.store_mut(store) {
        shop.commerce.transactions.insert(made.id, made);
        tell(world, store, [event]);
    }
}
