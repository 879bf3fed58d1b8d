//! The forms BigCommerce gives its identifiers, so that checks of shape meet the real ones.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The next number of each kind of thing that is numbered across the whole world.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Counters {
    /// Apps in the developer portal.
    pub app: u64,
    /// Control panel users.
    pub user: u64,
    /// Webhooks.
    pub hook: u64,
    /// Attempts to deliver, for the log's order.
    pub attempt: u64,
}

impl Default for Counters {
    fn default() -> Self {
        Self {
            app: 40_101,
            user: 1_700_001,
            hook: 27_000_001,
            attempt: 1,
        }
    }
}

/// Takes the number and leaves the next one.
pub fn take(counter: &mut u64) -> u64 {
    let taken = *counter;
    *counter += 1;
    taken
}

/// The number after the last that was given.
pub fn after<T>(numbered: &BTreeMap<u64, T>) -> u64 {
    numbered.last_key_value().map_or(1, |(last, _)| last + 1)
}

/// `length` characters of `a-z0-9`, drawn evenly: client ids, codes, tokens.
pub fn lowercase(length: usize) -> String {
    const ALPHABET: &[u8; 36] = b"abcdefghijklmnopqrstuvwxyz0123456789";
    let mut drawn = String::with_capacity(length);
    while drawn.len() < length {
        for byte in random::<32>() {
            if byte < 252 && drawn.len() < length {
                drawn.push(char::from(ALPHABET[usize::from(byte % 36)]));
            }
        }
    }
    drawn
}

/// 64 hex digits: client secrets.
pub fn secret() -> String {
    hex::encode(random::<32>())
}

/// A random UUID, hyphenated: account ids, cart ids, `jti`.
pub fn uuid() -> String {
    uuid::Uuid::new_v4().to_string()
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    while getrandom::fill(&mut bytes).is_err() {
        std::thread::yield_now();
    }
    bytes
}
