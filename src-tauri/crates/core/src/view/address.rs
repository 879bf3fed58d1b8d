use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Millis, Problem};

/// The public address.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AddressView {
    /// How BigCommerce is to reach this machine; `None` when nothing was chosen.
    pub way: Option<AddressWay>,
    /// The worst of its signals.
    pub state: AddressState,
    /// The origin BigCommerce reaches, `https://hooks.example.com`, once it is known.
    pub url: Option<String>,
    /// Why it is in that state.
    pub reason: String,
    /// Since when.
    pub since: Millis,
    /// Round trip of the last probe, in milliseconds.
    pub rtt_ms: Option<f64>,
    /// Whether it is being opened or probed and nothing is known yet.
    pub trying: bool,
    /// When it is tried again by itself.
    pub next_try: Option<Millis>,
    /// What its state follows from, the tunnel first.
    pub signals: Vec<AddressSignal>,
    /// How far the hooks have been pointed at it.
    pub hooks: Option<HooksProgress>,
    /// What BigCommerce asks of it, in the order in which a call meets it; empty before a probe.
    pub preflight: Vec<AddressCheck>,
    /// What is wrong with it.
    pub problem: Option<Problem>,
    /// Whether what is wrong is that the SSH server shows another host key than before.
    pub host_key_changed: bool,
    /// How many outages have begun or ended since the start: more once the history is another.
    pub outages: u32,
}

/// The state of the public address: what was last observed, never hoped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum AddressState {
    /// None given.
    Off,
    /// Being opened or probed for the first time.
    Connecting,
    /// Our own listener saw a nonce arrive through it.
    Up,
    /// Something arrives, but not everything that should.
    Degraded,
    /// Nothing arrives through it.
    Down,
    /// Only the user can mend it.
    NeedsUser,
}

/// One thing that was observed of the public address.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AddressSignal {
    /// What was looked at.
    pub kind: SignalKind,
    /// What it alone would make of the state.
    pub state: AddressState,
    /// What was seen.
    pub words: String,
    /// When.
    pub at: Option<Millis>,
}

/// What is looked at to know the state of the public address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum SignalKind {
    /// The tunnel's own connection.
    Transport,
    /// A nonce that goes out and has to come back in.
    Probe,
    /// What BigCommerce lists of our hooks.
    Hooks,
    /// What its deliveries were answered with.
    Answers,
}

/// One thing that BigCommerce asks of the address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AddressCheck {
    /// It.
    pub words: String,
    /// Whether the last probe met it; `None` beyond where it got.
    pub met: Option<bool>,
    /// What speaks against it although it was met.
    pub doubt: Option<String>,
}

/// How far the hooks have been pointed at the address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HooksProgress {
    /// Hooks that there should be on connected stores.
    pub wanted: u32,
    /// Those that BigCommerce lists as active and pointing here.
    pub in_order: u32,
    /// Whether the rest is being worked on.
    pub busy: bool,
    /// When BigCommerce was last asked, of the hook that it was asked about longest ago.
    pub looked_at: Option<Millis>,
}

/// How BigCommerce is to reach this machine. What opens it (a token, a key) is in the vault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    tag = "kind"
)]
pub enum AddressWay {
    /// An address that the user has something run for: a reverse proxy, a tunnel.
    Own {
        /// It.
        url: String,
    },
    /// An SSH server of the user's, with something in front of it that speaks HTTPS.
    Ssh {
        /// Its name or number.
        host: String,
        /// Its port.
        port: u16,
        /// As whom to log in.
        user: String,
        /// By which key.
        key: SshKey,
        /// The port that it listens on for us, on its loopback.
        listens: u16,
        /// The address that leads there.
        url: String,
    },
    /// A service that is reached by SSH and gives an address.
    SshService {
        /// Which.
        service: SshService,
        /// The key that it knows the user by, if it does.
        key: Option<SshKey>,
    },
    /// ngrok.
    Ngrok {
        /// A domain that is reserved for the account.
        domain: Option<String>,
    },
    /// A named tunnel by cloudflared.
    Cloudflared {
        /// Its file, if it is not to be looked for.
        program: Option<String>,
        /// The address that leads to the tunnel.
        url: String,
    },
    /// A tunnel by cloudflared under a new name each time.
    QuickTunnel {
        /// Its file, if it is not to be looked for.
        program: Option<String>,
    },
}

/// The key to log in to an SSH server by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    tag = "kind"
)]
pub enum SshKey {
    /// One of the SSH agent's.
    Agent,
    /// One in a file.
    File {
        /// Its path.
        path: String,
    },
    /// One that Patchbay made and keeps in the vault.
    Own,
}

/// A service that is reached by SSH and gives an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum SshService {
    /// localhost.run.
    LocalhostRun,
    /// pinggy.io.
    Pinggy,
}

/// What the set-up of a tunnel can start from.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TunnelMeans {
    /// Whether this Patchbay was built with ngrok.
    pub ngrok: bool,
    /// Whether the vault holds an ngrok authtoken.
    pub ngrok_token: bool,
    /// Whether the vault holds the token of a named tunnel.
    pub cloudflared_token: bool,
    /// Where cloudflared was found.
    pub cloudflared: Option<String>,
    /// Whether an SSH agent was told of when Patchbay was started.
    pub ssh_agent: bool,
    /// The line for `~/.ssh/authorized_keys`, once Patchbay has a key of its own.
    pub ssh_public_key: Option<String>,
    /// The server's host key that was pinned.
    pub host_key: Option<HostKeyView>,
    /// The port that a proxy or tunnel has to lead to.
    pub listener_port: u16,
}

/// A host key that was seen first and is demanded since.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HostKeyView {
    /// The server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// `SHA256:…`, as OpenSSH writes it.
    pub fingerprint: String,
}

/// A time during which the address was not up.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OutageView {
    /// Since when.
    pub began_at: Millis,
    /// Until when; `None` while it lasts.
    pub ended_at: Option<Millis>,
    /// The address, if it was known.
    pub url: Option<String>,
    /// Why, as it was last known.
    pub reason: String,
}
