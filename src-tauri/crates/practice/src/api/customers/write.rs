//! Making and changing customers, ten at a time: all of a call, or none.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::include::Include;
use super::input::Wanted;
use super::{commerce, fields, folded, view};
use crate::api::answer::Answer;
use crate::api::call::Call;
use crate::api::refusal::Refusal;
use crate::api::shape::check_each;
use crate::commerce::{add_customer, country, edit_customer};
use crate::model::{Commerce, Customer, World};

/// The most customers of one call.
const MOST: usize = 10;

/// The one channel of a practice store.
const CHANNEL: u64 = 1;

type Wrong = Vec<(String, String)>;

/// `POST /v3/customers`.
pub fn create(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    let wanted = read(call, fields::CREATE)?;
    let wrong = wrong(commerce(world, call)?, &wanted);
    refuse("Create customers failed.", wrong)?;
    let mut made = Vec::new();
    for mut new in wanted {
        let addresses = std::mem::take(&mut new.addresses);
        let addresses = addresses.into_iter().map(Into::into).collect();
        let mut customer = Customer::default();
        new.apply(&mut customer);
        made.extend(add_customer(world, &call.store, customer, addresses));
    }
    shown(world, call, &made)
}

/// `PUT /v3/customers`.
pub fn update(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    let wanted = read(call, fields::UPDATE)?;
    let commerce = commerce(world, call)?;
    let mut wrong = wrong(commerce, &wanted);
    for (place, change) in wanted.iter().enumerate() {
        if !commerce.customers.contains_key(&change.id) {
            wrong.push((format!("{place}.id"), "error.value.".to_owned()));
        }
    }
    refuse("Update customers failed.", wrong)?;
    let mut changed = Vec::new();
    for change in wanted {
        changed.push(change.id);
        edit_customer(world, &call.store, change.id, |customer| {
            change.apply(customer)
        });
    }
    shown(world, call, &changed)
}

fn read(call: &Call, fields: &[crate::api::shape::Field]) -> Result<Vec<Wanted>, Refusal> {
    let bodies = call.list(MOST)?;
    check_each(call.version, &bodies, fields)?;
    bodies.into_iter().map(Call::read).collect()
}

fn wrong(commerce: &Commerce, wanted: &[Wanted]) -> Wrong {
    let mut taken = HashSet::new();
    let mut wrong = Vec::new();
    for (place, one) in wanted.iter().enumerate() {
        let mut name = |field: &str, why: &str| {
            wrong.push((format!("{place}.{field}"), why.to_owned()));
        };
        if let Some(email) = &one.email {
            if !email.contains('@') {
                name("email", "error.email.");
            } else if in_use(commerce, email, one.id) || !taken.insert(folded(email)) {
                name(
                    "email",
                    &format!("The email address {email} is already in use."),
                );
            }
        }
        if unknown_group(commerce, one.customer_group_id) {
            name("customer_group_id", "error.value.");
        }
        if one
            .channel_ids
            .iter()
            .flatten()
            .any(|ids| *ids != [CHANNEL])
        {
            name("channel_ids", "error.value.");
        }
        let codes = one.addresses.iter().map(|address| &address.country_code);
        if codes.into_iter().any(|code| country(code).is_none()) {
            name("addresses.country_code", "error.value.");
        }
    }
    wrong
}

fn in_use(commerce: &Commerce, email: &str, by: u64) -> bool {
    let mut others = commerce.customers.values().filter(|other| other.id != by);
    others.any(|other| folded(&other.email) == folded(email))
}

fn unknown_group(commerce: &Commerce, group: Option<u64>) -> bool {
    group.is_some_and(|id| id != 0 && !commerce.customer_groups.contains_key(&id))
}

fn refuse(title: &str, wrong: Wrong) -> Result<(), Refusal> {
    if wrong.is_empty() {
        return Ok(());
    }
    Err(Refusal::Failed(title.to_owned(), wrong))
}

fn shown(world: &World, call: &Call, ids: &[u64]) -> Result<Answer, Refusal> {
    let commerce = commerce(world, call)?;
    let include = [Include::Addresses, Include::StoreCredit];
    let customers = ids.iter().filter_map(|id| commerce.customers.get(id));
    let shown = customers.map(|customer| view::customer(commerce, customer, &include));
    Ok(Answer::enveloped(
        200,
        Value::Array(shown.collect()),
        json!({}),
    ))
}
