//! Performing an action: whatever comes of it, what became of the store is said. That is not the same
//! as what was answered: a request whose answer is lost may have been carried out.

use serde_json::Value;

use super::client::Asked;
use super::{ApiError, Method, StoreApi};

/// A call of an action.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// The method.
    pub method: Method,
    /// The path below the store, `/v2/orders/118`.
    pub path: String,
    /// What stands behind it.
    pub query: Vec<(String, String)>,
    /// The body.
    pub body: Option<Value>,
    /// Whether doing it twice is the same as doing it once.
    pub harmless: bool,
}

/// An action that was carried out.
#[derive(Clone, Debug, PartialEq)]
pub struct Performed {
    /// The HTTP status.
    pub status: u16,
    /// The answer; an empty one is `null`.
    pub value: Value,
}

/// An action that was not carried out, or of which that is not known.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{error}")]
pub struct Undone {
    /// Why.
    pub error: ApiError,
    /// What became of it.
    pub fate: Fate,
    /// The HTTP status, where there was an answer.
    pub status: Option<u16>,
    /// What was answered, with the token cut out, where that is JSON.
    pub said: Option<Value>,
}

/// What became of a request that did not succeed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It never left.
    NotSent,
    /// BigCommerce refused it and did nothing.
    Refused,
    /// It may have been carried out.
    Unknown,
}

impl Call {
    fn pairs(&self) -> Vec<(&str, &str)> {
        let pairs = self.query.iter();
        pairs.map(|(name, value)| (&**name, &**value)).collect()
    }
}

impl StoreApi {
    /// Performs an action. It is repeated as other calls are, but one that is not harmless never once it
    /// may have been received.
    ///
    /// # Errors
    /// [`Undone`], with what became of it.
    pub async fn perform(&self, call: &Call) -> Result<Performed, Undone> {
        let asked = Asked {
            method: call.method,
            path: &call.path,
            query: &call.pairs(),
            body: call.body.as_ref(),
            harmless: call.harmless,
        };
        match self.answer(&asked).await {
            Ok(answer) => Ok(Performed {
                status: answer.status,
                value: answer.value,
            }),
            Err(failure) => Err(Undone {
                error: failure.error,
                fate: failure.fate,
                status: failure.status,
                said: failure.said.map(|said| *said),
            }),
        }
    }
}
