//! The store's carts, and the buttons that create and change them.

use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use minijinja::{Value, context};

use super::latest::latest;
use super::orders::{Done, Many};
use super::{find_store, pressed, shown};
use crate::Practice;
use crate::commerce;
use crate::model::Cart;
use crate::pages::{Page, Refused};

/// The carts that changed last.
pub(super) async fn list(
    State(practice): State<Practice>,
    Path(hash): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response, Refused> {
    let store = find_store(&practice, &hash)?;
    let (total, carts) = latest(store.commerce.carts.values(), |cart| cart.updated_ms);
    let carts: Vec<Value> = carts.map(shown_cart).collect();
    let done = done.words();
    let context = context! { store => shown(&store), total, carts, done, tab => "carts" };
    Ok(Page::new("control_panel/carts.html", context).answer(&practice))
}

fn shown_cart(cart: &Cart) -> Value {
    let amount: i64 = cart
        .items
        .iter()
        .map(|item| item.price * i64::from(item.quantity))
        .sum();
    let lines: Vec<String> = cart
        .items
        .iter()
        .map(|item| format!("{} × {}", item.quantity, item.name))
        .collect();
    context! { id => cart.id.as_str(), at => cart.updated_ms, amount, lines => lines.join(", ") }
}

/// *Create a cart*.
pub(super) async fn create(State(practice): State<Practice>, Path(hash): Path<String>) -> Response {
    pressed(&practice, &hash, ("carts", "created"), |world| {
        commerce::create_cart(world, &hash)
    })
}

/// *Change*.
pub(super) async fn change(
    State(practice): State<Practice>,
    Path((hash, cart)): Path<(String, String)>,
) -> Response {
    pressed(&practice, &hash, ("carts", "changed"), |world| {
        commerce::change_cart(world, &hash, &cart).map(|()| cart.clone())
    })
}

/// *Abandon*.
pub(super) async fn abandon(
    State(practice): State<Practice>,
    Path((hash, cart)): Path<(String, String)>,
) -> Response {
    pressed(&practice, &hash, ("carts", "abandoned"), |world| {
        commerce::abandon_cart(world, &hash, &cart).map(|()| cart.clone())
    })
}

/// *Burst*.
pub(super) async fn burst(
    State(practice): State<Practice>,
    Path(hash): Path<String>,
    Form(many): Form<Many>,
) -> Response {
    pressed(&practice, &hash, ("carts", "burst"), |world| {
        commerce::burst(world, &hash, many.what, many.count)
    })
}
