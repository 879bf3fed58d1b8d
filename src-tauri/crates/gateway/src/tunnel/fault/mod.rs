//! Why a tunnel does not open or has ended, and what that means for a person.

mod remedy;
mod words;

use std::time::Duration;

pub(crate) use words::{shortened, unreachable};

/// Why a tunnel does not open, or has ended.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// No connection.
    #[error("{host} cannot be reached: {why}.")]
    Unreachable {
        /// Where to.
        host: String,
        /// Why not, in a few words.
        why: String,
    },
    /// A connection, but no answer.
    #[error("{host} did not answer within 30 seconds.")]
    Silent {
        /// Who.
        host: String,
    },
    /// What answers speaks another protocol.
    #[error("What answers at {host} is not what was expected: {why}.")]
    NotSpoken {
        /// Where.
        host: String,
        /// What was wrong with the answer.
        why: String,
    },
    /// The server shows another key than the one that was pinned.
    #[error("{host} shows another host key than before: {offered} instead of {known}.")]
    HostKeyChanged {
        /// The server.
        host: String,
        /// The fingerprint that was pinned.
        known: String,
        /// The fingerprint it shows.
        offered: String,
    },
    /// No key was accepted.
    #[error("{host} does not let {user} in: {tried}.")]
    LoginRefused {
        /// The server.
        host: String,
        /// As whom.
        user: String,
        /// What was tried, in words.
        tried: String,
    },
    /// A private key cannot be used.
    #[error("The key {key} cannot be used: {why}.")]
    KeyUnusable {
        /// Its file, or what else it is known by.
        key: String,
        /// Why not.
        why: String,
    },
    /// No SSH agent answers, or it holds no key.
    #[error("{why}.")]
    NoAgent {
        /// Which of them, in words.
        why: String,
    },
    /// The server does not listen for us.
    #[error("{host} does not let its port {port} be used.")]
    PortHeld {
        /// The server.
        host: String,
        /// Its port.
        port: u32,
    },
    /// A service let us in, and did not say by which address it is reached.
    #[error("{host} gave no address. It said: {said}")]
    NoAddress {
        /// The service.
        host: String,
        /// Its words, shortened.
        said: String,
    },
    /// The other end has not been heard from.
    #[error("The connection to {host} was lost: {why}.")]
    Lost {
        /// The other end.
        host: String,
        /// How that was noticed.
        why: String,
    },
    /// The other end closed it.
    #[error("{host} ended the connection. It said: {said}")]
    EndedThere {
        /// The other end.
        host: String,
        /// Its words, shortened.
        said: String,
    },
    /// The token is not, or no longer, valid.
    #[error("{service} does not accept the token. It said: {said}")]
    TokenRefused {
        /// The provider.
        service: &'static str,
        /// Its words, shortened.
        said: String,
    },
    /// The account is suspended, not verified, or kept out.
    #[error("{service} does not let this account in. It said: {said}")]
    AccountRefused {
        /// The provider.
        service: &'static str,
        /// Its words, shortened.
        said: String,
    },
    /// What opens the tunnel cannot be read.
    #[error("{why}")]
    Locked {
        /// Why not, in a sentence.
        why: String,
    },
    /// The name cannot be had.
    #[error("{service} does not give the name {name}. It said: {said}")]
    NameRefused {
        /// The provider.
        service: &'static str,
        /// The domain.
        name: String,
        /// Its words, shortened.
        said: String,
    },
    /// The name is in use by another tunnel.
    #[error("The name {name} is in use by another {service} tunnel. It said: {said}")]
    NameTaken {
        /// The provider.
        service: &'static str,
        /// The domain.
        name: String,
        /// Its words, shortened.
        said: String,
    },
    /// More than the plan allows.
    #[error("{service} allows no more with this account. It said: {said}")]
    PlanLimit {
        /// The provider.
        service: &'static str,
        /// Its words, shortened.
        said: String,
    },
    /// Too many tries from this network.
    #[error("{service} refuses for the moment, because too many tunnels were asked for.")]
    TooMany {
        /// The provider.
        service: &'static str,
    },
    /// A program is not there.
    #[error("{program} was not found.")]
    ProgramMissing {
        /// Its name or path.
        program: String,
    },
    /// A program ended by itself, or does not work.
    #[error("{program} does not run. It said: {said}")]
    ProgramFailed {
        /// Its name.
        program: String,
        /// Its words, shortened.
        said: String,
    },
    /// A configuration of the user's own stands in the way.
    #[error("{program} follows a configuration file of yours. It said: {said}")]
    ConfigInTheWay {
        /// Its name.
        program: String,
        /// Its words, shortened.
        said: String,
    },
    /// A firewall lets nothing out.
    #[error("{service} cannot be reached: nothing gets out by port {port}.")]
    PortBlocked {
        /// The provider.
        service: &'static str,
        /// The port of theirs.
        port: u16,
    },
}

impl Fault {
    /// Whether trying again cannot help before the user has done something.
    pub fn is_fatal(&self) -> bool {
        match self {
            Self::HostKeyChanged { .. }
            | Self::LoginRefused { .. }
            | Self::KeyUnusable { .. }
            | Self::NoAgent { .. }
            | Self::TokenRefused { .. }
            | Self::AccountRefused { .. }
            | Self::Locked { .. }
            | Self::NameRefused { .. }
            | Self::NameTaken { .. }
            | Self::PlanLimit { .. }
            | Self::ProgramMissing { .. }
            | Self::ConfigInTheWay { .. } => true,
            Self::Unreachable { .. }
            | Self::Silent { .. }
            | Self::NotSpoken { .. }
            | Self::PortHeld { .. }
            | Self::NoAddress { .. }
            | Self::Lost { .. }
            | Self::EndedThere { .. }
            | Self::TooMany { .. }
            | Self::ProgramFailed { .. }
            | Self::PortBlocked { .. } => false,
        }
    }

    /// For how long a connection of our own that broke can be the cause, or a server that is starting,
    /// so that trying again may help all the same. `opened` says that the way has been open before.
    pub fn may_pass_within(&self, opened: bool) -> Duration {
        let remnant = matches!(self, Self::NameTaken { .. } | Self::PlanLimit { .. });
        let refused = matches!(self, Self::LoginRefused { .. });
        let minutes = match opened {
            true if remnant || refused => 10,
            false if remnant => 2,
            true | false => 0,
        };
        Duration::from_secs(60 * minutes)
    }

    /// How long the provider wants to be left alone at least.
    pub fn pause(&self) -> Duration {
        let seconds = if matches!(self, Self::TooMany { .. }) {
            60
        } else if !self.may_pass_within(true).is_zero() {
            15
        } else if matches!(self, Self::ProgramFailed { .. }) {
            5
        } else {
            0
        };
        Duration::from_secs(seconds)
    }
}
