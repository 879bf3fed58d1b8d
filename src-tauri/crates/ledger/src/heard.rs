//! When stores and hooks were last heard from, gathered and written once: sixteen deliveries of a hook
//! need not rewrite its row sixteen times.

use rusqlite::Connection;

use crate::error::Result;
use crate::tables::{hook, store};

/// The latest arrivals, in milliseconds since the epoch. Few stores and hooks are heard from at a time,
/// so lists do.
#[derive(Debug, Default)]
pub(crate) struct Heard {
    stores: Vec<(i64, i64)>,
    hooks: Vec<(String, i64)>,
}

impl Heard {
    /// Notes an arrival. An exception says nothing of the store: only its hook carried something.
    pub(crate) fn note(&mut self, store_id: i64, hook_id: Option<&str>, at: i64, exception: bool) {
        if !exception {
            self.note_store(store_id, at);
        }
        if let Some(hook_id) = hook_id {
            self.note_hook(hook_id, at);
        }
    }

    fn note_store(&mut self, store_id: i64, at: i64) {
        match self.stores.iter_mut().find(|(id, _)| *id == store_id) {
            Some((_, latest)) => *latest = at.max(*latest),
            None => self.stores.push((store_id, at)),
        }
    }

    fn note_hook(&mut self, hook_id: &str, at: i64) {
        match self.hooks.iter_mut().find(|(id, _)| id == hook_id) {
            Some((_, latest)) => *latest = at.max(*latest),
            None => self.hooks.push((hook_id.to_owned(), at)),
        }
    }

    /// Notes all that another noted, and empties it.
    pub(crate) fn take_in(&mut self, other: &mut Self) {
        for (id, at) in other.stores.drain(..) {
            self.note_store(id, at);
        }
        for (id, at) in other.hooks.drain(..) {
            self.note_hook(&id, at);
        }
    }

    /// Writes what was noted.
    pub(crate) fn write(&self, conn: &Connection) -> Result<()> {
        for (id, at) in &self.stores {
            store::heard_from(conn, *id, *at)?;
        }
        for (id, at) in &self.hooks {
            hook::carried(conn, id, *at)?;
        }
        Ok(())
    }

    /// Forgets what was noted.
    pub(crate) fn clear(&mut self) {
        self.stores.clear();
        self.hooks.clear();
    }
}
