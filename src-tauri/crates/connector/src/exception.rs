//! What a platform tells of its own deliveries that failed, as a manifest describes it: by which
//! webhook scope, where it says which hook is meant, and what each code means.

use serde::Deserialize;
use serde_json::Value;

use crate::subject::read_id;

/// How a platform tells of deliveries that failed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exceptions {
    /// What one is called in a list, "Failed delivery".
    pub name: String,
    /// The webhook scope that carries them, `store/hook/deliveryException`.
    pub scope: String,
    /// JSON pointer to the platform's id of the hook that is meant, `/data/id`.
    pub hook: String,
    /// JSON pointer to the number that says what happened.
    pub code: String,
    /// JSON pointer to the platform's words.
    pub message: String,
    /// One sentence for a code that is not among them.
    pub unknown: String,
    /// The numbers there are.
    pub codes: Vec<ExceptionCode>,
    /// A payload as the platform sends it: JSON.
    pub sample: String,
}

/// One thing that can be told of a delivery.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExceptionCode {
    /// Its number.
    pub code: i64,
    /// One sentence for a person: `BigCommerce could not deliver {trigger} and will try again`.
    pub phrase: String,
    /// What it means, in a sentence or two.
    pub means: String,
    /// What a person can do.
    pub remedy: String,
    /// Whether events may not come at all because of it, so that they have to be looked for.
    pub loses: bool,
}

/// What a payload tells of deliveries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldException {
    /// The platform's id of the hook that is meant.
    pub hook: i64,
    /// The number that says what happened.
    pub code: i64,
    /// The platform's words; may be empty.
    pub message: String,
}

/// What a sentence names.
#[derive(Clone, Copy, Debug)]
pub struct ExceptionNames<'n> {
    /// The trigger that the hook carries.
    pub trigger: &'n str,
    /// The host it delivers to.
    pub host: &'n str,
}

/// What a phrase can name.
pub(crate) const PLACEHOLDERS: [&str; 2] = ["trigger", "host"];

impl Exceptions {
    /// What a payload tells, or `None` when it does not say which hook is meant and why.
    pub fn read(&self, payload: &Value) -> Option<ToldException> {
        let number = |pointer: &str| read_id(payload, pointer)?.parse().ok();
        let words = payload.pointer(&self.message).and_then(Value::as_str);
        Some(ToldException {
            hook: number(&self.hook)?,
            code: number(&self.code)?,
            message: words.unwrap_or_default().trim().to_owned(),
        })
    }

    /// What a number means.
    pub fn of(&self, code: i64) -> Option<&ExceptionCode> {
        self.codes.iter().find(|one| one.code == code)
    }

    /// One sentence for a person: "BigCommerce could not deliver Order Created and will try again".
    pub fn sentence(&self, code: i64, names: ExceptionNames<'_>) -> String {
        let phrase = self.of(code).map_or(&self.unknown, |one| &one.phrase);
        phrase
            .replace("{trigger}", names.trigger)
            .replace("{host}", names.host)
    }
}
