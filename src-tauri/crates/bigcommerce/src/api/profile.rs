//! The store's own information and clock.

use serde_json::Value;

use super::json::{text, unexpected};
use super::{ApiError, StoreApi};

/// What `GET /v2/store` says about a store, as far as it is shown. Empty text where it says
/// nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// The store's hash, as the store itself says it.
    pub id: String,
    /// The store's name.
    pub name: String,
    /// The primary domain.
    pub domain: String,
    /// The plan's name, `Plus`.
    pub plan: String,
    /// The currency's ISO code.
    pub currency: String,
    /// The time zone's name, `America/New_York`.
    pub timezone: String,
    /// What the store is doing, `live`; which words there are is not documented.
    pub status: String,
    /// The administrator's e-mail address.
    pub admin_email: String,
}

impl StoreApi {
    /// The store's own information; the proof that a token works. Needs
    /// `store_v2_information_read_only`.
    ///
    /// # Errors
    /// Any [`ApiError`].
    pub async fn store(&self) -> Result<Profile, ApiError> {
        let store = self.get("/v2/store").await?;
        if !store.is_object() {
            return Err(unexpected("the store's information is not an object"));
        }
        Ok(profile(&store))
    }

    /// The store's clock, seconds since the epoch. Needs `store_v2_information_read_only`.
    ///
    /// # Errors
    /// Any [`ApiError`].
    pub async fn time(&self) -> Result<i64, ApiError> {
        let time = self.get("/v2/time").await?;
        let seconds = time.get("time").and_then(Value::as_i64);
        seconds.ok_or_else(|| unexpected("the store's clock shows no time"))
    }
}

fn profile(store: &Value) -> Profile {
    let timezone = match store.get("timezone") {
        Some(Value::String(name)) => name.clone(),
        Some(timezone) => text(timezone, "name"),
        None => String::new(),
    };
    Profile {
        id: text(store, "id"),
        name: text(store, "name"),
        domain: text(store, "domain"),
        plan: text(store, "plan_name"),
        currency: text(store, "currency"),
        timezone,
        status: text(store, "status"),
        admin_email: text(store, "admin_email"),
    }
}
