//! What can go wrong, closed: the page handles every code, and every one has a remedy.

use std::io;
use std::path::{Path, PathBuf};

use patchbay_bigcommerce::{ApiError, NoTrust};
use patchbay_ledger::LedgerError;
use patchbay_vault::VaultError;
use serde::Serialize;
use specta::Type;
use thiserror::Error;

use crate::diagnosis::words;
use crate::files::FileError;
use crate::keeping::backup_words;
use crate::view::{Mend, Problem};

/// The kinds of failure the page tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ErrorCode {
    /// Something typed is not right; `field` says what.
    Validation,
    /// The thing meant is not there any more.
    NotFound,
    /// It is there already, or in use.
    Conflict,
    /// There is no keychain.
    VaultUnavailable,
    /// The keychain is locked.
    VaultLocked,
    /// The ledger cannot be read or written.
    LedgerUnavailable,
    /// The disk is full.
    DiskFull,
    /// Another program uses the port.
    PortTaken,
    /// The practice BigCommerce cannot be started.
    PracticeUnavailable,
    /// BigCommerce cannot be reached.
    Network,
    /// BigCommerce answered with a refusal.
    RefusedByBigCommerce,
    /// The store's quota is used up.
    RateLimited,
    /// BigCommerce no longer accepts the store's token.
    TokenDead,
    /// The token lacks a scope.
    ScopeMissing,
    /// Nothing arrives through the public address.
    AddressUnreachable,
    /// The system browser could not be opened.
    BrowserUnavailable,
    /// The desktop shows no notifications.
    NotificationsUnavailable,
    /// A file of the user's cannot be read or written, or is not what it should be.
    FileUnusable,
    /// A mistake of ours.
    Internal,
}

/// A field of a form, as the page names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Field {
    /// The name of an app.
    Name,
    /// The Client ID.
    ClientId,
    /// The Client Secret.
    ClientSecret,
    /// The access token of an API account.
    AccessToken,
    /// The API path of a store.
    ApiPath,
    /// The public address.
    Address,
    /// Whom BigCommerce writes to about hooks.
    Emails,
    /// The name of an SSH server.
    TunnelHost,
    /// The port of an SSH server.
    TunnelPort,
    /// The port that an SSH server is to listen on for us.
    TunnelListens,
    /// The user of an SSH server.
    TunnelUser,
    /// The file of an SSH key.
    TunnelKey,
    /// A provider's token.
    TunnelToken,
    /// A domain at a provider.
    TunnelDomain,
    /// The file of a program.
    TunnelProgram,
    /// A scope.
    Scope,
    /// A store's hash.
    StoreHash,
    /// The listener's port.
    Port,
    /// A filter of the feed, or its name.
    Filter,
    /// A label of an event.
    Label,
    /// A note on an event.
    Note,
    /// A payload.
    Payload,
    /// A fault to answer with.
    Fault,
    /// What an action is filled in with.
    Input,
    /// An orchestration, or a part of it.
    Orchestration,
    /// The name of a forward address.
    ForwardName,
    /// The URL of a forward address.
    ForwardUrl,
    /// What is kept of an app's events.
    Retention,
    /// The hours at which nothing is told.
    QuietHours,
}

/// Why something could not be done.
#[derive(Debug, Error)]
pub enum Error {
    /// Something typed is not right.
    #[error("{message}")]
    Invalid {
        /// Where it was typed.
        field: Field,
        /// What is wrong and what is right, in a sentence.
        message: String,
    },
    /// The thing meant is not there.
    #[error("This {0} is not there any more.")]
    NotFound(&'static str),
    /// It cannot be done as things stand.
    #[error("{message}")]
    Conflict {
        /// Why, in a sentence.
        message: String,
        /// What to do.
        remedy: &'static str,
    },
    /// The keychain failed.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The ledger failed.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// A backup could not be written.
    #[error("The backup could not be written: {}", backup_words::short(.0))]
    BackupNotWritten(LedgerError),
    /// A backup is none, or cannot be used.
    #[error("{}", backup_words::unusable(.0))]
    BackupNotUsable(LedgerError),
    /// BigCommerce failed, or refused.
    #[error("{}", api_message(.0))]
    Api(ApiError),
    /// The store's token is known to lack a scope.
    #[error("The store’s token lacks the scope {0}.")]
    LacksScope(String),
    /// The listener's port is taken.
    #[error("Another program uses port {port} on this machine.")]
    PortTaken {
        /// The port.
        port: u16,
    },
    /// The practice BigCommerce failed.
    #[error("{0}")]
    Practice(String),
    /// There is no public address to reach this machine by.
    #[error("Nothing reaches this machine yet: it has no public address.")]
    NoAddress,
    /// What was sent to Patchbay from here did not arrive.
    #[error("It did not come through. {0}")]
    Lost(String),
    /// The system browser could not be opened.
    #[error("The browser could not be opened: {0}")]
    Browser(String),
    /// The desktop shows no notifications.
    #[error("This desktop shows no notifications: {0}")]
    NoNotifications(String),
    /// A file that the user chose failed.
    #[error(transparent)]
    File(#[from] FileError),
    /// Something of ours failed.
    #[error("Patchbay made a mistake: {0}")]
    Internal(String),
}

/// What core's operations return.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl From<ApiError> for Error {
    fn from(error: ApiError) -> Self {
        Self::Api(error)
    }
}

impl Error {
    /// A refusal of something typed.
    pub fn invalid(field: Field, message: impl Into<String>) -> Self {
        Self::Invalid {
            field,
            message: message.into(),
        }
    }

    /// The kind of failure.
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Invalid { .. } => ErrorCode::Validation,
            Self::NotFound(_) => ErrorCode::NotFound,
            Self::Conflict { .. } => ErrorCode::Conflict,
            Self::Vault(VaultError::Locked) => ErrorCode::VaultLocked,
            Self::Vault(_) => ErrorCode::VaultUnavailable,
            Self::Ledger(LedgerError::Full)
            | Self::BackupNotWritten(LedgerError::Full)
            | Self::BackupNotUsable(LedgerError::Full) => ErrorCode::DiskFull,
            Self::BackupNotWritten(_) | Self::BackupNotUsable(_) => ErrorCode::FileUnusable,
            Self::Ledger(_) => ErrorCode::LedgerUnavailable,
            Self::Api(error) => api_code(error),
            Self::LacksScope(_) => ErrorCode::ScopeMissing,
            Self::PortTaken { .. } => ErrorCode::PortTaken,
            Self::Practice(_) => ErrorCode::PracticeUnavailable,
            Self::NoAddress | Self::Lost(_) => ErrorCode::AddressUnreachable,
            Self::Browser(_) => ErrorCode::BrowserUnavailable,
            Self::NoNotifications(_) => ErrorCode::NotificationsUnavailable,
            Self::File(FileError::Full { .. }) => ErrorCode::DiskFull,
            Self::File(_) => ErrorCode::FileUnusable,
            Self::Internal(_) => ErrorCode::Internal,
        }
    }

    /// What to do about it.
    pub fn hint(&self) -> String {
        match self {
            Self::Invalid { .. } => "Correct it and try again.".into(),
            Self::NotFound(_) => "Go back and choose again.".into(),
            Self::Conflict { remedy, .. } => (*remedy).into(),
            Self::Vault(error) => error.remedy().into(),
            Self::Ledger(error) => error.remedy().into(),
            Self::BackupNotWritten(LedgerError::Full) => {
                "Free some space on that disk, or choose another.".into()
            }
            Self::BackupNotWritten(_) => "Choose another place, and try again.".into(),
            Self::BackupNotUsable(error) => backup_words::remedy(error).into(),
            Self::Api(error) => problem_of_api(error).remedy,
            Self::LacksScope(_) => problem_of_api(&ApiError::ScopeMissing).remedy,
            Self::PortTaken { .. } => {
                "Close that program, or choose another port in Preferences.".into()
            }
            Self::Practice(_) => "Start it again from Preferences.".into(),
            Self::NoAddress => "Give a public address in the first step of the set-up.".into(),
            Self::Lost(_) => "Test the public address, then try again.".into(),
            Self::Browser(_) => "Copy the address and open it by hand.".into(),
            Self::NoNotifications(_) => {
                "Start your desktop’s notification service; most desktops have one running.".into()
            }
            Self::File(error) => error.remedy().into(),
            Self::Internal(_) => "Try again; if it stays, report it with the log.".into(),
        }
    }

    /// Where that is done.
    fn mend(&self) -> Option<Mend> {
        match self {
            Self::Vault(_) => Some(Mend::Keychain),
            Self::Ledger(_) => Some(Mend::Data),
            Self::PortTaken { .. } => Some(Mend::Listener),
            Self::Practice(_) => Some(Mend::Practice),
            Self::NoAddress | Self::Lost(_) => Some(Mend::Address),
            Self::Api(error) => problem_of_api(error).mend,
            Self::LacksScope(_) => Some(Mend::Scopes),
            Self::Invalid { .. }
            | Self::NotFound(_)
            | Self::Conflict { .. }
            | Self::BackupNotWritten(_)
            | Self::BackupNotUsable(_)
            | Self::Browser(_)
            | Self::NoNotifications(_)
            | Self::File(_)
            | Self::Internal(_) => None,
        }
    }

    /// The field it is about.
    pub fn field(&self) -> Option<Field> {
        if let Self::Invalid { field, .. } = self {
            Some(*field)
        } else {
            None
        }
    }

    /// The same as a problem to show beside what it is about.
    pub fn problem(&self) -> Problem {
        if let Self::Api(error) = self {
            return problem_of_api(error);
        }
        Problem {
            title: self.to_string(),
            meaning: String::new(),
            remedy: self.hint(),
            mend: self.mend(),
        }
    }
}

/// A refusal of BigCommerce as a problem to show.
pub fn problem_of_api(error: &ApiError) -> Problem {
    words::explained(&words::of_api(error))
}

fn api_message(error: &ApiError) -> String {
    let Problem { title, meaning, .. } = problem_of_api(error);
    format!("{title}. {meaning}")
}

fn api_code(error: &ApiError) -> ErrorCode {
    match error {
        ApiError::TokenDead => ErrorCode::TokenDead,
        ApiError::ScopeMissing => ErrorCode::ScopeMissing,
        ApiError::RateLimited { .. } | ApiError::Overloaded => ErrorCode::RateLimited,
        ApiError::Unreachable | ApiError::Timeout => ErrorCode::Network,
        ApiError::NotFound => ErrorCode::NotFound,
        ApiError::Forbidden { .. }
        | ApiError::Invalid { .. }
        | ApiError::StoreDown { .. }
        | ApiError::Server { .. }
        | ApiError::NotJson { .. }
        | ApiError::TooLarge
        | ApiError::BadPath
        | ApiError::Insecure
        | ApiError::Unexpected { .. } => ErrorCode::RefusedByBigCommerce,
    }
}

/// Why the app could not start at all.
#[derive(Debug, Error)]
pub enum StartError {
    /// The data folder cannot be written to.
    #[error("The data folder cannot be used.")]
    NotWritable {
        /// The folder.
        folder: PathBuf,
        /// What the system said.
        why: String,
    },
    /// Another Patchbay uses it.
    #[error("Another Patchbay is running with this data folder.")]
    InUse {
        /// The folder.
        folder: PathBuf,
    },
    /// Nothing says whom to trust on the internet.
    #[error("This machine has no trusted certificates.")]
    NoTrust(#[from] NoTrust),
    /// The ledger cannot be opened.
    #[error("The ledger cannot be opened.")]
    Ledger(#[from] LedgerError),
}

impl StartError {
    /// `folder` cannot be written to, because `why`.
    pub fn not_writable(folder: &Path, why: &io::Error) -> Self {
        Self::NotWritable {
            folder: folder.to_owned(),
            why: why.to_string(),
        }
    }

    /// The same for the window, which shows nothing else.
    pub fn problem(&self) -> Problem {
        let (meaning, remedy) = match self {
            Self::NotWritable { folder, why } => (
                format!(
                    "Patchbay keeps everything in {} and could not write there: {why}.",
                    folder.display()
                ),
                "Give yourself write access to the folder, free space on its disk, or start \
                 Patchbay with PATCHBAY_HOME set to another folder."
                    .into(),
            ),
            Self::InUse { folder } => (
                format!(
                    "Two at once would spoil the ledger in {}.",
                    folder.display()
                ),
                "Use the window that is already open, or end the other Patchbay and start again."
                    .into(),
            ),
            Self::NoTrust(why) => (
                why.to_string(),
                "Install the system’s certificates (the package ca-certificates) and start again."
                    .into(),
            ),
            Self::Ledger(error) => (error.to_string(), error.remedy().into()),
        };
        Problem {
            title: self.to_string(),
            meaning,
            remedy,
            mend: None,
        }
    }
}
