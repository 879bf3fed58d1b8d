//! Orchestrations for a [`House`].

use patchbay_ledger::{NewOrchestration, NewVersion, Orchestration, OrchestrationVersion};

use super::{House, NOON};

pub fn new_orchestration(house: &House, key: &str) -> NewOrchestration {
    NewOrchestration {
        key: key.into(),
        name: format!("Orchestration {key}"),
        draft: "{\"steps\":[]}".into(),
        stores: vec![house.store.id],
        made_at: NOON,
    }
}

pub fn new_version(orchestration_id: i64, document: &str) -> NewVersion {
    NewVersion {
        orchestration_id,
        document: document.into(),
        published_at: NOON + 1,
        note: None,
    }
}

/// One that is published and enabled.
pub async fn enabled(house: &House, key: &str) -> (Orchestration, OrchestrationVersion) {
    let ledger = &house.ledger;
    let new = new_orchestration(house, key);
    let made = ledger.add_orchestration(new).await.unwrap();
    let version = ledger.publish(new_version(made.id, "{}")).await.unwrap();
    let enabled = ledger.enable_orchestration(made.id).await.unwrap();
    (enabled, version)
}
