//! The other webhooks of a platform: known by name and payload, so that any of them can be listened
//! to, and nothing more. They have no list that finds missed ones again, and nothing is fetched.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::trigger::{Subject, Trigger, TriggerKind};

/// What stands in the scope of a webhook for the number of a channel.
pub(crate) const CHANNEL: &str = "{channel_id}";

/// Why nothing of these can be found again.
const UNRECOVERABLE: &str =
    "Patchbay asks no list for this webhook, so what was missed of it cannot be found again.";

/// Webhooks whose payloads have the same form.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Webhooks {
    /// What they are listed under, "Orders".
    pub group: String,
    /// What they are about, "price list".
    pub resource: String,
    /// Scopes that may read it; any one suffices. Empty where no scope is documented.
    #[serde(default)]
    pub needs_any: Vec<String>,
    /// JSON pointer to its id in the payload, `/data/id`.
    pub subject: String,
    /// What the payload says of it in `data`: JSON.
    pub data: String,
    /// The webhooks.
    pub events: Vec<Webhook>,
}

/// One webhook.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Webhook {
    /// Its scope, `store/order/archived`.
    pub scope: String,
    /// "Order Archived".
    pub name: String,
    /// When it fires, in one sentence.
    pub about: String,
}

impl Webhook {
    /// Whether it is of one channel, whose number its scope asks for.
    pub fn is_of_channel(&self) -> bool {
        self.scope.contains(CHANNEL)
    }

    /// The id of the trigger that it is: `price_list_activated`.
    pub fn id(&self) -> String {
        let parts = self.scope.split('/').skip(1);
        let parts: Vec<String> = parts.filter(|part| *part != "*").map(snake).collect();
        parts.join("_")
    }

    /// A payload of it as the platform sends it, with this `data`.
    pub(crate) fn sample(&self, data: &Value) -> Value {
        json!({
            "scope": self.scope, "store_id": "1000123", "data": data,
            "hash": "3f1a7c0de5b2946880c1d2e3f4a5b6c7d8e9f000", "created_at": 1_763_800_000,
            "producer": "stores/practice1",
        })
    }

    fn trigger(&self, of: &Webhooks) -> Trigger {
        let data = serde_json::from_str(&of.data).unwrap_or_default();
        Trigger {
            id: self.id(),
            name: self.name.clone(),
            group: of.group.clone(),
            scope: self.scope.clone(),
            about: self.about.clone(),
            kind: TriggerKind::Updated,
            subject: Subject {
                resource: of.resource.clone(),
                id: of.subject.clone(),
                extra: None,
            },
            needs_any: of.needs_any.clone(),
            fetch: None,
            hydration: Vec::new(),
            phrase: format!("{}: {} {{id}}", self.name, of.resource),
            default_on: false,
            unrecoverable: Some(UNRECOVERABLE.to_owned()),
            sample: self.sample(&data).to_string(),
        }
    }
}

/// A trigger for each webhook but those of one channel: which channels there are is each store's own.
pub(crate) fn triggers(webhooks: &[Webhooks]) -> Vec<Trigger> {
    let all = webhooks
        .iter()
        .flat_map(|of| of.events.iter().map(move |it| (it, of)));
    all.filter(|(webhook, _)| !webhook.is_of_channel())
        .map(|(webhook, of)| webhook.trigger(of))
        .collect()
}

/// `statusUpdated` as `status_updated`; capitals that stand together are one word.
fn snake(part: &str) -> String {
    let mut out = String::with_capacity(part.len() + 4);
    let mut before_is_small = false;
    for letter in part.chars() {
        if letter.is_ascii_uppercase() && before_is_small {
            out.push('_');
        }
        before_is_small = letter.is_ascii_lowercase();
        out.push(letter.to_ascii_lowercase());
    }
    out
}
