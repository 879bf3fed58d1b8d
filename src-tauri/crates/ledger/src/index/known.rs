//! What the follower remembers from batch to batch, so that it need not ask the index for it.

use rusqlite::Connection;

use crate::error::Result;
use crate::index::grams::Grams;
use crate::index::heads::Heads;

/// What has been written already.
#[derive(Debug, Default)]
pub(crate) struct Known {
    heads: Heads,
    grams: Option<Grams>,
    /// The last head whose grams are among those of the block.
    last_head: Option<i64>,
}

impl Known {
    /// What is known of the texts of a block.
    pub(crate) fn grams(&mut self, conn: &Connection, block: i64) -> Result<&mut Grams> {
        if self.grams.as_ref().is_none_or(|it| it.block() != block) {
            self.write(conn)?;
            self.grams = None;
            self.last_head = None;
        }
        Ok(self.grams.get_or_insert_with(|| Grams::of_block(block)))
    }

    /// The head with this text; `None` when it is not kept as one. Its short texts count for the
    /// block at hand.
    pub(crate) fn head(&mut self, conn: &Connection, text: &str) -> Result<Option<i64>> {
        let head = self.heads.of(conn, text)?;
        if head.is_none() || head != self.last_head {
            if let Some(grams) = &mut self.grams {
                grams.add(text);
            }
            self.last_head = head;
        }
        Ok(head)
    }

    /// Writes what was learnt since the last time.
    pub(crate) fn write(&mut self, conn: &Connection) -> Result<()> {
        self.grams
            .as_mut()
            .map_or(Ok(()), |grams| grams.write(conn))
    }
}
