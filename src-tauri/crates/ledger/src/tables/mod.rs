//! One module a table: its migrations, the shape of its rows, and every query on it.

pub(crate) mod answer;
pub(crate) mod answered;
pub(crate) mod app;
pub(crate) mod callback;
pub(crate) mod change;
pub(crate) mod delivery;
pub(crate) mod event;
pub(crate) mod feed;
pub(crate) mod fetching;
pub(crate) mod forward;
pub(crate) mod forward_address;
pub(crate) mod hook;
pub(crate) mod import;
mod mark;
pub(crate) mod outage;
pub(crate) mod record;
pub(crate) mod removal;
pub(crate) mod removed;
pub(crate) mod replay;
pub(crate) mod retention;
pub(crate) mod saved_filter;
pub(crate) mod seen_token;
pub(crate) mod setting;
pub(crate) mod snapshot;
pub(crate) mod store;
pub(crate) mod usage;
pub(crate) mod whole;
