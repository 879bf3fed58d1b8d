//! Settings › Store-level API accounts: made with a name and scopes, their credentials shown once,
//! never changed, deleted with all that was made with them.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use minijinja::{Value, context};

use super::{base, find_store, shown};
use crate::Practice;
use crate::model::scope::{self, Row};
use crate::model::{ApiAccount, ScopeChoice, api_account};
use crate::pages::{Page, Refused};

/// The longest name, in characters.
const NAME_MOST: usize = 80;

/// Every account of the store.
pub(super) async fn list(
    State(practice): State<Practice>,
    Path(hash): Path<String>,
) -> Result<Response, Refused> {
    let store = find_store(&practice, &hash)?;
    let accounts = practice.read(|world| {
        let own = world.api_accounts.values();
        let own = own.filter(|account| account.store == hash);
        own.map(shown_account).collect::<Vec<_>>()
    });
    let context = context! { store => shown(&store), accounts, tab => "settings" };
    Ok(Page::new("control_panel/api_accounts.html", context).answer(&practice))
}

/// *Create API account*: its name and scopes.
pub(super) async fn new(
    State(practice): State<Practice>,
    Path(hash): Path<String>,
) -> Result<Response, Refused> {
    Ok(form(&practice, &hash, "", None)?.answer(&practice))
}

/// *Save*: the account is made, and its credentials are shown next.
pub(super) async fn create(
    State(practice): State<Practice>,
    Path(hash): Path<String>,
    Form(fields): Form<BTreeMap<String, String>>,
) -> Result<Response, Refused> {
    find_store(&practice, &hash)?;
    let name = fields
        .get("name")
        .map(|name| name.trim())
        .unwrap_or_default();
    if name.is_empty() || name.chars().count() > NAME_MOST {
        let error = format!("Enter a name of at most {NAME_MOST} characters");
        let page = form(&practice, &hash, name, Some(&error))?;
        return Ok(page
            .status(StatusCode::UNPROCESSABLE_ENTITY)
            .answer(&practice));
    }
    let scopes = chosen(&fields).ok_or_else(|| not_offered(&practice))?;
    let id = practice.change(|world| world.add_api_account(&hash, name, scopes));
    let to = format!("{}/settings/api-accounts/{id}/created", base(&hash));
    Ok(Redirect::to(&to).into_response())
}

/// The credentials, once.
pub(super) async fn created(
    State(practice): State<Practice>,
    Path((hash, id)): Path<(String, u64)>,
) -> Result<Response, Refused> {
    let (store, account) = (find_store(&practice, &hash)?, find(&practice, &hash, id)?);
    let api = practice.addresses().api.clone();
    let path = format!("{}/stores/{hash}/v3/", api.trim_end_matches('/'));
    let token = practice.change(|world| {
        let token = world.token_of(id).map(str::to_owned);
        let account = world.api_accounts.get_mut(&id)?;
        let fresh = !std::mem::replace(&mut account.shown, true);
        token.filter(|_| fresh)
    });
    let context = context! {
        store => shown(&store),
        account => shown_account(&account),
        credentials => token.map(|token| credentials(&account, &token, &path)),
        tab => "settings",
    };
    Ok(Page::new("control_panel/api_account_created.html", context).answer(&practice))
}

/// Deletes it.
pub(super) async fn delete(
    State(practice): State<Practice>,
    Path((hash, id)): Path<(String, u64)>,
) -> Result<Response, Refused> {
    find(&practice, &hash, id)?;
    practice.change(|world| world.delete_api_account(id));
    Ok(Redirect::to(&format!("{}/settings/api-accounts", base(&hash))).into_response())
}

fn credentials(account: &ApiAccount, token: &str, path: &str) -> Value {
    let file = format!(
        "ACCESS TOKEN: {token}\nCLIENT ID: {}\nCLIENT SECRET: {}\nNAME: {}\nAPI PATH: {path}\n",
        account.client_id, account.client_secret, account.name
    );
    context! {
        client_secret => account.client_secret.as_str(),
        token,
        path,
        file,
    }
}

fn shown_account(account: &ApiAccount) -> Value {
    let words = account.scopes.iter().map(|own| scope::in_words(own));
    context! {
        id => account.id,
        name => account.name.as_str(),
        client_id => account.client_id.as_str(),
        words => words.collect::<Vec<_>>(),
        created => account.created_ms,
    }
}

fn form(practice: &Practice, hash: &str, name: &str, error: Option<&str>) -> Result<Page, Refused> {
    let store = find_store(practice, hash)?;
    let context = context! {
        store => shown(&store),
        rows => api_account::rows().map(shown_row).collect::<Vec<_>>(),
        name,
        error,
        tab => "settings",
    };
    Ok(Page::new("control_panel/api_account_new.html", context))
}

fn shown_row(row: &Row) -> Value {
    let levels = row.levels.iter();
    let levels = levels
        .map(|level| context! { id => level.id, word => level.word, parameter => level.parameter });
    context! { id => row.id, name => row.name, levels => levels.collect::<Vec<_>>() }
}

/// The scopes that were chosen; nothing where one was that no account can have.
fn chosen(fields: &BTreeMap<String, String>) -> Option<Vec<String>> {
    let mut levels = BTreeMap::new();
    let asked = fields.iter().filter(|(_, level)| !level.is_empty());
    for (field, level) in asked {
        if let Some(row) = field.strip_prefix("scope-") {
            api_account::rows().find(|known| known.id == row)?;
            levels.insert(row.to_owned(), level.clone());
        }
    }
    let choice = ScopeChoice {
        modify_all: false,
        levels,
    };
    Some(scope::parameters(&choice))
}

fn not_offered(practice: &Practice) -> Refused {
    let about = "Only an app of the developer portal can have that scope.";
    Page::refusal(
        StatusCode::UNPROCESSABLE_ENTITY,
        "An API account cannot have this scope",
        about,
    )
    .refuse(practice)
}

fn find(practice: &Practice, hash: &str, id: u64) -> Result<ApiAccount, Refused> {
    let account = practice.read(|world| world.api_accounts.get(&id).cloned());
    account
        .filter(|account| account.store == hash)
        .ok_or_else(|| {
            let about = "It may have been deleted.";
            Page::refusal(StatusCode::NOT_FOUND, "There is no such API account", about)
                .refuse(practice)
        })
}
