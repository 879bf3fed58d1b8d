//! The control panels of the practice stores: apps as the merchant meets them, and the buttons
//! that make things happen in a store.
#![allow(clippy::unused_async, reason = "axum takes async functions only")]

mod api_accounts;
mod app;
mod carts;
mod coupons;
mod customers;
mod deliveries;
mod faults;
mod latest;
mod launch;
mod order;
mod orders;
mod price_lists;
mod products;
mod stores;
mod uninstall;
mod users;

use axum::Router;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use minijinja::{Value, context};

use crate::Practice;
use crate::commerce::CommerceError;
use crate::model::{App, Store, User, World};
use crate::pages::{self, Page, Refused};

/// Every page of them. A store's pages are under `/stores/{hash}/manage`, where the real ones have
/// a host for each store.
pub(crate) fn router() -> Router<Practice> {
    Router::new()
        .merge(pages::assets())
        .route("/", get(stores::pick))
        .route("/faults", get(faults::show).post(faults::save))
        .nest("/stores/{hash}/manage", store())
}

fn store() -> Router<Practice> {
    Router::new()
        .route("/", get(stores::enter))
        .route("/marketplace/apps/develop", get(app::develop))
        .route("/marketplace/apps/{id}", get(app::show))
        .route(
            "/marketplace/apps/{id}/consent",
            get(launch::ask).post(launch::confirm),
        )
        .route(
            "/marketplace/apps/{id}/uninstall",
            post(uninstall::uninstall),
        )
        .route("/marketplace/apps/{id}/users/add", post(users::add))
        .route("/marketplace/apps/{id}/users/remove", post(users::remove))
        .route("/app/{id}", get(launch::launch))
        .route("/orders", get(orders::list))
        .route("/orders/place", post(orders::place))
        .route("/orders/burst", post(orders::burst))
        .route("/orders/{order}", get(order::show))
        .route("/orders/{order}/status", post(orders::status))
        .route("/orders/{order}/refund", post(orders::refund))
        .route("/carts", get(carts::list))
        .route("/carts/create", post(carts::create))
        .route("/carts/burst", post(carts::burst))
        .route("/carts/{cart}/change", post(carts::change))
        .route("/carts/{cart}/abandon", post(carts::abandon))
        .route("/products", get(products::list))
        .route("/customers", get(customers::list))
        .route("/price-lists", get(price_lists::list))
        .route("/coupons", get(coupons::list))
        .route("/deliveries", get(deliveries::list))
        .route(
            "/settings/api-accounts",
            get(api_accounts::list).post(api_accounts::create),
        )
        .route("/settings/api-accounts/new", get(api_accounts::new))
        .route(
            "/settings/api-accounts/{id}/created",
            get(api_accounts::created),
        )
        .route(
            "/settings/api-accounts/{id}/delete",
            post(api_accounts::delete),
        )
}

/// The store, or the page that says there is none.
fn find_store(practice: &Practice, hash: &str) -> Result<Store, Refused> {
    practice
        .read(|world| world.store(hash).cloned())
        .ok_or_else(|| {
            let about = "Choose one of the practice stores.";
            Page::refusal(StatusCode::NOT_FOUND, "There is no such store", about).refuse(practice)
        })
}

/// The app, or the page that says there is none.
fn find_app(practice: &Practice, id: u64) -> Result<App, Refused> {
    practice
        .read(|world| world.apps.get(&id).cloned())
        .ok_or_else(|| {
            let about = "It may have been deleted in the developer portal.";
            Page::refusal(StatusCode::NOT_FOUND, "There is no such app", about).refuse(practice)
        })
}

/// What every page of a store shows.
fn shown(store: &Store) -> Value {
    context! {
        hash => store.hash.as_str(),
        name => store.name.as_str(),
        plan => store.plan.word(),
        currency => store.currency.code.as_str(),
        base => base(&store.hash),
    }
}

/// A JSON value as a reader takes it: text without its quotes.
fn worded(value: &serde_json::Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

fn shown_user(user: &User) -> Value {
    let name = format!("{} {}", user.first_name, user.last_name);
    context! { id => user.id, name, email => user.email.as_str(), role => format!("{:?}", user.role) }
}

/// Where a store's pages begin.
fn base(hash: &str) -> String {
    format!("/stores/{hash}/manage")
}

/// What a button of the page `to` does, and the answer to who pressed it.
fn pressed<T: std::fmt::Display>(
    practice: &Practice,
    hash: &str,
    (to, what): (&str, &str),
    change: impl FnOnce(&mut World) -> Result<T, CommerceError>,
) -> Response {
    match practice.change(change) {
        Ok(id) => done(hash, to, what, id),
        Err(error) => not_done(practice, &error),
    }
}

/// Back to the page `to`, with the outcome of a button in its query.
fn done(hash: &str, to: &str, what: &str, id: impl std::fmt::Display) -> Response {
    Redirect::to(&format!("{}/{to}?done={what}&id={id}", base(hash))).into_response()
}

/// The page that says why a button did nothing.
fn not_done(practice: &Practice, error: &CommerceError) -> Response {
    Page::refusal(
        StatusCode::CONFLICT,
        "Nothing was done",
        &format!("Because {error}."),
    )
    .answer(practice)
}
