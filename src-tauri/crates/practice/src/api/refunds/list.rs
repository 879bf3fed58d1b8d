//! Reading refunds, in the order of their ids.

use super::{commerce, find, view};
use crate::api::answer::Answer;
use crate::api::call::Call;
use crate::api::page::Page;
use crate::api::refusal::Refusal;
use crate::model::{Refund, World};

/// `GET /v3/orders/payment_actions/refunds`, with `id:in`, `order_id:in`, `created:min`,
/// `created:max`, `transaction_id`.
pub fn all(world: &World, call: &Call) -> Result<Answer, Refusal> {
    let (ids, orders) = (
        call.listed::<u64>("id:in")?,
        call.listed::<u64>("order_id:in")?,
    );
    let paid = call.parsed::<u64>("transaction_id")?;
    let paid_by = |refund: &Refund, id| {
        let mut payments = refund.payments.iter();
        payments.any(|payment| payment.transaction_id == Some(id))
    };
    let (from, to) = (call.time("created:min")?, call.time("created:max")?);
    let among = |list: &Option<Vec<u64>>, id| list.as_ref().is_none_or(|list| list.contains(&id));
    let second = |refund: &Refund| refund.created_ms / 1_000 * 1_000;
    let passing = commerce(world, call)?
        .refunds
        .values()
        .filter(|refund| among(&ids, refund.id) && among(&orders, refund.order_id))
        .filter(|refund| from.is_none_or(|from| second(refund) >= from))
        .filter(|refund| to.is_none_or(|to| second(refund) <= to))
        .filter(|refund| paid.is_none_or(|id| paid_by(refund, id)))
        .collect();
    paged(call, passing)
}

/// `GET /v3/orders/{id}/payment_actions/refunds`.
pub fn of_order(world: &World, call: &Call, order: &str) -> Result<Answer, Refusal> {
    let commerce = commerce(world, call)?;
    let order = find(commerce, order)?.id;
    paged(
        call,
        commerce
            .refunds
            .values()
            .filter(|refund| refund.order_id == order)
            .collect(),
    )
}

/// `GET /v3/orders/payment_actions/refunds/{id}`.
pub fn one(world: &World, call: &Call, id: &str) -> Result<Answer, Refusal> {
    let refunds = &commerce(world, call)?.refunds;
    let refund = id.parse().ok().and_then(|id: u64| refunds.get(&id));
    refund
        .map(|refund| Answer::data(view::refund(refund)))
        .ok_or(Refusal::missing("Refund"))
}

fn paged(call: &Call, refunds: Vec<&Refund>) -> Result<Answer, Refusal> {
    let page = Page::of(call)?;
    let meta = page.meta(refunds.len());
    let shown = page.take(refunds).into_iter().map(view::refund).collect();
    Ok(Answer::enveloped(200, shown, meta))
}
