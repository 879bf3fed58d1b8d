//! What the rounds come to. Rates and percentiles are taken round by round and then their median,
//! so that one bad round of a busy machine does not decide; ratios likewise, each of two
//! neighbouring rounds.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::Case;
use crate::load::Round;

/// One round's figures.
#[derive(Clone, Copy, Debug)]
pub struct Figure {
    /// Acknowledgements a second.
    pub rate: f64,
    /// Milliseconds that half of them took at most.
    pub p50: f64,
    /// Milliseconds that 99 of a hundred took at most.
    pub p99: f64,
}

/// Every round's figures, by contender and case.
#[derive(Debug, Default)]
pub struct Figures(BTreeMap<(&'static str, &'static str), Vec<Figure>>);

impl Figures {
    pub fn add(&mut self, contender: &'static str, case: Case, mut round: Round) {
        round.latencies.sort_unstable();
        let figure = Figure {
            rate: round.latencies.len() as f64 / round.took.as_secs_f64(),
            p50: percentile(&round.latencies, 50),
            p99: percentile(&round.latencies, 99),
        };
        self.0
            .entry((contender, case.name))
            .or_default()
            .push(figure);
    }

    /// The median of a contender's rounds.
    pub fn of(&self, contender: &'static str, case: &'static str, part: fn(&Figure) -> f64) -> f64 {
        median(self.rounds(contender, case).map(part).collect())
    }

    /// The median of Patchbay's share of the floor.
    pub fn ratio(&self, case: &'static str, part: fn(&Figure) -> f64) -> f64 {
        let pairs = self
            .rounds("patchbay", case)
            .zip(self.rounds("floor", case));
        median(
            pairs
                .map(|(ours, floor)| part(ours) / part(floor))
                .collect(),
        )
    }

    fn rounds(&self, contender: &'static str, case: &'static str) -> impl Iterator<Item = &Figure> {
        self.0.get(&(contender, case)).into_iter().flatten()
    }
}

/// In milliseconds, of sorted times.
fn percentile(sorted: &[Duration], percent: usize) -> f64 {
    let at = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
    sorted
        .get(at)
        .map_or(f64::NAN, |time| time.as_secs_f64() * 1000.0)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    let middle = values.len() / 2;
    match values.len() {
        0 => f64::NAN,
        odd if odd % 2 == 1 => values[middle],
        _ => f64::midpoint(values[middle - 1], values[middle]),
    }
}
