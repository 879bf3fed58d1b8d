//! What was refused, counted by reason: a stranger is told nothing, the user everything.

use std::sync::atomic::{AtomicU64, Ordering};

use http::StatusCode;

/// Why a request was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// `Host` is neither this machine's loopback nor the public address.
    Host,
    /// A page in a browser sent it to a path only servers call.
    CrossSite,
    /// No such path.
    Path,
    /// Another method than the path takes.
    Method,
    /// The inbox does not know the key, or the sender.
    Unknown,
    /// A probe that was not sent from here, or came twice.
    Nonce,
    /// A body over the limit.
    TooLarge,
    /// More headers, or longer ones, than the limit.
    TooManyHeaders,
    /// Not HTTP, or cut off.
    Malformed,
    /// The head or the body took too long.
    Slow,
    /// More connections than the limit.
    Connections,
    /// More browser callbacks than the limit.
    Rate,
    /// The inbox could not keep it.
    Busy,
}

impl Reason {
    /// Every reason, in the order they are reported.
    pub const ALL: [Self; 13] = [
        Self::Host,
        Self::CrossSite,
        Self::Path,
        Self::Method,
        Self::Unknown,
        Self::Nonce,
        Self::TooLarge,
        Self::TooManyHeaders,
        Self::Malformed,
        Self::Slow,
        Self::Connections,
        Self::Rate,
        Self::Busy,
    ];

    /// A few words for the user.
    pub fn words(self) -> &'static str {
        match self {
            Self::Host => "for another host",
            Self::CrossSite => "sent by a web page",
            Self::Path => "unknown path",
            Self::Method => "wrong method",
            Self::Unknown => "unknown key or sender",
            Self::Nonce => "unknown probe",
            Self::TooLarge => "body too large",
            Self::TooManyHeaders => "too many headers",
            Self::Malformed => "malformed",
            Self::Slow => "too slow",
            Self::Connections => "too many connections",
            Self::Rate => "too many sign-ins",
            Self::Busy => "could not be kept",
        }
    }

    /// What the sender is told. Paths that do not exist and senders who may not are told alike.
    pub(crate) fn status(self) -> StatusCode {
        match self {
            Self::Host
            | Self::CrossSite
            | Self::Path
            | Self::Method
            | Self::Unknown
            | Self::Nonce => StatusCode::NOT_FOUND,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooManyHeaders => StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::Slow => StatusCode::REQUEST_TIMEOUT,
            Self::Rate => StatusCode::TOO_MANY_REQUESTS,
            Self::Connections | Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// Whether it is found before the body is read to its end.
    pub(crate) fn leaves_body_unread(self) -> bool {
        !matches!(self, Self::Unknown | Self::Busy)
    }
}

/// The counts.
#[derive(Debug, Default)]
pub(crate) struct Refusals([AtomicU64; Reason::ALL.len()]);

impl Refusals {
    pub(crate) fn count(&self, reason: Reason) {
        tracing::debug!(reason = reason.words(), "refused");
        if let Some(counter) = self.0.get(reason as usize) {
            counter.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// The reasons that occurred, with how often.
    pub(crate) fn all(&self) -> Vec<(Reason, u64)> {
        Reason::ALL
            .into_iter()
            .zip(&self.0)
            .map(|(reason, counter)| (reason, counter.load(Ordering::Relaxed)))
            .filter(|(_, count)| *count > 0)
            .collect()
    }
}
