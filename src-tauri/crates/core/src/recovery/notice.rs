//! What is told of recoveries: those of one gap together, over all its stores.

use std::collections::HashMap;
use std::sync::atomic::Ordering;

use patchbay_ledger::{Recovery, RecoveryCause, RecoveryState, Store};

use crate::alerts::Alert;
use crate::error::Result;
use crate::feed::trigger_name;
use crate::patchbay::{Patchbay, connector_of, id};
use crate::scopes::wanted_triggers;
use crate::view::{
    AlertKind, Found, GapCause, GapProblem, GapState, GapView, Lost, Millis, StoreWatermarks,
    WatermarkView,
};
use crate::words;

/// Recoveries that are read to tell of the last gaps: those of a thousand stores.
const READ: usize = 2_000;

/// Gaps that are told of.
const SHOWN: usize = 30;

/// Gaps of one store that are told of.
const SHOWN_OF_STORE: usize = 5;

/// Problems that are told of a gap.
const PROBLEMS: usize = 10;

/// A gap that is shorter, in milliseconds, is only told of when something was found.
const SHORT_MS: i64 = 2 * 60 * 1000;

/// Whether a recovery tells anybody anything.
pub(super) fn tells(recovery: &Recovery) -> bool {
    let found = !recovery.found.is_empty();
    match (recovery.of.cause, recovery.of.gap) {
        (RecoveryCause::Round, _) => found,
        (_, Some((from, to))) => found || to - from >= SHORT_MS,
        (_, None) => true,
    }
}

impl Patchbay {
    /// The last times that something may have been missed, newest first.
    ///
    /// # Errors
    /// Those of the ledger.
    pub async fn gaps(&self) -> Result<Vec<GapView>> {
        let all = self.0.ledger.recoveries(None, READ).await?;
        let stores = self.0.ledger.stores(None).await?;
        let lost = self.lost(&stores).await?;
        let gaps = together(all).into_iter().take(SHOWN);
        Ok(gaps.map(|gap| view(&gap, &stores, &lost)).collect())
    }

    /// Up to when everything of a store is known, and its last gaps.
    ///
    /// # Errors
    /// Those of the ledger.
    pub async fn store_watermarks(&self, store_id: u32) -> Result<StoreWatermarks> {
        let (app, store) = self.app_and_store(store_id).await?;
        let ledger = &self.0.ledger;
        let marks = ledger.watermarks(Some(store.id)).await?;
        let all = ledger.recoveries(Some(store.id), READ).await?;
        let stores = [store];
        let lost = self.lost(&stores).await?;
        let connector = connector_of(&app)?;
        let found_again = wanted_triggers(connector, &app)
            .filter(|trigger| connector.recovery_of(&trigger.id).is_some());
        Ok(StoreWatermarks {
            marks: found_again
                .map(|trigger| WatermarkView {
                    trigger: trigger.name.clone(),
                    at: marks
                        .iter()
                        .find(|mark| mark.trigger == trigger.id)
                        .map(|mark| Millis(mark.at)),
                })
                .collect(),
            gaps: together(all)
                .into_iter()
                .take(SHOWN_OF_STORE)
                .map(|gap| view(&gap, &stores, &lost))
                .collect(),
            lost,
        })
    }

    /// Tells those who watch when the last gap changed.
    pub(super) async fn notice_recoveries(&self) {
        match self.newest_gap().await {
            Ok(newest) => {
                let before = self.0.recovering.newest();
                let since = self.0.recovering.since.load(Ordering::Relaxed);
                if let Some(alert) = news(since, before.as_ref(), newest.as_ref()) {
                    self.alert(AlertKind::Missed, alert).await;
                }
                if self.0.recovering.show(newest) {
                    self.0.changed.send_modify(|count| *count += 1);
                }
            }
            Err(error) => {
                tracing::warn!(error.message = %error, "what was missed is not told of");
            }
        }
    }

    async fn newest_gap(&self) -> Result<Option<GapView>> {
        let all = self.0.ledger.recoveries(None, READ).await?;
        let Some(newest) = together(all).into_iter().next() else {
            return Ok(None);
        };
        let stores = self.0.ledger.stores(None).await?;
        let mut view = view(&newest, &stores, &self.lost(&stores).await?);
        let waiting = newest.first().map_or(0, |it| {
            let wants = self.0.recovering.wants();
            wants.waiting_of(it.of.cause, it.of.wanted_at)
        });
        if waiting > 0 {
            view.stores += words::count_of(waiting);
            (view.state, view.ended_at) = (GapState::Running, None);
        }
        Ok(Some(view))
    }

    /// The triggers in use on some of these stores of which nothing can be found again.
    async fn lost(&self, stores: &[Store]) -> Result<Vec<Lost>> {
        let of = |app: i64| stores.iter().any(|store| store.app_id == app);
        let mut lost: Vec<Lost> = Vec::new();
        for app in self.0.ledger.apps().await?.iter().filter(|app| of(app.id)) {
            for trigger in wanted_triggers(connector_of(app)?, app) {
                let one = trigger.unrecoverable.as_ref().map(|why| Lost {
                    trigger: trigger.name.clone(),
                    why: why.clone(),
                });
                lost.extend(one.filter(|one| !lost.contains(one)));
            }
        }
        Ok(lost)
    }
}

/// Those of one gap together, newest first; without those that nobody needs to hear of yet.
fn together(all: Vec<Recovery>) -> Vec<Vec<Recovery>> {
    let mut places: HashMap<(RecoveryCause, i64), usize> = HashMap::new();
    let mut gaps: Vec<Vec<Recovery>> = Vec::new();
    for recovery in all {
        if !tells(&recovery) && recovery.problem.is_none() {
            continue;
        }
        let key = (recovery.of.cause, recovery.of.wanted_at);
        let place = *places.entry(key).or_insert(gaps.len());
        match gaps.get_mut(place) {
            Some(gap) => gap.push(recovery),
            None => gaps.push(vec![recovery]),
        }
    }
    gaps
}

fn view(gap: &[Recovery], stores: &[Store], lost: &[Lost]) -> GapView {
    let states = || gap.iter().map(|it| state(it.state));
    let starts = gap.iter().filter_map(|it| it.of.gap.map(|(from, _)| from));
    let ends = gap.iter().filter_map(|it| it.of.gap.map(|(_, to)| to));
    let from = starts.min();
    let open = gap.iter().any(|it| it.ended_at.is_none());
    let ended = gap.iter().filter_map(|it| it.ended_at).max();
    let problems = gap.iter().filter_map(|it| problem(it, stores));
    GapView {
        id: gap.iter().map(|it| id(it.id)).min().unwrap_or_default(),
        cause: cause(gap.first().map_or(RecoveryCause::Round, |it| it.of.cause)),
        from: from.map(Millis),
        to: ends.max().map(Millis),
        began_at: Millis(
            gap.iter()
                .map(|it| it.of.began_at)
                .min()
                .unwrap_or_default(),
        ),
        ended_at: ended.filter(|_| !open).map(Millis),
        state: states().min().unwrap_or(GapState::Done),
        stores: words::count_of(gap.len()),
        stores_done: words::count_of(gap.iter().filter(|it| it.ended_at.is_some()).count()),
        read: words::count(gap.iter().map(|it| it.read).sum()),
        found: found(gap),
        lost: from.map(|_| lost.to_vec()).unwrap_or_default(),
        problems: problems.take(PROBLEMS).collect(),
    }
}

/// What there is to tell when a gap was closed since then in which events were missed.
fn news(since: i64, before: Option<&GapView>, now: Option<&GapView>) -> Option<Alert> {
    let closed = |it: &&GapView| it.ended_at.is_some_and(|at| at.0 >= since);
    let now = now
        .filter(closed)
        .filter(|it| it.cause != GapCause::Asked)?;
    let known = before.is_some_and(|before| before.id == now.id && before.ended_at.is_some());
    let found: u32 = now.found.iter().map(|found| found.events).sum();
    (found > 0 && !known).then(|| Alert {
        title: format!("{} did not arrive", words::counted(found as usize, "event")),
        body: "Found by asking BigCommerce, and in the feed as recovered.".into(),
        place: "#/feed".into(),
    })
}

fn found(gap: &[Recovery]) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for (trigger, events) in gap.iter().flat_map(|it| &it.found) {
        let (trigger, events) = (trigger_name(trigger), words::count(*events));
        match found.iter_mut().find(|one| one.trigger == trigger) {
            Some(one) => one.events = one.events.saturating_add(events),
            None => found.push(Found { trigger, events }),
        }
    }
    found
}

fn problem(recovery: &Recovery, stores: &[Store]) -> Option<GapProblem> {
    let store = stores.iter().find(|it| it.id == recovery.of.store_id)?;
    Some(GapProblem {
        store_id: id(store.id),
        store: words::store_name(store),
        problem: words::kept(recovery.problem.as_ref()?),
    })
}

fn state(state: RecoveryState) -> GapState {
    match state {
        RecoveryState::Running => GapState::Running,
        RecoveryState::Waiting => GapState::Waiting,
        RecoveryState::Done => GapState::Done,
        RecoveryState::Stopped => GapState::Stopped,
        RecoveryState::Failed => GapState::Failed,
    }
}

fn cause(cause: RecoveryCause) -> GapCause {
    match cause {
        RecoveryCause::Start => GapCause::Start,
        RecoveryCause::Sleep => GapCause::Sleep,
        RecoveryCause::Outage => GapCause::Outage,
        RecoveryCause::Hooks => GapCause::Hooks,
        RecoveryCause::Asked => GapCause::Asked,
        RecoveryCause::Round => GapCause::Round,
    }
}
