//! `/v3/hooks/admin`: which hooks BigCommerce turned off, which domains it blocks and why.

use serde_json::{Value, json};

use super::{own, view};
use crate::api::answer::Answer;
use crate::api::call::Call;
use crate::api::gate::Caller;
use crate::api::refusal::Refusal;
use crate::model::{DomainHealth, World};

/// `GET`.
pub fn show(world: &World, call: &Call, caller: &Caller) -> Result<Answer, Refusal> {
    let active = call.parsed::<bool>("is_active")?;
    let hooks = own(world, call, caller)
        .filter(|hook| active.is_none_or(|active| active == hook.is_active))
        .map(view::admin_hook);
    Ok(Answer::data(json!({
        "emails": world.hook_emails.get(&key(call, caller)).cloned().unwrap_or_default(),
        "hooks_list": hooks.collect::<Vec<_>>(),
        "blocked_domains": blocked(world, caller),
    })))
}

/// `PUT`: replaces the notification addresses.
pub fn set_emails(world: &mut World, call: &Call, caller: &Caller) -> Result<Answer, Refusal> {
    let body = call.object()?;
    let emails = body
        .get("emails")
        .ok_or_else(|| Refusal::field("emails", "error.path.missing."))?;
    let emails: Vec<String> = serde_json::from_value(emails.clone())
        .map_err(|_| Refusal::field("emails", "error.expected.jsarray"))?;
    if !emails.iter().all(|email| email.contains('@')) {
        return Err(Refusal::field("emails", "error.email"));
    }
    world.hook_emails.insert(key(call, caller), emails);
    Ok(Answer::empty())
}

fn key(call: &Call, caller: &Caller) -> String {
    format!("{} {}", caller.client_id, call.store)
}

fn blocked(world: &World, caller: &Caller) -> Vec<Value> {
    let of_caller = format!("{} ", caller.client_id);
    let domains = world.domains.iter().filter_map(|(key, health)| {
        let domain = key.strip_prefix(&of_caller)?;
        let left_ms = health.blocked_until_ms? - world.now_ms;
        (left_ms > 0).then(|| shown(domain, left_ms, health))
    });
    domains.collect()
}

fn shown(domain: &str, left_ms: i64, health: &DomainHealth) -> Value {
    let reasons = health.reasons.iter().map(|(about, (count, timestamp))| {
        json!({"failure_description": about, "count": count, "timestamp": timestamp})
    });
    json!({
        "destination": domain,
        "time_left": (left_ms + 999) / 1_000,
        "reasons": reasons.collect::<Vec<_>>(),
    })
}
