//! What a probe found, and what that means for a person.

use std::fmt;
use std::time::Duration;

/// What a probe of the public address found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProbeResult {
    /// This listener saw the nonce, and the answer came back.
    Up {
        /// From the first packet to the answer, on a new connection.
        rtt: Duration,
        /// Whether this machine trusts the certificate and no public authority vouches for it: callers
        /// would refuse it, unless something near this machine put its own in between.
        only_here: bool,
    },
    /// Something answers, but not this listener.
    WrongServer,
    /// It leads elsewhere.
    Redirected {
        /// Where.
        to: String,
    },
    /// No secure connection.
    Tls {
        /// Why not.
        why: TlsFault,
    },
    /// An answer outside 200–299.
    Status(u16),
    /// The nonce arrived, but the answer came back with too much added to it.
    TooManyHeaders {
        /// How many headers.
        count: usize,
    },
    /// No answer in time.
    Timeout,
    /// No connection.
    Unreachable {
        /// Why not, in a few words.
        why: String,
    },
}

/// Why there is no secure connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TlsFault {
    /// The certificate has expired.
    Expired,
    /// The certificate is not valid yet.
    NotYetValid,
    /// The certificate names another host.
    OtherName,
    /// The certificate vouches for itself.
    SelfSigned,
    /// It came without the certificate of its signer, who is not an authority known here.
    Incomplete,
    /// Its chain ends in an authority that is not known here.
    UnknownAuthority,
    /// Something else, in the words of the TLS library.
    Other(String),
}

impl fmt::Display for TlsFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Expired => out.write_str("the certificate has expired"),
            Self::NotYetValid => out.write_str("the certificate is not valid yet"),
            Self::OtherName => out.write_str("the certificate is for another host name"),
            Self::SelfSigned => out.write_str("the certificate is signed by itself"),
            Self::Incomplete => out.write_str(
                "the server sends its certificate without the certificate of whoever signed it",
            ),
            Self::UnknownAuthority => out.write_str(
                "the certificate comes from an authority that this machine does not know",
            ),
            Self::Other(why) => out.write_str(why),
        }
    }
}

impl ProbeResult {
    /// Whether this listener is reached.
    pub fn is_up(&self) -> bool {
        matches!(self, Self::Up { .. })
    }

    /// What it means.
    pub fn meaning(&self) -> String {
        match self {
            Self::Up { rtt, .. } => {
                format!(
                    "A request from outside arrived here and was answered in {} ms.",
                    rtt.as_millis()
                )
            }
            Self::WrongServer => "Another server answers at this address.".to_owned(),
            Self::Redirected { to } => {
                format!("The address leads on to {to}, and redirects are not followed.")
            }
            Self::Tls { why } => format!("No secure connection could be made: {why}."),
            Self::Status(status) => status_meaning(*status),
            Self::TooManyHeaders { count } => {
                format!("The way back adds too much to an answer ({count} headers).")
            }
            Self::Timeout => "Nothing answered within 10 seconds.".to_owned(),
            Self::Unreachable { why } => format!("The address cannot be reached: {why}."),
        }
    }

    /// What to do; `listener` is where this app listens, `127.0.0.1:7411`. Empty when it is up.
    pub fn remedy(&self, listener: &str) -> String {
        match self {
            Self::Up { .. } => String::new(),
            Self::WrongServer => format!(
                "Point the proxy or tunnel at http://{listener}, with the path and the Host header unchanged."
            ),
            Self::Redirected { .. } => {
                "Use the address it leads to, or switch the redirect off for this host.".to_owned()
            }
            Self::Tls { why } => tls_remedy(why).to_owned(),
            Self::Status(status) => status_remedy(*status, listener),
            Self::TooManyHeaders { .. } => {
                "Let the proxy add fewer headers: at most 64, none longer than 8 KB.".to_owned()
            }
            Self::Timeout => {
                "Check that the proxy or tunnel runs and that no firewall drops what comes in."
                    .to_owned()
            }
            Self::Unreachable { .. } => {
                "Check the spelling, that the name exists, and that the proxy or tunnel runs."
                    .to_owned()
            }
        }
    }
}

fn status_meaning(status: u16) -> String {
    match status {
        401 | 403 | 407 => {
            format!("The way in asks for a login or refuses strangers (status {status}).")
        }
        404 => {
            "What answers does not know the path, or refuses the host name (status 404).".to_owned()
        }
        429 => "The tunnel's or proxy's own limit is used up (status 429).".to_owned(),
        502..=504 => {
            format!("The proxy or tunnel answers, but cannot reach this app (status {status}).")
        }
        _ => format!("The address answers with status {status}."),
    }
}

fn status_remedy(status: u16, listener: &str) -> String {
    match status {
        401 | 403 | 407 => {
            "Let everybody in on this host: what arrives is verified here.".to_owned()
        }
        429 => "Wait for the limit to pass, or take a larger plan.".to_owned(),
        _ => format!(
            "Point the proxy or tunnel at http://{listener}, with the path and the Host header unchanged."
        ),
    }
}

fn tls_remedy(fault: &TlsFault) -> &'static str {
    match fault {
        TlsFault::Expired => "Renew the certificate.",
        TlsFault::NotYetValid => "Check this machine's clock, and the certificate's first day.",
        TlsFault::OtherName => "Get a certificate for exactly this host name.",
        TlsFault::SelfSigned | TlsFault::UnknownAuthority => {
            "Use a certificate of a public authority, such as Let’s Encrypt: whoever calls here accepts no other."
        }
        TlsFault::Incomplete => {
            "Let the server send the full chain (fullchain.pem, not cert.pem), ending in a public authority."
        }
        TlsFault::Other(_) => "Check that the server speaks HTTPS on port 443.",
    }
}
