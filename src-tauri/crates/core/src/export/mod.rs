//! Exports: events written to a file that the user chose, oldest first, in memory that does not
//! grow with their number.

mod csv;
mod draft;
mod formats;
mod har;
mod json;
mod names;
mod ndjson;
mod source;
mod writing;

pub(crate) use self::csv::row as csv_row;
pub(crate) use self::draft::Draft;
pub(crate) use self::writing::off;

use std::path::Path;

use jiff::tz::TimeZone;

use self::source::Source;
use self::writing::Writing;
use crate::error::Result;
use crate::files::{FileKind, name_of};
use crate::patchbay::Patchbay;
use crate::portable::{FORMAT, Head, VERSION, time};
use crate::transfers::Transfer;
use crate::view::{EventCount, ExportFormat, ExportView, ExportWanted, FeedQuery, Phase, Progress};
use crate::words;

/// An export before it has a file.
#[derive(Debug)]
pub struct Export {
    it: Patchbay,
    wanted: ExportWanted,
}

impl Patchbay {
    /// An export of what is wanted.
    pub fn export(&self, wanted: ExportWanted) -> Export {
        Export {
            it: self.clone(),
            wanted,
        }
    }

    /// How many events meet the conditions of a query, as far as is found in a moment.
    pub async fn count_events(&self, query: &FeedQuery) -> Result<EventCount> {
        let before = query.before.map(i64::from);
        source::count(&self.0.ledger, &query.conditions, before).await
    }

    /// The folder of an export that was written.
    pub fn export_folder(&self, number: u32) -> Result<String> {
        self.0.transfers.folder(number)
    }
}

impl Export {
    /// A name for the file.
    pub fn suggested(&self) -> String {
        let now = time(self.it.now()).to_zoned(TimeZone::system());
        let ending = match self.wanted.format {
            ExportFormat::Json => "json",
            ExportFormat::Ndjson => "ndjson",
            ExportFormat::Csv => "csv",
            ExportFormat::Har => "har",
        };
        format!("events-{}.{ending}", now.strftime("%Y-%m-%d-%H%M"))
    }

    /// The kinds of files it can be.
    pub fn kinds(&self) -> &'static [FileKind] {
        formats::kinds(self.wanted.format)
    }

    /// Writes the file, and says how far it is, at most ten times a second.
    ///
    /// # Errors
    /// Those of reading the ledger and of writing the file; there is no file then.
    pub async fn write(
        self,
        target: &Path,
        tell: impl FnMut(Progress) + Send + 'static,
    ) -> Result<ExportView> {
        let mut transfer = Transfer::begin(&self.it, &format!("export {}", target.display()), tell);
        match self.run(target, &mut transfer).await? {
            Some(events) => Ok(ExportView::Done {
                number: self.it.0.transfers.written(target),
                events: words::count(events),
                file: name_of(target),
            }),
            None => Ok(ExportView::Cancelled),
        }
    }

    /// How many events were written; `None` when it was cancelled.
    async fn run(&self, target: &Path, transfer: &mut Transfer) -> Result<Option<i64>> {
        let mut writing = Writing::begin(target, self.wanted.format, self.head()).await?;
        let names = names::Names::read(&self.it.0.ledger).await?;
        let found = Source::find(&self.it.0.ledger, &self.wanted.what, transfer).await?;
        let Some(mut source) = found else {
            return Ok(None);
        };
        transfer.turn_to(Phase::Writing, source.total());
        while let Some(events) = source.next().await? {
            if transfer.is_cancelled() {
                return Ok(None);
            }
            let count = events.len();
            writing = writing.add(names.portable(events)).await?;
            transfer.did(count);
        }
        writing.finish().await?;
        Ok(Some(transfer.done()))
    }

    fn head(&self) -> Head {
        Head {
            format: FORMAT.to_owned(),
            version: VERSION,
            written_by: format!("Patchbay {}", self.it.0.setup.version),
            exported_at: time(self.it.now()),
        }
    }
}
