//! *Client ID*, *Client Secret* and *Account UUID*: once when they are made, later by *View
//! credentials*.

use axum::extract::{Path, State};
use axum::response::Response;
use minijinja::context;

use super::{find, shown};
use crate::Practice;
use crate::pages::{Page, Refused};

/// The dialog after *Generate credentials*.
pub(super) async fn created(
    State(practice): State<Practice>,
    Path(id): Path<u64>,
) -> Result<Response, Refused> {
    page(&practice, id, true)
}

/// *View credentials*.
pub(super) async fn view(
    State(practice): State<Practice>,
    Path(id): Path<u64>,
) -> Result<Response, Refused> {
    page(&practice, id, false)
}

fn page(practice: &Practice, id: u64, fresh: bool) -> Result<Response, Refused> {
    let app = find(practice, id)?;
    let context = context! {
        app => shown(&app),
        client_secret => app.client_secret,
        account_uuid => app.account_uuid,
        fresh,
    };
    Ok(Page::new("portal/credentials.html", context).answer(practice))
}
