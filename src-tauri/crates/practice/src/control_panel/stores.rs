//! The choice of a store. A real merchant is signed in to one; here all are at hand.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use minijinja::context;

use super::{base, find_store, shown};
use crate::Practice;
use crate::pages::{Page, Refused};

/// Every practice store.
pub(super) async fn pick(State(practice): State<Practice>) -> Response {
    let stores = practice.read(|world| world.stores.values().map(shown).collect::<Vec<_>>());
    Page::new("control_panel/stores.html", context! { stores }).answer(&practice)
}

/// A store's own address leads to Apps › Develop.
pub(super) async fn enter(
    State(practice): State<Practice>,
    Path(hash): Path<String>,
) -> Result<Response, Refused> {
    find_store(&practice, &hash)?;
    let to = format!("{}/marketplace/apps/develop", base(&hash));
    Ok(Redirect::to(&to).into_response())
}
