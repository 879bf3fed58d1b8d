//! Figures beside what is to be reached, for people and for `target/bench.json`.

use std::fmt;
use std::time::Duration;

use serde_json::Value;

use crate::Result;
use crate::json::{self, rounded};

/// What a figure is to be.
#[derive(Clone, Copy, Debug)]
pub enum Goal {
    /// Nothing was promised.
    None,
    AtMost(f64),
    Exactly(f64),
}

/// Figures by name, in the order in which they were taken.
#[derive(Debug, Default)]
pub struct Measurements(Vec<(String, f64, Goal)>);

impl Measurements {
    pub fn add(&mut self, name: &str, value: f64, goal: Goal) {
        self.0.push((name.to_owned(), value, goal));
    }

    /// The median and the longest of some times, in milliseconds, as `name_ms` and `name_max_ms`.
    pub fn add_times(&mut self, name: &str, mut times: Vec<Duration>, goal: Goal) {
        times.sort_unstable();
        let ms = |at: usize| {
            times
                .get(at)
                .map_or(f64::NAN, |it| it.as_secs_f64() * 1000.0)
        };
        let last = times.len().saturating_sub(1);
        let median = f64::midpoint(ms(last / 2), ms(last.div_ceil(2)));
        self.add(&format!("{name}_ms"), median, goal);
        self.add(&format!("{name}_max_ms"), ms(last), goal);
    }

    /// Prints the table.
    pub fn print(&self) {
        eprintln!("\nWays to be reached\n\n  {:<28} {:>12}  to be", "", "");
        for (name, value, goal) in &self.0 {
            let missed = if goal.is_met(*value) { "" } else { "  missed" };
            eprintln!("  {name:<28} {value:>12.2}  {goal}{missed}");
        }
    }

    /// Puts them into `target/bench.json`, beside those that others put there.
    pub fn write(self) -> Result<()> {
        let figure = |(name, value, _)| -> (String, Value) { (name, rounded(value)) };
        json::merge(self.0.into_iter().map(figure).collect())
    }
}

impl Goal {
    fn is_met(self, value: f64) -> bool {
        match self {
            Self::None => true,
            Self::AtMost(most) => value <= most,
            Self::Exactly(wanted) => (value - wanted).abs() < f64::EPSILON,
        }
    }
}

impl fmt::Display for Goal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => Ok(()),
            Self::AtMost(most) => write!(out, "at most {most}"),
            Self::Exactly(wanted) => write!(out, "{wanted}"),
        }
    }
}
