//! The hook by which BigCommerce tells of failed deliveries. It is made, moved, paused and deleted
//! with the others, and mended without a word: that it carries nothing is as it should be, so that
//! BigCommerce may switch it off after 90 days.

use patchbay_ledger::{App, Hook, Store, Told};

use crate::error::Result;
use crate::patchbay::{Patchbay, connector_of};
use crate::view::{Mend, Problem};
use crate::words;

/// The code of the problem of a hook whose place something else has.
const TAKEN: &str = "exceptions_taken";

impl Patchbay {
    /// Whether the store's hook for exceptions is to be made or mended. Where something else has its
    /// place it is not, until BigCommerce tells of that no more.
    pub(crate) async fn lacks_exceptions(
        &self,
        app: &App,
        store: &Store,
        told: Option<&Told>,
    ) -> Result<bool> {
        let Some(exceptions) = &connector_of(app)?.exceptions else {
            return Ok(false);
        };
        let hook = self.0.ledger.exception_hook(store.id).await?;
        Ok(match hook {
            Some(hook) if is_taken(&hook) => told.is_some_and(|told| {
                let theirs = told.hooks.iter().filter(|hook| hook.ours.is_none());
                !theirs
                    .into_iter()
                    .any(|hook| hook.scope == exceptions.scope)
            }),
            Some(hook) => !self.points_here(app, &hook),
            None => true,
        })
    }

    /// Takes down that something else gets what BigCommerce tells.
    pub(crate) async fn exceptions_are_taken(&self, hook: Hook) -> Result<()> {
        let problem = Problem {
            title: "Something else is told of them".into(),
            meaning:
                "BigCommerce tells one address a store, and another hook made with this app’s \
                      token has that place. Patchbay leaves it alone."
                    .into(),
            remedy: "Delete that hook to have Patchbay told instead; the others are not affected."
                .into(),
            mend: Some(Mend::Store),
        };
        let taken = Hook {
            remote_id: None,
            active: false,
            problem: Some(words::keep(TAKEN, &problem)),
            checked_at: Some(self.now()),
            ..hook
        };
        Ok(self.0.ledger.put_hook(taken).await?)
    }
}

fn is_taken(hook: &Hook) -> bool {
    let problem = hook.problem.as_ref();
    problem.is_some_and(|problem| problem.code == TAKEN)
}
