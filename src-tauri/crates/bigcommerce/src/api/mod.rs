//! A store's REST API.
//!
//! One `StoreApi` speaks for one store with one token. What an answer means is decided here
//! once, by [`ApiError`]; quotas, which all apps on a store share, are kept in a [`Quota`] that
//! every `StoreApi` of that store should be given (see [`Quotas`]).

mod admin;
mod client;
mod complaint;
mod error;
mod hooks;
mod json;
mod limits;
mod path;
mod patience;
mod perform;
mod profile;
mod quota;
mod verdict;

pub use admin::{BlockReason, BlockedDomain, HookHealth, HookStatus, HooksAdmin};
pub use client::{Dated, Method, StoreApi};
pub use error::ApiError;
pub use hooks::{Hook, HookChange, NewHook};
pub use patience::Patience;
pub use perform::{Call, Fate, Performed, Undone};
pub use profile::Profile;
pub use quota::{Quota, QuotaLeft, Quotas};
