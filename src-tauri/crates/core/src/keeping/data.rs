//! What the page shows of all that is kept.

use std::time::Duration;

use patchbay_ledger::{App, Usage};

use super::{disk, retention};
use crate::error::Result;
use crate::patchbay::{Patchbay, id};
use crate::view::{AppData, BackupsView, Bytes, DataView, Millis, SpaceView};
use crate::words;

/// The shortest time between two looks, and the longest: files grow without telling anybody.
const PACE: Duration = Duration::from_millis(200);
const LOOK: Duration = Duration::from_secs(2);

impl Patchbay {
    /// What is kept at this moment.
    pub async fn data(&self) -> Result<DataView> {
        let ledger = &self.0.ledger;
        let head = ledger.feed_head().await?;
        let apps = self.apps_data(ledger.usage().await?).await?;
        Ok(DataView {
            space: self.space().await?,
            events: words::count(head.total),
            deliveries: apps.iter().map(|app| app.deliveries).sum(),
            oldest: ledger.oldest().await?.map(Millis),
            indexed: indexed(ledger.indexed(), head.seq),
            apps,
            task: self.task_view(),
            backups: BackupsView {
                daily: self.daily_backups().await?,
                files: self.backups().into_iter().map(|(_, file)| file).collect(),
                problem: self.0.keeping.known().daily.clone(),
            },
        })
    }

    /// Sends what is kept at once and whenever it differs, until `sink` answers `false` or the
    /// watch is let go of.
    pub fn watch_data(&self, mut sink: impl FnMut(DataView) -> bool + Send + 'static) -> u32 {
        let it = self.clone();
        self.watch("data", async move {
            let mut changed = it.0.changed.subscribe();
            let mut task = it.0.keeping.task.subscribe();
            let mut last = None;
            loop {
                if let Ok(data) = it.data().await
                    && last.as_ref() != Some(&data)
                {
                    last = Some(data.clone());
                    if !sink(data) {
                        return;
                    }
                }
                tokio::time::sleep(PACE).await;
                tokio::select! {
                    _ = changed.changed() => {}
                    _ = task.changed() => {}
                    () = tokio::time::sleep(LOOK) => {}
                }
            }
        })
    }

    async fn space(&self) -> Result<SpaceView> {
        let space = self.0.ledger.space().await?;
        let backups = self.backups().into_iter();
        Ok(SpaceView {
            ledger: Bytes(space.ledger),
            free_inside: Bytes(space.free),
            log: Bytes(space.log),
            index: Bytes(space.index),
            logs: Bytes(disk::size_of(&self.0.home.folder().join("logs"))),
            backups: Bytes(backups.map(|(_, file)| file.bytes.0).sum()),
            disk_free: self.disk_free().map(Bytes),
            problem: self.disk_problem(),
        })
    }

    async fn apps_data(&self, used: Vec<Usage>) -> Result<Vec<AppData>> {
        let mut all = Vec::new();
        for app in self.0.ledger.apps().await? {
            let usage = used.iter().find(|usage| usage.app_id == app.id);
            all.push(
                self.app_data(&app, usage.copied().unwrap_or_default())
                    .await?,
            );
        }
        Ok(all)
    }

    async fn app_data(&self, app: &App, usage: Usage) -> Result<AppData> {
        let removing = self.0.keeping.known().removing.get(&app.id).copied();
        Ok(AppData {
            id: id(app.id),
            name: app.name.clone(),
            mode: words::mode(app.mode),
            events: words::count(usage.events),
            deliveries: words::count(usage.deliveries),
            bytes: Bytes(usage.bytes),
            rule: retention::view(self.0.ledger.retention(app.id).await?),
            removing: removing.map(words::count),
        })
    }
}

/// How much of the ledger the search index has, from 0 to 1; all of one that is empty.
fn indexed(until: i64, seq: i64) -> f64 {
    match seq {
        0 => 1.0,
        seq => (until as f64 / seq as f64).min(1.0),
    }
}
