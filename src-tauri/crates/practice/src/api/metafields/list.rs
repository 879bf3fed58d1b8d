//! The metafields of an order with their filters.

use serde_json::Value;

use super::{seen, shown};
use crate::api::answer::Answer;
use crate::api::call::Call;
use crate::api::gate::Caller;
use crate::api::page::Page;
use crate::api::refusal::Refusal;
use crate::api::span::{Span, seconds};
use crate::model::World;
use crate::model::commerce::Metafield;

/// A page of them.
///
/// # Errors
/// 422 for a filter that cannot be read.
pub(super) fn list(
    world: &World,
    call: &Call,
    caller: &Caller,
    order: u64,
) -> Result<Answer, Refusal> {
    let (filter, page) = (Filter::of(call)?, Page::of(call)?);
    let fields = call.listed::<String>("include_fields")?;
    let mut passing: Vec<_> = seen(world, call, caller, order)
        .filter(|one| filter.passes(one))
        .collect();
    match call.param("direction") {
        None | Some("asc") => {}
        Some("desc") => passing.reverse(),
        Some(_) => return Err(Refusal::field("direction", "error.value.")),
    }
    let meta = page.meta(passing.len());
    let items = page.take(passing).into_iter();
    let items = items.map(|one| only(shown(one), fields.as_deref()));
    Ok(Answer::enveloped(200, items.collect(), meta))
}

struct Filter {
    keys: Option<Vec<String>>,
    namespaces: Option<Vec<String>>,
    created: Span,
    modified: Span,
}

impl Filter {
    fn of(call: &Call) -> Result<Self, Refusal> {
        Ok(Self {
            keys: words(call, "key")?,
            namespaces: words(call, "namespace")?,
            created: Span::of(call, "date_created")?,
            modified: Span::of(call, "date_modified")?,
        })
    }

    fn passes(&self, one: &Metafield) -> bool {
        let among = |words: &Option<Vec<String>>, word| {
            words.as_ref().is_none_or(|words| words.contains(word))
        };
        among(&self.keys, &one.key)
            && among(&self.namespaces, &one.namespace)
            && self.created.has(seconds(one.created_ms))
            && self.modified.has(seconds(one.modified_ms))
    }
}

/// The words of `{name}:in`, and the one of `{name}`.
fn words(call: &Call, name: &str) -> Result<Option<Vec<String>>, Refusal> {
    let several = call.listed::<String>(&format!("{name}:in"))?;
    let one = call.param(name).map(str::to_owned);
    Ok(match (several, one) {
        (None, None) => None,
        (several, one) => Some(several.into_iter().flatten().chain(one).collect()),
    })
}

/// The id and the fields asked for.
fn only(mut shown: Value, fields: Option<&[String]>) -> Value {
    if let (Some(fields), Some(map)) = (fields, shown.as_object_mut()) {
        map.retain(|name, _| name == "id" || fields.contains(name));
    }
    shown
}
