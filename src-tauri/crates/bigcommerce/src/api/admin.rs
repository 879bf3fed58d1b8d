//! The health of a store's hooks, as `GET /v3/hooks/admin` tells it.

use serde_json::{Value, json};

use super::json::{items, seconds, text, unexpected, unwrapped};
use super::{ApiError, Method, StoreApi};

/// The health of the hooks of one app on a store.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HooksAdmin {
    /// Who BigCommerce writes to when hooks are deactivated.
    pub emails: Vec<String>,
    /// Every hook with its state.
    pub hooks: Vec<HookHealth>,
    /// Domains BigCommerce delivers to no more for a while.
    pub blocked: Vec<BlockedDomain>,
}

/// One hook's state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HookHealth {
    /// BigCommerce's id.
    pub id: i64,
    /// The event.
    pub scope: String,
    /// Where deliveries go.
    pub destination: String,
    /// The names of the headers added to each delivery; their values are secrets, and not kept.
    pub headers: Vec<String>,
    /// Its state.
    pub status: HookStatus,
    /// When it was made, seconds since the epoch.
    pub created_at_s: Option<i64>,
    /// When it was last changed, seconds since the epoch.
    pub updated_at_s: Option<i64>,
}

/// What a hook is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HookStatus {
    /// Delivering.
    Active,
    /// Turned off by its owner.
    Inactive,
    /// Turned off by BigCommerce, after failed deliveries or 90 days without any.
    Deactivated,
    /// A state that is not documented.
    Unknown,
}

/// A domain whose deliveries failed too often: over 10 % of 100 or more within two minutes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockedDomain {
    /// The domain.
    pub destination: String,
    /// Seconds until BigCommerce delivers to it again.
    pub time_left_s: i64,
    /// Why, most frequent first as BigCommerce orders them.
    pub reasons: Vec<BlockReason>,
}

/// One kind of failure that led to a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockReason {
    /// BigCommerce's description.
    pub description: String,
    /// How often.
    pub count: i64,
    /// When last, as BigCommerce gave it, in text.
    pub timestamp: String,
}

impl StoreApi {
    /// The health of this app's hooks on the store.
    ///
    /// # Errors
    /// Any [`ApiError`].
    pub async fn hooks_admin(&self) -> Result<HooksAdmin, ApiError> {
        let answer = self.get("/v3/hooks/admin").await?;
        let admin = unwrapped(&answer);
        if !admin.is_object() {
            return Err(unexpected("the health of the hooks is not an object"));
        }
        Ok(HooksAdmin {
            emails: items(admin, "emails")
                .filter_map(|email| email.as_str().map(str::to_owned))
                .collect(),
            hooks: items(admin, "hooks_list").filter_map(health).collect(),
            blocked: items(admin, "blocked_domains").map(blocked).collect(),
        })
    }

    /// Sets whom BigCommerce writes to when hooks are deactivated: these, and nobody else.
    ///
    /// # Errors
    /// Any [`ApiError`].
    pub async fn set_hook_emails(&self, emails: &[String]) -> Result<(), ApiError> {
        let body = json!({ "emails": emails });
        self.call(Method::Put, "/v3/hooks/admin", &[], Some(&body))
            .await
            .map(drop)
    }
}

fn health(hook: &Value) -> Option<HookHealth> {
    let status = match &*text(hook, "status") {
        "active" => HookStatus::Active,
        "inactive" => HookStatus::Inactive,
        "deactivated" => HookStatus::Deactivated,
        _ => HookStatus::Unknown,
    };
    Some(HookHealth {
        id: hook.get("id")?.as_i64()?,
        scope: text(hook, "scope"),
        destination: text(hook, "destination"),
        headers: hook
            .get("headers")
            .and_then(Value::as_object)
            .map(|headers| headers.keys().cloned().collect())
            .unwrap_or_default(),
        status,
        created_at_s: seconds(hook, "created_at"),
        updated_at_s: seconds(hook, "updated_at"),
    })
}

fn blocked(domain: &Value) -> BlockedDomain {
    BlockedDomain {
        destination: text(domain, "destination"),
        time_left_s: seconds(domain, "time_left").unwrap_or_default(),
        reasons: items(domain, "reasons").map(reason).collect(),
    }
}

fn reason(reason: &Value) -> BlockReason {
    BlockReason {
        description: text(reason, "failure_description"),
        count: seconds(reason, "count").unwrap_or_default(),
        timestamp: text(reason, "timestamp"),
    }
}
