//! The closed sets of the ledger, each stored as a short word that a CHECK constraint repeats.
//!
//! Words instead of numbers keep a ledger readable with the `sqlite3` shell, and a reordered enum
//! cannot change what old rows mean.

use rusqlite::ToSql;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef};
use serde::{Deserialize, Serialize};

macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$about])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$doc])* $variant,)+ }

        impl $name {
            /// Every one, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word it is stored as.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(ToSqlOutput::from(self.word()))
            }
        }

        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                match value.as_str()? {
                    $($word => Ok(Self::$variant),)+
                    _ => Err(FromSqlError::InvalidType),
                }
            }
        }
    };
}

mod call;
mod run;

pub use call::{CallKind, CallSettled, CallState};
pub use run::{RunCause, RunState, StepState, WaitsFor};

words! {
    /// What stands behind an app at BigCommerce.
    AppKind {
        /// An OAuth app of the developer portal, which stores install.
        Oauth = "oauth",
        /// An API account that one store made for itself.
        StoreAccount = "store_account",
    }
}

words! {
    /// A type of JSON.
    JsonType {
        /// `null`.
        Null = "null",
        /// `true` or `false`.
        Boolean = "boolean",
        /// A number.
        Number = "number",
        /// A text.
        Text = "string",
        /// A list.
        List = "array",
        /// An object.
        Object = "object",
    }
}

words! {
    /// What came of a look at a resource.
    Looked {
        /// It is there.
        Found = "found",
        /// It is not there any more.
        Gone = "gone",
        /// BigCommerce does not let the app see it.
        Refused = "refused",
    }
}

words! {
    /// What a hook carries.
    HookKind {
        /// A trigger of a store.
        Trigger = "trigger",
        /// What BigCommerce tells of deliveries by the store's other hooks that failed.
        Exceptions = "exceptions",
    }
}

words! {
    /// What BigCommerce says that a hook is doing.
    HookStatus {
        /// Delivering.
        Active = "active",
        /// Turned off by its owner.
        Inactive = "inactive",
        /// Turned off by BigCommerce.
        Deactivated = "deactivated",
        /// A state that is not documented.
        Unknown = "unknown",
    }
}

words! {
    /// Which BigCommerce an app belongs to.
    Mode {
        /// The practice BigCommerce on this machine.
        Practice = "practice",
        /// The real BigCommerce.
        Live = "live",
    }
}

words! {
    /// What proved that a Client ID and a Client Secret belong together.
    Proof {
        /// Nothing yet.
        NotYet = "not_yet",
        /// BigCommerce exchanged a code for them.
        Exchange = "exchange",
        /// BigCommerce signed something with the secret.
        Signature = "signature",
        /// BigCommerce refused them.
        Refused = "refused",
    }
}

words! {
    /// How a scope came to be chosen, beyond the mandatory ones.
    ScopeKind {
        /// Picked from the documented scopes.
        Additional = "additional",
        /// Typed.
        Custom = "custom",
    }
}

words! {
    /// Whether a store can be used.
    StoreState {
        /// It arrived while nobody was waiting for it, and waits for confirmation.
        Held = "held",
        /// Installed, with a token.
        Connected = "connected",
        /// Its owner removed the app.
        Uninstalled = "uninstalled",
        /// BigCommerce refuses the token.
        Revoked = "revoked",
    }
}

words! {
    /// What the checks said of a delivery, from the weakest to the strongest. An event has the
    /// strongest of its deliveries.
    Verdict {
        /// A signature was there and is wrong.
        Quarantined = "quarantined",
        /// The vault was locked: to be verified later.
        Unverified = "unverified",
        /// The hook's secret header is right; there was no signature.
        ByHeader = "by_header",
        /// The signature is right, its timestamp old.
        VerifiedStale = "verified_stale",
        /// The signature is right and its timestamp recent.
        Verified = "verified",
    }
}

impl Verdict {
    /// Whether a signature proves that BigCommerce sent it.
    pub const fn is_proved(self) -> bool {
        matches!(self, Self::Verified | Self::VerifiedStale)
    }
}

words! {
    /// Why a store is asked for what may have been missed.
    RecoveryCause {
        /// Patchbay was not running.
        Start = "start",
        /// The machine slept.
        Sleep = "sleep",
        /// Nothing arrived through the public address.
        Outage = "outage",
        /// A hook was off, or gone.
        Hooks = "hooks",
        /// The user asked for it.
        Asked = "asked",
        /// It is asked from time to time.
        Round = "round",
    }
}

words! {
    /// How far a recovery is.
    RecoveryState {
        /// Under way.
        Running = "running",
        /// Something stands in its way; it is tried again.
        Waiting = "waiting",
        /// All was read.
        Done = "done",
        /// The user stopped it.
        Stopped = "stopped",
        /// It cannot be done.
        Failed = "failed",
    }
}

words! {
    /// How an event came to be known.
    Origin {
        /// BigCommerce delivered it.
        Live = "live",
        /// Found by reconciling after downtime.
        Recovered = "recovered",
        /// Sent again by the user.
        Replayed = "replayed",
        /// A test made here.
        Test = "test",
    }
}

words! {
    /// Where a forward address may lead to.
    Reach {
        /// This machine alone.
        Machine = "machine",
        /// The local network.
        Network = "network",
        /// The internet.
        Internet = "internet",
    }
}

words! {
    /// How a forward stands.
    ForwardState {
        /// It is to be sent, or to be sent again.
        Waiting = "waiting",
        /// It arrived.
        Delivered = "delivered",
        /// It was given up.
        Failed = "failed",
    }
}

words! {
    /// What a request was answered, and why.
    AnswerKind {
        /// It is on the disk, and its sender was told so.
        Acknowledged = "acknowledged",
        /// It is on the disk, and its sender was told otherwise because the user asked for that.
        Fault = "fault",
        /// Refused: for another host.
        Host = "host",
        /// Refused: sent by a page in a browser.
        CrossSite = "cross_site",
        /// Refused: no such path.
        Path = "path",
        /// Refused: another method than the path takes.
        Method = "method",
        /// Refused: a key or a sender that is not known.
        Unknown = "unknown",
        /// Refused: a probe that is not known.
        Nonce = "nonce",
        /// Refused: a body over the limit.
        TooLarge = "too_large",
        /// Refused: headers over the limit.
        TooManyHeaders = "too_many_headers",
        /// Refused: not HTTP.
        Malformed = "malformed",
        /// Refused: it took too long to come.
        Slow = "slow",
        /// Refused: more connections than the limit.
        Connections = "connections",
        /// Refused: more browser callbacks than the limit.
        Rate = "rate",
        /// Refused: it could not be kept.
        Busy = "busy",
    }
}
