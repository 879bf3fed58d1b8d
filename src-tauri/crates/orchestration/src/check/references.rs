//! References to steps and values: whether they were there, are there perhaps, or never.

use super::finding::{FindingKind, Severity};
use super::look::{Look, meant};
use super::scope::Scope;
use crate::expression::{ExpressionError, Reference, Remark};

impl Look<'_> {
    /// A step whose answer is not known where it is asked for.
    pub(super) fn no_step(&mut self, at: &str, id: &str, error: &ExpressionError) {
        let steps = self.document.walk();
        let found = steps.iter().find(|placed| placed.step.id == id);
        let (message, remedy) = match found {
            None => (
                format!("There is no step `{id}`."),
                meant(id, self.seen.iter().copied()),
            ),
            Some(placed) if placed.step.disabled => (
                format!("The step `{id}` is switched off."),
                "Switch it on, or say what to take: `… | default(\"\")`.".to_owned(),
            ),
            Some(_) if self.seen.contains(id) => (
                format!("What comes of `{id}` is not known here."),
                "Move this step to where that one is: a branch or a list keeps it.".to_owned(),
            ),
            Some(_) => (
                format!("The step `{id}` comes later."),
                "Move it before this one.".to_owned(),
            ),
        };
        let remark = Remark {
            span: error.span,
            message,
            remedy,
        };
        self.remark(Severity::Error, FindingKind::Reference, at, remark);
    }

    /// A step or a value that is there only where a branch was taken.
    pub(super) fn unsure(&mut self, at: &str, reference: &Reference, scope: &Scope) {
        let path = match reference.parts.as_slice() {
            [root, name, ..] => format!("{root}.{name}"),
            [] | [_] => return,
        };
        if reference.guarded || !scope.maybe.contains(&path) {
            return;
        }
        let remark = Remark {
            span: reference.span,
            message: format!("`{path}` is there only where its branch was taken."),
            remedy: "Say what to take otherwise: `… | default(\"\")`.".to_owned(),
        };
        self.remark(Severity::Warning, FindingKind::Reference, at, remark);
    }
}
