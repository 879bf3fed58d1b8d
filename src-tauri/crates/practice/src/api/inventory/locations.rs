//! Locations, which practice shows and does not change. They have a scope of their own.

use serde_json::{Map, Value, json};

use super::PAGE_MOST;
use crate::api::answer::Answer;
use crate::api::call::Call;
use crate::api::catalog::store;
use crate::api::filters::{Filters, IN, IS, Of, Rule};
use crate::api::page::Page;
use crate::api::refusal::Refusal;
use crate::api::times;
use crate::model::catalog::{DEFAULT_LOCATION, Location};
use crate::model::{Store, World};

const FILTERS: &[Rule] = &[
    ("location_id", Of::Number, IN),
    ("location_code", Of::Text, IN),
    ("is_default", Of::Flag, IS),
    ("type_id", Of::Text, IN),
    ("managed_by_external_source", Of::Flag, IS),
    ("is_active", Of::Flag, IS),
    ("storefront_visibility", Of::Flag, IS),
];

/// `GET /v3/inventory/locations`.
///
/// # Errors
/// 405 for anything but GET, 422 for a parameter that is unknown or cannot be read.
pub fn operate(world: &World, call: &Call) -> Result<Answer, Refusal> {
    if call.method != "GET" {
        return Err(Refusal::Method);
    }
    let filters = Filters::of(call, FILTERS, &["page", "limit"])?;
    let (store, page) = (store(world, call)?, Page::within(call, PAGE_MOST)?);
    let locations = store.catalog.locations.values();
    let found = locations.filter(|location| filters.pass(&filtered(location)));
    let found: Vec<&Location> = found.collect();
    let meta = page.meta(found.len());
    let shown = page.take(found).into_iter();
    let data = shown.map(|location| shown_of(store, location));
    Ok(Answer::enveloped(200, data.collect(), meta))
}

fn filtered(location: &Location) -> Map<String, Value> {
    let fields = json!({
        "location_id": location.id, "location_code": location.code,
        "is_default": location.id == DEFAULT_LOCATION, "type_id": "PHYSICAL",
        "managed_by_external_source": false, "is_active": true, "storefront_visibility": true,
    });
    fields.as_object().cloned().unwrap_or_default()
}

fn shown_of(store: &Store, location: &Location) -> Value {
    let hours = json!({"open": true, "opening": "09:00", "closing": "18:00"});
    let days = [
        "sunday",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
    ];
    let hours: Map<String, Value> = days
        .into_iter()
        .map(|day| (day.to_owned(), hours.clone()))
        .collect();
    json!({
        "id": location.id, "code": location.code, "label": location.label, "description": "",
        "managed_by_external_source": false, "type_id": "PHYSICAL", "enabled": true,
        "operating_hours": hours, "time_zone": store.timezone.name,
        "created_at": times::v3(location.created_ms),
        "updated_at": times::v3(location.created_ms),
        "address": {
            "address1": store.address, "address2": "", "city": "", "state": "", "zip": "",
            "email": "", "phone": store.phone,
            "geo_coordinates": {"latitude": 0, "longitude": 0},
            "country_code": store.country_code,
        },
        "storefront_visibility": true, "special_hours": [],
    })
}
