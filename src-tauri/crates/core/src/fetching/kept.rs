//! Looks that were kept, as the page shows them.

use patchbay_connector::Change;
use patchbay_ledger::{Looked, Snapshot};

use super::look::gone;
use crate::error::Result;
use crate::patchbay::Patchbay;
use crate::view::{ChangeView, LookView, Millis, ResourceView};

/// Looks that are shown of a resource.
const SHOWN: usize = 6;

impl Patchbay {
    /// The looks at an event's resource that were kept, up to the last that was made for it, oldest
    /// first; none when none was.
    pub async fn resource_looks(&self, event_id: u32) -> Result<Vec<ResourceView>> {
        let looks = self.0.ledger.snapshots(i64::from(event_id), SHOWN).await?;
        Ok(looks.into_iter().filter_map(resource_view).collect())
    }

    /// What the last look for an event tells of it.
    pub(crate) async fn last_look(&self, event_id: i64) -> Result<Option<LookView>> {
        let look = self.0.ledger.snapshot(event_id).await?;
        Ok(look.map(|look| LookView {
            at: Millis(look.kept.at),
            changes: match look.kept.words {
                Some(_) => changes(&look.kept.changes),
                None => Vec::new(),
            },
        }))
    }
}

/// One look; nothing when its body was too large to keep.
fn resource_view(look: Snapshot) -> Option<ResourceView> {
    let (request, at) = (look.kept.request, Millis(look.kept.at));
    Some(match look.kept.looked {
        Looked::Found => ResourceView::Found {
            request,
            body: pretty(look.kept.body?),
            at,
        },
        Looked::Gone => ResourceView::Gone {
            request,
            meaning: gone(&look.kept.resource_type).into(),
            at,
        },
        Looked::Refused => ResourceView::Failed {
            request,
            problem: serde_json::from_str(&look.kept.detail).ok()?,
            at,
        },
    })
}

fn pretty(body: String) -> String {
    let value = serde_json::from_str::<serde_json::Value>(&body).ok();
    let pretty = value.and_then(|value| serde_json::to_string_pretty(&value).ok());
    pretty.unwrap_or(body)
}

fn changes(kept: &str) -> Vec<ChangeView> {
    let changes: Vec<Change> = serde_json::from_str(kept).unwrap_or_default();
    let view = |change: Change| ChangeView {
        name: change.name,
        from: change.from,
        to: change.to,
    };
    changes.into_iter().map(view).collect()
}
