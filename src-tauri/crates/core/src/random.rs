//! Unguessable names, from the system's generator.

use crate::error::{Error, Result};

/// `N` random bytes as hex digits.
pub fn random_hex<const N: usize>() -> Result<String> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)
        .map_err(|why| Error::Internal(format!("the system gives no random numbers: {why}")))?;
    Ok(hex::encode(bytes))
}
