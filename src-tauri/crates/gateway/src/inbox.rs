//! The seam to the rest of the app: who takes what arrives.

use std::time::{Duration, Instant, SystemTime};

use async_trait::async_trait;
use bytes::Bytes;

use crate::page::Page;
use crate::refused::Reason;

/// Takes what arrives. Every call runs to its end, even when the sender hangs up meanwhile.
#[async_trait]
pub trait Inbox: Send + Sync + 'static {
    /// `POST /h/{key}`, where the key is unguessable and names one hook.
    async fn hook(&self, key: &str, request: Received) -> HookAnswer;

    /// `GET /c/{key}` from a browser; the query decoded, in order, repeats kept.
    async fn browser(&self, key: &str, query: Vec<(String, String)>, came: Came) -> Page;

    /// `GET` of a path below `/c/{key}` that nobody answers, or that only servers call, from a browser:
    /// most likely what is registered somewhere is not what should be. `rest` is what follows the key,
    /// `names` the parameters without their values. `None`: 404 with nothing.
    async fn stray(&self, key: &str, rest: &str, names: Vec<String>, came: Came) -> Option<Page>;

    /// `GET` or `POST /c/{key}/{what}` from a server; the status to answer with. `what` is lower
    /// case letters and hyphens; 404 for one that is not known.
    async fn server(&self, key: &str, what: &str, query: Vec<(String, String)>) -> u16;

    /// What a request whose head had arrived at `at` came to: every delivery that was stored, whether
    /// or not its sender still waits, and whatever was refused. Called on the way of each answer, so it
    /// must take next to no time.
    fn answered(&self, at: SystemTime, outcome: Outcome);
}

/// How a browser came here, as far as the request says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Came {
    /// `Host`, as it arrived.
    pub host: String,
    /// `X-Forwarded-Host`, which a proxy that changes the other may add.
    pub forwarded_host: Option<String>,
    /// `X-Forwarded-Proto`.
    pub forwarded_proto: Option<String>,
    /// The path as sent, without the query.
    pub path: String,
    /// Whether it says that it is a browser's (`Origin`, `Sec-Fetch-*`).
    pub browser: bool,
}

/// What a request came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A delivery was stored and its sender told so.
    Acknowledged {
        /// From the head's arrival to the answer, on the monotonic clock, less what the inbox kept
        /// it back.
        took: Duration,
    },
    /// A delivery was stored, and its sender told otherwise.
    ToldOtherwise,
    /// It was refused.
    Refused(Reason),
}

/// One request, byte for byte as it arrived.
#[derive(Clone, Debug)]
pub struct Received {
    /// `POST`.
    pub method: String,
    /// The path and query as sent, the key included: mask it before it is kept.
    pub path: String,
    /// Names in the case received, in the order received, repeats kept.
    pub headers: Vec<(String, Vec<u8>)>,
    /// The body, its transfer coding removed.
    pub body: Bytes,
    /// Wall clock when the head had arrived.
    pub received_at: SystemTime,
    /// The monotonic clock at the same moment.
    pub received_mono: Instant,
}

impl Received {
    /// The first value of a header, the case of its name ignored.
    pub fn header(&self, name: &str) -> Option<&[u8]> {
        let same = |(found, _): &&(String, Vec<u8>)| found.eq_ignore_ascii_case(name);
        self.headers
            .iter()
            .find(same)
            .map(|(_, value)| value.as_slice())
    }
}

/// What becomes of a delivery, and so what its sender is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HookAnswer {
    /// It is on disk: 200.
    Stored,
    /// It is on disk, and its sender is told this status all the same.
    Told {
        /// The status.
        status: u16,
        /// How long it was kept back after it was on disk.
        kept_back: Duration,
    },
    /// No such hook, or not its sender: 404.
    Unknown,
    /// It cannot be kept at this moment: 503, so that the sender tries again.
    Busy,
    /// It is larger than will ever be kept: 413.
    TooLarge,
}
