//! What requests were answered, and how long acknowledgements took: gathered in memory on the way of
//! each answer, and written to the ledger every few seconds, so that no answer waits for it. A kill
//! loses what was gathered since the last time.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use patchbay_gateway::{Outcome, Reason};
use patchbay_ledger::{AnswerKind, Answers, Chart};

use crate::error::Result;
use crate::patchbay::Patchbay;
use crate::view::RefusedCount;

const MINUTE: i64 = 60_000;

/// In minutes.
const DAY: i64 = 24 * 60;

/// The time between two writes.
const ROUND: Duration = Duration::from_secs(10);

/// How long minutes are kept, in minutes: twice as long as the longest chart.
const KEPT: i64 = 60 * 24 * 60;

/// The most minutes held while the ledger takes no writes; the oldest go first.
const MOST: usize = 24 * 60;

/// What was answered and is not in the ledger yet.
#[derive(Debug, Default)]
pub(crate) struct Answered {
    waiting: Mutex<Vec<(i64, Answers)>>,
    /// Held from taking what waits until it is written, so that a reader counts nothing twice.
    turn: tokio::sync::Mutex<()>,
}

impl Answered {
    /// Counts an answer to a request that arrived at `at`. A few additions under a lock that is
    /// never held for longer than that.
    pub fn note(&self, at: SystemTime, outcome: Outcome) {
        let mut waiting = self.lock();
        let answers = of_minute(&mut waiting, minute(at));
        match outcome {
            Outcome::Acknowledged { took } => answers.acknowledged(took),
            Outcome::ToldOtherwise => answers.note(AnswerKind::Fault),
            Outcome::Refused(reason) => answers.note(kind(reason)),
        }
    }

    fn take(&self) -> Vec<(i64, Answers)> {
        std::mem::take(&mut *self.lock())
    }

    fn give_back(&self, minutes: Vec<(i64, Answers)>) {
        let mut waiting = self.lock();
        let since = std::mem::replace(&mut *waiting, minutes);
        for (minute, answers) in since {
            of_minute(&mut waiting, minute).add(&answers);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Vec<(i64, Answers)>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Patchbay {
    /// Writes what was answered every few seconds, when there is something, until the app ends.
    pub(crate) async fn keep_answers(&self) {
        loop {
            tokio::time::sleep(ROUND).await;
            self.write_answers().await;
        }
    }

    /// Writes what was answered. What cannot be written waits for the next time.
    pub(crate) async fn write_answers(&self) {
        let answered = &self.0.answered;
        let _turn = answered.turn.lock().await;
        let minutes = answered.take();
        if minutes.is_empty() {
            return;
        }
        let oldest = self.now().div_euclid(MINUTE) - KEPT;
        let written = self.0.ledger.add_answers(minutes.clone(), oldest).await;
        if let Err(error) = written {
            tracing::warn!(error.message = %error, "answers were not counted in the ledger yet");
            answered.give_back(minutes);
        }
    }

    /// The requests that were refused within 24 hours, by reason, the most frequent first.
    pub async fn refusals(&self) -> Result<Vec<RefusedCount>> {
        let from = self.now().div_euclid(MINUTE) + 1 - DAY;
        let day = self.answers(Chart {
            from,
            step: DAY,
            slots: 1,
        });
        let day = day.await?.into_iter().next().unwrap_or_default();
        let refused = |reason: &Reason| RefusedCount {
            reason: reason.words().into(),
            count: day.count(kind(*reason)),
        };
        let mut refused: Vec<_> = Reason::ALL.iter().map(refused).collect();
        refused.retain(|it| it.count > 0);
        refused.sort_by_key(|it| std::cmp::Reverse(it.count));
        Ok(refused)
    }

    /// What was answered in each slot of a chart, what is not written yet with it.
    pub(crate) async fn answers(&self, chart: Chart) -> Result<Vec<Answers>> {
        let answered = &self.0.answered;
        let _turn = answered.turn.lock().await;
        let mut slots = self.0.ledger.answers(chart).await?;
        for (minute, answers) in &*answered.lock() {
            if let Some(slot) = chart.slot_of(*minute).and_then(|at| slots.get_mut(at)) {
                slot.add(answers);
            }
        }
        Ok(slots)
    }
}

/// The minute's place, the newest being the last: nearly always that one.
fn of_minute(waiting: &mut Vec<(i64, Answers)>, minute: i64) -> &mut Answers {
    let place = match waiting.iter().rposition(|(known, _)| *known == minute) {
        Some(place) => place,
        None => {
            if waiting.len() >= MOST {
                waiting.remove(0);
            }
            waiting.push((minute, Answers::default()));
            waiting.len() - 1
        }
    };
    &mut waiting[place].1
}

fn minute(at: SystemTime) -> i64 {
    let since = at.duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs() / 60).unwrap_or_default()
}

fn kind(reason: Reason) -> AnswerKind {
    match reason {
        Reason::Host => AnswerKind::Host,
        Reason::CrossSite => AnswerKind::CrossSite,
        Reason::Path => AnswerKind::Path,
        Reason::Method => AnswerKind::Method,
        Reason::Unknown => AnswerKind::Unknown,
        Reason::Nonce => AnswerKind::Nonce,
        Reason::TooLarge => AnswerKind::TooLarge,
        Reason::TooManyHeaders => AnswerKind::TooManyHeaders,
        Reason::Malformed => AnswerKind::Malformed,
        Reason::Slow => AnswerKind::Slow,
        Reason::Connections => AnswerKind::Connections,
        Reason::Rate => AnswerKind::Rate,
        Reason::Busy => AnswerKind::Busy,
    }
}

/// What a failure is, in a few words; `None` for what is none.
pub(crate) fn failure(kind: AnswerKind) -> Option<&'static str> {
    if kind == AnswerKind::Fault {
        return Some("a fault you asked for");
    }
    let of_kind = |reason: &Reason| self::kind(*reason) == kind;
    Reason::ALL.into_iter().find(of_kind).map(Reason::words)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Duration = Duration::from_secs(1_790_000_040);

    fn at(minutes: u64) -> SystemTime {
        UNIX_EPOCH + NOON + Duration::from_secs(minutes * 60)
    }

    fn acknowledged(ms: u64) -> Outcome {
        let took = Duration::from_millis(ms);
        Outcome::Acknowledged { took }
    }

    #[test]
    fn a_flood_takes_no_more_room_than_one_of_each_kind() {
        let answered = Answered::default();
        for _ in 0..10_000 {
            answered.note(at(0), Outcome::Refused(Reason::Path));
            answered.note(at(0), acknowledged(3));
            answered.note(at(0), Outcome::ToldOtherwise);
        }
        let minutes = answered.take();
        let [(minute, answers)] = minutes.as_slice() else {
            panic!("{} minutes", minutes.len())
        };
        assert_eq!(*minute, 29_833_334);
        for kind in [
            AnswerKind::Path,
            AnswerKind::Acknowledged,
            AnswerKind::Fault,
        ] {
            assert_eq!(answers.count(kind), 10_000);
        }
        assert_eq!(answers.times().counts().iter().sum::<u32>(), 10_000);
        assert!(answered.take().is_empty());
    }

    #[test]
    fn what_could_not_be_written_is_counted_with_what_came_since() {
        let answered = Answered::default();
        answered.note(at(0), acknowledged(3));
        let taken = answered.take();
        answered.note(at(1), acknowledged(4));
        answered.note(at(0), acknowledged(5));
        answered.give_back(taken);
        let minutes = answered.take();
        let counts: Vec<_> = minutes
            .iter()
            .map(|(_, answers)| answers.count(AnswerKind::Acknowledged))
            .collect();
        assert_eq!(counts, [2, 1]);
        assert_eq!(minutes[0].1.times().longest_us(), 5_000);
    }

    #[test]
    fn a_ledger_that_takes_nothing_for_days_costs_a_day_of_minutes() {
        let answered = Answered::default();
        for minute in 0..2 * MOST as u64 {
            answered.note(at(minute), acknowledged(1));
        }
        let minutes = answered.take();
        assert_eq!(minutes.len(), MOST);
        assert_eq!(minutes[0].0, 29_833_334 + MOST as i64);
    }

    #[test]
    fn every_kind_but_an_acknowledgement_is_a_failure_with_words_of_its_own() {
        let words: Vec<_> = AnswerKind::ALL
            .iter()
            .filter_map(|it| failure(*it))
            .collect();
        let own: std::collections::BTreeSet<_> = words.iter().collect();
        assert_eq!(own.len(), AnswerKind::ALL.len() - 1);
        assert_eq!(failure(AnswerKind::Acknowledged), None);
    }
}
