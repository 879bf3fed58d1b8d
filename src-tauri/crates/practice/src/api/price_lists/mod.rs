//! Price lists of v3, and the prices in them.

mod records;
mod upsert;

use serde_json::{Map, Value, json};

use super::answer::Answer;
use super::call::Call;
use super::catalog::catalog;
use super::filters::{By, Filters, Of, Rule};
use super::gate::Caller;
use super::page::Page;
use super::refusal::Refusal;
use super::times;
use crate::model::World;
use crate::model::price_list::PriceList;

const READ: &[&str] = &["store_v2_products_read_only"];
const WRITE: &[&str] = &["store_v2_products"];

const TIME: &[By] = &[By::Is, By::Min, By::Max];
const FILTERS: &[Rule] = &[
    ("id", Of::Number, &[By::In]),
    ("name", Of::Text, &[By::Is, By::Like]),
    ("date_created", Of::Time, TIME),
    ("date_modified", Of::Time, TIME),
];

/// Performs what the path after `pricelists` names.
///
/// # Errors
/// 403 without the scope; 404, 405, 413 and 422 as the operation.
pub fn operate(
    world: &mut World,
    call: &Call,
    caller: &Caller,
    rest: &[&str],
) -> Result<Answer, Refusal> {
    caller.needs(if call.method == "GET" { READ } else { WRITE })?;
    match (call.method.as_str(), rest) {
        ("GET", []) => list(world, call),
        ("GET", [id, "records"]) => records::list(world, call, find(world, call, id)?),
        ("PUT", [id, "records"]) => {
            let id = find(world, call, id)?.id;
            upsert::upsert(world, call, id)
        }
        (_, [] | [_, "records"]) => Err(Refusal::Method),
        _ => Err(Refusal::missing("Resource")),
    }
}

fn list(world: &World, call: &Call) -> Result<Answer, Refusal> {
    let filters = Filters::of(call, FILTERS, &["page", "limit"])?;
    let lists = catalog(world, call)?.price_lists.values().map(shown);
    let found: Vec<_> = lists.filter(|shown| filters.pass(shown)).collect();
    let page = Page::of(call)?;
    let meta = page.meta(found.len());
    let data = page.take(found).into_iter().map(Value::Object);
    Ok(Answer::enveloped(200, data.collect(), meta))
}

fn find<'w>(world: &'w World, call: &Call, id: &str) -> Result<&'w PriceList, Refusal> {
    let lists = &catalog(world, call)?.price_lists;
    let list = id.parse().ok().and_then(|id: u64| lists.get(&id));
    list.ok_or_else(|| Refusal::missing("Price list"))
}

fn shown(list: &PriceList) -> Map<String, Value> {
    let shown = json!({
        "id": list.id, "name": list.name, "active": list.active,
        "date_created": times::v3(list.created_ms), "date_modified": times::v3(list.modified_ms),
    });
    shown.as_object().cloned().unwrap_or_default()
}
