//! What BigCommerce does on a bad day, to be switched on by a test or by a user who wants to see
//! how an integration bears it. Faults are data in the world: they survive a restart and stay until
//! they are switched off.

use serde::{Deserialize, Serialize};

/// The faults that are on. The default is none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Faults {
    /// Confines the API faults to this store's hash; absent, every store has them.
    pub store: Option<String>,
    /// How many API answers are still spoiled; absent, all of them until switched off.
    pub answers: Option<u32>,
    /// How long the API waits before it answers, in milliseconds; zero is not at all.
    pub slow_ms: u64,
    /// The API answers this 5xx status.
    pub server_error: Option<u16>,
    /// The API answers 429.
    pub too_many: TooMany,
    /// The API leaves the `X-Rate-Limit-*` headers out.
    pub no_rate_headers: bool,
    /// The API answers 200 with an HTML page.
    pub api_html: bool,
    /// The token endpoint answers with an HTML page that redirects to the login.
    pub token_html: bool,
    /// Every access token is taken for a dead one: 401.
    pub revoked_tokens: bool,
    /// Access tokens carry these scopes only, whatever the merchant consented to.
    pub scopes: Option<Vec<String>>,
    /// The answers to so many writes are lost: each is performed, and the connection closed.
    pub lost_answers: u32,
    /// Loses answers to writes whose path has this in it only: `/shipments`.
    pub lost_path: Option<String>,
    /// Deliveries are signed with a key that is not the client secret.
    pub wrong_signature: bool,
    /// Deliveries carry no `webhook-*` headers.
    pub unsigned: bool,
    /// Deliveries find nobody, as when the machine that they go to sleeps.
    pub nobody: bool,
    /// How often each delivery is sent beyond the first time, with the same `webhook-id`.
    pub duplicates: u8,
    /// Deliveries that are due together leave newest first.
    pub reordered: bool,
}

/// How the API answers when it is told to say 429.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TooMany {
    /// It does not.
    #[default]
    Off,
    /// As when a store's quota is used up: with the rate headers and `X-Retry-After`.
    WithHeaders,
    /// As when the platform is overloaded: with none of them.
    WithoutHeaders,
}

/// A fault that spoils one API answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spoiled {
    /// This 5xx status.
    ServerError(u16),
    /// 429 with the rate headers.
    TooManyWithHeaders,
    /// 429 without them.
    TooManyWithoutHeaders,
    /// 200 with HTML.
    Html,
    /// 401, as for a dead token.
    Revoked,
}

impl Faults {
    /// Whether anything is switched on.
    pub fn any(&self) -> bool {
        *self
            != Self {
                store: self.store.clone(),
                answers: self.answers,
                lost_path: self.lost_path.clone(),
                ..Self::default()
            }
    }

    /// Whether the API faults concern this store.
    pub fn concerns(&self, store: &str) -> bool {
        self.answers != Some(0) && self.store.as_deref().is_none_or(|only| only == store)
    }

    /// Whether the answer to a write that was performed is lost; counts it.
    pub fn lose(&mut self, store: &str, path: &str) -> bool {
        let here = self.store.as_deref().is_none_or(|only| only == store)
            && self
                .lost_path
                .as_deref()
                .is_none_or(|part| path.contains(part));
        let lost = here && self.lost_answers > 0;
        if lost {
            self.lost_answers -= 1;
        }
        lost
    }

    /// How long to wait before answering a call for this store, in milliseconds.
    pub fn delay_ms(&self, store: &str) -> u64 {
        if self.concerns(store) {
            self.slow_ms
        } else {
            0
        }
    }

    /// What spoils the next answer for this store; counts it against [`Faults::answers`].
    pub fn spoil(&mut self, store: &str) -> Option<Spoiled> {
        let spoiled = self.concerns(store).then(|| self.spoiled()).flatten()?;
        if let Some(left) = &mut self.answers {
            *left = left.saturating_sub(1);
        }
        Some(spoiled)
    }

    /// The scopes a token is taken to carry instead of its own.
    pub fn scopes_for(&self, store: &str) -> Option<&[String]> {
        self.concerns(store)
            .then_some(self.scopes.as_deref())
            .flatten()
    }

    fn spoiled(&self) -> Option<Spoiled> {
        if let Some(status) = self
            .server_error
            .filter(|status| (500..600).contains(status))
        {
            return Some(Spoiled::ServerError(status));
        }
        match self.too_many {
            TooMany::WithHeaders => return Some(Spoiled::TooManyWithHeaders),
            TooMany::WithoutHeaders => return Some(Spoiled::TooManyWithoutHeaders),
            TooMany::Off => {}
        }
        if self.api_html {
            return Some(Spoiled::Html);
        }
        self.revoked_tokens.then_some(Spoiled::Revoked)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counted_faults_wear_off() {
        let mut faults = Faults {
            server_error: Some(503),
            answers: Some(2),
            ..Faults::default()
        };
        assert_eq!(faults.spoil("a"), Some(Spoiled::ServerError(503)));
        assert_eq!(faults.spoil("a"), Some(Spoiled::ServerError(503)));
        assert_eq!(faults.spoil("a"), None);
    }

    #[test]
    fn answers_are_lost_so_many_times_where_they_should_be() {
        let mut faults = Faults {
            lost_answers: 1,
            lost_path: Some("/refunds".into()),
            store: Some("a".into()),
            ..Faults::default()
        };
        assert!(faults.any());
        assert!(!faults.lose("a", "/v2/orders"));
        assert!(!faults.lose("b", "/v3/orders/1/payment_actions/refunds"));
        assert!(faults.lose("a", "/v3/orders/1/payment_actions/refunds"));
        assert!(!faults.lose("a", "/v3/orders/1/payment_actions/refunds"));
        assert!(!faults.any());
    }

    #[test]
    fn a_store_confines_them() {
        let mut faults = Faults {
            revoked_tokens: true,
            store: Some("a".into()),
            ..Faults::default()
        };
        assert_eq!(faults.spoil("b"), None);
        assert_eq!(faults.spoil("a"), Some(Spoiled::Revoked));
    }

    #[test]
    fn unknown_faults_are_refused() {
        assert!(serde_json::from_str::<Faults>(r#"{"slow":1}"#).is_err());
        let parsed: Faults = serde_json::from_str(r#"{"too_many":"with_headers"}"#).unwrap();
        assert_eq!(parsed.too_many, TooMany::WithHeaders);
        assert!(parsed.any());
    }
}
