//! The stores that imported events are of. One that is not known here is added with its name and
//! without a token, as one that does not have the app: its events stay visible under its name, and
//! an install makes it an ordinary one.

use std::collections::HashMap;

use crate::accounts::is_account;
use crate::error::Result;
use crate::patchbay::Patchbay;
use crate::portable::PortableStore;
use crate::view::{Mend, Problem};
use crate::words;

/// Stores that one import may add.
const MOST: usize = 1000;

/// The rows of stores, by app and hash.
#[derive(Default)]
pub(super) struct Stores {
    known: HashMap<(i64, String), i64>,
    added: usize,
}

impl Stores {
    /// The row of a store, added if there is none; or why it is not to be added.
    pub async fn row(
        &mut self,
        it: &Patchbay,
        app_id: i64,
        store: &PortableStore,
    ) -> Result<Result<i64, String>> {
        let key = (app_id, store.hash.clone());
        if let Some(id) = self.known.get(&key) {
            return Ok(Ok(*id));
        }
        let found = it.0.ledger.store_by_hash(app_id, &store.hash).await?;
        let id = match found {
            Some(found) => found.id,
            None if self.is_of_account(it, app_id).await? => {
                return Ok(Err("It is of another store than the API account.".into()));
            }
            None if self.added == MOST => {
                return Ok(Err(format!("The file names more than {MOST} new stores.")));
            }
            None => self.add(it, app_id, store).await?,
        };
        self.known.insert(key, id);
        Ok(Ok(id))
    }

    /// An API account has one store.
    async fn is_of_account(&self, it: &Patchbay, app_id: i64) -> Result<bool> {
        let app = it.0.ledger.app(app_id).await?;
        Ok(app.is_some_and(|app| is_account(&app)))
    }

    async fn add(&mut self, it: &Patchbay, app_id: i64, store: &PortableStore) -> Result<i64> {
        let name = Some(&store.name).filter(|name| !name.is_empty() && **name != store.hash);
        let problem = words::keep("imported", &from_a_file());
        let added =
            it.0.ledger
                .add_imported_store((app_id, &store.hash), name.cloned(), problem, it.now())
                .await?;
        self.added += 1;
        it.touch();
        Ok(added.id)
    }
}

fn from_a_file() -> Problem {
    Problem {
        title: "Known from an import only.".into(),
        meaning: "Its events were imported. The app is not installed on it here.".into(),
        remedy: "Install the app on it to receive its triggers.".into(),
        mend: Some(Mend::Install),
    }
}
