//! The list of customers with its filters.

use std::cmp::Ordering;

use super::include::Include;
use super::{commerce, folded, view};
use crate::api::answer::Answer;
use crate::api::call::Call;
use crate::api::page::Page;
use crate::api::refusal::Refusal;
use crate::api::span::{Span, seconds};
use crate::model::{Customer, World};

type Key = fn(&Customer, &Customer) -> Ordering;

/// A page of the customers that pass the filters.
///
/// # Errors
/// 422 for a filter that cannot be read.
pub fn list(world: &World, call: &Call) -> Result<Answer, Refusal> {
    let commerce = commerce(world, call)?;
    let (filter, page, include) = (Filter::of(call)?, Page::of(call)?, Include::of(call)?);
    let (key, descending) = sorting(call)?;
    let all = commerce.customers.values();
    let mut passing: Vec<&Customer> = all.filter(|customer| filter.passes(customer)).collect();
    passing.sort_by(|a, b| if descending { key(b, a) } else { key(a, b) });
    let meta = page.meta(passing.len());
    let shown = page.take(passing).into_iter();
    let shown = shown.map(|customer| view::customer(commerce, customer, &include));
    Ok(Answer::enveloped(200, shown.collect(), meta))
}

struct Filter {
    ids: Option<Vec<u64>>,
    groups: Option<Vec<u64>>,
    emails: Option<Vec<String>>,
    names: Option<Vec<String>>,
    parts: Option<Vec<String>>,
    companies: Option<Vec<String>>,
    phones: Option<Vec<String>>,
    created: Span,
    modified: Span,
}

impl Filter {
    fn of(call: &Call) -> Result<Self, Refusal> {
        let texts = |name| {
            let texts = call.listed::<String>(name)?;
            Ok::<_, Refusal>(texts.map(|all| all.iter().map(|text| folded(text)).collect()))
        };
        Ok(Self {
            ids: call.listed("id:in")?,
            groups: call.listed("customer_group_id:in")?,
            emails: texts("email:in")?,
            names: texts("name:in")?,
            parts: texts("name:like")?,
            companies: texts("company:in")?,
            phones: texts("phone:in")?,
            created: Span::of(call, "date_created")?,
            modified: Span::of(call, "date_modified")?,
        })
    }

    fn passes(&self, customer: &Customer) -> bool {
        let name = folded(&customer.name());
        let part = |parts: &Vec<String>| parts.iter().any(|part| name.contains(part));
        among(&self.ids, &customer.id)
            && among(&self.groups, &customer.group_id)
            && among(&self.emails, &folded(&customer.email))
            && among(&self.names, &name)
            && self.parts.as_ref().is_none_or(part)
            && among(&self.companies, &folded(&customer.company))
            && among(&self.phones, &folded(&customer.phone))
            && self.created.has(seconds(customer.created_ms))
            && self.modified.has(seconds(customer.modified_ms))
    }
}

fn among<T: PartialEq>(list: &Option<Vec<T>>, item: &T) -> bool {
    list.as_ref().is_none_or(|list| list.contains(item))
}

fn sorting(call: &Call) -> Result<(Key, bool), Refusal> {
    let Some(text) = call.param("sort") else {
        return Ok((|a, b| a.id.cmp(&b.id), false));
    };
    let wrong = || Refusal::field("sort", "error.value.");
    let (field, direction) = text.split_once(':').ok_or_else(wrong)?;
    let key: Key = match field {
        "date_created" => |a, b| a.created_ms.cmp(&b.created_ms).then(a.id.cmp(&b.id)),
        "date_modified" => |a, b| a.modified_ms.cmp(&b.modified_ms).then(a.id.cmp(&b.id)),
        "last_name" => |a, b| a.last_name.cmp(&b.last_name).then(a.id.cmp(&b.id)),
        _ => return Err(wrong()),
    };
    match direction {
        "asc" => Ok((key, false)),
        "desc" => Ok((key, true)),
        _ => Err(wrong()),
    }
}
