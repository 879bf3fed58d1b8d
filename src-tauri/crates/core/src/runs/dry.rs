//! Runs that change nothing: what only reads is asked for, everything else is shown as it would be sent.

use patchbay_connector::Danger;
use patchbay_orchestration::plan::Work;
use serde_json::{Value, json};

use super::action::output;
use super::steps::OnItsWay;
use crate::actions::ready_for;
use crate::error::Result;
use crate::patchbay::{Patchbay, connector_of, id};

impl Patchbay {
    /// What a step gives that is not sent; `None` for one that only reads, which is.
    pub(super) async fn only_shown(&self, on: &OnItsWay, work: &Work) -> Result<Option<Value>> {
        let Work::Action { action, input, .. } = work else {
            return Ok(Some(json!({ "dry": true })));
        };
        let Some(store_id) = on.run.store_id else {
            return Ok(None);
        };
        let of = self.app_and_store(id(store_id)).await?;
        let Ok(ready) = ready_for(of, action, input.clone()) else {
            return Ok(None);
        };
        let danger = connector_of(&ready.app)?.danger_of(ready.action, &ready.request);
        Ok((danger != Danger::Reads).then(|| output(ready.action.sampled())))
    }
}
