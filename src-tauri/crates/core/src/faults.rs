//! Faults the user asks for: arriving deliveries are stored as ever, but answered late, or with
//! another status, to watch what BigCommerce does about it.
//!
//! Kept in memory and never for long: an app that forgot one would make BigCommerce give up hooks.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use patchbay_ledger::Answer;
use tokio::sync::Semaphore;

use crate::error::{Error, Field, Result};
use crate::feed::trigger_name;
use crate::patchbay::Patchbay;
use crate::view::{FaultSpec, FaultView, Millis};
use crate::words;

/// The longest a fault lasts, in minutes.
const LONGEST_MIN: u32 = 60;

/// The longest an answer is kept back, in seconds: BigCommerce has long given up by then.
const LONGEST_DELAY_S: u32 = 30;

/// Answers kept back at a time; those beyond go out at once, so that arrivals never run out of
/// connections.
const KEPT_BACK: usize = 64;

/// The fault there is, if any.
#[derive(Debug)]
pub(crate) struct Faults {
    current: Mutex<Option<Fault>>,
    room: Semaphore,
}

#[derive(Clone, Debug)]
struct Fault {
    spec: FaultSpec,
    until: i64,
    answered: u32,
}

impl Default for Faults {
    fn default() -> Self {
        Self {
            current: Mutex::default(),
            room: Semaphore::new(KEPT_BACK),
        }
    }
}

impl Faults {
    /// What to answer a delivery of a store by this trigger's hook, if not 200. Counts it.
    pub fn answer(&self, store_id: i64, trigger: &str, now: i64) -> Option<Answer> {
        let mut current = self.lock();
        let fault = current.as_mut().filter(|fault| fault.until > now)?;
        if !fault.spec.concerns(store_id, trigger) {
            return None;
        }
        fault.answered += 1;
        let answer = Answer {
            status: fault.spec.status,
            delay_ms: fault.spec.delay_s * 1000,
        };
        if fault.left() == Some(0) {
            *current = None;
        }
        Some(answer)
    }

    fn at(&self, now: i64) -> Option<Fault> {
        self.lock().clone().filter(|fault| fault.until > now)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Fault>> {
        self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Fault {
    /// How many deliveries are still answered so; `None` for every one.
    fn left(&self) -> Option<u32> {
        let times = self.spec.times?;
        Some(times.saturating_sub(self.answered))
    }
}

impl FaultSpec {
    fn concerns(&self, store_id: i64, trigger: &str) -> bool {
        self.store_id
            .is_none_or(|store| i64::from(store) == store_id)
            && self.trigger.as_deref().is_none_or(|it| it == trigger)
    }

    fn check(&self) -> Result<()> {
        let known = (200..=599).contains(&self.status);
        let changes = self.status != 200 || self.delay_s > 0;
        let short = self.delay_s <= LONGEST_DELAY_S && (1..=LONGEST_MIN).contains(&self.minutes);
        if known && changes && short && self.times != Some(0) {
            return Ok(());
        }
        Err(Error::invalid(
            Field::Fault,
            format!(
                "A fault is a status from 200 to 599, or a delay of at most {LONGEST_DELAY_S} \
                 seconds, for at most {LONGEST_MIN} minutes."
            ),
        ))
    }
}

impl Patchbay {
    /// Answers deliveries with a fault from now on, in place of the one there is.
    pub async fn set_fault(&self, spec: FaultSpec) -> Result<()> {
        spec.check()?;
        let lasts = Duration::from_secs(u64::from(spec.minutes) * 60);
        let until = self.now() + i64::from(spec.minutes) * 60_000;
        let what = format!("status {}, {} s late", spec.status, spec.delay_s);
        *self.0.faults.lock() = Some(Fault {
            spec,
            until,
            answered: 0,
        });
        self.note(None, "fault switched on", &what).await;
        self.touch();
        self.spawn(move |it| async move {
            tokio::time::sleep(lasts).await;
            it.touch();
        });
        Ok(())
    }

    /// Answers as ever again.
    pub fn clear_fault(&self) {
        *self.0.faults.lock() = None;
        self.touch();
    }

    /// The fault there is.
    pub(crate) async fn fault_view(&self) -> Result<Option<FaultView>> {
        let Some(fault) = self.0.faults.at(self.now()) else {
            return Ok(None);
        };
        let (left, Fault { spec, until, .. }) = (fault.left(), fault);
        let store = match spec.store_id {
            Some(store) => self.0.ledger.store(i64::from(store)).await?,
            None => None,
        };
        Ok(Some(FaultView {
            trigger: spec.trigger.as_deref().map(trigger_name),
            store: store.as_ref().map(words::store_name),
            status: spec.status,
            delay_s: spec.delay_s,
            left,
            until: Millis(until),
        }))
    }

    /// Keeps an answer back, unless the app ends or too many are kept back already.
    pub(crate) async fn keep_back(&self, answer: Answer) {
        let Ok(_room) = self.0.faults.room.try_acquire() else {
            return;
        };
        let delay = Duration::from_millis(u64::from(answer.delay_ms));
        self.0
            .ended
            .run_until_cancelled(tokio::time::sleep(delay))
            .await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spec() -> FaultSpec {
        FaultSpec {
            store_id: Some(7),
            trigger: Some("order_created".into()),
            status: 500,
            delay_s: 2,
            minutes: 10,
            times: Some(2),
        }
    }

    #[test]
    fn a_fault_concerns_what_was_chosen_and_ends_by_itself() {
        let faults = Faults::default();
        *faults.lock() = Some(Fault {
            spec: spec(),
            until: 100,
            answered: 0,
        });
        assert_eq!(faults.answer(8, "order_created", 0), None);
        assert_eq!(faults.answer(7, "order_updated", 0), None);
        assert_eq!(
            faults.answer(7, "order_created", 100),
            None,
            "its time is over"
        );
        let answer = Answer {
            status: 500,
            delay_ms: 2000,
        };
        assert_eq!(faults.answer(7, "order_created", 99), Some(answer));
        assert_eq!(faults.answer(7, "order_created", 99), Some(answer));
        assert_eq!(
            faults.answer(7, "order_created", 99),
            None,
            "twice was asked for"
        );
    }

    #[test]
    fn a_fault_that_changes_nothing_or_lasts_too_long_is_refused() {
        let wrong = [
            FaultSpec {
                status: 200,
                delay_s: 0,
                ..spec()
            },
            FaultSpec {
                status: 600,
                ..spec()
            },
            FaultSpec {
                status: 100,
                ..spec()
            },
            FaultSpec {
                delay_s: 31,
                ..spec()
            },
            FaultSpec {
                minutes: 0,
                ..spec()
            },
            FaultSpec {
                minutes: 61,
                ..spec()
            },
            FaultSpec {
                times: Some(0),
                ..spec()
            },
        ];
        assert!(spec().check().is_ok());
        for spec in wrong {
            assert!(spec.check().is_err(), "{spec:?}");
        }
    }
}
