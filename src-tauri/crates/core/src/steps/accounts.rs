//! The steps of a store's own API account: nothing is pasted at BigCommerce and nothing installed; its
//! token is proved as it is given, its secret by the first trigger.

use patchbay_ledger::{Proof, StoreState};

use super::{Facts, address, step, triggers};
use crate::view::{Step, StepId, StepState};

/// Every step, in order.
pub(super) fn steps(facts: &Facts<'_>) -> Vec<Step> {
    vec![
        address(facts),
        credentials(facts),
        token(facts),
        triggers(facts),
    ]
}

fn credentials(facts: &Facts<'_>) -> Step {
    let (state, evidence) = match (facts.app.proof, facts.has_secret) {
        (_, false) => (StepState::Open, "The Client Secret is not in the vault."),
        (Proof::Refused, true) => (
            StepState::Failing,
            "Triggers arrive with signatures that this Client Secret does not make: replace it.",
        ),
        (Proof::Exchange | Proof::Signature, true) => (
            StepState::Proved,
            "BigCommerce signed a trigger with the secret.",
        ),
        (Proof::NotYet, true) => (
            StepState::Given,
            "In the vault, not yet proved: the first trigger does it.",
        ),
    };
    let proved = state == StepState::Proved;
    step(
        StepId::Credentials,
        state,
        evidence,
        facts.app.proof_at.filter(|_| proved),
    )
}

fn token(facts: &Facts<'_>) -> Step {
    let id = StepId::Install;
    let Some(store) = facts.stores.first() else {
        return step(
            id,
            StepState::Open,
            "Its store is not there any more.",
            None,
        );
    };
    match (store.state, store.proved_at) {
        (StoreState::Revoked | StoreState::Uninstalled, _) => step(
            id,
            StepState::Failing,
            "BigCommerce refuses the token: the account was deleted. Replace its credentials.",
            None,
        ),
        (_, Some(at)) => step(
            id,
            StepState::Proved,
            "BigCommerce accepts the token.",
            Some(at),
        ),
        (_, None) => step(
            id,
            StepState::Given,
            "BigCommerce was not asked with this token yet.",
            None,
        ),
    }
}
