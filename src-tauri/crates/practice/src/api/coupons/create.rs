//! Making a coupon. Its name and its code are its own.

use serde::Deserialize;
use serde_json::Value;

use super::{KINDS, shown};
use crate::api::answer::Answer;
use crate::api::call::Call;
use crate::api::refusal::Refusal;
use crate::api::shape::{Field, Kind, amount, check, may, must, read_only};
use crate::api::times;
use crate::commerce::money;
use crate::model::coupon::Coupon;
use crate::model::{Commerce, World, id};

const BODY: &[Field] = &[
    must("name", Kind::Text(1, 100)),
    must("type", Kind::Choice(KINDS)),
    must("amount", Kind::Amount),
    must("code", Kind::Text(1, 50)),
    must("applies_to", Kind::Group(APPLIES)),
    may("min_purchase", Kind::Amount),
    may("expires", Kind::Text(0, 64)),
    may("enabled", Kind::Flag),
    may("max_uses", Kind::Whole),
    may("max_uses_per_customer", Kind::Whole),
    may("restricted_to", Kind::Group(RESTRICTED)),
    may("shipping_methods", Kind::Texts),
    read_only("id"),
    read_only("num_uses"),
    read_only("date_created"),
];

const APPLIES: &[Field] = &[
    must("entity", Kind::Choice(&["products", "categories"])),
    must("ids", Kind::Wholes),
];

const RESTRICTED: &[Field] = &[may("countries", Kind::Text(0, 2_000))];

#[derive(Debug, Deserialize)]
struct Wanted {
    name: String,
    #[serde(rename = "type")]
    kind: String,
    amount: Value,
    code: String,
    applies_to: Applies,
    #[serde(default)]
    min_purchase: Value,
    #[serde(default)]
    expires: String,
    #[serde(default = "on")]
    enabled: bool,
    #[serde(default)]
    max_uses: u64,
    #[serde(default)]
    max_uses_per_customer: u64,
    #[serde(default)]
    restricted_to: Restricted,
    #[serde(default)]
    shipping_methods: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Applies {
    entity: String,
    ids: Vec<u64>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Restricted {
    countries: String,
}

fn on() -> bool {
    true
}

/// `POST /v2/coupons`.
pub(super) fn create(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    let body = call.object()?;
    check(call.version, &body, BODY)?;
    let wanted: Wanted = Call::read(body)?;
    let store = world.store_mut(&call.store).ok_or(Refusal::TokenDead)?;
    let commerce = &mut store.commerce;
    sensible(&wanted)?;
    free(commerce, &wanted)?;
    let coupon = wanted.coupon(id::after(&commerce.coupons), call.now_ms);
    let answer = Answer::bare(shown(&coupon)).with_status(201);
    commerce.coupons.insert(coupon.id, coupon);
    Ok(answer)
}

fn sensible(wanted: &Wanted) -> Result<(), Refusal> {
    let wrong = |field: &str| Err(Refusal::field(field, "error.value."));
    let most = if wanted.kind == "percentage_discount" {
        100.0
    } else {
        f64::MAX
    };
    if !amount(&wanted.amount).is_some_and(|units| (0.0..=most).contains(&units)) {
        return wrong("amount");
    }
    let allowed = |c: char| c.is_alphanumeric() || c.is_whitespace() || c == '_' || c == '-';
    if !wanted.code.chars().all(allowed) {
        return wrong("code");
    }
    if !wanted.expires.is_empty() && times::read(&wanted.expires).is_none() {
        return wrong("expires");
    }
    Ok(())
}

fn free(commerce: &Commerce, wanted: &Wanted) -> Result<(), Refusal> {
    let taken = |field: &str| {
        let why = format!("A coupon with this {field} exists already. Choose another {field}.");
        Err(Refusal::Conflict(why))
    };
    let mut coupons = commerce.coupons.values();
    if coupons.any(|known| known.code.eq_ignore_ascii_case(&wanted.code)) {
        return taken("code");
    }
    if commerce
        .coupons
        .values()
        .any(|known| known.name == wanted.name)
    {
        return taken("name");
    }
    Ok(())
}

impl Wanted {
    fn coupon(self, id: u64, created_ms: i64) -> Coupon {
        let hundredths = |value: &Value| amount(value).map(money::from_units).unwrap_or_default();
        Coupon {
            id,
            amount: hundredths(&self.amount),
            min_purchase: hundredths(&self.min_purchase),
            name: self.name,
            kind: self.kind,
            expires: self.expires,
            enabled: self.enabled,
            code: self.code,
            entity: self.applies_to.entity,
            ids: self.applies_to.ids,
            max_uses: self.max_uses,
            max_uses_per_customer: self.max_uses_per_customer,
            countries: self.restricted_to.countries,
            shipping_methods: self.shipping_methods,
            created_ms,
        }
    }
}
