//! What BigCommerce's refusals mean for an API account. Nobody can consent again or tick more in a
//! portal: accounts are as they were made, so what is missing needs another account.

use patchbay_bigcommerce::ApiError;
use patchbay_connector::Symptom;
use patchbay_ledger::AppKind;

use crate::diagnosis::words::{explained, of_api, of_hook};
use crate::error::Error;
use crate::view::Problem;

/// A refusal as a problem of an app of this kind.
pub(crate) fn problem_of(kind: AppKind, error: &ApiError) -> Problem {
    explained(&for_kind(kind, error, of_api(error)))
}

/// A refusal to make or change a hook as a problem of an app of this kind.
pub(crate) fn hook_problem_of(kind: AppKind, error: &ApiError) -> Problem {
    explained(&for_kind(kind, error, of_hook(error)))
}

/// What is about the token means another thing for an account; the rest means the same for both.
fn for_kind(kind: AppKind, error: &ApiError, symptom: Symptom) -> Symptom {
    let of_token = matches!(
        error,
        ApiError::TokenDead | ApiError::ScopeMissing | ApiError::Forbidden { .. }
    );
    match kind {
        AppKind::StoreAccount if of_token => symptom.of("account"),
        AppKind::StoreAccount | AppKind::Oauth => symptom,
    }
}

impl Error {
    /// The same as a problem of an app of this kind.
    pub(crate) fn problem_for(&self, kind: AppKind) -> Problem {
        if let Self::Api(error) = self {
            return problem_of(kind, error);
        }
        self.problem()
    }
}
