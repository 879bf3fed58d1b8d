//! The store's orders, and the buttons that place, change and refund them.

use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use minijinja::{Value, context};
use serde::Deserialize;

use super::latest::SHOWN;
use super::{find_store, pressed, shown};
use crate::Practice;
use crate::commerce::{self, PaidBy, STATUSES, Share, What};
use crate::model::{Commerce, Order};
use crate::pages::{Page, Refused};

/// What a button did.
#[derive(Debug, Deserialize)]
pub(super) struct Done {
    #[serde(default)]
    done: Option<String>,
    #[serde(default)]
    id: Option<String>,
}

impl Done {
    /// It in words.
    pub(super) fn words(&self) -> Option<String> {
        let id = self.id.as_deref().unwrap_or_default();
        let words = match self.done.as_deref()? {
            "placed" => format!("Order {id} was placed"),
            "status" => format!("Order {id} changed its status"),
            "refunded" => format!("Refund {id} was made"),
            "created" => format!("Cart {id} was created"),
            "changed" => format!("Cart {id} was changed"),
            "abandoned" => format!("Cart {id} was abandoned"),
            "burst" => format!("A burst of {id} was made"),
            _ => return None,
        };
        Some(words)
    }
}

/// The latest orders.
pub(super) async fn list(
    State(practice): State<Practice>,
    Path(hash): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response, Refused> {
    let store = find_store(&practice, &hash)?;
    let trade = &store.commerce;
    let orders: Vec<Value> = trade
        .orders
        .values()
        .rev()
        .take(SHOWN)
        .map(|order| shown_order(trade, order))
        .collect();
    let statuses: Vec<Value> = STATUSES
        .iter()
        .map(|status| context! { id => status.id, name => status.name })
        .collect();
    let context = context! {
        store => shown(&store),
        total => trade.orders.len(),
        orders,
        statuses,
        done => done.words(),
        tab => "orders",
    };
    Ok(Page::new("control_panel/orders.html", context).answer(&practice))
}

/// An order as a row.
pub(super) fn shown_order(trade: &Commerce, order: &Order) -> Value {
    let billing = &order.billing;
    let total = commerce::total(order);
    let refunded = commerce::refunded(trade, order.id);
    let ordered: u32 = order.products.iter().map(|line| line.quantity).sum();
    let shipped: u32 = order
        .products
        .iter()
        .map(|line| line.quantity_shipped)
        .sum();
    context! {
        id => order.id,
        customer => format!("{} {}", billing.first_name, billing.last_name),
        at => order.created_ms,
        status_id => order.status_id,
        status => commerce::status(order.status_id).map(|status| status.name),
        payment => order.payment.word(),
        total,
        refunded,
        ordered,
        shipped,
        archived => order.is_deleted,
        refundable => refunded < total && commerce::refundable(order),
    }
}

/// How the order to be placed is paid.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Placed {
    paid_by: PaidBy,
}

/// *Place an order*.
pub(super) async fn place(
    State(practice): State<Practice>,
    Path(hash): Path<String>,
    Form(placed): Form<Placed>,
) -> Response {
    let paid_by = placed.paid_by;
    pressed(&practice, &hash, ("orders", "placed"), |world| {
        commerce::place_order_paid(world, &hash, paid_by)
    })
}

#[derive(Debug, Deserialize)]
pub(super) struct NewStatus {
    status_id: u8,
}

/// *Change status*.
pub(super) async fn status(
    State(practice): State<Practice>,
    Path((hash, order)): Path<(String, u64)>,
    Form(new): Form<NewStatus>,
) -> Response {
    pressed(&practice, &hash, ("orders", "status"), |world| {
        commerce::change_status(world, &hash, order, new.status_id).map(|()| order)
    })
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Extent {
    Partial,
    Full,
}

impl From<Extent> for Share {
    fn from(extent: Extent) -> Self {
        match extent {
            Extent::Partial => Self::Partial,
            Extent::Full => Self::Full,
        }
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Refunded {
    share: Extent,
}

/// *Refund partly* and *Refund fully*.
pub(super) async fn refund(
    State(practice): State<Practice>,
    Path((hash, order)): Path<(String, u64)>,
    Form(refunded): Form<Refunded>,
) -> Response {
    pressed(&practice, &hash, ("orders", "refunded"), |world| {
        commerce::refund(world, &hash, order, refunded.share.into())
    })
}

/// What to make many of.
#[derive(Debug, Deserialize)]
pub(super) struct Many {
    pub(super) what: What,
    pub(super) count: u32,
}

/// *Burst*.
pub(super) async fn burst(
    State(practice): State<Practice>,
    Path(hash): Path<String>,
    Form(many): Form<Many>,
) -> Response {
    pressed(&practice, &hash, ("orders", "burst"), |world| {
        commerce::burst(world, &hash, many.what, many.count)
    })
}
