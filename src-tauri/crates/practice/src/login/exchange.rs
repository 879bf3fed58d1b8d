//! A code for a token. A code counts as used as soon as its own app presents it, whether or not
//! the rest is right, as OAuth servers do: a retry never helps.

use serde::Serialize;

use super::body::Body;
use super::refusal::Refusal;
use crate::model::scope::{IMPLICIT, carries};
use crate::model::{App, Code, Token, User, World, id};

/// The 200 answer. `scope` and `context` are null for a token that opens nothing.
#[derive(Debug, Serialize)]
pub(super) struct Grant {
    access_token: String,
    scope: Option<String>,
    user: Option<Person>,
    owner: Option<Person>,
    context: Option<String>,
    account_uuid: String,
}

#[derive(Debug, Serialize)]
struct Person {
    id: u64,
    username: String,
    email: String,
}

impl From<&User> for Person {
    fn from(user: &User) -> Self {
        Self {
            id: user.id,
            username: user.email.clone(),
            email: user.email.clone(),
        }
    }
}

/// Gives the token that `body` asks for, or says why not.
pub(super) fn exchange(world: &mut World, body: &Body) -> Result<Grant, Refusal> {
    let redirect_uri = present(&body.redirect_uri, "redirect_uri")?;
    let presented = present(&body.code, "code")?;
    if present(&body.grant_type, "grant_type")? != "authorization_code" {
        return Err(Refusal::GrantType);
    }
    let app = client(world, body)?;
    let code = take_code(world, &app, presented)?;
    if redirect_uri != app.callbacks.auth {
        return Err(Refusal::Redirect);
    }
    within(&code, present(&body.scope, "scope")?)?;
    let bound = body.context.as_deref() == Some(format!("stores/{}", code.store).as_str());
    Ok(issue(world, &app, &code, bound))
}

fn present<'b>(field: &'b Option<String>, name: &'static str) -> Result<&'b str, Refusal> {
    field
        .as_deref()
        .filter(|value| !value.is_empty())
        .ok_or(Refusal::Missing(name))
}

fn client(world: &World, body: &Body) -> Result<App, Refusal> {
    let client_id = body.client_id.as_deref().unwrap_or_default();
    world
        .app_by_client_id(client_id)
        .filter(|app| body.client_secret.as_ref() == Some(&app.client_secret))
        .cloned()
        .ok_or(Refusal::Client)
}

fn take_code(world: &mut World, app: &App, presented: &str) -> Result<Code, Refusal> {
    let now_ms = world.now_ms;
    let code = world
        .codes
        .iter_mut()
        .find(|code| code.code == presented && code.app_id == app.id)
        .ok_or(Refusal::Code)?;
    if std::mem::replace(&mut code.used, true) || code.expires_ms <= now_ms {
        return Err(Refusal::Code);
    }
    Ok(code.clone())
}

fn within(code: &Code, asked: &str) -> Result<(), Refusal> {
    let consented = |scope: &str| IMPLICIT.contains(&scope) || carries(&code.scopes, scope);
    if asked.split_whitespace().all(consented) {
        Ok(())
    } else {
        Err(Refusal::Scope)
    }
}

fn issue(world: &mut World, app: &App, code: &Code, bound: bool) -> Grant {
    let carried = code
        .scopes
        .iter()
        .map(String::as_str)
        .chain(IMPLICIT)
        .map(str::to_owned);
    let token = Token {
        token: id::lowercase(31),
        app_id: app.id,
        store: bound.then(|| code.store.clone()),
        scopes: if bound { carried.collect() } else { Vec::new() },
        issued_ms: world.now_ms,
    };
    let store = world.store(&code.store);
    let grant = Grant {
        access_token: token.token.clone(),
        scope: bound.then(|| token.scopes.join(" ")),
        user: store
            .and_then(|store| store.user(code.user_id))
            .map(Person::from),
        owner: store
            .filter(|_| bound)
            .and_then(|store| store.owner())
            .map(Person::from),
        context: bound.then(|| format!("stores/{}", code.store)),
        account_uuid: app.account_uuid.clone(),
    };
    world.issue(token);
    grant
}
