//! Callbacks that came to where they should not: the one proof there is of what stands in the developer
//! portal, which cannot be asked.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use patchbay_connector::{Callback, CallbackKind, Connector, Symptom};
use patchbay_gateway::{Came, Page};
use patchbay_ledger::App;
use url::Url;

use super::difference::{self, Kind};
use super::words::{explained, rule};
use crate::pages::Notice;
use crate::patchbay::{Patchbay, connector_of};

/// The last callback of each app that went astray, and the last that was not signed as it should be.
#[derive(Debug, Default)]
pub(crate) struct Strays {
    astray: Mutex<HashMap<i64, Stray>>,
    refused: Mutex<HashMap<i64, (i64, &'static str)>>,
}

/// A callback that came to a path that is not the Callback URL's.
#[derive(Clone, Debug)]
pub(super) struct Stray {
    /// When, in milliseconds since the epoch.
    pub at: i64,
    /// The URL it came by.
    pub there: String,
    /// The URL it should have come by.
    pub here: String,
    /// The field of the developer portal that it came by.
    pub field: String,
    /// What the connector explains it by.
    pub symptom: Symptom,
}

impl Strays {
    pub(super) fn last(&self, app: &App) -> Option<Stray> {
        lock(&self.astray).get(&app.id).cloned()
    }

    /// When a signed callback of an app was last refused, and the code of why.
    pub(super) fn refused(&self, app: i64) -> Option<(i64, &'static str)> {
        lock(&self.refused).get(&app).copied()
    }

    /// A signed callback of an app was refused.
    pub fn refuse(&self, app: i64, at: i64, code: &'static str) {
        lock(&self.refused).insert(app, (at, code));
    }
}

impl Patchbay {
    /// A browser came to a path below an app's Callback URL. If it brought a callback, an install that is
    /// awaited ends with why it cannot succeed.
    pub(crate) fn on_stray(
        &self,
        app: &App,
        rest: &str,
        names: &[String],
        came: &Came,
    ) -> Option<Page> {
        let kind = brought(names, came.browser)?;
        let here = self.callback_url(app)?;
        let there = called_url(&here, came);
        let stray = stray(
            connector_of(app).ok()?,
            kind,
            rest,
            (here, there),
            self.now(),
        )?;
        tracing::warn!(
            callback.diagnosis = rule(&stray.symptom),
            "a callback went astray"
        );
        if kind == CallbackKind::Auth {
            self.0.installs.fail(app.id, explained(&stray.symptom));
        }
        lock(&self.0.strays.astray).insert(app.id, stray);
        self.touch();
        Some(Notice::Failed.page(self.framer(app).as_deref()))
    }
}

fn lock<T>(kept: &Mutex<T>) -> MutexGuard<'_, T> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Why BigCommerce does not accept the Callback URL, by how the browser that brought the code came.
pub(crate) fn callback_mismatch(code: &'static str, here: &str, came: &Came) -> Symptom {
    let there = called_url(here, came);
    let detail = match difference::kind(here, &there) {
        None => return Symptom::new(code),
        Some(Kind::Scheme) => "scheme",
        Some(Kind::Host) => "host",
        Some(Kind::Unseen | Kind::Slash | Kind::Case | Kind::Query | Kind::Path) => "other",
    };
    Symptom::detailed(code, detail)
        .fact("here", here)
        .fact("there", there)
}

/// Which callback the parameters are those of. What is signed and does not come from a browser is a
/// server's, which is told nothing.
fn brought(names: &[String], browser: bool) -> Option<CallbackKind> {
    let has = |name: &str| names.iter().any(|given| given == name);
    match (has("code"), has("signed_payload_jwt")) {
        (true, _) => Some(CallbackKind::Auth),
        (false, true) if browser => Some(CallbackKind::Load),
        (false, _) => None,
    }
}

fn stray(
    connector: &Connector,
    kind: CallbackKind,
    rest: &str,
    (here, there): (String, String),
    at: i64,
) -> Option<Stray> {
    let field = connector.callback(kind)?.portal_field.clone();
    let of_rest = |it: &&Callback| !it.suffix.is_empty() && it.suffix == rest;
    let other = connector.callbacks.iter().find(of_rest);
    let detail = match other {
        Some(_) => "other_callback",
        None if rest.chars().all(|letter| letter == '/') => "trailing_slash",
        None => "path",
    };
    let meant = other.map(|it| it.portal_field.clone());
    let symptom = Symptom::detailed("callback_stray", detail)
        .fact("here", here.as_str())
        .fact("there", there.as_str())
        .fact("field", field.as_str())
        .fact("meant", meant.unwrap_or_default());
    Some(Stray {
        at,
        there,
        here,
        field,
        symptom,
    })
}

/// The URL that a browser came by. A proxy that changes the host and does not tell leaves ours to be
/// assumed.
fn called_url(here: &str, came: &Came) -> String {
    let Ok(ours) = Url::parse(here) else {
        return here.to_owned();
    };
    let told = came.forwarded_host.as_deref().unwrap_or(&came.host);
    let direct = is_loopback(told);
    let outside = !ours.host_str().is_some_and(is_loopback);
    let host = if direct && outside {
        authority(&ours)
    } else {
        told.to_owned()
    };
    let scheme = came.forwarded_proto.as_deref().unwrap_or(ours.scheme());
    format!("{scheme}://{host}{}", came.path)
}

fn authority(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port()
        .map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

fn is_loopback(host: &str) -> bool {
    let name = host.split(':').next().unwrap_or_default();
    host.starts_with("[::1]") || name == "localhost" || name.starts_with("127.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn came(host: &str, proto: Option<&str>, forwarded: Option<&str>) -> Came {
        Came {
            host: host.into(),
            forwarded_host: forwarded.map(str::to_owned),
            forwarded_proto: proto.map(str::to_owned),
            path: "/c/key".into(),
            browser: true,
        }
    }

    #[test]
    fn the_url_that_was_called_is_as_proxies_tell_it() {
        let here = "https://hooks.example.com/c/key";
        for (came, expected) in [
            (came("hooks.example.com", None, None), here),
            (
                came("hooks.example.com", Some("http"), None),
                "http://hooks.example.com/c/key",
            ),
            (came("127.0.0.1:47800", None, None), here),
            (
                came("127.0.0.1:47800", None, Some("old.example.com")),
                "https://old.example.com/c/key",
            ),
        ] {
            assert_eq!(called_url(here, &came), expected, "{came:?}");
        }
        let practice = "http://127.0.0.1:47800/c/key";
        assert_eq!(
            called_url(practice, &came("localhost:47800", None, None)),
            "http://localhost:47800/c/key"
        );
    }
}
