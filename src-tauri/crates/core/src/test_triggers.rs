//! Tests of triggers: a payload as BigCommerce sends it, signed with the app's own secret, by the
//! whole way or straight to the listener.

use patchbay_connector::Trigger;
use patchbay_ledger::{App, Hook, Store};
use serde_json::{Value, json};

use crate::error::{Error, Result};
use crate::patchbay::{Patchbay, connector_of, id};
use crate::random::random_hex;
use crate::send::{Lost, Message};
use crate::sendings::Sending;
use crate::view::{Mend, Problem, TestArrived, TriggerTest, Way};

/// The longest payload of a test, in bytes: what the listener takes.
const LONGEST_BODY: usize = 256 * 1024;

impl Patchbay {
    /// A payload of a trigger as this store would send it at this moment, for people to read.
    pub async fn test_payload(&self, store_id: u32, trigger: &str) -> Result<String> {
        let (app, store) = self.app_and_store(store_id).await?;
        let trigger = trigger_of(&app, trigger)?;
        let payload = self.sample(trigger, &store)?;
        Ok(serde_json::to_string_pretty(&payload).unwrap_or_default())
    }

    /// Sends a test and waits until it is stored.
    pub async fn test_trigger(&self, test: &TriggerTest) -> Result<TestArrived> {
        if test.body.len() > LONGEST_BODY {
            return Err(Error::invalid(
                crate::error::Field::Payload,
                "A payload has at most 256 KB.",
            ));
        }
        let (app, store) = self.app_and_store(test.store_id).await?;
        let trigger = trigger_of(&app, &test.trigger)?;
        let hook = self.hook_of(&store, trigger).await?;
        let body = test.body.clone();
        match self.send_in(test.way, &app, &hook, message(body)).await? {
            Ok(stored) => Ok(TestArrived {
                event_id: id(stored.event_id),
                took_ms: u32::try_from(stored.took.as_millis()).unwrap_or(u32::MAX),
            }),
            Err(Lost(why)) => Err(Error::Lost(why)),
        }
    }

    /// Sends the sample through the public address: `None` when it came through, the problem when
    /// it did not.
    pub(crate) async fn prove(
        &self,
        app: &App,
        store: &Store,
        trigger: &Trigger,
        hook: &Hook,
    ) -> Result<Option<Problem>> {
        let body = self.sample(trigger, store)?.to_string();
        let sent = self.send_in(Way::Public, app, hook, message(body)).await?;
        Ok(sent.err().map(|Lost(why)| Problem {
            title: "The signed test did not come through".into(),
            meaning: format!("It was sent to the hook’s own address. {why}"),
            remedy: "Test the public address, then try again.".into(),
            mend: Some(Mend::Address),
        }))
    }

    /// The manifest's sample as this store would send it at this moment.
    fn sample(&self, trigger: &Trigger, store: &Store) -> Result<Value> {
        let mut body: Value = serde_json::from_str(&trigger.sample).unwrap_or_else(|_| json!({}));
        body["producer"] = json!(format!("stores/{}", store.hash));
        body["scope"] = json!(trigger.scope);
        body["hash"] = json!(random_hex::<20>()?);
        body["created_at"] = json!(self.0.clock.now_s());
        Ok(body)
    }
}

fn message(body: String) -> Message {
    Message {
        sending: Sending::Test,
        webhook_id: None,
        headers: vec![("content-type".into(), b"application/json".to_vec())],
        body: body.into(),
    }
}

fn trigger_of(app: &App, trigger: &str) -> Result<&'static Trigger> {
    connector_of(app)?
        .trigger(trigger)
        .ok_or(Error::NotFound("trigger"))
}
