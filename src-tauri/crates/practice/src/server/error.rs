//! Why the practice BigCommerce cannot start, and what to do about it.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use crate::persist::LoadError;

/// Why it did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Another program listens there.
    #[error("port {port} is in use by another program")]
    PortTaken {
        /// The port.
        port: u16,
    },
    /// The four consecutive ports would go beyond the last one.
    #[error("port {port} leaves no room for the three that follow it")]
    PortRange {
        /// The first port.
        port: u16,
    },
    /// Listening failed otherwise.
    #[error("cannot listen on loopback: {0}")]
    Listen(Arc<io::Error>),
    /// The state could not be opened.
    #[error(transparent)]
    State(#[from] LoadError),
    /// The throw-away certificate could not be made or written.
    #[error("cannot make the certificate: {0}")]
    Certificate(String),
    /// Its certificate could not be written.
    #[error("cannot write {path}: {source}")]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The client for callbacks could not be made.
    #[error("cannot make the HTTP client: {0}")]
    Client(Arc<str>),
}

impl StartError {
    pub(crate) fn listen(error: io::Error) -> Self {
        Self::Listen(Arc::new(error))
    }

    /// What the user can do.
    pub fn remedy(&self) -> String {
        match self {
            Self::PortTaken { .. } => {
                "Close that program, or choose another first port with --port.".to_owned()
            }
            Self::PortRange { .. } => "Choose a first port of at most 65532.".to_owned(),
            Self::Listen(_) => "Check that this user may listen on 127.0.0.1.".to_owned(),
            Self::State(error) => error.remedy(),
            Self::Certificate(_) | Self::Client(_) => "Start without --tls.".to_owned(),
            Self::Write { path, .. } => {
                format!(
                    "Make {} writable, or choose another --folder.",
                    path.display()
                )
            }
        }
    }
}
