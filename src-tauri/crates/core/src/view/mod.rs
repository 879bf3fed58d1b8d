//! What the page is shown: plain values, already in the user's words, that cross the bridge as they stand.
//!
//! Times are milliseconds since the Unix epoch; ids are the ledger's row ids. No secret has a view.

mod app;
mod catalog;
mod feed;
mod install;
mod scope;
mod status;
mod store;
mod trigger;

pub use app::*;
pub use catalog::*;
pub use feed::*;
pub use install::*;
pub use scope::*;
pub use status::*;
pub use store::*;
pub use trigger::*;

/// Milliseconds since the Unix epoch; a float because that is what the page's numbers are.
pub type Millis = f64;
