//! The worker: asks stores that are due, a few at a time, until the app ends.

use std::collections::HashSet;
use std::sync::atomic::Ordering;
use std::time::Duration;

use patchbay_ledger::StoreState;
use tokio::task::JoinSet;

use super::gaps::Away;
use super::store::Ended;
use crate::error::Result;
use crate::patchbay::Patchbay;
use crate::random::chance;

/// Stores that are asked at a time; each has a quota of its own.
const AT_ONCE: usize = 4;

/// How long until a store is asked again that has no gap: BigCommerce may lose an event without any.
pub(super) const ROUND: Duration = Duration::from_secs(60 * 60);

/// How long until what was left to its delivery is read.
const SOON: Duration = Duration::from_secs(150);

/// The shortest time between two looks at what is to be done.
const PACE: Duration = Duration::from_millis(250);

/// The longest.
const IDLE: Duration = Duration::from_secs(60);

impl Patchbay {
    /// Finds what was missed, for as long as the app runs.
    pub(crate) async fn recover_missed(self) {
        let now = self.now();
        self.0.recovering.since.store(now, Ordering::Relaxed);
        if let Err(error) = self.go_on_recovering().await {
            tracing::warn!(error.message = %error, "recoveries that were begun are begun anew");
        }
        let mut changed = self.0.changed.subscribe();
        let mut away = Away::new(self.0.clock.clone());
        let mut under_way = JoinSet::new();
        loop {
            changed.mark_unchanged();
            if let Err(error) = self.want_rounds().await {
                tracing::warn!(error.message = %error, "stores are not asked for what they missed");
            }
            if under_way.is_empty() {
                self.0.recovering.wants().none_under_way();
            }
            self.start_recoveries(&mut under_way);
            self.notice_recoveries().await;
            let next = self.0.recovering.wants().until_next();
            let wait = next.unwrap_or(IDLE).min(match under_way.is_empty() {
                true => IDLE,
                false => PACE,
            });
            tokio::select! {
                Some(ended) = under_way.join_next() => match ended {
                    Ok((store_id, ended)) => self.note_ended(store_id, ended),
                    Err(_) => under_way.abort_all(),
                },
                gap = away.slept() => self.slept(gap).await,
                () = self.0.recovering.woken.notified() => {}
                changed = changed.changed() => if changed.is_err() { return },
                () = tokio::time::sleep(wait) => {}
            }
            tokio::time::sleep(PACE).await;
        }
    }

    /// Every connected store is asked from time to time, and no other.
    async fn want_rounds(&self) -> Result<()> {
        let stores = self.0.ledger.stores(None).await?;
        let connected = stores.iter().filter(|it| it.state == StoreState::Connected);
        let connected: HashSet<i64> = connected.map(|it| it.id).collect();
        let now = self.now();
        let gone = {
            let mut wants = self.0.recovering.wants();
            let gone = wants.retain(|store_id| connected.contains(&store_id));
            let plan = |store_id| wants.plan(store_id, Duration::ZERO, now);
            connected.into_iter().for_each(plan);
            gone
        };
        self.end_all(gone).await
    }

    fn start_recoveries(&self, under_way: &mut JoinSet<(i64, Ended)>) {
        while under_way.len() < AT_ONCE {
            let Some((want, stop)) = self.0.recovering.wants().next() else {
                return;
            };
            under_way.spawn(self.clone().recover_store(want, stop));
        }
    }

    fn note_ended(&self, store_id: i64, ended: Ended) {
        let now = self.now();
        let mut wants = self.0.recovering.wants();
        wants.ended(store_id);
        match ended {
            Ended::Again(recovery, tries) => wants.go_on(recovery, tries),
            Ended::Done { soon: true } => wants.plan(store_id, SOON, now),
            Ended::Done { soon: false } | Ended::Over => {
                wants.plan(store_id, ROUND.mul_f64(0.75 + chance() / 2.0), now);
            }
        }
    }
}
