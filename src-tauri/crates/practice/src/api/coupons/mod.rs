//! Coupons of v2. BigCommerce tells no hook of them.

mod create;

use serde_json::{Value, json};

use super::answer::Answer;
use super::call::Call;
use super::gate::Caller;
use super::page::Page;
use super::refusal::Refusal;
use super::times;
use crate::commerce::money;
use crate::model::World;
use crate::model::coupon::Coupon;

const READ: &[&str] = &["store_v2_marketing_read_only"];
const WRITE: &[&str] = &["store_v2_marketing"];

/// What a coupon can make cheaper.
const KINDS: &[&str] = &[
    "per_item_discount",
    "per_total_discount",
    "shipping_discount",
    "free_shipping",
    "percentage_discount",
];

/// Performs what the path after `coupons` names.
///
/// # Errors
/// 403 without the scope, 400, 409 and 422 for what cannot be a coupon.
pub fn operate(
    world: &mut World,
    call: &Call,
    caller: &Caller,
    rest: &[&str],
) -> Result<Answer, Refusal> {
    caller.needs(if call.method == "GET" { READ } else { WRITE })?;
    match (call.method.as_str(), rest) {
        ("GET", []) => list(world, call),
        ("POST", []) => create::create(world, call),
        (_, []) => Err(Refusal::Method),
        _ => Err(Refusal::missing("Resource")),
    }
}

fn list(world: &World, call: &Call) -> Result<Answer, Refusal> {
    let (least, most) = (call.parsed::<u64>("min_id")?, call.parsed::<u64>("max_id")?);
    let id: Option<u64> = call.parsed("id")?;
    let (only, but) = (kind(call, "type")?, kind(call, "exclude_type")?);
    let is = |name, text: &str| call.param(name).is_none_or(|wanted| wanted == text);
    let store = world.store(&call.store).ok_or(Refusal::TokenDead)?;
    let passing = store
        .commerce
        .coupons
        .values()
        .filter(|one| id.is_none_or(|id| id == one.id))
        .filter(|one| least.is_none_or(|id| one.id >= id) && most.is_none_or(|id| one.id <= id))
        .filter(|one| is("code", &one.code) && is("name", &one.name))
        .filter(|one| only.is_none_or(|kind| kind == one.kind) && but != Some(&one.kind));
    let page = Page::of(call)?.take(passing);
    Ok(Answer::list(page.into_iter().map(shown).collect()))
}

/// A kind that is asked for; `promotion` is one that no coupon made here has.
fn kind<'c>(call: &'c Call, name: &str) -> Result<Option<&'c str>, Refusal> {
    let known = |word: &&str| KINDS.contains(word) || *word == "promotion";
    match call.param(name) {
        Some(word) if !known(&word) => Err(Refusal::field(name, "error.value.")),
        asked => Ok(asked),
    }
}

fn shown(one: &Coupon) -> Value {
    let restricted = match one.countries.as_str() {
        "" => json!({}),
        countries => json!({"countries": countries}),
    };
    json!({
        "id": one.id, "name": one.name, "type": one.kind, "amount": money::v2(one.amount),
        "min_purchase": money::v2(one.min_purchase), "expires": one.expires,
        "enabled": one.enabled, "code": one.code,
        "applies_to": {"entity": one.entity, "ids": one.ids}, "num_uses": 0,
        "max_uses": one.max_uses, "max_uses_per_customer": one.max_uses_per_customer,
        "restricted_to": restricted, "shipping_methods": one.shipping_methods,
        "date_created": times::v2(one.created_ms),
    })
}
