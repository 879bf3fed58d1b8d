//! An attempt, and how it ended.

/// What may be done when nobody knows whether something happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// Send it again: it changes nothing.
    Read,
    /// Send it again: twice is as once.
    Upsert,
    /// Look for it by what names it.
    NaturalKey,
    /// Look among what is there, and compare.
    CheckBeforeWrite,
    /// Nothing can tell: ask a person.
    Unsafe,
}

/// How an attempt ended, or a look whether one happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was carried out.
    Answered,
    /// Another status than a good one was answered.
    Refused {
        /// The status.
        status: u16,
        /// How long the answer says to wait, in milliseconds.
        wait_ms: Option<u64>,
    },
    /// The quota is used up, so that nothing was done.
    RateLimited {
        /// How long until it is refilled, in milliseconds.
        wait_ms: Option<u64>,
    },
    /// It never left: no name, no connection, no encryption.
    NeverSent,
    /// It was sent, and its answer is not known: it did not come, or this app was ended.
    Lost,
    /// The store's token is not accepted any more.
    TokenDead,
    /// The store's token lacks a scope.
    ScopeMissing,
    /// The store cannot be used: it is not installed any more, on hold, or this machine is offline.
    StoreUnusable,
    /// Somebody ended it before it was sent.
    Cancelled,
    /// It was looked, and it is there.
    Found,
    /// It was looked, and it is not there.
    Absent {
        /// How many more looks there are to be.
        left: u32,
    },
    /// It was looked, and nothing can tell.
    CannotTell,
    /// The look failed.
    LookFailed {
        /// How often looks have failed, this time counted.
        failed: u32,
        /// How many looks there are to be, this one counted.
        left: u32,
    },
}

/// An attempt that ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Attempt {
    /// What may be done when nobody knows.
    pub class: Class,
    /// How it ended.
    pub outcome: Outcome,
    /// Attempts so far, this one counted; looks are none.
    pub attempts: u32,
    /// Attempts that are made at most: [`super::MOST_ATTEMPTS`], or what the step says.
    pub most: u32,
    /// Milliseconds since 1970.
    pub now_ms: i64,
    /// A random number, 0 up to 1, so that what failed together is not tried together.
    pub random: f64,
}

impl Class {
    /// That of a request to an address of the user's own.
    pub fn of_request(repeatable: bool) -> Self {
        if repeatable {
            Self::Upsert
        } else {
            Self::Unsafe
        }
    }

    /// Whether twice is as once.
    pub fn is_harmless(self) -> bool {
        match self {
            Self::Read | Self::Upsert => true,
            Self::NaturalKey | Self::CheckBeforeWrite | Self::Unsafe => false,
        }
    }
}
