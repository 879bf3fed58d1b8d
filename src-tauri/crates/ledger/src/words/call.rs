//! The closed sets of calls.

use rusqlite::ToSql;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef};
use serde::{Deserialize, Serialize};

words! {
    /// What a call sends.
    CallKind {
        /// An action, to a store.
        Action = "action",
        /// A request, to an address of the user's.
        Http = "http",
        /// An event, to a forward address.
        Forward = "forward",
        /// A notification, to the desktop.
        Notify = "notify",
    }
}

words! {
    /// How a call stands.
    CallState {
        /// It is under way, or a kill cut it off.
        Running = "running",
        /// It was carried out.
        Done = "done",
        /// It was refused, or never left: nothing happened.
        Failed = "failed",
        /// It may have happened.
        Unknown = "unknown",
    }
}

words! {
    /// What the user said of a call whose outcome nobody knew.
    CallSettled {
        /// It happened.
        Happened = "happened",
        /// It did not.
        DidNot = "did_not",
    }
}
