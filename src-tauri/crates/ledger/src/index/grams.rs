//! Which texts of one and two characters occur in a block of events. Trigrams cannot find them, and
//! looking at a million events for something that none has would take seconds.

use std::collections::HashSet;

use rusqlite::Connection;

use crate::error::Result;
use crate::index::texts;

/// Ids of a block.
pub(crate) const BLOCK: i64 = 4096;

const ASCII: usize = 128;

/// The texts of one and two characters of a block.
#[derive(Debug)]
pub(crate) struct Grams {
    block: i64,
    /// Two ASCII characters, a bit each; in the row 0 the second one alone.
    ascii: Box<[[bool; ASCII]; ASCII]>,
    others: HashSet<String>,
    /// Found since they were last written.
    fresh: Vec<String>,
}

impl Grams {
    /// Those of a block of which nothing is known yet.
    pub(crate) fn of_block(block: i64) -> Self {
        Self {
            block,
            ascii: Box::new([[false; ASCII]; ASCII]),
            others: HashSet::new(),
            fresh: Vec::new(),
        }
    }

    /// The block.
    pub(crate) fn block(&self) -> i64 {
        self.block
    }

    /// Adds those of a text.
    pub(crate) fn add(&mut self, text: &str) {
        let text = texts::lower(text);
        let mut before = '\0';
        for next in text.chars() {
            self.pair('\0', next);
            if before != '\0' {
                self.pair(before, next);
            }
            before = next;
        }
    }

    fn pair(&mut self, first: char, second: char) {
        let new = if first.is_ascii() && second.is_ascii() {
            let known = &mut self.ascii[first as usize][second as usize];
            !std::mem::replace(known, true)
        } else {
            self.others.insert(gram(first, second))
        };
        if new {
            self.fresh.push(gram(first, second));
        }
    }

    /// Writes those found since the last time.
    pub(crate) fn write(&mut self, conn: &Connection) -> Result<()> {
        let mut add = conn.prepare_cached("INSERT OR IGNORE INTO gram VALUES (?1, ?2)")?;
        for gram in self.fresh.drain(..) {
            add.execute((gram, self.block))?;
        }
        Ok(())
    }
}

/// Forgets the texts of blocks that have no events any more.
pub(crate) fn forget(conn: &Connection, blocks: &[i64]) -> Result<()> {
    if blocks.is_empty() {
        return Ok(());
    }
    let blocks = serde_json::to_string(blocks).unwrap_or_default();
    let sql = "DELETE FROM gram WHERE block IN (SELECT value FROM json_each(?1))";
    conn.prepare_cached(sql)?.execute([blocks])?;
    Ok(())
}

fn gram(first: char, second: char) -> String {
    [first, second]
        .into_iter()
        .filter(|it| *it != '\0')
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grams_are_ones_and_twos_in_lower_case() {
        let mut grams = Grams::of_block(0);
        grams.add("aBa");
        grams.add("Żb");
        grams.fresh.sort();
        assert_eq!(grams.fresh, ["a", "ab", "b", "ba", "ż", "żb"]);
    }
}
