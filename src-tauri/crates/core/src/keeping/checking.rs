//! Whether the ledger is whole, in plain words.

use std::time::Instant;

use patchbay_ledger::{Flaw, Health, LedgerError};

use crate::error::Result;
use crate::patchbay::Patchbay;
use crate::view::{CheckView, Millis, TaskKind};
use crate::words;

impl Patchbay {
    /// Looks at every page and row of the ledger; nothing when it was stopped.
    pub async fn check_ledger(&self) -> Result<Option<CheckView>> {
        let (_turn, hear) = self.begin(TaskKind::Check)?;
        let started = Instant::now();
        let health = match self.0.ledger.check(hear).await {
            Err(LedgerError::Stopped) => return Ok(None),
            checked => checked?,
        };
        tracing::info!(flaws = ?health.flaws, "the ledger was checked");
        let took = i64::try_from(started.elapsed().as_millis()).unwrap_or(i64::MAX);
        Ok(Some(view(&health, Millis(took))))
    }

    /// Makes the search index anew from the ledger. Searches take longer until it is there.
    pub fn remake_index(&self) {
        self.0.ledger.remake_index();
        self.touch();
    }
}

fn view(health: &Health, took: Millis) -> CheckView {
    CheckView {
        flaws: health.flaws.iter().map(in_words).collect(),
        events: words::count(health.events),
        deliveries: words::count(health.deliveries),
        took,
    }
}

fn in_words(flaw: &Flaw) -> String {
    match flaw {
        Flaw::Damaged(line) => format!("A part of the file is damaged: {line}."),
        Flaw::Dangling(rows) => format!("{rows} rows refer to something that is not there."),
        Flaw::Orphans(rows) => format!("{rows} deliveries belong to no event."),
        Flaw::Hollow(rows) => format!("{rows} events have no delivery."),
        Flaw::Miscounted(by) if *by > 0 => format!("There are {by} more events than were counted."),
        Flaw::Miscounted(by) => format!("There are {} fewer events than were counted.", -by),
    }
}
