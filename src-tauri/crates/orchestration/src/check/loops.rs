//! Orchestrations that start themselves: what changes an order starts what is started by changes of
//! orders.

use super::finding::{FindingKind, Severity};
use super::known::{Danger, KnownAction};
use super::look::Look;
use super::scope::Scope;
use crate::document::Trigger;

impl Look<'_> {
    /// An error where nothing decides whether it goes round once more.
    pub(super) fn started_again(&mut self, at: &str, action: &KnownAction, scope: &Scope) {
        let started_by = self.started_by().filter(|trigger| trigger.of_changes);
        let Some(trigger) = started_by.filter(|_| action.danger != Danger::Reads) else {
            return;
        };
        if action.changes.as_deref() != Some(&trigger.resource) {
            return;
        }
        let severity = if scope.decided || self.has_options() {
            Severity::Warning
        } else {
            Severity::Error
        };
        let message = format!(
            "This changes the {}, which starts the orchestration again.",
            trigger.resource
        );
        let remedy = "Do it only where it is not done yet: a filter, or a condition before it.";
        self.find(
            severity,
            FindingKind::Loop,
            &format!("{at}/action"),
            message,
            remedy.to_owned(),
        );
    }

    fn has_options(&self) -> bool {
        match &self.document.trigger {
            Trigger::Webhook(it) => !it.status_from.is_empty() || !it.status_to.is_empty(),
            Trigger::Schedule(_) | Trigger::Manual(_) => false,
        }
    }
}
