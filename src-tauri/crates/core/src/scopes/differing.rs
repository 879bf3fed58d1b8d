//! The stores whose tokens are not what is asked for, one by one as far as a person reads.

use super::cells::{exceeds, lacks};
use super::three_way::Alike;
use crate::patchbay::id;
use crate::view::{DifferingStore, ScopeCell, ScopeLine};
use crate::words;

/// Stores that are listed.
const MOST_LISTED: usize = 20;

/// Those that lack something first; and how many there are in all.
pub(super) fn differing(lines: &[ScopeLine], alike: &[Alike<'_>]) -> (Vec<DifferingStore>, u32) {
    let mut found: Vec<&Alike<'_>> = alike
        .iter()
        .filter(|it| it.cells.iter().any(|cell| lacks(cell) || exceeds(cell)))
        .collect();
    found.sort_by_key(|it| !it.cells.iter().any(lacks));
    let total = found.iter().map(|it| it.stores.len()).sum();
    let listed = found.into_iter().flat_map(|it| of(lines, it));
    (listed.take(MOST_LISTED).collect(), words::count_of(total))
}

fn of<'a>(
    lines: &[ScopeLine],
    alike: &'a Alike<'_>,
) -> impl Iterator<Item = DifferingStore> + use<'a> {
    let differences: Vec<String> = lines
        .iter()
        .zip(&alike.cells)
        .filter_map(|(line, has)| difference(line, has))
        .collect();
    let lacks = alike.cells.iter().any(lacks);
    alike.stores.iter().map(move |store| DifferingStore {
        id: id(store.id),
        name: words::store_name(store),
        hash: store.hash.clone(),
        lacks,
        differences: differences.clone(),
    })
}

/// "Carts: None instead of Read-Only".
fn difference(line: &ScopeLine, has: &ScopeCell) -> Option<String> {
    let row = &line.row;
    match (lacks(has), exceeds(has), line.custom) {
        (false, false, _) => None,
        (true, _, true) => Some(format!("{row} is missing")),
        (_, true, true) => Some(format!("{row} is not asked for")),
        (_, _, false) => Some(format!(
            "{row}: {} instead of {}",
            has.level, line.here.level
        )),
    }
}
