//! The token answer, as BigCommerce gives it: no `token_type`, a scope that may be null, and
//! fields of its own. The `oauth2` crate wants types that can be serialised; a token cannot.

use std::fmt;

use oauth2::{AccessToken, RefreshToken, Scope, TokenResponse, TokenType};
use serde::de::IgnoredAny;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use crate::Person;

/// BigCommerce names no token type.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub(super) struct Untyped;

impl TokenType for Untyped {}

/// A 200 answer of the token endpoint. Its `Debug` shows no token: `AccessToken`'s does not.
#[derive(Debug, Deserialize)]
pub(super) struct Answer {
    #[serde(default = "no_token")]
    pub(super) access_token: AccessToken,
    #[serde(default, deserialize_with = "scopes")]
    pub(super) scope: Vec<String>,
    #[serde(default, deserialize_with = "text")]
    pub(super) context: Option<String>,
    #[serde(default, deserialize_with = "person")]
    pub(super) user: Option<Person>,
    #[serde(default, deserialize_with = "person")]
    pub(super) owner: Option<Person>,
    #[serde(default, deserialize_with = "text")]
    pub(super) account_uuid: Option<String>,
    /// Present in errors that come with status 200.
    #[serde(default)]
    pub(super) error: Option<IgnoredAny>,
}

impl TokenResponse for Answer {
    type TokenType = Untyped;

    fn access_token(&self) -> &AccessToken {
        &self.access_token
    }

    fn token_type(&self) -> &Untyped {
        &Untyped
    }

    fn expires_in(&self) -> Option<std::time::Duration> {
        None
    }

    fn refresh_token(&self) -> Option<&RefreshToken> {
        None
    }

    fn scopes(&self) -> Option<&Vec<Scope>> {
        None
    }
}

impl Serialize for Answer {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(S::Error::custom("a token is never serialised"))
    }
}

/// An answer of any other status. Only words about the error are read, never the rest.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Refusal {
    #[serde(default, deserialize_with = "text")]
    pub(super) error: Option<String>,
    #[serde(default, deserialize_with = "text")]
    error_description: Option<String>,
    #[serde(default, deserialize_with = "text")]
    message: Option<String>,
    #[serde(default, deserialize_with = "text")]
    title: Option<String>,
}

impl Refusal {
    /// The longest explanation given.
    pub(super) fn description(&self) -> &str {
        let given = [&self.error_description, &self.message, &self.title];
        given
            .into_iter()
            .find_map(|text| text.as_deref())
            .unwrap_or_default()
    }
}

impl oauth2::ErrorResponse for Refusal {}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("refused")
    }
}

impl Serialize for Refusal {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(S::Error::custom("a refusal is never serialised"))
    }
}

fn no_token() -> AccessToken {
    AccessToken::new(String::new())
}

/// Space-separated today, comma-separated in older samples; null when the token is unbound.
fn scopes<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    let value = Value::deserialize(from)?;
    let mut scopes: Vec<String> = Vec::new();
    let words = value
        .as_str()
        .unwrap_or_default()
        .split([' ', ',', '+', '\t', '\n']);
    for word in words.filter(|word| !word.is_empty()) {
        if !scopes.iter().any(|known| known == word) {
            scopes.push(word.to_owned());
        }
    }
    Ok(scopes)
}

fn text<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    let value = Value::deserialize(from)?;
    Ok(value
        .as_str()
        .filter(|text| !text.is_empty())
        .map(str::to_owned))
}

fn person<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Person>, D::Error> {
    let value = Value::deserialize(from)?;
    Ok(if value.is_object() {
        Person::deserialize(value).ok()
    } else {
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_scopes_of_every_form() {
        for (scope, expected) in [
            (r#""a b""#, vec!["a", "b"]),
            (r#""a,b, a""#, vec!["a", "b"]),
            (r#"" ""#, vec![]),
            ("null", vec![]),
            ("[]", vec![]),
        ] {
            let json = format!(r#"{{"access_token":"t","scope":{scope},"ajs_anonymous_id":null}}"#);
            let answer: Answer = serde_json::from_str(&json).unwrap();
            assert_eq!(answer.scope, expected, "{scope}");
        }
    }

    #[test]
    fn shows_and_serialises_no_token() {
        let answer: Answer = serde_json::from_str(r#"{"access_token":"canary-7"}"#).unwrap();
        assert!(!format!("{answer:?}").contains("canary-7"));
        assert!(
            serde_json::to_string(&answer).is_err(),
            "a token cannot be serialised"
        );
    }
}
