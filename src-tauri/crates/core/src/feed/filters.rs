//! Filters that the user keeps under a name.

use patchbay_ledger as ledger;

use crate::error::{Error, Field, Result};
use crate::patchbay::{Patchbay, id};
use crate::view::{Condition, SavedFilter};

/// The longest name, in characters.
const LONGEST_NAME: usize = 60;

impl Patchbay {
    /// The saved filters, by name. One that a newer Patchbay saved in other words is left out.
    pub async fn saved_filters(&self) -> Result<Vec<SavedFilter>> {
        let filters = self.0.ledger.saved_filters().await?;
        Ok(filters.into_iter().filter_map(view).collect())
    }

    /// Keeps a filter under a name, in place of one with the same name.
    pub async fn save_filter(&self, name: &str, conditions: &[Condition]) -> Result<SavedFilter> {
        let name = name.trim();
        if name.is_empty() || name.chars().count() > LONGEST_NAME || conditions.is_empty() {
            return Err(Error::invalid(
                Field::Filter,
                format!(
                    "A filter needs a name of at most {LONGEST_NAME} characters, and something to \
                     filter by."
                ),
            ));
        }
        let text = serde_json::to_string(conditions).unwrap_or_default();
        let saved = self.0.ledger.save_filter(name, &text).await?;
        view(saved).ok_or(Error::NotFound("filter"))
    }

    /// Forgets a saved filter.
    pub async fn delete_filter(&self, filter_id: u32) -> Result<()> {
        Ok(self.0.ledger.delete_filter(i64::from(filter_id)).await?)
    }
}

fn view(filter: ledger::SavedFilter) -> Option<SavedFilter> {
    Some(SavedFilter {
        id: id(filter.id),
        conditions: serde_json::from_str(&filter.conditions).ok()?,
        name: filter.name,
    })
}
