//! The list of orders with its filters, and the count by status.

use std::cmp::Ordering;

use serde_json::json;

use super::consignments::Include;
use super::{commerce, view};
use crate::api::answer::Answer;
use crate::api::call::Call;
use crate::api::page::Page;
use crate::api::refusal::Refusal;
use crate::commerce::{STATUSES, total};
use crate::model::{Order, World};

type Key = fn(&Order, &Order) -> Ordering;

/// A page of the orders that pass the filters; 204 when there are none.
///
/// # Errors
/// 422 for a filter that cannot be read.
pub fn list(world: &World, call: &Call) -> Result<Answer, Refusal> {
    let commerce = commerce(world, call)?;
    let (filter, page, (key, descending)) = (Filter::of(call)?, Page::of(call)?, sorting(call)?);
    let include = Include::of(call)?;
    let mut orders: Vec<&Order> = commerce
        .orders
        .values()
        .filter(|order| filter.passes(order))
        .collect();
    orders.sort_by(|a, b| if descending { key(b, a) } else { key(a, b) });
    let shown = page
        .take(orders)
        .into_iter()
        .map(|order| view::order(commerce, order, call, include));
    Ok(Answer::list(shown.collect()))
}

/// How many orders there are of each status.
///
/// # Errors
/// 422 for a filter that cannot be read.
pub fn count(world: &World, call: &Call) -> Result<Answer, Refusal> {
    let filter = Filter::of(call)?;
    let orders: Vec<&Order> = commerce(world, call)?
        .orders
        .values()
        .filter(|order| filter.passes(order))
        .collect();
    let statuses = STATUSES.iter().map(|status| {
        let count = orders
            .iter()
            .filter(|order| order.status_id == status.id)
            .count();
        json!({
            "id": status.id, "name": status.name, "system_label": status.name,
            "custom_label": status.name, "system_description": status.about,
            "count": count, "sort_order": status.order,
        })
    });
    Ok(Answer::bare(
        json!({"statuses": statuses.collect::<Vec<_>>(), "count": orders.len()}),
    ))
}

#[derive(Default)]
struct Filter {
    ids: (Option<u64>, Option<u64>),
    totals: (Option<f64>, Option<f64>),
    created: (Option<i64>, Option<i64>),
    modified: (Option<i64>, Option<i64>),
    status_id: Option<u8>,
    customer_id: Option<u64>,
    cart_id: Option<String>,
    email: Option<String>,
    payment_method: Option<String>,
    channel_id: Option<u64>,
    external_order_id: Option<String>,
    is_deleted: Option<bool>,
}

impl Filter {
    fn of(call: &Call) -> Result<Self, Refusal> {
        Ok(Self {
            ids: (call.parsed("min_id")?, call.parsed("max_id")?),
            totals: (call.parsed("min_total")?, call.parsed("max_total")?),
            created: (
                call.time("min_date_created")?,
                call.time("max_date_created")?,
            ),
            modified: (
                call.time("min_date_modified")?,
                call.time("max_date_modified")?,
            ),
            status_id: call.parsed("status_id")?,
            customer_id: call.parsed("customer_id")?,
            cart_id: call.param("cart_id").map(str::to_owned),
            email: call.param("email").map(str::to_owned),
            payment_method: call.param("payment_method").map(str::to_owned),
            channel_id: call.parsed("channel_id")?,
            external_order_id: call.param("external_order_id").map(str::to_owned),
            is_deleted: call.parsed("is_deleted")?,
        })
    }

    fn passes(&self, order: &Order) -> bool {
        let seconds = |ms: i64| ms / 1_000 * 1_000;
        within(self.ids, order.id)
            && within(self.totals, crate::commerce::money::v3(total(order)))
            && within(self.created, seconds(order.created_ms))
            && within(self.modified, seconds(order.modified_ms))
            && self.status_id.is_none_or(|id| id == order.status_id)
            && self.customer_id.is_none_or(|id| id == order.customer_id)
            && (self.cart_id.is_none() || self.cart_id == order.cart_id)
            && is(&self.email, &order.billing.email)
            && is(&self.payment_method, &order.payment_method)
            && is(&self.external_order_id, &order.origin.external_order_id)
            && self
                .channel_id
                .is_none_or(|id| id == order.origin.channel_id)
            && order.is_deleted == self.is_deleted.unwrap_or(false)
    }
}

fn is(wanted: &Option<String>, text: &str) -> bool {
    wanted.as_ref().is_none_or(|wanted| wanted == text)
}

fn within<T: PartialOrd>((least, most): (Option<T>, Option<T>), value: T) -> bool {
    least.is_none_or(|least| value >= least) && most.is_none_or(|most| value <= most)
}

fn sorting(call: &Call) -> Result<(Key, bool), Refusal> {
    let text = call.param("sort").unwrap_or("id:asc");
    let (field, direction) = text.split_once(':').unwrap_or((text, "asc"));
    let key: Key = match field {
        "id" => |a, b| a.id.cmp(&b.id),
        "customer_id" => |a, b| a.customer_id.cmp(&b.customer_id).then(a.id.cmp(&b.id)),
        "date_created" => |a, b| a.created_ms.cmp(&b.created_ms).then(a.id.cmp(&b.id)),
        "date_modified" => |a, b| a.modified_ms.cmp(&b.modified_ms).then(a.id.cmp(&b.id)),
        "status_id" => |a, b| a.status_id.cmp(&b.status_id).then(a.id.cmp(&b.id)),
        "channel_id" => |a, b| {
            let channels = a.origin.channel_id.cmp(&b.origin.channel_id);
            channels.then(a.id.cmp(&b.id))
        },
        "external_id" => |a, b| a.id.cmp(&b.id),
        _ => return Err(Refusal::field("sort", "error.value.")),
    };
    match direction {
        "asc" => Ok((key, false)),
        "desc" => Ok((key, true)),
        _ => Err(Refusal::field("sort", "error.value.")),
    }
}
