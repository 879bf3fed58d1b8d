//! One order, its lines and its shipping addresses.

use super::consignments::{self, Include};
use super::{commerce, find, view};
use crate::api::answer::Answer;
use crate::api::call::Call;
use crate::api::page::Page;
use crate::api::refusal::Refusal;
use crate::model::World;

/// `GET /v2/orders/{id}`.
pub fn order(world: &World, call: &Call, id: u64) -> Result<Answer, Refusal> {
    let order = find(world, call, id)?;
    Ok(Answer::bare(view::order(
        commerce(world, call)?,
        order,
        call,
        Include::of(call)?,
    )))
}

/// `GET /v2/orders/{id}/products`.
pub fn products(world: &World, call: &Call, id: u64) -> Result<Answer, Refusal> {
    let order = find(world, call, id)?;
    let lines = Page::of(call)?.take(&order.products);
    Ok(Answer::list(
        lines
            .into_iter()
            .map(|line| view::product(order, line))
            .collect(),
    ))
}

/// `GET /v2/orders/{id}/products/{line}`.
pub fn product(world: &World, call: &Call, id: u64, line: u64) -> Result<Answer, Refusal> {
    let order = find(world, call, id)?;
    let line = order.products.iter().find(|known| known.id == line);
    line.map(|line| Answer::bare(view::product(order, line)))
        .ok_or(Refusal::missing("Product"))
}

/// `GET /v2/orders/{id}/shipping_addresses`.
pub fn addresses(world: &World, call: &Call, id: u64) -> Result<Answer, Refusal> {
    let order = find(world, call, id)?;
    let page = Page::of(call)?.take(&order.shipping_addresses);
    Ok(Answer::list(
        page.into_iter()
            .map(|address| view::address(order, address))
            .collect(),
    ))
}

/// `GET /v2/orders/{id}/shipping_addresses/{address}`.
pub fn address(world: &World, call: &Call, id: u64, address: u64) -> Result<Answer, Refusal> {
    let order = find(world, call, id)?;
    let address = order
        .shipping_addresses
        .iter()
        .find(|known| known.id == address);
    address
        .map(|address| Answer::bare(view::address(order, address)))
        .ok_or(Refusal::missing("Shipping address"))
}

/// `GET /v2/orders/{id}/consignments`.
pub fn consignments(world: &World, call: &Call, id: u64) -> Result<Answer, Refusal> {
    let order = find(world, call, id)?;
    let with_lines = match call.param("include") {
        None => false,
        Some("consignments.line_items") => true,
        Some(_) => return Err(Refusal::field("include", "error.value.")),
    };
    Ok(Answer::bare(consignments::consignments(
        order, call, with_lines,
    )))
}
