//! A store's hooks: the subscriptions that carry triggers.

use secrecy::{ExposeSecret, SecretString};
use serde_json::{Map, Value, json};

use super::json::{seconds, text, unexpected, unwrapped};
use super::{ApiError, Method, StoreApi};

const PAGE: usize = 250;
const MOST_PAGES: usize = 40;

/// A hook as BigCommerce lists it. Only hooks made with a token of the same Client ID are listed.
#[derive(Clone, Debug)]
pub struct Hook {
    /// BigCommerce's id.
    pub id: i64,
    /// The event, `store/order/created`; may be a wildcard.
    pub scope: String,
    /// Where deliveries go.
    pub destination: String,
    /// Headers added to each delivery; their values are secrets.
    pub headers: Vec<(String, SecretString)>,
    /// Whether it delivers.
    pub is_active: bool,
    /// When it was made, seconds since the epoch.
    pub created_at_s: Option<i64>,
    /// When it was last changed, seconds since the epoch.
    pub updated_at_s: Option<i64>,
}

/// A hook to make. Making is not idempotent: list first.
#[derive(Clone, Debug)]
pub struct NewHook {
    /// The event, `store/order/created`.
    pub scope: String,
    /// Where deliveries go: https, port 443.
    pub destination: String,
    /// Headers to add to each delivery.
    pub headers: Vec<(String, SecretString)>,
    /// Whether it delivers from the start.
    pub is_active: bool,
}

/// What to change of a hook; `None` leaves a field as it is. At least one must be given.
#[derive(Clone, Debug, Default)]
pub struct HookChange {
    /// Another destination.
    pub destination: Option<String>,
    /// Other headers, all of them.
    pub headers: Option<Vec<(String, SecretString)>>,
    /// Whether it delivers; `true` wakes a deactivated one.
    pub is_active: Option<bool>,
}

impl StoreApi {
    /// All hooks of this app on the store, page after page.
    ///
    /// # Errors
    /// Any [`ApiError`].
    pub async fn hooks(&self) -> Result<Vec<Hook>, ApiError> {
        let mut hooks = Vec::new();
        for page in 1..=MOST_PAGES {
            let query = [("page", &*page.to_string()), ("limit", &*PAGE.to_string())];
            let answer = self.call(Method::Get, "/v3/hooks", &query, None).await?;
            let listed = listed(&answer)?;
            let count = listed.len();
            hooks.extend(listed);
            if !has_more(&answer, page, count) {
                break;
            }
        }
        Ok(hooks)
    }

    /// Makes a hook. Not idempotent: list first. Works up to a minute later.
    ///
    /// # Errors
    /// Any [`ApiError`].
    pub async fn create_hook(&self, hook: &NewHook) -> Result<Hook, ApiError> {
        let body = json!({
            "scope": hook.scope,
            "destination": hook.destination,
            "is_active": hook.is_active,
            "headers": headers(&hook.headers),
        });
        read(unwrapped(
            &self
                .call(Method::Post, "/v3/hooks", &[], Some(&body))
                .await?,
        ))
    }

    /// Changes a hook; a change of nothing is refused without asking.
    ///
    /// # Errors
    /// Any [`ApiError`].
    pub async fn update_hook(&self, id: i64, change: &HookChange) -> Result<Hook, ApiError> {
        let body = change.body();
        if body.is_empty() {
            let title = "Nothing to change".to_owned();
            return Err(ApiError::Invalid {
                status: 422,
                title,
                errors: Vec::new(),
            });
        }
        let path = format!("/v3/hooks/{id}");
        read(unwrapped(
            &self
                .call(Method::Put, &path, &[], Some(&body.into()))
                .await?,
        ))
    }

    /// Deletes a hook.
    ///
    /// # Errors
    /// Any [`ApiError`]; [`ApiError::NotFound`] when it was gone already.
    pub async fn delete_hook(&self, id: i64) -> Result<(), ApiError> {
        self.call(Method::Delete, &format!("/v3/hooks/{id}"), &[], None)
            .await
            .map(drop)
    }
}

impl HookChange {
    fn body(&self) -> Map<String, Value> {
        let mut body = Map::new();
        if let Some(destination) = &self.destination {
            body.insert("destination".to_owned(), json!(destination));
        }
        if let Some(given) = &self.headers {
            body.insert("headers".to_owned(), headers(given));
        }
        if let Some(is_active) = self.is_active {
            body.insert("is_active".to_owned(), json!(is_active));
        }
        body
    }
}

fn headers(headers: &[(String, SecretString)]) -> Value {
    headers
        .iter()
        .map(|(name, value)| (name.clone(), Value::from(value.expose_secret())))
        .collect()
}

/// A list in an envelope (`data`, `meta`) or bare.
fn listed(answer: &Value) -> Result<Vec<Hook>, ApiError> {
    let list = unwrapped(answer);
    if list.is_null() {
        return Ok(Vec::new());
    }
    let hooks = list.as_array();
    hooks
        .ok_or_else(|| unexpected("the list of hooks is not a list"))?
        .iter()
        .map(read)
        .collect()
}

/// `meta.pagination` decides; without it, a full page may have a next one if there is an envelope
/// at all.
fn has_more(answer: &Value, page: usize, count: usize) -> bool {
    let pages = answer
        .pointer("/meta/pagination/total_pages")
        .and_then(Value::as_u64);
    match pages {
        Some(pages) => u64::try_from(page).is_ok_and(|page| page < pages) && count > 0,
        None => answer.is_object() && count == PAGE,
    }
}

fn read(hook: &Value) -> Result<Hook, ApiError> {
    let id = hook.get("id").and_then(Value::as_i64);
    let values = hook.get("headers").and_then(Value::as_object);
    let secret = |value: &Value| SecretString::from(value.as_str().unwrap_or_default());
    Ok(Hook {
        id: id.ok_or_else(|| unexpected("a hook without an id"))?,
        scope: text(hook, "scope"),
        destination: text(hook, "destination"),
        headers: values
            .into_iter()
            .flatten()
            .map(|(name, value)| (name.clone(), secret(value)))
            .collect(),
        is_active: hook
            .get("is_active")
            .and_then(Value::as_bool)
            .unwrap_or(false),
        created_at_s: seconds(hook, "created_at"),
        updated_at_s: seconds(hook, "updated_at"),
    })
}
