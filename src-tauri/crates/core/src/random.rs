//! Unguessable names, from the system's generator.

use crate::error::{Error, Result};

/// `N` random bytes as hex digits.
pub fn random_hex<const N: usize>() -> Result<String> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)
        .map_err(|why| Error::Internal(format!("the system gives no random numbers: {why}")))?;
    Ok(hex::encode(bytes))
}

/// A number from 0 to 1, to keep many from doing the same at the same moment.
pub fn chance() -> f64 {
    let mut byte = [0; 1];
    let _none_then = getrandom::fill(&mut byte);
    f64::from(byte[0]) / 255.0
}
