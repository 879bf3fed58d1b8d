//! What starts it.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::finding::FindingKind;
use super::known::{Fits, KnownTrigger};
use super::literal::fault;
use super::look::Look;
use crate::document::{InputKind, Manual, ManualInput, Schedule, Source, Trigger, Webhook, is_id};

const ORDER: &str = "order";

impl<'d> Look<'d> {
    /// Looks at what starts it; the sample of what `trigger` is then.
    pub(super) fn trigger(&mut self) -> Value {
        match &self.document.trigger {
            Trigger::Webhook(webhook) => self.webhook(webhook),
            Trigger::Schedule(schedule) => self.schedule(schedule),
            Trigger::Manual(manual) => self.manual(manual),
        }
    }

    /// The trigger that starts it, where that is known.
    pub(super) fn started_by(&self) -> Option<&'d KnownTrigger> {
        match &self.document.trigger {
            Trigger::Webhook(webhook) => {
                let mut triggers = self.known.triggers.iter();
                triggers.find(|it| it.connector == webhook.connector && is(&webhook.of, it))
            }
            Trigger::Schedule(_) | Trigger::Manual(_) => None,
        }
    }

    fn webhook(&mut self, webhook: &Webhook) -> Value {
        let Some(trigger) = self.started_by() else {
            self.unknown_trigger(webhook);
            return Value::Null;
        };
        self.scopes("/trigger/webhook/of", &trigger.unmet);
        if trigger.resource != ORDER {
            self.options_of_orders(webhook);
        }
        trigger.sample.clone()
    }

    /// Webhook scopes may be others than those that are known.
    fn unknown_trigger(&mut self, webhook: &Webhook) {
        let at = "/trigger/webhook/of";
        let triggers = &self.known.triggers;
        let own = triggers
            .iter()
            .filter(|it| it.connector == webhook.connector);
        match &webhook.of {
            Source::Trigger(id) => {
                let ids = own.map(|it| it.id.as_str());
                self.unknown(FindingKind::UnknownTrigger, at, "trigger", id, ids);
            }
            Source::Scope(scope) if scope.starts_with("store/") && !scope.contains(' ') => {}
            Source::Scope(scope) => {
                let scopes = own.map(|it| it.scope.as_str());
                self.unknown(
                    FindingKind::UnknownTrigger,
                    at,
                    "webhook scope",
                    scope,
                    scopes,
                );
            }
        }
    }

    fn options_of_orders(&mut self, webhook: &Webhook) {
        for (name, given) in [
            ("ignore_incomplete", webhook.ignore_incomplete),
            ("status_from", !webhook.status_from.is_empty()),
            ("status_to", !webhook.status_to.is_empty()),
        ] {
            if given {
                let at = format!("/trigger/webhook/{name}");
                let message = "Only orders have a status.";
                self.error(FindingKind::TriggerOption, &at, message, "Leave it out.");
            }
        }
    }

    fn schedule(&mut self, schedule: &Schedule) -> Value {
        if !schedule.is_sound() {
            let message = "The schedule has no times.";
            let remedy = "Give it 1 to 1440 minutes, 1 to 24 hours, or a time such as 08:30, and a zone such as Europe/London.";
            self.error(FindingKind::Schedule, "/trigger/schedule", message, remedy);
        }
        self.known.schedule.clone()
    }

    fn manual(&mut self, manual: &Manual) -> Value {
        let mut sample = Map::new();
        let mut names = BTreeSet::new();
        for (place, input) in manual.inputs.iter().enumerate() {
            let at = format!("/trigger/manual/inputs/{place}");
            self.name(
                &format!("{at}/name"),
                &input.name,
                names.insert(&input.name),
            );
            self.default_of(&at, input);
            sample.insert(input.name.clone(), input.sample());
        }
        Value::Object(sample)
    }

    fn default_of(&mut self, at: &str, input: &ManualInput) {
        let given = input.default.iter();
        if let Some(wanted) = given.filter_map(|it| fault(fits(input.kind), it)).next() {
            let at = format!("{at}/default");
            let message = format!("{wanted} is needed.");
            self.error(
                FindingKind::InputKind,
                &at,
                message,
                "Correct it, or leave it out.",
            );
        }
    }

    /// A name that expressions use.
    pub(super) fn name(&mut self, at: &str, name: &str, is_new: bool) {
        if !is_id(name) {
            let message = format!("`{name}` is no name.");
            let remedy = "Use small letters, digits and underscores, a letter first.";
            self.error(FindingKind::Name, at, message, remedy);
        } else if !is_new {
            let message = format!("There are two of the name `{name}`.");
            self.error(
                FindingKind::Name,
                at,
                message,
                "Give one of them another name.",
            );
        }
    }
}

fn is(source: &Source, trigger: &KnownTrigger) -> bool {
    match source {
        Source::Trigger(id) => *id == trigger.id,
        Source::Scope(scope) => *scope == trigger.scope,
    }
}

fn fits(kind: InputKind) -> Fits {
    match kind {
        InputKind::Text => Fits::Text,
        InputKind::Number => Fits::Number,
        InputKind::Money => Fits::Money,
        InputKind::Date => Fits::Date,
        InputKind::Boolean => Fits::Switch,
    }
}
