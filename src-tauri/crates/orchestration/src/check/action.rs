//! Steps that are actions of a connector.

use serde_json::{Map, Value};

use super::finding::FindingKind;
use super::known::Fits;
use super::known::{Danger, KnownAction};
use super::literal::fault;
use super::look::Look;
use super::scope::Scope;
use crate::document::{Action, Confirm};

impl<'d> Look<'d> {
    /// The sample of what comes of it.
    pub(super) fn action(&mut self, at: &str, it: &Action, scope: &Scope) -> Value {
        for (name, value) in &it.input {
            let at = crate::expression::below(&format!("{at}/input"), name);
            self.value(&at, value, scope);
        }
        self.attempts(at, it.attempts);
        self.confirm(at, it, scope);
        let Some(action) = self.known_action(it) else {
            self.unknown_action(at, it);
            return Value::Null;
        };
        let given = it.input.clone().into_iter().collect::<Map<_, _>>();
        self.inputs(&format!("{at}/input"), &action.inputs, &given);
        self.scopes(&format!("{at}/action"), &action.unmet);
        self.asked(at, it, action.danger);
        self.started_again(at, action, scope);
        action.sample.clone()
    }

    fn known_action(&self, it: &Action) -> Option<&'d KnownAction> {
        let mut actions = self.known.actions.iter();
        actions.find(|known| known.connector == it.connector && known.id == it.action)
    }

    fn unknown_action(&mut self, at: &str, it: &Action) {
        let actions = &self.known.actions;
        let own: Vec<&str> = actions
            .iter()
            .filter(|known| known.connector == it.connector)
            .map(|known| known.id.as_str())
            .collect();
        if own.is_empty() {
            let connectors = actions.iter().map(|known| known.connector.as_str());
            let (at, name) = (format!("{at}/connector"), &it.connector);
            return self.unknown(
                FindingKind::UnknownAction,
                &at,
                "connector",
                name,
                connectors,
            );
        }
        let (at, name) = (format!("{at}/action"), &it.action);
        self.unknown(FindingKind::UnknownAction, &at, "action", name, own);
    }

    /// What cannot be taken back is not sent before somebody decided whether they are asked.
    fn asked(&mut self, at: &str, it: &Action, danger: Danger) {
        let message = match danger {
            Danger::Destructive => {
                "This takes something away, and nothing says whether you are asked."
            }
            Danger::Money => "This moves money, and nothing says whether you are asked.",
            Danger::Reads | Danger::Writes => return,
        };
        if it.confirm.is_none() {
            let remedy = "Choose to be asked each time, above an amount, or never.";
            self.error(
                FindingKind::Confirm,
                &format!("{at}/confirm"),
                message,
                remedy,
            );
        }
    }

    fn confirm(&mut self, at: &str, it: &Action, scope: &Scope) {
        let Some(Confirm::AskAbove { amount, limit }) = &it.confirm else {
            return;
        };
        for (name, text) in [("amount", amount), ("limit", limit)] {
            let at = format!("{at}/confirm/ask_above/{name}");
            self.text(&at, text, scope);
            self.amount(&at, text);
        }
    }

    /// An amount that is no expression has to be a number.
    fn amount(&mut self, at: &str, text: &str) {
        let is_plain = !text.contains("{{");
        let wanted = fault(Fits::Money, &Value::from(text));
        if let Some(wanted) = wanted.filter(|_| is_plain) {
            let message = format!("{wanted} is needed.");
            self.error(FindingKind::InputKind, at, message, "Use digits: 1250.00.");
        }
    }
}
