//! The body of a delivery.

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::StoreHash;
use crate::person::id_text;

const LONGEST_SCOPE: usize = 200;
const LARGEST_BATCH: usize = 1000;

/// What a delivery's body says. Field by field as lenient as the documentation's samples are
/// varied; only `scope` must be there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payload {
    /// The event, `store/order/created`.
    pub scope: String,
    /// The store, from `producer`; absent when that is missing or of another form.
    pub store_hash: Option<StoreHash>,
    /// The store's numeric id, as text.
    pub store_id: Option<String>,
    /// What it is about: `order`, `cart`; from `data.type`, the id's name, or the scope.
    pub resource_type: String,
    /// Its id; empty when the body names none.
    pub resource_id: String,
    /// A second id the event is about: the refund's.
    pub extra_id: Option<String>,
    /// Further ids of a batch, whose `data` is an array.
    pub also: Vec<String>,
    /// BigCommerce's unkeyed hash of the event; proves nothing, marks duplicates.
    pub hash: Option<String>,
    /// When it happened, seconds since the epoch.
    pub created_at_s: Option<i64>,
    /// `stores/{hash}`, as it came.
    pub producer: Option<String>,
}

/// Why a body could not be read as a delivery's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PayloadError {
    /// Not a JSON object.
    #[error("the body is not a JSON object")]
    NotJson,
    /// No `scope`, or one that is empty or longer than 200 bytes.
    #[error("the body has no scope")]
    NoScope,
}

impl PayloadError {
    /// A stable word for the page to decide by.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotJson => "payload_not_json",
            Self::NoScope => "payload_no_scope",
        }
    }

    /// What happened and what it means, for the person.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::NotJson => "The delivery's body is not the JSON that BigCommerce sends.",
            Self::NoScope => "The delivery's body does not say what happened.",
        }
    }

    /// What the person can do.
    pub fn remedy(self) -> &'static str {
        "The delivery is kept as it came. Look at its body: something other than BigCommerce may \
         have sent it."
    }
}

/// Reads a delivery's body.
///
/// # Errors
/// [`PayloadError`] when it is not a JSON object with a scope.
pub fn parse(body: &[u8]) -> Result<Payload, PayloadError> {
    let body = Body::of(body).ok_or(PayloadError::NotJson)?;
    let scope = text(body.scope.as_ref()).filter(|scope| scope.len() <= LONGEST_SCOPE);
    let scope = scope.ok_or(PayloadError::NoScope)?;
    let producer = text(body.producer.as_ref());
    let subject = subject(body.data.as_ref(), &scope);
    Ok(Payload {
        store_hash: producer
            .as_deref()
            .and_then(|text| StoreHash::from_context(text).ok()),
        store_id: body.store_id.as_ref().and_then(id_text),
        resource_type: subject.kind,
        resource_id: subject.id,
        extra_id: subject.extra,
        also: subject.also,
        hash: text(body.hash.as_ref()),
        created_at_s: body.created_at.as_ref().and_then(seconds),
        scope,
        producer,
    })
}

/// The fields that are read, each of whatever kind it is.
#[derive(Deserialize)]
struct Body {
    scope: Option<Value>,
    producer: Option<Value>,
    store_id: Option<Value>,
    hash: Option<Value>,
    created_at: Option<Value>,
    data: Option<Value>,
}

impl Body {
    /// The body of an object; of nothing else, though serde takes arrays for objects too.
    fn of(body: &[u8]) -> Option<Self> {
        let first = body.iter().find(|byte| !byte.is_ascii_whitespace())?;
        (*first == b'{')
            .then(|| serde_json::from_slice(body).ok())
            .flatten()
    }
}

/// What the body's `data` is about.
#[derive(Default)]
struct Subject {
    kind: String,
    id: String,
    extra: Option<String>,
    also: Vec<String>,
}

fn subject(data: Option<&Value>, scope: &str) -> Subject {
    let mut subject = match data {
        Some(Value::Array(items)) => of_batch(items),
        Some(data) => of_one(data),
        None => Subject::default(),
    };
    if subject.kind.is_empty() {
        subject.kind = kind_of_scope(scope);
    }
    subject
}

fn of_one(data: &Value) -> Subject {
    data.as_object().map(of_object).unwrap_or_else(|| Subject {
        id: id_text(data).unwrap_or_default(),
        ..Subject::default()
    })
}

fn of_object(data: &Map<String, Value>) -> Subject {
    let (named, id) = id_of(data).unwrap_or_default();
    Subject {
        kind: text(data.get("type")).unwrap_or(named),
        id,
        extra: data.get("refund").and_then(refund_id),
        also: Vec::new(),
    }
}

/// `id`, or the one key of the channel-scoped events that names it: `order_id`, `cart_id`.
fn id_of(data: &Map<String, Value>) -> Option<(String, String)> {
    if let Some(id) = data.get("id").and_then(id_text) {
        return Some((String::new(), id));
    }
    data.iter().find_map(|(name, value)| {
        let kind = name.strip_suffix("_id")?;
        Some((kind.to_owned(), id_text(value)?))
    })
}

fn refund_id(refund: &Value) -> Option<String> {
    refund
        .get("refund_id")
        .or_else(|| refund.get("id"))
        .and_then(id_text)
}

/// Batches (price list records) carry an array of what single events carry.
fn of_batch(items: &[Value]) -> Subject {
    let mut subjects = items.iter().take(LARGEST_BATCH).map(of_one);
    let first = subjects.next().unwrap_or_default();
    let also = subjects
        .map(|subject| subject.id)
        .filter(|id| !id.is_empty())
        .collect();
    Subject { also, ..first }
}

/// `store/order/created` and `store/channel/7/order/created` are both about an `order`.
fn kind_of_scope(scope: &str) -> String {
    let mut parts = scope.split('/').skip(1).peekable();
    let first = parts.next().unwrap_or_default();
    let channel = first == "channel"
        && parts
            .next_if(|id| id.bytes().all(|byte| byte.is_ascii_digit()))
            .is_some();
    if channel {
        parts.next().unwrap_or_default().to_owned()
    } else {
        first.to_owned()
    }
}

fn text(value: Option<&Value>) -> Option<String> {
    let text = value?.as_str()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn seconds(value: &Value) -> Option<i64> {
    value
        .as_i64()
        .or_else(|| value.as_str()?.trim().parse().ok())
}
