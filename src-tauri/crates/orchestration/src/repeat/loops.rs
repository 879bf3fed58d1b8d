//! Orchestrations that start themselves: one that changes an order whenever an order is changed. Many
//! runs alone are none, since a busy order has them too; each has to follow on a write of the one before.

/// So many runs in a row, each after a write of the one before, are a loop.
pub const LOOP_RUNS: usize = 5;

/// How far back runs are looked at, in milliseconds: five minutes.
pub const LOOP_WITHIN_MS: i64 = 5 * 60 * 1_000;

/// A run of an orchestration about the same thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PastRun {
    /// When it began, in milliseconds since 1970.
    pub began_ms: i64,
    /// Whether it wrote to that thing.
    pub wrote: bool,
}

/// A loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loop {
    /// Runs in a row.
    pub runs: usize,
    /// Milliseconds since the first of them.
    pub within_ms: i64,
}

/// Whether a run that would begin now goes on with a loop; `past` has the runs of the same orchestration
/// about the same thing, the latest first.
pub fn loop_of(past: &[PastRun], now_ms: i64) -> Option<Loop> {
    let follows = |run: &&PastRun| run.wrote && now_ms - run.began_ms <= LOOP_WITHIN_MS;
    let row: Vec<&PastRun> = past.iter().take_while(follows).collect();
    let first = row.last().filter(|_| row.len() >= LOOP_RUNS)?;
    Some(Loop {
        runs: row.len(),
        within_ms: now_ms - first.began_ms,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn past(every_ms: i64, wrote: &[bool]) -> Vec<PastRun> {
        let runs = (1..).zip(wrote);
        runs.map(|(at, wrote)| PastRun {
            began_ms: -every_ms * at,
            wrote: *wrote,
        })
        .collect()
    }

    #[test]
    fn a_row_of_runs_with_writes_between_is_a_loop() {
        let (runs, within_ms) = (5, 50_000);
        let found = loop_of(&past(10_000, &[true; 5]), 0);
        assert_eq!(found, Some(Loop { runs, within_ms }));
        assert!(loop_of(&past(60_000, &[true; 9]), 0).is_some());
    }

    #[test]
    fn few_runs_old_ones_and_runs_that_wrote_nothing_are_none() {
        assert_eq!(loop_of(&past(10_000, &[true; 4]), 0), None);
        assert_eq!(loop_of(&past(60_001, &[true; 9]), 0), None);
        let read_once = [true, true, false, true, true, true, true];
        assert_eq!(loop_of(&past(1_000, &read_once), 0), None);
        assert_eq!(loop_of(&[], 0), None);
    }
}
