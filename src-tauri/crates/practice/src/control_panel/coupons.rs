//! The store's coupons.

use axum::extract::{Path, State};
use axum::response::Response;
use minijinja::{Value, context};

use super::latest::latest;
use super::{find_store, shown};
use crate::Practice;
use crate::model::coupon::Coupon;
use crate::pages::{Page, Refused};

/// The coupons that were made last.
pub(super) async fn list(
    State(practice): State<Practice>,
    Path(hash): Path<String>,
) -> Result<Response, Refused> {
    let store = find_store(&practice, &hash)?;
    let (total, made) = latest(store.commerce.coupons.values(), |one| one.created_ms);
    let coupons: Vec<Value> = made.map(coupon).collect();
    let context = context! { store => shown(&store), total, coupons, tab => "coupons" };
    Ok(Page::new("control_panel/coupons.html", context).answer(&practice))
}

fn coupon(one: &Coupon) -> Value {
    let ids: Vec<String> = one.ids.iter().map(u64::to_string).collect();
    context! {
        id => one.id, name => one.name.as_str(), code => one.code.as_str(),
        kind => one.kind.replace('_', " "), amount => one.amount,
        min_purchase => one.min_purchase, entity => one.entity.as_str(), ids => ids.join(", "),
        max_uses => one.max_uses, expires => one.expires.as_str(), enabled => one.enabled,
        at => one.created_ms,
    }
}
