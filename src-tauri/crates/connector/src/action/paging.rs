//! How a list of the platform is read on: by page, with a limit.

use serde::Deserialize;
use serde_json::Value;

/// How a list is read on. Both kinds take `page` and `limit`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Paging {
    /// The answer is the list; a page that is not full, or none at all (204), is the last.
    Bare,
    /// `meta.pagination` says how many pages there are.
    Meta,
}

impl Paging {
    /// Whether another page follows the one that holds `items` of at most `limit`.
    pub fn goes_on(self, answer: &Value, page: u64, items: usize, limit: u64) -> bool {
        let told = answer.pointer("/meta/pagination/total_pages");
        match (self, told.and_then(Value::as_u64)) {
            (Self::Meta, Some(pages)) => page < pages,
            (Self::Meta, None) | (Self::Bare, _) => items as u64 >= limit,
        }
    }
}
