//! When stores and hooks were last heard from, gathered over a group and written once: sixteen
//! deliveries of a hook in one transaction need not rewrite its row sixteen times.

use rusqlite::Connection;

use crate::error::Result;
use crate::tables::{hook, store};

/// The latest arrivals of a group, in milliseconds since the epoch. A group has few stores and
/// hooks, so lists do.
#[derive(Debug, Default)]
pub(crate) struct Heard {
    stores: Vec<(i64, i64)>,
    hooks: Vec<(String, i64)>,
}

impl Heard {
    /// Notes an arrival.
    pub(crate) fn note(&mut self, store_id: i64, hook_id: Option<&str>, at: i64) {
        match self.stores.iter_mut().find(|(id, _)| *id == store_id) {
            Some((_, latest)) => *latest = at.max(*latest),
            None => self.stores.push((store_id, at)),
        }
        let Some(hook_id) = hook_id else { return };
        match self.hooks.iter_mut().find(|(id, _)| id == hook_id) {
            Some((_, latest)) => *latest = at.max(*latest),
            None => self.hooks.push((hook_id.to_owned(), at)),
        }
    }

    /// Writes what was noted.
    pub(crate) fn write(&mut self, conn: &Connection) -> Result<()> {
        for (id, at) in self.stores.drain(..) {
            store::heard_from(conn, id, at)?;
        }
        for (id, at) in self.hooks.drain(..) {
            hook::carried(conn, &id, at)?;
        }
        Ok(())
    }

    /// Forgets what was noted.
    pub(crate) fn clear(&mut self) {
        self.stores.clear();
        self.hooks.clear();
    }
}
