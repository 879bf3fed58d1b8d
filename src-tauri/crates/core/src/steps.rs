//! The steps of the set-up with their evidence. Only what was observed counts as proved.

mod accounts;

use patchbay_ledger::{App, Hook, Proof as LedgerProof, Store, StoreState};

use crate::accounts::is_account;
use crate::view::{AddressState, AddressView, AppState, Millis, Proof, Step, StepId, StepState};

/// What the steps are judged by.
#[derive(Debug)]
pub struct Facts<'a> {
    /// The app.
    pub app: &'a App,
    /// The public address, where the app is reached by it.
    pub address: Option<&'a AddressView>,
    /// Whether the vault holds the secret.
    pub has_secret: bool,
    /// Its stores.
    pub stores: &'a [Store],
    /// Their hooks.
    pub hooks: &'a [Hook],
    /// How many triggers are wanted.
    pub triggers_wanted: usize,
    /// Granted scopes that are missing on any connected store.
    pub scopes_missing: usize,
    /// Callback addresses pasted earlier differ from today's.
    pub address_changed: bool,
}

/// Every step, in order. An API account has no callbacks, and no scopes to choose.
pub fn steps(facts: &Facts<'_>) -> Vec<Step> {
    if is_account(facts.app) {
        return accounts::steps(facts);
    }
    vec![
        address(facts),
        callbacks(facts),
        scopes(facts),
        credentials(facts),
        install(facts),
        triggers(facts),
    ]
}

/// The first step that is not done, the last one when all are.
pub fn current(steps: &[Step]) -> StepId {
    let open = |step: &&Step| matches!(step.state, StepState::Open | StepState::Failing);
    let unproved = |step: &&Step| step.state == StepState::Given && step.id >= StepId::Install;
    steps
        .iter()
        .find(open)
        .or_else(|| steps.iter().find(unproved))
        .map_or(StepId::Triggers, |step| step.id)
}

/// Whether the app can do its work.
pub fn state(steps: &[Step]) -> AppState {
    let at = |id: StepId| {
        steps
            .iter()
            .find(|step| step.id == id)
            .map(|step| step.state)
    };
    let installed_once = matches!(
        at(StepId::Install),
        Some(StepState::Proved | StepState::Failing)
    );
    if installed_once && steps.iter().any(|step| step.state == StepState::Failing) {
        return AppState::NeedsAttention;
    }
    let works = at(StepId::Install) == Some(StepState::Proved)
        && matches!(
            at(StepId::Triggers),
            Some(StepState::Proved | StepState::Given)
        );
    if works {
        AppState::Ready
    } else {
        AppState::NotSetUp
    }
}

fn step(id: StepId, state: StepState, evidence: impl Into<String>, at: Option<i64>) -> Step {
    Step {
        id,
        state,
        evidence: evidence.into(),
        proved_at: at.map(Millis),
    }
}

fn address(facts: &Facts<'_>) -> Step {
    let Some(address) = facts.address else {
        return step(
            StepId::Address,
            StepState::Proved,
            "None needed: the practice BigCommerce runs on this machine.",
            None,
        );
    };
    let state = match address.state {
        AddressState::Off => StepState::Open,
        AddressState::Connecting => StepState::Given,
        AddressState::Up => StepState::Proved,
        AddressState::Degraded | AddressState::Down | AddressState::NeedsUser => StepState::Failing,
    };
    let proved_at = (state == StepState::Proved).then_some(address.since.0);
    step(StepId::Address, state, address.reason.clone(), proved_at)
}

fn callbacks(facts: &Facts<'_>) -> Step {
    let seen = &facts.app.callbacks_seen;
    let last = seen.values().max().copied();
    match (facts.address_changed, last) {
        (true, Some(at)) => step(
            StepId::Callbacks,
            StepState::Failing,
            "The public address changed since: paste the new URLs at BigCommerce.",
            Some(at),
        ),
        (_, Some(at)) => step(
            StepId::Callbacks,
            StepState::Proved,
            format!(
                "BigCommerce called: {}.",
                seen_words(seen.keys().map(String::as_str))
            ),
            Some(at),
        ),
        (_, None) if facts.has_secret => step(
            StepId::Callbacks,
            StepState::Given,
            "BigCommerce has not called yet. It does at the first install.",
            None,
        ),
        (_, None) => step(
            StepId::Callbacks,
            StepState::Open,
            "Paste them at BigCommerce, which calls them from the first install on.",
            None,
        ),
    }
}

fn seen_words<'a>(kinds: impl Iterator<Item = &'a str>) -> String {
    let words = |kind: &str| match kind {
        "auth" => "Auth",
        "load" => "Load",
        "uninstall" => "Uninstall",
        "remove_user" => "Remove User",
        _ => "another",
    };
    kinds.map(words).collect::<Vec<_>>().join(", ")
}

fn scopes(facts: &Facts<'_>) -> Step {
    let connected = facts
        .stores
        .iter()
        .filter(|store| store.state == StoreState::Connected)
        .count();
    match (connected, facts.scopes_missing) {
        (0, _) => step(
            StepId::Scopes,
            StepState::Given,
            "Chosen here. Whether the portal agrees shows at the first install.",
            None,
        ),
        (_, 0) => step(
            StepId::Scopes,
            StepState::Proved,
            "Every scope chosen here was granted.",
            facts.stores.iter().map(|store| store.installed_at).max(),
        ),
        (_, 1) => step(
            StepId::Scopes,
            StepState::Failing,
            "1 scope chosen here was not granted.",
            None,
        ),
        (_, n) => step(
            StepId::Scopes,
            StepState::Failing,
            format!("{n} scopes chosen here were not granted."),
            None,
        ),
    }
}

fn credentials(facts: &Facts<'_>) -> Step {
    let (state, evidence) = match (
        proof(facts.app),
        facts.app.client_id.is_some(),
        facts.has_secret,
    ) {
        (_, false, _) => (StepState::Open, "No Client ID yet."),
        (_, true, false) => (StepState::Open, "The Client Secret is not in the vault."),
        (Proof::Refused, ..) => (
            StepState::Failing,
            "BigCommerce refused this Client ID and Client Secret.",
        ),
        (Proof::Exchange, ..) => (StepState::Proved, "BigCommerce exchanged a code for them."),
        (Proof::Signature, ..) => (
            StepState::Proved,
            "BigCommerce signed a callback with the secret.",
        ),
        (Proof::NotYet, ..) => (
            StepState::Given,
            "In the vault, not yet proved: the first install does it.",
        ),
    };
    let at = (state == StepState::Proved)
        .then_some(facts.app.proof_at)
        .flatten();
    step(StepId::Credentials, state, evidence, at)
}

/// The ledger's word for a proof in the page's.
pub fn proof(app: &App) -> Proof {
    match app.proof {
        LedgerProof::NotYet => Proof::NotYet,
        LedgerProof::Exchange => Proof::Exchange,
        LedgerProof::Signature => Proof::Signature,
        LedgerProof::Refused => Proof::Refused,
    }
}

fn install(facts: &Facts<'_>) -> Step {
    let count = |state| {
        facts
            .stores
            .iter()
            .filter(|store| store.state == state)
            .count()
    };
    let (connected, held, revoked) = (
        count(StoreState::Connected),
        count(StoreState::Held),
        count(StoreState::Revoked),
    );
    let proved_at = facts
        .stores
        .iter()
        .filter_map(|store| store.proved_at)
        .max();
    let id = StepId::Install;
    if connected > 0 {
        return step(id, StepState::Proved, stores_words(connected), proved_at);
    }
    if revoked > 0 {
        return step(
            id,
            StepState::Failing,
            "BigCommerce refuses the store’s token: install again.",
            None,
        );
    }
    match held {
        0 => step(id, StepState::Open, "On no store yet.", None),
        _ => step(
            id,
            StepState::Given,
            "A store waits for your confirmation.",
            None,
        ),
    }
}

fn stores_words(count: usize) -> String {
    if count == 1 {
        "On 1 store.".into()
    } else {
        format!("On {count} stores.")
    }
}

fn triggers(facts: &Facts<'_>) -> Step {
    let id = StepId::Triggers;
    let connected = facts
        .stores
        .iter()
        .filter(|store| store.state == StoreState::Connected)
        .count();
    let wanted = connected * facts.triggers_wanted;
    let active = facts
        .hooks
        .iter()
        .filter(|hook| hook.active && hook.problem.is_none())
        .count();
    let delivered = facts
        .hooks
        .iter()
        .filter_map(|hook| hook.last_delivery_at)
        .max();
    let tested = facts.hooks.iter().filter_map(|hook| hook.proved_at).max();
    if wanted == 0 || facts.hooks.is_empty() {
        return step(
            id,
            StepState::Open,
            "Their hooks are created on each connected store.",
            None,
        );
    }
    if active < wanted {
        return step(
            id,
            StepState::Failing,
            format!("{active} of {wanted} hooks are active."),
            None,
        );
    }
    match (delivered, tested) {
        (Some(at), _) => step(
            id,
            StepState::Proved,
            "BigCommerce delivered a trigger.",
            Some(at),
        ),
        (None, Some(at)) => step(
            id,
            StepState::Proved,
            "A signed test came through.",
            Some(at),
        ),
        (None, None) => step(
            id,
            StepState::Given,
            format!("{active} of {wanted} hooks are active; nothing came through them yet."),
            None,
        ),
    }
}
