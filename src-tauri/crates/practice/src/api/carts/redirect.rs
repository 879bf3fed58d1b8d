//! Links that put a shopper before a cart: each is for once, so each time it is another.

use serde_json::{Value, json};
use url::Url;

use super::find;
use crate::api::answer::Answer;
use crate::api::call::Call;
use crate::api::refusal::Refusal;
use crate::api::shape::{Field, Kind, check, may};
use crate::model::{World, id};

const BODY: &[Field] = &[may("query_params", Kind::Open)];

/// `POST /v3/carts/{id}/redirect_urls`. The body may be left out.
pub(super) fn create(world: &World, call: &Call, cart: &str) -> Result<Answer, Refusal> {
    let cart = find(world, call, cart)?;
    let more = more(call)?;
    let store = world.store(&call.store).ok_or(Refusal::TokenDead)?;
    let url = |first: &[(&str, &str)]| {
        let token = id::secret();
        let own = [("id", cart.id.as_str()), ("token", token.as_str())];
        let more = more
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()));
        let query = first.iter().copied().chain(own).chain(more);
        let page = format!("https://{}/cart.php", store.domain);
        Url::parse_with_params(&page, query).map(String::from)
    };
    let urls = json!({
        "cart_url": url(&[("action", "load")]).ok(),
        "checkout_url": url(&[("action", "loadInCheckout")]).ok(),
        "embedded_checkout_url": url(&[("embedded", "1"), ("action", "loadInCheckout")]).ok(),
    });
    Ok(Answer::enveloped(201, urls, json!({})))
}

fn more(call: &Call) -> Result<Vec<(String, String)>, Refusal> {
    if call.body.is_empty() {
        return Ok(Vec::new());
    }
    let body = call.object()?;
    check(call.version, &body, BODY)?;
    let params = body.get("query_params").and_then(Value::as_object);
    let text = |(name, value): (&String, &Value)| Some((name.clone(), value.as_str()?.to_owned()));
    let read = params
        .into_iter()
        .flatten()
        .map(text)
        .collect::<Option<_>>();
    read.ok_or_else(|| Refusal::field("query_params", "error.expected.jsstring."))
}
