//! What is wrong, why, and what mends it.
//!
//! What BigCommerce refuses is explained by the connector's rules (`words`), whoever meets it: what runs,
//! the log, or a check. Checks (`machine`, `app`, `store`) are run in order and really ask; what cannot
//! be asked, such as what stands in the developer portal, is judged by what BigCommerce did (`strays`).

mod app;
mod compare;
mod difference;
mod machine;
mod outcome;
mod plan;
mod report;
mod round;
mod store;
mod strays;
pub(crate) mod words;

pub(crate) use strays::{Strays, callback_mismatch};
