//! Prices written into a list, many at once.

use serde_json::{Map, Value, json};

use crate::api::answer::{Answer, Body};
use crate::api::call::Call;
use crate::api::catalog::refused;
use crate::api::inventory;
use crate::api::refusal::Refusal;
use crate::api::shape::Kind::{Choice, Each, Text, UpTo, Within};
use crate::api::shape::{self, Extent, Field, INT_MOST, NUMBER_MOST};
use crate::api::shape::{may, must, or_null, passed_over};
use crate::commerce::catalog::{Price, set_prices};
use crate::model::World;

/// The most of one request.
const MOST: usize = 1_000;

const RECORD: &[Field] = &[
    may("variant_id", Within(1, INT_MOST)),
    may("sku", Text(1, 255)),
    must("currency", Text(3, 3)),
    or_null("price", UpTo(NUMBER_MOST)),
    or_null("sale_price", UpTo(NUMBER_MOST)),
    or_null("retail_price", UpTo(NUMBER_MOST)),
    or_null("map_price", UpTo(NUMBER_MOST)),
    may("bulk_pricing_tiers", Each(TIER, MOST)),
    passed_over("price_list_id"),
    passed_over("product_id"),
    passed_over("calculated_price"),
    passed_over("date_created"),
    passed_over("date_modified"),
];

const TIER: &[Field] = &[
    must("quantity_min", Within(1, INT_MOST)),
    or_null("quantity_max", Within(0, INT_MOST)),
    must("type", Choice(&["fixed", "price", "percent"])),
    must("amount", UpTo(NUMBER_MOST)),
];

/// What names a record, rather than being a price.
const IDENTIFIERS: [&str; 4] = ["price_list_id", "variant_id", "sku", "currency"];

type Faults = Vec<(String, String)>;

/// `PUT /v3/pricelists/{id}/records`: what can be kept is, and the rest is told of.
///
/// # Errors
/// 400 for a body that is no JSON, 413 for too many records, 422 for one that is no list.
pub fn upsert(world: &mut World, call: &Call, list: u64) -> Result<Answer, Refusal> {
    let records = records(call)?;
    let mut faults: Vec<Faults> = records.iter().map(wrong).collect();
    let sound = faults
        .iter()
        .enumerate()
        .filter(|(_, faults)| faults.is_empty());
    let sound: Vec<usize> = sound.map(|(at, _)| at).collect();
    let prices = sound.iter().filter_map(|at| price(&records[*at])).collect();
    let lost = set_prices(world, &call.store, list, prices).map_err(|error| refused(&error))?;
    for at in lost {
        faults[sound[at]].push(unknown(&records[sound[at]]));
    }
    let errors = records
        .iter()
        .zip(faults)
        .filter(|(_, faults)| !faults.is_empty());
    let errors: Vec<Value> = errors
        .map(|(record, faults)| told(list, record, faults))
        .collect();
    if errors.is_empty() {
        return Ok(Answer::data(json!({})));
    }
    Ok(Answer {
        status: 422,
        body: Body::Json(json!({"batch_errors": errors})),
    })
}

fn records(call: &Call) -> Result<Vec<Value>, Refusal> {
    let body = serde_json::from_slice(&call.body);
    let body = body.map_err(|_| Refusal::Malformed("Input is invalid.".to_owned()))?;
    let Value::Array(records) = body else {
        return Err(Refusal::field("records", "error.expected.jsarray"));
    };
    if records.len() > MOST {
        let title = format!(
            "The request payload is too large. The maximum items allowed in the array is {MOST}."
        );
        return Err(Refusal::Told(413, title, Vec::new()));
    }
    Ok(records)
}

fn wrong(record: &Value) -> Faults {
    let Some(object) = record.as_object() else {
        return vec![("record".to_owned(), "error.expected.jsobject".to_owned())];
    };
    let mut faults = shape::faults(object, RECORD, Extent::Whole);
    if !object.contains_key("variant_id") && !object.contains_key("sku") {
        let message = "Either variant_id or sku is required";
        faults.push(("variant_id".to_owned(), message.to_owned()));
    }
    let currency = object.get("currency").and_then(Value::as_str);
    if currency.is_some_and(|code| !code.chars().all(|c| c.is_ascii_alphabetic())) {
        faults.push(("currency".to_owned(), "error.expected.currency".to_owned()));
    }
    faults
}

fn price(record: &Value) -> Option<Price> {
    let object = record.as_object()?;
    let mut prices = shape::set(object, RECORD);
    prices.retain(|name, _| !IDENTIFIERS.contains(&name.as_str()));
    Some(Price {
        item: inventory::name(object)?,
        currency: object.get("currency")?.as_str()?.to_owned(),
        prices,
    })
}

fn unknown(record: &Value) -> (String, String) {
    let by_id = record.get("variant_id").is_some();
    let name = if by_id { "variant_id" } else { "sku" };
    (name.to_owned(), format!("The {name} does not exist"))
}

fn told(list: u64, record: &Value, faults: Faults) -> Value {
    let named = IDENTIFIERS.iter().filter_map(|name| {
        let value = record.get(name)?;
        Some(((*name).to_owned(), value.clone()))
    });
    let mut data: Map<String, Value> = named.collect();
    data.insert("price_list_id".to_owned(), list.into());
    let fields = faults.into_iter().map(|(name, why)| (name, why.into()));
    json!({"data": data, "field_errors": fields.collect::<Map<String, Value>>()})
}
