//! An app's history as a file: JSON, or a row a change for spreadsheets.

use std::io::{self, Write};
use std::path::Path;

use jiff::tz::TimeZone;
use patchbay_ledger::App;
use serde_json::json;

use super::{shared, view};
use crate::error::Result;
use crate::export::{Draft, csv_row, off};
use crate::files::{FileKind, name_of};
use crate::patchbay::Patchbay;
use crate::portable::time;
use crate::redact::redact;
use crate::view::{HistoryEntry, HistoryExportView, HistoryFormat};
use crate::words::count_of;

/// A history before it has a file.
#[derive(Debug)]
pub struct HistoryExport {
    it: Patchbay,
    app: App,
    format: HistoryFormat,
}

impl Patchbay {
    /// An export of an app's history.
    pub async fn export_history(
        &self,
        app_id: u32,
        format: HistoryFormat,
    ) -> Result<HistoryExport> {
        Ok(HistoryExport {
            it: self.clone(),
            app: self.ledger_app(app_id).await?,
            format,
        })
    }
}

impl HistoryExport {
    /// A name for the file.
    pub fn suggested(&self) -> String {
        let now = time(self.it.now()).to_zoned(TimeZone::system());
        let ending = match self.format {
            HistoryFormat::Json => "json",
            HistoryFormat::Csv => "csv",
        };
        format!("history-{}.{ending}", now.strftime("%Y-%m-%d-%H%M"))
    }

    /// The kinds of files it can be.
    pub fn kinds(&self) -> &'static [FileKind] {
        match self.format {
            HistoryFormat::Json => &[FileKind {
                name: "JSON",
                endings: &["json"],
            }],
            HistoryFormat::Csv => &[FileKind {
                name: "CSV, comma-separated",
                endings: &["csv"],
            }],
        }
    }

    /// Writes the file, oldest change first.
    ///
    /// # Errors
    /// Those of reading the ledger and of writing the file; there is no file then.
    pub async fn write(self, target: &Path) -> Result<HistoryExportView> {
        let (app, shared) = (&self.app, shared(self.app.mode));
        let ledger = &self.it.0.ledger;
        let changes = ledger.changes_of(app.id, shared, None, usize::MAX).await?;
        let changes: Vec<HistoryEntry> = changes.iter().rev().map(view).collect();
        let (count, path) = (changes.len(), target.to_owned());
        let (format, name) = (self.format, app.name.clone());
        off(target.to_owned(), move || {
            let mut draft = Draft::new(&path)?;
            match format {
                HistoryFormat::Json => as_json(&mut draft, &name, &changes)?,
                HistoryFormat::Csv => as_csv(&mut draft, &changes)?,
            }
            draft.flush()?;
            draft.finish()
        })
        .await?;
        Ok(HistoryExportView::Done {
            number: self.it.0.transfers.written(target),
            changes: count_of(count),
            file: name_of(target),
        })
    }
}

fn as_json(out: &mut dyn Write, app: &str, changes: &[HistoryEntry]) -> io::Result<()> {
    let changes: Vec<_> = changes
        .iter()
        .map(|change| {
            json!({
                "at": time(change.at.0).to_string(),
                "what": change.what,
                "detail": redact(&change.detail),
                "of_all_apps": change.shared,
            })
        })
        .collect();
    let whole = json!({ "app": app, "changes": changes });
    serde_json::to_writer_pretty(&mut *out, &whole)?;
    out.write_all(b"\n")
}

fn as_csv(out: &mut dyn Write, changes: &[HistoryEntry]) -> io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let head = ["at", "what", "detail", "of_all_apps"];
    csv_row(out, head.into_iter().map(str::to_owned))?;
    for change in changes {
        let cells = [
            time(change.at.0).to_string(),
            change.what.clone(),
            redact(&change.detail).into_owned(),
            change.shared.to_string(),
        ];
        csv_row(out, cells.into_iter())?;
    }
    Ok(())
}
