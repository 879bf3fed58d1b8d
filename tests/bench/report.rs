//! The figures, for people and for `target/bench.json`.

use serde_json::{Map, json};

use crate::figures::{Figure, Figures};
use crate::json::{self, rounded};
use crate::kills::Losses;
use crate::{CASES, Case, Result};

const RATE: fn(&Figure) -> f64 = |figure| figure.rate;
const P50: fn(&Figure) -> f64 = |figure| figure.p50;
const P99: fn(&Figure) -> f64 = |figure| figure.p99;

/// Prints the table.
pub fn print(cases: &[Case], figures: &Figures, losses: Losses) -> Result<()> {
    let mut table = String::from(
        "\nDurable acknowledgements (synchronous=FULL), Patchbay beside bare hyper + SQLite\n\n  \
         case          patchbay/s   floor/s  ratio    p50 ms (floor)    p99 ms (floor)  ratio\n",
    );
    for case in cases {
        let of = |name, part| figures.of(name, case.name, part);
        table.push_str(&format!(
            "  {:<12} {:>11.0} {:>9.0}  {:>5.2}  {:>7.2} ({:>6.2})  {:>7.2} ({:>6.2})  {:>5.2}\n",
            case.name,
            of("patchbay", RATE),
            of("floor", RATE),
            figures.ratio(case.name, RATE),
            of("patchbay", P50),
            of("floor", P50),
            of("patchbay", P99),
            of("floor", P99),
            figures.ratio(case.name, P99),
        ));
    }
    table.push_str(&format!(
        "\n  {} kills in bursts: {} acknowledged, {} of them lost\n",
        losses.kills, losses.acknowledged, losses.lost
    ));
    eprintln!("{table}");
    Ok(())
}

/// Puts the figures into `target/bench.json`, beside those that others put there.
pub fn write(figures: &Figures, losses: Losses) -> Result<()> {
    let mut all = Map::new();
    for case in CASES {
        let name = case.name;
        for (who, prefix) in [("patchbay", ""), ("floor", "floor_")] {
            let acks = if who == "patchbay" { "acks_" } else { "floor_" };
            all.insert(
                format!("{acks}{name}"),
                rounded(figures.of(who, name, RATE)),
            );
            all.insert(
                format!("{prefix}p50_{name}_ms"),
                rounded(figures.of(who, name, P50)),
            );
            all.insert(
                format!("{prefix}p99_{name}_ms"),
                rounded(figures.of(who, name, P99)),
            );
        }
        all.insert(
            format!("acks_ratio_{name}"),
            rounded(figures.ratio(name, RATE)),
        );
        all.insert(
            format!("p99_ratio_{name}"),
            rounded(figures.ratio(name, P99)),
        );
    }
    all.insert("kills".into(), json!(losses.kills));
    all.insert("acked_before_kill".into(), json!(losses.acknowledged));
    all.insert("lost_after_kill".into(), json!(losses.lost));
    json::merge(all)
}
