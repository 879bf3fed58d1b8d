//! `GET /v2/store` and `GET /v2/time`.

use serde_json::{Map, Value, json};

use super::answer::Answer;
use super::call::Call;
use super::refusal::Refusal;
use crate::model::{Store, World};

/// The store's profile.
///
/// # Errors
/// 405 for anything but GET.
pub fn profile(world: &World, call: &Call) -> Result<Answer, Refusal> {
    only_get(call)?;
    let store = world.store(&call.store).ok_or(Refusal::TokenDead)?;
    Ok(Answer::bare(shown(store)))
}

/// The server's time, in seconds since the epoch.
///
/// # Errors
/// 405 for anything but GET.
pub fn time(call: &Call) -> Result<Answer, Refusal> {
    only_get(call)?;
    Ok(Answer::bare(json!({"time": call.now_ms / 1_000})))
}

fn only_get(call: &Call) -> Result<(), Refusal> {
    if call.method == "GET" {
        Ok(())
    } else {
        Err(Refusal::Method)
    }
}

fn shown(store: &Store) -> Value {
    let mut shown = Map::new();
    for part in [
        identity(store),
        contact(store),
        formats(store),
        platform(store),
    ] {
        if let Value::Object(fields) = part {
            shown.extend(fields);
        }
    }
    Value::Object(shown)
}

fn identity(store: &Store) -> Value {
    json!({
        "id": store.hash,
        "store_id": store.number,
        "account_uuid": store.account_uuid,
        "domain": store.domain,
        "secure_url": format!("https://{}", store.domain),
        "control_panel_base_url": format!("https://store-{}.mybigcommerce.com", store.hash),
        "status": "live",
        "name": store.name,
        "plan_name": store.plan.word(),
        "plan_level": store.plan.word(),
        "plan_is_trial": false,
        "industry": "",
        "logo": [],
    })
}

fn contact(store: &Store) -> Value {
    let owner = store.owner();
    let email = owner.map(|owner| owner.email.as_str());
    json!({
        "first_name": owner.map(|owner| owner.first_name.as_str()),
        "last_name": owner.map(|owner| owner.last_name.as_str()),
        "address": store.address,
        "country": store.country,
        "country_code": store.country_code,
        "phone": store.phone,
        "admin_email": email,
        "order_email": email,
    })
}

fn formats(store: &Store) -> Value {
    json!({
        "timezone": timezone(store),
        "language": "en",
        "currency": store.currency.code,
        "currency_symbol": store.currency.symbol,
        "currency_symbol_location": "left",
        "decimal_separator": ".",
        "thousands_separator": ",",
        "decimal_places": if store.currency.code == "JPY" { 0 } else { 2 },
        "weight_units": "KGS",
        "dimension_units": "Centimeters",
        "is_price_entered_with_tax": true,
    })
}

fn platform(store: &Store) -> Value {
    json!({
        "infrastructure_region": "us-central1",
        "default_channel_id": 1,
        "default_site_id": store.number % 1_000 + 1_000,
        "active_comparison_modules": [],
        "features": {
            "stencil_enabled": true, "sitewidehttps_enabled": true,
            "checkout_type": "optimized", "wishlists_enabled": true,
            "graphql_storefront_api_enabled": true, "multi_storefront_enabled": false,
        },
    })
}

fn timezone(store: &Store) -> Value {
    json!({
        "name": store.timezone.name,
        "raw_offset": store.timezone.raw_offset,
        "dst_offset": store.timezone.raw_offset + 3_600,
        "dst_correction": false,
        "date_format": {"display": "jS M Y", "export": "jS M Y",
                        "extended_display": "jS M Y @ g:i A"},
    })
}
