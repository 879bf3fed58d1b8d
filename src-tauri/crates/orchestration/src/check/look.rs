//! A look at a document: what was found so far, and what it is compared with.

use std::collections::BTreeSet;

use super::finding::{Finding, FindingKind, Severity};
use super::known::{Known, Unmet};
use super::scope::Scope;
use crate::document::Document;
use crate::expression::Remark;
use crate::nearest::nearest;

/// Attempts that a step may ask for.
pub const MOST_ATTEMPTS_ASKED: u32 = 20;

/// Everything that is wrong with a document, or may be, in the order in which it stands.
pub fn check(document: &Document, known: &Known) -> Vec<Finding> {
    let mut look = Look {
        document,
        known,
        found: Vec::new(),
        seen: BTreeSet::new(),
        step: None,
    };
    let mut scope = Scope::new(look.trigger());
    if let Some(filter) = &document.filter {
        look.condition("/filter", filter, &scope);
        scope.decided = true;
    }
    if document.steps.is_empty() {
        look.empty("/steps", "There are no steps.", "Add one.");
    }
    look.steps("/steps", &document.steps, scope);
    look.found
}

/// A look at a document.
pub(super) struct Look<'d> {
    pub document: &'d Document,
    pub known: &'d Known,
    pub found: Vec<Finding>,
    /// The ids of steps that were come to.
    pub seen: BTreeSet<&'d str>,
    /// The step that is looked at.
    pub step: Option<&'d str>,
}

impl Look<'_> {
    pub fn error(
        &mut self,
        kind: FindingKind,
        at: &str,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.find(Severity::Error, kind, at, message.into(), remedy.into());
    }

    pub fn warning(
        &mut self,
        kind: FindingKind,
        at: &str,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.find(Severity::Warning, kind, at, message.into(), remedy.into());
    }

    pub fn find(
        &mut self,
        severity: Severity,
        kind: FindingKind,
        at: &str,
        message: String,
        remedy: String,
    ) {
        self.found.push(Finding {
            at: at.to_owned(),
            step: self.step.map(str::to_owned),
            severity,
            kind,
            message,
            remedy,
            span: None,
        });
    }

    /// Something to mark in a text.
    pub fn remark(&mut self, severity: Severity, kind: FindingKind, at: &str, remark: Remark) {
        self.find(severity, kind, at, remark.message, remark.remedy);
        if let Some(found) = self.found.last_mut() {
            found.span = Some(remark.span);
        }
    }

    pub fn empty(&mut self, at: &str, message: &str, remedy: &str) {
        self.error(FindingKind::Empty, at, message, remedy);
    }

    /// A name that is not among those there are.
    pub fn unknown<'n>(
        &mut self,
        kind: FindingKind,
        at: &str,
        what: &str,
        name: &str,
        names: impl IntoIterator<Item = &'n str>,
    ) {
        let message = format!("There is no {what} `{name}`.");
        self.error(kind, at, message, meant(name, names));
    }

    pub fn attempts(&mut self, at: &str, attempts: Option<u32>) {
        if attempts.is_some_and(|it| !(1..=MOST_ATTEMPTS_ASKED).contains(&it)) {
            let remedy = format!("Make it 1 to {MOST_ATTEMPTS_ASKED}.");
            let message = "So many attempts are not made.";
            self.error(
                FindingKind::Number,
                &format!("{at}/attempts"),
                message,
                remedy,
            );
        }
    }

    /// An error only where no store has the scope.
    pub fn scopes(&mut self, at: &str, unmet: &[Unmet]) {
        let severity = if unmet.len() >= self.known.stores.len() {
            Severity::Error
        } else {
            Severity::Warning
        };
        for Unmet { store, scope } in unmet {
            let message = format!("The token of {store} lacks `{scope}`.");
            let remedy = "Tick the scope in the developer portal, and install the app again.";
            self.find(severity, FindingKind::Scope, at, message, remedy.to_owned());
        }
    }
}

/// What to do about a name that is not there.
pub(super) fn meant<'n>(name: &str, names: impl IntoIterator<Item = &'n str>) -> String {
    match nearest(name, names) {
        Some(name) => format!("Did you mean `{name}`?"),
        None => "Pick one from the list.".to_owned(),
    }
}
