//! Speaks BigCommerce: token exchange, signed payloads, webhook signatures, REST and hooks.
//!
//! BigCommerce cannot be asked whether a set-up is right; it can only be observed doing things.
//! So this crate's errors are its main product: each says what was seen, what that means for the
//! person setting up an app, and what to do about it. Facts about the platform that the
//! documentation leaves open are handled leniently on the way in and strictly where they prove
//! something (signatures, audiences, contexts).
//!
//! Secrets are [`secrecy::SecretString`]s. Anything BigCommerce says that may be shown or logged
//! has them cut out by value first, since servers echo what they were sent.

pub mod api;
pub mod credentials;
mod endpoints;
pub mod exchange;
mod http;
pub mod install;
mod person;
mod redact;
pub mod signed_payload;
mod store_hash;
mod time;
pub mod webhook;

pub use api::{ApiError, Quota, Quotas, StoreApi};
pub use endpoints::{Endpoints, InsecureEndpoint};
pub use exchange::{EXCHANGE_LIMIT, ExchangeError, ExchangeRequest, Grant, exchange};
pub use http::{NoTrust, http_client};
pub use person::Person;
pub use store_hash::{NotAStoreHash, StoreHash};
pub use time::time_now;
