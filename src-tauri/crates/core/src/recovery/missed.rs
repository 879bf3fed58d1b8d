//! From an item of a list to the events that should have come.

use std::collections::HashMap;

use patchbay_bigcommerce::{StoreApi, webhook};
use patchbay_connector::{SubjectIds, Tells, Trigger, TriggerKind};
use patchbay_ledger::{
    App, KnownBy, MissedEvent, NewDelivery, NewEvent, Origin, Recovery, Store, Verdict,
};
use serde_json::Value;

use super::lists::Told;
use super::times;
use crate::error::{Error, Result};
use crate::fetching::Sight;
use crate::identity::{self, SAME_MOMENT_MS};
use crate::patchbay::Patchbay;

/// Events that arrived so long before the time a list is read from are looked at too, in
/// milliseconds: this machine's clock tells when they arrived, BigCommerce's when they happened.
const MARGIN_MS: i64 = 5 * 60 * 1000;

/// Whose list is read, and for what.
pub(super) struct Of<'o> {
    pub app: &'o App,
    pub store: &'o Store,
    pub api: &'o StoreApi,
    pub recovery: &'o Recovery,
    /// Whether what is listed is kept with its event.
    pub keeps: bool,
}

/// When changes happened that arrived lately, by trigger and resource.
pub(super) struct Known {
    last: HashMap<(String, String), i64>,
    /// Every event up to the one with this id was looked at.
    seen: i64,
}

impl Known {
    fn tells(&self, trigger: &Trigger, ids: &SubjectIds, at: i64) -> bool {
        let key = (trigger.id.clone(), ids.id.clone());
        self.last.get(&key).is_some_and(|last| *last >= at)
    }
}

impl Patchbay {
    /// What arrived since `since`, in milliseconds since the epoch by this machine's clock.
    pub(super) async fn known_lately(&self, of: &Of<'_>, since: i64) -> Result<Known> {
        let lately = self.0.ledger.events_lately(of.store.id, since - MARGIN_MS);
        let (events, seen) = lately.await?;
        let mut last = HashMap::new();
        for event in events {
            let at = last.entry((event.trigger, event.resource_id)).or_insert(0);
            *at = event.occurred_at.max(*at);
        }
        Ok(Known { last, seen })
    }

    /// The events that an item tells of and that are not known, in the order in which they happened;
    /// the last of them has the item itself, where it is to be kept.
    pub(super) async fn missed_of(
        &self,
        of: &Of<'_>,
        told: &Told<'_>,
        item: &Value,
        known: &Known,
        until: i64,
    ) -> Result<Vec<MissedEvent>> {
        let mut missed = Vec::new();
        let mut sight = None;
        for (tells, trigger, mark) in &told.tells {
            let Some((ids, at)) = told_of(tells, item) else {
                continue;
            };
            let updates = trigger.kind == TriggerKind::Updated;
            let from = at - SAME_MOMENT_MS;
            if at < mark.since || at > until || (updates && known.tells(trigger, &ids, from)) {
                continue;
            }
            let after = known.seen;
            missed.push(MissedEvent {
                delivery: self.in_place_of(of, told, trigger, &ids, at)?,
                known_by: updates.then_some(KnownBy { after, at: from }),
                look: None,
            });
            sight = Sight::of(of.app, of.store, trigger, ids);
        }
        if let (Some(last), Some(sight), true) = (missed.last_mut(), sight, of.keeps) {
            last.look = Some(self.listed(&sight, &told.list.path, item).await?);
        }
        Ok(missed)
    }

    /// The payload that should have come, in the place of the delivery that did not.
    fn in_place_of(
        &self,
        of: &Of<'_>,
        told: &Told<'_>,
        trigger: &Trigger,
        ids: &SubjectIds,
        at: i64,
    ) -> Result<NewDelivery> {
        let producer = format!("stores/{}", of.store.hash);
        let body = trigger
            .payload_of(ids, &producer, at.div_euclid(1000))
            .to_string();
        let payload = webhook::parse(body.as_bytes())
            .map_err(|why| Error::Internal(format!("a payload of ours cannot be read: {why}")))?;
        let identity = identity::of_missed(of.store.id, &payload, trigger.kind, at);
        Ok(NewDelivery {
            app_id: of.app.id,
            store_id: of.store.id,
            hook_id: None,
            received_at: self.now(),
            received_mono_ns: 0,
            method: "GET".into(),
            path: told.list.path.clone(),
            headers: vec![("Content-Type".into(), b"application/json".to_vec())],
            body: body.into(),
            verdict: Verdict::Verified,
            webhook_id: None,
            webhook_timestamp_s: None,
            origin: Origin::Recovered,
            answer: None,
            replay_of: None,
            exception: None,
            event: NewEvent {
                identity: identity.text,
                identity_before: None,
                recovered_from: None,
                trigger: Some(trigger.id.clone()),
                scope: payload.scope,
                resource_type: payload.resource_type,
                resource_id: ids.id.clone(),
                extra_id: ids.extra.clone(),
                occurred_at: Some(at),
            },
        })
    }
}

/// What an item says of an event: its ids and when it happened, in milliseconds since the epoch.
fn told_of(tells: &Tells, item: &Value) -> Option<(SubjectIds, i64)> {
    let at = times::read(item.pointer(&tells.at)?)?;
    let after = tells
        .after
        .as_deref()
        .and_then(|pointer| item.pointer(pointer));
    if after.and_then(times::read).is_some_and(|after| at <= after) {
        return None;
    }
    Some((tells.subject_of(item)?, at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_order_that_only_was_placed_was_not_updated() {
        let orders = &patchbay_connector::bundled()[0].recoveries[0];
        let placed = "Tue, 20 Nov 2012 00:00:00 +0000";
        let changed = "Tue, 20 Nov 2012 00:00:01 +0000";
        let told = |modified: &str| {
            let item = json!({"id": 7, "date_created": placed, "date_modified": modified});
            let at = |tells: &Tells| told_of(tells, &item).map(|(ids, at)| (ids.id, at));
            orders.tells.iter().map(at).collect::<Vec<_>>()
        };
        let created = Some(("7".to_owned(), 1_353_369_600_000));
        assert_eq!(told(placed), [created.clone(), None]);
        let updated = Some(("7".to_owned(), 1_353_369_601_000));
        assert_eq!(told(changed), [created, updated]);
    }
}
