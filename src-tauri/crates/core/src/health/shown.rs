//! The health of a store as its page shows it.

use patchbay_ledger::{
    Hook, HookKind, HookStatus as LedgerStatus, Store, StoreState, Told, ToldBlock, ToldHook,
};

use super::lapses_at;
use crate::error::Result;
use crate::exceptions::host;
use crate::feed::trigger_name;
use crate::patchbay::{Patchbay, id};
use crate::triggers::masked;
use crate::view::{
    BlockReasonView, BlockedDomainView, HealthError, HookStatus, Millis, QuotaView,
    StoreHealthView, ToldHookView,
};
use crate::words;

impl Patchbay {
    /// How a store is, as BigCommerce last told it, and what became of the store.
    ///
    /// # Errors
    /// `NotFound`, and those of the ledger.
    pub async fn store_health(&self, store_id: u32) -> Result<StoreHealthView> {
        let store = self.ledger_store(i64::from(store_id)).await?;
        self.health_view(&store).await
    }

    pub(super) async fn health_view(&self, store: &Store) -> Result<StoreHealthView> {
        let health = self.0.ledger.health(store.id).await?;
        let known = self.0.ledger.every_hook(Some(store.id)).await?;
        let exceptions = self.exceptions_view(store).await?;
        let history = self.store_notes(store).await?;
        let is_asked = store.state == StoreState::Connected;
        let asked = health.as_ref().filter(|_| is_asked);
        let (told_at, told) = health.as_ref().and_then(|it| it.told.clone()).unzip();
        let told: Told = told.unwrap_or_default();
        Ok(StoreHealthView {
            checked_at: health.as_ref().map(|it| Millis(it.checked_at)),
            next_at: asked.map(|it| Millis(it.next_at)),
            told_at: told_at.map(Millis),
            hooks: told
                .hooks
                .iter()
                .filter(|hook| !carries_exceptions(hook, &known))
                .map(|hook| hook_view(hook, &known))
                .collect(),
            exceptions,
            blocked: told
                .blocked
                .iter()
                .map(|it| block_view(it, &told))
                .collect(),
            emails: told.emails,
            quota: told.quota.map(|quota| QuotaView {
                left: quota.left,
                of: quota.of,
            }),
            error: health
                .and_then(|it| it.error)
                .map(|(at, error)| HealthError {
                    at: Millis(at),
                    problem: words::kept(&error),
                }),
            history,
        })
    }
}

/// Whether a hook is the one of ours that carries exceptions, which is shown by itself.
fn carries_exceptions(told: &ToldHook, known: &[Hook]) -> bool {
    let mut exceptions = known.iter().filter(|it| it.kind == HookKind::Exceptions);
    exceptions.any(|hook| told.ours.as_ref() == Some(&hook.id))
}

fn hook_view(told: &ToldHook, known: &[Hook]) -> ToldHookView {
    let ours = told.ours.as_ref();
    let ours = ours.and_then(|id| known.iter().find(|hook| hook.id == *id));
    ToldHookView {
        remote_id: id(told.remote_id),
        trigger: ours.map(|hook| trigger_name(&hook.trigger)),
        scope: told.scope.clone(),
        destination: match ours {
            Some(hook) => masked(&told.destination, &hook.id),
            None => told.destination.clone(),
        },
        headers: told.headers.clone(),
        status: status(told.status),
        created_at: told.created_at.map(Millis),
        lapses_at: ours.and_then(lapses).map(Millis),
    }
}

fn lapses(hook: &Hook) -> Option<i64> {
    let since = hook.quiet_since.filter(|_| hook.active)?;
    let heard = hook.last_delivery_at.unwrap_or(since);
    Some(lapses_at(since.max(heard)))
}

fn block_view(block: &ToldBlock, told: &Told) -> BlockedDomainView {
    let is_there = |hook: &&ToldHook| host(&hook.destination) == Some(block.domain.as_str());
    let mut ours = told.hooks.iter().filter(|hook| hook.ours.is_some());
    BlockedDomainView {
        domain: block.domain.clone(),
        ours: ours.any(|hook| is_there(&hook)),
        until: Millis(block.until),
        reasons: block
            .reasons
            .iter()
            .map(|(words, count)| BlockReasonView {
                words: words.clone(),
                count: words::count(*count),
            })
            .collect(),
    }
}

fn status(status: LedgerStatus) -> HookStatus {
    match status {
        LedgerStatus::Active => HookStatus::Active,
        LedgerStatus::Inactive => HookStatus::Inactive,
        LedgerStatus::Deactivated => HookStatus::Deactivated,
        LedgerStatus::Unknown => HookStatus::Unknown,
    }
}
