//! What BigCommerce tells of deliveries by a store's hooks that failed.
//!
//! It tells by a hook of its own, one a store, which hook is meant and why, but never which events.
//! Such a delivery is an event like any other: signed, kept, searched. But it is none of the
//! merchant's: it is neither forwarded by itself, nor fetched, nor does it teach the shape of payloads,
//! and faults spare it. It has the store looked at, and what may be lost looked for.

mod hook;
mod shown;
mod worker;

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use patchbay_bigcommerce::webhook::Payload;
use patchbay_ledger::{HookKind, NewException};

use crate::routes::HookRoute;

pub(crate) use shown::{host, name, sentence};

/// Which stores were looked into because of exceptions, and when, in milliseconds since the epoch.
#[derive(Debug, Default)]
pub(crate) struct Exceptions(Mutex<HashMap<i64, i64>>);

impl Exceptions {
    fn looks(&self) -> MutexGuard<'_, HashMap<i64, i64>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a delivery tells of others; nothing where it is a merchant's.
pub(crate) fn told_by(
    route: &HookRoute,
    payload: Option<&Payload>,
    body: &[u8],
) -> Option<NewException> {
    let exceptions = route.connector.exceptions.as_ref()?;
    let says_so = payload.is_some_and(|payload| payload.scope == exceptions.scope);
    if !says_so && route.kind == HookKind::Trigger {
        return None;
    }
    let read = serde_json::from_slice(body).ok();
    let read = read.and_then(|body| exceptions.read(&body));
    Some(
        read.map_or_else(NewException::default, |told| NewException {
            remote_id: Some(told.hook),
            code: Some(told.code),
            message: told.message,
        }),
    )
}
