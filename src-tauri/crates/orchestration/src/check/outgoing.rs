//! Steps that send something elsewhere than to a store.

use serde_json::Value;

use super::finding::FindingKind;
use super::look::Look;
use super::scope::Scope;
use crate::document::{Forward, Http, Notify};
use crate::expression::below;

/// Headers that are secrets; a saved origin has its own.
const SECRET: [&str; 6] = [
    "authorization",
    "proxy-authorization",
    "cookie",
    "x-auth-token",
    "x-api-key",
    "api-key",
];

impl Look<'_> {
    pub(super) fn http(&mut self, at: &str, it: &Http, scope: &Scope) {
        let origins = self.known.origins.iter().map(String::as_str);
        if !self.known.origins.contains(&it.origin) {
            let at = format!("{at}/origin");
            self.unknown(
                FindingKind::UnknownOrigin,
                &at,
                "saved origin",
                &it.origin,
                origins,
            );
        }
        self.path(&format!("{at}/path"), &it.path, scope);
        for (name, text) in &it.query {
            self.text(&below(&format!("{at}/query"), name), text, scope);
        }
        for (name, text) in &it.headers {
            let at = below(&format!("{at}/headers"), name);
            self.header(&at, name);
            self.text(&at, text, scope);
        }
        if let Some(body) = &it.body {
            let at = format!("{at}/body");
            self.value(&at, body, scope);
            if !it.method.takes_body() {
                let message = "No body goes with this method.";
                self.error(
                    FindingKind::InputUnknown,
                    &at,
                    message,
                    "Leave it out, or use POST.",
                );
            }
        }
        self.attempts(at, it.attempts);
    }

    fn path(&mut self, at: &str, path: &str, scope: &Scope) {
        self.text(at, path, scope);
        if !path.starts_with('/') || path.starts_with("//") {
            let message = "The path does not begin with one slash.";
            self.error(
                FindingKind::Path,
                at,
                message,
                "Write it as /orders/{{ trigger.id }}.",
            );
        }
    }

    fn header(&mut self, at: &str, name: &str) {
        let token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
        if name.is_empty() || !name.bytes().all(token) {
            let message = format!("`{name}` is no name of a header.");
            self.error(
                FindingKind::Name,
                at,
                message,
                "Use letters, digits and hyphens.",
            );
        } else if SECRET.contains(&name.to_lowercase().as_str()) {
            let message =
                format!("`{name}` would stand in the document, which is no place for secrets.");
            let remedy = "Give it to the saved origin, which keeps it in the keychain.";
            self.error(FindingKind::Secret, at, message, remedy);
        }
    }

    pub(super) fn forward(&mut self, at: &str, it: &Forward, scope: &Scope) {
        let addresses = self.known.addresses.iter().map(String::as_str);
        if !self.known.addresses.contains(&it.address) {
            let (at, kind) = (format!("{at}/address"), FindingKind::UnknownAddress);
            self.unknown(kind, &at, "forward address", &it.address, addresses);
        }
        if let Some(body) = &it.body {
            self.value(&format!("{at}/body"), body, scope);
        }
    }

    pub(super) fn notify(&mut self, at: &str, it: &Notify, scope: &Scope) -> Value {
        if it.title.trim().is_empty() {
            self.empty(
                &format!("{at}/title"),
                "The notification has no title.",
                "Give it one.",
            );
        }
        self.text(&format!("{at}/title"), &it.title, scope);
        self.text(&format!("{at}/text"), &it.text, scope);
        Value::Null
    }
}
