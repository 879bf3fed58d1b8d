//! The two ways to adjust stock.

use serde_json::{Map, Value, json};

use super::REQUEST_MOST;
use crate::api::answer::Answer;
use crate::api::call::Call;
use crate::api::refusal::Refusal;
use crate::api::shape::Kind::{Each, Text, Within};
use crate::api::shape::{Extent, Field, INT_MOST, faults, may, must};
use crate::commerce::catalog::{Adjustment, Basis, ItemName, StockError, adjust};
use crate::model::{World, id};

const ABSOLUTE: &[Field] = &body(&[
    LOCATION,
    SKU,
    VARIANT,
    PRODUCT,
    must("quantity", Within(0, INT_MOST)),
]);
const RELATIVE: &[Field] = &body(&[
    LOCATION,
    SKU,
    VARIANT,
    PRODUCT,
    must("quantity", Within(-INT_MOST, INT_MOST)),
]);

const LOCATION: Field = must("location_id", Within(1, INT_MOST));
const SKU: Field = may("sku", Text(1, 255));
const VARIANT: Field = may("variant_id", Within(1, INT_MOST));
const PRODUCT: Field = may("product_id", Within(1, INT_MOST));

/// What names an item, one of which each must have.
const NAMES: [&str; 3] = ["sku", "variant_id", "product_id"];

const fn body(items: &'static [Field]) -> [Field; 2] {
    [
        may("reason", Text(0, 65_535)),
        must("items", Each(items, REQUEST_MOST)),
    ]
}

/// `PUT /v3/inventory/adjustments/absolute`.
pub fn absolute(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    perform(world, call, Basis::Absolute, ABSOLUTE)
}

/// `POST /v3/inventory/adjustments/relative`.
pub fn relative(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    perform(world, call, Basis::Relative, RELATIVE)
}

fn perform(
    world: &mut World,
    call: &Call,
    basis: Basis,
    fields: &[Field],
) -> Result<Answer, Refusal> {
    let body = call.object()?;
    let body = body.as_object().cloned().unwrap_or_default();
    let mut faults = faults(&body, fields, Extent::Whole);
    let items = objects(&body);
    faults.extend(items.iter().enumerate().filter_map(misnamed));
    if !faults.is_empty() {
        let title = "Payload contains invalid fields".to_owned();
        return Err(Refusal::Told(422, title, faults));
    }
    let adjustments: Vec<Adjustment> = items.into_iter().filter_map(adjustment).collect();
    adjust(world, &call.store, basis, &adjustments).map_err(|error| refused(&error))?;
    Ok(Answer::bare(json!({"transaction_id": id::uuid()})))
}

fn objects(body: &Map<String, Value>) -> Vec<&Map<String, Value>> {
    let items = body.get("items").and_then(Value::as_array);
    items
        .into_iter()
        .flatten()
        .filter_map(Value::as_object)
        .collect()
}

fn misnamed((at, item): (usize, &&Map<String, Value>)) -> Option<(String, String)> {
    let names = NAMES.iter().filter(|name| item.contains_key(**name));
    let message = match names.count() {
        1 => return None,
        0 => "One of sku, variant_id or product_id is required",
        _ => "Only one of sku, variant_id or product_id is allowed",
    };
    Some((format!("items.{at}"), message.to_owned()))
}

fn adjustment(item: &Map<String, Value>) -> Option<Adjustment> {
    let number = |name: &str| item.get(name).and_then(Value::as_u64);
    Some(Adjustment {
        location: number("location_id")?,
        item: name(item)?,
        quantity: item.get("quantity").and_then(Value::as_i64)?,
    })
}

/// What an item calls itself.
pub(in crate::api) fn name(item: &Map<String, Value>) -> Option<ItemName> {
    let number = |name: &str| item.get(name).and_then(Value::as_u64);
    let sku = item.get("sku").and_then(Value::as_str);
    let by_id = number("variant_id").map(ItemName::Variant);
    by_id
        .or_else(|| sku.map(|sku| ItemName::Sku(sku.to_owned())))
        .or_else(|| number("product_id").map(ItemName::Product))
}

fn refused(error: &StockError) -> Refusal {
    match error {
        StockError::NoStore(_) => Refusal::TokenDead,
        StockError::NoLocation(_)
        | StockError::NoItem(_)
        | StockError::ByVariant(_)
        | StockError::Uncounted(_)
        | StockError::TooFew(_)
        | StockError::TooMany(_) => Refusal::Unprocessable(error.to_string()),
    }
}
