//! The whole state of the practice BigCommerce as one value: it is what persists, and every page,
//! endpoint and delivery is a function of it.

pub mod api_account;
pub mod app;
pub mod callback;
pub mod calls;
mod cart;
pub mod catalog;
pub mod commerce;
pub mod coupon;
pub mod customer;
pub mod hook;
pub mod id;
pub mod install;
mod lookup;
pub mod metafield;
mod order;
pub mod origin;
pub mod payment;
pub mod price_list;
mod quota;
mod refund;
pub mod scope;
pub mod store;

use std::collections::{BTreeMap, VecDeque};

use serde::{Deserialize, Serialize};

pub use api_account::{ApiAccount, Holder};
pub use app::{App, Callbacks, ScopeChoice};
pub use callback::{CallbackKind, Called};
pub use calls::Calls;
pub use catalog::{Catalog, Listing};
pub use commerce::{Cart, Commerce, Customer, Order, Product, Refund};
pub use hook::{Attempt, DomainHealth, Hook, Outcome, Pending};
pub use id::Counters;
pub use install::{Code, Install, Token};
pub use quota::{Quota, RateWindow};
pub use store::{Plan, Role, Store, User};

use crate::faults::Faults;

/// The form of the state file that this version writes and reads.
pub const FORMAT: u32 = 1;

/// Attempts kept for the *Deliveries* page.
pub const ATTEMPTS_KEPT: usize = 500;

/// Server-side callbacks kept for the apps' pages.
pub const CALLBACKS_KEPT: usize = 50;

/// Everything there is.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct World {
    /// [`FORMAT`] of the file it came from.
    pub format: u32,
    /// The time of the running change, in milliseconds since the epoch; set by
    /// [`crate::Practice::change`] and [`crate::Practice::read`].
    #[serde(skip)]
    pub now_ms: i64,
    /// How far its clock was put forward, in milliseconds.
    #[serde(default)]
    pub ahead_ms: i64,
    /// The next numbers.
    pub counters: Counters,
    /// The developer account that owns the apps and the stores.
    pub account: Account,
    /// Apps of the developer portal, by id.
    pub apps: BTreeMap<u64, App>,
    /// Store-level API accounts, by id.
    #[serde(default)]
    pub api_accounts: BTreeMap<u64, ApiAccount>,
    /// Practice stores, by hash.
    pub stores: BTreeMap<String, Store>,
    /// Which stores installed which apps.
    pub installs: Vec<Install>,
    /// Authorization codes that were given out and have not been swept.
    pub codes: Vec<Code>,
    /// Living tokens, by token.
    pub tokens: BTreeMap<String, Token>,
    /// Webhooks, by id.
    pub hooks: BTreeMap<u64, Hook>,
    /// Notification e-mail addresses of `/v3/hooks/admin`, by `{client_id} {store}`.
    pub hook_emails: BTreeMap<String, Vec<String>>,
    /// Deliveries that wait for their first or next attempt.
    pub queue: Vec<Pending>,
    /// Finished attempts, oldest first, at most [`ATTEMPTS_KEPT`].
    pub attempts: VecDeque<Attempt>,
    /// Server-side callbacks that were made, oldest first, at most [`CALLBACKS_KEPT`].
    pub callbacks: VecDeque<Called>,
    /// How destinations fare, by `{client_id} {domain}`.
    pub domains: BTreeMap<String, DomainHealth>,
    /// What the API was asked to change.
    #[serde(default)]
    pub calls: Calls,
    /// What was switched on to go wrong.
    pub faults: Faults,
}

/// The developer account.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Account {
    /// *Account UUID*.
    pub uuid: String,
    /// The address draft apps and stores have in common.
    pub email: String,
}
