//! Nothing missed: what BigCommerce could not deliver is found again by asking for it.
//!
//! A watermark says up to when all events of a store's trigger are known, because BigCommerce was
//! asked. It is asked when there was a gap (Patchbay was not running, the machine slept, nothing
//! arrived, a hook was off) and once an hour without one. Each page of a list is one write of the
//! ledger, with where to go on: a kill neither loses nor doubles anything. What arrives late belongs to
//! the event that was found.

mod gaps;
mod lists;
mod missed;
mod notice;
mod store;
mod times;
mod wants;
mod worker;

use std::sync::atomic::AtomicI64;
use std::sync::{Mutex, MutexGuard, PoisonError};

use patchbay_ledger::{RecoveryCause, Store, StoreState};
use tokio::sync::Notify;

use crate::error::Result;
use crate::patchbay::Patchbay;
use crate::view::GapView;
use wants::Wants;

/// Which stores are to be asked, and which are.
#[derive(Debug, Default)]
pub(crate) struct Recovering {
    wants: Mutex<Wants>,
    woken: Notify,
    newest: Mutex<Option<GapView>>,
    /// When that began to be followed, in milliseconds since the epoch.
    since: AtomicI64,
}

/// From when to when events may not have arrived, in milliseconds since the epoch by this machine's
/// clock.
pub(crate) type Gap = (i64, i64);

impl Recovering {
    fn wants(&self) -> MutexGuard<'_, Wants> {
        self.wants.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The last gap that is worth telling of.
    pub fn newest(&self) -> Option<GapView> {
        self.newest
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn show(&self, gap: Option<GapView>) -> bool {
        let mut newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
        let differs = *newest != gap;
        *newest = gap;
        differs
    }

    /// What waits to be tried again is tried at once: something changed.
    pub fn hurry(&self) {
        self.wants().hurry();
        self.woken.notify_one();
    }
}

impl Patchbay {
    /// Asks BigCommerce at once for what one store, or every connected one, may have missed since its
    /// watermarks.
    ///
    /// # Errors
    /// When the store is not there.
    pub async fn look_for_missed(&self, store_id: Option<u32>) -> Result<()> {
        let stores = match store_id {
            Some(id) => vec![self.ledger_store(i64::from(id)).await?],
            None => self.0.ledger.stores(None).await?,
        };
        self.may_have_missed(&stores, RecoveryCause::Asked, None);
        Ok(())
    }

    /// Stops asking; what was found stays, and the rest is found the next time.
    ///
    /// # Errors
    /// Those of the ledger.
    pub async fn stop_looking_for_missed(&self) -> Result<()> {
        let begun = self.0.recovering.wants().stop(worker::ROUND, self.now());
        self.end_all(begun).await?;
        self.0.recovering.woken.notify_one();
        Ok(())
    }

    /// Has stores asked for what they may have missed.
    pub(crate) fn may_have_missed(&self, stores: &[Store], cause: RecoveryCause, gap: Option<Gap>) {
        let now = self.now();
        let mut wants = self.0.recovering.wants();
        for store in stores
            .iter()
            .filter(|store| store.state == StoreState::Connected)
        {
            wants.ask(store.id, cause, gap, now);
        }
        drop(wants);
        self.0.recovering.woken.notify_one();
    }
}
