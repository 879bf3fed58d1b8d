//! How much a stranger may cost.

use std::time::Duration;

/// Where to listen, and how much a stranger may cost.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The loopback port; 0 for any that is free.
    pub port: u16,
    /// The limits.
    pub limits: Limits,
}

/// How much a stranger may cost.
#[derive(Clone, Debug)]
pub struct Limits {
    /// From a connection's start, or a later request's first byte, to the end of its head.
    pub head: Duration,
    /// From the end of the head to the end of the body.
    pub request: Duration,
    /// How long a connection may wait for its next request.
    pub idle: Duration,
    /// How long the inbox may take before the sender is told to come back.
    pub answer: Duration,
    /// How long running requests may take once the listener is asked to stop.
    pub grace: Duration,
    /// Bytes of a body.
    pub body: usize,
    /// Headers of a request.
    pub headers: usize,
    /// Bytes of a head.
    pub head_bytes: usize,
    /// Connections at a time.
    pub connections: usize,
    /// Browser callbacks a minute for one key.
    pub browser_per_minute: u32,
    /// Browser callbacks of one key at once.
    pub browser_burst: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(5),
            request: Duration::from_secs(10),
            idle: Duration::from_secs(75),
            answer: Duration::from_secs(40),
            grace: Duration::from_secs(5),
            body: 256 * 1024,
            headers: 64,
            head_bytes: 32 * 1024,
            connections: 256,
            browser_per_minute: 20,
            browser_burst: 10,
        }
    }
}
