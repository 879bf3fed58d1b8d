//! Asking BigCommerce about credentials that are not kept yet.

use patchbay_bigcommerce::{ApiError, StoreApi, StoreHash};
use patchbay_ledger::{Mode, Profile};
use secrecy::SecretString;

use crate::error::{Error, Field, Result};
use crate::patchbay::Patchbay;
use crate::stores::proof::profile;

impl Patchbay {
    /// What the store says of itself to this token; `None` where the account may not read it. The token
    /// works then, since it lists hooks.
    pub(super) async fn try_token(
        &self,
        mode: Mode,
        hash: &StoreHash,
        token: &SecretString,
    ) -> Result<Option<Profile>> {
        let endpoints = self.endpoints(mode).await?;
        let quota = self.0.quotas.of(hash);
        let api = StoreApi::new(self.0.http.clone(), &endpoints, hash.clone(), token.clone());
        let found = profile(&api.sharing(quota)).await;
        found.map_err(|error| refused(hash, error))
    }
}

/// BigCommerce answers a wrong token and another store's token alike.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "anything else is no answer about token and store"
)]
fn refused(hash: &StoreHash, error: ApiError) -> Error {
    match error {
        ApiError::TokenDead => Error::invalid(
            Field::AccessToken,
            format!(
                "BigCommerce does not accept this token for the store {hash} (401). Either the token is \
                 not whole, its account was deleted, or the API path is another store’s."
            ),
        ),
        ApiError::NotFound => Error::invalid(
            Field::ApiPath,
            format!("BigCommerce knows no store with the hash {hash} (404)."),
        ),
        other => other.into(),
    }
}
