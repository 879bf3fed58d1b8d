//! Words about scopes.

use patchbay_connector::{Holder, Scope};

pub use crate::words::listed;

/// Why no app on a store can hold a scope; `None` where one can.
pub fn not_for_stores(holder: Holder) -> Option<&'static str> {
    match holder {
        Holder::Store => None,
        Holder::Account => Some(
            "It belongs to an account, not to a store: an app installed on a store cannot hold it.",
        ),
        Holder::Hosting => Some(
            "It belongs to infrastructure hosting, whose specification alone names it: an app \
             installed on a store cannot hold it.",
        ),
    }
}

/// What should be known before a scope is picked.
pub fn note(scope: &Scope) -> Option<String> {
    let holder = not_for_stores(scope.holder).map(str::to_owned);
    holder.or_else(|| scope.note.clone())
}
