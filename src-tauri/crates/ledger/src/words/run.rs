//! The closed sets of runs and their steps.

use rusqlite::ToSql;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef};
use serde::{Deserialize, Serialize};

words! {
    /// Why a run was started.
    RunCause {
        /// An event.
        Event = "event",
        /// The user.
        Manual = "manual",
        /// Its time had come.
        Schedule = "schedule",
        /// The user, who had another run done again.
        Replay = "replay",
    }
}

words! {
    /// How a run stands.
    RunState {
        /// It may go as soon as it is its turn.
        Queued = "queued",
        /// It is under way, or a kill cut it off.
        Running = "running",
        /// It goes on when what it waits for is there.
        Waiting = "waiting",
        /// Something it did may have happened: it waits until somebody says so.
        Unknown = "unknown",
        /// It came to its end.
        Succeeded = "succeeded",
        /// It failed, and nobody needs to look at it.
        Failed = "failed",
        /// It failed, and waits for somebody to have it tried again or to dismiss it.
        Dead = "dead",
        /// The user stopped it.
        Cancelled = "cancelled",
        /// There was nothing to do.
        Skipped = "skipped",
    }
}

impl RunState {
    /// Whether those after it on the same thing wait for it.
    pub const fn is_open(self) -> bool {
        match self {
            Self::Queued | Self::Running | Self::Waiting | Self::Unknown => true,
            Self::Succeeded | Self::Failed | Self::Dead | Self::Cancelled | Self::Skipped => false,
        }
    }
}

words! {
    /// What a run waits for.
    WaitsFor {
        /// A time.
        Time = "time",
        /// The store's quota.
        Quota = "quota",
        /// The store to be usable again.
        Store = "store",
        /// Somebody.
        Person = "person",
    }
}

words! {
    /// How a step of a run stands.
    StepState {
        /// It is under way, or a kill cut it off.
        Running = "running",
        /// It is done, and never done again.
        Done = "done",
        /// It failed.
        Failed = "failed",
        /// It was passed over.
        Skipped = "skipped",
        /// It goes on later.
        Waiting = "waiting",
    }
}
