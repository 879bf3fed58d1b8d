//! What stands in front of every operation: the token, the quota, the faults that are on.

use super::answer::{Answer, Body, server_error, too_many};
use super::call::Call;
use super::rate::{self, Limits};
use super::refusal::Refusal;
use super::route;
use super::subject::subjects;
use crate::faults::Spoiled;
use crate::model::calls::{Fate, Write};
use crate::model::{World, scope};

/// An answer with the rate-limit headers it carries, if any.
#[derive(Debug)]
pub struct Served {
    /// The answer.
    pub answer: Answer,
    /// How the quota stands.
    pub limits: Option<Limits>,
    /// Whether the caller never gets it.
    pub lost: bool,
    performed: bool,
}

impl Served {
    /// An answer that tells of nothing done.
    fn undone(answer: Answer, limits: Option<Limits>) -> Self {
        Self {
            answer,
            limits,
            lost: false,
            performed: false,
        }
    }
}

/// Whose token a call carries.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The app or API account.
    pub app_id: u64,
    /// Its client id.
    pub client_id: String,
    scopes: Vec<String>,
}

impl Caller {
    /// Passes when the token carries one of these scopes, or the stronger one of its row.
    ///
    /// # Errors
    /// The documented 403.
    pub fn needs(&self, any: &[&str]) -> Result<(), Refusal> {
        if any
            .iter()
            .any(|wanted| scope::carries(&self.scopes, wanted))
        {
            return Ok(());
        }
        Err(Refusal::ScopeMissing)
    }
}

/// Answers a call.
pub fn serve(world: &mut World, call: &Call) -> Served {
    let caller = authenticate(world, call);
    let limits = world
        .store_mut(&call.store)
        .map(|store| rate::take(store, call.now_ms));
    let mut served = match limits.filter(|limits| limits.exceeded) {
        Some(_) => Served::undone(too_many(), limits),
        None => through(world, call, caller, limits),
    };
    if world.faults.no_rate_headers && world.faults.concerns(&call.store) {
        served.limits = None;
    }
    if call.method != "GET" {
        served.lost = served.performed && world.faults.lose(&call.store, &call.route());
        world.calls.note(noted(call, &served));
    }
    served
}

fn noted(call: &Call, served: &Served) -> Write {
    let fate = match (served.performed, served.lost) {
        (true, true) => Fate::Lost,
        (true, false) => Fate::Accepted,
        (false, _) => Fate::Refused,
    };
    Write {
        at_ms: call.now_ms,
        store: call.store.clone(),
        method: call.method.clone(),
        path: call.route(),
        subjects: subjects(call),
        status: served.answer.status,
        fate,
    }
}

fn through(
    world: &mut World,
    call: &Call,
    caller: Result<Caller, Refusal>,
    limits: Option<Limits>,
) -> Served {
    if let Some(spoiled) = world.faults.spoil(&call.store) {
        return spoil(call, spoiled, limits);
    }
    let answer = caller.and_then(|caller| route::operate(world, call, &caller));
    Served {
        performed: answer.is_ok(),
        answer: answer.unwrap_or_else(|refusal| refusal.answer(call.version)),
        limits,
        lost: false,
    }
}

fn spoil(call: &Call, spoiled: Spoiled, limits: Option<Limits>) -> Served {
    let (answer, limits) = match spoiled {
        Spoiled::ServerError(status) => (server_error(status), limits),
        Spoiled::TooManyWithHeaders => (too_many(), limits.map(Limits::used_up)),
        Spoiled::TooManyWithoutHeaders => (too_many(), None),
        Spoiled::Html => {
            let body = Body::Html("<!doctype html><title>Store</title><p>Be right back.</p>\n");
            (Answer { status: 200, body }, limits)
        }
        Spoiled::Revoked => (Refusal::TokenDead.answer(call.version), limits),
    };
    Served::undone(answer, limits)
}

fn authenticate(world: &World, call: &Call) -> Result<Caller, Refusal> {
    let token = call.token.as_deref().and_then(|token| world.token(token));
    let token = token.ok_or(Refusal::TokenDead)?;
    let holder = world.holder(token.app_id).ok_or(Refusal::TokenDead)?;
    let store = world.store(&call.store).ok_or(Refusal::TokenDead)?;
    let bound = token.store.as_ref().ok_or(Refusal::ScopeMissing)?;
    if *bound != store.hash {
        return Err(Refusal::TokenDead);
    }
    let changed = world.faults.scopes_for(&call.store);
    let scopes = changed.unwrap_or(&token.scopes).to_vec();
    if scopes.is_empty() {
        return Err(Refusal::ScopeMissing);
    }
    Ok(Caller {
        app_id: holder.id,
        client_id: holder.client_id.to_owned(),
        scopes,
    })
}
