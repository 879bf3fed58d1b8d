//! Events over time, what was refused and how long acknowledgements took, for the chart above the
//! feed.

use std::collections::BTreeMap;

use patchbay_ledger::{AnswerKind, Answers, Chart, Column, Times, Verdict};

use crate::answers::failure;
use crate::error::Result;
use crate::patchbay::Patchbay;
use crate::view::{ChartFailures, ChartSeries, ChartSpan, ChartTimes, ChartView, Millis};
use crate::words;

const MINUTE: i64 = 60_000;

/// The stretch of time of a span: how many minutes a slot has, and how many slots there are.
fn slots(span: ChartSpan) -> (i64, i64) {
    match span {
        ChartSpan::Hour => (1, 60),
        ChartSpan::Day => (15, 96),
        ChartSpan::Week => (120, 84),
        ChartSpan::Month => (480, 90),
    }
}

impl Patchbay {
    /// How many events arrived in each slot of a span that ends now, by trigger; how many requests
    /// failed, by reason; and how long acknowledgements took.
    pub async fn chart(&self, span: ChartSpan) -> Result<ChartView> {
        let (step, slots) = slots(span);
        let last = self.now().div_euclid(MINUTE * step);
        let chart = Chart {
            from: (last + 1 - slots) * step,
            step,
            slots,
        };
        let columns = self.0.ledger.chart(chart).await?;
        let answers = self.answers(chart).await?;
        let names = self.names().await?;
        let mut series: BTreeMap<String, Vec<i64>> = BTreeMap::new();
        let mut quarantined = vec![0; slots as usize];
        for column in &columns {
            let name = names.trigger(&column.trigger);
            let counts = series
                .entry(name)
                .or_insert_with(|| vec![0; slots as usize]);
            add(counts, column);
            if column.verdict == Verdict::Quarantined {
                add(&mut quarantined, column);
            }
        }
        Ok(ChartView {
            from: Millis(chart.from * MINUTE),
            step: Millis(step * MINUTE),
            series: series
                .into_iter()
                .map(|(trigger, counts)| ChartSeries {
                    trigger,
                    counts: shown(&counts),
                })
                .collect(),
            quarantined: shown(&quarantined),
            failures: failures(&answers),
            times: answers.iter().map(times).collect(),
            bucket_ends_us: Times::ends(),
        })
    }
}

/// What failed, the most frequent reason first.
fn failures(answers: &[Answers]) -> Vec<ChartFailures> {
    let of_kind = |kind: &AnswerKind| {
        let counts: Vec<u32> = answers.iter().map(|slot| slot.count(*kind)).collect();
        let reason = failure(*kind).filter(|_| counts.iter().any(|count| *count > 0))?;
        Some(ChartFailures {
            reason: reason.into(),
            counts,
        })
    };
    let mut failures: Vec<_> = AnswerKind::ALL.iter().filter_map(of_kind).collect();
    let total = |it: &ChartFailures| it.counts.iter().map(|count| u64::from(*count)).sum::<u64>();
    failures.sort_by_key(|it| std::cmp::Reverse(total(it)));
    failures
}

fn times(answers: &Answers) -> ChartTimes {
    let times = answers.times();
    ChartTimes {
        counts: times.counts().to_vec(),
        longest_us: times.longest_us(),
    }
}

fn shown(counts: &[i64]) -> Vec<u32> {
    counts.iter().map(|count| words::count(*count)).collect()
}

fn add(counts: &mut [i64], column: &Column) {
    let slot = usize::try_from(column.slot).ok();
    if let Some(count) = slot.and_then(|slot| counts.get_mut(slot)) {
        *count = count.saturating_add(column.events);
    }
}
