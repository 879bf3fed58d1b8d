//! The store's customers, with their groups and address books.

use axum::extract::{Path, State};
use axum::response::Response;
use minijinja::{Value, context};

use super::latest::latest;
use super::{find_store, shown};
use crate::Practice;
use crate::model::commerce::CustomerAddress;
use crate::model::{Commerce, Customer};
use crate::pages::{Page, Refused};

/// The customers that changed last.
pub(super) async fn list(
    State(practice): State<Practice>,
    Path(hash): Path<String>,
) -> Result<Response, Refused> {
    let store = find_store(&practice, &hash)?;
    let trade = &store.commerce;
    let (total, people) = latest(trade.customers.values(), |one| one.modified_ms);
    let customers: Vec<Value> = people.map(|one| customer(trade, one)).collect();
    let context = context! { store => shown(&store), total, customers, tab => "customers" };
    Ok(Page::new("control_panel/customers.html", context).answer(&practice))
}

fn customer(trade: &Commerce, one: &Customer) -> Value {
    let group = trade.customer_groups.get(&one.group_id);
    let book = trade.customer_addresses.values();
    let book: Vec<Value> = book
        .filter(|address| address.customer_id == one.id)
        .map(address)
        .collect();
    context! {
        id => one.id, name => one.name(), email => one.email.as_str(),
        company => one.company.as_str(), phone => one.phone.as_str(),
        group => group.map(|group| group.name.as_str()), credit => one.store_credit,
        notes => one.notes.as_str(), at => one.modified_ms, addresses => book,
    }
}

fn address(of: &CustomerAddress) -> Value {
    let (name, at) = (format!("{} {}", of.first_name, of.last_name), &of.address);
    let parts = [&name, &at.street_1, &at.zip, &at.city, &at.country_iso2];
    let parts: Vec<&str> = parts.into_iter().map(String::as_str).collect();
    context! { id => of.id, words => parts.join(", ") }
}
