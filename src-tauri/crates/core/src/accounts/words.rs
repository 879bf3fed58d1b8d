//! What BigCommerce's refusals mean for an API account. Nobody can consent again or tick more in a
//! portal: accounts are as they were made, so what is missing needs another account.

use patchbay_bigcommerce::ApiError;
use patchbay_ledger::AppKind;

use crate::error::{Error, problem_of_api};
use crate::view::Problem;

/// A refusal as a problem of an app of this kind.
pub(crate) fn problem_of(kind: AppKind, error: &ApiError) -> Problem {
    let problem = problem_of_api(error);
    match kind {
        AppKind::Oauth => problem,
        AppKind::StoreAccount => of_account(error, problem),
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "what is not about the account means the same for both"
)]
fn of_account(error: &ApiError, problem: Problem) -> Problem {
    match error {
        ApiError::TokenDead => Problem {
            title: "BigCommerce refuses this store’s token".into(),
            meaning:
                "BigCommerce no longer accepts this store’s token: its API account was deleted, \
                      and its hooks went with it."
                    .into(),
            remedy: "Make another account in the control panel (Settings › Store-level API \
                     accounts), then replace the credentials here."
                .into(),
        },
        ApiError::ScopeMissing => Problem {
            meaning:
                "The API account lacks a scope for this. The scopes of an account are chosen as \
                      it is made, and stay as they are."
                    .into(),
            remedy: "Make another account with that scope in the control panel, then replace the \
                     credentials here."
                .into(),
            ..problem
        },
        ApiError::Forbidden { .. } => Problem {
            meaning:
                "BigCommerce refused access: a scope that the API account lacks, or a limit of \
                      the store’s plan."
                    .into(),
            remedy:
                "Look at the account’s scopes in the control panel (Settings › Store-level API \
                     accounts)."
                    .into(),
            ..problem
        },
        _ => problem,
    }
}

impl Error {
    /// The same as a problem of an app of this kind.
    pub(crate) fn problem_for(&self, kind: AppKind) -> Problem {
        match (self, kind) {
            (Self::Api(error), kind) => problem_of(kind, error),
            (Self::NoAddress, AppKind::StoreAccount) => Problem {
                remedy: "Choose a public address in Preferences; the hooks follow by themselves."
                    .into(),
                ..self.problem()
            },
            (_, AppKind::Oauth | AppKind::StoreAccount) => self.problem(),
        }
    }
}
