//! What is in a file, told before anything is imported.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use patchbay_ledger::App;

use super::bad;
use super::check::Checked;
use super::items::Items;
use super::targets::{Target, fit};
use crate::error::Result;
use crate::files::name_of;
use crate::patchbay::{Patchbay, connector, id};
use crate::portable::{PortableApp, PortableStore};
use crate::transfers::Transfer;
use crate::view::{ImportFile, ImportTarget, ImportedApp, ImportedStore, Millis, Unreadable};
use crate::words;

/// Apps and stores that are told of.
const TOLD: usize = 1000;

/// Reads a file to its end; `None` when it was cancelled.
pub(super) async fn read(
    it: &Patchbay,
    path: &Path,
    transfer: &mut Transfer,
) -> Result<Option<ImportFile>> {
    let mut tally = Tally::new(it).await?;
    let mut items = Items::of(path);
    while let Some(batch) = items.next().await? {
        if transfer.is_cancelled() {
            return Ok(None);
        }
        let count = batch.len();
        let mut events = Vec::with_capacity(count);
        for item in batch {
            match item.event {
                Ok(event) => events.push(event),
                Err(reason) => bad(&mut tally.unreadable, item.line, reason),
            }
        }
        tally.add(it, &events).await?;
        transfer.did(count);
    }
    let number = it.0.transfers.chosen(path, tally.events);
    Ok(Some(tally.file(number, name_of(path))))
}

/// What was counted by now.
struct Tally {
    ours: Vec<App>,
    /// The row ids of our stores, by app and hash.
    known: HashMap<(i64, String), i64>,
    events: i64,
    apps: BTreeMap<PortableApp, u32>,
    stores: BTreeMap<PortableStore, u32>,
    span: Option<(i64, i64)>,
    unreadable: Unreadable,
    /// How many events are here: each in the app of its name, and in each app.
    here_own: u32,
    here: HashMap<i64, u32>,
}

impl Tally {
    async fn new(it: &Patchbay) -> Result<Self> {
        let stores = it.0.ledger.stores(None).await?;
        let known = stores.into_iter();
        Ok(Self {
            ours: it.0.ledger.apps().await?,
            known: known
                .map(|store| ((store.app_id, store.hash), store.id))
                .collect(),
            events: 0,
            apps: BTreeMap::new(),
            stores: BTreeMap::new(),
            span: None,
            unreadable: Unreadable::default(),
            here_own: 0,
            here: HashMap::new(),
        })
    }

    async fn add(&mut self, it: &Patchbay, events: &[Box<Checked>]) -> Result<()> {
        for event in events {
            self.count(event);
        }
        let own = Target::own(&self.ours);
        for app in self.ours.clone() {
            let places = events.iter().filter_map(|event| self.identity(&app, event));
            let (wanted, identities): (Vec<bool>, Vec<String>) = places
                .map(|(event, identity)| (own.app_of(&event.app) == Ok(app.id), identity))
                .unzip();
            let here = it.0.ledger.are_here(app.id, identities).await?;
            let own = wanted
                .iter()
                .zip(&here)
                .filter(|(own, here)| **own && **here);
            self.here_own += own.count() as u32;
            let here = here.iter().filter(|here| **here).count() as u32;
            *self.here.entry(app.id).or_default() += here;
        }
        Ok(())
    }

    /// The identity an event would have in an app; `None` where its store is not known.
    fn identity<'e>(&self, app: &App, event: &'e Checked) -> Option<(&'e Checked, String)> {
        if app.connector != event.app.connector {
            return None;
        }
        let store = self.known.get(&(app.id, event.store.hash.clone()))?;
        Some((event, format!("{store}:{}", event.identity)))
    }

    fn count(&mut self, event: &Checked) {
        self.events += 1;
        more(&mut self.apps, &event.app);
        more(&mut self.stores, &event.store);
        let at = event.first_at;
        let (from, to) = self.span.unwrap_or((at, at));
        self.span = Some((from.min(at), to.max(at)));
    }

    fn file(self, number: u32, file: String) -> ImportFile {
        ImportFile {
            number,
            file,
            events: words::count(self.events),
            targets: self.targets(),
            from: self.span.map(|(from, _)| Millis(from)),
            to: self.span.map(|(_, to)| Millis(to)),
            apps: most_first(self.apps).map(told_app).collect(),
            stores: most_first(self.stores).map(told_store).collect(),
            unreadable: self.unreadable,
        }
    }

    /// The apps that events can go to, the best first: each to its own where there are several and
    /// all of them are here, or else the one that fits the most events.
    fn targets(&self) -> Vec<ImportTarget> {
        let mut apps: Vec<_> = self
            .ours
            .iter()
            .filter_map(|ours| {
                let fits = self
                    .apps
                    .iter()
                    .filter_map(|(it, events)| Some((fit(ours, it)?, events)));
                Some((fits.max()?, ours))
            })
            .collect();
        apps.sort_by_key(|(fit, app)| (Reverse(*fit), app.id));
        let single = apps.into_iter().map(|(_, app)| self.target(app));
        self.each_to_its_own().into_iter().chain(single).collect()
    }

    fn each_to_its_own(&self) -> Option<ImportTarget> {
        let own = Target::own(&self.ours);
        let all = self.apps.keys().all(|app| own.app_of(app).is_ok());
        (self.apps.len() > 1 && all).then(|| ImportTarget {
            app: None,
            name: String::new(),
            mode: None,
            here: self.here_own,
            new_stores: Vec::new(),
        })
    }

    fn target(&self, app: &App) -> ImportTarget {
        let unknown =
            |store: &&PortableStore| !self.known.contains_key(&(app.id, store.hash.clone()));
        let names: HashSet<_> = self
            .stores
            .keys()
            .filter(unknown)
            .map(name_of_store)
            .collect();
        let mut new_stores: Vec<_> = names.into_iter().collect();
        new_stores.sort_unstable();
        ImportTarget {
            app: Some(id(app.id)),
            name: app.name.clone(),
            mode: Some(words::mode(app.mode)),
            here: self.here.get(&app.id).copied().unwrap_or_default(),
            new_stores,
        }
    }
}

/// One more of these; what there are too many of is not told.
fn more<T: Ord + Clone>(of: &mut BTreeMap<T, u32>, it: &T) {
    if let Some(count) = of.get_mut(it) {
        *count += 1;
    } else if of.len() < TOLD {
        of.insert(it.clone(), 1);
    }
}

fn most_first<T: Ord>(counts: BTreeMap<T, u32>) -> impl Iterator<Item = (T, u32)> {
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| Reverse(*count));
    counts.into_iter()
}

fn told_app((app, events): (PortableApp, u32)) -> ImportedApp {
    ImportedApp {
        connector: connector(&app.connector).map_or(app.connector, |it| it.name.clone()),
        name: app.name,
        events,
    }
}

fn told_store((store, events): (PortableStore, u32)) -> ImportedStore {
    ImportedStore {
        name: name_of_store(&store),
        hash: store.hash,
        events,
    }
}

fn name_of_store(store: &PortableStore) -> String {
    match store.name.is_empty() {
        true => store.hash.clone(),
        false => store.name.clone(),
    }
}
