//! How much one expression may do: it comes from a user, who may have it from a file.

use super::error::Problem;

/// Steps of work, of which each part of an expression, each item that is looked at and each
/// sixty-four bytes that are made take one.
pub const FUEL: u64 = 50_000;

/// What an expression may make, in bytes.
pub const MOST_BYTES: usize = 1_048_576;

const BYTES_OF_A_STEP: usize = 64;

/// What is left of it.
#[derive(Debug)]
pub(crate) struct Fuel(u64);

impl Fuel {
    pub fn full() -> Self {
        Self(FUEL)
    }

    pub fn spend(&mut self, steps: usize) -> Result<(), Problem> {
        let steps = u64::try_from(steps).unwrap_or(u64::MAX);
        self.0 = self.0.checked_sub(steps).ok_or(Problem::OutOfFuel)?;
        Ok(())
    }

    /// Asked before so many bytes are made.
    pub fn make(&mut self, bytes: usize) -> Result<(), Problem> {
        within(bytes)?;
        self.spend(bytes / BYTES_OF_A_STEP)
    }
}

/// Whether so many bytes may be made.
pub(crate) fn within(bytes: usize) -> Result<(), Problem> {
    if bytes > MOST_BYTES {
        return Err(Problem::TooMuch { limit: MOST_BYTES });
    }
    Ok(())
}
