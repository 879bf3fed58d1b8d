//! Whether an event is the last that is known of its resource: a look at the resource then shows
//! what this event did, and not what came after it.

use patchbay_ledger::{EventRow, LedgerError, Origin, Verdict};

use super::subject::{Subject, fetched};
use crate::feed::{ids, same_resource};
use crate::patchbay::Patchbay;

/// Events that are looked at in one go.
const PAGE: usize = 20;

impl Patchbay {
    /// Whether nothing later is known of the resource, and the event itself says something of it.
    pub(super) async fn is_newest(&self, of: &Subject) -> Result<bool, LedgerError> {
        if !speaks(&of.row) {
            return Ok(false);
        }
        let mut before = None;
        loop {
            let found = self
                .0
                .ledger
                .search(same_resource(&of.row, before, PAGE))
                .await?;
            let same = |it: &&EventRow| speaks(it) && is_of(of, it);
            if let Some(newest) = found.rows.iter().find(same) {
                return Ok(newest.id == of.row.id);
            }
            before = found.next;
            if before.is_none_or(|before| before <= of.row.id) {
                return Ok(true);
            }
        }
    }
}

/// Whether something happened in the store when this event came: it is no test and no repetition,
/// and nothing is wrong with it.
pub(super) fn speaks(row: &EventRow) -> bool {
    let sound = match row.verdict {
        Verdict::Verified | Verdict::VerifiedStale | Verdict::ByHeader => true,
        Verdict::Unverified | Verdict::Quarantined => false,
    };
    let happened = match row.origin {
        Origin::Live | Origin::Recovered => true,
        Origin::Replayed | Origin::Test => false,
    };
    sound && happened && !row.imported
}

/// Whether an event has the same resource fetched.
fn is_of(of: &Subject, other: &EventRow) -> bool {
    fetched(&of.app, other).is_some_and(|it| it.key(&ids(other)) == of.key())
}
