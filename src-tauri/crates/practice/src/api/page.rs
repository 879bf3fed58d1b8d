//! Pages of a list: `page` and `limit`, 50 unless told, 250 at most. v3 tells the position in
//! `meta.pagination`; v2 gives the bare array and leaves the caller to find the end.

use serde_json::{Value, json};

use super::{call::Call, refusal::Refusal};

const DEFAULT: usize = 50;
const LIMIT: usize = 250;

/// A page asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    number: usize,
    size: usize,
}

impl Page {
    /// From the query.
    ///
    /// # Errors
    /// 422 for a page or limit that is no number; too large a limit is cut to 250.
    pub fn of(call: &Call) -> Result<Self, Refusal> {
        Self::within(call, LIMIT)
    }

    /// From the query of a list with another limit.
    ///
    /// # Errors
    /// As [`Page::of`].
    pub fn within(call: &Call, limit: usize) -> Result<Self, Refusal> {
        let number = call.parsed("page")?.unwrap_or(1).max(1);
        let size = call.parsed("limit")?.unwrap_or(DEFAULT).clamp(1, limit);
        Ok(Self { number, size })
    }

    /// The items of this page.
    pub fn take<T>(self, items: impl IntoIterator<Item = T>) -> Vec<T> {
        let before = (self.number - 1).saturating_mul(self.size);
        items.into_iter().skip(before).take(self.size).collect()
    }

    /// v3's `meta`.
    pub fn meta(self, total: usize) -> Value {
        let pages = total.div_ceil(self.size).max(1);
        let count = total.saturating_sub((self.number - 1).saturating_mul(self.size));
        let mut links = json!({"current": self.link(self.number)});
        if self.number > 1 {
            links["previous"] = self.link(self.number - 1).into();
        }
        if self.number < pages {
            links["next"] = self.link(self.number + 1).into();
        }
        json!({"pagination": {
            "total": total, "count": count.min(self.size), "per_page": self.size,
            "current_page": self.number, "total_pages": pages, "links": links,
        }})
    }

    fn link(self, number: usize) -> String {
        format!("?page={number}&limit={}", self.size)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_page_is_shorter() {
        let page = Page { number: 3, size: 2 };
        assert_eq!(page.take(1..=5), vec![5]);
        let meta = page.meta(5);
        assert_eq!(meta["pagination"]["count"], 1);
        assert_eq!(meta["pagination"]["total_pages"], 3);
        assert!(meta["pagination"]["links"].get("next").is_none());
        assert_eq!(meta["pagination"]["links"]["previous"], "?page=2&limit=2");
    }

    #[test]
    fn past_the_end_is_empty() {
        let page = Page {
            number: 9,
            size: 50,
        };
        assert!(page.take(1..=5).is_empty());
        assert_eq!(page.meta(5)["pagination"]["count"], 0);
    }
}
