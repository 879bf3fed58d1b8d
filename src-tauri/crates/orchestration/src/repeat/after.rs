//! The rules of what is done after an attempt.

use super::attempt::{Attempt, Class, Outcome};
use super::delay::{after_failures, later, told};

/// How long after an attempt it is looked whether it happened, in milliseconds: lists may lag behind
/// what was just made.
pub const LOOK_AFTER_MS: u64 = 30_000;

/// How often it has to be missing before it is sent again.
pub const LOOKS: u32 = 2;

/// What is done after an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum After {
    /// Nothing: it is done.
    Done,
    /// It is sent again.
    Again {
        /// When, in milliseconds since 1970.
        at_ms: i64,
    },
    /// It is looked whether it happened.
    Look {
        /// When, in milliseconds since 1970.
        at_ms: i64,
        /// How many looks there are to be, this one counted.
        times: u32,
    },
    /// A person is asked whether it happened.
    Ask,
    /// It is sent once the store can be used again.
    WaitForStore {
        /// Why it cannot be used.
        reason: WaitReason,
    },
    /// It is given up.
    Dead {
        /// Why.
        cause: Cause,
    },
}

/// Why a store cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WaitReason {
    /// Its token is not accepted any more.
    TokenDead,
    /// Its token lacks a scope.
    ScopeMissing,
    /// It is not installed any more, on hold, or out of reach.
    Unusable,
}

/// Why something is given up. Causes are what given up runs are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cause {
    /// It was refused.
    Refused {
        /// The status.
        status: u16,
    },
    /// The quota was used up each time.
    RateLimited,
    /// It could not be sent.
    Unreachable,
    /// Nothing was answered.
    NoAnswer,
    /// Somebody ended it.
    Cancelled,
}

impl Cause {
    /// A stable word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Refused { .. } => "refused",
            Self::RateLimited => "rate_limited",
            Self::Unreachable => "unreachable",
            Self::NoAnswer => "no_answer",
            Self::Cancelled => "cancelled",
        }
    }
}

/// What is done after an attempt.
pub fn after(attempt: &Attempt) -> After {
    match attempt.outcome {
        Outcome::Answered | Outcome::Found => After::Done,
        Outcome::Refused { status, wait_ms } => refused(attempt, status, wait_ms),
        Outcome::RateLimited {
            wait_ms: Some(wait_ms),
        } => again(attempt, told(wait_ms)),
        Outcome::RateLimited { wait_ms: None } => within(attempt, Cause::RateLimited),
        Outcome::NeverSent => within(attempt, Cause::Unreachable),
        Outcome::Lost => unknown(attempt, Cause::NoAnswer, None),
        Outcome::TokenDead => wait(WaitReason::TokenDead),
        Outcome::ScopeMissing => wait(WaitReason::ScopeMissing),
        Outcome::StoreUnusable => wait(WaitReason::Unusable),
        Outcome::Cancelled => dead(Cause::Cancelled),
        Outcome::Absent { left: 0 } => within(attempt, Cause::NoAnswer),
        Outcome::Absent { left } => look(attempt, LOOK_AFTER_MS, left),
        Outcome::CannotTell => After::Ask,
        Outcome::LookFailed { failed, .. } if failed >= attempt.most => After::Ask,
        Outcome::LookFailed { failed, left } => {
            look(attempt, after_failures(failed, attempt.random), left)
        }
    }
}

/// What a status says: again, never, or nobody knows.
fn refused(attempt: &Attempt, status: u16, wait_ms: Option<u64>) -> After {
    let cause = Cause::Refused { status };
    match status {
        408 | 423 | 425 => repeated(attempt, cause, wait_ms),
        501 | 507 => dead(cause),
        429 | 500..=599 => unknown(attempt, cause, wait_ms),
        _ => dead(cause),
    }
}

/// It may have happened.
fn unknown(attempt: &Attempt, cause: Cause, wait_ms: Option<u64>) -> After {
    match attempt.class {
        Class::Read | Class::Upsert => repeated(attempt, cause, wait_ms),
        Class::NaturalKey | Class::CheckBeforeWrite => {
            let wait_ms = wait_ms.map_or(LOOK_AFTER_MS, |it| told(it).max(LOOK_AFTER_MS));
            look(attempt, wait_ms, LOOKS)
        }
        Class::Unsafe => After::Ask,
    }
}

/// Again, where there are attempts left, after what the answer says or a wait of ours.
fn repeated(attempt: &Attempt, cause: Cause, wait_ms: Option<u64>) -> After {
    match wait_ms {
        Some(wait_ms) if attempt.attempts < attempt.most => again(attempt, told(wait_ms)),
        Some(_) | None => within(attempt, cause),
    }
}

fn within(attempt: &Attempt, cause: Cause) -> After {
    if attempt.attempts >= attempt.most {
        return dead(cause);
    }
    again(attempt, after_failures(attempt.attempts, attempt.random))
}

fn again(attempt: &Attempt, wait_ms: u64) -> After {
    let at_ms = later(attempt.now_ms, wait_ms);
    After::Again { at_ms }
}

fn look(attempt: &Attempt, wait_ms: u64, times: u32) -> After {
    let at_ms = later(attempt.now_ms, wait_ms);
    After::Look { at_ms, times }
}

fn wait(reason: WaitReason) -> After {
    After::WaitForStore { reason }
}

fn dead(cause: Cause) -> After {
    After::Dead { cause }
}
