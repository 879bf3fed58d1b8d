//! What BigCommerce tells of hooks, as the ledger keeps it.

use patchbay_bigcommerce::api::{
    BlockedDomain, HookHealth, HookStatus as RemoteStatus, HooksAdmin, QuotaLeft,
};
use patchbay_ledger::{Hook, HookStatus, HookTold, Told, ToldBlock, ToldHook, ToldQuota};

use super::lapse::known_since;
use crate::hooks::is_at;

/// What was told at `now`, with the hooks of the ledger that are meant.
pub(super) fn told(admin: &HooksAdmin, known: &[Hook], quota: Option<QuotaLeft>, now: i64) -> Told {
    Told {
        emails: admin.emails.clone(),
        hooks: admin
            .hooks
            .iter()
            .map(|hook| hook_of(hook, known))
            .collect(),
        blocked: admin.blocked.iter().map(|it| block_of(it, now)).collect(),
        quota: quota.map(|quota| ToldQuota {
            left: quota.left,
            of: quota.quota,
        }),
    }
}

/// What was told of the ledger's hooks: one is active that BigCommerce has for active where it
/// should point to. `base` is the address of today, or nothing where there is none.
pub(super) fn of_hooks(
    admin: &HooksAdmin,
    known: &[Hook],
    base: Option<&str>,
    now: i64,
) -> Vec<HookTold> {
    let tells = |hook: &Hook| {
        let found = found(hook, admin);
        HookTold {
            id: hook.id.clone(),
            active: found.is_some_and(|found| is_in_order(hook, found, base)),
            quiet_since: found.and_then(|found| {
                let (created, updated) = (millis(found.created_at_s), millis(found.updated_at_s));
                known_since(created, updated, hook.last_delivery_at, now)
            }),
        }
    };
    known.iter().map(tells).collect()
}

fn found<'a>(hook: &Hook, admin: &'a HooksAdmin) -> Option<&'a HookHealth> {
    let mut hooks = admin.hooks.iter();
    hooks.find(|found| is_at(hook, found.id, &found.destination))
}

/// One that was last written otherwise is not in order whatever BigCommerce says: its secret is not
/// known to be right.
fn is_in_order(hook: &Hook, found: &HookHealth, base: Option<&str>) -> bool {
    let here = match base {
        Some(base) => found.destination == format!("{base}/h/{}", hook.id),
        None => found.destination == hook.destination,
    };
    hook.active && found.status == RemoteStatus::Active && here
}

fn hook_of(hook: &HookHealth, known: &[Hook]) -> ToldHook {
    let ours = known
        .iter()
        .find(|known| is_at(known, hook.id, &hook.destination));
    ToldHook {
        remote_id: hook.id,
        ours: ours.map(|ours| ours.id.clone()),
        scope: hook.scope.clone(),
        destination: without_query(&hook.destination),
        headers: hook.headers.clone(),
        status: status(hook.status),
        created_at: millis(hook.created_at_s),
    }
}

/// Others may carry a secret in the query of a destination.
fn without_query(destination: &str) -> String {
    match destination.split_once('?') {
        Some((before, _)) => format!("{before}?…"),
        None => destination.to_owned(),
    }
}

fn block_of(domain: &BlockedDomain, now: i64) -> ToldBlock {
    let reasons = domain.reasons.iter();
    ToldBlock {
        domain: domain.destination.clone(),
        until: now.saturating_add(domain.time_left_s.saturating_mul(1000)),
        reasons: reasons
            .map(|reason| (reason.description.clone(), reason.count))
            .collect(),
    }
}

fn status(status: RemoteStatus) -> HookStatus {
    match status {
        RemoteStatus::Active => HookStatus::Active,
        RemoteStatus::Inactive => HookStatus::Inactive,
        RemoteStatus::Deactivated => HookStatus::Deactivated,
        RemoteStatus::Unknown => HookStatus::Unknown,
    }
}

fn millis(seconds: Option<i64>) -> Option<i64> {
    Some(seconds?.saturating_mul(1000))
}

#[cfg(test)]
mod tests;
