//! Address books. An address that a book has already is not made again: the answer is 200 all the
//! same, and leaves it out.

use serde_json::{Value, json};

use super::input::WantedAddress;
use super::{commerce, fields, folded, view};
use crate::api::answer::Answer;
use crate::api::call::Call;
use crate::api::page::Page;
use crate::api::refusal::Refusal;
use crate::api::shape::check_each;
use crate::commerce::{add_address, country};
use crate::model::commerce::CustomerAddress;
use crate::model::{Commerce, World};

/// The most addresses of one call; the documentation says only that there may be several.
const MOST: usize = 10;

/// `GET /v3/customers/addresses`, with `id:in`, `customer_id:in`, `name:in` and `company:in`.
pub fn list(world: &World, call: &Call) -> Result<Answer, Refusal> {
    let (ids, customers) = (
        call.listed::<u64>("id:in")?,
        call.listed::<u64>("customer_id:in")?,
    );
    let (names, companies) = (texts(call, "name:in")?, texts(call, "company:in")?);
    let name = |entry: &CustomerAddress| format!("{} {}", entry.first_name, entry.last_name);
    let number = |list: &Option<Vec<u64>>, id| list.as_ref().is_none_or(|l| l.contains(&id));
    let text = |list: &Option<Vec<String>>, text: &str| {
        list.as_ref()
            .is_none_or(|list| list.contains(&folded(text)))
    };
    let all = commerce(world, call)?.customer_addresses.values();
    let passing: Vec<_> = all
        .filter(|entry| number(&ids, entry.id) && number(&customers, entry.customer_id))
        .filter(|entry| text(&names, &name(entry)) && text(&companies, &entry.company))
        .collect();
    let page = Page::of(call)?;
    let meta = page.meta(passing.len());
    let shown = page.take(passing).into_iter().map(view::address).collect();
    Ok(Answer::enveloped(200, shown, meta))
}

/// `POST /v3/customers/addresses`.
pub fn create(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    let bodies = call.list(MOST)?;
    check_each(call.version, &bodies, fields::ADDRESS)?;
    let wanted = bodies.into_iter().map(Call::read::<WantedAddress>);
    let wanted = wanted.collect::<Result<Vec<_>, _>>()?;
    let wrong = wrong(commerce(world, call)?, &wanted);
    if !wrong.is_empty() {
        let title = "Create customer addresses failed.".to_owned();
        return Err(Refusal::Failed(title, wrong));
    }
    let mut made = Vec::new();
    for address in wanted {
        made.extend(add_address(world, &call.store, address.into()));
    }
    let book = &commerce(world, call)?.customer_addresses;
    let shown = made.iter().filter_map(|id| book.get(id)).map(view::address);
    Ok(Answer::enveloped(
        200,
        Value::Array(shown.collect()),
        json!({}),
    ))
}

fn wrong(commerce: &Commerce, wanted: &[WantedAddress]) -> Vec<(String, String)> {
    let mut wrong = Vec::new();
    for (place, one) in wanted.iter().enumerate() {
        if !commerce.customers.contains_key(&one.customer_id) {
            wrong.push((format!("{place}.customer_id"), "error.value.".to_owned()));
        }
        if country(&one.country_code).is_none() {
            wrong.push((format!("{place}.country_code"), "error.value.".to_owned()));
        }
    }
    wrong
}

fn texts(call: &Call, name: &str) -> Result<Option<Vec<String>>, Refusal> {
    let texts = call.listed::<String>(name)?;
    Ok(texts.map(|all| all.iter().map(|text| folded(text)).collect()))
}
