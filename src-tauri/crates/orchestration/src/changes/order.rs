//! Which steps of a list were moved, where several stand in another order: as few as it can have been.

use std::collections::BTreeSet;

/// Those of `new` that were moved, of what both lists have.
pub(super) fn moved<'i>(old: &[&str], new: &[&'i str]) -> BTreeSet<&'i str> {
    let place = |id: &&&str| old.iter().position(|it| *it == **id);
    let both: Vec<(&str, usize)> = new
        .iter()
        .filter_map(|id| Some((*id, place(&id)?)))
        .collect();
    let kept = longest_rising(&both.iter().map(|(_, place)| *place).collect::<Vec<_>>());
    let stays = |at: usize| kept.contains(&at);
    let moved = both.iter().enumerate().filter(|(at, _)| !stays(*at));
    moved.map(|(_, (id, _))| *id).collect()
}

/// The places of the longest row of rising numbers; lists are short.
fn longest_rising(numbers: &[usize]) -> BTreeSet<usize> {
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(numbers.len());
    for (at, number) in numbers.iter().enumerate() {
        let before = (0..at).filter(|before| numbers[*before] < *number);
        let before = before.max_by_key(|before| best[*before].0);
        let length = before.map_or(1, |before| best[before].0 + 1);
        best.push((length, before));
    }
    let mut row = BTreeSet::new();
    let mut at = (0..best.len()).max_by_key(|at| best[*at].0);
    while let Some(place) = at {
        row.insert(place);
        at = best[place].1;
    }
    row
}

#[cfg(test)]
mod tests {
    use super::moved;

    #[test]
    fn as_few_as_possible_were_moved() {
        for (old, new, expected) in [
            ("abcd", "abcd", ""),
            ("abcd", "bcda", "a"),
            ("abcd", "dabc", "d"),
            ("abcd", "axbcyd", ""),
            ("abcd", "ad", ""),
            ("ab", "ba", "b"),
            ("", "a", ""),
        ] {
            let ids = |text: &'static str| {
                text.split("")
                    .filter(|it| !it.is_empty())
                    .collect::<Vec<_>>()
            };
            let found: String = moved(&ids(old), &ids(new)).into_iter().collect();
            assert_eq!(found.len(), expected.len(), "{old} {new}: {found}");
            if expected.len() == 1 && old.len() > 2 {
                assert_eq!(found, expected, "{old} {new}");
            }
        }
    }
}
