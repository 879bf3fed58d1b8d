//! One order with all that became of it: what was shipped and refunded, what happened with its
//! money, and what apps noted on it.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use minijinja::{Value, context};

use super::orders::shown_order;
use super::{find_store, shown};
use crate::Practice;
use crate::model::commerce::{
    Metafield, OrderProduct, RefundPayment, Shipment, ShippingAddress, Transaction,
};
use crate::model::{Commerce, Order, Refund};
use crate::pages::{Page, Refused};

/// The order.
pub(super) async fn show(
    State(practice): State<Practice>,
    Path((hash, id)): Path<(String, u64)>,
) -> Result<Response, Refused> {
    let store = find_store(&practice, &hash)?;
    let trade = &store.commerce;
    let Some(order) = trade.orders.get(&id) else {
        let about = "It may be another store’s.";
        let page = Page::refusal(StatusCode::NOT_FOUND, "There is no such order", about);
        return Err(page.refuse(&practice));
    };
    let context = context! {
        store => shown(&store),
        order => shown_order(trade, order),
        said => said(order),
        tab => "orders",
        ..happened(trade, order)
    };
    Ok(Page::new("control_panel/order.html", context).answer(&practice))
}

fn said(order: &Order) -> Value {
    let (billing, origin) = (&order.billing, &order.origin);
    context! {
        email => billing.email.as_str(),
        changed => order.modified_ms,
        payment_method => order.payment_method.as_str(),
        external_order_id => origin.external_order_id.as_str(),
        external_source => origin.external_source.as_deref(),
        staff_notes => order.staff_notes.as_str(),
        customer_message => order.customer_message.as_str(),
        addresses => order.shipping_addresses.iter().map(address).collect::<Vec<_>>(),
    }
}

fn happened(trade: &Commerce, order: &Order) -> Value {
    let id = order.id;
    let refunds = trade.refunds.values().filter(|one| one.order_id == id);
    let money = trade.transactions.values().filter(|one| one.order_id == id);
    let noted = trade.metafields.values().filter(|one| one.order_id == id);
    context! {
        lines => order.products.iter().map(line).collect::<Vec<_>>(),
        shipments => order.shipments.iter().map(|one| shipment(order, one)).collect::<Vec<_>>(),
        refunds => refunds.map(refund).collect::<Vec<_>>(),
        transactions => money.map(transaction).collect::<Vec<_>>(),
        metafields => noted.map(metafield).collect::<Vec<_>>(),
    }
}

fn line(line: &OrderProduct) -> Value {
    context! {
        id => line.id, name => line.name.as_str(), sku => line.sku.as_str(), price => line.price,
        quantity => line.quantity, shipped => line.quantity_shipped,
        refunded => line.quantity_refunded,
    }
}

fn address(address: &ShippingAddress) -> Value {
    let (who, at) = (&address.contact, &address.contact.address);
    let name = format!("{} {}", who.first_name, who.last_name);
    let parts = [&name, &at.street_1, &at.zip, &at.city, &at.country_iso2];
    let parts = parts.map(|part| part.trim());
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    context! { id => address.id, words => parts.join(", "), method => address.shipping_method.as_str() }
}

fn shipment(order: &Order, shipment: &Shipment) -> Value {
    let item = |(id, quantity): &(u64, u32)| {
        let line = order.products.iter().find(|line| line.id == *id);
        let name = line.map_or_else(|| id.to_string(), |line| line.name.clone());
        format!("{quantity} × {name}")
    };
    let items: Vec<String> = shipment.items.iter().map(item).collect();
    let carriage = &shipment.carriage;
    context! {
        id => shipment.id, at => shipment.created_ms, items => items.join(", "),
        provider => carriage.provider.as_str(), carrier => carriage.carrier.as_str(),
        tracking => shipment.tracking_number.as_str(),
        method => shipment.shipping_method.as_str(), comments => shipment.comments.as_str(),
    }
}

fn refund(refund: &Refund) -> Value {
    let items = refund.items.iter();
    let items: Vec<String> = items
        .map(|item| format!("{} × {} {}", item.quantity, item.item_type, item.item_id))
        .collect();
    let payments: Vec<Value> = refund.payments.iter().map(paid_back).collect();
    context! {
        id => refund.id, at => refund.created_ms, amount => refund.amount, tax => refund.tax,
        reason => refund.reason.as_str(), items => items.join(", "), payments,
    }
}

fn paid_back(payment: &RefundPayment) -> Value {
    context! {
        provider => payment.provider_id.as_str(), amount => payment.amount,
        offline => payment.offline,
    }
}

fn transaction(made: &Transaction) -> Value {
    context! {
        id => made.id, at => made.created_ms, event => made.event.word(), amount => made.amount,
        method => made.method.as_str(), gateway => made.gateway.as_str(),
    }
}

fn metafield(noted: &Metafield) -> Value {
    context! {
        id => noted.id, namespace => noted.namespace.as_str(), key => noted.key.as_str(),
        value => noted.value.as_str(), owner => noted.owner.as_str(), at => noted.modified_ms,
    }
}
