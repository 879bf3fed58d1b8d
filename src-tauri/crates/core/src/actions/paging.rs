//! Reading a list to its end, a page after the other.

use patchbay_bigcommerce::StoreApi;
use patchbay_bigcommerce::api::{Call, Performed, Undone};
use patchbay_connector::{Action, Paging};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use super::answer::items;
use crate::view::ActionProgress;
use crate::words;

/// Items of a page.
const LIMIT: u64 = 250;

/// The most items that are read.
const MOST: usize = 10_000;

/// Reads every page, tells how far it is after each, and ends early, with what was read, when `until`
/// is cancelled. A page that fails fails it all.
pub(super) async fn every_page(
    api: &StoreApi,
    action: &Action,
    first: &Call,
    until: &CancellationToken,
    mut tell: impl FnMut(ActionProgress),
) -> Result<Performed, Undone> {
    let mut all: Vec<Value> = Vec::new();
    let mut page = 1;
    loop {
        let answer = api.perform(&at(first, page)).await?;
        let read = items(action, &answer.value).unwrap_or_default();
        all.extend_from_slice(read);
        tell(ActionProgress {
            watch: 0,
            pages: u32::try_from(page).unwrap_or(u32::MAX),
            items: words::count_of(all.len()),
        });
        let paging = action.paging.unwrap_or(Paging::Bare);
        let goes_on = paging.goes_on(&answer.value, page, read.len(), LIMIT);
        if !goes_on || read.is_empty() || all.len() >= MOST || until.is_cancelled() {
            let value = whole(action, all);
            return Ok(Performed { value, ..answer });
        }
        page += 1;
    }
}

fn at(first: &Call, page: u64) -> Call {
    let mut call = first.clone();
    call.query
        .retain(|(name, _)| name != "page" && name != "limit");
    call.query.push(("page".into(), page.to_string()));
    call.query.push(("limit".into(), LIMIT.to_string()));
    call
}

/// All items where an answer has them.
fn whole(action: &Action, all: Vec<Value>) -> Value {
    match action.answer.strip_prefix('/') {
        Some(name) => json!({ name: all }),
        None => Value::Array(all),
    }
}
